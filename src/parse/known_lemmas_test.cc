#include "parse/known_lemmas.h"

#include <gtest/gtest.h>

#include <fstream>

#include "parse/test_text.h"

namespace dragoman {
namespace {

const Knowledge& words() {
  static const auto knowledge = [] {
    auto compiled = Knowledge::compile({DRAGOMAN_SOURCE_DIR "/lexicon/en/coding.txt", DRAGOMAN_SOURCE_DIR "/lexicon/en/sets.txt",
                                        DRAGOMAN_SOURCE_DIR "/lexicon/en/acts", DRAGOMAN_SOURCE_DIR "/lexicon/ontology"});
    EXPECT_TRUE(compiled.ok());
    return *compiled;
  }();
  return *knowledge;
}

std::string lemma_of(const std::string& form, const std::string& lemma, const std::string& tag = "VERB") {
  Document doc;
  annotate(doc, form + " " + lemma + " " + tag + " 0 root");
  mend_lemmas(doc, words());
  return std::string(doc.lemma[0]);
}

TEST(KnownLemmas, AnActWordIsFoundBehindARegularEnding) {
  EXPECT_EQ(lemma_of("abducted", "abducted"), "abduct");
  EXPECT_EQ(lemma_of("blockaded", "blockad"), "blockade");
  EXPECT_EQ(lemma_of("gassed", "gass"), "gas");
  EXPECT_EQ(lemma_of("Abducting", "abducting"), "abduct");
  EXPECT_EQ(lemma_of("blockades", "blockades", "NOUN"), "blockade");
}

TEST(KnownLemmas, WhatTheLexiconKnowsStays) {
  EXPECT_EQ(lemma_of("attacked", "attack"), "attack");
  EXPECT_EQ(lemma_of("abducted", "abducted", "ADJ"), "abducted");
}

TEST(KnownLemmas, AnIrregularFormThatHeadsAPatternIsItsOwnLemma) { EXPECT_EQ(lemma_of("froze", "frive"), "froze"); }

TEST(KnownLemmas, IrregularFormsAreLookedUp) {
  const auto path = testing::TempDir() + "irregular.txt";
  std::ofstream(path) << "act a\n  define x\n  verb freeze | found  source=subj target=obj\nirregular freeze\n  form froze | frozen\nirregular find\n  form found\n";
  const auto some = Knowledge::compile({path});
  ASSERT_TRUE(some.ok());
  const auto lemma = [&](const char* line) {
    Document doc;
    annotate(doc, line);
    mend_lemmas(doc, **some);
    return std::string(doc.lemma[0]);
  };
  EXPECT_EQ(lemma("Froze frive VERB 0 root F"), "freeze");
  EXPECT_EQ(lemma("found found VERB 0 root F"), "found");   // a verb of a pattern already
  EXPECT_EQ(lemma("frozen frozen VERB 0 root I"), "frozen");  // an infinitive
  EXPECT_EQ(lemma("frozen frozen ADJ 0 root"), "frozen");
}

TEST(KnownLemmas, NoStemNoChange) {
  EXPECT_EQ(lemma_of("wandered", "wander"), "wander");
  EXPECT_EQ(lemma_of("ed", "ed"), "ed");
}

}  // namespace
}  // namespace dragoman
