// The events an archive knows, and one of them.
#include <charconv>
#include <map>

#include "analyse/render_events.h"
#include "app/archive_options.h"
#include "app/history.h"
#include "app/session.h"
#include "archive/database.h"
#include "archive/events.h"

namespace dragoman::app {

namespace {

int fail(const Error& error) {
  complain(error);
  return exit_for(error);
}

EventFormat format_of(const std::string& name) {
  return name == "json" ? EventFormat::json : name == "jsonl" ? EventFormat::jsonl : name == "csv" ? EventFormat::csv : EventFormat::text;
}

std::string capitals(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  return text;
}

Result<EventQuery> query_of(const EventsOptions& options, const Knowledge& knowledge) {
  EventQuery query;
  const auto limits = as_of_limits(options.as_of, options.recorded);
  if (!limits) return limits.error();
  query.as_of = *limits;
  for (const std::string& given : options.dyad) {
    query.countries.push_back(state_code(given, knowledge));
    if (query.countries.back().empty()) return Error{ErrorCode::bad_request, "no state: " + given, "--dyad", "give ISO 3166 codes of three letters, or names: --dyad CHN \"North Korea\""};
  }
  if (!options.act.empty() && knowledge.find_act(options.act) == kNone) return Error{ErrorCode::bad_request, "no act: " + options.act, "--act", "docs/codebook.md lists the acts"};
  query.act = options.act;
  query.plover = capitals(options.plover);
  for (const auto& [given, day, last, option] : {std::tuple(&options.since, &query.since, false, "--since"), std::tuple(&options.until, &query.until, true, "--until")}) {
    if (given->empty()) continue;
    *day = day_option(*given, last);
    if (!*day) return Error{ErrorCode::bad_request, "no date: " + *given, option, "write YYYY-MM-DD, YYYY-MM or YYYY"};
  }
  return query;
}

// Says when articles came in whose events are not told yet.
void warn_of_waiting(const Archive& archive) {
  const auto awaits = awaits_fusion(archive.database());
  if (awaits && *awaits)
    complain({ErrorCode::bad_format, "an `add` was interrupted before it told the events of its articles", archive.database().path(), "any `dragoman add --archive` to this file tells them"});
}

}  // namespace

int events(const CommonOptions& common, const EventsOptions& options) {
  const auto knowledge = open_lexicon(common);
  if (!knowledge) return fail(knowledge.error()), kNoModels;
  const auto query = query_of(options, **knowledge);
  if (!query) return fail(query.error());
  const auto archive = Archive::open(options.archive, Archive::Mode::read);
  if (!archive) return fail(archive.error());
  const auto lines = list_events(*archive, **knowledge, *query);
  if (!lines) return fail(lines.error());
  warn_of_waiting(*archive);
  return write_all(render_events(*lines, **knowledge, format_of(options.format))) ? kFine : kOutputFailed;
}

int event(const CommonOptions& common, const EventOptions& options) {
  const auto knowledge = open_lexicon(common);
  if (!knowledge) return fail(knowledge.error()), kNoModels;
  const auto limits = as_of_limits(options.as_of, options.recorded);
  if (!limits) return fail(limits.error());
  std::int64_t number = 0;
  const char* end = options.event.data() + options.event.size();
  if (const auto [at, code] = std::from_chars(options.event.data(), end, number); code != std::errc() || at != end || number <= 0)
    return fail({ErrorCode::bad_request, "'" + options.event + "' is no number of an event", "event", "`dragoman events` prints the numbers"});
  const auto archive = Archive::open(options.archive, Archive::Mode::read);
  if (!archive) return fail(archive.error());
  const auto pages = event_pages(*archive, **knowledge, number, *limits);
  if (!pages) return fail(pages.error());
  warn_of_waiting(*archive);
  return write_all(render_event_pages(*pages, **knowledge, format_of(options.format))) ? kFine : kOutputFailed;
}

}  // namespace dragoman::app
