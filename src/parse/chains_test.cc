#include "parse/chains.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parse/chain_links.h"
#include "parse/test_text.h"

namespace dragoman {
namespace {

using testing::ElementsAre;

constexpr const char* kText = R"(The the DET 2 det
president president NOUN 7 nsubj
of of ADP 5 case
the the DET 5 det
council council NOUN 2 nmod
and and CCONJ 8 cc
left leave VERB 0 root FpI
Li Li PROPN 2 conj
, , PUNCT 10 punct
friend friend NOUN 8 appos
. . PUNCT 7 punct

He he PRON 2 nsubj
slept sleep VERB 0 root Fp
)";

std::vector<std::string> words_of(const Document& document, const std::vector<Phrase>& phrases) {
  std::vector<std::string> out;
  for (const Phrase& phrase : phrases) out.emplace_back(document.words({document.span[phrase.first].begin, document.span[phrase.end - 1].end}));
  return out;
}

TEST(Phrases, HoldWhatHangsOnThemWithoutConjunctsAndAppositions) {
  Document document;
  annotate(document, kText);
  PhraseScratch scratch;
  std::vector<Phrase> phrases;
  find_phrases(document, scratch, phrases);
  EXPECT_THAT(words_of(document, phrases), ElementsAre("The president of the council", "the council", "Li", "friend", "He"));
  EXPECT_EQ(phrases[2].form, PhraseForm::name);
  EXPECT_EQ(phrases[4].form, PhraseForm::pronoun);
}

// A model that takes everything for a person and links by one feature.
struct Tables {
  std::vector<std::int8_t> types = std::vector<std::int8_t>(kPhraseTypes * kTypeSlots), links = std::vector<std::int8_t>(kLinkSlots);
  Tables() { std::fill_n(types.begin() + static_cast<std::ptrdiff_t>(kTypeSlots), kTypeSlots, std::int8_t{1}); }
  ChainModel model() const { return {types, links}; }
};

TEST(Chains, EveryPhraseJoinsAnEarlierOneOrStandsAlone) {
  Document document;
  annotate(document, kText);
  Tables tables;
  ChainScratch scratch;
  std::vector<Phrase> phrases;
  find_chains(document, tables.model(), scratch, phrases);
  for (std::uint32_t i = 0; i < phrases.size(); ++i) EXPECT_EQ(phrases[i].chain, i);  // nothing scores better than standing alone

  PhraseReader reader(document, phrases, scratch);
  LinkFeatures link;
  for (std::uint32_t i = 0; i < 4; ++i) reader.settle(i, kNone);
  reader.link_features(2, 4, link);
  for (const std::uint32_t slot : link) tables.links[slot] = 1;
  ChainScratch fresh;
  std::vector<Phrase> again;
  find_chains(document, tables.model(), scratch, phrases);
  find_chains(document, tables.model(), fresh, again);
  EXPECT_EQ(phrases[4].chain, 2u);
  for (std::uint32_t i = 0; i < phrases.size(); ++i) EXPECT_EQ(phrases[i].chain, again[i].chain);  // a used scratch is as good as a new one
  EXPECT_FALSE(ChainModel().known());
}

TEST(Chains, OpenPronounsFollowThem) {
  Document document;
  annotate(document, kText);
  document.feats[11] |= kMasc | kThird | kSing;
  const auto mention = [&](std::uint32_t token, MentionKind kind) {
    Mention m;
    m.first = m.head = token, m.end = token + 1, m.kind = kind, m.chain = static_cast<std::uint32_t>(document.mentions.size());
    document.mention_at[token] = m.chain;
    document.mentions.push_back(m);
  };
  mention(7, MentionKind::person), mention(11, MentionKind::pronoun);
  document.mentions[0].country = "ARN";
  Tables tables;
  LinkScratch scratch;
  link_by_chains(document, tables.model(), scratch);
  EXPECT_EQ(document.mentions[1].chain, 1u);  // nothing is learnt, nothing follows
  std::fill(tables.links.begin(), tables.links.end(), std::int8_t{1});  // thirty features of a link outweigh twelve of none
  link_by_chains(document, tables.model(), scratch);
  EXPECT_EQ(document.mentions[1].chain, 0u);
  EXPECT_EQ(document.mentions[1].country, "ARN");
  EXPECT_EQ(document.mentions[1].why, "chains");
}

}  // namespace
}  // namespace dragoman
