#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <iterator>

#include "analyse/claim.h"
#include "base/days.h"

namespace dragoman {

namespace {

constexpr std::size_t kListed = 12;  // rows a reader looks through; JSON has all

std::string scope_words(const Claim& c) {
  std::string text;
  const auto add = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name, value);
  };
  const auto party = [&](std::string_view name, const ClaimParty& p) {
    add(name, p.country);
    add("office", p.office);
    if (p.lowest_rank > 0) add("rank", fmt::format("1 to {}", p.lowest_rank));
    add("named", p.name);
    if (!p.persons.empty()) add(name, p.office.empty() ? p.words : fmt::format("one person as {}", p.words));
  };
  party(c.meetings ? "one side" : "visitor", c.who);
  party(c.meetings ? "other side" : "host", c.whom);
  add("to", c.host_country);
  add("place", c.place);
  add("class", c.visit_class);
  if (c.both_ways) add("both", "ways");
  if (c.meetings) add("third places", "counted");
  for (const auto& m : c.members) add("member", m);
  add("on", c.subject);
  add("on", c.subject_words);
  add("vote", c.vote);
  add("text", c.text_kind);
  add("by", c.country);
  add("kind", c.kind);
  add("range", c.range);
  add("system", c.system);
  add("outcome", c.outcome);
  return text;
}

std::string baseline(const Claim& c) {
  std::string text = c.baseline_words;
  if (c.after) text += fmt::format("{}later than {}", text.empty() ? "" : ": ", iso_day(*c.after));
  if (c.from || c.to) text += fmt::format("{}{}..{}", text.empty() ? "" : "; ", c.from ? iso_day(*c.from) : "", c.to ? iso_day(*c.to) : "");
  if (text.empty()) text = "none: all time";
  return text;
}

std::string as_text(const ClaimAnswer& a, bool markdown) {
  std::string text;
  const auto out = std::back_inserter(text);
  const char* head = markdown ? "## " : "";
  fmt::format_to(out, "{}{}\n{}\n", head, to_string(a.verdict), a.reason);
  if (!a.counter_example.empty()) fmt::format_to(out, "counter-example: {}\n", a.counter_example);
  if (a.stood_until) fmt::format_to(out, "stood until {}: ended by {}\n", iso_day(*a.stood_until), a.first_superseded);
  const Claim& c = a.claim;
  fmt::format_to(out, "\n{}CLAIM\n  about     {}\n  metric    {}{}\n  scope     {}\n  baseline  {}\n  as of     {}\n", head, to_string(c.about), to_string(c.metric),
                 c.number > 1 ? fmt::format(" {}", c.number) : "", scope_words(c), baseline(c), iso_day(a.as_of));
  fmt::format_to(out, "\n{}ROWS ({})\n", head, a.ranked.size());
  for (std::size_t i = 0; i < a.ranked.size() && i < kListed; ++i) {
    const Deed& d = a.ranked[i];
    fmt::format_to(out, "  {} {}\n      {}  source: {}\n", d.id == a.holder ? "*" : d.id == a.counter_example ? "!" : "-", d.words, d.id, d.source);
  }
  if (a.ranked.size() > kListed) fmt::format_to(out, "  {} of {} shown; --format json has all\n", kListed, a.ranked.size());
  if (!a.ranked.empty()) text += "  * said to hold the record   ! contradicts it\n";
  fmt::format_to(out, "\n{}COVERAGE\n", head);
  for (const auto& line : a.coverage) fmt::format_to(out, "  {}{}\n", markdown ? "- " : "", line);
  if (a.coverage.empty()) text += "  no table was asked\n";
  return text;
}

std::string as_json(const ClaimAnswer& a) {
  using json = nlohmann::ordered_json;
  const Claim& c = a.claim;
  json claim{{"about", to_string(c.about)}, {"metric", to_string(c.metric)}};
  if (c.number) claim["number"] = c.number;
  claim["scope"] = scope_words(c);
  claim["baseline"] = {{"words", c.baseline_words}};
  if (c.after) claim["baseline"]["later_than"] = iso_day(*c.after);
  if (c.from) claim["baseline"]["from"] = iso_day(*c.from);
  if (c.to) claim["baseline"]["to"] = iso_day(*c.to);
  if (c.years > 0) claim["baseline"]["years"] = c.years;
  json whole{{"verdict", to_string(a.verdict)}, {"reason", a.reason}, {"as_of", iso_day(a.as_of)}, {"claim", claim}};
  if (!a.holder.empty()) whole["holder"] = a.holder;
  if (!a.counter_example.empty()) whole["counter_example"] = a.counter_example;
  if (!a.first_superseded.empty()) whole["first_superseded"] = a.first_superseded;
  if (a.stood_until) whole["stood_until"] = iso_day(*a.stood_until);
  whole["rows"] = json::array();
  for (const Deed& d : a.ranked) {
    json row{{"id", d.id}, {"from", iso_day(d.first)}, {"says", d.words}};
    if (d.rank) row["rank"] = d.rank;
    row["source"] = d.source;
    whole["rows"].push_back(std::move(row));
  }
  whole["coverage"] = a.coverage;
  return whole.dump(1, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string_view to_string(Claim::About about) {
  static constexpr std::array<std::string_view, 5> kNames = {"nothing", "visits", "votes", "vetoes", "tests"};
  return kNames[static_cast<std::size_t>(about)];
}

std::string_view to_string(Claim::Metric metric) {
  static constexpr std::array<std::string_view, 12> kNames = {"none", "highest", "first", "latest", "never", "nth", "count", "longest", "shortest", "most", "only", "always"};
  return metric == Claim::Metric::happened ? "happened" : kNames[static_cast<std::size_t>(metric)];
}

std::string_view to_string(ClaimAnswer::Verdict verdict) {
  static constexpr std::array<std::string_view, 3> kNames = {"supported", "contradicted", "cannot decide"};
  return kNames[static_cast<std::size_t>(verdict)];
}

std::string render_claim(const ClaimAnswer& answer, ClaimFormat format) {
  return format == ClaimFormat::json ? as_json(answer) : as_text(answer, format == ClaimFormat::md);
}

}  // namespace dragoman
