// What would confirm or weaken the story: follow-ups that practice leads one to expect of its acts, as the lexicon's watch.* sets have them.
#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "analyse/sections.h"

namespace dragoman {

namespace {

constexpr std::size_t kOfOthers = 2, kMost = 14;  // lines of an event beside the main one; of all

std::string_view word(std::string_view& rest, char mark) {
  const auto end = std::min(rest.find(mark), rest.size());
  const auto first = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return first;
}

// One line of a set: `WHEN SIGN ACTS WAY : WORDS`.
struct Expected {
  std::string_view when, sign, acts, way, words;
  static std::optional<Expected> read(std::string_view line) {
    const auto colon = line.find(" : ");
    if (colon == std::string_view::npos) return std::nullopt;
    Expected e;
    std::string_view head = line.substr(0, colon);
    for (std::string_view* part : {&e.when, &e.sign, &e.acts, &e.way}) *part = word(head, ' ');
    e.words = line.substr(colon + 3);
    return e.way.empty() ? std::nullopt : std::optional(e);
  }
};

std::set<std::string> states_of(const std::vector<Actor>& actors) {
  std::set<std::string> states;
  for (const Actor& actor : actors)
    if (!actor.country.empty()) states.insert(actor.country);
  return states;
}

bool meets(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& one) { return b.contains(one); });
}

bool done(Status status) { return status == Status::happened || status == Status::under_way; }

class Watch {
 public:
  Watch(const Telling& telling, const Story& story) : t_(telling), story_(story) {}

  BriefSection section() {
    BriefSection section{"watch", "What would confirm or weaken this", {}};
    if (story_.main == kNone) return section;
    add(story_.main, kMost, section);
    for (const std::string_view act : t_.knowledge.set("watch.beside"))
      for (const std::uint32_t e : story_.events) {
        const Event& event = t_.brief.events[e];
        if (e != story_.main && event.merged.act == act && !event.merged.background && news(event)) add(e, kOfOthers, section);
      }
    return section;
  }

 private:
  // The lines for an act, also those that it shares with another.
  std::span<const std::string_view> lines(const std::string& act) const {
    auto set = t_.knowledge.set("watch." + act);
    if (set.size() == 1 && set.front().starts_with("as ")) set = t_.knowledge.set("watch." + std::string(set.front().substr(3)));
    return set;
  }

  void add(std::uint32_t number, std::size_t most, BriefSection& section) {
    const Event& event = t_.brief.events[number];
    const std::string_view when = stage(event);
    if (when.empty() || !seen_.emplace(event.merged.act + key(event.merged)).second) return;
    std::size_t added = 0;
    for (const std::string_view line : lines(event.merged.act)) {
      if (section.lines.size() >= kMost || added >= most) return;
      const auto expected = Expected::read(line);
      const bool only_thought_of = event.merged.status == Status::hypothetical;  // what would follow if it were so is not listed
      if (!expected || (expected->when != when && (expected->when != "any" || only_thought_of))) continue;
      auto words = filled(expected->words, event.merged);
      if (!words || !told_.insert(*words).second) continue;
      BriefLine item{std::string(expected->sign), std::move(*words), {}, number};
      if (expected->when == "planned" && expected->way == "on" && event.merged.time.from) item.text += ", " + due(event.merged);
      item.text += "; follows from: " + act_phrase(event.merged.act) + ", " + (when == "alleged" && event.merged.status != Status::hypothetical ? "alleged" : status_phrase(event.merged.status));
      add_citation(item.cites, cite_report(t_.brief, telling_of(event)));
      already(*expected, number, item);
      section.lines.push_back(std::move(item));
      ++added;
    }
  }

  // Of last year's visit nobody waits for what follows.
  bool news(const Event& event) const {
    constexpr std::chrono::days kOld(60);
    const auto& when = event.merged.time;
    const auto last = when.to ? when.to : when.from;
    return !last || std::any_of(event.members.begin(), event.members.end(), [&](const ReportId& id) {
      const Published& published = t_.brief.codings[id.coding].published;
      return !published.known || *last + kOld >= published.from;
    });
  }

  // The first that tells it at the step where it stands.
  ReportId telling_of(const Event& event) const {
    for (const ReportId& id : event.members)
      if (t_.report(id).status == event.merged.status) return id;
    return event.members.front();
  }

  static std::string key(const Report& r) {
    std::string key;
    for (const auto* side : {&r.source, &r.target})
      for (const std::string& state : states_of(*side)) key += " " + state;
    return key;
  }

  // At which step the event stands; empty when nothing is to be expected of it.
  std::string_view stage(const Event& event) const {
    const Report& r = event.merged;
    if (r.status == Status::planned) return "planned";
    if (r.status == Status::hypothetical) return "alleged";
    if (!done(r.status)) return {};
    // What only others tell of the doers is an allegation.
    const std::set<std::string> doers = states_of(r.source);
    const bool others = !doers.empty() && std::all_of(event.members.begin(), event.members.end(), [&](const ReportId& id) {
      const auto& chain = t_.report(id).attribution;
      return !chain.empty() && !chain.back().country.empty() && !doers.contains(chain.back().country);
    });
    return others ? "alleged" : "done";
  }

  static std::string due(const Report& r) {
    const Day from = *r.time.from, to = r.time.to.value_or(from);
    When days = r.time;
    days.to = to;
    Report dated = r;
    dated.time = days;
    const std::string text = status_and_time(dated);
    const auto comma = text.find(", ");
    return comma == std::string::npos ? text : text.substr(comma + 2);
  }

  std::optional<std::string> filled(std::string_view words, const Report& r) const {
    std::string text;
    while (!words.empty()) {
      text += word(words, '{');
      if (words.empty()) break;
      const auto name = word(words, '}');
      const std::string value = name == "who" ? doers(r.source) : name == "whom" ? lands(r.target) : leaders(r);
      if (value.empty()) return std::nullopt;
      text += value;
    }
    return text;
  }

  static std::string names(const std::vector<Actor>& actors) {
    std::string text;
    for (std::size_t i = 0; i < actors.size(); ++i) text += (i == 0 ? "" : i + 1 == actors.size() ? " and " : ", ") + actors[i].name;
    return text;
  }

  // By name; an army or a government that is not named by its state. Of gunmen nobody can be asked.
  std::string doers(const std::vector<Actor>& actors) const {
    std::vector<Actor> named;
    for (const Actor& actor : actors) {
      const bool name = !actor.name.empty() && !(actor.name[0] >= 'a' && actor.name[0] <= 'z');
      const bool state = !actor.country.empty() && (actor.actor == actor.country || actor.actor.starts_with(actor.country + ".gov") || actor.actor.starts_with(actor.country + ".mil"));
      if (!name && !state) return {};
      named.push_back(actor);
      if (!name) named.back().name = country_name(actor.country, t_.knowledge);
    }
    return names(named);
  }

  std::string lands(const std::vector<Actor>& actors) const {
    std::vector<Actor> states;
    for (const std::string& state : states_of(actors)) states.emplace_back().name = country_name(state, t_.knowledge);
    return states.empty() ? doers(actors) : names(states);
  }

  // Who leads the target's state on the day: "Kim Jong Un", else "a leader of North Korea".
  std::string leaders(const Report& r) const {
    const std::set<std::string> states = states_of(r.target);
    if (states.size() != 1) return {};
    const std::string& country = *states.begin();
    const std::string anybody = "a leader of " + country_name(country, t_.knowledge);
    const auto day = r.time.from ? r.time.from : r.time.to;
    if (!day) return anybody;
    std::set<std::string> named;
    for (std::uint32_t e = 0; e < t_.knowledge.entity_count(); ++e) {
      const Entity& office = t_.knowledge.entity(e);
      if (office.kind != EntityKind::office || office.rank != 1 || office.country != country) continue;
      for (const std::uint32_t person : t_.knowledge.holders(e, *day, *day)) named.emplace(t_.knowledge.entity(person).name);
    }
    for (const Actor& actor : r.source)
      if (named.contains(actor.name)) return anybody;
    return named.size() == 1 ? *named.begin() : anybody;
  }

  // Do these articles tell of it already? Not before it; undated only where anybody may do it.
  void already(const Expected& expected, std::uint32_t number, BriefLine& item) const {
    const Report& r = t_.brief.events[number].merged;
    const std::set<std::string> from = states_of(r.source), to = states_of(r.target);
    for (const std::uint32_t e : story_.events) {
      const Report& other = t_.brief.events[e].merged;
      if (e == number || other.background || !fits(expected, other)) continue;
      const bool dated = r.time.from && other.time.from;
      if (dated ? *other.time.from < *r.time.from : expected.way != "any") continue;
      const std::set<std::string> by = states_of(other.source), whom = states_of(other.target);
      const bool on = meets(from, by) && (to.empty() || meets(to, whom)), back = meets(to, by) && meets(from, whom);
      const bool same = expected.way == "on" || expected.way == "off" ? on || (other.reciprocal && back) : expected.way == "back" ? back : expected.way == "by" ? meets(from, by) : meets(from, by) || meets(to, by);
      if (!same) continue;
      // Somebody else who receives the guest is less than was looked for.
      const bool led = expected.words.find("{leaders}") == std::string_view::npos || leader_in(other, to);
      item.text += (led ? "; told already: " : "; so far: ") + event_title(other, t_.knowledge);
      add_citation(item.cites, cite_report(t_.brief, telling_of(t_.brief.events[e])));
      return;
    }
  }

  static bool leader_in(const Report& r, const std::set<std::string>& states) {
    const auto leads = [&](const Actor& actor) { return actor.rank == 1 && states.contains(actor.country); };
    return std::any_of(r.source.begin(), r.source.end(), leads) || std::any_of(r.target.begin(), r.target.end(), leads);
  }

  static bool fits(const Expected& expected, const Report& other) {
    const bool off = other.status == Status::cancelled || other.status == Status::postponed || other.status == Status::denied;
    if (expected.way == "off" ? !off : !done(other.status)) return false;
    std::string_view acts = expected.acts;
    while (!acts.empty())
      if (word(acts, '/') == other.act) return true;
    return false;
  }

  const Telling& t_;
  const Story& story_;
  std::set<std::string> seen_, told_;
};

}  // namespace

BriefSection watch_section(const Telling& telling, const Story& story) { return Watch(telling, story).section(); }

}  // namespace dragoman
