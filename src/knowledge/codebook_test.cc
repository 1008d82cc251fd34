#include "knowledge/codebook.h"

#include <gtest/gtest.h>

namespace dragoman {
namespace {

constexpr auto kLexicon =
    "act talks\n  no \"Talk of the town.\"\n"
    "cameo 04\n  label consult\n  quad 1\n  goldstein 1\n"
    "cameo 042\n  label make a visit\n  quad 1\n  goldstein 1.9\n"
    "cameo 043\n  label host a visit\n  quad 1\n  goldstein 2.8\n"
    "plover CONSULT\n  modes visit | phone\n"
    "plover contexts\n  contexts diplomatic\n"
    "act visit\n  define An official travels.\n  plover CONSULT visit\n  contexts diplomatic\n  cameo 0429\n  family visit\n  movement yes\n  roles host class\n"
    "act statement\n  define Somebody speaks.\n  cameo 04\n"
    "act talks\n  define Two sides talk.\n  plover CONSULT\n  cameo 04\n  family visit\n  reciprocal yes\n"
    "act visit\n  yes \"Arnor visits Gondor.\"  -> ARN visit GON\n  no \"Visit a | b.\"\n"
    "operator will\n  form aux\n  lemma will | shall\n  effect planned\n  yes \"Arnor will visit.\"  -> planned\n";

std::string written(std::string_view page, const std::set<std::string>& unread = {}) {
  Source source;
  source.add("x.txt", kLexicon);
  return codebook(source, page, unread);
}

TEST(Codebook, KeepsThePageAroundItsParts) {
  EXPECT_EQ(written("# Book\n\n{{contents}}\nEnd {{acts}}"),
            "# Book\n\n- [visit](#family-visit): [visit](#visit) · [talks](#talks)\n- [statement](#family-statement): [statement](#statement)\nEnd {{acts}}\n");
}

TEST(Codebook, AnActHasItsCodesRolesAndExamples) {
  const auto acts = written("{{acts}}", {"visit \"Arnor visits Gondor.\""});
  EXPECT_TRUE(acts.starts_with("## Family visit\n\n### visit\n\nAn official travels.\n\n"
                               "- PLOVER: CONSULT *visit*; context diplomatic\n"
                               "- CAMEO: 0429 make a visit; verbal cooperation (quad class 1); Goldstein 1.9\n"
                               "- Sides: source → target; the source goes to the target's country\n"
                               "- Roles: host, class\n\n"
                               "| example | coded as |\n|---|---|\n"
                               "| Arnor visits Gondor. | `ARN visit GON` (not read so today) |\n"
                               "| Visit a \\| b. | no `visit` |\n\n### talks\n"))
      << acts;
  EXPECT_NE(acts.find("- PLOVER: none of its types\n"), std::string::npos);
  EXPECT_NE(acts.find("- Sides: no direction"), std::string::npos);
}

TEST(Codebook, TheCrosswalksShowGaps) {
  EXPECT_EQ(written("{{plover}}"),
            "| type | mode | acts |\n|---|---|---|\n| CONSULT | – | [talks](#talks) |\n| CONSULT | visit | [visit](#visit) |\n"
            "| CONSULT | phone | none |\n| none | – | [statement](#statement) |\n");
  EXPECT_EQ(written("{{cameo}}"),
            "| code | means | Goldstein | acts |\n|---|---|---|---|\n| 042 | make a visit | 1.9 | [visit](#visit) |\n| 043 | host a visit | 2.8 | none |\n");
}

TEST(Codebook, OperatorsShowTheirWordsAndExamples) {
  EXPECT_EQ(written("{{operators}}"),
            "| words | stand as | give | example |\n|---|---|---|---|\n| will, shall | aux | planned | Arnor will visit. → planned |\n");
}

}  // namespace
}  // namespace dragoman
