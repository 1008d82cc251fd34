// For tests only: the word lists of lexicon/en/segment read from their text, and nothing else.
#pragma once
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "knowledge/knowledge.h"

namespace dragoman {

class WordKnowledge : public Knowledge {
 public:
  explicit WordKnowledge(const std::string& path) {
    std::ifstream file(path);
    std::string line, kind, id;
    while (std::getline(file, line)) {
      if (line.empty() || line[0] == '#') continue;
      if (const auto comment = line.find("  #"); comment != std::string::npos) line.resize(comment);
      std::istringstream words(line);
      if (line[0] != ' ') {
        words >> kind >> id;
        continue;
      }
      std::string word;
      words >> word;
      while (words >> word)
        if (word != "|") sets_[kind == "abbreviation" ? "" : id].insert(word);
    }
    for (const auto& [name, members] : sets_) views_[name].assign(members.begin(), members.end());
  }

  std::string_view fingerprint() const override { return "test"; }
  std::uint32_t entity_count() const override { return 0; }
  const Entity& entity(std::uint32_t) const override { return nothing_; }
  std::uint32_t find(EntityKind, std::string_view) const override { return kNone; }
  NameMatch longest_name(std::span<const NamePiece>, std::size_t, std::size_t) const override { return {}; }
  NameGuards guards(std::uint32_t) const override { return {}; }
  std::span<const Holding> holdings(std::uint32_t) const override { return {}; }
  std::vector<Holding> offices_on(std::uint32_t, Day, Day) const override { return {}; }
  std::uint32_t office_for(std::string_view, std::string_view) const override { return kNone; }
  std::vector<std::uint32_t> holders(std::uint32_t, Day, Day) const override { return {}; }
  std::span<const Act> acts() const override { return {}; }
  std::uint32_t find_act(std::string_view) const override { return kNone; }
  std::span<const Pattern* const> patterns(std::string_view, Pattern::Kind) const override { return {}; }
  std::span<const Operator* const> operators(std::string_view, Operator::Form) const override { return {}; }
  std::span<const Light* const> lights(std::string_view) const override { return {}; }
  std::span<const Cue* const> cues(std::string_view, Cue::Form) const override { return {}; }
  std::span<const FurnitureRule> furniture() const override { return {}; }
  const TimeWord* time_word(std::string_view) const override { return nullptr; }
  bool in_set(std::string_view name, std::string_view lemma) const override {
    const auto found = sets_.find(name);
    return found != sets_.end() && found->second.count(lemma) > 0;
  }
  std::span<const std::string_view> set(std::string_view name) const override {
    const auto found = views_.find(name);
    return found == views_.end() ? std::span<const std::string_view>{} : std::span<const std::string_view>(found->second);
  }
  bool abbreviation(std::string_view word) const override { return in_set("", word); }

 private:
  std::map<std::string, std::set<std::string, std::less<>>, std::less<>> sets_;
  std::map<std::string, std::vector<std::string_view>, std::less<>> views_;
  Entity nothing_;
};

}  // namespace dragoman
