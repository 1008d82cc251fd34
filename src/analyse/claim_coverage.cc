// Can anything be missing? What the tables say of themselves, held against scope and window of a claim.
#include <fmt/format.h>

#include <algorithm>

#include "analyse/claim_deeds.h"
#include "analyse/visits.h"
#include "base/days.h"

namespace dragoman {

namespace {

using About = Claim::About;

bool among(const std::vector<std::string>* list, std::string_view one) { return list && std::find(list->begin(), list->end(), one) != list->end(); }

struct Way {
  std::string from, to;
};

std::string country_of(const ClaimParty& party, const Knowledge& knowledge) {
  if (!party.country.empty()) return party.country;
  return party.persons.empty() ? std::string() : std::string(knowledge.entity(party.persons.front()).country);
}

std::vector<Way> ways(const Claim& claim, const Knowledge& knowledge) {
  const std::string from = country_of(claim.who, knowledge);
  std::string to = claim.host_country;
  if (to.empty() || to == from) to = country_of(claim.whom, knowledge).empty() ? to : country_of(claim.whom, knowledge);
  std::vector<Way> all{{from, to}};
  if (claim.both_ways) all.push_back({to, from});
  return all;
}

bool speaks_of(const Completeness& line, const Way& way) {
  const auto* between = line.term("between");
  const auto* visitor = line.term("visitor");
  const auto* host = line.term("host");
  if (!between && !visitor && !host) return false;
  return (!between || (among(between, way.from) && among(between, way.to))) && (!visitor || among(visitor, way.from)) && (!host || among(host, way.to));
}

bool spans(const Completeness& line, Day from, Day to) { return line.from <= from && line.to >= to; }

void visits(const Claim& claim, const History& history, const Knowledge& knowledge, Day from, Day to, const RankRange& there, const RankRange& back, CoverageAnswer& answer) {
  answer.complete = true;
  const RankRange* ranks = &there;
  const std::string office = claim.who.office.substr(claim.who.office.find('.') + 1);
  for (const Way& way : ways(claim, knowledge)) {
    for (int rank = ranks->highest; rank <= ranks->lowest; ++rank) {
      const bool whole = std::any_of(history.complete.begin(), history.complete.end(), [&](const Completeness& line) {
        if (!speaks_of(line, way) || !spans(line, from, to)) return false;
        return among(line.term("rank"), std::to_string(rank)) || (!office.empty() && among(line.term("office"), office));
      });
      if (!whole) {
        answer.complete = false;
        answer.lines.push_back(fmt::format("not known to be complete: {} to {}, rank {}, {} to {}", way.from.empty() ? "anyone" : way.from, way.to.empty() ? "anywhere" : way.to, rank, iso_day(from), iso_day(to)));
      }
    }
    ranks = &back;
  }
  for (const Completeness& line : history.complete) {
    const auto all = ways(claim, knowledge);
    if (!std::any_of(all.begin(), all.end(), [&](const Way& way) { return speaks_of(line, way); })) continue;
    answer.lines.push_back(line.table + ": " + to_words(line));
    answer.from = answer.covered ? std::min(answer.from, line.from) : line.from;
    answer.to = answer.covered ? std::max(answer.to, line.to) : line.to;
    answer.covered = true;
  }
}

// Lines of the other tables: every term that the claim narrows must be in the line.
bool speaks_of(const Completeness& line, const Claim& claim) {
  switch (claim.about) {
    case About::vetoes: return among(line.term("act"), "veto");
    case About::votes: return among(line.term("act"), "vote") && (claim.subject.empty() || among(line.term("subject"), claim.subject));
    case About::tests: {
      if (!claim.country.empty() && !among(line.term("country"), claim.country)) return false;
      const std::string kind = claim.kind.empty() && !claim.range.empty() ? "ballistic" : claim.kind;
      return line.term("kind") && (kind.empty() || among(line.term("kind"), kind)) && (claim.range.empty() || !line.term("range") || among(line.term("range"), claim.range));
    }
    default: return false;
  }
}

void others(const Claim& claim, const History& history, Day from, Day to, CoverageAnswer& answer) {
  // A kind without a range needs every range that its lines tell apart.
  std::size_t speaking = 0, whole = 0;
  for (const Completeness& line : history.complete) {
    if (!speaks_of(line, claim)) continue;
    ++speaking;
    whole += spans(line, from, to);
    answer.lines.push_back(line.table + ": " + to_words(line));
    answer.from = answer.covered ? std::min(answer.from, line.from) : line.from;
    answer.to = answer.covered ? std::max(answer.to, line.to) : line.to;
    answer.covered = true;
  }
  answer.complete = speaking > 0 && whole == speaking;
}

}  // namespace

CoverageAnswer coverage_of(const Claim& claim, const History& history, TablePersons& persons, Day from, Day to, const RankRange& there, const RankRange& back) {
  CoverageAnswer answer;
  if (claim.about == About::visits) visits(claim, history, persons.knowledge(), from, to, there, back, answer);
  else others(claim, history, from, to, answer);
  for (const HistoryTable& table : history.tables)
    if (!table.gaps.empty() && std::any_of(answer.lines.begin(), answer.lines.end(), [&](const std::string& line) { return line.starts_with(table.file + ":"); }))
      answer.lines.push_back(table.file + ": gaps: " + table.gaps);
  return answer;
}

}  // namespace dragoman
