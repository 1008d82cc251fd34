#include "analyse/phrases.h"

#include <algorithm>

#include "base/days.h"
#include "fuse/fields.h"

namespace dragoman {

namespace {

std::string spaced(std::string_view id) {
  std::string text(id);
  std::replace_if(text.begin(), text.end(), [](char c) { return c == '-' || c == '_'; }, ' ');
  return text;
}

bool contains(std::string_view whole, std::string_view part) { return !part.empty() && whole.find(part) != std::string_view::npos; }

bool valid(const Span& span) { return span.end > span.begin; }

void widen(Span& span, const Span& by, const Span& within) {
  if (!valid(by) || by.begin < within.begin || by.end > within.end) return;
  span.begin = std::min(span.begin, by.begin);
  span.end = std::max(span.end, by.end);
}

Span role_span(const Report& report, std::string_view field) {
  if (field == "time" || field == "duration") return report.time.span;
  if (field == "place") return report.place.span;
  if (field == "source" || field == "office" || field == "rank") return report.source.empty() ? Span{} : report.source.front().span;
  if (field == "target") return report.target.empty() ? Span{} : report.target.front().span;
  for (const Role& role : report.roles)
    if (role.name == field) return role.span;
  return {};
}

}  // namespace

std::string country_name(std::string_view code, const Knowledge& knowledge) {
  const std::uint32_t id = knowledge.find(EntityKind::state, code);
  return id == kNone ? std::string(code) : std::string(knowledge.entity(id).name);
}

std::string actor_phrase(const Actor& actor, const Knowledge& knowledge) {
  std::string name = actor.name;
  if (actor.actor.starts_with("person:"))
    if (const std::uint32_t id = knowledge.find(EntityKind::person, std::string_view(actor.actor).substr(7)); id != kNone) name = knowledge.entity(id).name;
  if (!actor.country.empty() && actor.actor == actor.country) return country_name(actor.country, knowledge);
  const std::string country = actor.country.empty() ? std::string() : country_name(actor.country, knowledge);
  if (name.empty()) name = actor.actor.empty() ? "someone not named" : actor.actor;
  return country.empty() || contains(name, country) ? name : name + " (" + country + ")";
}

std::string actors_phrase(const std::vector<Actor>& actors, const Knowledge& knowledge) {
  std::string text;
  for (std::size_t i = 0; i < actors.size(); ++i)
    text += (i == 0 ? "" : i + 1 == actors.size() ? " and " : ", ") + actor_phrase(actors[i], knowledge);
  return text;
}

std::string office_phrase(const Actor& actor, const Knowledge& knowledge) {
  std::string text;
  for (const EntityKind kind : {EntityKind::office, EntityKind::title})
    if (const std::uint32_t id = knowledge.find(kind, actor.office); text.empty() && id != kNone) text = knowledge.entity(id).name;
  if (actor.rank > 0) text += (text.empty() ? "rank " : ", rank ") + std::to_string(actor.rank) + " of 7";
  return text;
}

std::string act_phrase(std::string_view act) { return spaced(act); }
std::string status_phrase(Status status) { return spaced(to_string(status)); }

std::string status_and_time(const Report& report) {
  const std::string time = show_time(report.time);
  return status_phrase(report.status) + ", " + (time.empty() ? "no date given" : time);
}

std::string event_title(const Report& report, const Knowledge& knowledge) {
  std::string text = report.source.empty() ? "someone not named" : actors_phrase(report.source, knowledge);
  if (!report.target.empty()) text += (report.reciprocal ? " – " : " → ") + actors_phrase(report.target, knowledge);
  return text + ": " + act_phrase(report.act);
}

std::string event_phrase(const Report& report, const Knowledge& knowledge) {
  std::string roles;
  for (const Role& role : report.roles)
    if (!role.value.empty()) roles += (roles.empty() ? "" : "; ") + spaced(role.name) + ": " + role.value;
  return event_title(report, knowledge) + (roles.empty() ? "" : " (" + roles + ")");
}

std::string chain_names(const std::vector<Attribution>& chain) {
  std::string text;
  for (auto link = chain.rbegin(); link != chain.rend(); ++link) {  // the innermost said it first
    std::string who = link->speaker;
    if (!link->institution.empty() && !contains(who, link->institution)) who += (who.empty() ? "" : ", ") + link->institution;
    if (who.empty()) continue;
    text += (text.empty() ? "" : " via ") + who;
  }
  return text;
}

std::string chain_phrase(const std::vector<Attribution>& chain) {
  const std::string text = chain_names(chain);
  if (text.empty()) return text;
  const std::string& stance = chain.back().stance;
  return (stance.empty() || stance == "asserts" ? "according to " : "(" + stance + ") ") + text;
}

const ClaimVerdict* verdict_on(const Brief& brief, std::uint32_t coding, std::uint32_t claim) {
  const auto found = std::ranges::find_if(brief.verdicts, [&](const ClaimVerdict& v) { return v.coding == coding && v.claim == claim; });
  return found == brief.verdicts.end() ? nullptr : &*found;
}

std::string verdict_phrase(const ClaimVerdict& verdict) {
  std::string text = "By the history tables, as of " + iso_day(verdict.as_of) + ": " + verdict.verdict + " (" + verdict.reason + ").";
  if (!verdict.counter_example.empty()) text += " Against it: " + verdict.counter_example + ".";
  if (verdict.stood_until) text += " The record stood until " + iso_day(*verdict.stood_until) + ".";
  return text;
}

std::uint32_t sentence_at(const Coding& coding, std::size_t byte) {
  const auto after = std::upper_bound(coding.sentences.begin(), coding.sentences.end(), byte,
                                      [](std::size_t b, const Sentence& s) { return b < s.span.begin; });
  return after == coding.sentences.begin() ? 0 : static_cast<std::uint32_t>(after - coding.sentences.begin() - 1);
}

Citation cite(const Brief& brief, std::uint32_t coding, Span words) { return {coding, sentence_at(brief.codings[coding], words.begin), words}; }

Citation cite_report(const Brief& brief, ReportId id) {
  const Report& report = brief.codings[id.coding].reports[id.report];
  if (report.evidence.empty()) return cite(brief, id.coding, report.source.empty() ? Span{} : report.source.front().span);
  const Evidence& best = report.evidence.front();
  Span words = best.trigger_span;
  for (const auto* side : {&report.source, &report.target})
    for (const Actor& actor : *side) widen(words, actor.span, best.sentence_span);
  constexpr std::size_t kLong = 140;
  if (words.size() > kLong) words = best.trigger_span;
  return {id.coding, best.sentence, words};
}

Citation cite_field(const Brief& brief, ReportId id, std::string_view field) {
  const Span words = role_span(brief.codings[id.coding].reports[id.report], field);
  return valid(words) ? cite(brief, id.coding, words) : cite_report(brief, id);
}

void add_citation(std::vector<Citation>& cites, const Citation& cite, std::size_t most) {
  if (cites.size() < most && std::find(cites.begin(), cites.end(), cite) == cites.end()) cites.push_back(cite);
}

std::string cited_words(const Brief& brief, const Citation& cite, std::size_t most) {
  const std::string& text = brief.codings[cite.coding].article.text;
  if (cite.words.end > text.size() || cite.words.begin >= cite.words.end) return {};
  std::vector<std::string> points;  // code points, blanks run together
  bool blank = false;
  for (std::size_t i = cite.words.begin; i < cite.words.end;) {
    std::size_t next = i + 1;
    while (next < cite.words.end && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80) ++next;
    const bool space = text[i] == ' ' || text[i] == '\n' || text[i] == '\r' || text[i] == '\t';
    if (!space || !blank) points.push_back(space ? " " : text.substr(i, next - i));
    blank = space;
    i = next;
  }
  std::string out;
  const std::size_t keep = points.size() > most ? most - 3 : points.size();
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (points.size() > most && i == keep / 2) {
      out += " … ";
      i = points.size() - (keep - keep / 2);
    }
    out += points[i];
  }
  return out;
}

}  // namespace dragoman
