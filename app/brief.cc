// One account of what the articles report.
#include <unistd.h>

#include <cstdlib>

#include "analyse/judge.h"
#include "app/history.h"
#include "app/session.h"
#include "dragoman/brief.h"

namespace dragoman::app {

namespace {

bool wants_colour(const BriefOptions& options) {
  if (options.colour != "auto") return options.colour == "always";
  return isatty(STDOUT_FILENO) && !std::getenv("NO_COLOR");
}

}  // namespace

int brief(const CommonOptions& common, const BriefOptions& options) {
  const auto models = open_models(common);
  if (!models) return kNoModels;
  const auto reader = open_input(options.in);
  if (!reader) return kUsage;
  Pipeline pipeline(models);
  std::vector<Coding> codings;
  int status = kFine;
  while (auto article = reader->next()) {
    if (*article) {
      codings.push_back(pipeline.code(std::move(**article)));
    } else {
      complain(article->error());
      status = kSomeInputBad;
    }
  }
  if (codings.empty()) {
    if (status == kFine) complain({ErrorCode::bad_request, "nothing to read", "", "give files, folders or articles on standard input; try: dragoman brief examples/*.txt"});
    return status == kFine ? kFailed : status;
  }
  std::size_t bad_rows = 0;
  const auto history = open_history({}, bad_rows);  // no tables, no verdicts
  RenderOptions render_options;
  render_options.format = options.format == "json" ? BriefFormat::json : options.format == "md" ? BriefFormat::markdown : BriefFormat::text;
  render_options.colour = wants_colour(options);
  if (!write_all(render(make_brief(std::move(codings), *models, history ? history_judge(models, *history) : ClaimJudge()), render_options))) return kOutputFailed;
  return status;
}

}  // namespace dragoman::app
