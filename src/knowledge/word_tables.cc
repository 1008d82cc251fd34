#include "knowledge/word_tables.h"

#include <fmt/format.h>

#include <utility>

#include "knowledge/values.h"

namespace dragoman {

namespace {

template <class T>
bool pick(std::string_view word, std::initializer_list<std::pair<std::string_view, T>> table, T& out) {
  for (const auto& [name, value] : table)
    if (name == word) {
      out = value;
      return true;
    }
  return false;
}

bool read_effect(std::string_view value, Operator::Effect& effect, Status& status) {
  if (pick(value, {{"keep", Operator::keep}, {"negate", Operator::negate}, {"hedge", Operator::hedge}}, effect)) return true;
  const auto found = parse_status(value);
  if (!found) return false;
  effect = Operator::set;
  status = *found;
  return true;
}

constexpr std::string_view kEffectRemedy =
    "write keep, negate, hedge or a status: happened, under_way, planned, cancelled, postponed, hypothetical, denied, called_for, refused";

}  // namespace

WordTables::WordTables(std::span<const RecordView> records, Arena& arena, Read read, const FaultSink& fault) : arena_(arena), read_(read), fault_(fault) {
  for (const auto& record : records) {  // what the others lean on
    if (record.kind == "set") read_set(record);
    else if (record.kind == "cameo") read_cameo(record);
    else if (record.kind == "plover" && !record.value("quad").empty()) read_quad(record);
  }
  for (std::size_t at = 0; at < records.size(); ++at) {
    const auto& record = records[at];
    if (record.kind == "act") read_act(record, at);
    else if (record.kind == "operator") read_operator(record, at);
    else if (record.kind == "light") read_light(record, at);
    else if (record.kind == "cue") read_cue(record, at);
    else if (record.kind == "furniture") read_furniture(record, at);
    else if (record.kind == "timeword") read_time(record, at);
    else if (record.kind == "abbreviation")
      for (const auto& field : record)
        for (const auto word : split_list(field.value)) abbreviations.insert(word.ends_with('.') ? word.substr(0, word.size() - 1) : word);
    else if (record.kind == "irregular")
      for (const auto& field : record)
        for (const auto form : split_list(field.value)) irregular.emplace(form, record.id);
  }
}

std::string_view WordTables::lower(std::string_view text) { return arena_.keep(ascii_lower(text)); }

void WordTables::say(std::size_t record, std::size_t field, std::string message, std::string remedy) const {
  if (fault_) fault_(record, field, {std::move(message), std::move(remedy)});
}

void WordTables::read_set(const RecordView& record) {
  auto& words = sets[record.id];
  auto& members = set_members[record.id];
  for (const auto& field : record)
    for (const auto word : split_list(field.value))
      if (members.insert(word).second) words.push_back(word);
}

// The types of each quad class as a set, "plover.quad.3".
void WordTables::read_quad(const RecordView& record) {
  const std::string_view name = arena_.keep("plover.quad." + std::string(record.value("quad")));
  if (set_members[name].insert(record.id).second) sets[name].push_back(record.id);
}

void WordTables::read_cameo(const RecordView& record) {
  Cameo entry;
  entry.code = std::string(record.id);
  entry.quad = static_cast<int>(parse_integer(record.value("quad")).value_or(0));
  entry.goldstein = parse_number(record.value("goldstein")).value_or(0);
  cameo.emplace(record.id, std::move(entry));
}

void WordTables::read_act(const RecordView& record, std::size_t at) {
  const auto number = static_cast<std::uint32_t>(acts.size());
  Act act;
  act.id = record.id;
  act.define = record.value("define");
  act.family = record.value("family");
  act.reciprocal = record.value("reciprocal") == "yes";
  act.movement = record.value("movement") == "yes";
  act.unnamed = record.value("unnamed") == "yes";
  const auto plover = split_words(record.value("plover"));
  if (!plover.empty()) act.plover.type = std::string(plover[0]);
  if (plover.size() > 1) act.plover.mode = std::string(plover[1]);
  act.cameo.code = std::string(record.value("cameo"));
  for (auto code = std::string_view(act.cameo.code); code.size() >= 2; code.remove_suffix(1)) {
    const auto found = cameo.find(code);
    if (found == cameo.end()) continue;
    act.cameo.quad = found->second.quad;
    act.cameo.goldstein = found->second.goldstein;
    break;
  }
  std::array<int, 5> numbers{};
  std::size_t place = 0;
  for (const auto& [key, value] : record) {
    const auto field = place++;
    if (key == "roles") {
      for (const auto role : split_either(value)) act.roles.push_back(role);
    } else if (key == "contexts") {
      for (const auto context : split_either(value)) act.plover.contexts.emplace_back(context);
    } else if (key == "yes" || key == "no") {
      const auto close = value.rfind('"');
      if (!value.starts_with('"') || close == 0 || close == std::string_view::npos) {
        say(at, field, "an example stands in double quotes", "write: yes \"A sentence.\"  -> ARN visit GON");
        continue;
      }
      auto expected = trim(value.substr(close + 1));
      if (expected.starts_with("->")) expected = trim(expected.substr(2));
      if (key == "yes" && expected.empty()) say(at, field, "a yes example does not say what it means", "add: -> SOURCE act TARGET");
      act.examples.push_back({value.substr(1, close - 1), key == "yes" ? expected : std::string_view{}});
    } else if (key == "verb" || key == "noun" || key == "adj" || key == "side" || key == "not") {
      if (read_ == Read::all) read_pattern(number, act.id, key, value, numbers, at, field);
    }
  }
  act_ids.emplace(act.id, number);
  acts.push_back(std::move(act));
}

void WordTables::read_pattern(std::uint32_t act, std::string_view act_id, std::string_view key, std::string_view value, std::array<int, 5>& numbers, std::size_t at,
                              std::size_t field) {
  LineFault fault;
  const SetLookup lookup = [&](std::string_view name) -> std::optional<std::span<const std::string_view>> {
    const auto found = sets.find(name);
    if (found == sets.end()) return std::nullopt;
    return std::span<const std::string_view>(found->second);
  };
  auto line = parse_pattern(key, value, lookup, arena_, fault);
  if (!line) {
    if (fault_) fault_(at, field, fault);
    return;
  }
  line->act = act;
  int& number = numbers[line->forbids ? 3 : line->side ? 4 : static_cast<std::size_t>(line->kind)];
  line->id = arena_.keep(fmt::format("{}:{}:{}", act_id, key, ++number));
  patterns.push_back(std::move(*line));
}

void WordTables::read_operator(const RecordView& record, std::size_t at) {
  Operator base;
  base.id = record.id;
  std::uint32_t over = 0;
  std::size_t place = 0;
  bool formed = false, works = false;  // a record without its form or effect would do something else
  for (const auto& [key, value] : record) {
    const auto field = place++;
    if (key == "form") {
      formed = pick(value, {{"aux", Operator::aux}, {"adv", Operator::adv}, {"mod", Operator::mod}, {"verb", Operator::verb},
                        {"noun", Operator::noun}, {"mark", Operator::mark}}, base.form);
      if (!formed) say(at, field, fmt::format("unknown form \"{}\"", value), "write aux, adv, mod, verb, noun or mark");
    } else if (key == "effect") {
      works = read_effect(value, base.effect, base.status);
      if (!works) say(at, field, fmt::format("unknown effect \"{}\"", value), std::string(kEffectRemedy));
    } else if (key == "over") {
      for (const auto name : split_either(value)) {
        const auto status = parse_status(name);
        if (status) over |= 1u << static_cast<unsigned>(*status);
        else say(at, field, fmt::format("unknown status \"{}\"", name), std::string(kEffectRemedy));
      }
    }
  }
  if (!formed || !works) return;
  if (over) base.over = over;
  for (const auto& [key, value] : record) {
    if (key != "lemma") continue;
    for (const auto lemma : split_list(value)) {
      const auto words = split_words(lemma);
      Operator one = base;
      one.words.assign(words.begin() + 1, words.end());
      operator_store_.push_back(std::move(one));
      operators[static_cast<std::size_t>(base.form)][words.front()].push_back(&operator_store_.back());
    }
  }
}

void WordTables::read_light(const RecordView& record, std::size_t at) {
  Light light;
  light.id = record.id;
  std::size_t place = 0;
  bool works = false;
  for (const auto& [key, value] : record) {
    const auto field = place++;
    if (key != "effect") continue;
    works = read_effect(value, light.effect, light.status);
    if (!works) say(at, field, fmt::format("unknown effect \"{}\"", value), std::string(kEffectRemedy));
  }
  if (!works) return;
  for (const auto& [key, value] : record)
    if (key == "lemma")
      for (const auto lemma : split_list(value)) {
        const auto words = split_words(lemma);
        Light one = light;
        one.words.assign(words.begin() + 1, words.end());
        light_store_.push_back(std::move(one));
        lights[words.front()].push_back(&light_store_.back());
      }
}

void WordTables::read_cue(const RecordView& record, std::size_t at) {
  Cue base;
  base.id = record.id;
  base.stance = record.value("stance");
  base.hearer_is_object = record.value("hearer") == "obj";
  std::size_t place = 0;
  bool formed = false;
  for (const auto& [key, value] : record) {
    const auto field = place++;
    if (key != "form") continue;
    formed = pick(value, {{"verb", Cue::verb}, {"phrase", Cue::phrase}, {"noun", Cue::noun}}, base.form);
    if (!formed) say(at, field, fmt::format("unknown form \"{}\"", value), "write verb, phrase or noun");
  }
  if (!formed) return;
  for (const auto& [key, value] : record) {
    if (key != "lemma") continue;
    for (const auto lemma : split_list(value)) {
      const auto words = split_words(lemma);
      Cue one = base;
      one.words.assign(words.begin() + 1, words.end());
      cue_store_.push_back(std::move(one));
      cues[static_cast<std::size_t>(base.form)][words.front()].push_back(&cue_store_.back());
    }
  }
}

void WordTables::read_furniture(const RecordView& record, std::size_t at) {
  FurnitureRule rule;
  rule.id = record.id;
  std::size_t place = 0;
  bool found = false;
  for (const auto& [key, value] : record) {
    const auto field = place++;
    auto* list = key == "starts" ? &rule.starts : key == "ends" ? &rule.ends : key == "contains" ? &rule.contains : key == "equals" ? &rule.equals : nullptr;
    if (list) {
      for (const auto words : split_list(value)) list->push_back(lower(words));
    } else if (key == "class") {
      found = false;
      for (int kind = 0; kind <= static_cast<int>(BlockKind::other_furniture); ++kind)
        if (to_string(static_cast<BlockKind>(kind)) == value) {
          rule.kind = static_cast<BlockKind>(kind);
          found = true;
        }
      if (!found) say(at, field, fmt::format("unknown class \"{}\"", value), "write a BlockKind: caption, credit, related, teaser, newsletter, editor_note, other_furniture …");
    } else if (key == "max_words") {
      const auto number = parse_integer(value);
      if (number && *number >= 0 && *number < 100000) rule.max_words = static_cast<std::uint32_t>(*number);
      else say(at, field, "max_words is a whole number", "write for example: max_words 40");
    } else if (key == "next") {
      rule.takes_next = value == "yes";
    }
  }
  if (found) furniture.push_back(std::move(rule));
}

void WordTables::read_time(const RecordView& record, std::size_t at) {
  std::size_t place = 0;
  TimeWord word;
  bool valued = false;
  for (const auto& [key, value] : record) {
    const auto field = place++;
    if (key != "value") continue;
    const auto colon = value.find(':');
    if (colon == std::string_view::npos || colon == 0) {
      say(at, field, fmt::format("\"{}\" is not of the form type:value", value), "write for example weekday:1 or direction:past");
      continue;
    }
    word.type = value.substr(0, colon);
    word.text = value.substr(colon + 1);
    word.value = static_cast<int>(parse_integer(word.text).value_or(0));
    valued = true;
  }
  if (!valued) return;
  for (const auto& [key, value] : record)
    if (key == "lemma")
      for (const auto lemma : split_list(value)) time_words.emplace(lower(lemma), word);
}

}  // namespace dragoman
