#include "analyse/calendar_expected.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "analyse/phrases.h"
#include "base/days.h"

namespace dragoman {

namespace {

using namespace std::chrono;

struct Word {
  std::string lower;
  Span span;
  bool capital = false;
};

bool word_byte(char c) {
  const auto b = static_cast<unsigned char>(c);
  return (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || b >= 0x80 || c == '-';
}

std::vector<Word> words_of(const std::string& text, Span span) {
  std::vector<Word> words;
  for (std::uint32_t i = span.begin; i < span.end && i < text.size();) {
    if (!word_byte(text[i])) {
      ++i;
      continue;
    }
    Word word;
    word.span.begin = i;
    word.capital = text[i] >= 'A' && text[i] <= 'Z';
    for (; i < span.end && i < text.size() && word_byte(text[i]); ++i) word.lower += text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] + 32) : text[i];
    word.span.end = i;
    words.push_back(std::move(word));
  }
  return words;
}

int number(const Word& word, int least, int most) {
  int value = 0;
  const auto [end, problem] = std::from_chars(word.lower.data(), word.lower.data() + word.lower.size(), value);
  return problem == std::errc() && end == word.lower.data() + word.lower.size() && value >= least && value <= most ? value : 0;
}

struct Dated {
  When when;
  std::size_t end = 0;  // word behind the date
};

When range(year_month_day from, Day to, const char* precision) {
  When when;
  when.from = sys_days(from);
  when.to = to;
  when.precision = precision;
  when.from_text = "words";
  return when;
}

When whole_year(int y) { return range(year(y) / January / 1, sys_days(year(y) / December / 31), "year"); }
When whole_month(year_month m) { return range(m / 1, sys_days(m / last), "month"); }

// Reads dates that name a month or year, seen from the day of publication.
class DateWords {
 public:
  DateWords(const std::vector<Word>& words, const Knowledge& knowledge, const Published& published) : words_(words), knowledge_(knowledge), published_(published) {}

  unsigned month(std::size_t i) const {
    if (i >= words_.size() || !words_[i].capital) return 0;
    const TimeWord* word = knowledge_.time_word(words_[i].lower);
    return word && word->type == "month" ? static_cast<unsigned>(word->value) : 0;
  }

  std::optional<Dated> month_at(std::size_t i) const {
    const unsigned m = month(i);
    if (m == 0) return std::nullopt;
    int day = i > 0 ? number(words_[i - 1], 1, 31) : 0;
    std::size_t next = i + 1;
    if (day == 0 && next < words_.size()) {
      day = number(words_[next], 1, 31);
      if (day) ++next;
    }
    int y = next < words_.size() ? number(words_[next], 1900, 2200) : 0;
    if (y) ++next;
    else if (!published_.known) return std::nullopt;
    if (y == 0) {  // the next month of this name, the present one included
      const year_month_day now(published_.from);
      y = static_cast<int>(now.year()) + (std::chrono::month(m) < now.month() ? 1 : 0);
    }
    const year_month ym = year(y) / std::chrono::month(m);
    const year_month_day exact = ym / std::chrono::day(static_cast<unsigned>(day));
    if (day && exact.ok()) return Dated{range(exact, sys_days(exact), "day"), next};
    return Dated{whole_month(ym), next};
  }

  // "in 2025", "later this year", "in May", "on 3 May", "May 3"
  std::optional<Dated> at(std::size_t i) const {
    if (auto dated = month_at(i)) return dated;
    if (i > 0 && words_[i - 1].lower == "in")
      if (const int y = number(words_[i], 1900, 2200)) return Dated{whole_year(y), i + 1};
    if (published_.known)
      for (const std::string_view line : knowledge_.set("calendar.when")) {
        const auto colon = line.find(" : ");
        if (colon == std::string_view::npos || !phrase_at(line.substr(0, colon), i)) continue;
        return relative(line.substr(colon + 3), i + static_cast<std::size_t>(std::count(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(colon), ' ')) + 1);
      }
    return std::nullopt;
  }

 private:
  bool phrase_at(std::string_view phrase, std::size_t i) const {
    while (!phrase.empty()) {
      const auto end = std::min(phrase.find(' '), phrase.size());
      if (i >= words_.size() || words_[i].lower != phrase.substr(0, end)) return false;
      phrase.remove_prefix(std::min(end + 1, phrase.size()));
      ++i;
    }
    return true;
  }

  std::optional<Dated> relative(std::string_view value, std::size_t end) const {  // "year 1": next year
    const auto blank = value.find(' ');
    if (blank == std::string_view::npos) return std::nullopt;
    int steps = 0;
    std::from_chars(value.data() + blank + 1, value.data() + value.size(), steps);
    const year_month_day now(published_.from);
    if (value.starts_with("year")) return Dated{whole_year(static_cast<int>(now.year()) + steps), end};
    if (value.starts_with("month")) return Dated{whole_month(now.year() / now.month() + months(steps)), end};
    const Day monday = published_.from - (weekday(published_.from) - Monday) + days(7 * steps);
    return Dated{range(year_month_day(monday), monday + days(6), "week"), end};
  }

  const std::vector<Word>& words_;
  const Knowledge& knowledge_;
  const Published& published_;
};

bool ahead(const When& when, const Published& published) { return !published.known || *when.to >= published.from; }

bool inside(Span inner, Span outer) { return inner.begin >= outer.begin && inner.end <= outer.end; }

// A coded event tells of this sentence, or of these words of it.
bool coded(const Coding& coding, std::uint32_t sentence, const Span* words) {
  for (const Report& report : coding.reports)
    for (const Evidence& evidence : report.evidence) {
      if (evidence.sentence != sentence) continue;
      if (!words) {
        if (report.status != Status::happened && report.status != Status::under_way) return true;
      } else if (evidence.trigger_span.begin < words->end && words->begin < evidence.trigger_span.end) {
        return true;
      }
    }
  return false;
}

bool same_speaker(const Statement& a, const Statement& b) {
  if (a.chain.empty() || b.chain.empty()) return false;
  const std::string &one = a.chain.back().speaker, &other = b.chain.back().speaker;
  return one.find(other) != std::string::npos || other.find(one) != std::string::npos;
}

// "(said) that exchanges would follow" as a title.
std::string without_that(std::string words) {
  constexpr std::string_view kThat = "that ";
  return words.starts_with(kThat) ? words.substr(kThat.size()) : words;
}

// A dated forecast, and what the same speaker goes on to foresee in the sentences behind it.
void add_forecasts(const Brief& brief, std::uint32_t c, const Knowledge& knowledge, std::vector<CalendarEntry>& entries) {
  const Coding& coding = brief.codings[c];
  bool goes_on = false;
  for (std::size_t i = 0; i < coding.statements.size(); ++i) {
    const Statement& s = coding.statements[i];
    if (s.kind != "forecast") {
      goes_on = false;
      continue;
    }
    const Citation words{c, s.sentence, s.content};
    std::optional<When> when;
    if (s.sentence < coding.sentences.size() && !coded(coding, s.sentence, nullptr)) {
      const std::vector<Word> list = words_of(coding.article.text, s.content);
      const DateWords dates(list, knowledge, coding.published);
      for (std::size_t w = 0; w < list.size() && !when; ++w)
        if (const auto dated = dates.at(w); dated && ahead(dated->when, coding.published)) {
          when = dated->when;
          when->span = list[w].span;
        }
    }
    if (!when) {
      goes_on = goes_on && i > 0 && s.sentence <= coding.statements[i - 1].sentence + 1 && same_speaker(s, coding.statements[i - 1]);
      if (goes_on) add_citation(entries.back().cites, words);
      continue;
    }
    CalendarEntry entry;
    entry.title = "“" + without_that(cited_words(brief, words, 160)) + "”";
    entry.countries = s.countries;
    entry.time = *when;
    entry.certainty = CalendarEntry::Certainty::expected;
    const Attribution none;
    const Attribution& inner = s.chain.empty() ? none : s.chain.back();
    entry.voices.push_back({"predicted", chain_names(s.chain), inner.country, {}, inner.span.size() ? cite(brief, c, inner.span) : words});
    entry.cites.push_back(words);
    if (coding.published.known) entry.known = coding.published.from;
    entries.push_back(std::move(entry));
    goes_on = true;
  }
}

// "the upcoming November election", "a summit in May", wherever in the text that is; told apart by noun and date.
void add_occasions(const Brief& brief, std::uint32_t c, const Knowledge& knowledge, std::vector<CalendarEntry>& entries) {
  const Coding& coding = brief.codings[c];
  for (std::uint32_t s = 0; s < coding.sentences.size(); ++s) {
    const std::uint32_t block = coding.sentences[s].block;
    const BlockKind kind = block < coding.blocks.size() ? coding.blocks[block].kind : BlockKind::body;
    if (kind == BlockKind::repeat || kind == BlockKind::foreign) continue;
    const std::vector<Word> list = words_of(coding.article.text, coding.sentences[s].span);
    const DateWords dates(list, knowledge, coding.published);
    for (std::size_t w = 1; w < list.size(); ++w) {
      if (!knowledge.in_set("calendar.occasion", list[w].lower)) continue;
      std::size_t first = w;
      bool announced = false;
      std::optional<Dated> dated;
      constexpr std::size_t kBefore = 3;  // "upcoming presidential November election"
      for (std::size_t b = 1; b <= kBefore && b <= w; ++b) {
        if (knowledge.in_set("calendar.ahead", list[w - b].lower)) announced = true, first = std::min(first, w - b);
        if (b == 1 || announced || first < w)
          if (auto found = dates.month_at(w - b); found && !dated) dated = found, first = std::min(first, w - b);
      }
      std::size_t end = w + 1;
      if (!dated && w + 2 < list.size() && (list[w + 1].lower == "in" || list[w + 1].lower == "on"))
        for (const std::size_t at : {w + 2, w + 3})
          if (const auto found = dates.at(at); found && !dated) dated = found, end = std::max(end, found->end);
      if (!announced || !dated || !ahead(dated->when, coding.published)) continue;
      const Span words{list[first].span.begin, list[end - 1].span.end};
      if (coded(coding, s, &list[w].span)) continue;
      const std::string title = "“" + cited_words(brief, {c, s, words}, 160) + "”";
      const auto same = std::find_if(entries.begin(), entries.end(), [&](const CalendarEntry& e) { return e.place == list[w].lower && e.time.from == dated->when.from; });
      if (same != entries.end()) {
        add_citation(same->cites, {c, s, words});
        continue;
      }
      CalendarEntry entry;
      entry.title = title;
      entry.place = list[w].lower;  // taken out again below: only tells like occasions apart
      entry.time = dated->when;
      entry.time.span = words;
      entry.certainty = CalendarEntry::Certainty::expected;
      entry.voices.push_back({"said", "", "", {}, {c, s, words}});
      entry.cites.push_back({c, s, words});
      if (coding.published.known) entry.known = coding.published.from;
      entry.recurs = recurrence(coding, s, words, knowledge);
      entries.push_back(std::move(entry));
    }
  }
}

}  // namespace

std::string recurrence(const Coding& coding, std::uint32_t sentence, Span words, const Knowledge& knowledge) {
  if (sentence >= coding.sentences.size() || !inside(words, coding.sentences[sentence].span)) return {};
  const std::vector<Word> list = words_of(coding.article.text, coding.sentences[sentence].span);
  constexpr std::size_t kNear = 4;
  std::size_t at = 0;
  while (at < list.size() && list[at].span.end <= words.begin) ++at;
  for (std::size_t w = at > kNear ? at - kNear : 0; w < std::min(at + kNear + 1, list.size()); ++w) {
    if (knowledge.in_set("calendar.recurring", list[w].lower)) return list[w].lower;
    if (!knowledge.in_set("calendar.every", list[w].lower)) continue;
    for (std::size_t n = w + 1; n < std::min(w + 3, list.size()); ++n)
      if (const TimeWord* unit = knowledge.time_word(list[n].lower); unit && (unit->type == "unit" || unit->type == "units"))
        return coding.article.text.substr(list[w].span.begin, list[n].span.end - list[w].span.begin);
  }
  return {};
}

std::vector<CalendarEntry> expected_entries(const Brief& brief, const Knowledge& knowledge) {
  std::vector<CalendarEntry> occasions, entries;
  for (std::uint32_t c = 0; c < brief.codings.size(); ++c) {
    add_forecasts(brief, c, knowledge, entries);
    add_occasions(brief, c, knowledge, occasions);
  }
  for (CalendarEntry& entry : occasions) {
    entry.place.clear();
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace dragoman
