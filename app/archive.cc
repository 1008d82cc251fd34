// Articles into an archive.
#include "archive/archive.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>
#include <utility>

#include "app/archive_options.h"
#include "app/session.h"
#include "archive/counting.h"
#include "base/days.h"
#include "pipeline/parts.h"

namespace dragoman::app {

namespace {

constexpr std::size_t kBatch = 250;  // articles done again at most when the power fails; to open the file costs as much as to code some

int fail(const Error& error) {
  complain(error);
  return exit_for(error);
}

// Articles into an archive that is held only while it is written, so that others can read it meanwhile.
class Keeper {
 public:
  Keeper(const AddListOptions& options, std::shared_ptr<const Models> models) : options_(options), pipeline_(models), knowledge_(models->parts().knowledge), acts_(*knowledge_), coder_(models->coder()) {}

  // Codes and keeps what the archive does not hold; when it returns well, all of it is on the disk.
  Outcome keep(std::vector<Article> articles) {
    std::vector<Coding> codings;
    for (Article& article : articles) codings.emplace_back().article = std::move(article);
    {
      auto archive = Archive::open(options_.add.archive, Archive::Mode::write);
      if (!archive) return archive.error();
      if (const auto looked = archive->look_up(codings); !looked) return looked;
      std::vector<Coding> fresh;
      for (Coding& coding : codings) {
        const auto there = archive->holds(coding.article, coder_);
        if (!there) return there.error();
        if (*there) ++known;
        else fresh.push_back(std::move(coding));
      }
      codings = std::move(fresh);
    }
    for (Coding& coding : codings) coding = pipeline_.code(std::move(coding.article));
    auto archive = codings.empty() ? Result<Archive>(Error{}) : Archive::open(options_.add.archive, Archive::Mode::write);
    if (codings.empty()) return Done{};
    if (!archive) return archive.error();
    if (const auto looked = archive->look_up(codings); !looked) return looked;
    int taken = 0;
    for (const Coding& coding : codings) {
      const auto kept = archive->add(coding, coder_, present_instant(), sketch_of(coding, *knowledge_, acts_));
      if (!kept) return kept.error();
      ++(*kept ? taken : known);
    }
    if (const auto flushed = archive->flush(); !flushed) return flushed.error();
    added += taken;
    std::string list;
    for (const Coding& coding : codings) list += coding.article.id + "\n";
    if (options_.list && !write_all(list)) return Error{ErrorCode::output_failed, "the list cannot be written", "standard output", "keep the reader of the pipe open"};
    return Done{};
  }
  int added = 0, known = 0;

 private:
  const AddListOptions& options_;
  Pipeline pipeline_;
  std::shared_ptr<const Knowledge> knowledge_;
  ActKeys acts_;
  std::string coder_;
};

}  // namespace

std::string present_instant() {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())));
}

Result<AsOf> as_of_limits(const std::string& as_of, const std::string& recorded) {
  AsOf limits;
  if (!as_of.empty()) {
    limits.reported = parse_iso_day(as_of);
    if (!limits.reported) return Error{ErrorCode::bad_request, "'" + as_of + "' is no date", "--as-of", "write YYYY-MM-DD"};
  }
  if (!recorded.empty() && !parse_iso_day(recorded))
    return Error{ErrorCode::bad_request, "'" + recorded + "' is no date", "--recorded", "write YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ"};
  limits.recorded = recorded;
  return limits;
}

Result<FusionCounts> fuse_into(const std::string& path, const Models& models) {
  auto archive = Archive::open(path, Archive::Mode::write);
  if (!archive) return archive.error();
  return fuse_archive(*archive, *models.parts().knowledge, models.coder(), present_instant());
}

int add(const CommonOptions& common, const AddListOptions& options) {
  const auto models = open_models(common);
  if (!models) return kNoModels;
  const auto reader = open_input(options.add.in);
  if (!reader) return kUsage;
  if (const auto archive = Archive::open(options.add.archive, Archive::Mode::write); !archive) return fail(archive.error());  // before any work is done
  Keeper keeper(options, models);
  int status = kFine, bad = 0;
  std::vector<Article> batch;
  for (bool more = true; more;) {
    auto article = reader->next();
    more = article.has_value();
    if (more && !*article) {
      complain(article->error());
      status = kSomeInputBad;
      ++bad;
      continue;
    }
    if (more) batch.push_back(std::move(**article));
    if (batch.size() < kBatch && more) continue;
    if (const auto kept = keeper.keep(std::exchange(batch, {})); !kept) return fail(kept.error());
  }
  if (const auto fused = fuse_into(options.add.archive, *models); !fused) return fail(fused.error());
  const auto archive = Archive::open(options.add.archive, Archive::Mode::read);
  if (!archive) return fail(archive.error());
  const auto counts = archive->counts();
  if (!counts) return fail(counts.error());
  const std::string summary = fmt::format("{} added, {} already there, {} set aside; the archive holds {} articles, {} codings, {} reports, {} events\n", keeper.added, keeper.known,
                                          bad, counts->articles, counts->codings, counts->reports, counts->events);
  return write_all(summary) ? status : kOutputFailed;
}

int add(const CommonOptions& common, const AddOptions& options) { return add(common, AddListOptions{options, false}); }

}  // namespace dragoman::app
