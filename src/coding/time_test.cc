#include "coding/time.h"

#include <gtest/gtest.h>

#include "base/days.h"
#include "parse/test_text.h"
#include "ingest/furniture.h"
#include "segment/segment.h"

using namespace dragoman;

namespace {

const Knowledge& english() {
  static const auto knowledge = [] {
    auto compiled = Knowledge::compile({DRAGOMAN_SOURCE_DIR "/lexicon/en/time.txt", DRAGOMAN_SOURCE_DIR "/lexicon/en/segment", DRAGOMAN_SOURCE_DIR "/lexicon/en/furniture.txt"});
    EXPECT_TRUE(compiled.ok()) << compiled.error().where << ": " << compiled.error().message;
    return *compiled;
  }();
  return *knowledge;
}

Published on(std::string_view day) { return {*parse_iso_day(day), *parse_iso_day(day), true, true, "given", {}}; }

std::string shown(const Timex& time) {
  const When& w = time.when;
  std::string text = !w.from && !w.to ? "-" : (w.from ? iso_day(*w.from) : "") + (w.from == w.to ? "" : ".." + (w.to ? iso_day(*w.to) : ""));
  text += " " + w.precision;
  if (time.duration) text += " length";
  if (w.duration_days) text += " " + std::to_string(w.duration_days) + "d";
  if (time.age_years) text += " " + std::to_string(time.age_years) + "y";
  if (time.recurring) text += " again";
  return text;
}

// "words = value; words = value" of every expression, from running text without a parse. Wednesday 10 April 2024.
std::string read(const std::string& text, const Published& published = on("2024-04-10")) {
  Document doc;
  Article article;
  article.text = text;
  doc.reset(std::move(article));
  segment(doc, english());
  doc.published = published;
  std::string out;
  for (const Timex& time : find_times(doc, english())) out += (out.empty() ? "" : "; ") + std::string(doc.words(time.when.span)) + " = " + shown(time);
  return out;
}

struct Case {
  const char *text, *expected;
};

TEST(Time, CalendarExpressions) {
  for (const Case& c : {
           Case{"They signed it on March 7, 2019.", "March 7, 2019 = 2019-03-07 day"},
           Case{"They signed it on 7 March 2019.", "7 March 2019 = 2019-03-07 day"},
           Case{"It was the 9th of May.", "the 9th of May = 2024-05-09 day"},
           Case{"Talks ran on April 9-11.", "April 9-11 = 2024-04-09..2024-04-11 day"},
           Case{"Talks ran from April 9 to 11, 2023.", "April 9 to 11, 2023 = 2023-04-09..2023-04-11 day"},
           Case{"Talks ran from 30 April to 2 May 2023.", "30 April to 2 May 2023 = 2023-04-30..2023-05-02 day"},
           Case{"Talks ran between June 3 and 5.", "June 3 and 5 = 2024-06-03..2024-06-05 day"},
           Case{"It fell in June 2018.", "June 2018 = 2018-06-01..2018-06-30 month"},
           Case{"It fell in early Sept. 2018.", "early Sept. 2018 = 2018-09-01..2018-09-30 month"},
           Case{"It began in mid-January.", "mid-January = 2024-01-01..2024-01-31 month"},
           Case{"In 2019 it began.", "2019 = 2019-01-01..2019-12-31 year"},
           Case{"It ran from 2015 to 2019.", "2015 to 2019 = 2015-01-01..2019-12-31 year"},
           Case{"It ran in 2018-19.", "2018-19 = 2018-01-01..2019-12-31 year"},
           Case{"The war of the 1950s.", "the 1950s = 1950-01-01..1959-12-31 decade"},
           Case{"It came in the late 1980s.", "the late 1980s = 1980-01-01..1989-12-31 decade"},
           Case{"A treaty of the 19th century.", "the 19th century = 1801-01-01..1900-12-31 century"},
           Case{"It came in spring 2018.", "spring 2018 = 2018-03-01..2018-05-31 month"},
           Case{"On Tuesday, April 9, 2024 it came.", "Tuesday, April 9, 2024 = 2024-04-09 day"},
           Case{"On Tuesday, April 9 it came.", "Tuesday, April 9 = 2024-04-09 day"},
           Case{"It is dated 2024-04-09.", "2024-04-09 = 2024-04-09 day"},
           Case{"On February 30 nothing happens.", "February 30 = - unknown"},
       })
    EXPECT_EQ(read(c.text), c.expected) << c.text;
}

TEST(Time, SeenFromTheDayOfWriting) {
  for (const Case& c : {
           Case{"Yesterday they met.", "Yesterday = 2024-04-09 day"},
           Case{"Drones came overnight.", "overnight = 2024-04-09..2024-04-10 day"},
           Case{"Drones came overnight on Tuesday.", "Tuesday = 2024-04-09 day"},
           Case{"They met yesterday. Later in the day they dined.", "yesterday = 2024-04-09 day; Later in the day = 2024-04-09 day"},
           Case{"They met yesterday. The same day a ship came.", "yesterday = 2024-04-09 day; same day = 2024-04-09 day"},
           Case{"The same day a ship came.", "same day = - unknown"},
           Case{"They meet tomorrow morning.", "tomorrow morning = 2024-04-11 day"},
           Case{"They meet the day after tomorrow.", "the day after tomorrow = 2024-04-12 day"},
           Case{"They met the day before yesterday.", "the day before yesterday = 2024-04-08 day"},
           Case{"It began this morning.", "this morning = 2024-04-10 day"},
           Case{"Kim came last year.", "last year = 2023-01-01..2023-12-31 year"},
           Case{"Kim came earlier this month.", "earlier this month = 2024-04-01..2024-04-30 month"},
           Case{"Kim comes next month.", "next month = 2024-05-01..2024-05-31 month"},
           Case{"Kim came last week.", "last week = 2024-04-01..2024-04-07 week"},
           Case{"Kim came last Tuesday.", "last Tuesday = 2024-04-09 day"},
           Case{"Kim came last Wednesday.", "last Wednesday = 2024-04-03 day"},
           Case{"Kim comes next Wednesday.", "next Wednesday = 2024-04-17 day"},
           Case{"Kim came last April.", "last April = 2023-04-01..2023-04-30 month"},
           Case{"Kim came last June.", "last June = 2023-06-01..2023-06-30 month"},
           Case{"Kim came three years ago.", "three years ago = 2021-01-01..2021-12-31 year"},
           Case{"Kim came two days ago.", "two days ago = 2024-04-08 day"},
           Case{"Kim came a month ago.", "a month ago = 2024-03-01..2024-03-31 month"},
           Case{"Kim came a decade ago.", "a decade ago = 2014-01-01..2014-12-31 year"},
           Case{"Twice in the past two years.", "the past two years = 2022-01-01..2024-04-10 year"},
           Case{"It was calm over the weekend.", "the weekend = 2024-04-06..2024-04-07 week"},
           Case{"Kim came last Oct. 23.", "last Oct. 23 = 2023-10-23 day"},
           Case{"It shrank in the third quarter.", "the third quarter = 2024-07-01..2024-09-30 month"},
           Case{"It shrank in the third quarter of 2019.", "the third quarter of 2019 = 2019-07-01..2019-09-30 month"},
           Case{"It must end by April 12.", "April 12 = ..2024-04-12 day"},
           Case{"It must end by 9 a.m. Friday.", "Friday = ..2024-04-12 day"},
           Case{"In recent months it grew.", "recent months = - unknown"},
           Case{"A few days ago it grew.", "A few days ago = - unknown"},
           Case{"Two weeks later it fell.", "Two weeks later = - unknown"},
           Case{"The following day it fell.", "The following day = - unknown"},
           Case{"From Thursday to Saturday.", "Thursday to Saturday = 2024-04-04..2024-04-06 day"},
       })
    EXPECT_EQ(read(c.text), c.expected) << c.text;
}

TEST(Time, TheWeekdayOfAWeekJustNamed) {
  EXPECT_EQ(read("He came earlier this week, on Monday."), "earlier this week, on Monday = 2024-04-08 day");
  EXPECT_EQ(read("He comes next week on Friday."), "next week on Friday = 2024-04-19 day");
  EXPECT_EQ(read("He was ill last week and came on Monday."), "last week = 2024-04-01..2024-04-07 week; Monday = 2024-04-08 day");
}

TEST(Time, LengthsAndBounds) {
  for (const Case& c : {
           Case{"A three-day visit.", "three-day = - unknown length 3d"},
           Case{"For two weeks nothing moved.", "two weeks = - unknown length 14d"},
           Case{"In nearly five years nobody came.", "nearly five years = - unknown length 5y"},
           Case{"It marks 75 years of ties.", "75 years = - unknown length 75y"},
           Case{"The 75th anniversary came.", "75th anniversary = - unknown length 75y"},
           Case{"After two hundred years of war.", "two hundred years = - unknown length 200y"},
           Case{"Twenty-five years of war.", "Twenty-five years = - unknown length 25y"},
           Case{"A 75-year-old man and a 9 year old girl.", ""},
           Case{"The highest visit since 2019.", "2019 = 2019-01-01.. year length"},
           Case{"It stays until June 2025.", "June 2025 = ..2025-06-30 month"},
           Case{"It fell before March 7, 2020.", "March 7, 2020 = ..2020-03-06 day"},
           Case{"It meets every Friday.", "every Friday = - unknown again"},
           Case{"The annual summit.", "annual = - unknown again"},
       })
    EXPECT_EQ(read(c.text), c.expected) << c.text;
}

TEST(Time, NoTimes) {
  for (const char* text : {"It may march on. The sun sat.", "He killed 2000 people.", "Flight 370 carried 239.", "May Parker spoke.", "The second day of talks.",
                           "More than 1,200 troops.", "The 2019-nCoV spread."})
    EXPECT_EQ(read(text), "") << text;
}

TEST(Time, WithoutPublicationOnlyFullDatesAreDated) {
  EXPECT_EQ(read("He came on Tuesday, in April and last year, after March 2019.", {}), "Tuesday = - unknown; April = - unknown; last year = - unknown; March 2019 = 2019-03-31.. month");
}

TEST(Time, WeekdaysAreKeptWhileTheWeekIsUnknown) {
  const Published year{*parse_iso_day("2024-01-01"), *parse_iso_day("2024-12-31"), true, false, "text", {}};
  Document doc;
  Article article;
  article.text = "He stays from Thursday to Saturday. He came on April 9.";
  doc.reset(std::move(article));
  segment(doc, english());
  doc.published = year;
  const auto times = find_times(doc, english());
  ASSERT_EQ(times.size(), 2u);
  EXPECT_FALSE(times[0].when.from.has_value());
  EXPECT_EQ(times[0].when.weekday_from, 4);
  EXPECT_EQ(times[0].when.weekday_to, 6);
  EXPECT_EQ(shown(times[1]), "2024-04-09 day");
}

TEST(Time, TwoPossibleDaysOfWriting) {
  Published two = on("2024-04-10");
  two.to += std::chrono::days(1);
  two.day_exact = false;
  EXPECT_EQ(read("On Tuesday he came. Yesterday he left. Last year he was ill.", two),
            "Tuesday = 2024-04-09 day; Yesterday = 2024-04-09..2024-04-10 week; Last year = 2023-01-01..2023-12-31 year");
}

// Words of time in any order: what is found stays inside its sentence, in order, and never ends before it begins.
TEST(Time, AnyOrderOfWords) {
  static constexpr std::string_view words[] = {"Tuesday", "May", "2024", "31", "9th", "last", "the", "of", "three", "-", "years", "ago", "to", "between", "and", "early", "spring", "century", "19th", "1950s", "'90s",
                                               ",", "since", "next", "yesterday", "recent", "months", "nearly", "a", "few", "anniversary", "2024-02-30", "99999", "every", "week", "until", "old", "0", "quarter", "twenty", "February", "mid-June", "—", "hundred", "decades"};
  std::uint32_t state = 1;
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    for (int i = 0; i < 14; ++i) {
      state = state * 1664525u + 1013904223u;
      text += std::string(words[(state >> 8) % std::size(words)]) + " ";
    }
    Document doc;
    Article article;
    article.text = text;
    doc.reset(std::move(article));
    segment(doc, english());
    if (round % 3) doc.published = on("2024-02-29");
    std::uint32_t end = 0;
    for (const Timex& time : find_times(doc, english())) {
      ASSERT_LE(end, time.first) << text;
      ASSERT_LT(time.first, time.end) << text;
      ASSERT_EQ(doc.sentence_of[time.first], doc.sentence_of[time.end - 1]) << text;
      end = time.end;
      ASSERT_LE(time.when.from.value_or(Day::min()), time.when.to.value_or(Day::max())) << text;
      ASSERT_FALSE(time.when.from && time.when.precision == "unknown") << text;
    }
    infer_published(doc, english());
    ASSERT_LE(doc.published.from, doc.published.to) << text;
  }
}

// ---- tense -----------------------------------------------------------------------------------------------------

Timex with_tree(const std::string& lines) {
  Document doc;
  annotate(doc, lines);
  doc.published = on("2024-04-10");
  const auto times = find_times(doc, english());
  EXPECT_EQ(times.size(), 1u);
  return times.empty() ? Timex{} : times[0];
}

TEST(TimeTense, PastIsTheLastOne) {
  EXPECT_EQ(shown(with_tree("He he PRON 2 nsubj\nmet meet VERB 0 root Fp\nher she PRON 2 obj\non on ADP 5 case\nFriday Friday PROPN 2 obl\n")), "2024-04-05 day");
}
TEST(TimeTense, WillIsTheNextOne) {
  const Timex time = with_tree("He he PRON 3 nsubj\nwill will AUX 3 aux F\nmeet meet VERB 0 root I\nher she PRON 3 obj\non on ADP 6 case\nFriday Friday PROPN 3 obl\n");
  EXPECT_EQ(shown(time), "2024-04-12 day");
  EXPECT_TRUE(time.set_by_tense);
}
TEST(TimeTense, WhatWasPlannedLiesAhead) {
  EXPECT_EQ(shown(with_tree("He he PRON 2 nsubj\nagreed agree VERB 0 root Fp\nto to PART 4 mark\ncome come VERB 2 xcomp I\non on ADP 6 case\nFriday Friday PROPN 4 obl\n")), "2024-04-12 day");
  EXPECT_EQ(shown(with_tree("It it PRON 3 nsubj:pass\nwas be AUX 3 aux:pass Fp\nscheduled schedule VERB 0 root Pp\nfor for ADP 5 case\nFriday Friday PROPN 3 obl\n")), "2024-04-12 day");
}
TEST(TimeTense, WhyHeCameLiesBack) {
  EXPECT_EQ(shown(with_tree("He he PRON 2 nsubj\ncame come VERB 0 root Fp\nto to PART 4 mark\ntalk talk VERB 2 advcl I\non on ADP 6 case\nFriday Friday PROPN 4 obl\n")), "2024-04-05 day");
}
TEST(TimeTense, ParticiplesLieBackWhateverGovernsThem) {
  EXPECT_EQ(shown(with_tree("It it PRON 2 nsubj\nmarks mark VERB 0 root Fr\nties tie NOUN 2 obj\nas as SCONJ 5 mark\nannounced announce VERB 2 advcl Pp\non on ADP 7 case\nFriday Friday PROPN 5 obl\n")),
            "2024-04-05 day");
}
TEST(TimeTense, PerfectIsPastAndPresentIsAhead) {
  EXPECT_EQ(shown(with_tree("He he PRON 3 nsubj\nhas have AUX 3 aux Fr\nmet meet VERB 0 root Pp\nher she PRON 3 obj\nFriday Friday PROPN 3 obl:unmarked\n")), "2024-04-05 day");
  EXPECT_EQ(shown(with_tree("Talks talk NOUN 2 nsubj\nopen open VERB 0 root Fr\non on ADP 4 case\nFriday Friday PROPN 2 obl\n")), "2024-04-12 day");
}
TEST(TimeTense, SeveralWeekdaysComeAgain) {
  Document doc;
  annotate(doc, "They they PRON 2 nsubj\nmeet meet VERB 0 root Fr\non on ADP 4 case\nSundays Sunday PROPN 2 obl N\n");
  const auto times = find_times(doc, english());
  ASSERT_EQ(times.size(), 1u);
  EXPECT_TRUE(times[0].recurring);
}
TEST(TimeTense, MonthAndDayFollowTheTense) {
  EXPECT_EQ(shown(with_tree("He he PRON 2 nsubj\ncame come VERB 0 root Fp\non on ADP 4 case\nNovember November PROPN 2 obl\n3 3 NUM 4 nummod\n")), "2023-11-03 day");
  EXPECT_EQ(shown(with_tree("the the DET 4 det\nupcoming upcoming ADJ 4 amod\nNovember November PROPN 4 compound\nelection election NOUN 5 nsubj\nlooms loom VERB 0 root Fr\n")),
            "2024-11-01..2024-11-30 month");
}

// ---- publication -------------------------------------------------------------------------------------------------

Published published_of(const std::string& text, const std::string& given = {}) {
  Document doc;
  Article article;
  article.text = text;
  article.published = given;
  doc.reset(std::move(article));
  class_blocks(doc, english());
  segment(doc, english());
  infer_published(doc, english());
  return doc.published;
}
std::string days_of(const Published& p) { return !p.known ? "unknown" : iso_day(p.from) + ".." + iso_day(p.to) + " " + p.how; }

TEST(Published, Given) {
  EXPECT_EQ(days_of(published_of("He came.", "2024-04-10T08:00:00+09:00")), "2024-04-10..2024-04-10 given");
  EXPECT_EQ(days_of(published_of("He came.", "2024-04")), "2024-04-01..2024-04-30 given");
  EXPECT_EQ(days_of(published_of("He came.", "2024")), "2024-01-01..2024-12-31 given");
  EXPECT_EQ(days_of(published_of("He came.", "soon")), "unknown");
}
TEST(Published, Datelines) {
  const std::string told = "2031-05-14..2031-05-14 dateline";
  EXPECT_EQ(days_of(published_of("EDORAS, May 14, 2031 (Northern Wire) — Faramir arrived in Annuminas on Tuesday.")), told);
  EXPECT_EQ(days_of(published_of("A visit to Arnor\n\nWednesday, May 14, 2031\n\nFaramir arrived in Annuminas on Tuesday.")), told);
  EXPECT_EQ(days_of(published_of("A visit to Arnor\n\nUpdated 10:04 GMT, Wed May 14, 2031\n\nFaramir arrived in Annuminas on Tuesday.")), told);
}
// A parse by hand is not to be had for whole pages: a tree of one verb tells its sentence's tense.
TEST(Published, FromTheTextOfThePage) {
  Document doc;
  Article article;
  article.text =
      "Arnor sends its highest delegation in nearly five years\n\nFaramir to visit Rohan since 2026 talks\n\nThe last such visit was since 2026.\n\n"
      "Denethor and Eowyn walk to a meeting on May 14 in Edoras. Northern Wire/Getty Images\n\nHe announced it on Tuesday.\n\nIt will start on Thursday.";
  doc.reset(std::move(article));
  class_blocks(doc, english());
  segment(doc, english());
  for (Block& block : doc.blocks)
    if (doc.words(block.span).find("May 14") != std::string_view::npos) block.kind = BlockKind::caption;
  for (const Sentence& sentence : doc.sentences)
    for (std::uint32_t t = sentence.first; t < sentence.end; ++t) {
      const auto hang = [&](std::string_view verb, std::uint32_t feats) {
        for (std::uint32_t v = sentence.first; v < sentence.end; ++v)
          if (doc.form[v] == verb && v != t) {
            doc.head[t] = v;
            doc.upos[v] = Upos::VERB;
            doc.feats[v] = feats;
          }
      };
      if (doc.form[t] == "Tuesday") hang("announced", kFin | kPast);
      if (doc.form[t] == "Thursday") hang("start", kInf);
      if (doc.form[t] == "will") {
        hang("start", kInf);
        doc.deprel[t] = Deprel::aux;
        doc.lemma[t] = "will";
      }
    }
  infer_published(doc, english());
  EXPECT_EQ(days_of(doc.published), "2031-05-14..2031-05-15 text");
}
TEST(Published, NothingToGoBy) {
  EXPECT_EQ(days_of(published_of("Faramir visited Rohan on Tuesday.")), "unknown");
  EXPECT_EQ(days_of(published_of("Faramir visited Rohan on May 3.")), "unknown");
  EXPECT_EQ(days_of(published_of("The research was published on May 8, 2029, in a journal.")), "unknown");
  EXPECT_EQ(days_of(published_of("The treaty of March 7, 2029 stands.")), "unknown");
}

}  // namespace
