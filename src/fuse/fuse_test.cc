#include "fuse/fuse.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "base/days.h"
#include "fuse/fields.h"
#include "fuse/pair_score.h"
#include "fuse/test_world.h"

using namespace dragoman;

namespace {

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
                           *acts_and_states());
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].members.size(), 2u);
  EXPECT_EQ(events[0].origins, 2u);
  EXPECT_FALSE(events[0].merge_reasons.empty());
}

TEST(Fuse, OtherPeopleOtherYearsAndOtherTargetsStayApart) {
  const auto now = days("2024-04-11", "2024-04-13");
  const auto zhao = person("zhao", "CHN", "Zhao");
  const auto apart = [&](Report a, Report b) {
    return fuse({telling("a", {std::move(a)}), telling("b", {std::move(b)})}, *acts_and_states()).size() == 2;
  };
  EXPECT_TRUE(apart(visit(zhao, "PRK", now), visit(person("xi", "CHN", "Xi"), "PRK", now)));
  EXPECT_TRUE(apart(visit(zhao, "PRK", now), visit(zhao, "PRK", days("2019-06-20", "2019-06-21"), Status::happened)));
  EXPECT_TRUE(apart(visit(zhao, "PRK", now), visit(zhao, "RUS", now)));
}

TEST(Fuse, OneArticleMayTellAnEventInTwoReports) {
  const auto now = days("2024-04-11", "2024-04-13");
  const auto zhao = person("zhao", "CHN", "Zhao");
  const auto events = fuse({telling("a", {visit(zhao, "PRK", now), visit(zhao, "PRK", now, Status::happened)}), telling("b", {visit(zhao, "PRK", now)})}, *acts_and_states());
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].members.size(), 3u);
  EXPECT_EQ(events[0].origins, 2u);
}

TEST(Fuse, AJourneyIsPlannedUnderWayAndDone) {
  const auto zhao = person("zhao", "CHN", "Zhao");
  const auto told_on = [&](const char* id, const char* day, Status status) {
    auto coding = telling(id, {visit(zhao, "PRK", days("2024-04-11", "2024-04-13"), status)});
    coding.published = {*parse_iso_day(day), *parse_iso_day(day), true, true, "given", {}};
    return coding;
  };
  const auto events = fuse({told_on("a", "2024-04-13", Status::happened), told_on("b", "2024-04-09", Status::planned), told_on("c", "2024-04-12", Status::happened), told_on("d", "2024-04-14", Status::planned)}, *acts_and_states());
  ASSERT_EQ(events.size(), 1u);
  ASSERT_EQ(events[0].history.size(), 3u);
  EXPECT_EQ(events[0].history[0].status, Status::planned);
  EXPECT_EQ(events[0].history[1].status, Status::under_way);
  EXPECT_EQ(events[0].history[2].status, Status::happened);
  EXPECT_EQ(events[0].merged.status, Status::happened);
}

TEST(Fuse, WhatRecursStaysApart) {
  const auto fired = [](const char* day) {
    Report r;
    r.act = "missile-test";
    r.source = {state("PRK")};
    r.time = days(day, day);
    return r;
  };
  EXPECT_EQ(fuse({telling("a", {fired("2024-08-20")}), telling("b", {fired("2024-08-27")}), telling("c", {fired("2024-08-20"), fired("2024-08-27")})}, *acts_and_states()).size(), 2u);
}

TEST(Fuse, APlanIsNotWhatWasDoneBefore) {
  const auto zhao = person("zhao", "CHN", "Zhao");
  EXPECT_EQ(fuse({telling("a", {visit(zhao, "PRK", days("2024-04-11", "2024-04-13"))}), telling("b", {visit(zhao, "PRK", days("2024-03-30", "2024-04-01"), Status::happened)})}, *acts_and_states()).size(), 2u);
}

TEST(Fuse, WhatIsToldAsDoneBeforeThePlannedDayIsAnotherVisit) {
  const auto zhao = person("zhao", "CHN", "Zhao");
  const auto events_when_told_on = [&](const char* day) {
    auto coding = telling("a", {visit(zhao, "PRK", days("2024-04-11", "2024-04-13")), visit(zhao, "PRK", {}, Status::happened)});
    coding.published = {*parse_iso_day(day), *parse_iso_day(day), true, true, "given", {}};
    return fuse({coding}, *acts_and_states()).size();
  };
  EXPECT_EQ(events_when_told_on("2024-04-10"), 2u);
  EXPECT_EQ(events_when_told_on("2024-04-14"), 1u);
}

TEST(Fuse, TheTalksHeldOnAJourneyAreAnotherEvent) {
  const auto now = days("2024-04-11", "2024-04-13");
  Report talks = visit(person("zhao", "CHN", "Zhao"), "PRK", now, Status::happened);
  talks.act = "talks";
  EXPECT_EQ(fuse({telling("a", {visit(person("zhao", "CHN", "Zhao"), "PRK", now, Status::happened), talks})}, *acts_and_states()).size(), 2u);
}

TEST(Fuse, APlanWithoutADayIsToldAWhileBeforeItHappens) {
  const auto pact = [](const char* id, const char* day, When when, Status status) {
    Report r = visit(state("KEN"), "TZA", std::move(when), status);
    r.act = "treaty-signing";
    auto coding = telling(id, {r});
    coding.published = {*parse_iso_day(day), *parse_iso_day(day), true, true, "given", {}};
    return coding;
  };
  const auto planned = pact("a", "2025-10-12", {}, Status::planned), signed_then = pact("b", "2025-10-23", days("2025-10-22", "2025-10-22"), Status::happened);
  const auto events = fuse({signed_then, planned}, *acts_and_states());
  ASSERT_EQ(events.size(), 1u);
  ASSERT_EQ(events[0].history.size(), 2u);
  EXPECT_EQ(events[0].history[0].status, Status::planned);
  EXPECT_EQ(fuse({signed_then, pact("c", "2024-03-05", {}, Status::planned)}, *acts_and_states()).size(), 2u) << "a plan of the year before";
}

TEST(Fuse, AWeekdayWithoutItsWeekFitsADayOfThatName) {
  const auto thursday = days("2024-04-11", "2024-04-13");
  When loose;
  const auto score = [&](int weekday) {
    loose.weekday_from = weekday;
    const auto zhao = person("zhao", "CHN", "Zhao");
    const std::vector<Coding> two = {telling("a", {visit(zhao, "PRK", thursday)}), telling("b", {visit(zhao, "PRK", loose)})};
    const ActKeys acts(*acts_and_states());
    return pair_features(tell(two[0], 0, 0, 0, acts), tell(two[1], 0, 1, 1, acts));
  };
  const auto times_meet = std::find(kPairFeatures.begin(), kPairFeatures.end(), "times meet") - kPairFeatures.begin();
  EXPECT_EQ(score(4)[static_cast<std::size_t>(times_meet)], 1.0f);
  EXPECT_EQ(score(5)[static_cast<std::size_t>(times_meet)], 0.0f);
}

TEST(Fuse, WhatIsDoneInCitiesOfTwoStatesIsTwoEvents) {
  const auto strike = [](const char* city, const char* country) {
    Report r = visit(state("ISR"), "IRN", days("2024-04-11", "2024-04-11"), Status::happened);
    r.act = "airstrike";
    r.place.id = r.place.name = city, r.place.country = country, r.place.precision = "city";
    return r;
  };
  EXPECT_EQ(fuse({telling("a", {strike("isfahan", "IRN")}), telling("b", {strike("damascus", "SYR")})}, *acts_and_states()).size(), 2u);
  EXPECT_EQ(fuse({telling("a", {strike("isfahan", "IRN")}), telling("b", {strike("isfahan", "IRN")})}, *acts_and_states()).size(), 1u);
}

TEST(Fuse, APlanNeverConfirmedStaysAPlan) {
  const auto events = fuse({telling("a", {visit(person("zhao", "CHN", "Zhao"), "PRK", days("2024-04-11", "2024-04-13"))})}, *acts_and_states());
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].merged.status, Status::planned);
}

TEST(Fuse, TheOrderOfArrivalChangesNothing) {
  std::vector<Coding> codings;
  const char* whom[] = {"PRK", "RUS", "VNM"};
  for (int i = 0; i < 60; ++i) {
    const std::string day = "2024-04-" + std::string(i % 23 < 9 ? "0" : "") + std::to_string(i % 23 + 1);
    Report r = visit(i % 4 ? person("zhao", "CHN", "Zhao") : state("CHN"), whom[i % 3], i % 5 ? days(day.c_str(), day.c_str()) : When{}, i % 2 ? Status::planned : Status::happened);
    if (i % 7 == 0) r.act = "talks";
    codings.push_back(telling(("o" + std::to_string(i)).c_str(), {r}));
  }
  const auto partition = [](const std::vector<Coding>& list) {
    std::vector<std::string> lines;
    for (const Event& event : fuse(list, *acts_and_states())) {
      std::vector<std::string> names;
      for (const ReportId id : event.members) names.push_back(list[id.coding].article.id);
      std::sort(names.begin(), names.end());
      std::string line(to_string(event.merged.status));
      for (const auto& name : names) line += " " + name;
      lines.push_back(line);
    }
    std::sort(lines.begin(), lines.end());
    return lines;
  };
  const auto first = partition(codings);
  EXPECT_LT(first.size(), 50u);
  std::mt19937 dice(3);
  for (int turn = 0; turn < 20; ++turn) {
    std::shuffle(codings.begin(), codings.end(), dice);
    EXPECT_EQ(partition(codings), first);
  }
}

TEST(Fuse, EveryReportEndsInExactlyOneEventWhateverTheOrder) {
  std::vector<Coding> codings;
  for (int i = 0; i < 8; ++i)
    codings.push_back(telling(("o" + std::to_string(i)).c_str(), {visit(person("zhao", "CHN", "Zhao"), i % 2 ? "PRK" : "RUS", days("2024-04-11", "2024-04-13"))}));
  const auto forward = fuse(codings, *acts_and_states());
  std::reverse(codings.begin(), codings.end());
  const auto backward = fuse(codings, *acts_and_states());
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
  const auto events = fuse({telling("a", {a}), telling("b", {b}), telling("c", {c})}, *acts_and_states());
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
  const auto events = fuse({telling("a", {a}), telling("b", {b})}, *acts_and_states());
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
  const auto events = fuse({telling("a", {plan}), telling("b", {done})}, *acts_and_states());
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
                           *acts_and_states());
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

TEST(Fields, ThreeDaysFromThursdayAreThursdayToSaturday) {
  When start = days("2024-04-11", "2024-04-11");
  start.duration_days = 3;
  When longer = start;
  longer.duration_days = 4;
  const auto zhao = person("zhao", "CHN", "Zhao");
  const auto events = fuse({telling("a", {visit(zhao, "PRK", days("2024-04-11", "2024-04-13"))}), telling("b", {visit(zhao, "PRK", start)}), telling("c", {visit(zhao, "PRK", longer)})}, *acts_and_states());
  ASSERT_EQ(events.size(), 1u);
  const Field* time = field(events[0], "time");
  EXPECT_EQ(time->support.size(), 2u);
  ASSERT_EQ(time->dissent.size(), 1u);
  EXPECT_EQ(time->dissent[0].kind, "date");
  EXPECT_EQ(time->dissent[0].by.front().coding, 2u);
}

TEST(Fields, ACopyIsNoSecondVoice) {
  const std::string wire =
      "The harbour of Calembel was closed on Monday after a ferry ran aground, the port office of Lamedon said. Captain Halbarad Ost told the "
      "inquiry that fog had hidden the light at Tarnost.";
  auto a = telling("a", {visit(person("zhao", "CHN", "Zhao"), "PRK", days("2024-04-11", "2024-04-13"))});
  auto b = telling("b", {visit(person("zhao", "CHN", "Zhao"), "PRK", days("2024-04-11", "2024-04-13"))});
  auto c = telling("c", {visit(person("zhao", "CHN", "Zhao"), "PRK", days("2024-04-11", "2024-04-13"))});
  a.article.text = b.article.text = wire;
  const auto events = fuse({a, b, c}, *acts_and_states());
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].origins, 2u);
  EXPECT_EQ(events[0].member_origins, (std::vector<std::uint32_t>{0, 0, 2}));
  EXPECT_EQ(field(events[0], "time")->support.size(), 3u);
  EXPECT_EQ(field(events[0], "time")->voices, 2u);
}

}  // namespace
