#include "pipeline/report_json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/days.h"

using namespace dragoman;

namespace {

Report visit() {
  Report report;
  report.article = "a1";
  report.act = "visit";
  report.cameo = {"042", 1, 1.9};
  report.source = {{"person:zhao_leji", "CHN", "Zhao", "npc_chair", 3, {0, 4}}};
  report.status = Status::planned;
  report.time.from = parse_iso_day("2024-04-11");
  report.time.to = parse_iso_day("2024-04-13");
  report.time.precision = "day";
  report.evidence = {{2, {0, 40}, {10, 15}}, {5, {90, 120}, {95, 100}}};
  report.confidence = 0.81234;
  return report;
}

TEST(ReportJson, KeysInDocumentedOrderAndOnlyWhatIsStated) {
  EXPECT_EQ(report_json(visit()),
            R"({"article":"a1","report":0,"sentence":2,"act":"visit","cameo":{"code":"042","quad":1,"goldstein":1.9},)"
            R"("source":[{"actor":"person:zhao_leji","country":"CHN","name":"Zhao","office":"npc_chair","rank":3,"span":[0,4]}],"target":[],)"
            R"("status":"planned","time":{"from":"2024-04-11","to":"2024-04-13","precision":"day"},"confidence":0.812,)"
            R"("evidence":{"sentence_span":[0,40],"trigger_span":[10,15],"more":[{"sentence":5,"trigger_span":[95,100]}]},"why":[]})");
}

TEST(ReportJson, RolesSaidTwiceAreAList) {
  Report report = visit();
  report.roles = {{"host", "Pyongyang", "PRK", {1, 2}}, {"class", "goodwill", "", {3, 4}}, {"host", "Beijing", "CHN", {5, 6}}};
  const auto json = nlohmann::json::parse(report_json(report));
  EXPECT_EQ(json["roles"]["class"]["value"], "goodwill");
  ASSERT_EQ(json["roles"]["host"].size(), 2u);
  EXPECT_EQ(json["roles"]["host"][1]["actor"], "CHN");
}

TEST(ReportJson, BadBytesAndLineEndsStayInsideTheLine) {
  Report report = visit();
  report.source[0].name = "Z\xFFh\"\n\xC3";
  const std::string line = report_json(report);
  EXPECT_EQ(line.find('\n'), std::string::npos);
  EXPECT_EQ(nlohmann::json::parse(line)["source"][0]["name"], "Z\xEF\xBF\xBDh\"\n\xEF\xBF\xBD");
}

}  // namespace
