#include "analyse/claim_words.h"

#include <algorithm>
#include <charconv>

namespace dragoman {

namespace {

std::string small(std::string_view text) {
  std::string low(text);
  for (char& c : low)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return low;
}

bool joins(std::string_view form) { return form == "-" || form == "–"; }

}  // namespace

ClaimWords::ClaimWords(const Document& document, const Knowledge& with) : doc(document), knowledge(with), times(find_times(document, with)), used_(document.token_count()) {
  for (std::uint32_t t = 0; t < doc.token_count(); ++t) lower_.push_back(small(doc.form[t]));
}

PhraseMatch ClaimWords::at(std::string_view set, std::uint32_t token) const {
  PhraseMatch best;
  if (joins(lower_[token])) return best;
  for (const std::string_view entry : knowledge.set(set)) {
    const auto colon = entry.find(" : ");
    std::string_view phrase = entry.substr(0, colon);
    const std::string_view whole = phrase;
    std::uint32_t t = token;
    bool fits = true;
    while (fits && !phrase.empty()) {
      const auto end = std::min(phrase.find(' '), phrase.size());
      const auto word = phrase.substr(0, end);
      phrase.remove_prefix(std::min(end + 1, phrase.size()));
      while (t < size() && joins(lower_[t])) ++t;
      fits = t < size() && (lower_[t] == word || doc.lemma[t] == word);
      ++t;
    }
    if (fits && t - token > best.end - best.first) best = {token, t, whole, colon == std::string_view::npos ? std::string_view() : entry.substr(colon + 3)};
  }
  return best;
}

PhraseMatch ClaimWords::find(std::string_view name, std::uint32_t from, std::uint32_t to) const {
  const std::string set = "record." + std::string(name);
  for (std::uint32_t t = from; t < std::min(to, size()); ++t)
    if (const auto match = at(set, t)) return match;
  return {};
}

PhraseMatch ClaimWords::find_last(std::string_view name, std::uint32_t from, std::uint32_t to) const {
  const std::string set = "record." + std::string(name);
  for (std::uint32_t t = std::min(to, size()); t-- > from;)
    if (const auto match = at(set, t)) return match;
  return {};
}

PhraseMatch ClaimWords::take(std::string_view name, std::uint32_t from, std::uint32_t to) {
  const auto match = find(name, from, to);
  use(match.first, match.end);
  return match;
}

void ClaimWords::use(std::uint32_t first, std::uint32_t end) {
  for (std::uint32_t t = first; t < std::min(end, size()); ++t) used_[t] = true;
}

int ClaimWords::number(std::uint32_t token) const {
  if (token >= size()) return 0;
  int value = 0;
  const std::string& word = lower_[token];
  const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (problem == std::errc() && end == word.data() + word.size()) return value;
  const TimeWord* time = knowledge.time_word(word);
  return time && time->type == "number" ? time->value : 0;
}

int ClaimWords::ordinal(std::uint32_t token) const {
  if (token >= size()) return 0;
  const std::string& word = lower_[token];
  if (const TimeWord* time = knowledge.time_word(word); time && time->type == "ordinal") return time->value;
  int value = 0;
  const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), value);
  return problem == std::errc() && end + 2 == word.data() + word.size() && end[0] >= 'a' && end[0] <= 'z' ? value : 0;
}

const Mention* ClaimWords::mention_over(std::uint32_t token) const {
  const Mention* found = nullptr;
  for (const Mention& m : doc.mentions)
    if (m.first <= token && token < m.end && (!found || m.end - m.first < found->end - found->first)) found = &m;
  return found;
}

std::string_view ClaimWords::before(const Mention& mention) const {
  for (std::uint32_t t = mention.first; t-- > 0;) {
    const Mention* other = mention_over(t);
    if (doc.upos[t] == Upos::DET || doc.upos[t] == Upos::ADJ || doc.upos[t] == Upos::NUM || joins(lower_[t]) || (other && other->adjectival)) continue;
    return lower_[t];
  }
  return {};
}

std::string ClaimWords::text(std::uint32_t first, std::uint32_t end) const {
  if (first >= end) return {};
  return std::string(doc.words({doc.span[first].begin, doc.span[end - 1].end}));
}

std::vector<std::string> ClaimWords::left_over() const {
  std::vector<std::string> words;
  for (std::uint32_t t = 0; t < size(); ++t) {
    if (used_[t]) continue;
    switch (doc.upos[t]) {
      case Upos::NOUN: case Upos::VERB: case Upos::ADJ: case Upos::PROPN: case Upos::NUM: case Upos::X:
        if (!knowledge.in_set("record.neutral", doc.lemma[t]) && !knowledge.in_set("record.neutral", lower_[t])) words.emplace_back(doc.form[t]);
        break;
      default: break;
    }
  }
  return words;
}

}  // namespace dragoman
