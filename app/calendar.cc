// dragoman calendar: what is announced and expected, and what became of it.
#include "analyse/calendar.h"

#include "app/articles.h"
#include "app/history.h"
#include "app/session.h"
#include "pipeline/parts.h"

namespace dragoman::app {

int calendar(const CommonOptions& common, const CalendarOptions& options) {
  CalendarQuery query;
  query.all = options.all;
  for (const auto& [given, day, last, option] : {std::tuple(&options.as_of, &query.as_of, true, "--as-of"), std::tuple(&options.since, &query.since, false, "--since"),
                                                 std::tuple(&options.until, &query.until, true, "--until")}) {
    if (given->empty()) continue;
    *day = day_option(*given, last);
    if (*day) continue;
    complain({ErrorCode::bad_request, "no date: " + *given, option, "write YYYY-MM-DD, YYYY-MM or YYYY"});
    return kUsage;
  }
  const auto models = open_models(common);
  if (!models) return kNoModels;
  int status = kFine;
  auto codings = read_codings(models, options.in, options.archive, query.as_of, "calendar", status);
  if (!codings) return status;
  if (query.as_of) *codings = published_by(std::move(*codings), *query.as_of);
  const Brief account = make_brief(std::move(*codings), *models);
  const auto format = options.ics || options.format == "ics" ? CalendarFormat::ics : options.format == "json" ? CalendarFormat::json : options.format == "csv" ? CalendarFormat::csv : CalendarFormat::text;
  const Calendar answer = make_calendar(account, *models->parts().knowledge, query);
  if (!write_all(render_calendar(account, answer, format))) return kOutputFailed;
  return status;
}

}  // namespace dragoman::app
