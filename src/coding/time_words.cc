#include "coding/time_words.h"

#include <array>
#include <charconv>
#include <utility>

#include "base/days.h"

namespace dragoman {

namespace {

constexpr std::size_t kLongestWord = 24;  // no word of time is longer

constexpr std::pair<std::string_view, TimeKind> kKinds[] = {
    {"weekday", TimeKind::weekday}, {"month", TimeKind::month},       {"day", TimeKind::day},         {"unit", TimeKind::unit},
    {"number", TimeKind::number},   {"article", TimeKind::article},   {"few", TimeKind::few},         {"ordinal", TimeKind::ordinal},
    {"direction", TimeKind::direction}, {"bound", TimeKind::bound},   {"range", TimeKind::range},     {"between", TimeKind::between},
    {"part", TimeKind::part},       {"season", TimeKind::season},     {"modifier", TimeKind::modifier}, {"ago", TimeKind::ago},
    {"daypart", TimeKind::daypart}, {"vague", TimeKind::vague},       {"recur", TimeKind::recur},     {"anniversary", TimeKind::anniversary},
    {"age", TimeKind::age},         {"long", TimeKind::length_mark},  {"the", TimeKind::the},         {"of", TimeKind::of},
    {"clock", TimeKind::clock},     {"same", TimeKind::same},       {"fiscal", TimeKind::fiscal},       {"period", TimeKind::period},
    {"half", TimeKind::half},       {"reference", TimeKind::reference}, {"nighttime", TimeKind::nighttime}, {"holiday", TimeKind::holiday},
};
constexpr std::pair<std::string_view, TimeUnit> kUnits[] = {
    {"second", TimeUnit::second},   {"minute", TimeUnit::minute},
    {"hour", TimeUnit::hour},       {"day", TimeUnit::day},     {"week", TimeUnit::week},       {"fortnight", TimeUnit::fortnight}, {"weekend", TimeUnit::weekend},
    {"month", TimeUnit::month},     {"quarter", TimeUnit::quarter}, {"year", TimeUnit::year},   {"decade", TimeUnit::decade},       {"century", TimeUnit::century},
};

bool digit(char c) { return c >= '0' && c <= '9'; }

class PieceReader {
 public:
  PieceReader(const Document& document, const Knowledge& knowledge) : doc_(document), knowledge_(knowledge) {}

  TimePiece read(std::uint32_t token) const {
    const std::string_view form = doc_.form[token];
    TimePiece piece;
    if (form == ",") {
      piece.kind = TimeKind::comma;
      return piece;
    }
    if (form.empty() || form.size() > kLongestWord) return piece;
    piece = of_word(form);
    piece.possessor = doc_.deprel[token] == Deprel::nmod_poss || (doc_.deprel[token] == Deprel::case_ && doc_.upos[token] == Upos::PART);
    if (piece.kind == TimeKind::none) piece = joined(form);
    if (piece.kind == TimeKind::none && !doc_.lemma[token].empty() && doc_.lemma[token] != form && (doc_.feats[token] & kPlur)) {
      piece = of_word(doc_.lemma[token]);
      if (piece.kind != TimeKind::weekday && piece.kind != TimeKind::month) piece = {};
      piece.plural = true;
    }
    piece.plural = piece.plural || (doc_.feats[token] & kPlur) != 0;
    piece.dash = form == "-" || form == "–" || form == "—";
    piece.preposition = in_set("time_preposition", form);
    piece.ambiguous = knowledge_.in_set("time_ambiguous", form.ends_with('.') ? form.substr(0, form.size() - 1) : form);
    if (piece.digits > 0 && doc_.head[token] != kNone) {
      const bool counting = doc_.deprel[token] == Deprel::nummod;
      piece.counts = counting && (doc_.feats[doc_.head[token]] & kPlur) != 0;
      piece.modifies = !counting || (piece.digits == 4 && (doc_.feats[doc_.head[token]] & kPlur) == 0);  // "a 1996 law"
    }
    return piece;
  }

 private:
  struct Lower {
    explicit Lower(std::string_view word) {
      for (const char c : word) letters[size++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    std::string_view view() const { return {letters, size}; }
    char letters[kLongestWord];
    std::size_t size = 0;
  };
  const TimeWord* look_up(std::string_view word) const { return knowledge_.time_word(Lower(word).view()); }
  bool in_set(std::string_view set, std::string_view word) const { return knowledge_.in_set(set, Lower(word).view()); }

  TimePiece of_word(std::string_view word) const {
    if (digit(word.front()) || (word.front() == '\'' && word.size() > 1 && digit(word[1]))) return of_figures(word);
    TimePiece piece;
    const TimeWord* entry = look_up(word);
    if (!entry && word.size() > 1 && word.back() == '.') entry = look_up(word.substr(0, word.size() - 1));
    if (!entry) return piece;
    for (const auto& [name, kind] : kKinds)
      if (entry->type == name) piece.kind = kind;
    if (entry->type == "units") piece.kind = TimeKind::unit, piece.plural = true;
    for (const auto& [name, unit] : kUnits)
      if ((piece.kind == TimeKind::unit || piece.kind == TimeKind::recur) && entry->text == name) piece.unit = unit;
    piece.value = entry->value;
    piece.text = entry->text;
    piece.capital = word.front() >= 'A' && word.front() <= 'Z';
    if ((piece.kind == TimeKind::weekday || piece.kind == TimeKind::month) && !piece.capital) piece = {};
    return piece;
  }

  // "10", "9th", "1950s", "'90s", "2024-04-10".
  TimePiece of_figures(std::string_view word) const {
    TimePiece piece;
    if (const auto day = parse_iso_day(word); day && word.size() == 10) {
      piece.kind = TimeKind::date;
      piece.value = static_cast<int>(day->time_since_epoch().count());
      return piece;
    }
    const bool clipped = word.front() == '\'';
    if (clipped) word.remove_prefix(1);
    int value = 0;
    const auto [stop, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    const auto figures = static_cast<std::size_t>(stop - word.data());
    if (error != std::errc() || figures > 6) return piece;
    piece.value = value;
    piece.digits = static_cast<std::uint8_t>(figures);
    const std::string_view ending = word.substr(figures);
    if (ending.empty()) {
      if (!clipped) piece.kind = TimeKind::number;
      return piece;
    }
    const TimeWord* entry = look_up(ending);
    if (entry && entry->type == "ordinal_ending" && !clipped) piece.kind = TimeKind::ordinal;
    if (entry && entry->type == "decade_ending" && value % entry->value == 0 && (figures == 4 || (figures == 2 && clipped))) {
      piece.kind = TimeKind::decade;
      if (clipped) piece.value += 1900;
    }
    return piece;
  }

  // "mid-April": the part before the hyphen says nothing that the days would need.
  TimePiece joined(std::string_view form) const {
    const auto hyphen = form.find('-');
    if (hyphen == 0 || hyphen == std::string_view::npos || hyphen + 1 == form.size()) return {};
    const TimeWord* before = look_up(form.substr(0, hyphen));
    return before && before->type == "part" ? of_word(form.substr(hyphen + 1)) : TimePiece{};
  }

  const Document& doc_;
  const Knowledge& knowledge_;
};

}  // namespace

void read_time_pieces(const Document& document, const Sentence& sentence, const Knowledge& knowledge, std::pmr::vector<TimePiece>& pieces) {
  pieces.clear();
  const PieceReader reader(document, knowledge);
  for (std::uint32_t token = sentence.first; token < sentence.end; ++token) {
    pieces.push_back(reader.read(token));
    pieces.back().joined = token + 1 < sentence.end && document.span[token + 1].begin == document.span[token].end;
  }
}

}  // namespace dragoman
