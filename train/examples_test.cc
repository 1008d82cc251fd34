#include "train/examples.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace dragoman::train {
namespace {

constexpr auto kLexicon =
    "act visit\n"
    "  yes  \"Arnor visits Gondor.\"  -> ARN visit GON\n"
    "  no   \"Visit our website.\"\n"
    "act talks\n"
    "  yes  \"Arnor and Gondor held talks.\"  -> GON talks ARN\n"
    "act election\n"
    "  yes  \"Arnor votes.\"  -> ARN election -\n"
    "operator will\n"
    "  yes  \"Arnor will visit Gondor.\"  -> planned\n";

std::vector<LexiconExample> read(std::string text) {
  Source source;
  source.add("x.txt", std::move(text));
  auto examples = read_examples(source);
  EXPECT_TRUE(examples.ok()) << examples.error().where << examples.error().message;
  return examples.ok() ? *examples : std::vector<LexiconExample>();
}

Error fault_of(std::string text) {
  Source source;
  source.add("x.txt", std::move(text));
  const auto examples = read_examples(source);
  EXPECT_FALSE(examples.ok());
  return examples.ok() ? Error{} : examples.error();
}

Actor actor(const char* country) { return {country, country, country, "", 0, {}}; }

Report report(const char* act, std::vector<Actor> source, std::vector<Actor> target) {
  Report r;
  r.act = act;
  r.source = std::move(source);
  r.target = std::move(target);
  return r;
}

ExampleOutcome run(const LexiconExample& example, std::vector<Report> reports) {
  return check_example(example, [&](Article article) {
    EXPECT_EQ(article.text, example.sentence);
    Coding coding;
    coding.article = std::move(article);
    coding.reports = reports;
    return coding;
  });
}

std::string write(const char* text) {
  const auto path = std::filesystem::temp_directory_path() / (std::string("faults_") + testing::UnitTest::GetInstance()->current_test_info()->name());
  std::ofstream(path) << text;
  return path.string();
}

TEST(Examples, AreReadWithTheirPlaces) {
  const auto examples = read(kLexicon);
  ASSERT_EQ(examples.size(), 5u);
  EXPECT_EQ(examples[0].where, "x.txt:2:8");
  EXPECT_EQ(examples[0].source, "ARN");
  EXPECT_EQ(examples[0].target, "GON");
  EXPECT_FALSE(examples[1].positive);
  EXPECT_EQ(examples[4].kind, "operator");
  EXPECT_EQ(examples[4].status, "planned");
}

TEST(Examples, AnExpectationOfSomethingElseIsRefused) {
  EXPECT_EQ(fault_of("act visit\n  yes  \"Arnor visits.\"  -> ARN talks GON\n").where, "x.txt:2:8");
  EXPECT_EQ(fault_of("act visit\n  yes  \"Arnor visits.\"  -> ARN visit\n").code, ErrorCode::bad_format);
  EXPECT_EQ(fault_of("act visit\n  no  Arnor visits.\n").code, ErrorCode::bad_format);
  EXPECT_EQ(fault_of("operator will\n  yes  \"Arnor will.\"  -> perhaps\n").code, ErrorCode::bad_format);
}

TEST(Examples, APositiveNeedsActSourceAndTarget) {
  const auto visit = read(kLexicon)[0];
  EXPECT_TRUE(run(visit, {report("visit", {actor("ARN")}, {actor("GON")})}).passed);
  EXPECT_TRUE(run(visit, {report("visit", {actor("ARN"), actor("ROH")}, {actor("GON")})}).passed);
  EXPECT_FALSE(run(visit, {report("visit", {actor("GON")}, {actor("ARN")})}).passed);
  EXPECT_FALSE(run(visit, {report("visit", {actor("ARN")}, {})}).passed);
  EXPECT_FALSE(run(visit, {report("talks", {actor("ARN")}, {actor("GON")})}).passed);
  EXPECT_FALSE(run(visit, {}).passed);
}

TEST(Examples, NobodyMeansNobody) {
  const auto election = read(kLexicon)[3];
  EXPECT_TRUE(run(election, {report("election", {actor("ARN")}, {})}).passed);
  EXPECT_FALSE(run(election, {report("election", {actor("ARN")}, {actor("GON")})}).passed);
}

TEST(Examples, AReciprocalActHasNoDirection) {
  const auto talks = read(kLexicon)[2];
  auto found = report("talks", {actor("ARN"), actor("GON")}, {});
  EXPECT_FALSE(run(talks, {found}).passed);
  found.reciprocal = true;
  EXPECT_TRUE(run(talks, {found}).passed);
  found.source.pop_back();
  EXPECT_FALSE(run(talks, {found}).passed);
}

TEST(Examples, ANegativeHasNoReportOfTheAct) {
  const auto website = read(kLexicon)[1];
  EXPECT_TRUE(run(website, {}).passed);
  EXPECT_TRUE(run(website, {report("talks", {actor("ARN")}, {})}).passed);
  EXPECT_FALSE(run(website, {report("visit", {actor("ROH")}, {})}).passed);
}

TEST(Examples, AnOperatorGivesTheStatus) {
  const auto will = read(kLexicon)[4];
  auto found = report("visit", {actor("ARN")}, {actor("GON")});
  EXPECT_FALSE(run(will, {found}).passed);
  found.status = Status::planned;
  EXPECT_TRUE(run(will, {found}).passed);
}

TEST(Examples, KnownFaultsMustFailAndOthersMustNot) {
  auto examples = read(kLexicon);
  ASSERT_TRUE(mark_example_faults(examples, write("# list\nvisit \"Arnor visits Gondor.\"  parse: reason\n")).ok());
  EXPECT_EQ(examples[0].fault, "parse: reason");
  const auto fails = run(examples[0], {});
  const auto passes = run(examples[0], {report("visit", {actor("ARN")}, {actor("GON")})});
  EXPECT_TRUE(examples_passed({fails}));
  EXPECT_FALSE(examples_passed({passes}));
  EXPECT_FALSE(examples_passed({run(examples[2], {})}));
  EXPECT_NE(examples_summary({passes}).find("take it out of the known faults: visit \"Arnor visits Gondor.\""), std::string::npos);
  EXPECT_NE(examples_summary({fails}).find("all                                0/1     0/0      0      1    0.0 %"), std::string::npos) << examples_summary({fails});
}

TEST(Examples, AListOfFaultsMustBeSound) {
  auto examples = read(kLexicon);
  const auto fault = [&](const char* text) {
    const auto marked = mark_example_faults(examples, write(text));
    if (!marked.ok()) return marked.error().message;
    return marked->empty() ? std::string() : marked->front().substr(marked->front().rfind(':'));
  };
  EXPECT_EQ(fault("visit \"Arnor visits Gondor.\"\n"), "no cause and reason");
  EXPECT_EQ(fault("visit \"Arnor visits Mordor.\"  parse: reason\n"), ": visit \"Arnor visits Mordor.\"");
  EXPECT_EQ(fault("visit \"Arnor visits Gondor.\"  parse: \"visits\" is a noun\n"), "");
  examples = read(kLexicon);
  EXPECT_EQ(fault("veto \"Arnor visits Mordor.\"  parse: reason\n"), "");
  EXPECT_EQ(fault("visit \"Arnor visits Gondor.\"  a: b\nvisit \"Arnor visits Gondor.\"  a: b\n"), "the example is listed twice");
}

}  // namespace
}  // namespace dragoman::train
