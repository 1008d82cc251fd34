#include "analyse/claim_same.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/days.h"

namespace dragoman {

namespace {

using About = Claim::About;
using Relation = ClaimRelation;

constexpr double kDaysPerYear = 365.2425;
constexpr char kAny[] = "any", kAllTime[] = "all time";

// Of two parts of one field, or of all fields: what they come to together.
Relation both(Relation a, Relation b) {
  if (a == Relation::different || b == Relation::different) return Relation::different;
  if (a == Relation::unknown || b == Relation::unknown) return Relation::unknown;
  if (a == Relation::same || a == b) return b;
  return b == Relation::same ? a : Relation::different;
}

// A restriction that one of them has and the other has not.
Relation restricted(const std::string& a, const std::string& b) {
  if (a == b) return Relation::same;
  return a.empty() ? Relation::wider : b.empty() ? Relation::narrower : Relation::different;
}

std::string joined(std::vector<std::string> list) {
  std::sort(list.begin(), list.end());
  return fmt::format("{}", fmt::join(list, " "));
}

std::string persons_key(const ClaimParty& party) {
  std::vector<std::uint32_t> persons = party.persons;
  std::sort(persons.begin(), persons.end());
  return persons.empty() ? party.name : fmt::format("{}", fmt::join(persons, " "));
}

// Rank 1 is the highest: "rank 3 or above" counts more than "rank 2 or above".
Relation ranks(int a, int b) {
  if (a == b) return Relation::same;
  if (a == 0 || b == 0) return a == 0 ? Relation::wider : Relation::narrower;
  return a < b ? Relation::narrower : Relation::wider;
}

Relation parties(const ClaimParty& a, const ClaimParty& b) {
  return both(both(restricted(a.country, b.country), restricted(a.office, b.office)), both(restricted(persons_key(a), persons_key(b)), ranks(a.lowest_rank, b.lowest_rank)));
}

std::string party_words(const ClaimParty& party) {
  std::string text = party.country;
  const auto add = [&](const std::string& more) {
    if (!more.empty()) text += (text.empty() ? "" : ", ") + more;
  };
  add(party.office.empty() && party.persons.empty() ? "" : party.words);
  add(party.name);
  if (party.lowest_rank > 0) add(fmt::format("rank {} or above", party.lowest_rank));
  return text.empty() ? kAny : text;
}

// Where to: a host by its land, or the other one of a meeting.
ClaimParty other_side(const Claim& claim) {
  ClaimParty other = claim.whom;
  if (other.country.empty()) other.country = claim.host_country;
  return other;
}

// Of what goes both ways the order of the two says nothing.
std::pair<ClaimParty, ClaimParty> sides(const Claim& claim) {
  std::pair<ClaimParty, ClaimParty> pair{claim.who, other_side(claim)};
  if (claim.both_ways && pair.second.country < pair.first.country && !pair.second.country.empty()) std::swap(pair.first, pair.second);
  return pair;
}

// What is counted from the first to the last of these days may be the first to count.
struct Start {
  bool all_time = false;
  Day from{}, to{};
};

Start start_of(const Claim& claim, Day as_of) {
  if (claim.after) return {false, *claim.after + std::chrono::days(1), *claim.after + std::chrono::days(1)};
  if (claim.from) return {false, *claim.from, *claim.from};
  if (claim.years <= 0) return {true, {}, {}};
  // As near as a verdict takes them: "nearly five" is four to five, a plain "five" is rounded, "over five" is five to six.
  const auto back = [&](double years) { return as_of - std::chrono::days(std::lround(years * kDaysPerYear)); };
  switch (claim.near) {
    case Claim::Near::nearly: return {false, back(claim.years), back(std::max(claim.years - 1, 0.75 * claim.years))};
    case Claim::Near::over: return {false, back(claim.years + 1), back(claim.years)};
    default: return {false, back(claim.years + 0.5), back(claim.years - 0.5)};
  }
}

Relation starts(const Start& a, const Start& b) {
  if (a.all_time || b.all_time) return a.all_time == b.all_time ? Relation::same : a.all_time ? Relation::wider : Relation::narrower;
  if (a.from <= b.to && b.from <= a.to) return Relation::same;
  return a.from > b.to ? Relation::narrower : Relation::wider;
}

std::string start_words(const Claim& claim, const Start& start) {
  const std::string words = claim.baseline_words.empty() ? (start.all_time ? kAllTime : "") : "“" + claim.baseline_words + "”";
  if (start.all_time) return words;
  const std::string days = start.from == start.to ? iso_day(start.from) : "some day of " + iso_day(start.from) + " to " + iso_day(start.to);
  return words + (words.empty() ? "" : ": ") + "counts from " + days;
}

// What the baseline itself is, and whether it counts.
std::string boundary(const Claim& claim) {
  if (claim.years > 0 && !claim.after) return "a span of years, counted back from the day itself";
  if (!claim.baseline_party.empty()) return "an event, which does not count itself";
  if (claim.after && claim.since_first && *claim.after < *claim.since_first) return "a day, month or year that counts itself";
  if (claim.after && claim.since_first) return *claim.since_first == *claim.after ? "a day, which does not count itself" : "a month or year, which does not count itself";
  if (claim.after) return "a period, of which nothing counts";
  if (claim.from) return "days that count themselves";
  return "none";
}

std::string deeds(const Claim& claim) {
  std::string text(to_string(claim.about));
  if (claim.about != About::visits) return text;
  if (claim.meetings) text = claim.summit ? "summits" : claim.both_ways ? "visits and meetings" : "meetings";
  if (claim.outside) text += " in third places";
  else if (claim.meetings) text += ", third places counted";
  return text;
}

// A visit is one of the contacts that "any activity" counts.
Relation deed_relation(const Claim& a, const Claim& b) {
  if (a.about != b.about) return Relation::different;
  Relation r = a.meetings == b.meetings ? Relation::same : a.meetings ? Relation::wider : Relation::narrower;
  if (a.outside != b.outside) r = both(r, a.outside ? Relation::narrower : Relation::wider);
  if (a.summit != b.summit) r = both(r, a.summit ? Relation::narrower : Relation::wider);
  return r;
}

class Terms {
 public:
  Terms(const Claim& a, const Claim& b) : a_(a), b_(b) {}

  void add(std::string field, std::string first, std::string second, Relation relation) {
    if (first.empty() && second.empty()) return;
    if (first.empty()) first = kAny;
    if (second.empty()) second = kAny;
    match.terms.push_back({std::move(field), std::move(first), std::move(second), relation});
  }
  void add(const char* field, const std::string& first, const std::string& second) { add(field, first, second, restricted(first, second)); }

  void scope() {
    add("deeds", deeds(a_), deeds(b_), deed_relation(a_, b_));
    if (a_.about == About::visits && b_.about == About::visits) return visits();
    add("members", joined(a_.members), joined(b_.members), members());
    add("subject", a_.subject + joined(a_.region), b_.subject + joined(b_.region));
    add("subject words", a_.subject_words, b_.subject_words);
    add("vote", a_.vote, b_.vote);
    add("text", a_.text_kind + (a_.drafts_only ? " drafts only" : ""), b_.text_kind + (b_.drafts_only ? " drafts only" : ""));
    if (a_.alone || b_.alone) add("alone", a_.alone ? "alone" : "", b_.alone ? "alone" : "");
    add("by", a_.country, b_.country);
    add("kind", a_.kind, b_.kind);
    add("range", a_.range, b_.range);
    add("system", a_.system, b_.system);
    add("outcome", a_.outcome, b_.outcome);
  }

  ClaimMatch match;

 private:
  // A veto is cast by all of them together, a vote by any of them.
  Relation members() const {
    const auto within = [](const std::vector<std::string>& part, const std::vector<std::string>& whole) {
      return std::all_of(part.begin(), part.end(), [&](const std::string& one) { return std::find(whole.begin(), whole.end(), one) != whole.end(); });
    };
    const bool first_in_second = within(a_.members, b_.members), second_in_first = within(b_.members, a_.members);
    if (first_in_second && second_in_first) return Relation::same;
    if (!first_in_second && !second_in_first) return Relation::different;
    const bool fewer_is_narrower = a_.about != About::vetoes && !a_.members.empty() && !b_.members.empty();
    return first_in_second == fewer_is_narrower ? Relation::narrower : Relation::wider;
  }
  void visits() {
    const auto one = sides(a_), other = sides(b_);
    Relation who = parties(one.first, other.first), whom = parties(one.second, other.second);
    // One way against both: the pair may stand the other way round.
    if (a_.both_ways != b_.both_ways && (who == Relation::different || whom == Relation::different)) {
      const Relation crossed_who = parties(one.first, other.second), crossed_whom = parties(one.second, other.first);
      if (crossed_who != Relation::different && crossed_whom != Relation::different) {
        add("who", party_words(one.first), party_words(other.second), crossed_who);
        add("where", party_words(one.second), party_words(other.first), crossed_whom);
        return rest();
      }
    }
    add("who", party_words(one.first), party_words(other.first), who);
    add("where", party_words(one.second), party_words(other.second), whom);
    rest();
  }
  void rest() {
    add("direction", a_.both_ways ? "both ways" : "one way", b_.both_ways ? "both ways" : "one way",
        a_.both_ways == b_.both_ways ? Relation::same : a_.both_ways ? Relation::wider : Relation::narrower);
    add("place", a_.place, b_.place);
    add("class", a_.visit_class, b_.visit_class);
  }

  const Claim &a_, &b_;
};

std::string metric(const Claim& claim) { return fmt::format("{}{}", to_string(claim.metric), claim.number > 1 ? fmt::format(" {}", claim.number) : ""); }

bool read_at_all(const Claim& claim) { return claim.about != About::nothing && claim.metric != Claim::Metric::none; }

}  // namespace

std::string_view to_string(ClaimRelation relation) {
  static constexpr std::array<std::string_view, 5> kNames = {"same", "narrower", "wider", "different", "cannot tell"};
  return kNames[static_cast<std::size_t>(relation)];
}

std::string normal_form(const Claim& claim) {
  std::string text = metric(claim) + " of " + deeds(claim);
  if (claim.about == About::visits) {
    const auto pair = sides(claim);
    text += fmt::format(", {} {} {}", party_words(pair.first), claim.both_ways ? "↔" : "→", party_words(pair.second));
    if (!claim.place.empty()) text += ", " + claim.place;
    if (!claim.visit_class.empty()) text += ", class " + claim.visit_class;
  } else {
    for (const std::string& part : {joined(claim.members), claim.subject, claim.subject_words, claim.country, claim.kind, claim.range, claim.system})
      if (!part.empty()) text += ", " + part;
  }
  return text + ", " + (claim.baseline_words.empty() ? kAllTime : claim.baseline_words);
}

ClaimMatch compare_claims(const Claim& first, Day first_as_of, const Claim& second, Day second_as_of) {
  Terms terms(first, second);
  terms.add("metric", metric(first), metric(second), first.metric == second.metric && first.number == second.number ? Relation::same : Relation::different);
  terms.scope();
  const Start one = start_of(first, first_as_of), other = start_of(second, second_as_of);
  const Relation baseline = starts(one, other);
  terms.add("baseline", start_words(first, one), start_words(second, other), baseline);
  // Two kinds of boundary that come to the same days are no difference of their own.
  terms.add("boundary", boundary(first), boundary(second), baseline);
  if (first.to || second.to) {
    const auto end = [](const Claim& c) { return c.to ? "until " + iso_day(*c.to) : std::string(); };
    const Relation until = first.to == second.to ? Relation::same : !first.to ? Relation::wider : !second.to || *first.to < *second.to ? Relation::narrower : Relation::wider;
    terms.add("until", end(first), end(second), until);
  }
  ClaimMatch match = std::move(terms.match);
  for (const ClaimTerm& term : match.terms) match.verdict = both(match.verdict, term.relation);
  // A word that was not understood may part two claims; it cannot make one of what is apart already.
  const bool whole = first.not_understood.empty() && second.not_understood.empty();
  if (!read_at_all(first) || !read_at_all(second) || (!whole && match.verdict != Relation::different)) match.verdict = Relation::unknown;
  return match;
}

}  // namespace dragoman
