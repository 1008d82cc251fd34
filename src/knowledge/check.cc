#include "knowledge/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/arena.h"
#include "knowledge/gazetteer.h"
#include "knowledge/name_trie.h"
#include "knowledge/schema.h"
#include "knowledge/values.h"
#include "knowledge/word_tables.h"
#include "knowledge/world.h"

namespace dragoman {

namespace {

class Checker {
 public:
  explicit Checker(const Source& source) : source_(source) {
    std::size_t total = 0;
    for (const auto& record : source.records()) total += record.fields.size();
    fields_.reserve(total);
    for (const auto& record : source.records()) {
      ids_[std::string(record.kind)].insert(record.id);
      const auto* first = fields_.data() + fields_.size();
      for (const auto& field : record.fields) fields_.push_back({field.key, field.value});
      records_.push_back({record.kind, record.id, first, fields_.data() + fields_.size()});
    }
  }

  std::vector<Problem> run() {
    for (std::size_t at = 0; at < records_.size(); ++at) check_record(at);
    Arena arena;
    const WordTables words(records_, arena, [&](std::size_t record, std::size_t field, const LineFault& fault) {
      error(record, field, fault.message, fault.remedy);
    });
    check_names(arena);
    check_gazetteer(arena);
    for (const auto& [what, missing] : missing_)
      if (missing.times > 1) found_[missing.at].problem.message += fmt::format(" (named {} times)", missing.times);
    std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
      return std::tuple(a.file, a.line, a.column) < std::tuple(b.file, b.line, b.column);
    });
    std::vector<Problem> problems;
    for (auto& found : found_) problems.push_back(std::move(found.problem));
    return problems;
  }

 private:
  struct Found {
    std::uint32_t file, line, column;
    Problem problem;
  };
  struct Missing {
    std::size_t at;
    std::uint32_t times;
  };
  static constexpr std::size_t kRecord = SIZE_MAX;  // the record's own line

  bool has(const char* kind, std::string_view id) const {
    const auto found = ids_.find(kind);
    return found != ids_.end() && found->second.contains(id);
  }
  void tell(bool is_error, std::size_t at, std::size_t field, std::string message, std::string remedy) {
    const auto& record = source_.records()[at];
    std::uint32_t file = record.file, line = record.line, column = 1;
    if (field != kRecord) {
      const auto& place = record.fields[field];
      std::tie(file, line, column) = std::tuple(place.file, place.line, place.value_column);
    }
    found_.push_back({file, line, column,
                      {is_error, false, source_.where(file, line, column), fmt::format("{} {}: {}", record.kind, record.id, message), std::move(remedy)}});
  }
  void error(std::size_t at, std::size_t field, std::string message, std::string remedy) {
    tell(true, at, field, std::move(message), std::move(remedy));
  }
  void warn(std::size_t at, std::size_t field, std::string message, std::string remedy) {
    tell(false, at, field, std::move(message), std::move(remedy));
  }

  void dangling(std::size_t at, std::size_t field, std::string_view kind, std::string_view id) {
    const auto [place, fresh] = missing_.emplace(fmt::format("{} {}", kind, id), Missing{found_.size(), 0});
    ++place->second.times;
    if (!fresh) return;
    error(at, field, fmt::format("there is no {} {}", kind, id), "add the record or mend the id");
    found_.back().problem.dangling = true;
  }

  void check_record(std::size_t at) {
    const auto& record = records_[at];
    const auto* schema = record_schema(record.kind);
    if (!schema) {
      error(at, kRecord, fmt::format("there is no kind \"{}\"", record.kind), "see lexicon/GRAMMAR.md for the kinds of records");
      return;
    }
    for (const auto key : split_words(schema->required))
      if (std::none_of(record.begin(), record.end(), [&](const FieldView& field) { return field.key == key; })) {
        if (record.kind == "body" && key == "name" && !record.value("acronym").empty()) continue;
        error(at, kRecord, fmt::format("the field \"{}\" is missing", key), "add it, indented under the record");
      }
    std::size_t place = 0;
    for (const auto& [key, value] : record) {
      const auto field = place++;
      if (!has_word(schema->keys, key)) {
        error(at, field, fmt::format("a {} has no field \"{}\"", record.kind, key), fmt::format("known fields: {}", schema->keys));
        continue;
      }
      if (entity_kind(record.kind)) check_entity_field(at, field, record.kind, key, value);
    }
    if (record.kind == "act") check_act(at);
    if (record.kind == "cameo") check_cameo(at);
  }

  void check_entity_field(std::size_t at, std::size_t field, std::string_view kind, std::string_view key, std::string_view value) {
    const auto refer = [&](const char* to, std::string_view id) {
      if (!has(to, id)) dangling(at, field, to, id);
    };
    if (key == "country" || key == "part_of") {
      for (const auto id : split_list(value)) refer("state", id);
    } else if (key == "of") {
      refer("body", value);
    } else if (key == "as") {
      for (const auto id : split_either(value)) refer("title", id);
    } else if (key == "office") {
      const auto words = split_words(value);
      refer("office", words[0]);
      if (words.size() > 2 || (words.size() == 2 && !parse_period(words[1])))
        error(at, field, fmt::format("\"{}\" is no holding", value), "write: office ID FROM..TO with dates YYYY, YYYY-MM or YYYY-MM-DD");
    } else if (key == "member") {
      for (const auto id : split_list(value))
        if (!has("state", id) && !has("body", id))
          dangling(at, field, "state or body", id);
    } else if (key == "valid" || key == "born" || key == "died") {
      if (!parse_period(value)) error(at, field, fmt::format("\"{}\" is no period", value), "write FROM..TO, each end optional");
    } else if (key == "rank") {
      const auto rank = parse_integer(value);
      if (!rank || *rank < 1 || *rank > 7) error(at, field, fmt::format("\"{}\" is no rank", value), "write 1 (head of state) to 7");
    } else if (key == "at") {
      if (!parse_point(value)) error(at, field, fmt::format("\"{}\" is no point", value), "write latitude,longitude: 39.9,116.4");
    } else if (key == "capital") {
      for (const auto part : split_list(value)) {
        const auto capital = parse_placed_name(part);
        if (capital.name.find(',') != std::string_view::npos)
          error(at, field, fmt::format("\"{}\" is no capital", part), "write: capital Beijing 39.9,116.4");
      }
    } else if (key == "population") {
      const auto number = parse_integer(value);
      if (!number || *number < 0) error(at, field, fmt::format("\"{}\" is no number of people", value), "write digits only");
    } else if (key == "sex") {
      if (value != "m" && value != "f") error(at, field, fmt::format("\"{}\" is neither m nor f", value), "write m or f, or leave the line out");
    } else if (key == "track") {
      if (value != "state" && value != "party" && value != "military")
        error(at, field, fmt::format("\"{}\" is no track", value), "write state, party or military");
    }
    if (name_key(*entity_kind(kind), key)) {
      for (const auto name : split_list(value)) {
        if (name.find('|') != std::string_view::npos)
          warn(at, field, fmt::format("\"{}\" holds a bar", name), "separate names by a bar with a space on each side");
        if (!NameTrieBuilder().add(name, 0, NameKind::name))
          error(at, field, fmt::format("\"{}\" cannot be a name", name), "a name has 1 to 32 words");
      }
    }
  }

  void check_act(std::size_t at) {
    const auto& record = records_[at];
    bool yes = false, no = false;
    std::size_t place = 0;
    for (const auto& [key, value] : record) {
      const auto field = place++;
      yes = yes || key == "yes";
      no = no || key == "no";
      if (key == "cameo" && lists_length("cameo", value.size()) && !has("cameo", value))
        error(at, field, fmt::format("CAMEO has no code {}", value), "see lexicon/ontology/cameo.txt");
      if (key == "plover" && ids_.contains("plover")) {
        const auto words = split_words(value);
        if (!has("plover", words[0])) {
          error(at, field, fmt::format("PLOVER has no type {}", words[0]), "see lexicon/ontology/plover.txt");
        } else if (words.size() > 1 && !plover_lists(words[0], "mode", words[1])) {
          error(at, field, fmt::format("PLOVER's {} has no mode {}", words[0], words[1]), "see lexicon/ontology/plover.txt");
        }
      }
    }
    if (!yes || !no) warn(at, kRecord, fmt::format("no {} example", yes ? "negative" : no ? "positive" : "positive and no negative"),
                          "add: yes \"A sentence.\"  -> ARN visit GON  and: no \"A near miss.\"");
  }

  bool lists_length(const char* kind, std::size_t length) const {
    const auto found = ids_.find(kind);
    return found != ids_.end() &&
           std::any_of(found->second.begin(), found->second.end(), [&](std::string_view id) { return id.size() == length; });
  }

  bool plover_lists(std::string_view type, std::string_view key, std::string_view word) const {
    bool any = false;
    for (const auto& record : records_) {
      if (record.kind != "plover" || record.id != type) continue;
      for (const auto& field : record) {
        if (!field.key.starts_with(key)) continue;
        any = true;
        const auto words = split_either(field.value);
        if (std::find(words.begin(), words.end(), word) != words.end()) return true;
      }
    }
    return !any;
  }

  void check_cameo(std::size_t at) {
    const auto quad = parse_integer(records_[at].value("quad"));
    if (!quad || *quad < 1 || *quad > 4) error(at, kRecord, "quad is a whole number from 1 to 4", "1, 2 cooperation in word, deed; 3, 4 conflict in word, deed");
    if (!parse_number(records_[at].value("goldstein"))) error(at, kRecord, "goldstein is a number from -10 to 10", "write for example: goldstein 1.9");
  }

  void check_gazetteer(Arena& arena) {
    const World world(records_, arena);
    for (std::size_t at = 0; at < records_.size(); ++at)
      if (records_[at].kind == "gazetteer" && !has("state", records_[at].id)) error(at, kRecord, fmt::format("there is no state {}", records_[at].id), "a gazetteer is named after a listed state");
    const auto gazetteer = read_gazetteer(records_, world, arena, [&](std::size_t at, std::size_t field, std::string message, std::string remedy) {
      error(at, field, std::move(message), std::move(remedy));
    });
    for (const auto& name : gazetteer.names)
      if (!NameTrieBuilder().add(name.text, 0, NameKind::name)) warn(0, kRecord, fmt::format("the gazetteer's \"{}\" cannot be a name", name.text), "a name has 1 to 32 words");
  }

  // One full name for two entities, neither of which says when it is not meant.
  void check_names(Arena& arena) {
    const World world(records_, arena);
    std::vector<std::size_t> record_of;
    for (std::size_t at = 0; at < records_.size(); ++at)
      if (entity_kind(records_[at].kind)) record_of.push_back(at);
    std::unordered_map<std::string_view, std::uint32_t> first;
    for (const auto& name : world.names()) {
      if (name.kind != NameKind::name) continue;
      const auto [at, fresh] = first.emplace(name.text, name.entity);
      if (fresh || at->second == name.entity) continue;
      const auto& one = world.entities()[at->second];
      const auto& two = world.entities()[name.entity];
      const auto guarded = [&](std::uint32_t id) {
        const auto guards = world.guards(id);
        return !guards.not_before.empty() || !guards.not_after.empty() || !guards.not_with.empty();
      };
      if (guarded(at->second) || guarded(name.entity)) continue;
      if (one.kind == EntityKind::office && two.kind == EntityKind::office && one.country != two.country) continue;  // told apart by country
      if (one.kind != two.kind && !one.country.empty() && one.country == two.country) continue;
      if (name.entity >= record_of.size()) continue;
      const auto record = record_of[name.entity];
      std::size_t field = 0;
      for (std::size_t i = 0; i < source_.records()[record].fields.size(); ++i)
        if (const auto& value = source_.records()[record].fields[i].value;
            name.text.data() >= value.data() && name.text.data() < value.data() + value.size())
          field = i;
      warn(record, field, fmt::format("\"{}\" also means {}", name.text, one.id), "add not_before, not_after or not_with to one of them, or a fuller name");
    }
  }

  const Source& source_;
  std::vector<FieldView> fields_;
  std::vector<RecordView> records_;
  std::unordered_map<std::string, std::unordered_set<std::string_view>> ids_;
  std::vector<Found> found_;
  std::map<std::string, Missing> missing_;
};

}  // namespace

std::vector<Problem> check_lexicon(const Source& source) { return Checker(source).run(); }

}  // namespace dragoman
