#include "knowledge/schema.h"

#include <array>

namespace dragoman {

namespace {

constexpr std::array kSchemas = {
    RecordSchema{"state", "name original adjective people capital seat kind valid codes part_of not_before not_after not_with", "name"},
    RecordSchema{"body",
                 "name original bare acronym adjective people kind country seat member place valid owner domain wire language codes "
                 "not_before not_after not_with",
                 "name"},
    RecordSchema{"office", "title of country track rank as valid not_before not_after not_with", "title"},
    RecordSchema{"person", "name original short sex country office order born died not_before not_after not_with", "name"},
    RecordSchema{"title", "name suffix rank head_of kind not_before not_after not_with", "name"},
    RecordSchema{"agent", "name suffix kind not_before not_after not_with", "name"},
    RecordSchema{"place", "name original adjective weak kind country at population not_before not_after not_with", "name"},
    RecordSchema{"gazetteer", "city region", ""},
    RecordSchema{"act",
                 "define plover contexts cameo family reciprocal movement roles verb noun adj side not yes no",
                 "define"},
    RecordSchema{"cameo", "label quad goldstein contexts plover", "quad goldstein"},
    RecordSchema{"plover", "define modes contexts quad recipient", ""},
    RecordSchema{"set", "word", "word"},
    RecordSchema{"operator", "form lemma effect over yes no", "form lemma effect"},
    RecordSchema{"light", "lemma effect yes no", "lemma effect"},
    RecordSchema{"cue", "form lemma stance hearer yes no", "form lemma stance"},
    RecordSchema{"furniture", "class starts ends contains equals max_words next", "class"},
    RecordSchema{"timeword", "lemma value", "lemma value"},
    RecordSchema{"abbreviation", "word", "word"},
    RecordSchema{"irregular", "form", "form"},
};

}  // namespace

std::span<const RecordSchema> record_schemas() { return kSchemas; }

const RecordSchema* record_schema(std::string_view kind) {
  for (const auto& schema : kSchemas)
    if (schema.kind == kind) return &schema;
  return nullptr;
}

bool has_word(std::string_view words, std::string_view word) {
  for (std::size_t at = words.find(word); at != std::string_view::npos; at = words.find(word, at + 1)) {
    const auto end = at + word.size();
    if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' ')) return true;
  }
  return false;
}

std::optional<EntityKind> entity_kind(std::string_view kind) {
  if (kind == "state") return EntityKind::state;
  if (kind == "body") return EntityKind::body;
  if (kind == "person") return EntityKind::person;
  if (kind == "place") return EntityKind::place;
  if (kind == "agent") return EntityKind::agent;
  if (kind == "title") return EntityKind::title;
  if (kind == "office") return EntityKind::office;
  return std::nullopt;
}

std::optional<NameKind> name_key(EntityKind kind, std::string_view key) {
  if (key == "name" || key == "original" || key == "acronym") return NameKind::name;
  if (key == "adjective") return NameKind::adjective;
  if (key == "people") return NameKind::people;
  if (key == "seat") return NameKind::seat;
  if (key == "bare") return NameKind::bare;
  if (key == "weak" && kind == EntityKind::place) return NameKind::weak;
  if (key == "short" && kind == EntityKind::person) return NameKind::shorter;
  if (key == "title" && kind == EntityKind::office) return NameKind::name;
  return std::nullopt;
}

}  // namespace dragoman
