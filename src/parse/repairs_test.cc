#include "parse/repairs.h"

#include <gtest/gtest.h>

#include <fstream>

using namespace dragoman;

namespace {

const Knowledge& english() {
  static const auto knowledge = [] {
    auto compiled = Knowledge::compile({DRAGOMAN_SOURCE_DIR "/lexicon/en/time.txt"});
    EXPECT_TRUE(compiled.ok());
    return *compiled;
  }();
  return *knowledge;
}

struct Word {
  const char* form;
  Upos upos;
  std::uint32_t head;  // from 1; 0 for the root
  Deprel deprel;
  std::uint32_t feats = 0;
};

void fill(Document& doc, std::initializer_list<Word> words) {
  Article article;
  for (const Word& word : words) article.text += std::string(word.form) + " ";
  doc.reset(std::move(article));
  std::uint32_t byte = 0;
  for (const Word& word : words) {
    const auto size = static_cast<std::uint32_t>(std::string_view(word.form).size());
    doc.add_token({byte, byte + size}, word.form, 0);
    byte += size + 1;
    doc.lemma.back() = word.form;
    doc.upos.back() = word.upos;
    doc.head.back() = word.head == 0 ? kNone : word.head - 1;
    doc.deprel.back() = word.deprel;
    doc.feats.back() = word.feats;
  }
  doc.sentences.push_back({{0, byte}, 0, doc.token_count(), kNone});
}

TEST(Repairs, AWeekdayHeadsNoName) {
  Document doc;
  fill(doc, {{"Mao", Upos::PROPN, 2, Deprel::nsubj}, {"announced", Upos::VERB, 0, Deprel::root, kFin}, {"on", Upos::ADP, 7, Deprel::case_},
             {"Tuesday", Upos::PROPN, 7, Deprel::nmod_poss}, {"Zhao", Upos::PROPN, 4, Deprel::flat}, {"'s", Upos::PART, 4, Deprel::case_},
             {"visit", Upos::NOUN, 2, Deprel::obl}});
  repair_trees(doc, english());
  EXPECT_EQ(doc.head[3], 1u);
  EXPECT_EQ(doc.deprel[3], Deprel::obl);
  EXPECT_EQ(doc.head[2], 3u);
  EXPECT_EQ(doc.head[4], 6u);
  EXPECT_EQ(doc.deprel[4], Deprel::nmod_poss);
  EXPECT_EQ(doc.head[5], 4u);
  EXPECT_EQ(doc.deprel[6], Deprel::obj);
}

TEST(Repairs, ABareNounBeforeAFiniteVerbIsItsSubject) {
  Document doc;
  fill(doc, {{"as", Upos::SCONJ, 4, Deprel::mark}, {"Zhao", Upos::PROPN, 4, Deprel::obl}, {"will", Upos::AUX, 4, Deprel::aux, kFin},
             {"visit", Upos::VERB, 0, Deprel::root}, {"Rohan", Upos::PROPN, 4, Deprel::obj}});
  repair_trees(doc, english());
  EXPECT_EQ(doc.deprel[1], Deprel::nsubj);
}

TEST(Repairs, TimesAndPrepositionsAreNoSubjects) {
  Document doc;
  fill(doc, {{"Tuesday", Upos::PROPN, 3, Deprel::obl}, {"will", Upos::AUX, 3, Deprel::aux, kFin}, {"see", Upos::VERB, 0, Deprel::root}});
  repair_trees(doc, english());
  EXPECT_EQ(doc.deprel[0], Deprel::obl);
  fill(doc, {{"in", Upos::ADP, 2, Deprel::case_}, {"Rohan", Upos::PROPN, 4, Deprel::obl}, {"will", Upos::AUX, 4, Deprel::aux, kFin},
             {"meet", Upos::VERB, 0, Deprel::root}});
  repair_trees(doc, english());
  EXPECT_EQ(doc.deprel[1], Deprel::obl);
}

TEST(Repairs, AParticipleWithASubjectIsAVerb) {
  Document doc;
  fill(doc, {{"Mordor", Upos::PROPN, 2, Deprel::nsubj}, {"suspended", Upos::VERB, 3, Deprel::amod, kPast}, {"talks", Upos::NOUN, 0, Deprel::root}});
  repair_trees(doc, english());
  EXPECT_EQ(doc.head[1], kNone);
  EXPECT_EQ(doc.deprel[1], Deprel::root);
  EXPECT_EQ(doc.head[2], 1u);
  EXPECT_EQ(doc.deprel[2], Deprel::obj);
}

TEST(Repairs, ALoneIndirectObjectIsDirect) {
  Document doc;
  fill(doc, {{"Rohan", Upos::PROPN, 2, Deprel::nsubj}, {"accused", Upos::VERB, 0, Deprel::root, kFin}, {"Mordor", Upos::PROPN, 2, Deprel::iobj}});
  repair_trees(doc, english());
  EXPECT_EQ(doc.deprel[2], Deprel::obj);
  fill(doc, {{"Rohan", Upos::PROPN, 2, Deprel::nsubj}, {"gave", Upos::VERB, 0, Deprel::root, kFin}, {"Gondor", Upos::PROPN, 2, Deprel::iobj}, {"aid", Upos::NOUN, 2, Deprel::obj}});
  repair_trees(doc, english());
  EXPECT_EQ(doc.deprel[2], Deprel::iobj);
}

TEST(Repairs, ABareNounBehindAParticleIsTheObject) {
  Document doc;
  fill(doc, {{"Gondor", Upos::PROPN, 2, Deprel::nsubj}, {"shot", Upos::VERB, 0, Deprel::root, kFin}, {"down", Upos::ADP, 2, Deprel::compound_prt}, {"drones", Upos::NOUN, 2, Deprel::obl}});
  repair_trees(doc, english());
  EXPECT_EQ(doc.deprel[3], Deprel::obj);
  fill(doc, {{"Gondor", Upos::PROPN, 2, Deprel::nsubj}, {"backed", Upos::VERB, 0, Deprel::root, kFin}, {"down", Upos::ADP, 2, Deprel::compound_prt}, {"Monday", Upos::PROPN, 2, Deprel::obl}});
  repair_trees(doc, english());
  EXPECT_EQ(doc.deprel[3], Deprel::obl);
}

TEST(Repairs, AnActiveVerbHasNoPassiveSubject) {
  Document doc;
  fill(doc, {{"Thousands", Upos::NOUN, 2, Deprel::nsubj_pass}, {"protested", Upos::VERB, 0, Deprel::root, kFin | kPast}});
  repair_trees(doc, english());
  EXPECT_EQ(doc.deprel[0], Deprel::nsubj);
  fill(doc, {{"Thousands", Upos::NOUN, 3, Deprel::nsubj_pass}, {"were", Upos::AUX, 3, Deprel::aux_pass, kFin}, {"held", Upos::VERB, 0, Deprel::root, kPast | kPart}});
  repair_trees(doc, english());
  EXPECT_EQ(doc.deprel[0], Deprel::nsubj_pass);
}

TEST(Repairs, OfTwoObjectsTheFirstIsIndirect) {
  Document doc;
  fill(doc, {{"Mordor", Upos::PROPN, 2, Deprel::nsubj}, {"grants", Upos::VERB, 0, Deprel::root, kFin}, {"monitors", Upos::NOUN, 2, Deprel::obj}, {"access", Upos::NOUN, 2, Deprel::obj}});
  repair_trees(doc, english());
  EXPECT_EQ(doc.deprel[2], Deprel::iobj);
  EXPECT_EQ(doc.deprel[3], Deprel::obj);
}

TEST(Repairs, ANameBeforeAParticipleBeginsAClauseWhereThereIsNoOther) {
  Document doc;
  const auto talks = [&](Upos second, std::uint32_t feats) {
    fill(doc, {{"Mordor", Upos::PROPN, 3, Deprel::compound}, {"proposed", Upos::VERB, 3, Deprel::amod, kPast | kPart}, {"talks", Upos::NOUN, 0, Deprel::root},
               {"end", second, 3, Deprel::dep, feats}});
    repair_trees(doc, english());
  };
  talks(Upos::ADV, 0);
  EXPECT_EQ(doc.head[1], kNone);
  EXPECT_EQ(doc.deprel[0], Deprel::nsubj);
  EXPECT_EQ(doc.deprel[2], Deprel::obj);
  talks(Upos::VERB, kFin);
  EXPECT_EQ(doc.head[2], kNone);  // "Mordor-proposed talks end"
}

TEST(Repairs, AnUnmarkedNounRightBehindAVerbOfAnActIsItsObject) {
  const auto path = testing::TempDir() + "repairs_acts.txt";
  std::ofstream(path) << "act a\n  define x\n  verb shoot | become  source=subj target=obj\nset linking_verb\n  word become\n";
  const auto acts = Knowledge::compile({path, DRAGOMAN_SOURCE_DIR "/lexicon/en/time.txt"});
  ASSERT_TRUE(acts.ok());
  Document doc;
  const auto relation = [&](const char* verb, const char* noun, Deprel given) {
    fill(doc, {{"Rohan", Upos::PROPN, 2, Deprel::nsubj}, {verb, Upos::VERB, 0, Deprel::root, kFin}, {"a", Upos::DET, 4, Deprel::det},
               {noun, Upos::NOUN, 2, given}});
    repair_trees(doc, **acts);
    return doc.deprel[3];
  };
  EXPECT_EQ(relation("shoot", "drone", Deprel::obl), Deprel::obj);
  EXPECT_EQ(relation("shoot", "drone", Deprel::xcomp), Deprel::obj);
  EXPECT_EQ(relation("shoot", "month", Deprel::obl), Deprel::obl);
  EXPECT_EQ(relation("become", "king", Deprel::xcomp), Deprel::xcomp);
  EXPECT_EQ(relation("gaze", "drone", Deprel::obl), Deprel::obl);
}

TEST(Repairs, TheNameBehindAQuotationSpeaks) {
  Document doc;
  fill(doc, {{"They", Upos::PRON, 3, Deprel::nsubj}, {"will", Upos::AUX, 3, Deprel::aux, kFin}, {"come", Upos::VERB, 0, Deprel::root}, {",", Upos::PUNCT, 3, Deprel::punct},
             {"\"", Upos::PUNCT, 3, Deprel::punct}, {"shared", Upos::VERB, 3, Deprel::xcomp, kPast}, {"Faramir", Upos::PROPN, 6, Deprel::obj}});
  repair_trees(doc, english());
  EXPECT_EQ(doc.deprel[6], Deprel::nsubj);
}

TEST(Repairs, AWeekdayBeforeANameHangsOnTheVerb) {
  Document doc;
  fill(doc, {{"Mao", Upos::PROPN, 2, Deprel::nsubj}, {"announced", Upos::VERB, 0, Deprel::root, kFin}, {"on", Upos::ADP, 7, Deprel::case_},
             {"Tuesday", Upos::PROPN, 5, Deprel::compound}, {"Zhao", Upos::PROPN, 7, Deprel::nmod_poss}, {"'s", Upos::PART, 5, Deprel::case_},
             {"visit", Upos::NOUN, 2, Deprel::obl}});
  repair_trees(doc, english());
  EXPECT_EQ(doc.head[3], 1u);
  EXPECT_EQ(doc.deprel[3], Deprel::obl);
  EXPECT_EQ(doc.head[2], 3u);
  EXPECT_EQ(doc.deprel[6], Deprel::obj);
}

TEST(Repairs, NoParticipleStandsBehindAQuotation) {
  Document doc;
  fill(doc, {{"They", Upos::PRON, 2, Deprel::nsubj}, {"come", Upos::VERB, 0, Deprel::root}, {",", Upos::PUNCT, 2, Deprel::punct}, {"\"", Upos::PUNCT, 2, Deprel::punct},
             {"shared", Upos::VERB, 6, Deprel::amod, kPast}, {"Faramir", Upos::PROPN, 2, Deprel::obl}});
  repair_trees(doc, english());
  EXPECT_EQ(doc.head[4], kNone);
  EXPECT_EQ(doc.deprel[5], Deprel::nsubj);
  EXPECT_EQ(doc.head[1], 4u);
  EXPECT_EQ(doc.deprel[1], Deprel::ccomp);
}

TEST(Repairs, AReportBehindACommaTakesWhatItSays) {
  static const auto knowledge = Knowledge::open(DRAGOMAN_BLOB);
  Document doc;
  fill(doc, {{"Zhao", Upos::PROPN, 3, Deprel::nsubj}, {"will", Upos::AUX, 3, Deprel::aux, kFin}, {"come", Upos::VERB, 0, Deprel::root}, {",", Upos::PUNCT, 6, Deprel::punct},
             {"Mao", Upos::PROPN, 6, Deprel::nsubj}, {"say", Upos::VERB, 3, Deprel::advcl, kFin}, {"as", Upos::ADP, 8, Deprel::case_}, {"Li", Upos::PROPN, 10, Deprel::obl},
             {"will", Upos::AUX, 10, Deprel::aux, kFin}, {"leave", Upos::VERB, 6, Deprel::advcl}});
  repair_trees(doc, **knowledge);
  EXPECT_EQ(doc.head[5], kNone);
  EXPECT_EQ(doc.head[2], 5u);
  EXPECT_EQ(doc.deprel[2], Deprel::ccomp);
  EXPECT_EQ(doc.deprel[7], Deprel::nsubj);  // "as Li will leave" is a clause
  EXPECT_EQ(doc.head[6], 9u);
  EXPECT_EQ(doc.deprel[6], Deprel::mark);
}

TEST(Repairs, TheWayToHangsWhereTheWayFromDoes) {
  static const auto knowledge = Knowledge::open(DRAGOMAN_BLOB);
  Document doc;
  fill(doc, {{"They", Upos::PRON, 2, Deprel::nsubj}, {"warned", Upos::VERB, 0, Deprel::root}, {"of", Upos::ADP, 4, Deprel::case_}, {"transfers", Upos::NOUN, 2, Deprel::obl},
             {"from", Upos::ADP, 6, Deprel::case_}, {"Harad", Upos::PROPN, 4, Deprel::nmod}, {"to", Upos::ADP, 8, Deprel::case_}, {"Mordor", Upos::PROPN, 2, Deprel::obl}});
  repair_trees(doc, **knowledge);
  EXPECT_EQ(doc.head[7], 3u);
  EXPECT_EQ(doc.deprel[7], Deprel::nmod);
}

}  // namespace
