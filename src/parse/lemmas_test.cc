#include "parse/lemmas.h"

#include <gtest/gtest.h>

namespace dragoman {
namespace {

std::string edited(std::string_view form, LemmaEdit edit, std::string_view text) {
  std::string buffer;
  return std::string(apply_edit(form, edit, text, buffer));
}

TEST(Lemmas, EditsCutAndAdd) {
  EXPECT_EQ(edited("Countries", {0, 1, 3, 0, 0}, "y"), "country");
  EXPECT_EQ(edited("Russia", {0, 0, 0, 1, 0}, ""), "Russia");
  EXPECT_EQ(edited("Talks", {0, 0, 1, 0, 0}, ""), "talk");
  EXPECT_EQ(edited("went", {0, 2, 200, 0, 0}, "go"), "go");
}

TEST(Lemmas, EditsNeverSplitACharacter) { EXPECT_EQ(edited("fianc\xc3\xa9", {0, 0, 1, 0, 0}, ""), "fianc"); }

TEST(Lemmas, AnEditPointingOutsideAddsNothing) { EXPECT_EQ(edited("talks", {77, 3, 1, 0, 0}, "y"), "talk"); }

TEST(Lemmas, WithoutATableNamesStayAndWordsGetSmallLetters) {
  std::string buffer;
  EXPECT_EQ(LemmaTable().lemma("Talks", Upos::NOUN, kPlur, buffer), "talks");
  EXPECT_EQ(LemmaTable().lemma("Beijing", Upos::PROPN, kSing, buffer), "Beijing");
}

}  // namespace
}  // namespace dragoman
