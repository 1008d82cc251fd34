// Reports of any number of articles as JSON lines, or an earlier stage of them.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <utility>

#include "app/conllu.h"
#include "app/output.h"
#include "app/progress.h"
#include "app/session.h"
#include "base/days.h"
#include "ingest/furniture.h"
#include "pipeline/batch.h"
#include "pipeline/parts.h"
#include "pipeline/report_json.h"
#include "segment/segment.h"

namespace dragoman::app {

namespace {

// Counts articles of which nothing is coded because they are not in English.
using Count = std::atomic<std::uint64_t>;

bool is_foreign(const Coding& coding) {
  return coding.reports.empty() && std::any_of(coding.notes.begin(), coding.notes.end(), [](const auto& note) { return note.first.starts_with("language:"); });
}

ArticleWork coder(const std::shared_ptr<const Models>& models, double min_confidence, Count& foreign) {
  return [pipeline = std::make_shared<Pipeline>(models), min_confidence, &foreign](Article article, std::string& out) {
    const Coding coding = pipeline->code(std::move(article));
    foreign += is_foreign(coding) ? 1 : 0;
    for (const Report& report : coding.reports)
      if (report.confidence >= min_confidence) out += report_json(report) + '\n';
  };
}

ArticleWork stage(const std::shared_ptr<const Models>& models, bool parsed) {
  struct Memory {
    Document document;
    ParseScratch scratch;
  };
  return [memory = std::make_shared<Memory>(), models, parsed](Article article, std::string& out) {
    const Models::Parts& parts = models->parts();
    Document& document = memory->document;
    document.reset(std::move(article));
    class_blocks(document, *parts.knowledge);
    segment(document, *parts.knowledge, parts.language->boundaries());
    if (parsed) parts.language->parse(document, memory->scratch, true);
    append_conllu(document, parsed, out);
  };
}

int fail(const Error& error) {
  complain(error);
  return exit_for(error);
}

}  // namespace

int code(const CommonOptions& common, const CodeOptions& options) {
  if (!options.in.published.empty() && !parse_iso_day(options.in.published))
    return fail({ErrorCode::bad_request, "'" + options.in.published + "' is no date", "--published", "write YYYY-MM-DD"});
  const auto models = open_models(common);
  if (!models) return kNoModels;
  const auto reader = open_input(options.in);
  if (!reader) return kUsage;
  Output output;
  if (const auto opened = output.open(options.output); !opened) return fail(opened.error());

  Progress progress(!options.quiet);
  Count foreign{0};
  BatchJob job;
  job.threads = options.threads;
  job.make_work = [&] { return options.stop_after.empty() ? coder(models, options.min_confidence, foreign) : stage(models, options.stop_after == "parse"); };
  job.write = [&](std::string_view bytes) { return output.write(bytes); };
  job.idle = [&] { return output.flush(); };
  job.set_aside = [&](const Error& error) {
    progress.clear();
    complain(error);
  };
  job.progress = [&](std::uint64_t articles) { progress.show(articles, reader->bytes_read(), progress.to_terminal() ? reader->bytes_total() : 0); };
  const auto totals = run_batch(*reader, job);
  progress.clear();
  if (!totals) return fail(totals.error());
  if (const auto done = output.commit(); !done) return fail(done.error());
  if (!options.quiet && (totals->set_aside > 0 || progress.to_terminal()))
    fmt::print(stderr, "dragoman: {} articles read, {} set aside, {:.1f} s\n", totals->articles, totals->set_aside, progress.seconds());
  if (!options.quiet && foreign > 0)
    fmt::print(stderr, "dragoman: {} {} in another language than English, not coded\n", foreign.load(), foreign == 1 ? "article" : "articles");
  return totals->set_aside == 0 ? kFine : kSomeInputBad;
}

}  // namespace dragoman::app
