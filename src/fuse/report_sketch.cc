#include "fuse/report_sketch.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace dragoman {

namespace {

constexpr std::size_t kShortWord = 4;  // shorter ones are mostly function words
constexpr std::size_t kStem = 5;
constexpr std::int32_t kPublishedWithin = 7;  // days; "in 2024" tells nothing of the order of news

std::uint32_t hash_of(std::string_view bytes) {
  if (bytes.empty()) return 0;
  const auto hash = static_cast<std::uint32_t>(XXH3_64bits(bytes.data(), bytes.size()));
  return hash == 0 ? 1 : hash;
}

// "IGO.un" of "IGO.un.security_council": what an organ of no state belongs to.
std::string_view organisation_of(std::string_view actor) {
  const std::size_t first = actor.find('.');
  return actor.substr(0, first == std::string_view::npos ? first : actor.find('.', first + 1));
}

PartyKey key_of(const Actor& actor) {
  PartyKey key;
  key.actor = hash_of(actor.actor.empty() ? actor.name : actor.actor);
  key.country = hash_of(actor.country);
  key.state = !actor.actor.empty() && actor.actor == actor.country;
  key.person = actor.actor.starts_with("person:") || (actor.actor.empty() && !actor.name.empty());
  key.known = !actor.actor.empty();
  if (actor.country.empty() && key.known && !key.person) {
    const std::string_view whole = organisation_of(actor.actor);
    key.organ = true, key.country = hash_of(whole), key.state = whole == actor.actor;
  }
  return key;
}

std::uint8_t keys_of(const std::vector<Actor>& actors, std::array<PartyKey, ReportSketch::kParties>& keys) {
  const std::size_t count = std::min(actors.size(), keys.size());
  for (std::size_t i = 0; i < count; ++i) keys[i] = key_of(actors[i]);
  return static_cast<std::uint8_t>(count);
}

std::vector<std::uint32_t> stems_of(std::string_view text) {
  std::vector<std::uint32_t> stems;
  std::string stem;
  std::size_t length = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : ' ';
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0xC0 || (static_cast<unsigned char>(c) >= 0x80 && length > 0);
    if (letter) {
      if (length++ < kStem) stem += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
      continue;
    }
    if (length >= kShortWord || (length > 0 && stem[0] >= '0' && stem[0] <= '9')) stems.push_back(hash_of(stem));
    stem.clear(), length = 0;
  }
  std::sort(stems.begin(), stems.end());
  stems.erase(std::unique(stems.begin(), stems.end()), stems.end());
  return stems;
}

std::string_view words_at(const std::string& text, Span span) { return span.end <= text.size() && span.begin < span.end ? std::string_view(text).substr(span.begin, span.size()) : std::string_view(); }

}  // namespace

ActKeys::ActKeys(const Knowledge& knowledge) {
  for (const Act& act : knowledge.acts()) keys_[std::string(act.id)] = {hash_of(act.id), hash_of(act.id), hash_of(act.family), act.movement};
  for (const std::string_view kin : knowledge.set("fusion.kin"))
    for (const std::string_view act : knowledge.set("fusion.kin." + std::string(kin)))
      if (const auto at = keys_.find(std::string(act)); at != keys_.end()) at->second.kin = hash_of("kin " + std::string(kin));
}

ActKeys::Keys ActKeys::of(const std::string& act) const {
  const auto found = keys_.find(act);
  return found != keys_.end() ? found->second : Keys{hash_of(act), hash_of(act), hash_of(act), false};
}

ReportSketch tell(const Coding& coding, std::uint32_t number, std::uint32_t article, std::uint32_t origin, const ActKeys& acts) {
  const Report& report = coding.reports[number];
  ReportSketch t;
  t.article = article, t.report = number, t.origin = origin;
  t.order = XXH3_64bits_withSeed(coding.article.id.data(), coding.article.id.size(), number) ^ XXH3_64bits(coding.article.text.data(), coding.article.text.size());
  const ActKeys::Keys keys = acts.of(report.act);
  t.act = keys.act, t.kin = keys.kin, t.family = keys.family, t.movement = keys.movement;
  t.status = report.status, t.reciprocal = report.reciprocal, t.background = report.background, t.contradicted = report.contradicted;
  t.sources = keys_of(report.source, t.source);
  t.targets = keys_of(report.target, t.target);
  const auto day = [](Day d) { return static_cast<std::int32_t>(d.time_since_epoch().count()); };
  if (report.time.from && report.time.to) t.from = day(*report.time.from), t.to = day(*report.time.to);
  t.to_the_day = report.time.precision == "day";
  t.weekday = static_cast<std::int8_t>(report.time.weekday_from);
  if (coding.published.known && day(coding.published.to) - day(coding.published.from) <= kPublishedWithin) t.published = day(coding.published.from);
  t.place = hash_of(report.place.id.empty() ? report.place.name : report.place.id), t.place_country = hash_of(report.place.country);
  t.city = report.place.precision == "city" || report.place.precision == "exact";
  if (report.evidence.empty()) return t;
  const Evidence& evidence = report.evidence.front();
  t.sentence = evidence.sentence;
  if (const auto stems = stems_of(words_at(coding.article.text, evidence.trigger_span)); !stems.empty()) t.trigger = stems.front();
  const auto stems = stems_of(words_at(coding.article.text, evidence.sentence_span));
  t.words = static_cast<std::uint8_t>(std::min(stems.size(), ReportSketch::kWords));
  std::copy_n(stems.begin(), t.words, t.word.begin());
  return t;
}

}  // namespace dragoman
