#include "train/name_harmony.h"

#include <algorithm>

#include "knowledge/knowledge.h"

namespace dragoman::train {

namespace {

bool capital(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; });
}

bool in_set(const Knowledge& knowledge, std::string_view set, std::string_view word) {
  std::string lower(word);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return knowledge.in_set(set, word) || knowledge.in_set(set, lower);
}

// What the lists say of exactly these words, or of the longest beginning of the sentence from `first` on.
struct Listed {
  std::uint32_t end = 0;  // words; 0 when nothing is listed
  std::span<const NameEntry> entries;
};

Listed longest(const std::vector<std::string>& words, std::uint32_t first, const Knowledge& knowledge) {
  std::vector<NamePiece> pieces;
  const auto stop = std::min<std::size_t>(words.size(), first + 12);
  for (std::uint32_t i = first; i < stop; ++i) name_pieces(words[i], i, pieces);
  for (std::size_t limit = pieces.size(); limit > 0;) {
    const NameMatch match = knowledge.longest_name(pieces, 0, limit);
    if (match.pieces == 0) return {};
    if (match.pieces == pieces.size() || pieces[match.pieces].token != pieces[match.pieces - 1].token)
      return {pieces[match.pieces - 1].token + 1, match.entries};
    limit = match.pieces - 1;
  }
  return {};
}

std::span<const NameEntry> exactly(const std::vector<std::string>& words, std::uint32_t first, std::uint32_t end, const Knowledge& knowledge) {
  std::vector<NamePiece> pieces;
  for (std::uint32_t i = first; i < end; ++i) name_pieces(words[i], i, pieces);
  if (pieces.empty()) return {};
  const NameMatch match = knowledge.longest_name(pieces, 0);
  return match.pieces == pieces.size() ? match.entries : std::span<const NameEntry>{};
}

bool nation_entry(const NameEntry& entry, const Knowledge& knowledge) {
  const EntityKind kind = knowledge.entity(entry.entity).kind;
  return (kind == EntityKind::state || kind == EntityKind::place) && (entry.kind == NameKind::adjective || entry.kind == NameKind::people);
}
// A country or a part of one, not "the White House".
bool local_entry(const NameEntry& entry, const Knowledge& knowledge) {
  const Entity& entity = knowledge.entity(entry.entity);
  if (entity.kind == EntityKind::state) return entry.kind == NameKind::name || entry.kind == NameKind::capital;
  return entity.kind == EntityKind::place && (entity.type == "city" || entity.type == "region");
}
bool title_entry(const NameEntry& entry, const Knowledge& knowledge) {
  const EntityKind kind = knowledge.entity(entry.entity).kind;
  return kind == EntityKind::title || kind == EntityKind::office;
}

bool courtesy(const Knowledge& knowledge, std::string_view word) {
  return in_set(knowledge, "mention_he_title", word) || in_set(knowledge, "mention_she_title", word);
}

// For each word the end of the title or office it is in ("Mr.", "Prime Minister"), 0 when in none.
std::vector<std::uint32_t> titles(const std::vector<std::string>& words, const Knowledge& knowledge) {
  std::vector<std::uint32_t> ends(words.size(), 0);
  for (std::uint32_t i = 0; i < words.size();) {
    const Listed listed = courtesy(knowledge, words[i]) ? Listed{i + 1, {}} : longest(words, i, knowledge);
    const bool title = listed.end == i + 1 && listed.entries.empty()
                           ? true
                           : std::any_of(listed.entries.begin(), listed.entries.end(), [&](const NameEntry& e) { return title_entry(e, knowledge); });
    const std::uint32_t end = std::max(i + 1, listed.end);
    if (title) std::fill(ends.begin() + i, ends.begin() + end, end);
    i = end;
  }
  return ends;
}

bool pronoun(const Knowledge& knowledge, std::string_view word) {
  for (const std::string_view set : {"mention_he", "mention_she", "mention_it", "mention_they", "mention_speaker"})
    if (in_set(knowledge, set, word)) return true;
  return false;
}

class Harmony {
 public:
  Harmony(NamedSentence& sentence, bool phrases, const Knowledge& knowledge) : sentence_(sentence), words_(sentence.words), phrases_(phrases), knowledge_(knowledge), title_(titles(sentence.words, knowledge)) {}

  void run() {
    for (NameSpan span : spans_of(sentence_.tags)) {
      std::uint32_t from = span.first;
      for (std::uint32_t t = span.first; phrases_ && t + 1 < span.end; ++t)
        if (words_[t] == ",") take({from, t, span.kind}), from = t + 1;
      take({from, span.end, span.kind});
    }
    sentence_.tags = tags_of(kept_, words_.size());
  }

 private:
  void take(NameSpan span) {
    bool person = span.kind == NameTag::first_person;
    if (!person && span.kind != NameTag::first_other && span.first > 0 && courtesy(knowledge_, words_[span.first - 1])) {
      span.kind = NameTag::first_person;
      person = true;
    }
    for (std::uint32_t first = kNone; first != span.first && span.first < span.end;) {
      first = span.first;
      if (leading(span)) ++span.first;
      else if (person && title_[first]) span.first = std::min(title_[first], span.end);
      else if (person && phrases_ && is_nation(words_, first, first + 1, knowledge_)) ++span.first;
    }
    if (person && span.first < span.end && phrases_ && !capital(words_[span.first])) return;
    while (phrases_ && span.end > span.first && !capital(words_[span.end - 1]) && !joined(span.end - 1)) --span.end;
    if (span.kind == NameTag::first_body) cut_title(span);
    if (span.end > span.first + 1 && (words_[span.end - 1] == "'s" || words_[span.end - 1] == "’s")) --span.end;
    if (span.end > span.first + 2 && words_[span.end - 1] == "s" && words_[span.end - 2] == "’") span.end -= 2;
    if (span.first >= span.end || !std::any_of(words_.begin() + span.first, words_.begin() + span.end, [](const auto& w) { return capital(w); })) return;
    if (span.end == span.first + 1 && pronoun(knowledge_, words_[span.first]) && words_[span.first].size() == 2 && !upper(words_[span.first])) return;
    if (span.end == span.first + 1 && pronoun(knowledge_, words_[span.first]) && words_[span.first].size() != 2) return;
    if (span.kind != NameTag::first_other) reclass(span);
    widen(span);
    kept_.push_back(span);
  }

  static bool upper(std::string_view word) {
    return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  }
  // "Da ' esh" in three words
  bool joined(std::uint32_t word) const { return word > 0 && words_[word].size() > 1 && (words_[word - 1] == "’" || words_[word - 1] == "'"); }

  // Articles and small words before a name are not of it.
  bool leading(const NameSpan& span) const {
    const std::string& word = words_[span.first];
    if (span.kind == NameTag::first_other) return false;
    if (in_set(knowledge_, "mention_definite", word) || in_set(knowledge_, "mention_indefinite", word)) return true;
    const bool hyphen = word.size() == 2 && span.first + 1 < span.end && words_[span.first + 1] == "-";  // "al - Qaida"
    return span.kind != NameTag::first_person && !capital(word) && !hyphen && !(word[0] >= '0' && word[0] <= '9');
  }

  // "U.N. Secretary-General", "U.S. Defense" of "U.S. Defense Secretary"; "State" alone of a secretary of state is dropped.
  void cut_title(NameSpan& span) const {
    if (span.end == span.first + 1 && title_[span.first] > 0 && span.first > 0 && title_[span.first - 1] == title_[span.first]) span.end = span.first;
    for (std::uint32_t k = span.first + 1; k < span.end; ++k)
      if (title_[k] >= span.end && title_[k - 1] != title_[k] && capital(words_[k - 1])) span.end = k;
  }

  void reclass(NameSpan& span) const {
    if (is_nation(words_, span.first, span.end, knowledge_)) {
      span.kind = NameTag::first_nation;
      return;
    }
    const auto entries = exactly(words_, span.first, span.end, knowledge_);
    const bool local = std::any_of(entries.begin(), entries.end(), [&](const NameEntry& e) { return local_entry(e, knowledge_); });
    const bool body = std::any_of(entries.begin(), entries.end(), [&](const NameEntry& e) { return knowledge_.entity(e.entity).kind == EntityKind::body; });
    const bool person = span.kind == NameTag::first_person && span.end > span.first + 1 && std::none_of(entries.begin(), entries.end(), [&](const NameEntry& e) { return knowledge_.entity(e.entity).kind == EntityKind::person; });
    if ((span.kind == NameTag::first_body || person) && local && !body) span.kind = NameTag::first_place;
    if (span.kind == NameTag::first_place && body && !local) span.kind = NameTag::first_body;
  }

  // "South" before a marked "Korean", "Sri" before "Lanka" are of the name.
  void widen(NameSpan& span) {
    if (span.first == 0 || (span.kind != NameTag::first_nation && span.kind != NameTag::first_place)) return;
    const bool taken = !kept_.empty() && kept_.back().end == span.first;
    if ((taken && kept_.back().first + 1 < span.first) || !capital(words_[span.first - 1])) return;
    for (const NameEntry& entry : exactly(words_, span.first - 1, span.end, knowledge_)) {
      const bool nation = nation_entry(entry, knowledge_);
      if (!nation && !local_entry(entry, knowledge_)) continue;
      span.kind = nation ? NameTag::first_nation : NameTag::first_place;
      --span.first;
      if (taken) kept_.pop_back();
      return;
    }
  }

  NamedSentence& sentence_;
  const std::vector<std::string>& words_;
  bool phrases_;
  const Knowledge& knowledge_;
  const std::vector<std::uint32_t> title_;
  std::vector<NameSpan> kept_;
};

}  // namespace

bool is_nation(const std::vector<std::string>& words, std::uint32_t first, std::uint32_t end, const Knowledge& knowledge) {
  if (first >= end) return false;
  if (knowledge.in_set("mention_nation_word", words[end - 1])) {
    if (end == first + 1 || (end == first + 2 && knowledge.in_set("mention_nation_compass", words[first]))) return true;
    if (is_nation(words, first, end - 1, knowledge)) return true;  // "Shia Muslim"
  }
  const auto entries = exactly(words, first, end, knowledge);
  if (entries.empty() || !capital(words[first])) return false;
  return std::any_of(entries.begin(), entries.end(), [&](const NameEntry& e) { return nation_entry(e, knowledge); }) &&
         std::none_of(entries.begin(), entries.end(), [&](const NameEntry& e) { return e.kind == NameKind::name; });
}

void place_or_nation(NamedSentence& sentence, std::uint32_t word, const Knowledge& knowledge) {
  for (NameSpan span : spans_of(sentence.tags)) {
    if (span.first != word || is_nation(sentence.words, span.first, span.end, knowledge)) continue;
    const auto entries = exactly(sentence.words, span.first, span.end, knowledge);
    if (std::none_of(entries.begin(), entries.end(), [&](const NameEntry& e) { return local_entry(e, knowledge); })) continue;
    for (std::uint32_t i = span.first; i < span.end; ++i) sentence.tags[i] = i == span.first ? NameTag::first_place : NameTag::in_place;
  }
}

void part_nations(NamedSentence& sentence, const Knowledge& knowledge) {
  for (const NameSpan& span : spans_of(sentence.tags)) {
    if (span.kind != NameTag::first_other || !is_nation(sentence.words, span.first, span.end, knowledge)) continue;
    for (std::uint32_t i = span.first; i < span.end; ++i) sentence.tags[i] = i == span.first ? NameTag::first_nation : NameTag::in_nation;
  }
}

void harmonise(NamedSentence& sentence, bool phrases, const Knowledge& knowledge) { Harmony(sentence, phrases, knowledge).run(); }

}  // namespace dragoman::train
