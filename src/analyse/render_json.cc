#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "analyse/phrases.h"
#include "analyse/render.h"
#include "base/days.h"

namespace dragoman {

namespace {

using nlohmann::ordered_json;

ordered_json cite_json(const Brief& brief, const Citation& c) {
  return {{"article", brief.codings[c.coding].article.id}, {"outlet", brief.names[c.coding]}, {"sentence", c.sentence},
          {"span", {c.words.begin, c.words.end}}, {"words", cited_words(brief, c, 400)}};
}

ordered_json cites_json(const Brief& brief, const std::vector<Citation>& cites) {
  ordered_json list = ordered_json::array();
  for (const Citation& c : cites) list.push_back(cite_json(brief, c));
  return list;
}

ordered_json actor_json(const Actor& a) {
  ordered_json j = {{"actor", a.actor}, {"country", a.country}, {"name", a.name}, {"office", a.office}};
  j["rank"] = a.rank > 0 ? ordered_json(a.rank) : ordered_json(nullptr);
  return j;
}

ordered_json actors_json(const std::vector<Actor>& actors) {
  ordered_json list = ordered_json::array();
  for (const Actor& a : actors) list.push_back(actor_json(a));
  return list;
}

ordered_json time_json(const When& when) {
  ordered_json j;
  j["from"] = when.from ? ordered_json(iso_day(*when.from)) : ordered_json(nullptr);
  j["to"] = when.to ? ordered_json(iso_day(*when.to)) : ordered_json(nullptr);
  j["precision"] = when.precision;
  j["how"] = when.from_text;
  if (when.duration_days > 0) j["days"] = when.duration_days;
  if (when.weekday_from >= 0) j["weekday_from"] = weekday_name(when.weekday_from);
  if (when.weekday_to >= 0) j["weekday_to"] = weekday_name(when.weekday_to);
  return j;
}

ordered_json chain_json(const std::vector<Attribution>& chain) {
  ordered_json list = ordered_json::array();
  for (const Attribution& link : chain)
    list.push_back({{"speaker", link.speaker}, {"actor", link.actor}, {"institution", link.institution}, {"country", link.country}, {"verb", link.verb}, {"stance", link.stance}});
  return list;
}

ordered_json ids_json(const Brief& brief, const std::vector<ReportId>& ids, std::string_view field) {
  std::vector<Citation> cites;
  for (const ReportId& id : ids) add_citation(cites, cite_field(brief, id, field), ids.size());
  return cites_json(brief, cites);
}

ordered_json fields_json(const Brief& brief, const Event& event) {
  ordered_json fields = ordered_json::object();
  for (const Field& field : event.fields) {
    ordered_json j = {{"value", field.value}, {"support", ids_json(brief, field.support, field.name)}, {"voices", field.voices}};
    j["dissent"] = ordered_json::array();
    for (const Field::Dissent& other : field.dissent) j["dissent"].push_back({{"value", other.value}, {"kind", other.kind}, {"by", ids_json(brief, other.by, field.name)}, {"voices", other.voices}});
    j["silent"] = ordered_json::array();
    for (const ReportId& id : field.silent)
      if (const auto& name = brief.names[id.coding]; std::find(j["silent"].begin(), j["silent"].end(), name) == j["silent"].end()) j["silent"].push_back(name);
    fields[field.name] = std::move(j);
  }
  return fields;
}

ordered_json event_json(const Brief& brief, const Event& event) {
  const Report& r = event.merged;
  ordered_json j = {{"event", event.number}, {"act", r.act}, {"plover", r.plover.type}, {"mode", r.plover.mode}, {"cameo", r.cameo.code}};
  j["source"] = actors_json(r.source);
  j["target"] = actors_json(r.target);
  j["roles"] = ordered_json::object();
  for (const Role& role : r.roles) j["roles"][role.name] = role.value;
  j["status"] = to_string(r.status);
  j["time"] = time_json(r.time);
  j["place"] = r.place.name.empty() ? ordered_json(nullptr) : ordered_json({{"id", r.place.id}, {"name", r.place.name}, {"country", r.place.country}, {"precision", r.place.precision}});
  j["background"] = r.background;
  j["contradicted"] = r.contradicted;
  j["confidence"] = std::round(r.confidence * 1000) / 1000;
  j["members"] = ordered_json::array();
  for (const ReportId& id : event.members) {
    const Report& member = brief.codings[id.coding].reports[id.report];
    j["members"].push_back({{"outlet", brief.names[id.coding]}, {"article", brief.codings[id.coding].article.id}, {"report", id.report}, {"status", to_string(member.status)},
                            {"attribution", chain_json(member.attribution)}, {"cite", cite_json(brief, cite_report(brief, id))}});
  }
  j["fields"] = fields_json(brief, event);
  j["merged_because"] = event.merge_reasons;
  return j;
}

ordered_json claim_json(const Brief& brief, std::uint32_t c, std::uint32_t i) {
  const RecordClaim& claim = brief.codings[c].claims[i];
  ordered_json j = {{"outlet", brief.names[c]}, {"metric", claim.metric}, {"direction", claim.direction}, {"from", claim.scope_from}, {"to", claim.scope_to},
                    {"act", claim.scope_act}, {"both_ways", claim.both_ways}, {"baseline", claim.baseline}};
  j["baseline_from"] = claim.baseline_from ? ordered_json(iso_day(*claim.baseline_from)) : ordered_json(nullptr);
  j["attribution"] = chain_json(claim.chain);
  j["cite"] = cite_json(brief, {c, claim.sentence, claim.span});
  if (const ClaimVerdict* v = verdict_on(brief, c, i)) {
    j["verdict"] = {{"verdict", v->verdict}, {"reason", v->reason}, {"as_of", iso_day(v->as_of)}};
    j["verdict"]["counter_example"] = v->counter_example.empty() ? ordered_json(nullptr) : ordered_json(v->counter_example);
    j["verdict"]["stood_until"] = v->stood_until ? ordered_json(iso_day(*v->stood_until)) : ordered_json(nullptr);
  } else {
    j["verdict"] = nullptr;
  }
  return j;
}

ordered_json record_json(const NewRecord& record) {
  ordered_json j = {{"event", record.event}, {"kind", record.kind}, {"text", record.text}, {"form", record.form}, {"since", {{"row", record.since_row}, {"says", record.since}, {"source", record.since_source}}},
                    {"after", iso_day(record.after)}, {"as_of", iso_day(record.as_of)}};
  j["ends_with"] = record.ends_with.empty() ? ordered_json(nullptr) : ordered_json(record.ends_with);
  j["stood_until"] = record.stood_until ? ordered_json(iso_day(*record.stood_until)) : ordered_json(nullptr);
  j["ended_by"] = record.ended_by.empty() ? ordered_json(nullptr) : ordered_json(record.ended_by);
  j["coverage"] = record.coverage;
  return j;
}

ordered_json statement_json(const Brief& brief, std::uint32_t c, const Statement& s) {
  return {{"outlet", brief.names[c]}, {"kind", s.kind}, {"attribution", chain_json(s.chain)}, {"countries", s.countries}, {"cite", cite_json(brief, {c, s.sentence, s.content})}};
}

ordered_json section_json(const Brief& brief, const BriefSection& section) {
  ordered_json j = {{"id", section.id}, {"title", section.title}, {"lines", ordered_json::array()}};
  for (const BriefLine& line : section.lines) {
    ordered_json l = {{"label", line.label}, {"text", line.text}};
    if (line.event != kNone) l["event"] = line.event;
    l["cites"] = cites_json(brief, line.cites);
    j["lines"].push_back(std::move(l));
  }
  return j;
}

ordered_json story_json(const Brief& brief, const Story& story) {
  ordered_json j = {{"title", story.title}};
  j["main"] = story.main == kNone ? ordered_json(nullptr) : ordered_json(story.main);
  j["articles"] = ordered_json::array();
  j["claims"] = ordered_json::array();
  j["statements"] = ordered_json::array();
  for (const std::uint32_t c : story.codings) {
    const Coding& coding = brief.codings[c];
    ordered_json article = {{"id", coding.article.id}, {"outlet", brief.names[c]}, {"where", coding.article.where}, {"url", coding.article.url}, {"title", coding.article.title}};
    const Published& p = coding.published;
    article["published"] = p.known ? ordered_json({{"from", iso_day(p.from)}, {"to", iso_day(p.to)}, {"how", p.how}}) : ordered_json(nullptr);
    j["articles"].push_back(std::move(article));
    for (std::uint32_t i = 0; i < coding.claims.size(); ++i) j["claims"].push_back(claim_json(brief, c, i));
    for (const Statement& s : coding.statements) j["statements"].push_back(statement_json(brief, c, s));
  }
  j["events"] = ordered_json::array();
  for (const std::uint32_t e : story.events) j["events"].push_back(event_json(brief, brief.events[e]));
  j["records"] = ordered_json::array();
  for (const NewRecord& record : brief.records)
    if (std::find(story.events.begin(), story.events.end(), record.event) != story.events.end()) j["records"].push_back(record_json(record));
  j["sections"] = ordered_json::array();
  for (const BriefSection& section : story.sections) j["sections"].push_back(section_json(brief, section));
  return j;
}

}  // namespace

std::string render_event(const Brief& brief, const Event& event) {
  return event_json(brief, event).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string render_json(const Brief& brief) {
  ordered_json j = {{"format", "dragoman-brief-1"}, {"stories", ordered_json::array()}};
  for (const Story& story : brief.stories) j["stories"].push_back(story_json(brief, story));
  return j.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace dragoman
