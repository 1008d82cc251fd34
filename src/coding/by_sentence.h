// Slices of document-wide lists that are ordered by sentence, so that no sentence pays for the length of its article.
#pragma once
#include <algorithm>
#include <span>
#include <vector>

#include "coding/attribution.h"
#include "coding/time.h"
#include "dragoman/document.h"

namespace dragoman {

// Items whose token (by `token_of`) lies in the sentence of `token`.
template <class T, class TokenOf>
std::span<const T> of_sentence(const Document& doc, const std::vector<T>& items, std::uint32_t token, TokenOf token_of) {
  const auto found = std::ranges::equal_range(items, doc.sentence_of[token], {}, [&](const T& item) { return doc.sentence_of[token_of(item)]; });
  return {found.begin(), found.end()};
}

inline std::span<const Timex> times_beside(const Document& doc, const std::vector<Timex>& times, std::uint32_t token) {
  return of_sentence(doc, times, token, [](const Timex& t) { return t.first; });
}
inline std::span<const Saying> sayings_beside(const Document& doc, const std::vector<Saying>& sayings, std::uint32_t token) {
  return of_sentence(doc, sayings, token, [](const Saying& s) { return s.root; });
}
inline std::span<const Mention> mentions_beside(const Document& doc, std::uint32_t token) {
  return of_sentence(doc, doc.mentions, token, [](const Mention& m) { return m.first; });
}

}  // namespace dragoman
