#include "parse/verb_lemmas.h"

#include <gtest/gtest.h>

#include <fstream>

#include "parse/test_text.h"

namespace dragoman {
namespace {

constexpr auto kVerbs =
    "act abduction\n  define x\n  verb abduct | gas | raze | carry | free  source=subj target=obj\n"
    "act call\n  define x\n  verb found  source=subj target=obj\n"
    "irregular freeze\n  form froze | frozen\n"
    "irregular find\n  form found\n"
    "ending ied\n  base y | ie\n"
    "ending ed\n  base - | e | =\n"
    "ending ing\n  base - | e | =\n";

std::shared_ptr<const Knowledge> verbs() {
  const auto path = testing::TempDir() + "verbs.txt";
  std::ofstream(path) << kVerbs;
  auto knowledge = Knowledge::compile({path});
  EXPECT_TRUE(knowledge.ok());
  return *knowledge;
}

std::string mended(const std::string& word) {
  Document doc;
  annotate(doc, word);
  mend_verb_lemmas(doc, *verbs());
  return std::string(doc.lemma[0]);
}

TEST(VerbLemmas, EndingsLeadToVerbsTheLexiconKnows) {
  EXPECT_EQ(mended("abducted abducted VERB 0 root Fp"), "abduct");
  EXPECT_EQ(mended("Gassing gass VERB 0 root G"), "gas");
  EXPECT_EQ(mended("razed raz VERB 0 root Fp"), "raze");
  EXPECT_EQ(mended("carried carried VERB 0 root Fp"), "carry");
  EXPECT_EQ(mended("freed fre VERB 0 root Fp"), "free");
}

TEST(VerbLemmas, IrregularFormsAreLookedUp) { EXPECT_EQ(mended("Froze frive VERB 0 root Fp"), "freeze"); }

TEST(VerbLemmas, WhatIsKnownOrUnlistedStays) {
  EXPECT_EQ(mended("found found VERB 0 root Fp"), "found");         // a verb of a pattern already
  EXPECT_EQ(mended("tickled tickl VERB 0 root Fp"), "tickl");       // of no pattern
  EXPECT_EQ(mended("abducted abducted ADJ 0 root"), "abducted");    // no verb
  EXPECT_EQ(mended("frozen frozen VERB 0 root I"), "frozen");       // an infinitive is its own lemma
}

}  // namespace
}  // namespace dragoman
