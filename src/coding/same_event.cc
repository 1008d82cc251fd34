#include "coding/same_event.h"

#include <algorithm>
#include <chrono>

namespace dragoman {

namespace {

bool person(const Actor& actor) { return actor.actor.starts_with("person:"); }
bool named_only(const Actor& actor) { return actor.actor.empty() && !actor.name.empty(); }

bool exact(const Actor& a, const Actor& b) {
  if (!a.actor.empty() || !b.actor.empty()) return a.actor == b.actor;
  return a.name == b.name;
}

// One stands for the other more loosely: the state for its person or body.
bool loosely(const Actor& a, const Actor& b) {
  if (a.country.empty() || a.country != b.country) return false;
  return a.actor == a.country || b.actor == b.country || (!person(a) && !named_only(a)) || (!person(b) && !named_only(b));
}

int weekday_of(Day day) { return static_cast<int>(std::chrono::weekday(day).c_encoding()); }

}  // namespace

Agreement agree(const std::vector<Actor>& a, const std::vector<Actor>& b) {
  if (a.empty() && b.empty()) return Agreement::same;  // an act towards nobody in particular, in both tellings
  if (a.empty() || b.empty()) return Agreement::general;
  bool any_same = false, any_loose = false;
  for (const Actor& x : a)
    for (const Actor& y : b) {
      any_same = any_same || exact(x, y);
      any_loose = any_loose || loosely(x, y);
    }
  // two different named persons of one state are two different travellers
  if (any_same) return Agreement::same;
  return any_loose ? Agreement::general : Agreement::conflict;
}

bool times_meet(const When& a, const When& b) {
  if (!a.from || !b.from) {
    const When& dated = a.from ? a : b;
    const When& weekday = a.from ? b : a;
    return dated.from && dated.precision == "day" && weekday.weekday_from >= 0 && weekday_of(*dated.from) == weekday.weekday_from;
  }
  return *a.from <= *b.to && *b.from <= *a.to;
}

bool times_may_meet(const When& a, const When& b) {
  if (a.from && b.from) return *a.from <= *b.to && *b.from <= *a.to;
  const When& dated = a.from ? a : b;
  const When& other = a.from ? b : a;
  if (other.weekday_from >= 0) {
    if (!dated.from) return dated.weekday_from < 0 || dated.weekday_from == other.weekday_from;
    if (dated.precision == "day") return weekday_of(*dated.from) == other.weekday_from || (*dated.from <= *dated.to && (*dated.to - *dated.from).count() > 0);
  }
  return true;
}

bool statuses_may_meet(Status a, Status b) {
  const auto open = [](Status s) { return s == Status::planned || s == Status::called_for || s == Status::hypothetical || s == Status::under_way; };
  if (a == b) return true;
  if (open(a) && open(b)) return true;
  const auto moved = [](Status s) { return s == Status::cancelled || s == Status::postponed; };
  return (moved(a) && open(b)) || (moved(b) && open(a));
}

std::string_view same_event(const Report& a, const Report& b, bool same_text) {
  if (a.act != b.act) return {};
  if (!times_may_meet(a.time, b.time)) return {};
  const auto both = [&](const std::vector<Actor>& s1, const std::vector<Actor>& t1, const std::vector<Actor>& s2, const std::vector<Actor>& t2) {
    return std::min(agree(s1, s2), agree(t1, t2));
  };
  Agreement actors = both(a.source, a.target, b.source, b.target);
  if (actors == Agreement::conflict && a.reciprocal) actors = both(a.source, a.target, b.target, b.source);
  if (actors == Agreement::conflict) return {};
  const bool together = times_meet(a.time, b.time);
  if (!statuses_may_meet(a.status, b.status)) {
    // planned in one telling and done in another: the same only when the dates say so
    const bool to_the_day = a.time.precision == "day" && b.time.precision == "day";
    if (!together || (actors != Agreement::same && !to_the_day)) return {};
    return "same actors and time, status moved on";
  }
  if (actors == Agreement::same) {
    const bool targets = agree(a.target, b.target) == Agreement::same || a.target.empty() || b.target.empty();
    if (together) return "same actors, times meet";
    const bool undated = !a.time.from && !b.time.from;
    if (undated && (same_text || a.status != Status::happened)) return "same actors and status, undated";
    if (same_text && targets) return "same actors and status, one telling undated";
    return a.time.from && b.time.from ? std::string_view{} : std::string_view("same actors and status, one telling undated");
  }
  if (together) return "one telling is more general, times meet";
  if (same_text && a.status == b.status && (!a.time.from || !b.time.from)) return "one telling is more general, same status";
  if (a.status == b.status && a.status != Status::happened && (!a.time.from || !b.time.from)) return "one telling is more general, same open status";
  return {};
}

}  // namespace dragoman
