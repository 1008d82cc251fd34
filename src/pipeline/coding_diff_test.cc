#include "pipeline/coding_diff.h"

#include <gtest/gtest.h>

#include <string>

using namespace dragoman;

namespace {

// One trigger of five bytes in a sentence of a hundred.
Report report(const std::string& act, std::uint32_t trigger, const std::string& source = "ARN") {
  Report r;
  r.act = act;
  Actor actor;
  actor.actor = actor.country = actor.name = source;
  r.source.push_back(actor);
  const std::uint32_t begin = trigger / 100 * 100;
  r.evidence.push_back({begin / 100, {begin, begin + 100}, {trigger, trigger + 5}});
  r.confidence = 0.8;
  return r;
}

Coding coding(std::initializer_list<Report> reports) {
  Coding c;
  c.reports = reports;
  std::uint32_t number = 0;
  for (auto& r : c.reports) r.number = number++;
  return c;
}

// "- visit@10 ~ talks@20(act source)"
std::string told(const Coding& before, const Coding& after) {
  std::string text;
  for (const auto& change : diff_codings(before, after).changes) {
    const Report& r = change.before ? *change.before : *change.after;
    text += std::string(text.empty() ? "" : " ") + (change.kind == ReportChange::vanished ? "- " : change.kind == ReportChange::appeared ? "+ " : "~ ") + r.act + "@" +
            std::to_string(r.evidence[0].trigger_span.begin);
    std::string fields;
    for (const auto& field : change.fields) fields += (fields.empty() ? "" : " ") + field.field;
    if (!fields.empty()) text += "(" + fields + ")";
  }
  return text;
}

}  // namespace

TEST(CodingDiff, TheSameIsTheSame) {
  auto before = coding({report("visit", 10), report("talks", 120)}), after = before;
  for (auto& r : after.reports) {
    r.coder = "another";
    r.why = {"another"};
    r.number += 7;
    r.confidence += 0.0001;
  }
  EXPECT_EQ(told(before, after), "");
  EXPECT_EQ(diff_codings(before, after).same, 2u);
}

TEST(CodingDiff, VanishedAppearedChanged) {
  EXPECT_EQ(told(coding({report("visit", 10)}), coding({})), "- visit@10");
  EXPECT_EQ(told(coding({}), coding({report("visit", 10)})), "+ visit@10");
  EXPECT_EQ(told(coding({report("visit", 10)}), coding({report("visit", 10, "GON")})), "~ visit@10(source)");
  auto planned = report("visit", 10);
  planned.status = Status::planned;
  planned.hedges = {"will"};
  EXPECT_EQ(told(coding({report("visit", 10)}), coding({planned})), "~ visit@10(status hedges)");
  EXPECT_EQ(told(coding({planned}), coding({report("visit", 10)})), "~ visit@10(status hedges)");
}

TEST(CodingDiff, PairsTheNearest) {
  // the act at this trigger became another
  EXPECT_EQ(told(coding({report("visit", 10)}), coding({report("talks", 10)})), "~ visit@10(act)");
  // the same act by another word of the sentence
  EXPECT_EQ(told(coding({report("visit", 10)}), coding({report("visit", 30)})), "~ visit@10(evidence)");
  // two acts at one trigger: each keeps its own
  EXPECT_EQ(told(coding({report("visit", 10), report("talks", 10)}), coding({report("talks", 10), report("visit", 10)})), "");
  // an act in another sentence is another report
  EXPECT_EQ(told(coding({report("visit", 10)}), coding({report("visit", 210)})), "- visit@10 + visit@210");
  // in the order of the text
  EXPECT_EQ(told(coding({report("visit", 310), report("veto", 10)}), coding({report("talks", 110)})), "- veto@10 + talks@110 - visit@310");
}

TEST(CodingDiff, ReportsWithoutEvidence) {
  Report bare;
  bare.act = "visit";
  EXPECT_EQ(diff_codings(coding({bare}), coding({bare})).same, 1u);
  EXPECT_EQ(diff_codings(coding({bare, bare}), coding({bare})).changes.size(), 1u);
}
