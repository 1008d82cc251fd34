#include "pipeline/report_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/days.h"

namespace dragoman {

namespace {

using Json = nlohmann::ordered_json;

void put(Json& object, const char* key, const std::string& value) {
  if (!value.empty()) object[key] = value;
}
void put(Json& object, const char* key, const Span& span) {
  if (span.end > span.begin) object[key] = {span.begin, span.end};
}

Json actor_json(const Actor& actor) {
  Json out = Json::object();
  put(out, "actor", actor.actor);
  put(out, "country", actor.country);
  put(out, "name", actor.name);
  put(out, "office", actor.office);
  if (actor.rank > 0) out["rank"] = actor.rank;
  put(out, "span", actor.span);
  return out;
}

Json actors_json(const std::vector<Actor>& actors) {
  Json out = Json::array();
  for (const Actor& actor : actors) out.push_back(actor_json(actor));
  return out;
}

// A role said once is an object, one said several times a list of them.
Json roles_json(const std::vector<Role>& roles) {
  Json out = Json::object();
  for (const Role& role : roles) {
    Json one = Json::object();
    put(one, "value", role.value);
    put(one, "actor", role.actor);
    put(one, "span", role.span);
    Json& slot = out[role.name];
    if (slot.is_null()) slot = std::move(one);
    else if (slot.is_array()) slot.push_back(std::move(one));
    else slot = Json::array({slot, std::move(one)});
  }
  return out;
}

Json time_json(const When& when) {
  Json out = Json::object();
  if (when.from) out["from"] = iso_day(*when.from);
  if (when.to) out["to"] = iso_day(*when.to);
  put(out, "precision", when.precision);
  put(out, "from_text", when.from_text);
  if (when.weekday_from >= 0) out["weekday_from"] = weekday_name(when.weekday_from);
  if (when.weekday_to >= 0) out["weekday_to"] = weekday_name(when.weekday_to);
  if (when.duration_days > 0) out["days"] = when.duration_days;
  put(out, "span", when.span);
  return out;
}

Json place_json(const Where& place) {
  Json out = Json::object();
  put(out, "id", place.id);
  put(out, "name", place.name);
  put(out, "country", place.country);
  if (place.latitude != 0 || place.longitude != 0) out["lat"] = place.latitude, out["lon"] = place.longitude;
  put(out, "precision", place.precision);
  put(out, "span", place.span);
  return out;
}

Json attribution_json(const std::vector<Attribution>& chain) {
  Json out = Json::array();
  for (const Attribution& link : chain) {
    Json one = Json::object();
    put(one, "speaker", link.speaker);
    put(one, "actor", link.actor);
    put(one, "institution", link.institution);
    put(one, "country", link.country);
    put(one, "verb", link.verb);
    put(one, "stance", link.stance);
    put(one, "span", link.span);
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace

std::string report_json(const Report& report) {
  Json out = Json::object();
  out["article"] = report.article;
  out["report"] = report.number;
  if (!report.evidence.empty()) out["sentence"] = report.evidence.front().sentence;
  out["act"] = report.act;
  if (!report.plover.type.empty()) {
    Json& plover = out["plover"];
    plover["type"] = report.plover.type;
    put(plover, "mode", report.plover.mode);
    if (!report.plover.contexts.empty()) plover["contexts"] = report.plover.contexts;
  }
  if (!report.cameo.code.empty()) out["cameo"] = {{"code", report.cameo.code}, {"quad", report.cameo.quad}, {"goldstein", report.cameo.goldstein}};
  out["source"] = actors_json(report.source);
  out["target"] = actors_json(report.target);
  if (!report.roles.empty()) out["roles"] = roles_json(report.roles);
  out["status"] = to_string(report.status);
  if (Json time = time_json(report.time); !time.empty()) out["time"] = std::move(time);
  if (Json place = place_json(report.place); !place.empty()) out["place"] = std::move(place);
  if (!report.attribution.empty()) out["attribution"] = attribution_json(report.attribution);
  if (!report.hedges.empty()) out["hedges"] = report.hedges;
  if (report.background) out["background"] = true;
  if (report.contradicted) out["contradicted"] = true;
  out["confidence"] = std::round(report.confidence * 1000) / 1000;
  if (!report.evidence.empty()) {
    const Evidence& best = report.evidence.front();
    out["evidence"] = {{"sentence_span", {best.sentence_span.begin, best.sentence_span.end}}, {"trigger_span", {best.trigger_span.begin, best.trigger_span.end}}};
    if (report.evidence.size() > 1) {
      Json& more = out["evidence"]["more"] = Json::array();
      for (std::size_t i = 1; i < report.evidence.size(); ++i)
        more.push_back({{"sentence", report.evidence[i].sentence}, {"trigger_span", {report.evidence[i].trigger_span.begin, report.evidence[i].trigger_span.end}}});
    }
  }
  out["why"] = report.why;
  put(out, "coder", report.coder);
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace dragoman
