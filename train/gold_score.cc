#include "train/gold_score.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string_view>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "train/golden_values.h"

namespace dragoman::train {
namespace {

constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

bool is_side(std::string_view field) { return field == "source" || field == "target" || field == "between"; }

// Does the block list this status among its alternatives?
bool allows(const GoldenBlock& block, std::string_view status) {
  return std::any_of(block.fields.begin(), block.fields.end(), [&](const GoldenField& f) {
    const auto choices = split_words(f.value, "|");
    return f.name == "status" && std::find(choices.begin(), choices.end(), status) != choices.end();
  });
}

bool lies_ahead(const GoldenBlock& block) { return allows(block, "planned") && !allows(block, "happened") && !allows(block, "under_way"); }

std::size_t bin_of(double confidence) { return static_cast<std::size_t>(std::clamp(confidence * 10, 0.0, 9.0)); }

// Compares one article.
class ArticleScore {
 public:
  ArticleScore(const GoldenCase& one, const GoldenGroup& group, const Coding& coding, std::vector<GoldLine>& lines)
      : case_(one), group_(group), coding_(coding), lines_(lines) {}

  GoldTally run() {
    tally_.articles = 1;
    for (const auto& block : group_.blocks)
      if (block.kind == GoldenBlock::report) blocks_.push_back(&block);
    match();
    for (std::size_t b = 0; b < blocks_.size(); ++b) score(*blocks_[b], of_block_[b]);
    meet();
    for (std::size_t r = 0; r < coding_.reports.size(); ++r) weigh(r);
    for (const auto& rule : group_.rules)
      if (rule.name == "none") tally_.never.add(broken(rule));
    items();
    return tally_;
  }

 private:
  bool says(const Report& report, const GoldenField& field) const {
    if (field.name == "time") return starts_on(report.time, field.value);
    if (field.name == "attribution") return speaker_is(report.attribution, field.value);
    return field_is(report, field.name, field.value, coding_.article.text);
  }

  // 0: another act. Else the actors count most, then what else is right.
  int nearness(const Report& report, const GoldenBlock& block) const {
    int near = 1;
    for (const auto& f : block.fields) {
      const bool right = says(report, f);
      if (f.name == "act" && !right) return 0;
      if (right) near += is_side(f.name) ? 10 : 1;
    }
    return near;
  }

  // Pairs the nearest first, so that no report answers twice.
  void match() {
    of_block_.assign(blocks_.size(), kNobody);
    of_report_.assign(coding_.reports.size(), kNobody);
    std::vector<std::tuple<int, std::size_t, std::size_t>> pairs;
    for (std::size_t b = 0; b < blocks_.size(); ++b)
      for (std::size_t r = 0; r < coding_.reports.size(); ++r)
        if (const int near = nearness(coding_.reports[r], *blocks_[b]); near > 0) pairs.emplace_back(-near, b, r);
    std::sort(pairs.begin(), pairs.end());
    for (const auto& [near, b, r] : pairs)
      if (of_block_[b] == kNobody && of_report_[r] == kNobody) of_block_[b] = r, of_report_[r] = b;
  }

  bool actors_right(const Report& report, const GoldenBlock& block) const {
    return std::all_of(block.fields.begin(), block.fields.end(), [&](const GoldenField& f) { return !is_side(f.name) || says(report, f); });
  }

  void score(const GoldenBlock& block, std::size_t r) {
    tally_.type.add(r != kNobody);
    if (r == kNobody) {
      tally_.whole.add(false);
      std::string wanted;
      for (const auto& f : block.fields) wanted += fmt::format("{}{} {}", wanted.empty() ? "" : ", ", f.name, f.value);
      note(block.first_line, "report", wanted, "nothing");
      return;
    }
    const Report& report = coding_.reports[r];
    const bool actors = actors_right(report, block);
    tally_.actors.add(actors);
    tally_.whole.add(actors);
    for (const auto& f : block.fields) field(report, f);
    if (lies_ahead(block)) tally_.planned_happened.add(report.status == Status::happened || report.status == Status::under_way);
  }

  // Events told with their actors but as another act: such a report stands for no other event and is not one that may be said.
  void meet() {
    std::vector<bool> taken(coding_.reports.size());
    for (std::size_t b = 0; b < blocks_.size(); ++b) {
      if (of_block_[b] != kNobody) {
        tally_.met.add(true);
        continue;
      }
      for (std::size_t r = 0; r < coding_.reports.size(); ++r) {
        const Report& report = coding_.reports[r];
        if (taken[r] || of_report_[r] != kNobody || may_be(report) || !actors_right(report, *blocks_[b])) continue;
        taken[r] = true;
        tally_.met.add(false);
        break;
      }
    }
  }

  void field(const Report& report, const GoldenField& f) {
    const bool right = says(report, f);
    if (f.name == "status") tally_.status.add(right);
    if (f.name == "time") tally_.start.add(right);
    if (f.name == "place") tally_.place.add(right);
    if (f.name == "rank") tally_.rank.add(right);
    if (f.name.starts_with("role.")) tally_.roles.add(right);
    if (f.name == "attribution") {
      tally_.speaker.add(right);
      tally_.chain.add(field_is(report, f.name, f.value, coding_.article.text));
    }
    if (right) return;
    const auto got = field_shown(report, f.name, coding_.article.text);
    note(f.line, f.name, f.value, (got.empty() ? "none" : got) + "  in " + golden_line(report, coding_.article.text));
  }

  bool may_be(const Report& report) const {
    return std::any_of(group_.rules.begin(), group_.rules.end(), [&](const GoldenField& rule) { return rule.name == "may" && field_is(report, "act", rule.value, coding_.article.text); });
  }

  // What a report's confidence was worth. One that may be said or not teaches nothing about it.
  void weigh(std::size_t r) {
    const Report& report = coding_.reports[r];
    const bool asked = of_report_[r] != kNobody;
    if (!asked && may_be(report)) {
      tally_.listed.add(true);
      return;
    }
    tally_.listed.add(asked);
    auto& bin = tally_.bins[bin_of(report.confidence)];
    const bool right = asked && actors_right(report, *blocks_[of_report_[r]]);
    bin.share.add(right);
    bin.said += report.confidence;
    note(r, "confidence", right ? "right" : "wrong", fmt::format("{:.3f}", report.confidence));
    if (!asked) note(0, "unlisted", "nothing", golden_line(report, coding_.article.text));
  }

  bool broken(const GoldenField& rule) {
    const auto space = rule.value.find(' ');
    const auto act = std::string_view(rule.value).substr(0, space);
    const auto source = space == std::string::npos ? std::string_view() : trim_words(std::string_view(rule.value).substr(space));
    for (std::size_t r = 0; r < coding_.reports.size(); ++r) {
      const Report& report = coding_.reports[r];
      if (report.act != act || of_report_[r] != kNobody) continue;
      if (report.status != Status::happened && report.status != Status::under_way) continue;
      if (!source.empty() && std::none_of(report.source.begin(), report.source.end(), [&](const Actor& a) { return actor_is(a, source); })) continue;
      note(rule.line, "none", rule.value, golden_line(report, coding_.article.text));
      return true;
    }
    return false;
  }

  // Claims and statements are compared as golden cases compare them, one block at a time.
  void items() {
    for (const auto& block : group_.blocks) {
      if (block.kind == GoldenBlock::report) continue;
      GoldenCase alone{case_.path, case_.phenomenon, case_.name, "", {group_}};
      alone.groups.front().blocks = {block};
      alone.groups.front().rules.clear();
      alone.groups.front().only = false;
      const auto outcome = check_golden(alone, [&](const Article&) { return coding_; });
      (block.kind == GoldenBlock::claim ? tally_.claims : tally_.statements).add(outcome.passed());
      for (const auto& miss : outcome.misses) note(miss.line, miss.field, miss.expected, miss.got);
    }
  }

  void note(std::size_t line, std::string_view field, std::string expected, std::string got) {
    lines_.push_back({case_.name, line, std::string(field), std::move(expected), std::move(got)});
  }

  const GoldenCase& case_;
  const GoldenGroup& group_;
  const Coding& coding_;
  std::vector<GoldLine>& lines_;
  std::vector<const GoldenBlock*> blocks_;
  std::vector<std::size_t> of_block_, of_report_;
  GoldTally tally_;
};

void join(Share& into, const Share& from) { into.right += from.right, into.of += from.of; }

std::string cell(const Share& share) { return fmt::format("{:>6.1f} {:>10}", 100 * share.value(), fmt::format("{}/{}", share.right, share.of)); }

}  // namespace

void GoldTally::add(const GoldTally& other) {
  articles += other.articles;
  for (const auto share : {&GoldTally::type, &GoldTally::met, &GoldTally::actors, &GoldTally::whole, &GoldTally::status, &GoldTally::start, &GoldTally::speaker,
                           &GoldTally::chain, &GoldTally::place, &GoldTally::rank, &GoldTally::roles, &GoldTally::planned_happened,
                           &GoldTally::listed, &GoldTally::never, &GoldTally::claims, &GoldTally::statements})
    join(this->*share, other.*share);
  for (std::size_t b = 0; b < bins.size(); ++b) join(bins[b].share, other.bins[b].share), bins[b].said += other.bins[b].said;
}

double GoldTally::calibration_error() const {
  double off = 0, all = 0;
  for (const auto& bin : bins) {
    off += std::abs(bin.said - static_cast<double>(bin.share.right));
    all += static_cast<double>(bin.share.of);
  }
  return all > 0 ? off / all : 0;
}

bool in_test_part(const GoldenCase& one) { return std::strtoul(one.name.c_str(), nullptr, 10) % 3 == 0; }

GoldTally score_gold(const GoldenCase& one, const GoldenGroup& group, const Coding& coding, std::vector<GoldLine>& lines) {
  return ArticleScore(one, group, coding, lines).run();
}

std::string gold_table(const GoldTally& open_part, const GoldTally& test_part) {
  auto page = fmt::format("{:<34}{:>17}{:>19}\n", "", fmt::format("open ({})", open_part.articles), fmt::format("test ({})", test_part.articles));
  const auto row = [&](std::string_view name, Share GoldTally::*share) { page += fmt::format("{:<34}{}  {}\n", name, cell(open_part.*share), cell(test_part.*share)); };
  row("events found with their type", &GoldTally::type);
  row("type, of events told", &GoldTally::met);
  row("source and target, of found", &GoldTally::actors);
  row("type, source and target, of all", &GoldTally::whole);
  row("status", &GoldTally::status);
  row("planned told as happened", &GoldTally::planned_happened);
  row("start date", &GoldTally::start);
  row("speaker", &GoldTally::speaker);
  row("whole attribution chain", &GoldTally::chain);
  row("place", &GoldTally::place);
  row("rank", &GoldTally::rank);
  row("inviter and class", &GoldTally::roles);
  row("record claims", &GoldTally::claims);
  row("statements", &GoldTally::statements);
  row("reports said that are listed", &GoldTally::listed);
  row("events that must not be said, said", &GoldTally::never);
  page += fmt::format("{:<34}{:>6.1f} {:>10}  {:>6.1f}\n", "calibration error", 100 * open_part.calibration_error(), "", 100 * test_part.calibration_error());
  page += fmt::format("\n{:<12}{:>9}{:>8}{:>8}{:>14}{:>8}{:>8}\n", "confidence", "reports", "said", "right", "test reports", "said", "right");
  for (std::size_t b = 0; b < open_part.bins.size(); ++b) {
    const auto& ours = open_part.bins[b];
    const auto& theirs = test_part.bins[b];
    if (ours.share.of + theirs.share.of == 0) continue;
    const auto mean = [](const ConfidenceBin& bin) { return bin.share.of ? 100 * bin.said / static_cast<double>(bin.share.of) : 0; };
    page += fmt::format("{:.1f} … {:.1f}   {:>9}{:>8.1f}{:>8.1f}{:>14}{:>8.1f}{:>8.1f}\n", 0.1 * static_cast<double>(b), 0.1 * static_cast<double>(b + 1),
                        ours.share.of, mean(ours), 100 * ours.share.value(), theirs.share.of, mean(theirs), 100 * theirs.share.value());
  }
  return page;
}

}  // namespace dragoman::train
