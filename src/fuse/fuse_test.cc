#include "fuse/fuse.h"

#include <gtest/gtest.h>

#include "base/days.h"
#include "fuse/fields.h"

using namespace dragoman;

namespace {

std::shared_ptr<const Knowledge> world() {
  static const auto knowledge = [] {
    auto compiled = Knowledge::compile({DRAGOMAN_SOURCE_DIR "/lexicon/ontology", DRAGOMAN_SOURCE_DIR "/lexicon/states"});
    EXPECT_TRUE(compiled.ok()) << compiled.error().message;
    return *compiled;
  }();
  return knowledge;
}

Actor person(const char* id, const char* country, const char* name) { return {std::string("person:") + id, country, name, "", 0, {}}; }
Actor state(const char* code) { return {code, code, code, "", 0, {}}; }

When days(const char* from, const char* to) {
  When when;
  when.from = *parse_iso_day(from);
  when.to = *parse_iso_day(to);
  when.precision = "day";
  return when;
}

Report visit(Actor who, const char* whom, When when, Status status = Status::planned) {
  Report r;
  r.act = "visit";
  r.source = {std::move(who)};
  r.target = {state(whom)};
  r.time = std::move(when);
  r.status = status;
  return r;
}

Coding telling(const char* id, std::vector<Report> reports) {
  Coding coding;
  coding.article.id = id;
  coding.outlet = id;
  coding.reports = std::move(reports);
  return coding;
}

const Field* field(const Event& event, std::string_view name) {
  for (const Field& f : event.fields)
    if (f.name == name) return &f;
  return nullptr;
}

TEST(Fuse, TwoTellingsOfOneVisitAreOneEvent) {
  const auto events = fuse({telling("a", {visit(person("zhao", "CHN", "Zhao"), "PRK", days("2024-04-11", "2024-04-13"))}),
                            telling("b", {visit(person("zhao", "CHN", "Zhao Leji"), "PRK", days("2024-04-11", "2024-04-11"))})},
                           *world());
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].members.size(), 2u);
  EXPECT_EQ(events[0].origins, 2u);
  EXPECT_FALSE(events[0].merge_reasons.empty());
}

TEST(Fuse, OtherPeopleOtherYearsAndOtherTargetsStayApart) {
  const auto now = days("2024-04-11", "2024-04-13");
  const auto zhao = person("zhao", "CHN", "Zhao");
  const auto apart = [&](Report a, Report b) {
    return fuse({telling("a", {std::move(a)}), telling("b", {std::move(b)})}, *world()).size() == 2;
  };
  EXPECT_TRUE(apart(visit(zhao, "PRK", now), visit(person("xi", "CHN", "Xi"), "PRK", now)));
  EXPECT_TRUE(apart(visit(zhao, "PRK", now), visit(zhao, "PRK", days("2019-06-20", "2019-06-21"), Status::happened)));
  EXPECT_TRUE(apart(visit(zhao, "PRK", now), visit(zhao, "RUS", now)));
}

TEST(Fuse, OneArticleKeepsItsReportsApart) {
  const auto now = days("2024-04-11", "2024-04-13");
  const auto zhao = person("zhao", "CHN", "Zhao");
  const auto events = fuse({telling("a", {visit(zhao, "PRK", now), visit(zhao, "PRK", now)}), telling("b", {visit(zhao, "PRK", now)})}, *world());
  ASSERT_EQ(events.size(), 2u);
  for (const Event& event : events)
    for (std::size_t i = 1; i < event.members.size(); ++i) EXPECT_NE(event.members[i].coding, event.members[i - 1].coding);
}

TEST(Fuse, EveryReportEndsInExactlyOneEventWhateverTheOrder) {
  std::vector<Coding> codings;
  for (int i = 0; i < 8; ++i)
    codings.push_back(telling(("o" + std::to_string(i)).c_str(), {visit(person("zhao", "CHN", "Zhao"), i % 2 ? "PRK" : "RUS", days("2024-04-11", "2024-04-13"))}));
  const auto forward = fuse(codings, *world());
  std::reverse(codings.begin(), codings.end());
  const auto backward = fuse(codings, *world());
  EXPECT_EQ(forward.size(), 2u);
  EXPECT_EQ(backward.size(), 2u);
  std::size_t members = 0;
  for (const Event& event : forward) members += event.members.size();
  EXPECT_EQ(members, codings.size());
}

TEST(Fields, SupportDissentAndSilence) {
  auto a = visit(person("zhao", "CHN", "Zhao"), "PRK", days("2024-04-11", "2024-04-13"));
  auto b = visit(person("zhao", "CHN", "Zhao"), "PRK", days("2024-04-11", "2024-04-14"));
  auto c = visit(person("zhao", "CHN", "Zhao"), "PRK", {});
  a.roles = {{"class", "goodwill", "", {}}};
  const auto events = fuse({telling("a", {a}), telling("b", {b}), telling("c", {c})}, *world());
  ASSERT_EQ(events.size(), 1u);
  const Field* time = field(events[0], "time");
  ASSERT_TRUE(time);
  EXPECT_EQ(time->support.size() + time->silent.size(), 2u);
  ASSERT_EQ(time->dissent.size(), 1u);
  const Field* kind = field(events[0], "class");
  ASSERT_TRUE(kind);
  EXPECT_EQ(kind->value, "goodwill");
  EXPECT_EQ(kind->silent.size(), 2u);
}

TEST(Fields, ACountryIsSilentAboutItsCity) {
  auto a = visit(person("zhao", "CHN", "Zhao"), "PRK", days("2024-04-11", "2024-04-13"));
  auto b = a;
  a.place = {"pyongyang", "Pyongyang", "PRK", 0, 0, "city", {}};
  b.place = {"PRK", "North Korea", "PRK", 0, 0, "country", {}};
  const auto events = fuse({telling("a", {a}), telling("b", {b})}, *world());
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(field(events[0], "place")->value, "Pyongyang");
  EXPECT_EQ(field(events[0], "place")->support.size(), 1u);
  EXPECT_EQ(field(events[0], "place")->silent.size(), 1u);
  EXPECT_TRUE(field(events[0], "place")->dissent.empty());
}

TEST(Fields, APlanIsNoDissentFromWhatHappened) {
  const auto plan = visit(person("zhao", "CHN", "Zhao"), "PRK", days("2024-04-11", "2024-04-13"));
  auto done = plan;
  done.status = Status::happened;
  const auto events = fuse({telling("a", {plan}), telling("b", {done})}, *world());
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].merged.status, Status::happened);
  EXPECT_EQ(events[0].history.size(), 2u);
  EXPECT_TRUE(field(events[0], "status")->dissent.empty());
}

TEST(Fields, WeekdaysAgreeWithTheDatedRange) {
  When loose;
  loose.weekday_from = 4, loose.weekday_to = 6;  // Thursday to Saturday, week not known
  const auto events = fuse({telling("a", {visit(person("zhao", "CHN", "Zhao"), "PRK", days("2024-04-11", "2024-04-13"))}),
                            telling("b", {visit(person("zhao", "CHN", "Zhao"), "PRK", loose)})},
                           *world());
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(field(events[0], "time")->support.size(), 2u);
  EXPECT_TRUE(field(events[0], "time")->dissent.empty());
}

TEST(Fields, TimesAsPeopleWriteThem) {
  EXPECT_EQ(show_time(days("2024-04-11", "2024-04-13")), "11–13 April 2024");
  EXPECT_EQ(show_time({}), "");
  When loose;
  loose.weekday_from = 4;
  EXPECT_EQ(show_time(loose), "Thursday (week not known)");
}

}  // namespace
