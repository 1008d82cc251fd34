// One account of what the articles report; of an archive, what a dyad, person or place was told to do in a window of days.
#include <unistd.h>

#include <cstdlib>

#include "analyse/dossier.h"
#include "analyse/judge.h"
#include "analyse/new_records.h"
#include "app/articles.h"
#include "app/history.h"
#include "app/session.h"
#include "base/days.h"
#include "dragoman/brief.h"
#include "pipeline/parts.h"

namespace dragoman::app {

namespace {

bool wants_colour(const BriefOptions& options) {
  if (options.colour != "auto") return options.colour == "always";
  return isatty(STDOUT_FILENO) && !std::getenv("NO_COLOR");
}

bool windowed(const BriefOptions& options) {
  return !options.dyad.empty() || !options.person.empty() || !options.place.empty() || !options.since.empty();
}

// The id of a person or of a name that only one person has; the name itself when the lexicon does not know it.
std::string person_id(const std::string& given, const Knowledge& knowledge) {
  if (knowledge.find(EntityKind::person, given) != kNone) return given;
  std::string id;
  for (std::uint32_t e = 0; e < knowledge.entity_count(); ++e)
    if (const Entity& entity = knowledge.entity(e); entity.kind == EntityKind::person && entity.name == given) {
      if (!id.empty()) return given;
      id = entity.id;
    }
  return id.empty() ? given : id;
}

Result<DossierQuery> query_of(const BriefOptions& options, const Knowledge& knowledge) {
  DossierQuery query;
  std::string title;
  for (const std::string& given : options.dyad) {
    query.countries.push_back(state_code(given, knowledge));
    if (query.countries.back().empty()) return Error{ErrorCode::bad_request, "no state: " + given, "--dyad", "give ISO 3166 codes of three letters, or names: --dyad CHN \"North Korea\""};
    title += (title.empty() ? "" : " – ") + std::string(knowledge.entity(knowledge.find(EntityKind::state, query.countries.back())).name);
  }
  for (const auto& [given, day, last, option] : {std::tuple(&options.since, &query.since, false, "--since"), std::tuple(&options.until, &query.until, true, "--until")}) {
    if (given->empty()) continue;
    *day = day_option(*given, last);
    if (!*day) return Error{ErrorCode::bad_request, "no date: " + *given, option, "write YYYY-MM-DD, YYYY-MM or YYYY"};
  }
  if (!options.person.empty()) query.person = person_id(options.person, knowledge), title += (title.empty() ? "" : ", ") + options.person;
  if (!options.place.empty()) query.place = options.place, title += (title.empty() ? "" : ", ") + options.place;
  if (query.since) title += (title.empty() ? "since " : ", since ") + iso_day(*query.since);
  if (query.until) title += ", as known on " + iso_day(*query.until);
  query.title = title;
  return query;
}

}  // namespace

int brief(const CommonOptions& common, const BriefOptions& options) {
  const auto models = open_models(common);
  if (!models) return kNoModels;
  auto query = query_of(options, *models->parts().knowledge);
  if (!query) {
    complain(query.error());
    return kUsage;
  }
  int status = kFine;
  auto codings = read_codings(models, options.in, options.archive, query->until, "brief", status);
  if (!codings) return status;
  std::size_t bad_rows = 0;
  const auto history = open_history({}, bad_rows);  // no tables, no verdicts
  const ClaimJudge judge = history ? history_judge(models, *history) : ClaimJudge();
  const RecordFinder records = history ? history_records(models, *history) : RecordFinder();
  RenderOptions render_options;
  render_options.format = options.format == "json" ? BriefFormat::json : options.format == "md" ? BriefFormat::markdown : BriefFormat::text;
  render_options.colour = wants_colour(options);
  const Brief account = windowed(options) ? make_dossier(std::move(*codings), *models, *query, judge, records) : make_brief(std::move(*codings), *models, judge, records);
  if (!write_all(render(account, render_options))) return kOutputFailed;
  if (windowed(options) && account.stories.front().events.empty() && account.stories.front().sections.empty())
    complain({ErrorCode::not_found, "nothing that fits became known in these days", options.archive, "widen --since and --until, or look with: dragoman events --archive FILE"});
  return status;
}

}  // namespace dragoman::app
