#include "parse/name_tags.h"

#include <gtest/gtest.h>

#include "parse/test_text.h"

namespace dragoman {
namespace {

const Knowledge& lexicon() {
  static const auto opened = Knowledge::open(DRAGOMAN_BLOB);
  return **opened;
}

// Words with tags after a slash (p person, b body, l place, n nation, o other; capital for the first word of a name), all proper
// nouns where they are capitalised; sentences end at a stop. What comes back is written the same way.
std::string settled(const std::string& text) {
  static const std::string letters = " PpBbLlNnOo";
  std::istringstream in(text);
  std::string lines;
  std::vector<NameTag> tags;
  std::size_t number = 0;
  for (std::string word; in >> word;) {
    const auto slash = word.find('/');
    const std::string form = word.substr(0, slash);
    tags.push_back(slash == std::string::npos ? NameTag::none : static_cast<NameTag>(letters.find(word[slash + 1])));
    const bool proper = form[0] >= 'A' && form[0] <= 'Z';
    lines += form + " " + form + (proper ? " PROPN " : " NOUN ") + (number++ == 0 ? "0 root\n" : "1 dep\n");
    if (form == ".") lines += "\n", number = 0;
  }
  Document document;
  annotate(document, lines);
  std::copy(tags.begin(), tags.end(), document.name_tag.begin());
  settle_name_tags(document, lexicon());
  std::string out;
  for (std::uint32_t t = 0; t < document.token_count(); ++t) {
    out += (t ? " " : "") + std::string(document.form[t]);
    if (document.name_tag[t] != NameTag::none) out += std::string("/") + letters[static_cast<std::size_t>(document.name_tag[t])];
  }
  return out;
}

TEST(NameTags, ListsDecideWhatTheyKnow) {
  EXPECT_EQ(settled("Japan/B met Egyptian envoys ."), "Japan/L met Egyptian/N envoys .");
  EXPECT_EQ(settled("North Korea/L spoke ."), "North/L Korea/l spoke .");
}

TEST(NameTags, PartsOfLongerNamesStay) {
  EXPECT_EQ(settled("The China/B Road/b Bank/b opened ."), "The China/B Road/b Bank/b opened .");
}

TEST(NameTags, OneDocumentAgreesWithItself) {
  EXPECT_EQ(settled("Orla/P Quadder/p spoke . Quadder/L left . Then Quadder slept ."), "Orla/P Quadder/p spoke . Quadder/P left . Then Quadder/P slept .");
}

TEST(NameTags, NothingNamedNothingChanged) { EXPECT_EQ(settled("the ministers left ."), "the ministers left ."); }

}  // namespace
}  // namespace dragoman
