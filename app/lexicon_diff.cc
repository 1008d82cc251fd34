// dragoman lexicon diff: what a change of the lexicon does to the coding of real articles.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "app/output.h"
#include "app/progress.h"
#include "app/session.h"
#include "app/verbs.h"
#include "base/days.h"
#include "knowledge/knowledge.h"
#include "parse/language_model.h"
#include "pipeline/batch.h"
#include "pipeline/coding_diff.h"
#include "pipeline/locate.h"
#include "pipeline/parts.h"
#include "pipeline/report_json.h"

namespace dragoman::app {

namespace {

using Json = nlohmann::ordered_json;
using Count = std::atomic<std::uint64_t>;

struct Totals {
  Count same{0}, appeared{0}, vanished{0}, changed{0}, articles{0};

  void add(const CodingDiff& diff) {
    same += diff.same;
    for (const auto& change : diff.changes) ++(change.kind == ReportChange::appeared ? appeared : change.kind == ReportChange::vanished ? vanished : changed);
    if (!diff.changes.empty()) ++articles;
  }
  bool any() const { return appeared + vanished + changed > 0; }
};

std::string_view name_of(ReportChange::Kind kind) {
  return kind == ReportChange::appeared ? "appeared" : kind == ReportChange::vanished ? "vanished" : "changed";
}

std::string one_line(std::string text) {
  std::replace_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return text;
}

std::string sentence_of(const ReportChange& change, const Article& article) {
  const Report& report = change.after ? *change.after : *change.before;
  if (report.evidence.empty()) return {};
  const Span span = report.evidence.front().sentence_span;
  return one_line(article.text.substr(span.begin, span.size()));
}

std::string codes(const std::vector<Actor>& actors) {
  std::string text;
  for (const auto& actor : actors) text += fmt::format("{}{}", text.empty() ? "" : ", ", !actor.actor.empty() ? actor.actor : !actor.country.empty() ? actor.country : actor.name);
  return text.empty() ? "–" : text;
}

std::string brief_form(const Report& report) {
  return fmt::format("{} {} → {} ({})", report.act, codes(report.source), codes(report.target), to_string(report.status));
}

// Sources and targets by their codes where these differ; anything else as JSON.
std::string shown(const FieldChange& field, const ReportChange& change) {
  if (field.field == "source" || field.field == "target") {
    const auto side = [&](const Report& report) { return codes(field.field == "source" ? report.source : report.target); };
    if (auto before = side(*change.before), after = side(*change.after); before != after) return fmt::format("{}: {} → {}", field.field, before, after);
  }
  return fmt::format("{}: {} → {}", field.field, field.before.empty() ? "–" : field.before, field.after.empty() ? "–" : field.after);
}

void append_text(const CodingDiff& diff, const Article& article, std::string& out) {
  std::string last;
  if (!diff.changes.empty()) out += fmt::format("{} ({})\n", article.where, article.id);
  for (const auto& change : diff.changes) {
    if (auto sentence = sentence_of(change, article); sentence != last) {
      out += fmt::format("  \"{}\"\n", sentence);
      last = std::move(sentence);
    }
    const Report& report = change.before ? *change.before : *change.after;
    out += fmt::format("    {} {}\n", change.kind == ReportChange::appeared ? '+' : change.kind == ReportChange::vanished ? '-' : '~', brief_form(report));
    for (const auto& field : change.fields) out += fmt::format("        {}\n", shown(field, change));
  }
}

// One object a line.
void append_json(const CodingDiff& diff, const Article& article, std::string& out) {
  for (const auto& change : diff.changes) {
    Json one{{"article", article.id}, {"where", article.where}, {"change", name_of(change.kind)}, {"sentence", sentence_of(change, article)}};
    if (!change.fields.empty()) {
      auto& fields = one["fields"] = Json::array();
      for (const auto& field : change.fields) fields.push_back(field.field);
    }
    if (change.before) one["before"] = Json::parse(report_json(*change.before));
    if (change.after) one["after"] = Json::parse(report_json(*change.after));
    out += one.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
  }
}

ArticleWork comparer(const std::shared_ptr<const Models>& before, const std::shared_ptr<const Models>& after, bool json, Totals& totals) {
  return [one_coder = std::make_shared<Pipeline>(before), other_coder = std::make_shared<Pipeline>(after), json, &totals](Article article, std::string& out) {
    const Coding one = one_coder->code(article), other = other_coder->code(std::move(article));
    const auto diff = diff_codings(one, other);
    totals.add(diff);
    json ? append_json(diff, other.article, out) : append_text(diff, other.article, out);
  };
}

// Lines to the elements of a JSON list.
class JsonList {
 public:
  std::string elements(std::string_view lines) {
    std::string out;
    while (!lines.empty()) {
      const auto end = lines.find('\n');
      out += fmt::format("{}\n  {}", std::exchange(any_, true) ? "," : "", lines.substr(0, end));
      lines.remove_prefix(end + 1);
    }
    return out;
  }

 private:
  bool any_ = false;
};

int fail(const Error& error, int status) {
  complain(error);
  return status;
}

std::string summary(const Totals& totals, const BatchTotals& batch, bool json) {
  if (!json)
    return fmt::format("{} articles, {} with changes; {} reports the same, {} appeared, {} vanished, {} changed\n", batch.articles, totals.articles.load(), totals.same.load(),
                       totals.appeared.load(), totals.vanished.load(), totals.changed.load());
  return fmt::format("\n ],\n \"articles\": {}, \"articles_with_changes\": {}, \"same\": {}, \"appeared\": {}, \"vanished\": {}, \"changed\": {}\n}}\n", batch.articles,
                     totals.articles.load(), totals.same.load(), totals.appeared.load(), totals.vanished.load(), totals.changed.load());
}

}  // namespace

int lexicon_diff(const CommonOptions& common, const LexiconDiffOptions& options) {
  if (!options.over.published.empty() && !parse_iso_day(options.over.published))
    return fail({ErrorCode::bad_request, "'" + options.over.published + "' is no date", "--published", "write YYYY-MM-DD"}, kUsage);
  const auto old_lexicon = Knowledge::compile({options.lexicons.front()}, complain);
  if (!old_lexicon) return fail(old_lexicon.error(), kNoModels);
  const auto new_lexicon = Knowledge::compile({options.lexicons.begin() + 1, options.lexicons.end()}, complain);
  if (!new_lexicon) return fail(new_lexicon.error(), kNoModels);
  const auto path = locate(common.language, "en.model");
  if (!path) return fail(path.error(), kNoModels);
  const auto language = LanguageModel::open(*path);
  if (!language) return fail(language.error(), kNoModels);
  const auto reader = open_input(options.over);
  if (!reader) return kUsage;

  const bool json = options.format == "json";
  const auto before = Models::from(*old_lexicon, *language), after = Models::from(*new_lexicon, *language);
  Output output;
  if (const auto opened = output.open({}); !opened) return fail(opened.error(), kOutputFailed);
  Totals totals;
  Progress progress(true);
  JsonList list;
  BatchJob job;
  job.threads = options.threads;
  job.make_work = [&] { return comparer(before, after, json, totals); };
  job.write = [&](std::string_view bytes) { return json ? output.write(list.elements(bytes)) : output.write(bytes); };
  job.set_aside = [&](const Error& error) {
    progress.clear();
    complain(error);
  };
  job.progress = [&](std::uint64_t articles) { progress.show(articles, reader->bytes_read(), progress.to_terminal() ? reader->bytes_total() : 0); };
  if (json)
    if (const auto begun = output.write(fmt::format("{{\n \"before\": \"{}\", \"after\": \"{}\",\n \"changes\": [", before->coder(), after->coder())); !begun)
      return fail(begun.error(), kOutputFailed);
  const auto batch = run_batch(*reader, job);
  progress.clear();
  if (!batch) return fail(batch.error(), kOutputFailed);
  if (const auto ended = output.write(summary(totals, *batch, json)); !ended) return fail(ended.error(), kOutputFailed);
  if (const auto done = output.commit(); !done) return fail(done.error(), kOutputFailed);
  if (options.expect_same && totals.any()) return kFailed;
  return batch->set_aside == 0 ? kFine : kSomeInputBad;
}

}  // namespace dragoman::app
