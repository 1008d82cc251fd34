#include "knowledge/check.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <string>

#include "knowledge/compiler.h"

using namespace dragoman;

namespace {

// "f.txt:3:3 error unknown-key: message" a line.
std::string told(const Source& source) {
  std::string text;
  for (const auto& p : check_lexicon(source)) {
    text += source.where(p.file, p.line, p.column) + " " + std::string(to_string(p.level)) + " " + std::string(p.check) + ": " + p.message + "\n";
    EXPECT_TRUE(!p.remedy.empty() || p.level == Problem::replaced) << p.message;
  }
  return text;
}

std::string told(const std::string& text) {
  Source source;
  source.add("f.txt", text);
  return told(source);
}

constexpr const char* kStates = "state ARN\n  name Arnor\nstate GON\n  name Gondor\n";

}  // namespace

TEST(Check, ASoundLexiconIsQuiet) {
  EXPECT_EQ(told(std::string(kStates) + R"(
body ARN.gov.mfa
  name    Foreign Ministry of Arnor
  bare    Foreign Ministry
  kind    ministry
body GON.gov.mfa
  name    Foreign Ministry of Gondor
  bare    Foreign Ministry
  kind    ministry
set BAD
  word    doctor
act visit
  define  To travel.
  cameo   042
  verb    visit -mod:$BAD source=subj target=obj
  yes     "Arnor visits Gondor."  -> ARN visit GON
  no      "Visit the shop."
)"), "");
}

TEST(Check, TellsMistakesWithTheirPlace) {
  EXPECT_EQ(told(std::string(kStates) + R"(person boromir
  name    Boromir
  colour  red
  office  gon.steward 2020..2019
act fly
  define  To fly.
  cameo   042
  verb    fly out source=subj
  verb    land target=to
  verb    $NOSET source=subj
  yes     "Arnor flies."  -> ARN fyl GON
state HAR
  nmae    Harad
  name    Gondor
  codes   iso2=HR what
dwarf gimli
  name    Gimli
set class.nothing
  word    high
office arn.king
  title   King of Arnor
  track   stat
  holders some
body XYZ.gov
  name    Government of Nowhere
)"),
            "f.txt:7:3 error unknown-key: a person has no field \"colour\"\n"
            "f.txt:8:11 missing missing-id: there is no office gon.steward\n"
            "f.txt:8:11 error bad-value: \"gon.steward 2020..2019\" is no holding\n"
            "f.txt:9:1 warning no-example: no negative example\n"
            "f.txt:12:11 error bad-value: \"out\" is neither a constraint nor a role\n"
            "f.txt:13:11 error bad-value: the pattern says nowhere who does it\n"
            "f.txt:14:11 missing missing-set: there is no set $NOSET\n"
            "f.txt:15:11 missing missing-id: there is no act fyl\n"
            "f.txt:17:3 error unknown-key: a state has no field \"nmae\"\n"
            "f.txt:18:11 warning same-name: \"Gondor\" also means state GON (f.txt:3)\n"
            "f.txt:19:11 error bad-value: \"what\" is no code\n"
            "f.txt:20:1 error unknown-kind: there is no kind \"dwarf\"\n"
            "f.txt:22:1 missing missing-id: there is no act nothing\n"
            "f.txt:26:11 error bad-value: \"stat\" is no track of a office\n"
            "f.txt:27:11 error bad-value: \"some\" is no holders of a office\n"
            "f.txt:28:1 missing missing-id: there is no state XYZ\n");
}

TEST(Check, RemediesNameTheWordThatWasMeant) {
  Source source;
  source.add("f.txt", "state ARN\n  name Arnor\n  captial Annuminas\n");
  const auto problems = check_lexicon(source);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_TRUE(problems[0].remedy.starts_with("did you mean \"capital\"?")) << problems[0].remedy;
}

TEST(Check, NamesGivenTwice) {
  EXPECT_EQ(told("state ARN\n  name  Arnor | Kim Jong-un\n  name  Kim Jong Un | A.R. | Kim Jong un\n  adjective Arnor\n"),
            "f.txt:3:9 warning name-twice: \"Kim Jong un\" is given twice\n");
}

TEST(Check, SharedNamesNeedATieBreak) {
  const std::string two = std::string(kStates) + "body ARN.bank\n  name National Bank\n  kind bank\nbody GON.bank\n  name National Bank\n  kind bank\n";
  EXPECT_EQ(told(two), "");  // the country decides
  EXPECT_EQ(told(two + "body ARN.bank2\n  name National Bank\n  kind bank\n"),
            "f.txt:12:8 warning same-name: \"National Bank\" also means body ARN.bank (f.txt:5)\n");
  EXPECT_EQ(told(two + "body ARN.bank2\n  name National Bank\n  kind bank\n  not_before note\n"), "");
  EXPECT_EQ(told("state OLD\n  name Arnor\n  valid ..1990\nstate NEW\n  name Arnor\n  valid 1991..\n"), "");
  EXPECT_EQ(told("state OLD\n  name Arnor\n  valid ..1991\nstate NEW\n  name Arnor\n  valid 1991..\n"),
            "f.txt:5:8 warning same-name: \"Arnor\" also means state OLD (f.txt:1)\n");
  // Of two persons of one name the program cannot choose by country.
  EXPECT_EQ(told(std::string(kStates) + "person a\n  name Ann\n  country ARN\nperson b\n  name Ann\n  country GON\n"),
            "f.txt:9:8 warning same-name: \"Ann\" also means person a (f.txt:5)\n");
  // A name of a person and of a state, and a demonym of two states.
  EXPECT_EQ(told("state ARN\n  name Arnor\n  adjective Northern\nperson a\n  name Arnor\nstate GON\n  name Gondor\n  people Northern\n"),
            "f.txt:5:8 warning same-name: \"Arnor\" also means state ARN (f.txt:1)\n"
            "f.txt:8:10 warning same-name: \"Northern\" also means state ARN (f.txt:1)\n");
  // Case tells apart: IT is not It.
  EXPECT_EQ(told("state ARN\n  name IT\nperson a\n  name It\n"), "");
}

TEST(Check, OneOfficeOneHolder) {
  const auto reign = [](const std::string& office, const std::string& a, const std::string& b) {
    return told("office king\n  title King\n" + office + "person a\n  name Ann\n  office king " + a + "\nperson b\n  name Bob\n  office king " + b + "\n");
  };
  EXPECT_EQ(reign("", "2010..2015", "2015..2020"), "");                    // within one year
  EXPECT_EQ(reign("", "2010-01-01..2015-03-01", "2015-03-01.."), "");      // the day of handing over
  EXPECT_EQ(reign("", "2010-01-01..2015-03-02", "2015-03-01.."), "f.txt:8:10 warning two-holders: king is held by person a until 2015-03-02 (f.txt:3)\n");
  EXPECT_EQ(reign("", "2010..", "2015.."), "f.txt:8:10 warning two-holders: king is held by person a without an end (f.txt:3)\n");
  EXPECT_EQ(reign("", "2015..", "2010.."), "f.txt:5:10 warning two-holders: king is held by person b without an end (f.txt:6)\n");
  EXPECT_EQ(reign("  holders many\n", "2010..", "2015.."), "");
  EXPECT_EQ(reign("  holders many\n", "2010..2015\n  office king 2012..2013", "2015.."),
            "f.txt:7:10 warning two-holders: king is held by the same person until 2015-01-01\n");
}

TEST(Check, ActsNeedCodesAndExamples) {
  EXPECT_EQ(told("act fly\n  define To fly.\n"),
            "f.txt:1:1 warning no-code: neither a PLOVER type nor a CAMEO code\n"
            "f.txt:1:1 warning no-example: no positive and no negative example\n");
  EXPECT_EQ(told("plover contexts\n  contexts military\nplover CONSULT\n  modes visit\ncameo 042\n  quad 1\n  goldstein 1\n"
                 "act fly\n  define To fly.\n  plover CONSULT fly\n  cameo 043\n  contexts military | naval\n  yes \"A flies.\"  -> A fly\n  no \"B.\"\n"
                 "act run\n  define To run.\n  plover contexts\n  cameo 042\n  yes \"A runs.\"  -> A run\n  no \"B.\"\n"),
            "f.txt:10:10 error unknown-code: PLOVER's CONSULT has no mode fly\n"
            "f.txt:11:9 error unknown-code: CAMEO has no code 043\n"
            "f.txt:12:12 error unknown-code: PLOVER has no context naval\n"
            "f.txt:17:10 error unknown-code: PLOVER has no type contexts\n");
}

TEST(Check, TellsWhatLaterFilesReplace) {
  Source source;
  source.add("a.txt", "office king\n  title King\n  rank 1\n  rank 2\n");
  source.add("b.txt", "office king\n  rank 3\n  title= Queen\noffice king\n  rank 3\n");
  EXPECT_EQ(told(source),
            "a.txt:4:8 warning given-twice: \"rank\" is given a second time (line 3 has it first); the last counts\n"
            "b.txt:2:3 replaced replaced: rank \"3\" takes the place of \"2\" (a.txt:4:3)\n"
            "b.txt:3:3 replaced replaced: title \"Queen\" takes the place of \"King\" (a.txt:2:3)\n"
            "b.txt:5:8 warning given-twice: \"rank\" is given a second time (line 2 has it first); the last counts\n");
}

TEST(Check, NothingIsToldOfACompiledLexicon) {
  Source faulty;
  faulty.add("f.txt", "state ARN\n  name Arnor | Arnor\n  colour red\n  part_of XYZ\nperson a\n  name Ann\n  office king 2015..\noffice king\n  title King\n  country ARN\n");
  Source source;
  ASSERT_TRUE(source.add_compiled("f.blob", compile_lexicon(faulty)).ok());
  EXPECT_EQ(told(source), "");
  source.add("mine.txt", "person b\n  name Ann\n  office king 2010..\n  country XYZ\noffice king\n  title= Queen\n");
  EXPECT_EQ(told(source),
            "mine.txt:1:1 warning two-holders: person a: king is held by person b without an end (mine.txt:1)\n"
            "mine.txt:2:8 warning same-name: \"Ann\" also means person a (f.blob)\n"
            "mine.txt:4:11 missing missing-id: there is no state XYZ\n"
            "mine.txt:6:3 replaced replaced: title \"Queen\" takes the place of \"King\" (f.blob)\n");
  EXPECT_FALSE(source.add_compiled("cut.blob", compile_lexicon(faulty).substr(0, 100)).ok());
}

TEST(Check, UnreadableLinesAreErrors) {
  EXPECT_EQ(told("state\n  name x\nstate ARN\n  name\n  name Arnor\n"),
            "f.txt:1:1 error unreadable-line: a record needs a kind and an id, found only \"state\"\n"
            "f.txt:4:3 error unreadable-line: the field \"name\" has no value\n");
}

// `count` bodies of one name, and as many persons in one office.
std::string crowd(int count) {
  std::string text;
  for (int i = 0; i < count; ++i)
    text += "state S" + std::to_string(i) + "\n  name State " + std::to_string(i) + "\nbody S" + std::to_string(i) + ".bank\n  name Bank\nperson p" + std::to_string(i) +
            "\n  name P " + std::to_string(i) + "\n  office king 1900..2000\n";
  return text + "office king\n  title King\nbody S77.bank2\n  name Bank\n";
}

std::vector<Problem> checked(const std::string& text, double& seconds) {
  Source source;
  source.add("f.txt", text);
  const auto start = std::clock();  // of this process: other work on the machine does not count
  auto problems = check_lexicon(source);
  seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  return problems;
}

// Four times as many take four times as long, not sixteen times: none is compared with each.
TEST(Check, ManyOfOneNameTakeNoLonger) {
  double few = 0, many = 0;
  checked(crowd(5000), few);
  const auto problems = checked(crowd(20000), many);
  EXPECT_LT(many, 10 * few + 0.5);
  EXPECT_EQ(std::count_if(problems.begin(), problems.end(), [](const Problem& p) { return p.check == "same-name"; }), 1);
  EXPECT_EQ(std::count_if(problems.begin(), problems.end(), [](const Problem& p) { return p.check == "two-holders"; }), 19999);
}
