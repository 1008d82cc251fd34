#include "analyse/calendar.h"

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "analyse/test_telling.h"
#include "archive/csv.h"

using namespace dragoman;
using namespace dragoman::test;

namespace {

using Fate = CalendarEntry::Fate;
using Certainty = CalendarEntry::Certainty;

const Knowledge& knowledge() {
  static const auto compiled = Knowledge::compile({DRAGOMAN_SOURCE_DIR "/lexicon/ontology", DRAGOMAN_SOURCE_DIR "/lexicon/states", DRAGOMAN_SOURCE_DIR "/lexicon/en/calendar.txt",
                                                   DRAGOMAN_SOURCE_DIR "/lexicon/en/time.txt"});
  return **compiled;
}

const std::string kPlan = "Orla will visit Vietnam from Thursday to Saturday, the ministry said.";

Coding plan(const std::string& published = "2024-04-09", const std::string& from = "2024-04-11", const std::string& to = "2024-04-13") {
  Coding coding = article_of("North", published, kPlan);
  add_report(coding, "visit", Status::planned, "visit", "Vietnam", from, to);
  return coding;
}

Coding news(Status status, const std::string& published, const std::string& from, const std::string& text = "South: Orla and the visit to Vietnam.") {
  Coding coding = article_of("South", published, text);
  add_report(coding, "visit", status, "visit", "Vietnam", from);
  return coding;
}

// One entry from these articles; judged on the day, or on the last day of publication.
CalendarEntry only(std::vector<Coding> codings, const char* as_of = "") {
  const Brief brief = brief_of(std::move(codings), knowledge());
  const Calendar calendar = make_calendar(brief, knowledge(), {parse_iso_day(as_of), {}, {}, false});
  EXPECT_EQ(calendar.entries.size(), 1u);
  return calendar.entries.empty() ? CalendarEntry{} : calendar.entries.front();
}

TEST(Calendar, WhatBecomesOfAPlanThatNothingMoreIsToldOf) {
  EXPECT_EQ(only({plan()}).outcome, Fate::ahead) << "the day is that of publication";
  EXPECT_EQ(only({plan()}, "2024-04-10").outcome, Fate::ahead);
  EXPECT_EQ(only({plan()}, "2024-04-11").outcome, Fate::due);
  EXPECT_EQ(only({plan()}, "2024-04-13").outcome, Fate::due);
  const CalendarEntry late = only({plan()}, "2024-04-15");
  EXPECT_EQ(late.outcome, Fate::awaiting);
  EXPECT_EQ(late.overdue_days, 2);
}

TEST(Calendar, NewsSettlesIt) {
  EXPECT_EQ(only({plan(), news(Status::happened, "2024-04-14", "2024-04-11")}).outcome, Fate::happened);
  EXPECT_EQ(only({plan(), news(Status::under_way, "2024-04-12", "2024-04-11")}).outcome, Fate::under_way);
  EXPECT_EQ(only({plan(), news(Status::cancelled, "2024-04-10", "2024-04-11")}).outcome, Fate::cancelled);
  EXPECT_EQ(only({plan(), news(Status::postponed, "2024-04-10", "2024-04-11")}, "2024-04-20").outcome, Fate::postponed);
}

TEST(Calendar, WhatIsToldAsDoneBeforeItsDayIsNotThisVisit) {
  EXPECT_EQ(only({plan(), news(Status::happened, "2024-04-10", "2024-04-11")}, "2024-04-15").outcome, Fate::awaiting);
}

TEST(Calendar, OnTheDayThatItIsCalledOffThePlanIsOldNews) {
  EXPECT_EQ(only({plan("2024-04-10"), news(Status::cancelled, "2024-04-10", "2024-04-11")}).outcome, Fate::cancelled);
}

TEST(Calendar, TheOrderOfArticlesDoesNotMatter) {
  const CalendarEntry one = only({plan(), news(Status::cancelled, "2024-04-10", "2024-04-11")}), other = only({news(Status::cancelled, "2024-04-10", "2024-04-11"), plan()});
  EXPECT_EQ(one.uid, other.uid);
  EXPECT_EQ(one.outcome, other.outcome);
  EXPECT_EQ(one.steps.front().status, Status::planned);
  EXPECT_EQ(other.steps.front().status, Status::planned);
}

TEST(Calendar, TheUidOutlivesWhatIsLearntLater) {
  const CalendarEntry before = only({plan()}), after = only({plan(), news(Status::happened, "2024-04-14", "2024-04-11")});
  EXPECT_EQ(before.uid, after.uid);
  EXPECT_EQ(before.changes, 0u);
  EXPECT_EQ(after.changes, 1u);
}

TEST(Calendar, NewsThatMayBeOfItIsShownAndSettlesNothing) {
  const auto with = [](const char* from, const char* published) {
    Coding talks = article_of("South", published, "Orla held talks in Vietnam.");
    add_report(talks, "talks", Status::happened, "talks", "Vietnam", from);
    const Brief brief = brief_of({plan(), talks}, knowledge());
    return make_calendar(brief, knowledge(), {parse_iso_day("2024-04-20"), {}, {}, false}).entries.at(0);
  };
  EXPECT_EQ(with("2024-04-12", "2024-04-13").outcome, Fate::awaiting);
  EXPECT_EQ(with("2024-04-12", "2024-04-13").see_also.size(), 1u);
  EXPECT_EQ(with("", "2024-04-13").see_also.size(), 1u) << "told then, undated";
  EXPECT_TRUE(with("2024-04-02", "2024-04-13").see_also.empty());
  EXPECT_TRUE(with("", "2024-05-13").see_also.empty());
}

TEST(Calendar, CertaintyNeedsMoreThanOneVoiceToBeConfirmed) {
  EXPECT_EQ(only({plan()}).certainty, Certainty::reported);
  Coding one_side = plan();
  one_side.reports[0].roles = {{"announced_by", "Foreign Ministry", "CHN.gov.mfa", words_in(kPlan, "ministry")}, {"announced_on", "2024-04-09", "", {}}};
  const CalendarEntry announced = only({one_side});
  EXPECT_EQ(announced.certainty, Certainty::announced);
  ASSERT_EQ(announced.voices.size(), 1u);
  EXPECT_EQ(announced.voices[0].who, "Foreign Ministry");
  EXPECT_EQ(announced.voices[0].on, parse_iso_day("2024-04-09"));
  Coding both = one_side;
  both.reports[0].roles.push_back({"confirmed_by", "the host's news agency", "VNM.media", words_in(kPlan, "said")});
  EXPECT_EQ(only({both}).certainty, Certainty::confirmed);
  Coding forecast = plan();
  forecast.reports[0].attribution = {{"an analyst", "", "", "", "expect", "predicts", words_in(kPlan, "said")}};
  EXPECT_EQ(only({forecast}).certainty, Certainty::expected);
}

TEST(Calendar, WhatIsCalledForNeedsADate) {
  Coding demand = plan();
  demand.reports[0].status = Status::called_for;
  EXPECT_EQ(only({demand}).certainty, Certainty::called_for);
  demand.reports[0].time = {};
  EXPECT_TRUE(make_calendar(brief_of({demand}, knowledge()), knowledge(), {}).entries.empty());
}

TEST(Calendar, VagueIntentionsAreCountedAndShownOnRequest) {
  Coding coding = article_of("North", "2024-04-09", "Orla will work with Vietnam.");
  add_report(coding, "cooperation", Status::planned, "work", "Vietnam");
  const Brief brief = brief_of({coding}, knowledge());
  const Calendar calendar = make_calendar(brief, knowledge(), {});
  EXPECT_TRUE(calendar.entries.empty());
  EXPECT_EQ(calendar.left_out, 1u);
  EXPECT_EQ(make_calendar(brief, knowledge(), {{}, {}, {}, true}).entries.size(), 1u);
}

TEST(Calendar, ANewDayKeepsTheOldOne) {
  Coding later = article_of("North", "2024-04-12", kPlan);
  add_report(later, "visit", Status::planned, "visit", "Vietnam", "2024-04-25", "2024-04-26");
  Brief brief = brief_of({plan(), later}, knowledge());
  // whatever the fusion makes of them: here they are one visit with two days
  if (brief.events.size() == 2) {
    brief.events[0].members.push_back(brief.events[1].members.front());
    brief.events.pop_back();
  }
  const Calendar calendar = make_calendar(brief, knowledge(), {});
  ASSERT_EQ(calendar.entries.size(), 1u);
  EXPECT_EQ(calendar.entries[0].time.from, parse_iso_day("2024-04-25"));
  EXPECT_EQ(calendar.entries[0].moved_from, "11–13 April 2024");
  EXPECT_EQ(calendar.entries[0].changes, 1u);
}

TEST(Calendar, TheWindowKeepsWhatTouchesItAndNothingUndated) {
  const Brief brief = brief_of({plan()}, knowledge());
  const auto count = [&](const char* since, const char* until) { return make_calendar(brief, knowledge(), {{}, parse_iso_day(since), parse_iso_day(until), false}).entries.size(); };
  EXPECT_EQ(count("2024-04-13", ""), 1u);
  EXPECT_EQ(count("2024-04-14", ""), 0u);
  EXPECT_EQ(count("", "2024-04-11"), 1u);
  EXPECT_EQ(count("", "2024-04-10"), 0u);
}

TEST(Calendar, DatedForecastsAndNamedOccasions) {
  const std::string text = "Exchanges of youths would follow later this year, Ren said, and the upcoming November election may change much.";
  Coding coding = article_of("North", "2024-04-09", text);
  coding.statements = {{{{"Ren", "", "", "CHN", "say", "predicts", words_in(text, "Ren said")}}, "forecast", words_in(text, "Exchanges of youths would follow later this year"), 0, {"CHN"}}};
  const Calendar calendar = make_calendar(brief_of({coding}, knowledge()), knowledge(), {});
  ASSERT_EQ(calendar.entries.size(), 2u);
  EXPECT_EQ(calendar.entries[0].time.precision, "year");
  EXPECT_EQ(calendar.entries[0].certainty, Certainty::expected);
  EXPECT_EQ(calendar.entries[0].voices.at(0).who, "Ren");
  EXPECT_EQ(calendar.entries[1].title, "“upcoming November election”");
  EXPECT_EQ(calendar.entries[1].time.from, parse_iso_day("2024-11-01"));
  EXPECT_EQ(calendar.entries[1].time.to, parse_iso_day("2024-11-30"));
}

TEST(Calendar, AnOccasionThatIsOverOrUndatedIsNoEntry) {
  for (const char* text : {"The next election may change much.", "The November election changed much.", "An upcoming summit in 2019 was planned."}) {
    const Calendar calendar = make_calendar(brief_of({article_of("North", "2024-04-09", text)}, knowledge()), knowledge(), {});
    EXPECT_TRUE(calendar.entries.empty()) << text;
  }
}

TEST(Calendar, HowOftenItIsHeld) {
  Coding coding = article_of("North", "2024-04-09", "Orla will attend the annual talks with Vietnam.");
  add_report(coding, "talks", Status::planned, "talks", "Vietnam");
  EXPECT_EQ(only({coding}).recurs, "annual");
  coding.article.text = "Orla will hold talks with Vietnam every two months from now on.";
  coding.reports[0].evidence[0].trigger_span = words_in(coding.article.text, "talks");
  coding.sentences[0].span.end = static_cast<std::uint32_t>(coding.article.text.size());
  EXPECT_EQ(only({coding}).recurs, "every two months");
}

TEST(Calendar, OnlyWhatCanHaveBeenPublished) {
  const auto kept = published_by({plan("2024-04-09"), plan("2024-04-12"), plan("")}, *parse_iso_day("2024-04-10"));
  ASSERT_EQ(kept.size(), 2u);
  EXPECT_FALSE(kept[1].published.known);
}

TEST(Calendar, EveryActOfTheListIsInTheOntology) {
  for (const std::string_view act : knowledge().set("calendar.act")) EXPECT_NE(knowledge().find_act(act), kNone) << act;
}

TEST(Calendar, TextJsonAndCsvTellTheSame) {
  const Brief brief = brief_of({plan()}, knowledge());
  const Calendar calendar = make_calendar(brief, knowledge(), {parse_iso_day("2024-04-15"), {}, {}, false});
  const std::string text = render_calendar(brief, calendar, CalendarFormat::text);
  EXPECT_NE(text.find("11–13 April 2024 · Orla (China) → Vietnam: visit"), std::string::npos) << text;
  EXPECT_NE(text.find("no news since 9 April 2024; overdue by 2 days"), std::string::npos) << text;
  const auto j = nlohmann::json::parse(render_calendar(brief, calendar, CalendarFormat::json));
  EXPECT_EQ(j["as_of"], "2024-04-15");
  EXPECT_EQ(j["entries"][0]["outcome"], "awaiting");
  EXPECT_EQ(j["entries"][0]["from"], "2024-04-11");
  EXPECT_EQ(j["entries"][0]["cites"][0]["words"], "Orla will visit Vietnam");
  const CsvText csv = read_csv(render_calendar(brief, calendar, CalendarFormat::csv));
  ASSERT_EQ(csv.records.size(), 1u);
  EXPECT_EQ(csv.records[0].fields.size(), csv.header.fields.size());
  EXPECT_EQ(csv.records[0].fields[9], "awaiting");
}

// What a strict reader of RFC 5545 sees: content lines unfolded, each component with its properties. Fails on what the RFC forbids.
struct Component {
  std::string name;
  std::map<std::string, std::string> values;  // by name with parameters, still escaped
  std::vector<Component> inside;
};

std::vector<std::string> content_lines(const std::string& file) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < file.size();) {
    const auto end = file.find("\r\n", at);
    if (end == std::string::npos) {
      ADD_FAILURE() << "no CRLF at the end";
      break;
    }
    const std::string line = file.substr(at, end - at);
    EXPECT_LE(line.size(), 75u) << line;
    EXPECT_FALSE(line.empty());
    for (const char c : line) EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20) << "a control character in " << line;
    const std::size_t first = line.starts_with(' ') ? 1 : 0;
    EXPECT_FALSE(line.size() > first && (static_cast<unsigned char>(line[first]) & 0xC0) == 0x80) << "a character torn apart: " << line;
    if (line.starts_with(' ') && !lines.empty()) lines.back() += line.substr(1);
    else lines.push_back(line);
    at = end + 2;
  }
  return lines;
}

Component read_component(const std::vector<std::string>& lines, std::size_t& at) {
  static const std::regex kLine("([A-Z][A-Z0-9-]*)((?:;[A-Z-]+=[^;:,\"]+)*):(.*)");
  static const std::set<std::string> kDescribes = {"SUMMARY", "DESCRIPTION", "LOCATION", "X-WR-CALDESC", "CATEGORIES"};
  Component component;
  component.name = lines[at].substr(6);
  for (++at; at < lines.size(); ++at) {
    std::smatch m;
    if (lines[at] == "END:" + component.name) return component;
    if (lines[at].starts_with("BEGIN:")) {
      component.inside.push_back(read_component(lines, at));
      continue;
    }
    const bool fits = std::regex_match(lines[at], m, kLine);
    EXPECT_TRUE(fits) << lines[at];
    if (!fits) continue;
    if (kDescribes.contains(m[1])) {
      static const std::regex kText("(?:[^\\\\;,]|\\\\[\\\\;,nN])*");
      EXPECT_TRUE(std::regex_match(m[3].str(), kText)) << "not escaped: " << lines[at];
    }
    EXPECT_TRUE(component.values.emplace(m[1].str() + m[2].str(), m[3].str()).second) << "twice: " << lines[at];
  }
  ADD_FAILURE() << "no END:" << component.name;
  return component;
}

Component read_icalendar(const std::string& file) {
  const auto lines = content_lines(file);
  std::size_t at = 0;
  if (lines.empty() || lines[0] != "BEGIN:VCALENDAR") {
    ADD_FAILURE() << file;
    return {};
  }
  Component calendar = read_component(lines, at);
  EXPECT_EQ(at + 1, lines.size()) << "something behind the end";
  EXPECT_EQ(calendar.values["VERSION"], "2.0");
  EXPECT_FALSE(calendar.values["PRODID"].empty());
  std::set<std::string> uids;
  for (Component& event : calendar.inside) {
    EXPECT_EQ(event.name, "VEVENT");
    EXPECT_TRUE(uids.insert(event.values["UID"]).second) << "a UID twice";
    EXPECT_TRUE(std::regex_match(event.values["UID"], std::regex("[0-9a-f]{16}@dragoman")));
    EXPECT_TRUE(std::regex_match(event.values["DTSTAMP"], std::regex("[0-9]{8}T[0-9]{6}Z")));
    for (const char* name : {"DTSTART;VALUE=DATE", "DTEND;VALUE=DATE"}) EXPECT_TRUE(std::regex_match(event.values[name], std::regex("[0-9]{8}"))) << name;
    EXPECT_LT(event.values["DTSTART;VALUE=DATE"], event.values["DTEND;VALUE=DATE"]);
    EXPECT_TRUE(std::regex_match(event.values["STATUS"], std::regex("TENTATIVE|CONFIRMED|CANCELLED")));
    EXPECT_TRUE(std::regex_match(event.values["SEQUENCE"], std::regex("[0-9]+")));
  }
  return calendar;
}

Component icalendar(std::vector<Coding> codings, const char* as_of = "") {
  const Brief brief = brief_of(std::move(codings), knowledge());
  return read_icalendar(render_calendar(brief, make_calendar(brief, knowledge(), {parse_iso_day(as_of), {}, {}, false}), CalendarFormat::ics));
}

TEST(ICalendar, AllDaysAreWholeAndTheEndIsExclusive) {
  Component calendar = icalendar({plan()});
  ASSERT_EQ(calendar.inside.size(), 1u);
  auto& event = calendar.inside[0].values;
  EXPECT_EQ(event["DTSTART;VALUE=DATE"], "20240411");
  EXPECT_EQ(event["DTEND;VALUE=DATE"], "20240414");
  EXPECT_EQ(event["DTSTAMP"], "20240409T000000Z") << "the day of the telling, whenever the file is written";
  EXPECT_EQ(event["STATUS"], "TENTATIVE");
  EXPECT_EQ(event["SUMMARY"], "Orla (China) → Vietnam: visit");
}

TEST(ICalendar, StatusAndSequenceFollowTheNews) {
  auto cancelled = icalendar({plan(), news(Status::cancelled, "2024-04-10", "2024-04-11")}).inside.at(0).values;
  EXPECT_EQ(cancelled["STATUS"], "CANCELLED");
  EXPECT_EQ(cancelled["SEQUENCE"], "1");
  EXPECT_EQ(cancelled["DTSTAMP"], "20240410T000000Z");
  EXPECT_EQ(icalendar({plan(), news(Status::happened, "2024-04-14", "2024-04-11")}).inside.at(0).values["STATUS"], "CONFIRMED");
  EXPECT_TRUE(icalendar({plan()}, "2024-04-20").inside.at(0).values["SUMMARY"].starts_with("Awaiting news: "));
}

TEST(ICalendar, WhatStrangersWroteCannotBreakOutOfItsLine) {
  Coding coding = plan();
  const std::string evil = "Orla; a,b\\c\r\nEND:VEVENT\r\nBEGIN:VEVENT\x01\x7f 北京北京北京北京北京北京北京北京北京北京北京北京北京北京北京北京北京北京";
  coding.reports[0].source[0].name = evil;
  coding.reports[0].place.name = "Hanoi, Vietnam";
  const Component calendar = icalendar({coding});
  ASSERT_EQ(calendar.inside.size(), 1u);
  EXPECT_EQ(calendar.inside[0].values.at("LOCATION"), "Hanoi\\, Vietnam");
  EXPECT_NE(calendar.inside[0].values.at("SUMMARY").find("Orla\\; a\\,b\\\\c\\nEND:VEVENT\\nBEGIN:VEVENT"), std::string::npos) << calendar.inside[0].values.at("SUMMARY");
}

TEST(ICalendar, NothingAheadIsAnEmptyCalendar) { EXPECT_TRUE(icalendar({article_of("North", "2024-04-09", "Nothing.")}).inside.empty()); }

TEST(ICalendar, AYearIsNoDayToKeepFree) {
  Coding coding = plan();
  coding.reports[0].time.from = parse_iso_day("2025-01-01");
  coding.reports[0].time.to = parse_iso_day("2025-12-31");
  coding.reports[0].time.precision = "year";
  Component calendar = icalendar({coding});
  EXPECT_TRUE(calendar.inside.empty());
  EXPECT_NE(calendar.values["X-WR-CALDESC"].find("1 more without"), std::string::npos);
}

}  // namespace
