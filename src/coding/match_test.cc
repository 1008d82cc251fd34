#include "coding/match.h"

#include <gtest/gtest.h>

#include "parse/test_text.h"

using namespace dragoman;

namespace {

const Knowledge& lexicon() {
  static const auto knowledge = [] {
    const std::string root = DRAGOMAN_SOURCE_DIR;
    auto compiled = Knowledge::compile({root + "/lexicon/en", root + "/lexicon/ontology", root + "/tests/golden/lexicon/states.txt"});
    EXPECT_TRUE(compiled.ok()) << compiled.error().where << ": " << compiled.error().message;
    return *compiled;
  }();
  return *knowledge;
}

// The acts that stand, with every word written like an invented state's name taken as that state.
std::vector<std::string_view> acts_of(Document& doc) {
  doc.mention_at.assign(doc.token_count(), kNone);
  for (std::uint32_t t = 0; t < doc.token_count(); ++t) {
    const std::string_view id = doc.form[t] == "Mordor" ? "MOR" : doc.form[t] == "Gondor" ? "GON" : "";
    if (id.empty()) continue;
    Mention mention;
    mention.first = mention.head = t;
    mention.end = t + 1;
    mention.kind = MentionKind::state;
    mention.entity = lexicon().find(EntityKind::state, id);
    mention.country = id;
    doc.mention_at[t] = static_cast<std::uint32_t>(doc.mentions.size());
    doc.mentions.push_back(mention);
  }
  const Tree tree(doc);
  const Roles roles(tree, lexicon());
  const Actors actors(tree, lexicon());
  std::vector<std::string_view> acts;
  for (const Candidate& candidate : match_sentence(doc.sentences.front(), roles, actors, lexicon()))
    if (candidate.rejected.empty()) acts.push_back(lexicon().acts()[candidate.pattern->act].id);
  return acts;
}

const std::string cease_fire =
    "cease cease NOUN 3 compound\n- - PUNCT 1 punct\nfire fire NOUN 8 nsubj\nbetween between ADP 5 case\nMordor Mordor PROPN 3 nmod\n"
    "and and CCONJ 7 cc\nGondor Gondor PROPN 5 conj\nheld hold VERB 0 root Fp\n";

TEST(Match, WordTakenApartAtItsHyphen) {
  Document doc;
  annotate(doc, cease_fire);
  doc.span[1] = {doc.span[0].end, doc.span[0].end + 1};
  doc.span[2] = {doc.span[1].end, doc.span[1].end + 4};
  EXPECT_EQ(acts_of(doc), std::vector<std::string_view>{"ceasefire"});
}

TEST(Match, WordsWithSpacesStayApart) {
  Document doc;
  annotate(doc, cease_fire);
  EXPECT_TRUE(acts_of(doc).empty());
}

std::string signed_deal(const std::string& kind) {
  return "Mordor Mordor PROPN 2 nsubj\nsigned sign VERB 0 root Fp\na a DET 5 det\n" + kind +
         " NOUN 5 compound\ndeal deal NOUN 2 obj\nwith with ADP 7 case\nGondor Gondor PROPN 5 nmod\n";
}

TEST(Match, ModifierOfTheObject) {
  Document trade, border;
  annotate(trade, signed_deal("trade trade"));
  annotate(border, signed_deal("border border"));
  EXPECT_EQ(acts_of(trade), std::vector<std::string_view>{"trade-deal"});
  EXPECT_EQ(acts_of(border), std::vector<std::string_view>{"treaty-signing"});
}

std::string threatened_to(const std::string& verb, const std::string& object) {
  return "Mordor Mordor PROPN 2 nsubj\nthreatened threaten VERB 0 root Fp\nto to PART 4 mark\n" + verb + " " + verb +
         " VERB 2 xcomp I\n" + object + " " + object + " NOUN 4 obj\nwith with ADP 7 case\nGondor Gondor PROPN 4 obl\n";
}

TEST(Match, ObjectOfTheComplement) {
  Document talks, ties;
  annotate(talks, threatened_to("suspend", "talk"));
  annotate(ties, threatened_to("suspend", "tie"));
  EXPECT_EQ(acts_of(talks), std::vector<std::string_view>{"threaten-end-talks"});
  EXPECT_EQ(acts_of(ties), std::vector<std::string_view>{"threaten-relations"});
}

}  // namespace
