// What a name alone, without a text around it, means to the lexicon.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "knowledge/knowledge.h"

namespace dragoman::train {

struct NameReading {
  std::vector<std::uint32_t> entities;  // what the whole name can mean
  std::string_view country;             // of a name that is put together: "Ruritanian Army", "Government of Ruritania"
  bool found() const { return !entities.empty() || !country.empty(); }
};

// Reads a name as a reader of a heading would: all of it is one listed name, or it joins a state or a place to a generic agent, a title or
// a body that needs a country. A country in parentheses behind the name ("National Guard (Ruritania)") counts as one before
// it; other words in parentheses are passed over. Names that only hold after a fuller one are left out.
NameReading read_name(std::string_view name, const Knowledge& knowledge);

// True when the reading, or any of its meanings, belongs to `code`: a country, or the dot path of a body or what it lies under.
bool belongs(const NameReading& reading, std::string_view code, const Knowledge& knowledge);

// Whether a person is of this country or body, by the record or by an office.
bool person_of(std::uint32_t person, std::string_view code, const Knowledge& knowledge);

// Persons by the words of their names: finds who is meant by a family name alone, as lists of leaders give them.
class PersonIndex {
 public:
  explicit PersonIndex(const Knowledge& knowledge);
  // Persons one of whose names holds every word of `name`, in any order; initials, and what stands in parentheses, are passed over.
  std::vector<std::uint32_t> find(std::string_view name) const;

 private:
  struct Name {
    std::uint32_t person;
    std::vector<std::uint64_t> words;  // sorted
  };
  std::vector<Name> names_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> with_word_;  // word → names_
};

}  // namespace dragoman::train
