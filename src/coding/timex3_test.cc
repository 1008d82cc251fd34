#include "coding/timex3.h"

#include <gtest/gtest.h>

#include "base/days.h"
#include "coding/timex3_value.h"
#include "parse/test_text.h"
#include "segment/segment.h"

using namespace dragoman;

namespace {

const Knowledge& english() {
  static const auto knowledge = [] {
    auto compiled = Knowledge::compile({DRAGOMAN_SOURCE_DIR "/lexicon/en/time.txt", DRAGOMAN_SOURCE_DIR "/lexicon/en/segment"});
    EXPECT_TRUE(compiled.ok()) << compiled.error().where << ": " << compiled.error().message;
    return *compiled;
  }();
  return *knowledge;
}

std::string shown(const Document& doc) {
  std::string out;
  for (const Timex3& time : find_timex3(doc, english()))
    out += (out.empty() ? "" : "; ") + std::string(doc.words(time.span)) + " = " + std::string(to_string(time.type)) + " " + time.value;
  return out;
}

// Every expression of running text without a parse, as written on Wednesday 10 April 2024.
std::string read(const std::string& text, bool dated = true) {
  Document doc;
  Article article;
  article.text = text;
  doc.reset(std::move(article));
  segment(doc, english());
  if (dated) doc.published = {*parse_iso_day("2024-04-10"), *parse_iso_day("2024-04-10"), true, true, "given", {}};
  return shown(doc);
}

struct Case {
  const char *text, *expected;
};

TEST(Timex3, Dates) {
  for (const Case& c : {
           Case{"They signed it on March 7, 2019.", "March 7, 2019 = DATE 2019-03-07"},
           Case{"It came on 10/26/89.", "10/26/89 = DATE 1989-10-26"},
           Case{"It came on Tuesday.", "Tuesday = DATE 2024-04-09"},
           Case{"He was ill last week and in March.", "last week = DATE 2024-W14; March = DATE 2024-03"},
           Case{"It came early last year.", "early last year = DATE 2023"},
           Case{"It came in the 1980s.", "the 1980s = DATE 198X"},
           Case{"It came in the 19th century.", "the 19th century = DATE 18"},
           Case{"It came last winter.", "last winter = DATE 2023-WI"},
           Case{"It came this spring.", "this spring = DATE 2024-SP"},
           Case{"It came over the weekend.", "the weekend = DATE 2024-W14-WE"},
           Case{"It fell in January nineteen ninety-seven.", "January nineteen ninety-seven = DATE 1997-01"},
           Case{"Three weeks ago it fell.", "Three weeks ago = DATE 2024-W12"},
           Case{"By the end of the month it fell.", "the end of the month = DATE 2024-04"},
           Case{"It ended in fiscal 2022.", "fiscal 2022 = DATE 2022"},
           Case{"It came at Christmas.", "Christmas = DATE 2023-12-25"},
           Case{"Last Thanksgiving it came.", "Last Thanksgiving = DATE 2023-11-23"},
       })
    EXPECT_EQ(read(c.text), c.expected) << c.text;
}

TEST(Timex3, EndsOfARangeAreTwo) {
  EXPECT_EQ(read("Talks ran from April 9 to 11, 2023."), "April 9 = DATE 2023-04-09; 11, 2023 = DATE 2023-04-11");
  EXPECT_EQ(read("It ran from 2015 to 2019."), "2015 = DATE 2015; 2019 = DATE 2019");
  EXPECT_EQ(read("It ran in May-July."), "May = DATE 2024-05; July = DATE 2024-07");
}

TEST(Timex3, QuartersAndWhatIsComparedWithThem) {
  for (const Case& c : {
           Case{"Exports fell in the first quarter.", "the first quarter = DATE 2024-Q1"},
           Case{"The first-quarter loss and that of last year.", "The first-quarter = DATE 2024-Q1; last year = DATE 2023"},
           Case{"In the third quarter of last year it fell.", "the third quarter of last year = DATE 2023-Q3"},
           Case{"Last year's second quarter was better.", "Last year's second quarter = DATE 2023-Q2"},
           Case{"The first half of 2022 was better.", "The first half of 2022 = DATE 2022-H1"},
           Case{"In the first quarter it fell from a year earlier. The quarter was poor.",
                "the first quarter = DATE 2024-Q1; a year earlier = DATE 2023-Q1; The quarter = DATE 2024-Q1"},
           Case{"In the first quarter it beat the year-earlier period.", "the first quarter = DATE 2024-Q1; the year-earlier period = DATE 2023-Q1"},
           Case{"It was calm a year ago.", "a year ago = DATE 2023"},
       })
    EXPECT_EQ(read(c.text), c.expected) << c.text;
}

TEST(Timex3, WhatWasSpokenOf) {
  EXPECT_EQ(read("The war began in 2014. The following year it spread, and two years later it ended."),
            "2014 = DATE 2014; The following year = DATE 2015; two years later = DATE 2017");
  EXPECT_EQ(read("He came on 3 May 2020. That day it rained."), "3 May 2020 = DATE 2020-05-03; That day = DATE 2020-05-03");
}

TEST(Timex3, TheWeekdayOfAWeekJustNamed) {
  EXPECT_EQ(read("He came earlier this week on Monday."), "earlier this week = DATE 2024-W15; Monday = DATE 2024-04-08");
  EXPECT_EQ(read("He comes next week, on Monday."), "next week = DATE 2024-W16; Monday = DATE 2024-04-15");
}

TEST(Timex3, Times) {
  for (const Case& c : {
           Case{"It struck at 9:30 a.m. EDT on Tuesday.", "9:30 a.m. EDT on Tuesday = TIME 2024-04-09T09:30"},
           Case{"It struck at 5 p.m. yesterday.", "5 p.m. yesterday = TIME 2024-04-09T17:00"},
           Case{"It struck at noon on Tuesday.", "noon on Tuesday = TIME 2024-04-09T12:00"},
           Case{"It struck on Tuesday morning.", "Tuesday morning = TIME 2024-04-09TMO"},
           Case{"It struck last night.", "last night = TIME 2024-04-09TNI"},
           Case{"It will strike tonight.", "tonight = TIME 2024-04-10TNI"},
       })
    EXPECT_EQ(read(c.text), c.expected) << c.text;
}

TEST(Timex3, Lengths) {
  for (const Case& c : {
           Case{"For more than two years he waited.", "more than two years = DURATION P2Y"},
           Case{"In the past three months it grew.", "the past three months = DURATION P3M"},
           Case{"In the first nine months it grew.", "the first nine months = DURATION P9M"},
           Case{"In the next few days it grows.", "the next few days = DURATION PXD"},
           Case{"A two-hour talk.", "two-hour = DURATION PT2H"},
           Case{"It took 20 minutes.", "20 minutes = DURATION PT20M"},
           Case{"They waited for decades.", "decades = DURATION PXY"},
           Case{"After two decades they met.", "two decades = DURATION P20Y"},
           Case{"They wait two to three weeks.", "two to three weeks = DURATION PXW"},
           Case{"In two hundred years it fell.", "two hundred years = DURATION P200Y"},
           Case{"In a few hundred years it fell.", "a few hundred years = DURATION PXY"},
           Case{"They got two more weeks.", "two more weeks = DURATION P2W"},
           Case{"The 75-year-old man, aged 75 years old.", ""},
       })
    EXPECT_EQ(read(c.text), c.expected) << c.text;
}

TEST(Timex3, Sets) {
  for (const Case& c : {
           Case{"They meet each year.", "each year = SET P1Y"},
           Case{"They meet every Friday.", "every Friday = SET XXXX-WXX-5"},
           Case{"They meet every July.", "every July = SET XXXX-07"},
           Case{"The weekly talks.", "weekly = SET P1W"},
           Case{"They meet twice a week.", "a week = SET P1W"},
       })
    EXPECT_EQ(read(c.text), c.expected) << c.text;
}

TEST(Timex3, References) {
  for (const Case& c : {
           Case{"He recently came.", "recently = DATE PAST_REF"},
           Case{"In recent years it grew.", "recent years = DATE PAST_REF"},
           Case{"It is now calm.", "now = DATE PRESENT_REF"},
           Case{"It is calm these days.", "these days = DATE PRESENT_REF"},
           Case{"It will end soon.", "soon = DATE FUTURE_REF"},
           Case{"It will end as soon as he comes.", ""},
           Case{"Now that he came, it ends.", ""},
           Case{"Soon after it ended.", ""},
       })
    EXPECT_EQ(read(c.text), c.expected) << c.text;
}

TEST(Timex3, WithoutADayOfWritingTheValueSaysSo) {
  EXPECT_EQ(read("He came on Tuesday, in April, last year and in the third quarter.", false),
            "Tuesday = DATE XXXX-WXX-2; April = DATE XXXX-04; last year = DATE XXXX; the third quarter = DATE XXXX-Q3");
}

TEST(Timex3Tense, APossessiveDayIsOverInThePresent) {
  Document doc;
  annotate(doc, "It it PRON 2 nsubj\nfollows follow VERB 0 root Fr\nTuesday Tuesday PROPN 5 nmod:poss\n's 's PART 3 case\ntalks talk NOUN 2 obj N\n");
  doc.published = {*parse_iso_day("2024-04-10"), *parse_iso_day("2024-04-10"), true, true, "given", {}};
  EXPECT_EQ(shown(doc), "Tuesday = DATE 2024-04-09");
}

TEST(Timex3Tense, AQuarterIsTheNearestUnlessItIsOver) {
  Document doc;
  annotate(doc, "It it PRON 2 nsubj\nfell fall VERB 0 root Fp\nin in ADP 5 case\nthird third ADJ 5 amod\nquarter quarter NOUN 2 obl\n");
  doc.published = {*parse_iso_day("2024-04-10"), *parse_iso_day("2024-04-10"), true, true, "given", {}};
  EXPECT_EQ(shown(doc), "third quarter = DATE 2023-Q3");
  annotate(doc, "It it PRON 3 nsubj\nwill will AUX 3 aux F\nfall fall VERB 0 root I\nin in ADP 6 case\nthird third ADJ 6 amod\nquarter quarter NOUN 3 obl\n");
  doc.published = {*parse_iso_day("2024-11-10"), *parse_iso_day("2024-11-10"), true, true, "given", {}};
  EXPECT_EQ(shown(doc), "third quarter = DATE 2024-Q3");
}

TEST(Timex3Tense, AYearBeforeOneThingIsNoCount) {
  Document doc;
  annotate(doc, "A a DET 3 det\n1996 1996 NUM 3 nummod\nlaw law NOUN 4 nsubj\nfell fall VERB 0 root Fp\n");
  EXPECT_EQ(shown(doc), "1996 = DATE 1996");
  annotate(doc, "The the DET 3 det\n1996 1996 NUM 3 nummod\nlaws law NOUN 4 nsubj N\nfell fall VERB 0 root Fp\n");
  EXPECT_EQ(shown(doc), "1996 = DATE 1996");
  annotate(doc, "The the DET 3 det\n1950 1950 NUM 3 nummod\nmen man NOUN 4 nsubj N\nfell fall VERB 0 root Fp\n");
  EXPECT_EQ(shown(doc), "");
  annotate(doc, "Some some DET 3 det\n1996 1996 NUM 3 nummod\nlaws law NOUN 4 nsubj N\nfell fall VERB 0 root Fp\n");
  EXPECT_EQ(shown(doc), "");
}

TEST(Timex3Value, WeeksBelongToTheYearOfTheirThursday) {
  EXPECT_EQ(date_value(*parse_iso_day("2021-01-03"), Grain::week), "2020-W53");
  EXPECT_EQ(date_value(*parse_iso_day("2024-12-30"), Grain::week), "2025-W01");
  EXPECT_EQ(date_value(*parse_iso_day("2024-01-15"), Grain::season), "2023-WI");
  EXPECT_EQ(date_value(moved(*parse_iso_day("2024-03-31"), Grain::month, -1), Grain::month), "2024-02");
  EXPECT_EQ(date_value(moved(*parse_iso_day("2024-01-31"), Grain::quarter, -1), Grain::quarter), "2023-Q4");
}

}  // namespace
