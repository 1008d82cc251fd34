#include "analyse/claim_same.h"

#include <gtest/gtest.h>

#include "base/days.h"

using namespace dragoman;

namespace {

using About = Claim::About;
using Metric = Claim::Metric;

const Day kDay = *parse_iso_day("2024-04-11");

// The highest visit from one land to another since the end of a year.
Claim visit(const char* from = "ARN", const char* to = "GON", const char* year_end = "2019-12-31") {
  Claim claim;
  claim.about = About::visits;
  claim.metric = Metric::highest;
  claim.who.country = from;
  claim.host_country = to;
  claim.after = parse_iso_day(year_end);
  claim.since_first = *claim.after - std::chrono::days(364);
  claim.baseline_words = std::string("since ") + std::string(year_end).substr(0, 4);
  return claim;
}

Claim activity(const char* one = "GON", const char* other = "ARN") {
  Claim claim = visit();
  claim.who.country = one;
  claim.host_country.clear();
  claim.whom.country = other;
  claim.both_ways = claim.meetings = true;
  return claim;
}

ClaimMatch match(const Claim& a, const Claim& b) { return compare_claims(a, kDay, b, kDay); }

ClaimRelation term(const ClaimMatch& m, const std::string& field) {
  for (const ClaimTerm& t : m.terms)
    if (t.field == field) return t.relation;
  ADD_FAILURE() << "no field " << field;
  return ClaimRelation::unknown;
}

TEST(ClaimSame, TheSameWordsAreTheSameClaim) {
  const ClaimMatch m = match(visit(), visit());
  EXPECT_EQ(m.verdict, ClaimRelation::same);
  for (const ClaimTerm& t : m.terms) EXPECT_EQ(t.first, t.second) << t.field;
}

TEST(ClaimSame, AVisitOneWayIsPartOfAnyActivityBetweenTheTwo) {
  const ClaimMatch m = match(visit(), activity());
  EXPECT_EQ(m.verdict, ClaimRelation::narrower);
  EXPECT_EQ(term(m, "deeds"), ClaimRelation::narrower);
  EXPECT_EQ(term(m, "direction"), ClaimRelation::narrower);
  EXPECT_EQ(term(m, "who"), ClaimRelation::same) << "whichever of the two is named first";
  EXPECT_EQ(match(activity(), visit()).verdict, ClaimRelation::wider);
  EXPECT_EQ(match(activity("ARN", "GON"), activity("GON", "ARN")).verdict, ClaimRelation::same);
}

TEST(ClaimSame, AWiderScopeWithALaterBaselineIsAnotherClaim) {
  Claim late = activity();
  late.after = parse_iso_day("2022-12-31");
  EXPECT_EQ(term(match(visit(), late), "baseline"), ClaimRelation::wider);
  EXPECT_EQ(match(visit(), late).verdict, ClaimRelation::different);
}

TEST(ClaimSame, TheYearThatIsNamedDoesNotCountButTheDaysAfterAnEventDo) {
  Claim event = visit("ARN", "GON", "2019-06-21");
  event.since_first.reset();
  event.baseline_party.name = "Elrond";
  event.baseline_words = "since Elrond's visit";
  const ClaimMatch m = match(visit(), event);
  EXPECT_EQ(m.verdict, ClaimRelation::narrower) << "the second half of 2019 counts for the second alone";
  EXPECT_EQ(term(m, "boundary"), ClaimRelation::narrower);
  for (const ClaimTerm& t : m.terms)
    if (t.field == "baseline") {
      EXPECT_NE(t.first.find("2020-01-01"), std::string::npos) << t.first;
      EXPECT_NE(t.second.find("2019-06-22"), std::string::npos) << t.second;
    }
}

TEST(ClaimSame, OfACountTheYearThatIsNamedCounts) {
  Claim eighth = visit();
  eighth.metric = Metric::nth;
  eighth.number = 8;
  eighth.since_first = parse_iso_day("2019-01-01");
  eighth.after = *eighth.since_first - std::chrono::days(1);
  const ClaimMatch m = match(eighth, eighth);
  EXPECT_EQ(m.verdict, ClaimRelation::same);
  for (const ClaimTerm& t : m.terms) {
    EXPECT_TRUE(t.field != "boundary" || t.first == "a day, month or year that counts itself") << t.first;
    EXPECT_TRUE(t.field != "baseline" || t.first.find("counts from 2019-01-01") != std::string::npos) << t.first;
  }
  Claim ninth = eighth;
  ninth.number = 9;
  EXPECT_EQ(match(eighth, ninth).verdict, ClaimRelation::different);
}

TEST(ClaimSame, NearlyFiveYearsIsAsNearAsTheWordsGo) {
  Claim years = visit();
  years.after.reset();
  years.since_first.reset();
  years.years = 5;
  years.near = Claim::Near::nearly;
  years.baseline_words = "in nearly five years";
  Claim june = visit("ARN", "GON", "2019-06-21");
  EXPECT_EQ(match(years, june).verdict, ClaimRelation::same);
  EXPECT_EQ(match(years, visit("ARN", "GON", "2017-12-31")).verdict, ClaimRelation::narrower);
  EXPECT_EQ(match(years, visit("ARN", "GON", "2022-12-31")).verdict, ClaimRelation::wider);
}

TEST(ClaimSame, OtherStatesOtherMetricsAreDifferent) {
  EXPECT_EQ(match(visit(), visit("ROH")).verdict, ClaimRelation::different);
  Claim first = visit();
  first.metric = Metric::first;
  EXPECT_EQ(term(match(visit(), first), "metric"), ClaimRelation::different);
  Claim any = visit();
  any.who.country.clear();
  EXPECT_EQ(term(match(visit(), any), "who"), ClaimRelation::narrower);
  Claim minister = visit();
  minister.who.office = "foreign_minister";
  EXPECT_EQ(match(minister, visit()).verdict, ClaimRelation::narrower);
}

TEST(ClaimSame, AJointVetoIsPartOfTheVetoesOfEither) {
  Claim one, joint;
  one.about = joint.about = About::vetoes;
  one.metric = joint.metric = Metric::first;
  one.members = {"RUS"};
  joint.members = {"CHN", "RUS"};
  EXPECT_EQ(match(joint, one).verdict, ClaimRelation::narrower);
  EXPECT_EQ(match(one, joint).verdict, ClaimRelation::wider);
}

TEST(ClaimSame, WhatIsNotUnderstoodIsNotCompared) {
  Claim odd = visit();
  odd.not_understood = {"thrice"};
  EXPECT_EQ(match(odd, visit()).verdict, ClaimRelation::unknown);
  EXPECT_EQ(match(odd, visit("ROH")).verdict, ClaimRelation::different) << "whatever the word means";
  EXPECT_EQ(match(Claim(), visit()).verdict, ClaimRelation::unknown);
}

TEST(ClaimSame, ANormalFormIsOneLine) { EXPECT_EQ(normal_form(visit()), "highest of visits, ARN → GON, since 2019"); }

}  // namespace
