// What was spoken of before: the memory that coreference looks back into.
#pragma once
#include <string_view>
#include <unordered_map>

#include "parse/mention_work.h"

namespace dragoman {

class Antecedents {
 public:
  explicit Antecedents(MentionWork& work)
      : work_(work), doc_(work.doc), entities_(work.memory), latest_(work.memory), words_(work.memory), parts_(work.memory), states_(work.memory) {}

  // Mentions are remembered in order; `index` is resolved.
  void remember(std::uint32_t index);

  std::uint32_t of_entity(std::uint32_t entity) const { return find(entities_, entity); }  // first mention, or kNone
  std::uint32_t of_words(std::string_view words) const { return find(words_, words); }     // latest mention, or kNone
  std::uint32_t of_name_part(std::string_view part) const { return find(parts_, part); }   // latest person, or kNone
  std::uint32_t latest_of(std::uint32_t entity) const { return find(latest_, entity); }

  // he, she, it, they. kNone when nothing fits nearby.
  std::uint32_t of_pronoun(std::uint32_t pronoun) const;
  // Mentions joined to this one by "and", itself included, in order of the text: "Arnor and Gondor … their".
  void row_of(std::uint32_t mention, std::pmr::vector<std::uint32_t>& members) const;
  // "the country": the state spoken of last.
  std::uint32_t of_country(std::uint32_t description) const;
  // "the bloc": the union of states spoken of last.
  std::uint32_t of_union(std::uint32_t description) const;
  // whose: what the relative clause hangs on.
  std::uint32_t of_relative(std::uint32_t pronoun) const;
  // I and we: who says so.
  std::uint32_t of_speaker(std::uint32_t pronoun) const;
  // "the army", with no country said: the actor nearby whose country it most likely shares.
  std::uint32_t of_nation(std::uint32_t agent) const;
  // The mentions behind "the two countries", "both leaders": the nearest of different countries, in order of the text.
  void of_group(std::uint32_t group, std::pmr::vector<std::uint32_t>& members) const;
  // The latest person that holds the office a bare title names ("the president").
  std::uint32_t of_title(std::uint32_t role) const;

 private:
  template <class Map, class Key>
  static std::uint32_t find(const Map& map, const Key& key) {
    const auto found = map.find(key);
    return found == map.end() ? kNone : found->second;
  }
  bool fits(std::uint32_t pronoun, std::uint32_t candidate) const;
  // The fitting mention before this one, a few sentences back at most, that costs least; kNone when there is none.
  template <class Fits>
  std::uint32_t cheapest(std::uint32_t mention, Fits fits) const;
  float cost(std::uint32_t pronoun, std::uint32_t candidate) const;
  std::uint32_t verb_above(std::uint32_t token) const;
  bool acts(std::uint32_t verb) const;
  bool joined(std::uint32_t candidate) const;
  bool beside(std::uint32_t pronoun, std::uint32_t candidate) const;
  float rival(std::uint32_t pronoun) const;

  MentionWork& work_;
  Document& doc_;
  std::pmr::unordered_map<std::uint32_t, std::uint32_t> entities_, latest_;
  std::pmr::unordered_map<std::string_view, std::uint32_t> words_, parts_, states_;
};

}  // namespace dragoman
