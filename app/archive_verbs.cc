// The command line of the verbs that work on an archive.
#include <CLI/CLI.hpp>

#include "app/archive_options.h"
#include "app/archive_verbs.h"
#include "app/verbs.h"

namespace dragoman::app {

namespace {

void add_archive(CLI::App* verb, std::string& archive) {
  verb->add_option("--archive", archive, "file that `dragoman add` wrote")->type_name("FILE")->required();
}

void add_limits(CLI::App* verb, std::string& as_of, std::string& recorded) {
  verb->add_option("--as-of", as_of, "only what had been published by the end of this day")->type_name("DATE");
  verb->add_option("--recorded", recorded, "only what the archive held by the end of this day, or at this instant")->type_name("DATE");
}

}  // namespace

void add_archive_verbs(CLI::App& app, const CommonOptions& common, ArchiveVerbs& options, int& status) {
  auto* events_verb = app.add_subcommand("events", "list the events an archive knows, by day");
  add_archive(events_verb, options.events.archive);
  events_verb->add_option("--dyad", options.events.dyad, "one state or two that take part: ISO codes or names")->type_name("STATE")->expected(1, 2);
  events_verb->add_option("--act", options.events.act, "id of the act: visit, talks, sanction; docs/codebook.md lists them")->type_name("ACT");
  events_verb->add_option("--plover", options.events.plover, "PLOVER type: CONSULT, SANCTION")->type_name("TYPE");
  events_verb->add_option("--since", options.events.since, "what ended on this day, month or year or later; what has no day counts by the days of its reports")->type_name("DATE");
  events_verb->add_option("--until", options.events.until, "what began by the end of this day, month or year")->type_name("DATE");
  add_limits(events_verb, options.events.as_of, options.events.recorded);
  events_verb->add_option("--format", options.events.format, "text, json, jsonl or csv")->check(CLI::IsMember({"text", "json", "jsonl", "csv"}))->capture_default_str();
  events_verb->footer("Example:  dragoman events --archive news.dragoman --dyad CHN PRK --since 2024-04 --until 2024-04 --as-of 2024-04-10");
  events_verb->callback([&] { status = events(common, options.events); });

  auto* event_verb = app.add_subcommand("event", "show one event of an archive: who says what, its reports and why they belong together, how its status moved");
  event_verb->add_option("event", options.event.event, "its number, as `dragoman events` prints it")->required()->type_name("NUMBER");
  add_archive(event_verb, options.event.archive);
  add_limits(event_verb, options.event.as_of, options.event.recorded);
  event_verb->add_option("--format", options.event.format, "text or json")->check(CLI::IsMember({"text", "json"}))->capture_default_str();
  event_verb->footer("Example:  dragoman event 17 --archive news.dragoman");
  event_verb->callback([&] { status = event(common, options.event); });

  auto* articles_verb = app.add_subcommand("articles", "list the articles of an archive");
  add_archive(articles_verb, options.articles.archive);
  add_limits(articles_verb, options.articles.as_of, options.articles.recorded);
  articles_verb->add_option("--format", options.articles.format, "text or jsonl")->check(CLI::IsMember({"text", "jsonl"}))->capture_default_str();
  articles_verb->footer("Example:  dragoman articles --archive news.dragoman");
  articles_verb->callback([&] { status = articles(options.articles); });

  auto* archive_verb = app.add_subcommand("archive", "look after an archive");
  archive_verb->require_subcommand(1);
  auto* check_verb = archive_verb->add_subcommand("check", "read everything and say whether it is whole");
  add_archive(check_verb, options.archive);
  check_verb->footer("Exit status: 0 whole, 1 damaged or no archive\nExample:  dragoman archive check --archive news.dragoman");
  check_verb->callback([&] { status = archive_check(options.archive); });
  auto* stats_verb = archive_verb->add_subcommand("stats", "rows, days and sizes");
  add_archive(stats_verb, options.archive);
  stats_verb->add_option("--format", options.format, "table or json")->check(CLI::IsMember({"table", "json"}))->capture_default_str();
  stats_verb->footer("Example:  dragoman archive stats --archive news.dragoman");
  stats_verb->callback([&] { status = archive_stats(options.archive, options.format); });

  auto* migrate_verb = archive_verb->add_subcommand("migrate", "bring an archive of an earlier version forward into a new file; the old one stays as it is");
  add_archive(migrate_verb, options.migrated.archive);
  migrate_verb->add_option("--to", options.migrated.to, "file to make")->type_name("FILE")->required();
  migrate_verb->footer("Example:  dragoman archive migrate --archive old.dragoman --to news.dragoman");
  migrate_verb->callback([&] { status = archive_migrate(common, options.migrated); });

  auto* export_verb = app.add_subcommand("export", "write rows of an archive as Parquet, CSV or JSON lines");
  export_verb->add_option("what", options.exported.what, "reports, articles, claims, history, events, or another table")->required()->type_name("TABLE");
  add_archive(export_verb, options.exported.archive);
  add_limits(export_verb, options.exported.as_of, options.exported.recorded);
  export_verb->add_option("--format", options.exported.format, "parquet, csv or jsonl")->check(CLI::IsMember({"parquet", "csv", "jsonl"}))->capture_default_str();
  export_verb->add_option("--to,-o", options.exported.to, "file to write; standard output when absent")->type_name("FILE");
  export_verb->footer("Example:  dragoman export reports --archive news.dragoman --format parquet --to reports.parquet");
  export_verb->callback([&] { status = export_archive(options.exported); });

  auto* forget_verb = app.add_subcommand("forget", "take an article out of an archive for good");
  forget_verb->add_option("article", options.forgotten.article, "its id, or the first digits that `dragoman articles` shows")->required()->type_name("ARTICLE");
  add_archive(forget_verb, options.forgotten.archive);
  forget_verb->add_option("--why", options.forgotten.why, "kept as a note, with the day")->type_name("WORDS");
  forget_verb->footer("Example:  dragoman forget 3f2a91c0d4e5 --why \"withdrawn by the agency\" --archive news.dragoman");
  forget_verb->callback([&] { status = forget(common, options.forgotten); });

  auto* history_verb = app.add_subcommand("history", "tables of facts with a source in every row");
  history_verb->require_subcommand(1);
  auto* load_verb = history_verb->add_subcommand("load", "load tables into an archive; what is there already changes nothing");
  load_verb->add_option("files", options.history.files, "tables as CSV, made as history/README.md tells")->required()->type_name("FILE");
  load_verb->add_option("--archive", options.history.archive, "file that keeps them; made when missing")->type_name("FILE")->required();
  load_verb->footer("Example:  dragoman history load history/*.csv --archive news.dragoman");
  load_verb->callback([&] { status = history_load(options.history); });
  auto* import_verb = history_verb->add_subcommand("import", "bring public tables of others into the columns of such tables, and say what was lost");
  import_verb->add_option("files", options.imported.files, "files of one format; - is standard input")->required()->type_name("FILE");
  import_verb->add_option("--format", options.imported.format, "auto, state-visits, state-travels (XML of the Office of the Historian), council-vetoes (CSV) or current-events (JSON lines)")
      ->check(CLI::IsMember({"auto", "state-visits", "state-travels", "council-vetoes", "current-events"}))
      ->capture_default_str();
  import_verb->add_option("--to,-o", options.imported.to, "table to write; standard output when absent and no --archive is given")->type_name("FILE");
  import_verb->add_option("--archive", options.imported.archive, "load the table into this archive too")->type_name("FILE");
  import_verb->add_option("--report", options.imported.report, "write the loss report as JSON, with every record set aside")->type_name("FILE");
  import_verb->footer("A summary goes to standard error. Exit status 3: some records had faults and were set aside.\n"
                      "Example:  dragoman history import visits/data/*.xml --to us_visits.csv --report lost.json");
  import_verb->callback([&] { status = history_import(common, options.imported); });
}

}  // namespace dragoman::app
