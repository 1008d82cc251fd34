#include "analyse/claim_deeds.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "analyse/visits.h"
#include "base/days.h"

namespace dragoman {

namespace {

using About = Claim::About;

bool among(const std::vector<std::string>& list, std::string_view one) { return std::find(list.begin(), list.end(), one) != list.end(); }

// Letters in small, everything else dropped: "Da Nang" is "da nang", whatever marks stand between.
std::string plain(std::string_view text) {
  std::string low;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z') low += static_cast<char>(c + 32);
    else if (c == ' ' || c == '-') low += ' ';
    else low += c;
  }
  return low;
}

bool contains(std::string_view whole, std::string_view part) { return plain(whole).find(plain(part)) != std::string::npos; }

bool is_place(const VisitRow& visit, const std::string& place) {
  return std::any_of(visit.places.begin(), visit.places.end(), [&](const std::string& p) { return plain(p) == plain(place); });
}

bool other_side(const VisitRow& visit, const ClaimParty& party, TablePersons& persons) {
  if (party.empty()) return true;
  if (!party.country.empty() && !among(visit.counterparts, party.country)) return false;
  ClaimParty man = party;
  man.country.clear();
  man.lowest_rank = 0;  // of a journey, not of those who receive
  if (man.empty()) return true;
  return std::any_of(visit.hosts.begin(), visit.hosts.end(), [&](const std::string& host) { return persons.fits(man, host, party.country, visit.from, 0, {}); });
}

bool this_side(const VisitRow& visit, const ClaimParty& party, TablePersons& persons) {
  return persons.fits(party, visit.visitor, visit.visitor_country, visit.from, visit.rank, visit.office);
}

bool in_scope(const VisitRow& visit, const Claim& claim, TablePersons& persons) {
  if (!claim.visit_class.empty() && visit.kind != claim.visit_class && !(claim.visit_class == "official" && visit.kind == "state")) return false;
  if (!claim.place.empty() && !is_place(visit, claim.place)) return false;
  if (!claim.host_country.empty() && visit.host_country != claim.host_country) return false;
  if (!claim.meetings && visit.third_place()) return false;
  if (claim.outside && !visit.third_place()) return false;
  if (visit.hosts.empty() && visit.kind == "transit") return false;  // passed through and was received by nobody
  if (claim.both_ways && !claim.whom.empty())
    return (this_side(visit, claim.who, persons) && other_side(visit, claim.whom, persons)) || (this_side(visit, claim.whom, persons) && other_side(visit, claim.who, persons));
  return this_side(visit, claim.who, persons) && other_side(visit, claim.whom, persons);
}

std::string cited(const RowSource& source) { return source.title + (source.url.empty() ? "" : " " + source.url); }

Deed deed_of(const VisitRow& visit) {
  Deed deed{visit.id, to_words(visit), cited(visit.source), visit.from.first, visit.from.last, visit.end(), visit.rank, 1, visit.status, &visit};
  return deed;
}

std::vector<Deed> visits(const Claim& claim, const History& history, TablePersons& persons, bool happened) {
  std::vector<Deed> deeds;
  for (const VisitRow& visit : history.visits)
    if ((visit.status == "happened") == happened && in_scope(visit, claim, persons)) deeds.push_back(deed_of(visit));
  return deeds;
}

bool about_subject(std::string_view subject, const Claim& claim, std::string_view state_name) {
  return (claim.subject.empty() || contains(subject.substr(0, subject.find(':')), state_name)) && (claim.subject_words.empty() || contains(subject, claim.subject_words));
}

std::vector<Deed> vetoes(const Claim& claim, const History& history, TablePersons& persons) {
  std::vector<Deed> deeds;
  const std::string state = claim.subject.empty() ? std::string() : persons.state_name(claim.subject);
  for (const VetoRow& veto : history.vetoes) {
    // "joined every veto of": what the first of them stayed away from is a breach.
    const bool joined = claim.outcome == "joined";
    if (joined && among(veto.members, claim.members.front())) continue;
    if (!std::all_of(claim.members.begin() + joined, claim.members.end(), [&](const std::string& m) { return among(veto.members, m); })) continue;
    if (claim.alone && veto.members.size() != 1) continue;
    if (claim.drafts_only && veto.id.find("-draft-") == std::string::npos) continue;
    if (!about_subject(veto.subject, claim, state)) continue;
    const std::string_view head = std::string_view(veto.subject).substr(0, veto.subject.find(':'));
    if (!claim.region.empty() && std::none_of(claim.region.begin(), claim.region.end(), [&](const std::string& r) { return contains(head, persons.state_name(r)); })) continue;
    std::string members;
    for (const auto& m : veto.members) members += (members.empty() ? "" : ", ") + m;
    deeds.push_back({veto.id, fmt::format("veto by {} on {}, {}", members, veto.subject, long_day(veto.date.first)), cited(veto.source), veto.date.first, veto.date.last, veto.date.last, 0, 1, {}, nullptr});
  }
  return deeds;
}

bool kind_fits(const VoteRow& vote, const Claim& claim) {
  if (claim.text_kind == "procedural" && vote.kind != "procedural") return false;
  if (claim.text_kind == "resolution" && vote.kind == "procedural") return false;
  return claim.subject_words.empty() || contains(vote.subject, claim.subject_words);
}

std::vector<Deed> votes(const Claim& claim, const History& history) {
  std::vector<Deed> deeds;
  for (const VoteRow& vote : history.votes) {
    if (!kind_fits(vote, claim)) continue;
    if (!claim.vote.empty() && !claim.region.empty() && !among(claim.region, vote.member)) continue;
    if (!claim.vote.empty() && !claim.members.empty() && !among(claim.members, vote.member)) continue;
    if (claim.vote == "veto" ? !vote.veto : !claim.vote.empty() && vote.vote != claim.vote) continue;
    if (claim.outcome == "adopted" ? vote.result != "adopted" : claim.outcome == "not_adopted" && (vote.result == "adopted" || vote.kind == "procedural")) continue;
    if (claim.alone && std::count_if(history.votes.begin(), history.votes.end(), [&](const VoteRow& other) { return other.veto && other.ballot() == vote.ballot(); }) != 1) continue;
    const std::string id(claim.vote == "abstain" ? std::string_view(vote.id) : vote.ballot());
    if (!deeds.empty() && deeds.back().id == id) continue;
    const std::string what = claim.vote.empty() ? fmt::format("vote on {}, {}: {}", vote.document, vote.subject, vote.result)
                                                : fmt::format("{}: {} on {}, {}", vote.member, claim.vote == "veto" ? "veto" : vote.vote, vote.document, vote.subject);
    deeds.push_back({id, what + ", " + long_day(vote.date.first), cited(vote.source), vote.date.first, vote.date.last, vote.date.last, 0, 1, vote.result, nullptr});
  }
  return deeds;
}

// Breaches of "unanimously" and "alike", one for each vote.
std::vector<Deed> breaches(const Claim& claim, const History& history) {
  std::vector<Deed> deeds;
  for (std::size_t i = 0; i < history.votes.size();) {
    std::size_t end = i;
    while (end < history.votes.size() && history.votes[end].ballot() == history.votes[i].ballot()) ++end;
    bool split = false;
    std::string_view first;
    for (std::size_t k = i; k < end; ++k) {
      const VoteRow& vote = history.votes[k];
      if (claim.outcome == "unanimous") split |= vote.vote != "yes" && vote.result == "adopted";
      else if (among(claim.members, vote.member)) {
        split |= !first.empty() && first != vote.vote;
        first = vote.vote;
      }
    }
    const VoteRow& vote = history.votes[i];
    if (split && kind_fits(vote, claim))
      deeds.push_back({std::string(vote.ballot()), fmt::format("vote on {}, {}, {}", vote.document, vote.subject, long_day(vote.date.first)), cited(vote.source), vote.date.first, vote.date.last, vote.date.last, 0, 1, {}, nullptr});
    i = end;
  }
  return deeds;
}

std::vector<Deed> tests(const Claim& claim, const History& history, std::span<const std::string_view> ranges) {
  std::vector<Deed> deeds;
  for (const TestRow& test : history.tests) {
    if (!claim.kind.empty() && test.kind != claim.kind) continue;
    if (!claim.range.empty() && test.range != claim.range) continue;
    if (!claim.system.empty() && !contains(test.system, claim.system)) continue;
    if (claim.outcome == "failure" && test.outcome != "failure") continue;
    if (claim.outcome == "success" && test.outcome != "success" && test.outcome != "partial") continue;
    const auto reach = std::find(ranges.begin(), ranges.end(), test.range);
    const int rank = reach == ranges.end() ? 0 : 1 + static_cast<int>(reach - ranges.begin());
    deeds.push_back({test.id, fmt::format("{}{}, {}{}", test.system, test.number > 1 ? fmt::format(" ({})", test.number) : "", long_day(test.date.first), test.outcome.empty() ? "" : ": " + test.outcome),
                     cited(test.source), test.date.first, test.date.last, test.date.last, rank, test.number > 0 ? static_cast<double>(test.number) : 1.0, test.outcome, nullptr});
  }
  return deeds;
}

}  // namespace

const std::vector<std::uint32_t>& TablePersons::of(const std::string& name) {
  const auto [slot, fresh] = seen_.try_emplace(name);
  if (!fresh) return slot->second;
  std::vector<NamePiece> pieces;
  std::uint32_t token = 0;
  for (std::size_t at = 0; at < name.size(); ++token) {
    const auto end = std::min(name.find(' ', at), name.size());
    if (end > at) name_pieces(std::string_view(name).substr(at, end - at), token, pieces);
    at = end + 1;
  }
  const NameMatch match = knowledge_.longest_name(pieces, 0);
  if (match.pieces == pieces.size())
    for (const NameEntry& entry : match.entries)
      if (knowledge_.entity(entry.entity).kind == EntityKind::person) slot->second.push_back(entry.entity);
  return slot->second;
}

int TablePersons::rank_of(const std::string& office, const std::string& country) const {
  std::uint32_t id = knowledge_.find(EntityKind::office, office);
  if (id == kNone && !country.empty()) id = knowledge_.office_for(country, office);
  if (id == kNone) id = knowledge_.find(EntityKind::title, office);
  return id == kNone ? 0 : knowledge_.entity(id).rank;
}

std::string TablePersons::state_name(const std::string& country) const {
  const auto id = knowledge_.find(EntityKind::state, country);
  return id == kNone ? country : std::string(knowledge_.entity(id).name);
}

std::vector<std::uint32_t> TablePersons::meant(const std::string& name, const FuzzyDay& day, int rank) {
  std::vector<std::uint32_t> all = of(name), fitting, possible;
  if (rank == 0) return all;
  for (const std::uint32_t person : all) {
    int top = 0;
    for (const Holding& h : knowledge_.offices_on(person, day.first, day.last))
      if (const int other = knowledge_.entity(h.office).rank; other > 0 && (top == 0 || other < top)) top = other;
    if (top == rank) fitting.push_back(person);
    // Who held far more than the row says is a namesake.
    if (top == 0 || top + 1 >= rank) possible.push_back(person);
  }
  return fitting.empty() ? possible : fitting;
}

bool TablePersons::holds(const ClaimParty& party, const std::string& name, std::string_view country, const FuzzyDay& day, int rank, std::string_view office) {
  std::uint32_t wanted = knowledge_.find(EntityKind::office, party.office);
  if (wanted == kNone && !country.empty()) wanted = knowledge_.office_for(country, party.office);
  const std::uint32_t title = knowledge_.find(EntityKind::title, party.office);
  const int top = wanted != kNone ? knowledge_.entity(wanted).rank : title != kNone ? knowledge_.entity(title).rank : 0;
  int held = rank;
  bool listed = false;
  for (const std::uint32_t person : meant(name, day, rank)) {
    if (!country.empty() && knowledge_.entity(person).country != country) continue;
    for (const Holding& h : knowledge_.offices_on(person, day.first, day.last)) {
      listed = true;
      if (h.office == wanted) return true;
      const int other = knowledge_.entity(h.office).rank;
      if (other > 0 && (held == 0 || other < held)) held = other;
    }
  }
  // The first of a state is its leader under whatever title he leads it.
  const auto leads = [&](std::string_view word) { return contains(party.words, word); };
  if (top == 1 && std::ranges::any_of(knowledge_.set("record.leader"), leads)) return held == 1;
  if (wanted == kNone && top > 0) return held == top;
  if (listed || party.words.empty()) return false;
  // Nobody knows his offices on that day but the row: one of them begins with these words.
  for (std::size_t at = 0; at < office.size();) {
    const auto end = std::min(office.find(';', at), office.size());
    auto one = office.substr(at, end - at);
    while (one.starts_with(' ')) one.remove_prefix(1);
    if (plain(one).starts_with(plain(party.words))) return true;
    at = end + 1;
  }
  return false;
}

bool TablePersons::fits(const ClaimParty& party, const std::string& name, std::string_view country, const FuzzyDay& day, int rank, std::string_view office) {
  if (!party.country.empty() && party.country != country) return false;
  if (party.lowest_rank > 0 && rank > party.lowest_rank) return false;
  if (!party.persons.empty()) {
    const auto known = meant(name, day, rank);
    if (!std::any_of(party.persons.begin(), party.persons.end(), [&](std::uint32_t p) { return std::find(known.begin(), known.end(), p) != known.end(); })) return false;
  }
  if (!party.name.empty() && plain(party.name) != plain(name)) return false;
  return party.office.empty() || holds(party, name, party.country.empty() ? country : std::string_view(party.country), day, rank, office);
}

std::vector<Deed> deeds_in_scope(const Claim& claim, const History& history, TablePersons& persons) {
  switch (claim.about) {
    case About::visits: return visits(claim, history, persons, true);
    case About::vetoes: return vetoes(claim, history, persons);
    case About::votes: return claim.metric == Claim::Metric::always && claim.outcome != "joined" ? breaches(claim, history) : votes(claim, history);
    case About::tests: return tests(claim, history, persons.knowledge().set("record.ranges"));
    case About::nothing: break;
  }
  return {};
}

std::vector<Deed> cancelled_in_scope(const Claim& claim, const History& history, TablePersons& persons) {
  return claim.about == About::visits ? visits(claim, history, persons, false) : std::vector<Deed>();
}

bool is_subject(const Deed& deed, const Claim& claim, TablePersons& persons) {
  // What is Sunday there is Saturday elsewhere.
  const std::chrono::days slack(claim.subject_from && claim.subject_from == claim.subject_to ? 1 : 0);
  if (claim.subject_from && deed.last + slack < *claim.subject_from) return false;
  if (claim.subject_to && deed.first > *claim.subject_to + slack) return false;
  if (!deed.visit) return claim.subject_place.empty() || contains(deed.words, claim.subject_place);
  const VisitRow& visit = *deed.visit;
  if (!claim.subject_place.empty() && !is_place(visit, claim.subject_place)) return false;
  for (const std::uint32_t person : claim.subject_party.persons) {
    const auto is = [&](const std::string& name) {
      const auto& known = persons.of(name);
      return std::find(known.begin(), known.end(), person) != known.end();
    };
    if (!is(visit.visitor) && !std::any_of(visit.hosts.begin(), visit.hosts.end(), is)) return false;
  }
  return true;
}

}  // namespace dragoman
