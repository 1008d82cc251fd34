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
#include "knowledge/check_across.h"
#include "knowledge/gazetteer.h"
#include "knowledge/name_trie.h"
#include "knowledge/schema.h"
#include "knowledge/values.h"
#include "knowledge/word_tables.h"
#include "knowledge/world.h"

namespace dragoman {

namespace {

// Actor codes begin with a state or with one of these families.
constexpr std::string_view kFamilies = "IGO NGO MED REB";
// What `codes` may hold, and the code lists they are of: ISO 3166, Correlates of War, Gleditsch and Ward, FIPS 10-4, CAMEO.
constexpr std::string_view kCodeLists = "iso2 isonum cow gw fips cameo";

class Checker {
 public:
  explicit Checker(const Source& source) : source_(source), table_(source), records_(table_.records()) {
    for (const auto& record : records_) {
      ids_[std::string(record.kind)].insert(record.id);
      if (record.kind == "plover" && record.id != "contexts") plover_.emplace(record.id, &record);
      if (record.kind == "plover" && record.id == "contexts")
        for (const auto& field : record)
          for (const auto context : split_either(field.value)) contexts_.insert(context);
      if (record.kind == "cameo") cameo_lengths_.insert(record.id.size());
    }
  }

  std::vector<Problem> run() {
    for (const auto& fault : source_.faults()) put(Problem::error, "unreadable-line", fault.file, fault.line, fault.column, {}, fault.message, fault.remedy);
    for (std::size_t at = 0; at < records_.size(); ++at) check_record(at);
    Arena arena;
    const WordTables words(records_, arena, WordTables::Read::all, [&](std::size_t record, std::size_t field, const LineFault& fault) {
      tell(fault.missing_set ? Problem::missing : Problem::error, fault.missing_set ? "missing-set" : "bad-value", record, field, fault.message, fault.remedy);
    });
    const World world(records_, arena);
    const AcrossSink across = [&](AcrossFinding found) {
      if (found.other != found.record) found.message += fmt::format(" ({})", place_of(found.other));
      if (line_of(found.record, found.field == kNone ? kRecord : found.field) == 0) {  // told where it can be mended
        found.message = fmt::format("{} {}: {}", records_[found.record].kind, records_[found.record].id, found.message);
        found.record = found.other;
        found.field = kNone;
      }
      tell(Problem::warning, found.check, found.record, found.field == kNone ? kRecord : found.field, std::move(found.message), std::move(found.remedy));
    };
    check_shared_names(records_, world, across);
    check_holdings(records_, across);
    check_gazetteer(world, arena);
    list_replacements();
    for (const auto& [what, missing] : missing_)
      if (missing.times > 1) found_[missing.at].message += fmt::format(" (named {} times)", missing.times);
    std::stable_sort(found_.begin(), found_.end(), [](const Problem& a, const Problem& b) {
      return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
    });
    return std::move(found_);
  }

 private:
  struct Missing {
    std::size_t at;
    std::uint32_t times;
  };
  static constexpr std::size_t kRecord = SIZE_MAX;  // the record's own line

  bool has(const char* kind, std::string_view id) const {
    const auto found = ids_.find(kind);
    return found != ids_.end() && found->second.contains(id);
  }
  std::uint32_t line_of(std::size_t at, std::size_t field) const {
    const auto& record = source_.records()[at];
    return field == kRecord ? record.line : record.fields[field].line;
  }
  std::string place_of(std::size_t at) const {
    const auto& record = source_.records()[at];
    return record.line ? fmt::format("{}:{}", source_.file_name(record.file), record.line) : source_.file_name(record.file);
  }
  void put(Problem::Level level, std::string_view check, std::uint32_t file, std::uint32_t line, std::uint32_t column, std::string record, std::string message,
           std::string remedy) {
    if (line == 0) return;  // in a compiled lexicon, where nobody can mend it
    found_.push_back({level, check, file, line, column, std::move(record), std::move(message), std::move(remedy)});
  }
  void tell(Problem::Level level, std::string_view check, std::size_t at, std::size_t field, std::string message, std::string remedy) {
    const auto& record = source_.records()[at];
    std::uint32_t file = record.file, line = record.line, column = 1;
    if (field != kRecord) std::tie(file, line, column) = std::tuple(record.fields[field].file, record.fields[field].line, record.fields[field].value_column);
    put(level, check, file, line, column, fmt::format("{} {}", record.kind, record.id), std::move(message), std::move(remedy));
  }
  void error(std::string_view check, std::size_t at, std::size_t field, std::string message, std::string remedy) {
    tell(Problem::error, check, at, field, std::move(message), std::move(remedy));
  }
  void warn(std::string_view check, std::size_t at, std::size_t field, std::string message, std::string remedy) {
    tell(Problem::warning, check, at, field, std::move(message), std::move(remedy));
  }
  void dangling(std::size_t at, std::size_t field, std::string_view kind, std::string_view id) {
    if (line_of(at, field) == 0) return;
    const auto [place, fresh] = missing_.emplace(fmt::format("{} {}", kind, id), Missing{found_.size(), 0});
    ++place->second.times;
    if (!fresh) return;
    tell(Problem::missing, "missing-id", at, field, fmt::format("there is no {} {}", kind, id), "add the record or mend the id; check your own files together with the lexicon");
  }

  // A later file that gives another value, and every KEY= line that took lines of another file away.
  void list_replacements() {
    for (const auto& one : source_.replacements())
      if (one.by.file != one.earlier.file) replaced(one.record, one.by, one.earlier);
    for (std::uint32_t at = 0; at < records_.size(); ++at) {
      const auto* schema = record_schema(records_[at].kind);
      if (!schema) continue;
      std::unordered_map<std::string_view, const SourceField*> given;
      for (const auto& field : source_.records()[at].fields) {
        if (!has_word(schema->single, field.key)) continue;
        const auto [earlier, fresh] = given.emplace(field.key, &field);
        if (fresh) continue;
        if (earlier->second->file != field.file) {
          if (earlier->second->value != field.value) replaced(at, field, *earlier->second);
        } else {
          put(Problem::warning, "given-twice", field.file, field.line, field.value_column, fmt::format("{} {}", records_[at].kind, records_[at].id),
              fmt::format("\"{}\" is given a second time (line {} has it first); the last counts", field.key, earlier->second->line), "take one of the two lines out");
        }
        earlier->second = &field;
      }
    }
  }
  void replaced(std::uint32_t at, const SourceField& by, const SourceField& earlier) {
    const auto before = source_.where(earlier.file, earlier.line, earlier.key_column);
    put(Problem::replaced, "replaced", by.file, by.line, by.key_column, fmt::format("{} {}", records_[at].kind, records_[at].id),
        by.value.empty() ? fmt::format("{} \"{}\" is taken away ({})", by.key, earlier.value, before)
                         : fmt::format("{} \"{}\" takes the place of \"{}\" ({})", by.key, by.value, earlier.value, before),
        "");
  }

  void check_record(std::size_t at) {
    const auto& record = records_[at];
    const auto* schema = record_schema(record.kind);
    if (!schema) {
      error("unknown-kind", at, kRecord, fmt::format("there is no kind \"{}\"", record.kind), unknown_remedy(all_kinds(), record.kind, "known kinds"));
      return;
    }
    for (const auto key : split_words(schema->required))
      if (std::none_of(record.begin(), record.end(), [&](const FieldView& field) { return field.key == key; })) {
        if (record.kind == "body" && key == "name" && !record.value("acronym").empty()) continue;
        error("missing-key", at, kRecord, fmt::format("the field \"{}\" is missing", key), "add it, indented under the record");
      }
    std::size_t place = 0;
    for (const auto& [key, value] : record) {
      const auto field = place++;
      if (!has_word(schema->keys, key)) {
        source_key(at, field, fmt::format("a {} has no field \"{}\"", record.kind, key), unknown_remedy(schema->keys, key, "known fields"));
        continue;
      }
      if (const auto choices = key_choices(record.kind, key); !choices.empty() && !has_word(choices, value)) {
        // Kinds of bodies and places are only names to the program: a new one does no harm.
        tell(key == "kind" ? Problem::warning : Problem::error, "bad-value", at, field, fmt::format("\"{}\" is no {} of a {}", value, key, record.kind), unknown_remedy(choices, value, "write one of"));
        continue;
      }
      if (entity_kind(record.kind)) check_entity_field(at, field, record.kind, key, value);
    }
    if (record.kind == "act") check_act(at);
    if (record.kind == "cameo") check_cameo(at);
    if (record.kind == "body") check_family(at);
    if (record.kind == "set" && record.id.starts_with("class.") && !has("act", record.id.substr(6)))
      dangling(at, kRecord, "act", record.id.substr(6));
  }

  static std::string unknown_remedy(std::string_view known, std::string_view wrong, std::string_view before) {
    const auto near = nearest_word(known, wrong);
    return near.empty() ? fmt::format("{}: {}", before, known) : fmt::format("did you mean \"{}\"? {}: {}", near, before, known);
  }
  static std::string all_kinds() {
    std::string kinds;
    for (const auto& schema : record_schemas()) kinds += (kinds.empty() ? "" : " ") + std::string(schema.kind);
    return kinds;
  }
  // At the key, not at its value.
  void source_key(std::size_t at, std::size_t field, std::string message, std::string remedy) {
    const auto& place = source_.records()[at].fields[field];
    put(Problem::error, "unknown-key", place.file, place.line, place.key_column, fmt::format("{} {}", records_[at].kind, records_[at].id), std::move(message), std::move(remedy));
  }

  void check_family(std::size_t at) {
    const auto id = records_[at].id;
    const auto family = id.substr(0, id.find('.'));
    if (!has_word(kFamilies, family) && !has("state", family)) dangling(at, kRecord, "state", family);
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
        error("bad-value", at, field, fmt::format("\"{}\" is no holding", value), "write: office ID FROM..TO with dates YYYY, YYYY-MM or YYYY-MM-DD");
    } else if (key == "member") {
      for (const auto id : split_list(value))
        if (!has("state", id) && !has("body", id))
          dangling(at, field, "state or body", id);
    } else if (key == "valid" || key == "born" || key == "died") {
      if (!parse_period(value)) error("bad-value", at, field, fmt::format("\"{}\" is no period", value), "write FROM..TO, each end optional");
    } else if (key == "rank") {
      const auto rank = parse_integer(value);
      if (!rank || *rank < 1 || *rank > 7) error("bad-value", at, field, fmt::format("\"{}\" is no rank", value), "write 1 (head of state) to 7");
    } else if (key == "at") {
      if (!parse_point(value)) error("bad-value", at, field, fmt::format("\"{}\" is no point", value), "write latitude,longitude: 39.9,116.4");
    } else if (key == "capital") {
      for (const auto part : split_list(value)) {
        const auto capital = parse_placed_name(part);
        if (capital.name.find(',') != std::string_view::npos)
          error("bad-value", at, field, fmt::format("\"{}\" is no capital", part), "write: capital Beijing 39.9,116.4");
      }
    } else if (key == "population") {
      const auto number = parse_integer(value);
      if (!number || *number < 0) error("bad-value", at, field, fmt::format("\"{}\" is no number of people", value), "write digits only");
    } else if (key == "codes") {
      for (const auto code : split_words(value)) {
        const auto equals = code.find('=');
        if (equals == std::string_view::npos || equals + 1 == code.size() || !has_word(kCodeLists, code.substr(0, equals)))
          error("bad-value", at, field, fmt::format("\"{}\" is no code", code), fmt::format("write LIST=CODE; known lists: {}", kCodeLists));
      }
    }
    if (name_key(*entity_kind(kind), key)) {
      for (const auto name : split_list(value)) {
        if (name.find('|') != std::string_view::npos)
          warn("bad-name", at, field, fmt::format("\"{}\" holds a bar", name), "separate names by a bar with a space on each side");
        if (!NameTrieBuilder().add(name, 0, NameKind::name))
          error("bad-name", at, field, fmt::format("\"{}\" cannot be a name", name), "a name has 1 to 32 words");
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
      if (key == "cameo" && cameo_lengths_.contains(value.size()) && !has("cameo", value))
        error("unknown-code", at, field, fmt::format("CAMEO has no code {}", value), "see lexicon/ontology/cameo.txt");
      if (key == "plover" && !plover_.empty()) check_plover(at, field, split_words(value));
      if (key == "yes") check_example(at, field, value);
      if (key == "contexts" && !contexts_.empty())
        for (const auto context : split_either(value))
          if (!contexts_.contains(context)) error("unknown-code", at, field, fmt::format("PLOVER has no context {}", context), "see lexicon/ontology/plover.txt");
    }
    if (record.value("cameo").empty())
      warn("no-code", at, kRecord, record.value("plover").empty() ? "neither a PLOVER type nor a CAMEO code" : "no CAMEO code", "add: cameo CODE, and plover TYPE MODE where it is one of the sixteen types");
    if (!yes || !no) warn("no-example", at, kRecord, fmt::format("no {} example", yes ? "negative" : no ? "positive" : "positive and no negative"),
                          "add: yes \"A sentence.\"  -> ARN visit GON  and: no \"A near miss.\"");
  }

  void check_plover(std::size_t at, std::size_t field, const std::vector<std::string_view>& words) {
    const auto type = plover_.find(words[0]);
    if (type == plover_.end()) return error("unknown-code", at, field, fmt::format("PLOVER has no type {}", words[0]), "see lexicon/ontology/plover.txt");
    if (words.size() < 2) return;
    bool lists_modes = false;
    for (const auto& line : *type->second) {
      if (line.key != "modes") continue;
      lists_modes = true;
      const auto modes = split_either(line.value);
      if (std::find(modes.begin(), modes.end(), words[1]) != modes.end()) return;
    }
    if (lists_modes) error("unknown-code", at, field, fmt::format("PLOVER's {} has no mode {}", words[0], words[1]), "see lexicon/ontology/plover.txt");
  }

  // "-> ARN visit GON": the act must be there; the states of an example may be invented.
  void check_example(std::size_t at, std::size_t field, std::string_view value) {
    const auto arrow = value.rfind("->");
    if (arrow == std::string_view::npos) return;  // told by the reader of examples
    const auto words = split_words(value.substr(arrow + 2));
    if (words.size() > 1 && !has("act", words[1])) dangling(at, field, "act", words[1]);
  }

  void check_cameo(std::size_t at) {
    const auto quad = parse_integer(records_[at].value("quad"));
    if (!quad || *quad < 1 || *quad > 4) error("bad-value", at, kRecord, "quad is a whole number from 1 to 4", "1, 2 cooperation in word, deed; 3, 4 conflict in word, deed");
    if (!parse_number(records_[at].value("goldstein"))) error("bad-value", at, kRecord, "goldstein is a number from -10 to 10", "write for example: goldstein 1.9");
  }

  void check_gazetteer(const World& world, Arena& arena) {
    for (std::size_t at = 0; at < records_.size(); ++at)
      if (records_[at].kind == "gazetteer" && !has("state", records_[at].id)) dangling(at, kRecord, "state", records_[at].id);
    const auto gazetteer = read_gazetteer(records_, world, arena, [&](std::size_t at, std::size_t field, std::string message, std::string remedy) {
      error("bad-value", at, field, std::move(message), std::move(remedy));
    });
    for (const auto& name : gazetteer.names)
      if (!NameTrieBuilder().add(name.text, 0, NameKind::name)) warn("bad-name", 0, kRecord, fmt::format("the gazetteer's \"{}\" cannot be a name", name.text), "a name has 1 to 32 words");
  }

  const Source& source_;
  const RecordTable table_;
  std::span<const RecordView> records_;
  std::unordered_map<std::string, std::unordered_set<std::string_view>> ids_;
  std::unordered_map<std::string_view, const RecordView*> plover_;
  std::unordered_set<std::string_view> contexts_;
  std::unordered_set<std::size_t> cameo_lengths_;
  std::vector<Problem> found_;
  std::map<std::string, Missing> missing_;
};

}  // namespace

std::string_view to_string(Problem::Level level) {
  switch (level) {
    case Problem::error: return "error";
    case Problem::missing: return "missing";
    case Problem::warning: return "warning";
    case Problem::replaced: return "replaced";
  }
  return "error";
}

std::vector<Problem> check_lexicon(const Source& source) { return Checker(source).run(); }

}  // namespace dragoman
