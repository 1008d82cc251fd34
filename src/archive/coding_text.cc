#include "archive/coding_text.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace nlohmann {

template <class T>
struct adl_serializer<std::optional<T>> {
  static void to_json(auto& json, const std::optional<T>& value) {
    if (value) json = *value;
    else json = nullptr;
  }
  static void from_json(const auto& json, std::optional<T>& value) {
    if (json.is_null()) value.reset();
    else value = json.template get<T>();
  }
};

// Days as the number since 1970-01-01: exact and short.
template <>
struct adl_serializer<dragoman::Day> {
  static void to_json(auto& json, dragoman::Day day) { json = day.time_since_epoch().count(); }
  static void from_json(const auto& json, dragoman::Day& day) {
    day = dragoman::Day(std::chrono::days(json.template get<std::int32_t>()));
  }
};

}  // namespace nlohmann

namespace dragoman {

// Statuses and kinds go by name, so that a new one in the middle moves nothing.
void to_json(nlohmann::json& json, Status status) { json = to_string(status); }
void from_json(const nlohmann::json& json, Status& status) {
  status = parse_status(json.get_ref<const std::string&>()).value_or(Status::happened);
}
void to_json(nlohmann::json& json, BlockKind kind) { json = to_string(kind); }
void from_json(const nlohmann::json& json, BlockKind& kind) {
  const auto& name = json.get_ref<const std::string&>();
  kind = BlockKind::other_furniture;
  for (std::uint8_t i = 0; i < static_cast<std::uint8_t>(BlockKind::other_furniture); ++i)
    if (to_string(static_cast<BlockKind>(i)) == name) kind = static_cast<BlockKind>(i);
}
void to_json(nlohmann::json& json, Span span) { json = {span.begin, span.end}; }
void from_json(const nlohmann::json& json, Span& span) {
  span.begin = json.at(0).get<std::uint32_t>();
  span.end = json.at(1).get<std::uint32_t>();
}
// The name of the rule lives in Coding::block_why.
void to_json(nlohmann::json& json, const Block& block) { json = {{"span", block.span}, {"kind", block.kind}, {"repeat_of", block.repeat_of}}; }
void from_json(const nlohmann::json& json, Block& block) {
  block.span = json.at("span").get<Span>();
  block.kind = json.at("kind").get<BlockKind>();
  block.repeat_of = json.value("repeat_of", kNone);
}

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Published, from, to, known, day_exact, how, evidence)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Sentence, span, first, end, block)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Actor, actor, country, name, office, rank, span)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(When, from, to, precision, from_text, weekday_from, weekday_to, duration_days, span)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Where, id, name, country, latitude, longitude, precision, span)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Attribution, speaker, actor, institution, country, verb, stance, span)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Role, name, value, actor, span)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Evidence, sentence, sentence_span, trigger_span)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Plover, type, mode, contexts)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Cameo, code, quad, goldstein)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Report, article, number, act, plover, cameo, reciprocal, source, target, roles, status, time,
                                                place, attribution, hedges, background, contradicted, confidence, evidence, why, coder)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Statement, chain, kind, content, sentence, countries)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(RecordClaim, metric, direction, scope_from, scope_to, scope_act, both_ways, baseline,
                                                baseline_from, chain, span, sentence)

std::string coding_to_text(const Coding& coding) {
  nlohmann::json json = {{"published", coding.published},   {"outlet", coding.outlet},   {"blocks", coding.blocks},
                         {"block_why", coding.block_why},   {"sentences", coding.sentences}, {"reports", coding.reports},
                         {"statements", coding.statements}, {"claims", coding.claims},   {"notes", coding.notes}};
  // Words that are not UTF-8 are replaced in this text; spans still point at the bytes as they were.
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Result<Coding> coding_from_text(std::string_view text) {
  const Error bad{ErrorCode::bad_format, "a coding in the archive cannot be read", "", "restore the file from a copy, or build a new archive"};
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object()) return bad;
  try {  // the JSON library reports a value of the wrong type by exception: it ends here
    Coding coding;
    const auto read = [&](const char* key, auto& field) {
      if (const auto at = json.find(key); at != json.end()) at->get_to(field);
    };
    read("published", coding.published);
    read("outlet", coding.outlet);
    read("blocks", coding.blocks);
    read("block_why", coding.block_why);
    read("sentences", coding.sentences);
    read("reports", coding.reports);
    read("statements", coding.statements);
    read("claims", coding.claims);
    read("notes", coding.notes);
    return coding;
  } catch (const nlohmann::json::exception&) {
    return bad;
  }
}

namespace {

// Takes out what a default-made one has as well: absent keys are read as that.
void strip(nlohmann::json& value, const nlohmann::json& standard) {
  for (auto at = value.begin(); at != value.end();) {
    const auto known = standard.find(at.key());
    if (known != standard.end() && at->is_object() && known->is_object()) strip(*at, *known);
    if (known != standard.end() && (*known == *at || (at->is_object() && at->empty()))) at = value.erase(at);
    else ++at;
  }
}

}  // namespace

std::string report_to_text(const Report& report) {
  nlohmann::json json = report;
  for (const auto& [list, standard] : {std::pair("source", nlohmann::json(Actor{})), std::pair("target", nlohmann::json(Actor{})), std::pair("roles", nlohmann::json(Role{})),
                                       std::pair("attribution", nlohmann::json(Attribution{})), std::pair("evidence", nlohmann::json(Evidence{}))})
    for (auto& one : json[list]) strip(one, standard);
  strip(json, nlohmann::json(Report{}));
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Result<Report> report_from_text(std::string_view text) {
  const Error bad{ErrorCode::bad_format, "a report in the archive cannot be read", "", "restore the file from a copy, or build a new archive"};
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object()) return bad;
  try {
    return json.get<Report>();
  } catch (const nlohmann::json::exception&) {
    return bad;
  }
}

bool spans_fit(const Coding& coding) {
  const auto size = coding.article.text.size();
  const auto sentences = coding.sentences.size();
  const auto fits = [size](Span span) { return span.begin <= span.end && span.end <= size; };
  const auto chain_fits = [&](const std::vector<Attribution>& chain) {
    for (const auto& link : chain)
      if (!fits(link.span)) return false;
    return true;
  };
  const auto actors_fit = [&](const std::vector<Actor>& actors) {
    for (const auto& actor : actors)
      if (!fits(actor.span)) return false;
    return true;
  };
  if (!fits(coding.published.evidence)) return false;
  for (const auto& block : coding.blocks)
    if (!fits(block.span)) return false;
  for (const auto& sentence : coding.sentences)
    if (!fits(sentence.span) || (sentence.block != kNone && sentence.block >= coding.blocks.size())) return false;
  for (const auto& report : coding.reports) {
    if (!actors_fit(report.source) || !actors_fit(report.target) || !fits(report.time.span) || !fits(report.place.span)) return false;
    if (!chain_fits(report.attribution)) return false;
    for (const auto& role : report.roles)
      if (!fits(role.span)) return false;
    for (const auto& evidence : report.evidence)
      if (evidence.sentence >= sentences || !fits(evidence.sentence_span) || !fits(evidence.trigger_span)) return false;
  }
  for (const auto& statement : coding.statements)
    if (!fits(statement.content) || statement.sentence >= sentences || !chain_fits(statement.chain)) return false;
  for (const auto& claim : coding.claims)
    if (!fits(claim.span) || claim.sentence >= sentences || !chain_fits(claim.chain)) return false;
  for (const auto& [code, span] : coding.notes)
    if (!fits(span)) return false;
  return true;
}

}  // namespace dragoman
