#include "knowledge/schema.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

#include "knowledge/values.h"

namespace dragoman {

namespace {

constexpr std::array kSchemas = {
    RecordSchema{"state", "name original adjective people capital seat kind valid codes part_of not_before not_after not_with", "name",
                 "kind valid part_of"},
    RecordSchema{"body",
                 "name original bare acronym adjective people kind country seat member place valid owner domain wire language codes "
                 "not_before not_after not_with",
                 "name", "kind country place valid owner wire language"},
    RecordSchema{"office", "title of country track rank holders as valid not_before not_after not_with", "title",
                 "of country track rank holders valid"},
    RecordSchema{"person", "name original short sex country office order born died not_before not_after not_with", "name",
                 "sex country order born died"},
    RecordSchema{"title", "name suffix rank head_of kind not_before not_after not_with", "name", "suffix rank head_of kind"},
    RecordSchema{"agent", "name suffix kind not_before not_after not_with", "name", "suffix kind"},
    RecordSchema{"place", "name original adjective weak kind country at population not_before not_after not_with", "name",
                 "kind country at population"},
    RecordSchema{"gazetteer", "city region", "", ""},
    RecordSchema{"act",
                 "define plover contexts cameo family reciprocal movement unnamed roles verb noun adj side not yes no",
                 "define", "define plover cameo family reciprocal movement unnamed"},
    RecordSchema{"cameo", "label quad goldstein contexts plover", "quad goldstein", "label quad goldstein"},
    RecordSchema{"plover", "define modes contexts quad recipient", "", "define quad recipient"},
    RecordSchema{"set", "word", "word", ""},
    RecordSchema{"operator", "form lemma effect over yes no", "form lemma effect", "form effect"},
    RecordSchema{"light", "lemma effect yes no", "lemma effect", "effect"},
    RecordSchema{"cue", "form lemma stance hearer yes no", "form lemma stance", "form stance hearer"},
    RecordSchema{"furniture", "class starts ends contains equals max_words next", "class", "class max_words next"},
    RecordSchema{"timeword", "lemma value", "lemma value", "value"},
    RecordSchema{"abbreviation", "word", "word", ""},
    RecordSchema{"irregular", "form", "form", ""},
};

struct Choices {
  std::string_view kind, key, values;
};
constexpr std::array kChoices = {
    Choices{"state", "kind", "state territory historical"},
    Choices{"body", "kind",
            "government ministry parliament party military police court agency bank company igo ngo armed_group think_tank university "
            "outlet news_agency group"},
    Choices{"body", "owner", "state public party private"},
    Choices{"body", "wire", "yes no"},
    Choices{"office", "track", "state party military"},
    Choices{"office", "holders", "one many"},
    Choices{"person", "sex", "m f"},
    Choices{"title", "head_of", "state government"},
    Choices{"act", "reciprocal", "yes no"},
    Choices{"act", "movement", "yes no"},
    Choices{"act", "unnamed", "yes no"},
    Choices{"plover", "recipient", "yes no"},
    Choices{"cue", "stance", "asserts claims denies predicts doubts declines suggests"},
    Choices{"cue", "hearer", "obj"},
    Choices{"furniture", "next", "yes no"},
};

// Letters to add, drop or change, both sides short.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const auto changed = diagonal + (a[i] != b[j]);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

}  // namespace

std::span<const RecordSchema> record_schemas() { return kSchemas; }

const RecordSchema* record_schema(std::string_view kind) {
  for (const auto& schema : kSchemas)
    if (schema.kind == kind) return &schema;
  return nullptr;
}

std::string_view key_choices(std::string_view kind, std::string_view key) {
  for (const auto& choices : kChoices)
    if (choices.kind == kind && choices.key == key) return choices.values;
  return {};
}

std::string_view nearest_word(std::string_view words, std::string_view wrong) {
  if (wrong.size() > 40) return {};
  std::string_view best;
  std::size_t least = std::min<std::size_t>(3, wrong.size() / 2 + 1);
  for (const auto word : split_words(words))
    if (const auto away = distance(wrong, word); away < least) {
      least = away;
      best = word;
    }
  return best;
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
