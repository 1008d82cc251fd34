// dragoman visits: who went to see whom, from the history tables.
#include "analyse/visits.h"

#include "app/history.h"
#include "app/session.h"

namespace dragoman::app {

int visits(const CommonOptions& common, const VisitsOptions& options) {
  const auto lexicon = open_lexicon(common);
  if (!lexicon) {
    complain(lexicon.error());
    return kNoModels;
  }
  const auto refuse = [](std::string message, const std::string& where, std::string remedy) {
    complain({ErrorCode::bad_request, std::move(message), where, std::move(remedy)});
    return int{kUsage};
  };
  VisitQuery query;
  for (const auto& [given, code, option] : {std::tuple(&options.from, &query.from, "--from"), std::tuple(&options.to, &query.to, "--to")}) {
    if (given->empty()) continue;
    *code = state_code(*given, **lexicon);
    if (code->empty()) return refuse("no state of this name: " + *given, option, "write an ISO 3166 alpha-3 code such as CHN, or a name of the lexicon");
  }
  if (!options.rank.empty() && !rank_range(options.rank, query.highest, query.lowest))
    return refuse("no range of ranks: " + options.rank, "--rank", "write 3, ..3 or 2..4; ranks run from 1, the highest, to 7");
  for (const auto& [given, day, last, option] : {std::tuple(&options.since, &query.since, false, "--since"), std::tuple(&options.until, &query.until, true, "--until")}) {
    if (given->empty()) continue;
    *day = day_option(*given, last);
    if (!*day) return refuse("no date: " + *given, option, "write YYYY-MM-DD, YYYY-MM or YYYY");
  }
  query.both_ways = options.both_ways;
  query.third_places = options.third_places;
  query.by_rank = options.by == "rank";
  std::size_t bad_rows = 0;
  const auto history = open_history(options.history, bad_rows);
  if (!history) {
    complain(history.error());
    return kFailed;
  }
  const auto format = options.format == "csv" ? VisitFormat::csv : options.format == "json" ? VisitFormat::json : options.format == "md" ? VisitFormat::md : VisitFormat::table;
  if (!write_all(render_visits(list_visits(*history, query), format))) return kOutputFailed;
  return bad_rows ? kSomeInputBad : kFine;
}

}  // namespace dragoman::app
