// Which kinds of records there are and which keys each may have: the machine-readable side of lexicon/GRAMMAR.md.
#pragma once
#include <optional>
#include <span>
#include <string_view>

#include "knowledge/knowledge.h"

namespace dragoman {

struct RecordSchema {
  std::string_view kind;
  std::string_view keys;      // space-separated
  std::string_view required;  // likewise
  std::string_view single;    // likewise: keys of which the last line counts; the lines of every other key add up
};

std::span<const RecordSchema> record_schemas();
const RecordSchema* record_schema(std::string_view kind);  // nullptr when unknown
// The values a key may have, space-separated; empty when any value will do.
std::string_view key_choices(std::string_view kind, std::string_view key);
// The word that `wrong` was most likely meant to be: at most two letters away; empty when none is near.
std::string_view nearest_word(std::string_view space_separated, std::string_view wrong);
bool has_word(std::string_view space_separated, std::string_view word);

std::optional<EntityKind> entity_kind(std::string_view record_kind);  // nullopt for words and acts
// The keys of an entity record whose values are names, with what they are names as; nullopt for others.
std::optional<NameKind> name_key(EntityKind kind, std::string_view key);

}  // namespace dragoman
