#include "analyse/sections.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/days.h"

namespace dragoman {

std::string outlets_of(const Brief& brief, const std::vector<ReportId>& ids) {
  std::string text;
  std::set<std::uint32_t> seen;
  for (const ReportId& id : ids)
    if (seen.insert(id.coding).second) text += (text.empty() ? "" : ", ") + brief.names[id.coding];
  return text;
}

namespace {

std::set<std::uint32_t> codings_of(const Event& event) {
  std::set<std::uint32_t> codings;
  for (const ReportId& id : event.members) codings.insert(id.coding);
  return codings;
}

// Who stands behind an event: the chains of its tellings, else the outlets' own voice.
std::string voices(const Telling& t, const Event& event) {
  std::string text;
  for (const ReportId& id : event.members) {
    const std::string chain = chain_phrase(t.report(id).attribution);
    if (!chain.empty() && text.find(chain) == std::string::npos) text += "; " + chain;
  }
  return text;
}

const Field* field_named(const Event& event, std::string_view name) {
  for (const Field& field : event.fields)
    if (field.name == name) return &field;
  return nullptr;
}

// "planned (North) → happened (South)": when the tellings stand at different steps.
void add_history(const Telling& t, const Event& event, BriefSection& section) {
  std::vector<StatusStep> steps = event.history;
  std::stable_sort(steps.begin(), steps.end(), [&](const StatusStep& a, const StatusStep& b) {
    const Published &one = t.brief.codings[a.by.coding].published, &other = t.brief.codings[b.by.coding].published;
    return one.known && other.known && one.from < other.from;
  });
  BriefLine line{"history", "", {}, event.number};
  std::size_t changes = 0;
  for (std::size_t i = 0; i < steps.size();) {
    std::vector<ReportId> by;
    const Status status = steps[i].status;
    for (; i < steps.size() && steps[i].status == status; ++i) {
      by.push_back(steps[i].by);
      add_citation(line.cites, cite_report(t.brief, steps[i].by));
    }
    line.text += (changes++ ? " → " : "") + status_phrase(status) + " (" + outlets_of(t.brief, by) + ")";
  }
  if (changes > 1) section.lines.push_back(std::move(line));
}

// Dates as people write them, everything else as it stands.
std::string shown(const std::string& value) {
  const auto day = parse_iso_day(value);
  return day && value == iso_day(*day) ? long_day(*day) : value;
}

std::string label_of(std::string_view name) { return act_phrase(name); }

void add_field(const Telling& t, const Event& event, std::string_view name, std::string_view label, std::string value, BriefSection& section) {
  const Field* field = field_named(event, name);
  if (!field || value.empty()) return;
  BriefLine line{std::string(label), std::move(value), {}, event.number};
  for (const ReportId& id : field->support) add_citation(line.cites, cite_field(t.brief, id, name));
  section.lines.push_back(std::move(line));
}

std::vector<std::string> countries_of(const std::vector<Actor>& actors) {
  std::vector<std::string> codes;
  for (const Actor& actor : actors)
    if (!actor.country.empty() && std::find(codes.begin(), codes.end(), actor.country) == codes.end()) codes.push_back(actor.country);
  return codes;
}

// What one outlet alone tells: the weightiest few by name.
struct Alone {
  BriefLine line;
  std::size_t events = 0;
};

void add_alone(const Telling& t, const Event& event, Alone& alone) {
  constexpr std::size_t kNamed = 5;
  if (++alone.events > kNamed) return;
  alone.line.text += (alone.line.text.empty() ? "" : "; ") + event_title(event.merged, t.knowledge);
  alone.line.cites.push_back(cite_report(t.brief, event.members.front()));
}

}  // namespace

BriefLine event_line(const Telling& t, std::uint32_t number) {
  const Event& event = t.brief.events[number];
  BriefLine line;
  line.event = number;
  line.text = event_phrase(event.merged, t.knowledge) + "; " + status_and_time(event.merged) + voices(t, event);
  if (event.merged.contradicted) line.text += "; contradicted within the text";
  for (const ReportId& id : event.members) add_citation(line.cites, cite_report(t.brief, id));
  return line;
}

void add_dissent(const Telling& t, std::uint32_t number, BriefSection& section) {
  const Event& event = t.brief.events[number];
  for (const Field& field : event.fields) {
    if (field.dissent.empty()) continue;
    BriefLine line{act_phrase(event.merged.act) + ", " + label_of(field.name), "“" + field.value + "” (" + outlets_of(t.brief, field.support) + ")", {}, number};
    for (const ReportId& id : field.support) add_citation(line.cites, cite_field(t.brief, id, field.name));
    for (const Field::Dissent& other : field.dissent) {
      line.text += " against “" + other.value + "” (" + outlets_of(t.brief, other.by) + ")";
      for (const ReportId& id : other.by) add_citation(line.cites, cite_field(t.brief, id, field.name));
    }
    section.lines.push_back(std::move(line));
  }
}

BriefSection sources_section(const Telling& t, const Story& story) {
  BriefSection section{"sources", "Sources", {}};
  for (const std::uint32_t c : story.codings) {
    const Coding& coding = t.brief.codings[c];
    BriefLine line;
    line.label = t.brief.names[c];
    const Published& p = coding.published;
    line.text = p.known ? "published " + day_range(p.from, p.to) + (p.how.empty() ? "" : " (" + p.how + ")") : "publication date not known";
    if (!coding.article.title.empty()) line.text += "; “" + coding.article.title + "”";
    if (!coding.article.where.empty()) line.text += "; " + coding.article.where;
    if (p.evidence.end > p.evidence.begin) line.cites.push_back(cite(t.brief, c, p.evidence));
    section.lines.push_back(std::move(line));
  }
  return section;
}

BriefSection main_section(const Telling& t, const Story& story) {
  BriefSection section{"main", "What happened", {}};
  if (story.main == kNone) return section;
  const Event& event = t.brief.events[story.main];
  const Report& r = event.merged;
  std::string who = actors_phrase(r.source, t.knowledge);
  if (!r.source.empty())
    if (const std::string office = office_phrase(r.source.front(), t.knowledge); !office.empty()) who += ", " + office;
  add_field(t, event, "source", "who", who, section);
  add_field(t, event, "target", r.reciprocal ? "with" : "whom", actors_phrase(r.target, t.knowledge), section);
  BriefLine what{"what", act_phrase(r.act) + " — " + status_phrase(r.status), {}, event.number};
  if (r.background) what.text += ", told as background";
  for (const ReportId& id : event.members) add_citation(what.cites, cite_report(t.brief, id));
  section.lines.push_back(std::move(what));
  add_history(t, event, section);
  for (const char* name : {"time", "duration", "place"})
    if (const Field* field = field_named(event, name)) add_field(t, event, name, name, field->value, section);
  if (!r.time.from && r.time.weekday_from < 0) section.lines.push_back({"time", "no date given", {}, event.number});
  std::set<std::string> fixed = {"status", "time", "duration", "place", "source", "target"};
  for (const Field& field : event.fields)
    if (!fixed.contains(field.name)) add_field(t, event, field.name, label_of(field.name), shown(field.value), section);
  std::map<std::string, BriefLine> said;
  for (const ReportId& id : event.members) {
    const auto& chain = t.report(id).attribution;
    const std::string voice = chain.empty() ? "the outlet's own voice" : chain_phrase(chain);
    BriefLine& line = said[voice];
    line.text += (line.text.empty() ? "" : ", ") + t.brief.names[id.coding];
    add_citation(line.cites, chain.empty() ? cite_report(t.brief, id) : cite(t.brief, id.coding, chain.back().span));
  }
  for (auto& [voice, line] : said) section.lines.push_back({"told by", line.text + ", " + voice, std::move(line.cites), event.number});
  return section;
}

BriefSection events_section(const Telling& t, const Story& story, bool background) {
  BriefSection section{background ? "background" : "events", background ? "Background" : "Also reported", {}};
  for (const std::uint32_t e : story.events)
    if (e != story.main && t.brief.events[e].merged.background == background) {
      section.lines.push_back(event_line(t, e));
      if (story.codings.size() > 1) section.lines.back().label = outlets_of(t.brief, t.brief.events[e].members);
    }
  return section;
}

BriefSection claims_section(const Telling& t, const Story& story) {
  BriefSection section{"claims", "Record claims", {}};
  for (const std::uint32_t c : story.codings)
    for (std::uint32_t i = 0; i < t.brief.codings[c].claims.size(); ++i) {
      const RecordClaim& claim = t.brief.codings[c].claims[i];
      std::string text = claim.direction.empty() ? claim.metric : claim.direction + (claim.metric == claim.direction ? "" : " " + claim.metric);
      if (!claim.scope_act.empty()) text += " of: " + act_phrase(claim.scope_act);
      if (!claim.scope_from.empty() || !claim.scope_to.empty())
        text += ", " + (claim.scope_from.empty() ? "anyone" : country_name(claim.scope_from, t.knowledge)) + (claim.both_ways ? " ↔ " : " → ") +
                (claim.scope_to.empty() ? "anywhere" : country_name(claim.scope_to, t.knowledge));
      if (claim.both_ways) text += ", both ways";
      if (!claim.baseline.empty()) text += ", baseline “" + claim.baseline + "”";
      if (claim.baseline_from) text += " (from " + iso_day(*claim.baseline_from) + ")";
      const std::string chain = chain_phrase(claim.chain);
      text += chain.empty() ? "; the outlet's own voice" : "; " + chain;
      if (const ClaimVerdict* verdict = verdict_on(t.brief, c, i)) text += ". " + verdict_phrase(*verdict);
      section.lines.push_back({t.brief.names[c], text, {Citation{c, claim.sentence, claim.span}}, kNone});
    }
  return section;
}

BriefSection records_section(const Telling& t, const Story& story) {
  BriefSection section{"records", "Records, by the history tables", {}};
  for (const NewRecord& record : t.brief.records) {
    if (std::find(story.events.begin(), story.events.end(), record.event) == story.events.end()) continue;
    const Event& event = t.brief.events[record.event];
    std::string text = event.merged.target.empty() ? "it" : actors_phrase(event.merged.source, t.knowledge);
    text += (event.merged.status == Status::planned ? " would be " : " is ") + record.text;
    text += "; what began after " + long_day(record.after) + " counts, as of " + long_day(record.as_of);
    if (!record.ends_with.empty()) text += "; it ends with " + record.ends_with;
    if (record.stood_until) text += "; it stood until " + long_day(*record.stood_until) + " (" + record.ended_by + ")";
    BriefLine line{record.kind, std::move(text), {}, record.event};
    for (const ReportId& id : event.members) add_citation(line.cites, cite_report(t.brief, id), 2);
    if (!record.coverage.empty()) line.text += "; by the table " + record.coverage.front();
    section.lines.push_back(std::move(line));
  }
  return section;
}

BriefSection statements_section(const Telling& t, const Story& story) {
  BriefSection section{"statements", "Who says what", {}};
  for (const std::uint32_t c : story.codings)
    for (const Statement& s : t.brief.codings[c].statements) {
      const std::string chain = chain_phrase(s.chain);
      const Citation words{c, s.sentence, s.content};
      section.lines.push_back({t.brief.names[c], s.kind + (chain.empty() ? ", the outlet's own voice" : ", " + chain), {words}, kNone});
    }
  return section;
}

BriefSection differences_section(const Telling& t, const Story& story) {
  BriefSection section{"differences", "Where they differ", {}};
  if (story.codings.size() < 2) return section;
  std::map<std::string, Alone> alone;  // by outlet
  for (const std::uint32_t e : story.events) {
    const Event& event = t.brief.events[e];
    if (codings_of(event).size() < 2) {
      if (!event.merged.background) add_alone(t, event, alone[outlets_of(t.brief, event.members)]);
      continue;
    }
    add_dissent(t, e, section);
    for (const Field& field : event.fields) {
      if (!field.dissent.empty() || field.silent.empty()) continue;
      BriefLine line{act_phrase(event.merged.act) + ", " + label_of(field.name),
                     "“" + shown(field.value) + "” only in " + outlets_of(t.brief, field.support) + "; " + outlets_of(t.brief, field.silent) + " does not say", {}, e};
      for (const ReportId& id : field.support) add_citation(line.cites, cite_field(t.brief, id, field.name));
      section.lines.push_back(std::move(line));
    }
  }
  for (auto& [outlet, told] : alone) {
    const std::size_t more = told.events - told.line.cites.size();
    if (more > 0) told.line.text += "; and " + std::to_string(more) + " more above";
    told.line.label = "only " + outlet;
    section.lines.push_back(std::move(told.line));
  }
  return section;
}

BriefSection not_stated_section(const Telling& t, const Story& story) {
  BriefSection section{"not_stated", "Not stated in these texts", {}};
  if (story.main == kNone) return section;
  const Event& event = t.brief.events[story.main];
  const std::uint32_t act = t.knowledge.find_act(event.merged.act);
  std::vector<std::string> missing;
  if (event.merged.source.empty()) missing.push_back("source");
  if (!event.merged.time.from && event.merged.time.weekday_from < 0) missing.push_back("time");
  if (event.merged.status == Status::planned) missing.push_back("outcome");  // what came of it lies after these texts
  if (act != kNone)
    for (const std::string_view role : t.knowledge.acts()[act].roles)
      if (!field_named(event, role) || field_named(event, role)->value.empty()) missing.emplace_back(role);
  for (const std::string& role : missing) section.lines.push_back({label_of(role), "not stated", {}, event.number});
  return section;
}

BriefSection dyads_section(const Telling& t, const Story& story) {
  BriefSection section{"dyads", "Dyads that moved", {}};
  struct Move {
    bool up = false, down = false;
    std::set<std::string> acts;
    std::vector<Citation> cites;
  };
  std::map<std::pair<std::string, std::string>, Move> moves;
  for (const std::uint32_t e : story.events) {
    const Event& event = t.brief.events[e];
    const Report& r = event.merged;
    const bool real = r.status == Status::happened || r.status == Status::under_way || r.status == Status::planned || r.status == Status::refused;
    if (r.background || !real || r.cameo.goldstein == 0) continue;
    std::vector<std::string> from = countries_of(r.source), to = countries_of(r.target);
    if (r.reciprocal) {
      from.insert(from.end(), to.begin(), to.end());
      to = from;
    }
    for (const std::string& a : from)
      for (const std::string& b : to) {
        if (a == b) continue;
        Move& move = moves[std::minmax(a, b)];
        const bool good = (r.cameo.goldstein > 0) != (r.status == Status::refused);
        (good ? move.up : move.down) = true;
        move.acts.insert(act_phrase(r.act) + " (" + status_phrase(r.status) + ")");
        for (const ReportId& id : event.members) add_citation(move.cites, cite_report(t.brief, id), 4);
      }
  }
  for (auto& [pair, move] : moves) {
    std::string acts;
    for (const std::string& act : move.acts) acts += (acts.empty() ? "" : ", ") + act;
    section.lines.push_back({pair.first + "–" + pair.second, std::string(move.up && move.down ? "+/−" : move.up ? "+" : "−") + "  " + acts, std::move(move.cites), kNone});
  }
  return section;
}

BriefSection set_aside_section(const Telling& t, const Story& story) {
  BriefSection section{"set_aside", "Set aside, not coded", {}};
  for (const std::uint32_t c : story.codings) {
    const Coding& coding = t.brief.codings[c];
    for (const Block& block : coding.blocks)
      if (!block.reporting()) section.lines.push_back({t.brief.names[c], label_of(to_string(block.kind)), {cite(t.brief, c, block.span)}, kNone});
    for (const auto& [note, span] : coding.notes) section.lines.push_back({t.brief.names[c], label_of(note), {cite(t.brief, c, span)}, kNone});
  }
  return section;
}

}  // namespace dragoman
