// Articles to one JSON line per report, or to CoNLL-U when stopped earlier.
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>

#include "app/output_file.h"
#include "app/session.h"
#include "ingest/furniture.h"
#include "pipeline/batch.h"
#include "pipeline/conllu.h"
#include "pipeline/parts.h"
#include "pipeline/report_json.h"
#include "segment/segment.h"

namespace dragoman::app {

namespace {

// A line on a terminal that says how far the work is; silent elsewhere and during the first second.
class Progress {
 public:
  Progress(const ArticleReader& reader, bool quiet) : reader_(reader), shown_(!quiet && isatty(STDERR_FILENO)) {}
  void step(std::uint64_t articles, std::uint64_t reports) {
    const auto now = std::chrono::steady_clock::now();
    if (!shown_ || now - last_ < std::chrono::milliseconds(200) || now - began_ < std::chrono::seconds(1)) return;
    last_ = now;
    const std::uint64_t total = reader_.bytes_total();
    const double share = total ? static_cast<double>(reader_.bytes_read()) / static_cast<double>(total) : 0;
    const auto filled = static_cast<std::size_t>(std::min(1.0, share) * 30);
    const std::string bar = total ? fmt::format("[{}{}] {:3.0f} %  ", std::string(filled, '#'), std::string(30 - filled, '.'), 100 * std::min(1.0, share)) : "";
    fmt::print(stderr, "\r{}{} articles, {} reports, {:.0f} s\033[K", bar, articles, reports, std::chrono::duration<double>(now - began_).count());
    drawn_ = true;
  }
  void clear() {
    if (drawn_) fmt::print(stderr, "\r\033[K");
    drawn_ = false;
  }

 private:
  const ArticleReader& reader_;
  bool shown_, drawn_ = false;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now(), last_{};
};

// Segments, or parses, one article after the other and prints the trees.
int print_stage(const Models& models, ArticleReader& reader, const CodeOptions& options, OutputFile& out) {
  Document document;
  ParseScratch scratch;
  int status = kFine;
  while (auto article = reader.next()) {
    if (!*article) {
      complain(article->error());
      status = kSomeInputBad;
      continue;
    }
    document.reset(std::move(**article));
    const bool parsed = options.stop_after == "parse";
    class_blocks(document, *models.parts().knowledge);
    segment(document, *models.parts().knowledge);
    if (parsed) models.parts().language->parse(document, scratch, true);
    std::string text;
    append_conllu(document, parsed, text);
    if (!out.write(text)) return kOutputFailed;
  }
  return out.finish() ? status : kOutputFailed;
}

}  // namespace

int code(const CommonOptions& common, const CodeOptions& options) {
  const auto models = open_models(common);
  if (!models) return kNoModels;
  const auto reader = open_input(options.in);
  if (!reader) return kUsage;
  const auto out = OutputFile::open(options.output);
  if (!out) return kOutputFailed;
  if (!options.stop_after.empty()) return print_stage(*models, *reader, options, *out);

  Progress progress(*reader, options.quiet);
  std::uint64_t articles = 0, reports = 0, bad = 0, notes = 0;
  bool written = true;
  BatchSink sink;
  sink.coded = [&](const Coding& coding) {
    ++articles;
    notes += coding.notes.size();
    std::string lines;
    for (const Report& report : coding.reports) {
      if (report.confidence < options.min_confidence) continue;
      lines += report_json(report);
      lines += '\n';
      ++reports;
    }
    written = out->write(lines);
    progress.step(articles, reports);
    return written;
  };
  sink.bad = [&](const Error& error) {
    ++bad;
    progress.clear();
    complain(error);
    return true;
  };
  run_batch(*reader, models, options.threads, sink);
  progress.clear();
  if (!written || !out->finish()) return kOutputFailed;
  if (!options.quiet) {
    const std::uint64_t passed = reader->passed_over();
    fmt::print(stderr, "{} articles, {} reports, {} notes{}{}\n", articles, reports, notes, bad ? fmt::format(", {} set aside", bad) : "",
               passed ? fmt::format(", {} other files passed over", passed) : "");
  }
  return bad ? kSomeInputBad : kFine;
}

}  // namespace dragoman::app
