// Articles into an archive, and the events it knows.
#include "archive/archive.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <set>

#include "analyse/phrases.h"
#include "analyse/render.h"
#include "app/session.h"
#include "base/days.h"
#include "dragoman/brief.h"
#include "pipeline/parts.h"

namespace dragoman::app {

namespace {

constexpr int kFlushEvery = 100;  // articles lost at most when the power fails

std::string present_instant() {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())));
}

int fail(const Error& error) {
  complain(error);
  return exit_for(error);
}

// True when the archive took the coding; false when it was there.
Result<bool> keep(Archive& archive, Article article, Pipeline& pipeline, const std::string& coder) {
  const auto there = archive.holds(article, coder);
  if (!there || *there) return there ? Result<bool>(false) : there;
  return archive.add(pipeline.code(std::move(article)), coder, present_instant());
}

Result<AsOf> as_of(const EventsOptions& options) {
  AsOf limits;
  if (!options.as_of.empty()) {
    limits.reported = parse_iso_day(options.as_of);
    if (!limits.reported) return Error{ErrorCode::bad_request, "'" + options.as_of + "' is no date", "--as-of", "write YYYY-MM-DD"};
  }
  if (!options.recorded.empty() && !parse_iso_day(options.recorded))
    return Error{ErrorCode::bad_request, "'" + options.recorded + "' is no date", "--recorded", "write YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ"};
  limits.recorded = options.recorded;
  return limits;
}

std::string when(const When& time) {
  if (!time.from && !time.to) return "undated";
  if (!time.from) return "until " + iso_day(*time.to);
  if (!time.to) return "from " + iso_day(*time.from);
  return time.from == time.to ? iso_day(*time.from) : iso_day(*time.from) + "/" + iso_day(*time.to);
}

// "2024-04-11/2024-04-13  planned  Zhao Leji (China) → North Korea: visit  [Eastern Lantern, Harbour Post]"
std::string text_line(const Brief& account, const Event& event, const Knowledge& knowledge) {
  std::set<std::string> outlets;
  for (const ReportId& member : event.members) outlets.insert(account.names[member.coding]);
  return fmt::format("{:<21}  {:<12}  {}  [{}]\n", when(event.merged.time), status_phrase(event.merged.status), event_title(event.merged, knowledge), fmt::join(outlets, ", "));
}

}  // namespace

int add(const CommonOptions& common, const AddOptions& options) {
  const auto models = open_models(common);
  if (!models) return kNoModels;
  const auto reader = open_input(options.in);
  if (!reader) return kUsage;
  auto archive = Archive::open(options.archive, Archive::Mode::write);
  if (!archive) return fail(archive.error());
  Pipeline pipeline(models);
  const std::string coder = models->coder();
  int status = kFine, added = 0, known = 0, bad = 0;
  while (auto article = reader->next()) {
    if (!*article) {
      complain(article->error());
      status = kSomeInputBad;
      ++bad;
      continue;
    }
    const auto kept = keep(*archive, std::move(**article), pipeline, coder);
    if (!kept) return fail(kept.error());
    ++(*kept ? added : known);
    if (*kept && added % kFlushEvery == 0)
      if (const auto flushed = archive->flush(); !flushed) return fail(flushed.error());
  }
  if (const auto flushed = archive->flush(); !flushed) return fail(flushed.error());
  const auto counts = archive->counts();
  if (!counts) return fail(counts.error());
  const std::string summary = fmt::format("{} added, {} already there, {} set aside; the archive holds {} articles, {} codings, {} reports\n", added, known, bad,
                                          counts->articles, counts->codings, counts->reports);
  return write_all(summary) ? status : kOutputFailed;
}

int events(const CommonOptions& common, const EventsOptions& options) {
  const auto limits = as_of(options);
  if (!limits) return fail(limits.error());
  const auto models = open_models(common);
  if (!models) return kNoModels;
  const auto archive = Archive::open(options.archive, Archive::Mode::read);
  if (!archive) return fail(archive.error());
  auto codings = archive->codings(*limits);
  if (!codings) return fail(codings.error());
  const Brief account = make_brief(std::move(*codings), *models);

  std::vector<const Event*> list;
  for (const Event& event : account.events) list.push_back(&event);
  // By day; what has no day comes last.
  std::stable_sort(list.begin(), list.end(), [](const Event* a, const Event* b) {
    return a->merged.time.from.value_or(Day::max()) < b->merged.time.from.value_or(Day::max());
  });
  std::string text;
  for (const Event* event : list)
    text += options.format == "jsonl" ? render_event(account, *event) + "\n" : text_line(account, *event, *models->parts().knowledge);
  return write_all(text) ? kFine : kOutputFailed;
}

}  // namespace dragoman::app
