// Sentences whose source and target phrases are marked, a word and a label a line (cameo_ner).
#pragma once
#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dragoman/article.h"
#include "dragoman/pipeline.h"
#include "dragoman/result.h"

namespace dragoman::train {

inline constexpr std::string_view kPartyRoles = "STR";  // source, target, either side of a reciprocal act

// Words [first, end) of a sentence in one role.
struct PartySpan {
  char role = 'S';
  std::size_t first = 0, end = 0;
  friend bool operator==(const PartySpan&, const PartySpan&) = default;
};

struct PartySentence {
  std::vector<std::string> words;
  std::vector<PartySpan> spans;
};

// Labels are O, B-S, I-S, B-T …; a word, white space and its label a line, an empty line between sentences.
// Errors: not_found, bad_format (a line without a label, a label of another kind), each with file and line.
Result<std::vector<PartySentence>> read_party_sentences(const std::string& path);

// The words as running text, and where each stands in it: no space before a comma, a possessive or within a number.
std::string running_text(const std::vector<std::string>& words, std::vector<Span>& where);

// Finds the parties of sentences given as words. One per thread.
class PartyReader {
 public:
  explicit PartyReader(std::shared_ptr<const Models> models);
  ~PartyReader();
  // In order of the words; no two overlap.
  std::vector<PartySpan> read(const std::vector<std::string>& words);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Exact spans of each role.
struct PartyScore {
  struct Counts {
    std::size_t right = 0, found = 0, gold = 0;
    double precision() const { return found ? 100.0 * static_cast<double>(right) / static_cast<double>(found) : 0; }
    double recall() const { return gold ? 100.0 * static_cast<double>(right) / static_cast<double>(gold) : 0; }
    double f1() const { return found + gold ? 200.0 * static_cast<double>(right) / static_cast<double>(found + gold) : 0; }
  };
  std::size_t sentences = 0;
  std::array<Counts, 3> role;  // as in kPartyRoles
  void add(const std::vector<PartySpan>& gold, const std::vector<PartySpan>& found);
  Counts all() const;
};

// The sentence in the shape of the gold file.
std::string party_lines(const std::vector<std::string>& words, const std::vector<PartySpan>& spans);

}  // namespace dragoman::train
