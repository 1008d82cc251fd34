// dragoman compare: what several articles tell of the same, side by side.
#include "analyse/compare.h"

#include <algorithm>
#include <map>

#include "analyse/calendar.h"
#include "app/articles.h"
#include "app/history.h"
#include "app/session.h"
#include "pipeline/parts.h"

namespace dragoman::app {

namespace {

constexpr std::size_t kShortestId = 6;
constexpr std::size_t kMostArticles = 50;  // columns that anybody can look at

// The articles that tell of the event; empty when no event, or more than one, has an id that begins so.
std::vector<Coding> tellers(std::vector<Coding> codings, const Models& models, const std::string& id) {
  const Brief brief = make_brief(std::move(codings), models);
  const Event* found = nullptr;
  for (const Event& event : brief.events)
    if (id.size() >= kShortestId && event_id(brief, event).starts_with(id)) {
      if (found) return {};
      found = &event;
    }
  std::vector<Coding> chosen;
  for (std::uint32_t c = 0; c < brief.codings.size() && found; ++c)
    if (std::any_of(found->members.begin(), found->members.end(), [&](const ReportId& member) { return member.coding == c; })) chosen.push_back(brief.codings[c]);
  return chosen;
}

}  // namespace

int compare(const CommonOptions& common, const CompareOptions& options) {
  const auto refuse = [](std::string message, const std::string& where, std::string remedy) {
    complain({ErrorCode::bad_request, std::move(message), where, std::move(remedy)});
    return int{kUsage};
  };
  std::optional<Day> as_of;
  if (!options.as_of.empty() && !(as_of = day_option(options.as_of, true))) return refuse("no date: " + options.as_of, "--as-of", "write YYYY-MM-DD, YYYY-MM or YYYY");
  if (!options.archive.empty() && options.event.empty()) return refuse("an archive holds many events", "--event", "give the id of one; `dragoman calendar --archive FILE` prints ids");
  const auto models = open_models(common);
  if (!models) return kNoModels;
  int status = kFine;
  auto codings = read_codings(models, options.in, options.archive, as_of, "compare", status);
  if (!codings) return status;
  if (as_of) *codings = published_by(std::move(*codings), *as_of);
  if (!options.event.empty()) {
    *codings = tellers(std::move(*codings), *models, options.event);
    if (codings->empty()) return refuse("no event, or more than one, has an id that begins with " + options.event, "--event", "give at least 6 characters of an id that `dragoman calendar` prints");
  }
  if (codings->size() > kMostArticles)
    return refuse(std::to_string(codings->size()) + " articles do not fit side by side; at most " + std::to_string(kMostArticles) + " do", "", "give fewer files, or --event for those that tell of one event");
  const Brief account = make_brief(std::move(*codings), *models);
  std::size_t bad_rows = 0;
  const auto history = open_history({}, bad_rows);
  const ClaimReader reader = history ? history_reader(models, *history) : ClaimReader();  // without tables claims are not compared
  const std::map<std::string, CompareFormat> formats = {{"md", CompareFormat::markdown}, {"json", CompareFormat::json}, {"csv", CompareFormat::csv}, {"html", CompareFormat::html}};
  const auto format = formats.contains(options.format) ? formats.at(options.format) : CompareFormat::text;
  if (!write_all(render_comparison(account, dragoman::compare(account, *models->parts().knowledge, reader), format))) return kOutputFailed;
  return status;
}

}  // namespace dragoman::app
