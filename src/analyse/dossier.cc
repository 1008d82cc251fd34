#include "analyse/dossier.h"

#include <algorithm>
#include <set>

#include "analyse/calendar.h"
#include "analyse/sections.h"
#include "base/days.h"
#include "pipeline/parts.h"

namespace dragoman {

namespace {

class Dossier {
 public:
  Dossier(const Brief& brief, const Knowledge& knowledge, const DossierQuery& query) : telling_{brief, knowledge}, brief_(brief), query_(query) {}

  Story story() {
    Story story;
    story.title = query_.title;
    for (const Event& event : brief_.events)
      if (fits(event.merged) && !event.merged.background && in_window(event)) story.events.push_back(event.number);
    std::stable_sort(story.events.begin(), story.events.end(), [&](std::uint32_t a, std::uint32_t b) { return day_of(a) < day_of(b); });
    std::set<std::uint32_t> told;
    for (const std::uint32_t e : story.events)
      for (const ReportId& id : brief_.events[e].members)
        if (in_window(id.coding)) told.insert(id.coding);
    story.codings.assign(told.begin(), told.end());
    BriefSection fresh{"new", "New", {}}, moved{"changed", "Changed", {}}, differences{"differences", "Where the tellings differ", {}};
    for (const std::uint32_t e : story.events) {
      if (!known_before(brief_.events[e])) fresh.lines.push_back(dated(e));
      add_moves(e, moved);
      add_dissent(telling_, e, differences);
    }
    for (auto* section : {&fresh, &moved, &differences}) add(story, std::move(*section));
    add(story, claims_section(telling_, story));
    add(story, records_section(telling_, story));
    add(story, dyads_section(telling_, story));
    add(story, next());
    add(story, watch_section(telling_, watched(story)));
    return story;
  }

 private:
  static void add(Story& story, BriefSection section) {
    if (!section.lines.empty()) story.sections.push_back(std::move(section));
  }
  Day day_of(std::uint32_t event) const { return brief_.events[event].merged.time.from.value_or(Day::max()); }

  bool in_window(std::uint32_t coding) const {
    const Published& published = brief_.codings[coding].published;
    return !published.known || ((!query_.since || published.to >= *query_.since) && (!query_.until || published.from <= *query_.until));
  }
  bool in_window(const Event& event) const {
    return std::ranges::any_of(event.members, [&](const ReportId& id) { return in_window(id.coding); });
  }
  bool before(std::uint32_t coding) const {
    const Published& published = brief_.codings[coding].published;
    return query_.since && published.known && published.to < *query_.since;
  }
  bool known_before(const Event& event) const {
    return std::ranges::any_of(event.members, [&](const ReportId& id) { return before(id.coding); });
  }

  bool fits(const Report& report) const {
    const auto anybody = [&](const auto& is) { return std::ranges::any_of(report.source, is) || std::ranges::any_of(report.target, is); };
    for (const std::string& country : query_.countries)
      if (!anybody([&](const Actor& actor) { return actor.country == country; })) return false;
    if (!query_.person.empty() && !anybody([&](const Actor& actor) { return actor.actor == "person:" + query_.person || actor.name == query_.person; })) return false;
    return query_.place.empty() || report.place.id == query_.place || report.place.name == query_.place;
  }

  BriefLine dated(std::uint32_t event) const {
    BriefLine line = event_line(telling_, event);
    line.label = brief_.events[event].merged.time.from ? iso_day(*brief_.events[event].merged.time.from) : "undated";
    return line;
  }

  // "planned → happened" where a step became known in the window and another before it.
  void add_moves(std::uint32_t number, BriefSection& section) const {
    const Event& event = brief_.events[number];
    BriefLine line = dated(number);
    std::string steps;
    Status last{};
    bool moved = false;
    line.cites.clear();
    for (const StatusStep& step : event.history) {
      if (!steps.empty() && step.status == last) continue;
      moved = moved || (!steps.empty() && in_window(step.by.coding));
      steps += (steps.empty() ? "" : " → ") + status_phrase(step.status) + " (" + brief_.names[step.by.coding] + ")";
      last = step.status;
      add_citation(line.cites, cite_report(brief_, step.by));
    }
    if (!moved) return;
    line.text = event_title(event.merged, telling_.knowledge) + "; " + steps;
    section.lines.push_back(std::move(line));
  }

  // What follows is asked of the latest event that is told to have been planned or done.
  Story watched(const Story& story) const {
    Story of = story;
    for (const std::uint32_t e : story.events) {
      const Status status = brief_.events[e].merged.status;
      if (status == Status::planned || status == Status::under_way || status == Status::happened) of.main = e;
      if (status == Status::planned) break;
    }
    return of;
  }

  BriefSection next() const {
    BriefSection section{"next", "What comes next", {}};
    CalendarQuery query;
    query.as_of = query_.until;
    for (CalendarEntry& entry : make_calendar(brief_, telling_.knowledge, query).entries) {
      using Fate = CalendarEntry::Fate;
      const bool open = entry.outcome == Fate::awaiting || entry.outcome == Fate::due || entry.outcome == Fate::ahead || entry.outcome == Fate::under_way;
      const bool ours = entry.event != kNone ? fits(brief_.events[entry.event].merged) : query_.person.empty() && query_.place.empty() && covers(entry.countries);
      if (!open || !ours) continue;
      std::string text = entry.title + "; " + std::string(to_string(entry.certainty)) + ", " + std::string(to_string(entry.outcome));
      if (entry.overdue_days > 0) text += " for " + std::to_string(entry.overdue_days) + " days";
      section.lines.push_back({entry.time.from ? iso_day(*entry.time.from) : "undated", std::move(text), std::move(entry.cites), entry.event});
    }
    return section;
  }
  bool covers(const std::vector<std::string>& countries) const {
    return std::ranges::all_of(query_.countries, [&](const std::string& one) { return std::ranges::find(countries, one) != countries.end(); });
  }

  Telling telling_;
  const Brief& brief_;
  const DossierQuery& query_;
};

}  // namespace

Brief make_dossier(std::vector<Coding> codings, const Models& models, const DossierQuery& query, const ClaimJudge& judge, const RecordFinder& records) {
  if (query.until) codings = published_by(std::move(codings), *query.until);
  Brief brief = make_brief(std::move(codings), models, judge, records);
  brief.stories = {Dossier(brief, *models.parts().knowledge, query).story()};
  return brief;
}

}  // namespace dragoman
