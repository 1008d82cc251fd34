#include "train/golden_values.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dragoman::train {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view words_at(std::string_view text, Span span) {
  return span.end <= text.size() && !span.empty() ? text.substr(span.begin, span.size()) : std::string_view();
}

bool quoted(std::string_view words) { return words.size() > 1 && words.front() == '"' && words.back() == '"'; }
std::string_view unquote(std::string_view words) { return quoted(words) ? words.substr(1, words.size() - 2) : words; }

bool code_is(std::string_view code, std::string_view expected) {
  return code == expected || (code.starts_with(expected) && code.substr(expected.size()).starts_with('.'));
}

std::optional<std::pair<Day, Day>> calendar(std::string_view words) {
  using namespace std::chrono;
  int part[3] = {0, 0, 0};
  const auto pieces = split_words(words, "-");
  if (pieces.size() > 3) return std::nullopt;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const auto [end, wrong] = std::from_chars(pieces[i].data(), pieces[i].data() + pieces[i].size(), part[i]);
    if (wrong != std::errc() || end != pieces[i].data() + pieces[i].size()) return std::nullopt;
  }
  const auto y = year(part[0]);
  if (pieces.size() == 1) return std::pair<Day, Day>{y / January / 1, y / December / 31};
  const auto m = month(static_cast<unsigned>(part[1]));
  if (!m.ok()) return std::nullopt;
  if (pieces.size() == 2) return std::pair<Day, Day>{y / m / 1, y / m / last};
  const auto d = y / m / day(static_cast<unsigned>(part[2]));
  if (!d.ok()) return std::nullopt;
  return std::pair<Day, Day>{d, d};
}

const Role* role_of(const Report& report, std::string_view name) {
  const auto found = std::find_if(report.roles.begin(), report.roles.end(), [&](const Role& r) { return r.name == name; });
  return found == report.roles.end() ? nullptr : &*found;
}

const Actor* first_of(const std::vector<Actor>& actors) { return actors.empty() ? nullptr : &actors.front(); }

std::vector<Actor> both_sides(const Report& report) {
  auto all = report.source;
  all.insert(all.end(), report.target.begin(), report.target.end());
  return all;
}

std::string office_shown(const Actor* actor) { return actor ? actor->office : std::string(); }
std::string rank_shown(const Actor* actor) { return actor && actor->rank ? std::to_string(actor->rank) : std::string(); }
std::string yes_no(bool yes) { return yes ? "yes" : "no"; }

bool link_is(const Attribution& link, std::string_view expected) {
  if (quoted(expected) || !contains_words(link.speaker, expected)) {
    const auto want = unquote(expected);
    return code_is(link.actor, want) || link.country == want || contains_words(link.speaker, want) ||
           contains_words(link.institution, want);
  }
  return true;
}

bool triggered_by(const Report& report, std::string_view words, std::string_view text) {
  return std::any_of(report.evidence.begin(), report.evidence.end(), [&](const Evidence& e) {
    return contains_words(words_at(text, e.trigger_span), words) || contains_words(words, words_at(text, e.trigger_span));
  });
}

bool place_is(const Where& place, std::string_view expected) {
  if (expected == "none") return place.precision.empty();
  return !place.precision.empty() && (place.id == expected || contains_words(place.name, unquote(expected)) ||
                                      (place.precision == "country" && place.country == expected));
}

bool role_is(const Role* role, std::string_view expected) {
  if (!role || expected == "none") return !role && expected == "none";
  return code_is(role->actor, expected) || contains_words(role->value, unquote(expected));
}

bool one_is(const Report& r, std::string_view field, std::string_view expected, std::string_view text) {
  if (field == "source") return actors_are(r.source, expected);
  if (field == "target") return actors_are(r.target, expected);
  if (field == "between") return actors_are(both_sides(r), expected);
  if (field == "time") return time_is(r.time, expected);
  if (field == "place") return place_is(r.place, expected);
  if (field == "attribution") return chain_is(r.attribution, expected);
  if (field == "trigger") return triggered_by(r, unquote(expected), text);
  if (field.starts_with("role.")) return role_is(role_of(r, field.substr(5)), expected);
  const auto shown = field_shown(r, field, text);
  return shown.empty() ? expected == "none" : shown == expected;
}

}  // namespace

std::string_view trim_words(std::string_view s) {
  while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
  while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
  return s;
}

std::vector<std::string_view> split_words(std::string_view words, std::string_view mark) {
  std::vector<std::string_view> pieces;
  for (;;) {
    const auto at = words.find(mark);
    pieces.push_back(trim_words(words.substr(0, at)));
    if (at == std::string_view::npos) return pieces;
    words = words.substr(at + mark.size());
  }
}

bool contains_words(std::string_view whole, std::string_view part) {
  if (part.empty()) return false;
  return std::search(whole.begin(), whole.end(), part.begin(), part.end(),
                     [](char a, char b) { return lower(a) == lower(b); }) != whole.end();
}

std::string day_words(Day day) {
  const std::chrono::year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

bool actor_is(const Actor& actor, std::string_view expected) {
  if (quoted(expected)) return contains_words(actor.name, unquote(expected));
  return code_is(actor.actor, expected) || (!actor.country.empty() && actor.country == expected);
}

bool actors_are(const std::vector<Actor>& actors, std::string_view expected) {
  if (expected == "none") return actors.empty();
  const auto wanted = split_words(expected, ",");
  const bool all_there = std::all_of(wanted.begin(), wanted.end(), [&](std::string_view one) {
    return std::any_of(actors.begin(), actors.end(), [&](const Actor& a) { return actor_is(a, one); });
  });
  return all_there && std::all_of(actors.begin(), actors.end(), [&](const Actor& a) {
    return std::any_of(wanted.begin(), wanted.end(), [&](std::string_view one) { return actor_is(a, one); });
  });
}

bool time_is(const When& when, std::string_view expected) {
  if (expected == "undated") return !when.from && !when.to;
  const auto ends = split_words(expected, "..");
  const auto first = calendar(ends.front()), second = calendar(ends.back());
  return first && second && when.from == first->first && when.to == second->second;
}

// Speaker and institution of one link may be written as two links of the case.
bool chain_is(const std::vector<Attribution>& chain, std::string_view expected) {
  if (expected == "none") return chain.empty();
  std::size_t link = 0;
  bool used = false;
  for (auto want : split_words(expected, "<")) {
    std::string_view stance;
    if (want.ends_with(")")) {
      const auto open = want.rfind('(');
      if (open != std::string_view::npos) {
        stance = want.substr(open + 1, want.size() - open - 2);
        want = trim_words(want.substr(0, open));
      }
    }
    const auto fits = [&](const Attribution& one) { return link_is(one, want) && (stance.empty() || one.stance == stance); };
    if (used && link + 1 < chain.size() && fits(chain[link + 1])) ++link;
    else if (link >= chain.size() || !fits(chain[link])) return false;
    used = true;
  }
  return link + 1 == chain.size();
}

bool starts_on(const When& when, std::string_view expected) {
  const auto choices = split_words(expected, "|");
  return std::any_of(choices.begin(), choices.end(), [&](std::string_view one) {
    if (one == "undated") return !when.from && !when.to;
    const auto first = calendar(split_words(one, "..").front());
    return first && when.from == first->first;
  });
}

bool speaker_is(const std::vector<Attribution>& chain, std::string_view expected) {
  const auto choices = split_words(expected, "|");
  return std::any_of(choices.begin(), choices.end(), [&](std::string_view one) {
    if (one == "none" || chain.empty()) return one == "none" && chain.empty();
    return chain_is(chain, one) || link_is(chain.back(), split_words(one, "<").back());
  });
}

std::string actors_shown(const std::vector<Actor>& actors) {
  std::vector<std::string> shown;
  for (const auto& a : actors) {
    auto code = !a.actor.empty() ? a.actor : !a.country.empty() ? a.country : fmt::format("\"{}\"", a.name);
    if (code.starts_with("person:") && !a.country.empty()) code = a.country;
    if (std::find(shown.begin(), shown.end(), code) == shown.end()) shown.push_back(std::move(code));
  }
  return shown.empty() ? "none" : fmt::format("{}", fmt::join(shown, ", "));
}

std::string time_shown(const When& when) {
  if (!when.from && !when.to) return "undated";
  const auto from = when.from ? day_words(*when.from) : "", to = when.to ? day_words(*when.to) : "";
  return from == to ? from : from + ".." + to;
}

std::string chain_shown(const std::vector<Attribution>& chain) {
  std::vector<std::string> links;
  for (const auto& a : chain) {
    if (!a.speaker.empty()) links.push_back(a.speaker);
    if (!a.institution.empty() && a.institution != a.speaker) links.push_back(a.institution);
    if (!links.empty() && !a.stance.empty() && a.stance != "asserts") links.back() += fmt::format(" ({})", a.stance);
  }
  return links.empty() ? "none" : fmt::format("{}", fmt::join(links, " < "));
}

std::string field_shown(const Report& r, std::string_view field, std::string_view text) {
  if (field == "act") return r.act;
  if (field == "source") return actors_shown(r.source);
  if (field == "target") return actors_shown(r.target);
  if (field == "between") return actors_shown(both_sides(r));
  if (field == "status") return std::string(to_string(r.status));
  if (field == "time") return time_shown(r.time);
  if (field == "place") return r.place.precision.empty() ? "none" : r.place.id.empty() ? fmt::format("\"{}\"", r.place.name) : r.place.id;
  if (field == "attribution") return chain_shown(r.attribution);
  if (field == "trigger") return r.evidence.empty() ? "" : fmt::format("\"{}\"", words_at(text, r.evidence.front().trigger_span));
  if (field == "rank") return rank_shown(first_of(r.source));
  if (field == "office") return office_shown(first_of(r.source));
  if (field == "target.rank") return rank_shown(first_of(r.target));
  if (field == "target.office") return office_shown(first_of(r.target));
  if (field == "reciprocal") return yes_no(r.reciprocal);
  if (field == "plover") return std::string(trim_words(fmt::format("{} {}", r.plover.type, r.plover.mode)));
  if (field == "cameo") return r.cameo.code;
  if (field == "background") return yes_no(r.background);
  if (field == "contradicted") return yes_no(r.contradicted);
  if (field == "told") return std::to_string(r.evidence.size());
  if (field.starts_with("role.")) {
    const auto* role = role_of(r, field.substr(5));
    return !role ? "none" : role->actor.empty() ? fmt::format("\"{}\"", role->value) : role->actor;
  }
  return "";
}

bool field_is(const Report& report, std::string_view field, std::string_view expected, std::string_view text) {
  const auto choices = split_words(expected, "|");
  return std::any_of(choices.begin(), choices.end(), [&](std::string_view one) { return one_is(report, field, one, text); });
}

}  // namespace dragoman::train
