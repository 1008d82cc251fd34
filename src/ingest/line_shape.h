// What a line looks like, without knowing what its words mean.
#pragma once
#include <cstdint>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "dragoman/result.h"

namespace dragoman {

struct LineShape {
  std::pmr::string folded;             // lower case, straight quotes, single spaces; only the first bytes of a long line
  std::pmr::vector<std::uint32_t> words;  // hashes of its different words, ascending, letters and digits only; of a long line the first
  std::uint64_t key = 0;          // hash of all its letters and digits
  std::uint32_t word_count = 0;
  std::uint32_t lower_words = 0;  // of them, those that begin with a lower-case letter
  bool final_stop = false;        // ends in . ! ? … (quotes and brackets after it aside)
  bool question = false;          // ends in ! or ?
  bool colon = false;             // ends in :
  bool one_sentence = false;      // no stop followed by a capital inside
  bool quoted = false;            // has a quotation of two words or more
  bool opens_lower = false;       // begins with a lower-case letter
  bool wordless = false;          // neither letters nor digits
};

inline constexpr std::uint32_t kLongLine = 130;  // words; longer lines are paragraphs and are not looked at closely

// The shape lives in `scratch`.
LineShape line_shape(std::string_view line, std::pmr::memory_resource& scratch = *std::pmr::get_default_resource());

// Whether `phrase` (lower case) stands in `folded` at `at` as whole words.
bool phrase_at(std::string_view folded, std::size_t at, std::string_view phrase);

// Share of words two lines have in common, of all the words they have: 0 … 1.
double word_overlap(const LineShape& a, const LineShape& b);

}  // namespace dragoman
