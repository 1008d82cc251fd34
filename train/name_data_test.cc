#include "train/name_data.h"
#include "train/name_style.h"
#include "train/name_trees.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "knowledge/knowledge.h"

namespace dragoman::train {
namespace {

const Knowledge& lexicon() {
  static const auto opened = Knowledge::open(DRAGOMAN_BLOB);
  return **opened;
}

class NameData : public testing::Test {
 protected:
  std::string file(const std::string& ending, const std::string& bytes) {
    path_ = (std::filesystem::temp_directory_path() / ("dragoman_names_" + std::to_string(::getpid()) + ending)).string();
    std::ofstream(path_, std::ios::binary) << bytes;
    return path_;
  }
  std::vector<NamedSentence> read(const std::string& ending, const std::string& bytes, NameUse use = NameUse::as_given) {
    const auto got = read_names(file(ending, bytes), lexicon(), use);
    EXPECT_TRUE(got) << (got ? "" : got.error().message);
    return got ? *got : std::vector<NamedSentence>{};
  }
  void TearDown() override { std::remove(path_.c_str()); }
  std::string path_;
};

// "person:Mao Ning place:Beijing"
std::string names(const NamedSentence& sentence) {
  static const char* kinds[] = {"none", "person", "", "body", "", "place", "", "nation", "", "other"};
  std::string out;
  for (const NameSpan& span : spans_of(sentence.tags)) {
    if (!out.empty()) out += ' ';
    out += std::string(kinds[static_cast<int>(span.kind)]) + ":";
    for (auto i = span.first; i < span.end; ++i) out += (i > span.first ? "_" : "") + sentence.words[i];
  }
  return out;
}

TEST_F(NameData, ReadsEveryWayOfMarkingSpans) {
  for (const char* text : {"Mao\tB-PER\nNing\tI-PER\nmet\tO\nLi\tB-PER\n\n", "Mao\tB-PER\nNing\tE-PER\nmet\tO\nLi\tS-PER\n",
                           "Mao I-PER\nNing I-PER\nmet O\nLi I-PER\n\n\n", "0\tMao\tB-Person\n1\tNing\tI-Person\n2\tmet\tO\n3\tLi\tB-person\n"}) {
    const auto sentences = read(".txt", text);
    ASSERT_EQ(sentences.size(), 1u);
    EXPECT_EQ(names(sentences[0]), "person:Mao_Ning person:Li");
  }
}

TEST_F(NameData, TakesTheOuterOfNestedLabels) {
  const auto sentences = read(".tsv", "Bank\tB-Organization\nof\tI-Organization\nPeru\tI-Organization\tB-Location\n");
  EXPECT_EQ(names(sentences.at(0)), "body:Bank_of_Peru");
}

TEST_F(NameData, ReadsTables) {
  const auto sentences = read(".csv",
                              "Sentence #,Word,POS,Tag\r\nSentence: 1,President,NNP,B-per\r\n,Paz,NNP,I-per\r\n,paid,VBD,O\r\n,\"10,000\",CD,O\r\n"
                              ",\"\"\"\",``,O\r\nSentence: 2,Caf\xe9,NNP,B-org\r\n", NameUse::harmonised);
  ASSERT_EQ(sentences.size(), 2u);
  EXPECT_EQ(names(sentences[0]), "person:Paz");
  EXPECT_EQ(sentences[0].words[3], "10,000");
  EXPECT_EQ(sentences[0].words[4], "\"");
  EXPECT_EQ(sentences[1].words[0], "Café");
}

TEST_F(NameData, PartsCountriesFromTheirPeoples) {
  const auto sentences = read(".txt", "Iraqi B-gpe\ntroops O\nleft O\nNepal B-gpe\nwith O\nPolish I-MISC\nones O\n");
  EXPECT_EQ(names(sentences.at(0)), "nation:Iraqi place:Nepal nation:Polish");
}

TEST_F(NameData, HarmonisesSpans) {
  const auto of = [&](const char* text) { return names(read(".txt", text, NameUse::harmonised).at(0)); };
  EXPECT_EQ(of("the I-LOC\nGambia I-LOC\n"), "place:Gambia");
  EXPECT_EQ(of("Mr. B-per\nRossi I-per\n"), "person:Rossi");
  EXPECT_EQ(of("Prime B-per\nMinister O\nRossi B-per\n"), "person:Rossi");
  EXPECT_EQ(of("southern B-geo\nFrance I-geo\n"), "place:France");
  EXPECT_EQ(of("Egypt B-org\nsaid O\n"), "place:Egypt");
  EXPECT_EQ(of("South O\nKorean B-gpe\nships O\n"), "nation:South_Korean");
}

TEST_F(NameData, DropsPhrasesWithoutANameWhereAMakerMarksThem) {
  const auto sentences = read(".txt", "The B-Organisation\ngroup I-Organisation\nleft O\nthe B-Location\ntown I-Location\nof I-Location\nMosul I-Location\nin O\n2016 B-DocumentReference\n", NameUse::harmonised);
  EXPECT_EQ(names(sentences.at(0)), "place:Mosul");
}

TEST_F(NameData, SaysWhichLineIsWrong) {
  const auto got = read_names(file(".txt", "Mao\tB-PER\nNing\n"), lexicon(), NameUse::as_given);
  ASSERT_FALSE(got);
  EXPECT_TRUE(got.error().where.ends_with(":2"));
  EXPECT_FALSE(read_names("/no/such/file", lexicon(), NameUse::as_given));
}

TEST(NameStyle, PartsOfAWordGoOnWithItsName) {
  NamedSentence sentence;
  sentence.words = {"Gen.", "al-Sisi", "'s", "U.S.", "-", "trip"};
  sentence.tags = {NameTag::none, NameTag::first_person, NameTag::none, NameTag::first_place, NameTag::none, NameTag::none};
  EXPECT_EQ(names(apart_at_hyphens(sentence)), "person:al_-_Sisi place:U.S.");
  const NamedSentence points = apart_at_points(sentence);
  EXPECT_EQ(names(points), "person:al-Sisi place:U_._S_.");
  EXPECT_EQ(points.words[0] + " " + points.words[1], "Gen .");
  EXPECT_EQ(points.words[3] + " " + points.words[4], "' s");
}

TEST(NameTrees, ANameIsWhatHangsOnItsHead) {
  Tree tree;
  const auto word = [&](const char* form, Upos upos, std::uint32_t head, Deprel deprel) {
    TreeWord w;
    w.form = form, w.upos = upos, w.head = head, w.deprel = deprel;
    tree.words.push_back(w);
  };
  word("French", Upos::ADJ, 3, Deprel::amod), word("President", Upos::PROPN, 3, Deprel::nmod_desc), word("Emmanuel", Upos::PROPN, 5, Deprel::nsubj);
  word("Macron", Upos::PROPN, 3, Deprel::flat), word("visited", Upos::VERB, 0, Deprel::root), word("the", Upos::DET, 7, Deprel::det);
  word("University", Upos::PROPN, 5, Deprel::obj), word("of", Upos::ADP, 9, Deprel::case_), word("Oxford", Upos::PROPN, 7, Deprel::nmod);
  tree.mentions = {{0, 4, "1", "person"}, {5, 9, "2", "organization"}, {8, 9, "3", "place"}};
  EXPECT_TRUE(name_tags(tree, lexicon()).empty());
  tree.marked = true;
  NamedSentence sentence;
  for (const TreeWord& w : tree.words) sentence.words.push_back(w.form);
  sentence.tags = name_tags(tree, lexicon());
  EXPECT_EQ(names(sentence), "nation:French person:Emmanuel_Macron body:University_of_Oxford");
}

TEST(NameSpans, ThereAndBack) {
  const std::vector<NameSpan> spans = {{0, 2, NameTag::first_person}, {2, 3, NameTag::first_person}, {4, 6, NameTag::first_nation}};
  EXPECT_EQ(spans_of(tags_of(spans, 7)), spans);
}

}  // namespace
}  // namespace dragoman::train
