// The words of a claim: phrases of the lexicon's record sets, numbers, dates, and which words the reading has accounted for.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coding/time.h"
#include "dragoman/document.h"
#include "knowledge/knowledge.h"

namespace dragoman {

struct PhraseMatch {
  std::uint32_t first = 0, end = 0;  // tokens
  std::string_view phrase, value;    // as the lexicon has it; what stands behind " : "
  explicit operator bool() const { return end > first; }
};

// One per claim; views of the document.
class ClaimWords {
 public:
  ClaimWords(const Document& document, const Knowledge& knowledge);

  // The longest phrase of the set `record.NAME` that begins nearest to `from`, before `to`.
  PhraseMatch find(std::string_view name, std::uint32_t from = 0, std::uint32_t to = kNone) const;
  PhraseMatch find_last(std::string_view name, std::uint32_t from = 0, std::uint32_t to = kNone) const;
  // The same, and its words are accounted for.
  PhraseMatch take(std::string_view name, std::uint32_t from = 0, std::uint32_t to = kNone);
  void use(std::uint32_t first, std::uint32_t end);
  bool used(std::uint32_t token) const { return used_[token]; }

  std::uint32_t size() const { return static_cast<std::uint32_t>(lower_.size()); }
  std::string_view lower(std::uint32_t token) const { return lower_[token]; }
  bool is(std::uint32_t token, std::string_view word) const { return token < size() && (lower_[token] == word || doc.lemma[token] == word); }
  // A number in words or digits, "first" … as an ordinal; 0 when it is none.
  int number(std::uint32_t token) const;
  int ordinal(std::uint32_t token) const;
  // Mention whose words include this token; nullptr when none.
  const Mention* mention_over(std::uint32_t token) const;
  // The word before a mention, past articles and adjectives; empty at the start.
  std::string_view before(const Mention& mention) const;
  std::string text(std::uint32_t first, std::uint32_t end) const;
  // Content words that nothing accounts for.
  std::vector<std::string> left_over() const;

  const Document& doc;
  const Knowledge& knowledge;
  std::vector<Timex> times;

 private:
  PhraseMatch at(std::string_view set, std::uint32_t token) const;
  std::vector<std::string> lower_;
  std::vector<bool> used_;
};

}  // namespace dragoman
