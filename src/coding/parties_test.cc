#include "coding/parties.h"

#include <gtest/gtest.h>

#include "coding/actors.h"
#include "coding/roles.h"
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

std::string words_of(const Document& doc, const std::vector<Party>& parties) {
  std::string out;
  for (const Party& party : parties) {
    if (!out.empty()) out += " | ";
    for (std::uint32_t t = party.first; t < party.end; ++t) out += (t > party.first ? " " : "") + std::string(doc.form[t]);
  }
  return out;
}

// "source -> target" or "<both>" of the sentence, with Mordor and Gondor taken as states.
std::string parties_of(const std::string& lines) {
  Document doc;
  annotate(doc, lines);
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
  const auto candidates = match_sentence(doc.sentences.front(), roles, actors, lexicon());
  const Parties found = find_parties(doc.sentences.front(), candidates, tree, lexicon());
  if (!found.both.empty()) return "<" + words_of(doc, found.both) + ">";
  return words_of(doc, found.source) + " -> " + words_of(doc, found.target);
}

TEST(Parties, BehindAnObjectThatTellsWhatIsDone) {
  EXPECT_EQ(parties_of("Gondor Gondor PROPN 2 nsubj\nlaunched launch VERB 0 root Fp\nattacks attack NOUN 2 obj\non on ADP 6 case\na a DET 6 det\ncamp camp NOUN 3 nmod\n"
                       "near near ADP 9 case\nthe the DET 9 det\nriver river NOUN 6 nmod\non on ADP 11 case\nMonday Monday PROPN 2 obl\n"),
            "Gondor -> a camp near the river");
}

TEST(Parties, ReceiverAndNoRelativeClause) {
  EXPECT_EQ(parties_of("Gondor Gondor PROPN 2 nsubj\nexpressed express VERB 0 root Fp\ncondolences condolence NOUN 2 obj\nto to ADP 6 case\nthe the DET 6 det\n"
                       "people people NOUN 3 nmod\nof of ADP 8 case\nMordor Mordor PROPN 6 nmod\nwho who PRON 10 nsubj R\nmourn mourn VERB 6 acl:relcl F\n"),
            "Gondor -> the people of Mordor");
}

TEST(Parties, PassiveWithAgent) {
  EXPECT_EQ(parties_of("Two two NUM 2 nummod\nmillers miller NOUN 4 nsubj:pass\nwere be AUX 4 aux:pass\nkilled kill VERB 0 root P\nby by ADP 7 case\nMordor Mordor PROPN 7 compound\n"
                       "raiders raider NOUN 4 obl:agent\n"),
            "Mordor raiders -> Two millers");
}

TEST(Parties, PassiveBesideTheDeed) {
  EXPECT_EQ(parties_of("Millers miller NOUN 3 nsubj:pass\nwere be AUX 3 aux:pass\nkilled kill VERB 0 root P\nas as SCONJ 6 mark\nMordor Mordor PROPN 6 nsubj\n"
                       "shelled shell VERB 3 advcl Fp\ntheir they PRON 8 nmod:poss\nvillage village NOUN 6 obj\n"),
            "Mordor -> their village");
}

TEST(Parties, PassiveByADeed) {
  EXPECT_EQ(parties_of("Two two NUM 2 nummod\nmillers miller NOUN 4 nsubj:pass\nwere be AUX 4 aux:pass\nkilled kill VERB 0 root P\nin in ADP 8 case\na a DET 8 det\n"
                       "Mordor Mordor PROPN 8 compound\nraid raid NOUN 4 obl\n"),
            "a Mordor raid -> Two millers");
}

TEST(Parties, WhatFollowsALinkingVerbIsTheSubject) {
  EXPECT_EQ(parties_of("Gondor Gondor PROPN 2 nsubj\nbecame become VERB 0 root Fp\nthe the DET 5 det\nfirst first ADJ 5 amod\nrealm realm NOUN 2 xcomp\nto to PART 7 mark\n"
                       "recognise recognise VERB 5 acl I\nMordor Mordor PROPN 7 obj\n"),
            "Gondor -> Mordor");
}

TEST(Parties, SayingBehind) {
  EXPECT_EQ(parties_of("Mordor Mordor PROPN 2 nsubj\nshelled shell VERB 7 ccomp Fp\na a DET 4 det\nvillage village NOUN 2 obj\n, , PUNCT 2 punct\n"
                       "officials official NOUN 7 nsubj\nsaid say VERB 0 root Fp\n"),
            "Mordor -> a village");
}

TEST(Parties, WhoIsSpokenOf) {
  EXPECT_EQ(parties_of("Gondor Gondor PROPN 2 nsubj\nsaid say VERB 0 root Fp\nthat that SCONJ 6 mark\nMordor Mordor PROPN 6 nsubj\nmust must AUX 6 aux\n"
                       "withdraw withdraw VERB 2 ccomp I\n"),
            "Gondor -> Mordor");
}

TEST(Parties, MembersWithAndWithoutAWordOfTheirOwn) {
  EXPECT_EQ(parties_of("Gondor Gondor PROPN 2 nsubj\nurged urge VERB 0 root Fp\nMordor Mordor PROPN 2 obj\nand and CCONJ 6 cc\nits its PRON 6 nmod:poss\nallies ally NOUN 3 conj\n"),
            "Gondor -> Mordor | its allies");
  EXPECT_EQ(parties_of("Gondor Gondor PROPN 2 nsubj\nfreed free VERB 0 root Fp\nfarmers farmer NOUN 2 obj\nand and CCONJ 5 cc\nmillers miller NOUN 3 conj\n"),
            "Gondor -> farmers and millers");
}

TEST(Parties, ActsWithoutASide) {
  EXPECT_EQ(parties_of("Gondor Gondor PROPN 2 nsubj\nmet meet VERB 0 root Fp\nenvoys envoy NOUN 2 obj\nof of ADP 5 case\nMordor Mordor PROPN 3 nmod\n"), "<Gondor | envoys of Mordor>");
  EXPECT_EQ(parties_of("Gondor Gondor PROPN 4 nsubj\nand and CCONJ 3 cc\nMordor Mordor PROPN 1 conj\nagreed agree VERB 0 root Fp\n"), "<Gondor and Mordor>");
  EXPECT_EQ(parties_of("Gondor Gondor PROPN 2 nsubj\nheld hold VERB 0 root Fp\ntalks talk NOUN 2 obj\nwith with ADP 5 case\nMordor Mordor PROPN 3 nmod\n"), "<Gondor | Mordor>");
}

TEST(Parties, AStateNeedsNoDescription) {
  EXPECT_EQ(parties_of("Gondor Gondor PROPN 2 nsubj\nurged urge VERB 0 root Fp\nMordor Mordor PROPN 2 obj\n, , PUNCT 6 punct\na a DET 6 det\nneighbour neighbour NOUN 3 appos\n"),
            "Gondor -> Mordor");
}

}  // namespace
