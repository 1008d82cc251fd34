#include "fuse/fields.h"

#include <algorithm>
#include <map>

#include "base/days.h"
#include "coding/same_event.h"

namespace dragoman {

namespace {

std::string office_words(const Actor& actor, const Knowledge& knowledge) {
  if (actor.office.empty()) return {};
  for (const EntityKind kind : {EntityKind::office, EntityKind::title}) {
    const std::uint32_t id = knowledge.find(kind, actor.office);
    if (id != kNone) return std::string(knowledge.entity(id).name);
  }
  return {};
}

bool weekdays_agree(const When& dated, const When& loose) {
  if (!dated.from || loose.from || loose.weekday_from < 0) return false;
  const auto weekday = [](Day d) { return static_cast<int>(std::chrono::weekday(d).c_encoding()); };
  if (weekday(*dated.from) != loose.weekday_from) return false;
  return loose.weekday_to < 0 || loose.weekday_to == loose.weekday_from || !dated.to || weekday(*dated.to) == loose.weekday_to;
}

// "Three days from Thursday" is Thursday to Saturday.
When with_derived_end(When when) {
  if (when.from && when.from == when.to && when.precision == "day" && when.duration_days > 1) when.to = *when.from + std::chrono::days(when.duration_days - 1);
  if (!when.from && when.weekday_from >= 0 && when.weekday_to < 0 && when.duration_days > 1 && when.duration_days < 7) when.weekday_to = (when.weekday_from + when.duration_days - 1) % 7;
  return when;
}

bool same_time(const When& as_chosen, const When& as_told) {
  const When chosen = with_derived_end(as_chosen), other = with_derived_end(as_told);
  if (chosen.from && other.from) {
    if (*chosen.from == *other.from && *chosen.to == *other.to) return true;
    const bool one_start = *chosen.from == *other.from && chosen.precision == "day" && other.precision == "day";
    // a start without an end agrees with the range it begins
    return one_start && (other.from == other.to || chosen.from == chosen.to);
  }
  return weekdays_agree(chosen, other) || weekdays_agree(other, chosen);
}

// Days from the first to the last, where the words give both or say how long; 0 when they do not.
int length_of(const When& when) {
  if (when.duration_days > 0) return when.duration_days;
  return when.from && when.precision == "day" && *when.to > *when.from ? static_cast<int>((*when.to - *when.from).count()) + 1 : 0;
}

std::uint32_t voices_of(const std::vector<ReportId>& ids, const Event& event) {
  std::vector<std::uint32_t> origins;
  for (const ReportId& id : ids) {
    const auto at = static_cast<std::size_t>(std::find(event.members.begin(), event.members.end(), id) - event.members.begin());
    origins.push_back(at < event.member_origins.size() ? event.member_origins[at] : id.coding);
  }
  std::sort(origins.begin(), origins.end());
  return static_cast<std::uint32_t>(std::unique(origins.begin(), origins.end()) - origins.begin());
}

std::string without_digits(std::string text) {
  std::erase_if(text, [](char c) { return c >= '0' && c <= '9'; });
  return text;
}

std::string kind_of(std::string_view field, const std::string& chosen, const std::string& other) {
  if (field == "time" || field == "announced_on") return "date";
  if (field == "place" || field == "office" || field == "inviter" || field == "status") return field == "office" ? "rank" : std::string(field);
  if (field == "source" || field == "target" || field == "host" || field == "initiator" || field == "head") return "actor";
  const bool digits = chosen != without_digits(chosen) && other != without_digits(other);
  return field == "duration" || field == "amount" || field == "number" || digits ? "number" : "other";
}

// The telling names the country of the place and no more: neither for the city nor against it.
bool only_country(const Where& place, const Where& telling) {
  return !place.country.empty() && place.country == telling.country && telling.precision == "country" && place.precision != "country";
}

bool earlier_step(Status earlier, Status now) {
  const bool open = earlier == Status::planned || earlier == Status::called_for || earlier == Status::hypothetical;
  const auto done = [](Status s) { return s == Status::happened || s == Status::under_way; };
  return (open || done(earlier)) && done(now);
}

const Role* role_named(const Report& report, std::string_view name) {
  for (const Role& role : report.roles)
    if (role.name == name) return &role;
  return nullptr;
}

std::string_view country_of(const Role& role, const Knowledge& knowledge) {
  const std::string_view actor = role.actor;
  if (!actor.starts_with("person:")) return actor.substr(0, actor.find('.'));
  const std::uint32_t person = knowledge.find(EntityKind::person, actor.substr(7));
  return person == kNone ? std::string_view{} : knowledge.entity(person).country;
}

// How closely a role's actor is named: a person, a body of a state, a state, nobody known.
int exactness(const Role& role) {
  if (role.actor.starts_with("person:")) return 3;
  return role.actor.empty() ? 0 : role.actor.find('.') == std::string::npos ? 1 : 2;
}

// One names the person or ministry, the other only its state.
bool same_role(const Report& a, const Report& b, std::string_view name, const Knowledge& knowledge) {
  const Role *one = role_named(a, name), *other = role_named(b, name);
  if (!one || !other || one->actor.empty() || other->actor.empty()) return false;
  const std::string_view country = country_of(*one, knowledge);
  const bool general = one->actor == country || other->actor == country;
  return one->actor == other->actor || (general && !country.empty() && country == country_of(*other, knowledge));
}

}  // namespace

std::string show_time(const When& when) {
  if (when.from) {
    const std::chrono::year_month_day from(*when.from);
    if (when.precision == "year") {
      const std::chrono::year_month_day to(*when.to);
      const std::string a = std::to_string(static_cast<int>(from.year())), b = std::to_string(static_cast<int>(to.year()));
      return a == b ? a : a + "–" + b;
    }
    if (when.precision == "month") {
      const std::string text = long_day(*when.from);
      return text.substr(text.find(' ') + 1);
    }
    if (when.precision == "decade") return std::to_string(static_cast<int>(from.year())) + "s";
    if (when.precision == "week") return "week of " + long_day(*when.from);
    return day_range(*when.from, *when.to);
  }
  if (when.weekday_from >= 0) {
    std::string text(weekday_name(when.weekday_from));
    if (when.weekday_to >= 0 && when.weekday_to != when.weekday_from) text += " to " + std::string(weekday_name(when.weekday_to));
    return text + " (week not known)";
  }
  return {};
}

std::string field_value(const Report& report, std::string_view field, const Knowledge& knowledge) {
  if (field == "status") return std::string(to_string(report.status));
  if (field == "time") return show_time(report.time);
  if (field == "duration") return report.time.duration_days ? std::to_string(report.time.duration_days) + " days" : std::string();
  if (field == "place") return report.place.name;
  if (field == "office") return report.source.empty() ? std::string() : office_words(report.source.front(), knowledge);
  if (field == "source" || field == "target") {
    const auto& side = field == "source" ? report.source : report.target;
    std::string text;
    for (const Actor& actor : side) text += (text.empty() ? "" : ", ") + actor.name;
    return text;
  }
  std::string text;  // "official, goodwill"
  for (const Role& role : report.roles)
    if (role.name == field) text += (text.empty() ? "" : ", ") + role.value;
  return text;
}

std::vector<Field> weigh_fields(const Event& event, const std::vector<Coding>& codings, const Knowledge& knowledge) {
  std::vector<std::string> names = {"status", "time", "duration", "place", "source", "target"};
  for (const ReportId& id : event.members)
    for (const Role& role : codings[id.coding].reports[id.report].roles)
      if (std::find(names.begin(), names.end(), role.name) == names.end()) names.push_back(role.name);
  std::vector<Field> fields;
  for (const std::string& name : names) {
    Field field;
    field.name = name;
    field.value = field_value(event.merged, name, knowledge);
    for (const ReportId& id : event.members)  // the most exact telling of a role speaks for all that agree
      if (const Role *chosen = role_named(event.merged, name), *other = role_named(codings[id.coding].reports[id.report], name);
          chosen && other && exactness(*other) > exactness(*chosen) && same_role(event.merged, codings[id.coding].reports[id.report], name, knowledge))
        field.value = other->value;
    std::map<std::string, std::vector<ReportId>> others;
    for (const ReportId& id : event.members) {
      const Report& member = codings[id.coding].reports[id.report];
      const std::string value = field_value(member, name, knowledge);
      if (value.empty()) {
        const bool implied = name == "duration" && event.merged.time.duration_days > 0 && length_of(member.time) == event.merged.time.duration_days;
        (implied ? field.support : field.silent).push_back(id);
        continue;
      }
      bool agrees = value == field.value;
      if (name == "place" && only_country(event.merged.place, member.place)) {
        field.silent.push_back(id);
        continue;
      }
      if (name == "status" && !agrees && earlier_step(member.status, event.merged.status)) continue;  // told before it happened: history, not dissent
      const bool role = role_named(member, name) != nullptr;
      agrees = agrees || (role && (value.find(field.value) != std::string::npos || field.value.find(value) != std::string::npos));
      if (name == "duration") agrees = agrees || (length_of(event.merged.time) > 0 && length_of(event.merged.time) == member.time.duration_days);
      if (name == "time") agrees = agrees || same_time(event.merged.time, member.time);
      if (name == "source") agrees = agrees || agree(event.merged.source, member.source) != Agreement::conflict;
      if (name == "target") agrees = agrees || agree(event.merged.target, member.target) != Agreement::conflict;
      agrees = agrees || same_role(event.merged, member, name, knowledge);
      if (name == "announced_on" && event.merged.time.from) {
        // "Tuesday" beside a known date: the same weekday in the same week
        if (const auto day = parse_iso_day(field.value); day && !parse_iso_day(value)) agrees = agrees || value.find(weekday_name(static_cast<int>(std::chrono::weekday(*day).c_encoding()))) != std::string::npos;
      }
      if (agrees) field.support.push_back(id);
      else others[value].push_back(id);
    }
    field.voices = voices_of(field.support, event);
    for (auto& [value, by] : others) {
      const std::uint32_t voices = voices_of(by, event);
      field.dissent.push_back({value, std::move(by), voices, kind_of(name, field.value, value)});
    }
    std::stable_sort(field.dissent.begin(), field.dissent.end(), [](const Field::Dissent& a, const Field::Dissent& b) { return a.voices > b.voices; });
    if (!field.value.empty() || !field.dissent.empty()) fields.push_back(std::move(field));
  }
  return fields;
}

}  // namespace dragoman
