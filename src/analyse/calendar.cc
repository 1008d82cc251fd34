#include "analyse/calendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "analyse/calendar_expected.h"
#include "analyse/phrases.h"
#include "base/days.h"
#include "fuse/fields.h"

namespace dragoman {

namespace {

using Certainty = CalendarEntry::Certainty;
using Fate = CalendarEntry::Fate;

// One telling of an event.
struct Told {
  ReportId id;
  const Report* report = nullptr;
  const Published* published = nullptr;
};

bool open_plan(Status s) { return s == Status::planned || s == Status::called_for; }
bool called_off(Status s) { return s == Status::postponed || s == Status::cancelled || s == Status::denied; }
bool done(Status s) { return s == Status::happened || s == Status::under_way; }

const Report& report_of(const Brief& brief, ReportId id) { return brief.codings[id.coding].reports[id.report]; }

std::vector<Told> in_order(const Brief& brief, const Event& event) {
  std::vector<Told> told;
  for (const ReportId& id : event.members) {
    const Coding& coding = brief.codings[id.coding];
    told.push_back({id, &coding.reports[id.report], &coding.published});
  }
  const auto key = [](const Told& t) { return std::tuple(t.published->known ? t.published->from : Day::max(), t.id); };
  std::stable_sort(told.begin(), told.end(), [&](const Told& a, const Told& b) { return key(a) < key(b); });
  return told;
}

const Role* role_named(const Report& report, std::string_view name) {
  for (const Role& role : report.roles)
    if (role.name == name) return &role;
  return nullptr;
}

std::string country_of(std::string_view actor, const Knowledge& knowledge) {
  if (!actor.starts_with("person:")) {
    const std::string code(actor.substr(0, actor.find('.')));
    return knowledge.find(EntityKind::state, code) == kNone ? std::string() : code;
  }
  const std::uint32_t person = knowledge.find(EntityKind::person, actor.substr(7));
  return person == kNone ? std::string() : std::string(knowledge.entity(person).country);
}

void add_country(const Actor& actor, std::vector<std::string>& countries) {
  if (!actor.country.empty() && std::find(countries.begin(), countries.end(), actor.country) == countries.end()) countries.push_back(actor.country);
}

std::string_view voice_kind(std::string_view stance) {
  if (stance == "denies") return "denied";
  if (stance == "predicts") return "predicted";
  if (stance == "declines") return "declined to comment";
  return "said";
}

void add_voice(CalendarVoice voice, std::vector<CalendarVoice>& voices) {
  for (const CalendarVoice& there : voices)
    if (there.who == voice.who && (there.kind == voice.kind || voice.kind == "said")) return;
  voices.push_back(std::move(voice));
}

void hear(const Brief& brief, const Told& told, const Knowledge& knowledge, std::vector<CalendarVoice>& voices) {
  const Report& r = *told.report;
  const Role* announcer = role_named(r, "announced_by");
  if (announcer) {
    const Role* day = role_named(r, "announced_on");
    add_voice({"announced", announcer->value, country_of(announcer->actor, knowledge), day ? parse_iso_day(day->value) : std::nullopt,
               cite_field(brief, told.id, "announced_by")}, voices);
  }
  if (const Role* by = role_named(r, "confirmed_by"))
    add_voice({"confirmed", by->value, country_of(by->actor, knowledge), {}, cite_field(brief, told.id, "confirmed_by")}, voices);
  const std::string who = chain_names(r.attribution);
  if (who.empty()) {
    if (!announcer) add_voice({"said", "", "", {}, cite_report(brief, told.id)}, voices);
    return;
  }
  const Attribution& inner = r.attribution.back();
  if (announcer && (who.find(announcer->value) != std::string::npos || (!inner.institution.empty() && announcer->value.find(inner.institution) != std::string::npos))) return;
  add_voice({std::string(voice_kind(inner.stance)), who, inner.country.empty() ? country_of(inner.actor, knowledge) : inner.country, {}, cite(brief, told.id.coding, inner.span)}, voices);
}

// Both sides, or one and another that confirms it: confirmed. One who takes part: announced.
Certainty certainty_of(const std::vector<Told>& told, const CalendarEntry& entry) {
  const bool only_called_for = std::all_of(told.begin(), told.end(), [](const Told& t) { return t.report->status == Status::called_for; });
  if (only_called_for) return Certainty::called_for;
  std::set<std::string> sides;
  bool announced = false, confirmed = false, predicted = false, plain = false;
  for (const CalendarVoice& voice : entry.voices) {
    if (voice.kind == "denied" || voice.kind == "declined to comment") continue;
    const bool side = std::find(entry.countries.begin(), entry.countries.end(), voice.country) != entry.countries.end();
    if (side) sides.insert(voice.country);
    announced |= voice.kind == "announced" || side;
    confirmed |= voice.kind == "confirmed";
    predicted |= voice.kind == "predicted";
    plain |= voice.kind == "said";
  }
  if (sides.size() > 1 || (announced && confirmed)) return Certainty::confirmed;
  if (announced || confirmed) return Certainty::announced;
  return predicted && !plain ? Certainty::expected : Certainty::reported;
}

bool overlap(const When& a, const When& b) { return a.from && b.from && *a.from <= *b.to && *b.from <= *a.to; }

bool finer(const When& a, const When& b) {  // a says more than b of the same days
  static constexpr std::array<std::string_view, 5> kOrder = {"day", "week", "month", "year", "decade"};
  const auto place = [](const When& w) { return std::find(kOrder.begin(), kOrder.end(), w.precision) - kOrder.begin(); };
  if (place(a) != place(b)) return place(a) < place(b);
  return a.precision == "day" && *a.to - *a.from > *b.to - *b.from;  // the whole visit, not its first day
}

// The day set for it. A text that calls it off often dates the calling off: it counts only where nothing else does.
void set_time(const std::vector<Told>& told, CalendarEntry& entry) {
  When first;
  for (const bool off : {false, true})
    for (const Told& t : told) {
      const When& when = t.report->time;
      if (called_off(t.report->status) != off || !when.from || (off && entry.time.from)) continue;
      if (!entry.time.from) {
        entry.time = first = when;
      } else if (!overlap(entry.time, when)) {
        entry.time = when;
        ++entry.changes;
      } else if (finer(when, entry.time)) {
        entry.time = when;
      }
    }
  if (!entry.time.from) {
    for (const Told& t : told)
      if (entry.time.weekday_from < 0) entry.time = t.report->time;
  } else if (!overlap(first, entry.time)) {
    entry.moved_from = show_time(first);
  }
}

Fate outcome_of_plan(const When& time, std::optional<Day> as_of) {
  if (!time.from) return Fate::undated;
  if (!as_of || *as_of < *time.from) return Fate::ahead;
  if (*as_of > *time.to) return Fate::awaiting;
  return time.precision == "day" ? Fate::due : Fate::ahead;
}

Fate outcome_of(const std::vector<Told>& told, const When& time, std::optional<Day> as_of) {
  bool over = false;
  Status last = Status::planned;
  std::optional<Day> told_on;
  for (const Told& t : told) {
    const Status status = t.report->status;
    const bool early = time.from && t.published->known && t.published->to < *time.from;  // told as done before its day: it is not this one
    if (done(status) && !early) over = true;
    if (!open_plan(status) && !called_off(status)) continue;
    const bool same_day = told_on && t.published->known && *told_on == t.published->from;
    if (same_day && called_off(last) && open_plan(status)) continue;  // the news of the day is that it is off
    last = status;
    if (t.published->known) told_on = t.published->from;
  }
  if (over && !time.from) {  // told in the present tense: so on the day of the telling
    const Told& t = told.back();
    return t.report->status == Status::under_way && as_of && t.published->known && *as_of <= t.published->to ? Fate::under_way : Fate::happened;
  }
  if (over) return as_of && time.precision == "day" && *as_of < *time.to ? Fate::under_way : Fate::happened;
  if (last == Status::cancelled) return Fate::cancelled;
  if (last == Status::postponed) return Fate::postponed;
  if (last == Status::denied) return Fate::denied;
  return outcome_of_plan(time, as_of);
}

bool belongs(const Event& event, const std::vector<Told>& told, bool occasion) {
  if (event.merged.background) return false;
  bool plan = false, demand = false, announced = false, going_on = false;
  for (const Told& t : told) {
    const Status s = t.report->status;
    plan |= s == Status::planned || s == Status::postponed || s == Status::cancelled;
    going_on |= s == Status::under_way;
    demand |= s == Status::called_for && t.report->time.from;
    announced |= role_named(*t.report, "announced_on") != nullptr;
  }
  return plan || demand || ((announced || going_on) && occasion);
}

CalendarEntry entry_of(const Brief& brief, const Event& event, const std::vector<Told>& told, const Knowledge& knowledge, std::optional<Day> as_of) {
  CalendarEntry entry;
  entry.event = event.number;
  entry.act = event.merged.act;
  entry.title = event_title(event.merged, knowledge);
  entry.place = event.merged.place.name;
  for (const auto* side : {&event.merged.source, &event.merged.target})
    for (const Actor& actor : *side) add_country(actor, entry.countries);
  std::optional<Status> before;
  for (const Told& t : told) {
    hear(brief, t, knowledge, entry.voices);
    const Status status = t.report->status;
    entry.steps.push_back({status, show_time(t.report->time), t.id.coding, cite_report(brief, t.id)});
    if (before && *before != status) ++entry.changes;
    before = status;
    add_citation(entry.cites, cite_report(brief, t.id));
    if (t.published->known) entry.known = std::max(entry.known.value_or(t.published->from), t.published->from);
    if (entry.recurs.empty() && !t.report->evidence.empty()) {
      const Evidence& best = t.report->evidence.front();
      entry.recurs = recurrence(brief.codings[t.id.coding], best.sentence, best.trigger_span, knowledge);
    }
  }
  set_time(told, entry);
  entry.certainty = certainty_of(told, entry);
  entry.outcome = outcome_of(told, entry.time, as_of);
  return entry;
}

// News by country and day: what may be of an entry on which there is none. The fusion did not take it for the same event, so it settles nothing.
class News {
 public:
  News(const Brief& brief, const Knowledge& knowledge) : brief_(brief), knowledge_(knowledge) {
    for (const Event& event : brief.events) {
      const Status s = event.merged.status;
      if (event.merged.background || open_plan(s) || s == Status::hypothetical || s == Status::refused) continue;
      for (const ReportId& id : event.members)
        for (const std::string& country : countries_of(event.merged)) told_[country].emplace(day_of(id), std::pair(&event, id));
    }
  }

  void add_to(CalendarEntry& entry) const {
    if ((entry.outcome != Fate::awaiting && entry.outcome != Fate::due) || entry.countries.empty()) return;
    const auto list = told_.find(entry.countries.front());
    if (list == told_.end()) return;
    const Published& first = brief_.codings[entry.steps.empty() ? entry.cites.front().coding : entry.steps.front().coding].published;
    const Day begin = first.known ? std::min(first.from, *entry.time.from - kBefore) : *entry.time.from - kBefore;
    const auto end = list->second.upper_bound(*entry.time.to + kToldWithin);
    for (auto at = list->second.lower_bound(begin); at != end; ++at)
      if (const auto& [event, id] = at->second; fits(entry, *event, id, first)) add_citation(entry.see_also, cite_report(brief_, id), 3);
  }

 private:
  static constexpr auto kBefore = std::chrono::days(1), kAfter = std::chrono::days(3), kToldWithin = std::chrono::days(7);

  static std::vector<std::string> countries_of(const Report& r) {
    std::vector<std::string> countries;
    for (const auto* side : {&r.source, &r.target})
      for (const Actor& actor : *side) add_country(actor, countries);
    return countries;
  }
  // Of the deed where it is told; of news that something is off, and of undated news, that of publication.
  Day day_of(ReportId id) const {
    const Report& r = report_of(brief_, id);
    const Published& published = brief_.codings[id.coding].published;
    if (r.time.from && r.time.precision == "day" && !called_off(r.status)) return *r.time.from;
    return published.known ? published.from : Day::min();
  }
  // The same parties and the same act, or another occasion of theirs.
  bool fits(const CalendarEntry& entry, const Event& event, ReportId id, const Published& first) const {
    const Report& r = event.merged;
    const bool same_act = r.act == entry.act, off = called_off(report_of(brief_, id).status);
    if (event.number == entry.event || (!same_act && (off || entry.countries.size() == 1 || !knowledge_.in_set("calendar.act", r.act)))) return false;
    const Day day = day_of(id);
    if (off && first.known && day < first.from) return false;  // that was an earlier plan
    const When& when = report_of(brief_, id).time;
    if (!off && (day < *entry.time.from - kBefore || (when.from && (when.precision != "day" || *when.from > *entry.time.to + kAfter)))) return false;
    const std::vector<std::string> countries = countries_of(r);
    return std::all_of(entry.countries.begin(), entry.countries.end(), [&](const std::string& c) { return std::find(countries.begin(), countries.end(), c) != countries.end(); });
  }

  const Brief& brief_;
  const Knowledge& knowledge_;
  std::map<std::string, std::multimap<Day, std::pair<const Event*, ReportId>>> told_;
};

std::uint64_t fingerprint(std::string_view text) {  // FNV-1a: the same everywhere
  std::uint64_t hash = 14695981039346656037ull;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  return hash;
}

std::string id_of(const Brief& brief, std::string_view act, const Citation& first) {
  return fmt::format("{:016x}", fingerprint(fmt::format("{}|{}|{}", brief.codings[first.coding].article.id, act, first.words.begin)));
}

// From the first telling: what is learnt later must not make another entry of it in a reader's diary.
void set_uid(const Brief& brief, CalendarEntry& entry, std::set<std::string>& taken) {
  entry.uid = id_of(brief, entry.act, entry.steps.empty() ? entry.cites.front() : entry.steps.front().cite);
  for (const std::string first = entry.uid; !taken.insert(entry.uid).second;) entry.uid = fmt::format("{:016x}", fingerprint(entry.uid + first));
}

bool wanted(const CalendarEntry& entry, const CalendarQuery& query) {
  if (!query.since && !query.until) return true;
  if (!entry.time.from) return false;
  return (!query.since || *entry.time.to >= *query.since) && (!query.until || *entry.time.from <= *query.until);
}

}  // namespace

std::string_view to_string(Certainty certainty) {
  static constexpr std::array<std::string_view, 5> kNames = {"confirmed", "announced", "reported", "expected", "called for"};
  return kNames[static_cast<std::size_t>(certainty)];
}

std::string_view to_string(Fate outcome) {
  static constexpr std::array<std::string_view, 9> kNames = {"awaiting", "due", "under way", "ahead", "undated", "happened", "postponed", "cancelled", "denied"};
  return kNames[static_cast<std::size_t>(outcome)];
}

std::string event_id(const Brief& brief, const Event& event) { return id_of(brief, event.merged.act, cite_report(brief, in_order(brief, event).front().id)); }

std::vector<Coding> published_by(std::vector<Coding> codings, Day day) {
  std::erase_if(codings, [&](const Coding& coding) { return coding.published.known && coding.published.from > day; });
  return codings;
}

Calendar make_calendar(const Brief& brief, const Knowledge& knowledge, const CalendarQuery& query) {
  Calendar calendar{query, query.as_of, {}, 0};
  if (!calendar.as_of)
    for (const Coding& coding : brief.codings)
      if (coding.published.known) calendar.as_of = std::max(calendar.as_of.value_or(coding.published.from), coding.published.from);
  std::vector<CalendarEntry> entries;
  for (const Event& event : brief.events) {
    const std::vector<Told> told = in_order(brief, event);
    const bool occasion = knowledge.in_set("calendar.act", event.merged.act);
    if (!belongs(event, told, occasion)) continue;
    CalendarEntry entry = entry_of(brief, event, told, knowledge, calendar.as_of);
    const bool vague = (!entry.time.from && entry.time.weekday_from < 0) || (event.merged.source.empty() && event.merged.target.empty());
    if (vague && !occasion && !query.all) ++calendar.left_out;
    else entries.push_back(std::move(entry));
  }
  for (CalendarEntry& entry : expected_entries(brief, knowledge)) {
    entry.outcome = outcome_of_plan(entry.time, calendar.as_of);
    entries.push_back(std::move(entry));
  }
  std::set<std::string> taken;
  const News news(brief, knowledge);
  for (CalendarEntry& entry : entries) {
    set_uid(brief, entry, taken);
    news.add_to(entry);
    if (entry.outcome == Fate::awaiting) entry.overdue_days = static_cast<int>((*calendar.as_of - *entry.time.to).count());
    if (wanted(entry, query)) calendar.entries.push_back(std::move(entry));
  }
  std::stable_sort(calendar.entries.begin(), calendar.entries.end(), [](const CalendarEntry& a, const CalendarEntry& b) {
    return std::tuple(a.time.from.value_or(Day::max()), a.time.to.value_or(Day::max())) < std::tuple(b.time.from.value_or(Day::max()), b.time.to.value_or(Day::max()));
  });
  return calendar;
}

}  // namespace dragoman
