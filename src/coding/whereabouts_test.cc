#include "coding/whereabouts.h"

#include <gtest/gtest.h>

#include "parse/test_text.h"

using namespace dragoman;

namespace {

const Knowledge& lexicon() {
  static const auto knowledge = Knowledge::compile({std::string(DRAGOMAN_SOURCE_DIR) + "/tests/golden/lexicon/states.txt"});
  return **knowledge;
}

// A text of states (Gondor, Mordor) and of places nobody lists (Ford, Bridge).
void read(Document& doc, const std::string& lines) {
  annotate(doc, lines);
  for (std::uint32_t t = 0; t < doc.token_count(); ++t) {
    const std::string_view id = doc.form[t] == "Mordor" ? "MOR" : doc.form[t] == "Gondor" ? "GON" : "";
    if (id.empty() && doc.form[t] != "Ford" && doc.form[t] != "Bridge") continue;
    Mention mention;
    mention.first = mention.head = t;
    mention.end = t + 1;
    mention.kind = id.empty() ? MentionKind::place : MentionKind::state;
    mention.entity = id.empty() ? kNone : lexicon().find(EntityKind::state, id);
    mention.country = id;
    doc.mentions.push_back(mention);
  }
}

std::string_view country_of_first(const std::string& lines) {
  Document doc;
  read(doc, lines);
  const Whereabouts where = Atlas(doc, lexicon()).of(0);
  EXPECT_FALSE(where.listed);
  return where.country;
}

TEST(Whereabouts, BehindTheCommaBeforeWhatIsNearer) {
  EXPECT_EQ(country_of_first("Ford Ford PROPN 0 root\n, , PUNCT 1 punct\nMordor Mordor PROPN 1 appos\nto to ADP 5 case\nGondor Gondor PROPN 1 nmod\n"), "MOR");
}

TEST(Whereabouts, NearestInTheSentence) {
  EXPECT_EQ(country_of_first("Ford Ford PROPN 0 root\nin in ADP 3 case\nGondor Gondor PROPN 1 nmod\nand and CCONJ 5 cc\nMordor Mordor PROPN 3 conj\n"), "GON");
}

TEST(Whereabouts, TheStateTheTextIsAbout) {
  EXPECT_EQ(country_of_first("Ford Ford PROPN 0 root\nfell fall VERB 1 dep\n\nGondor Gondor PROPN 0 root\n\nGondor Gondor PROPN 0 root\n\nMordor Mordor PROPN 0 root\n"), "GON");
}

TEST(Whereabouts, NothingTells) {
  EXPECT_EQ(country_of_first("Ford Ford PROPN 0 root\nand and CCONJ 3 cc\nBridge Bridge PROPN 1 conj\n"), "");
}

TEST(Whereabouts, AListedPlaceStandsForItself) {
  Document doc;
  read(doc, "Gondor Gondor PROPN 0 root\n, , PUNCT 1 punct\nMordor Mordor PROPN 1 appos\n");
  const Whereabouts where = Atlas(doc, lexicon()).of(0);
  EXPECT_TRUE(where.listed);
  EXPECT_EQ(where.country, "GON");
}

}  // namespace
