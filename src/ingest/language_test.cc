#include "ingest/language.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dragoman {
namespace {

// Blocks of the text, one a line, after mark_foreign().
std::vector<std::string> kinds(const std::string& text, std::string* note = nullptr) {
  Document document;
  Article article;
  article.text = text;
  document.reset(std::move(article));
  for (std::size_t from = 0; from < text.size();) {
    const auto end = std::min(text.find('\n', from), text.size());
    document.blocks.push_back({{static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(end)}, BlockKind::body, kNone, {}});
    from = end + 1;
  }
  mark_foreign(document);
  std::vector<std::string> out;
  for (const Block& block : document.blocks) out.emplace_back(to_string(block.kind));
  if (note) *note = document.notes.empty() ? "" : std::string(document.notes.front().code);
  return out;
}

const std::string kEnglish = "The foreign minister arrived in the capital on Monday for two days of talks about the border, and he will meet the president before he leaves for home again, officials said.";
const std::string kFrench = "Le ministre des Affaires étrangères est arrivé lundi dans la capitale pour deux jours d'entretiens sur la frontière, et il rencontrera le président avant de repartir, selon des responsables.";
const std::string kRussian = "Министр иностранных дел прибыл в понедельник в столицу для двухдневных переговоров о границе и встретится с президентом перед отъездом, сообщили официальные лица.";

TEST(Language, EnglishIsLeftAlone) {
  std::string note;
  EXPECT_THAT(kinds(kEnglish + "\n" + kEnglish, &note), testing::Each("body"));
  EXPECT_EQ(note, "");
}

TEST(Language, AnotherLanguageIsNotedAndNotReporting) {
  std::string note;
  EXPECT_THAT(kinds(kFrench + "\n" + kFrench, &note), testing::Each("foreign"));
  EXPECT_EQ(note, "language:fr");
  EXPECT_THAT(kinds(kRussian, &note), testing::ElementsAre("foreign"));
  EXPECT_EQ(note, "language:ru");
}

TEST(Language, OneForeignParagraphAmongEnglish) {
  EXPECT_THAT(kinds(kEnglish + "\n" + kFrench + "\n" + kEnglish), testing::ElementsAre("body", "foreign", "body"));
}

TEST(Language, ShortOrBrokenTextIsTakenAsEnglish) {
  EXPECT_THAT(kinds("Guerre et paix"), testing::ElementsAre("body"));
  EXPECT_THAT(kinds(std::string(400, '\xff')), testing::ElementsAre("body"));
  EXPECT_THAT(kinds(""), testing::IsEmpty());
}

}  // namespace
}  // namespace dragoman
