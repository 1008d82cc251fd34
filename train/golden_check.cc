#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "train/golden.h"
#include "train/golden_values.h"

namespace dragoman::train {
namespace {

using Assignment = std::vector<std::size_t>;  // block → report, kNobody when none
constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

std::string_view cut(std::string_view text, Span span) {
  return span.end <= text.size() ? text.substr(span.begin, span.size()) : std::string_view();
}

// Compares one text with what its group expects.
class GroupCheck {
 public:
  GroupCheck(const GoldenGroup& group, const Coding& coding, GoldenOutcome& outcome)
      : group_(group), coding_(coding), text_(coding.article.text), out_(outcome) {}

  void run() {
    for (const auto& report : coding_.reports) out_.said.push_back(golden_line(report, text_));
    for (const auto& note : coding_.notes) out_.said.push_back(fmt::format("note {} ({})", note.first, cut(text_, note.second)));
    reports();
    for (const auto& block : group_.blocks) {
      if (block.kind == GoldenBlock::claim) claim(block);
      if (block.kind == GoldenBlock::statement) statement(block);
    }
    for (const auto& rule : group_.rules) hold(rule);
  }

 private:
  bool says(const Report& report, const GoldenField& field) const { return field_is(report, field.name, field.value, text_); }

  bool fits(const Report& report, const GoldenBlock& block) const {
    return std::all_of(block.fields.begin(), block.fields.end(), [&](const GoldenField& f) { return says(report, f); });
  }

  // How near a report is to a block: the act counts most, the actors next.
  int nearness(const Report& report, const GoldenBlock& block) const {
    int near = 0;
    for (const auto& f : block.fields)
      if (says(report, f)) near += f.name == "act" ? 100 : f.name == "source" || f.name == "target" || f.name == "between" ? 10 : 1;
    return near;
  }

  // Kuhn's augmenting path: gives block b a report of its own.
  bool augment(std::size_t b, const std::vector<std::vector<std::size_t>>& edges, Assignment& of_report, std::vector<char>& seen) const {
    for (const auto r : edges[b]) {
      if (seen[r]) continue;
      seen[r] = 1;
      if (of_report[r] != kNobody && !augment(of_report[r], edges, of_report, seen)) continue;
      of_report[r] = b;
      return true;
    }
    return false;
  }

  void reports() {
    std::vector<const GoldenBlock*> blocks;
    for (const auto& block : group_.blocks)
      if (block.kind == GoldenBlock::report) blocks.push_back(&block);
    const auto& said = coding_.reports;
    std::vector<std::vector<std::size_t>> edges(blocks.size());
    for (std::size_t b = 0; b < blocks.size(); ++b)
      for (std::size_t r = 0; r < said.size(); ++r)
        if (fits(said[r], *blocks[b])) edges[b].push_back(r);
    Assignment of_report(said.size(), kNobody);
    std::vector<char> matched(blocks.size());
    for (std::size_t b = 0; b < blocks.size(); ++b) {
      std::vector<char> seen(said.size());
      matched[b] = augment(b, edges, of_report, seen);
    }
    for (std::size_t b = 0; b < blocks.size(); ++b)
      if (!matched[b]) missing(*blocks[b], of_report, b);
    leftovers(blocks, edges, of_report);
  }

  // Nothing fits the block: set the nearest free report beside it, field by field.
  void missing(const GoldenBlock& block, Assignment& of_report, std::size_t b) {
    std::size_t best = kNobody;
    int best_near = 9;  // without the act or an actor in common there is nothing to compare
    for (std::size_t r = 0; r < coding_.reports.size(); ++r) {
      const int near = of_report[r] == kNobody ? nearness(coding_.reports[r], block) : 0;
      if (near > best_near) best = r, best_near = near;
    }
    if (best == kNobody) {
      out_.misses.push_back({"report", brief(block), "", block.first_line});
      out_.remove.emplace_back(block.first_line, block.last_line);
      return;
    }
    of_report[best] = b;
    for (const auto& f : block.fields) {
      if (says(coding_.reports[best], f)) continue;
      auto got = field_shown(coding_.reports[best], f.name, text_);
      if (got.empty()) got = "none";
      out_.misses.push_back({f.name, f.value, got, f.line});
      out_.rewrite.emplace_back(f.line, fmt::format("  {:<7} {}", f.name, got));
    }
  }

  void leftovers(const std::vector<const GoldenBlock*>& blocks, const std::vector<std::vector<std::size_t>>& edges,
                 const Assignment& of_report) {
    for (std::size_t r = 0; r < coding_.reports.size(); ++r) {
      if (of_report[r] != kNobody) continue;
      const auto& report = coding_.reports[r];
      for (std::size_t b = 0; b < blocks.size(); ++b)
        if (std::find(edges[b].begin(), edges[b].end(), r) != edges[b].end())
          out_.misses.push_back({"once", brief(*blocks[b]), "told again: " + golden_line(report, text_), blocks[b]->first_line});
      if (!group_.only) continue;
      out_.misses.push_back({"only", "nothing else", golden_line(report, text_), group_.last_line});
      out_.append.emplace_back(group_.last_line, fmt::format("report\n  act     {}\n  source  {}\n  target  {}\n  status  {}\n  time    {}",
                                                             report.act, actors_shown(report.source), actors_shown(report.target),
                                                             to_string(report.status), time_shown(report.time)));
    }
  }

  static std::string brief(const GoldenBlock& block) {
    std::string words;
    for (const auto& f : block.fields) words += fmt::format("{}{} {}", words.empty() ? "" : ", ", f.name, f.value);
    return words;
  }

  // Claims and statements: one that fits is enough; else the misses of the nearest are shown.
  template <class Item, class Shown>
  void find_item(const GoldenBlock& block, const std::vector<Item>& items, Shown shown, std::string_view what) {
    const auto wrong = [&](const Item& item) {
      std::vector<GoldenMiss> misses;
      for (const auto& f : block.fields) {
        auto [ok, got] = shown(item, f);
        if (!ok) misses.push_back({fmt::format("{}.{}", what, f.name), f.value, got, f.line});
      }
      return misses;
    };
    std::vector<GoldenMiss> best{{std::string(what), brief(block), "", block.first_line}};
    bool any = false;
    for (const auto& item : items) {
      auto misses = wrong(item);
      if (!any || misses.size() < best.size()) best = std::move(misses);
      any = true;
    }
    for (auto& miss : best) {
      if (any) out_.rewrite.emplace_back(miss.line, fmt::format("  {:<9} {}", miss.field.substr(what.size() + 1), miss.got));
      out_.misses.push_back(std::move(miss));
    }
  }

  using Found = std::pair<bool, std::string>;

  static Found same(const std::string& got, std::string_view expected) {
    const auto choices = split_words(expected, "|");
    const bool ok = std::any_of(choices.begin(), choices.end(), [&](std::string_view one) {
      return got.empty() ? one == "none" : got == one;
    });
    return {ok, got.empty() ? "none" : got};
  }

  static Found said_by(const std::vector<Attribution>& chain, std::string_view expected) {
    const auto choices = split_words(expected, "|");
    return {std::any_of(choices.begin(), choices.end(), [&](std::string_view one) { return chain_is(chain, one); }), chain_shown(chain)};
  }

  void claim(const GoldenBlock& block) {
    find_item(block, coding_.claims, [&](const RecordClaim& c, const GoldenField& f) -> Found {
      if (f.name == "metric") return same(c.metric, f.value);
      if (f.name == "direction") return same(c.direction, f.value);
      if (f.name == "from") return same(c.scope_from, f.value);
      if (f.name == "to") return same(c.scope_to, f.value);
      if (f.name == "act") return same(c.scope_act, f.value);
      if (f.name == "both_ways") return same(c.both_ways ? "yes" : "no", f.value);
      if (f.name == "baseline_from") return same(c.baseline_from ? day_words(*c.baseline_from) : "", f.value);
      if (f.name == "by") return said_by(c.chain, f.value);
      return {f.value == "none" ? c.baseline.empty() : contains_words(c.baseline, f.value), c.baseline.empty() ? "none" : c.baseline};
    }, "claim");
  }

  void statement(const GoldenBlock& block) {
    find_item(block, coding_.statements, [&](const Statement& s, const GoldenField& f) -> Found {
      if (f.name == "kind") return same(s.kind, f.value);
      if (f.name == "by") return said_by(s.chain, f.value);
      const std::string words(cut(text_, s.content));
      if (f.name == "words") return {contains_words(words, f.value), words};
      std::string about;
      for (const auto& c : s.countries) about += (about.empty() ? "" : ", ") + c;
      const auto wanted = split_words(f.value, ",");
      const bool all = std::all_of(wanted.begin(), wanted.end(), [&](std::string_view one) {
        return std::find(s.countries.begin(), s.countries.end(), one) != s.countries.end();
      });
      return {all, about.empty() ? "none" : about};
    }, "statement");
  }

  // none ACT [SOURCE [-> TARGET]] · part KIND words · day DATE|unknown · outlet_found NAME|none
  void hold(const GoldenField& rule) {
    if (rule.name == "none") return none(rule);
    if (rule.name == "may") return;
    std::string got;
    if (rule.name == "part") {
      const auto space = rule.value.find(' ');
      const auto kind = rule.value.substr(0, space);
      const auto words = space == std::string::npos ? std::string_view() : trim_words(std::string_view(rule.value).substr(space));
      for (const auto& block : coding_.blocks)
        if (got.empty() && contains_words(cut(text_, block.span), words)) got = to_string(block.kind);
      if (got == kind || (kind == "furniture" && !got.empty() && got != "body" && got != "headline" && got != "subhead")) return;
    } else if (rule.name == "day") {
      const auto& p = coding_.published;
      got = !p.known ? "unknown" : p.from == p.to ? day_words(p.from) : day_words(p.from) + ".." + day_words(p.to);
      if (got == rule.value) return;
    } else {
      got = coding_.outlet.empty() ? "none" : coding_.outlet;
      if (got == rule.value) return;
    }
    out_.misses.push_back({rule.name, rule.value, got, rule.line});
  }

  void none(const GoldenField& rule) {
    const auto sides = split_words(rule.value, "->");
    const auto space = sides.front().find(' ');
    const auto act = sides.front().substr(0, space);
    const auto source = space == std::string_view::npos ? std::string_view() : trim_words(sides.front().substr(space));
    const auto has = [](const std::vector<Actor>& actors, std::string_view code) {
      return std::any_of(actors.begin(), actors.end(), [&](const Actor& a) { return actor_is(a, code); });
    };
    for (const auto& report : coding_.reports) {
      if (act != "any" && !field_is(report, "act", act, text_)) continue;
      if (!source.empty() && source != "*" && !has(report.source, source)) continue;
      if (sides.size() > 1 && !has(report.target, sides[1])) continue;
      out_.misses.push_back({"none", rule.value, golden_line(report, text_), rule.line});
    }
  }

  const GoldenGroup& group_;
  const Coding& coding_;
  const std::string& text_;
  GoldenOutcome& out_;
};

}  // namespace

std::string golden_line(const Report& r, std::string_view text) {
  auto line = fmt::format("{} {} -> {} {} {}", r.act, actors_shown(r.source), actors_shown(r.target), to_string(r.status), time_shown(r.time));
  for (const auto& role : r.roles) line += fmt::format(" {}={}", role.name, role.actor.empty() ? role.value : role.actor);
  if (!r.place.precision.empty()) line += " @" + r.place.name;
  if (!r.attribution.empty()) line += " [" + chain_shown(r.attribution) + "]";
  if (!r.evidence.empty()) line += fmt::format(" ({})", cut(text, r.evidence.front().trigger_span));
  return line;
}

GoldenOutcome check_golden(const GoldenCase& the_case, const Coder& coder) {
  GoldenOutcome outcome;
  outcome.the_case = &the_case;
  for (const auto& group : the_case.groups) {
    Article article;
    article.id = the_case.name;
    article.outlet = group.outlet;
    article.published = group.published;
    article.text = group.text;
    GroupCheck(group, coder(std::move(article)), outcome).run();
  }
  return outcome;
}

}  // namespace dragoman::train
