// What an archive holds, whether it is whole, what goes out of it and which tables of facts go in.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/archive_options.h"
#include "app/session.h"
#include "archive/export.h"
#include "archive/history_load.h"
#include "archive/migrate.h"
#include "archive/upkeep.h"

namespace dragoman::app {

namespace {

int fail(const Error& error) {
  complain(error);
  return exit_for(error);
}

std::string as_json(const ArticleLine& line) {
  nlohmann::ordered_json json = {{"article", line.identity}, {"id", line.id}};
  const auto put = [&](const char* name, const std::string& value) {
    if (!value.empty()) json[name] = value;
  };
  put("outlet", line.outlet);
  put("url", line.url);
  put("title", line.title);
  put("published", line.published);
  json["recorded"] = line.recorded;
  json["coder"] = line.coder;
  json["reports"] = line.reports;
  json["bytes"] = line.bytes;
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

// "3f2a91c0d4e5  2024-04-10   4 reports  Harbour Post  A visit"
std::string as_text(const ArticleLine& line) {
  constexpr std::size_t kDigits = 12;
  return fmt::format("{}  {:<10}  {:>3} {:<7}  {}  {}\n", line.identity.substr(0, kDigits), line.published.empty() ? "undated" : line.published, line.reports,
                     line.reports == 1 ? "report" : "reports", line.outlet.empty() ? "-" : line.outlet, line.title.empty() ? line.id : line.title);
}

}  // namespace

int articles(const ArticlesOptions& options) {
  const auto limits = as_of_limits(options.as_of, options.recorded);
  if (!limits) return fail(limits.error());
  const auto archive = Archive::open(options.archive, Archive::Mode::read);
  if (!archive) return fail(archive.error());
  const auto lines = list_articles(*archive, *limits);
  if (!lines) return fail(lines.error());
  std::string text;
  for (const auto& line : *lines) text += options.format == "jsonl" ? as_json(line) : as_text(line);
  return write_all(text) ? kFine : kOutputFailed;
}

int archive_check(const std::string& path) {
  const auto archive = Archive::open(path, Archive::Mode::read);
  if (!archive) return fail(archive.error());
  const auto found = check_archive(*archive);
  if (!found) return fail(found.error());
  for (const Error& error : *found) complain(error);
  if (!found->empty()) return kFailed;
  const auto counts = archive->counts();
  if (!counts) return fail(counts.error());
  return write_all(fmt::format("whole: {} articles, {} codings, {} reports, {} events\n", counts->articles, counts->codings, counts->reports, counts->events)) ? kFine : kOutputFailed;
}

int archive_stats(const std::string& path, const std::string& format) {
  const auto archive = Archive::open(path, Archive::Mode::read);
  if (!archive) return fail(archive.error());
  const auto stats = dragoman::archive_stats(*archive);
  if (!stats) return fail(stats.error());
  const auto range = [](const std::string& from, const std::string& to) { return from.empty() ? std::string("-") : from + " to " + to; };
  std::string text;
  if (format == "json") {
    nlohmann::ordered_json json;
    for (const auto& [table, rows] : stats->tables) json["rows"][table] = rows;
    json["published"] = {stats->first_published, stats->last_published};
    json["recorded"] = {stats->first_recorded, stats->last_recorded};
    json["coders"] = stats->coders;
    json["outlets"] = stats->outlets;
    json["text_bytes"] = stats->text_bytes;
    json["file_bytes"] = stats->file_bytes;
    text = json.dump() + "\n";
  } else {
    for (const auto& [table, rows] : stats->tables)
      if (table != "archive") text += fmt::format("{:<15} {:>10} rows\n", table, rows);
    text += fmt::format("published       {}\nrecorded        {}\ncoders          {}\noutlets         {}\ntext            {} bytes\nfile            {} bytes\n",
                        range(stats->first_published, stats->last_published), range(stats->first_recorded, stats->last_recorded), stats->coders, stats->outlets,
                        stats->text_bytes, stats->file_bytes);
  }
  return write_all(text) ? kFine : kOutputFailed;
}

int archive_migrate(const CommonOptions& common, const MigrateOptions& options) {
  const auto models = open_models(common);  // its events are told at once
  if (!models) return kNoModels;
  if (const auto done = migrate_archive(options.archive, options.to); !done) return fail(done.error());
  if (const auto fused = fuse_into(options.to, *models); !fused) return fail(fused.error());
  return archive_check(options.to);
}

int export_archive(const ExportOptions& options) {
  const auto limits = as_of_limits(options.as_of, options.recorded);
  if (!limits) return fail(limits.error());
  const auto done = export_rows(options.archive, {options.what, options.format, options.to, *limits});
  if (done) return kFine;
  if (options.to.empty() && done.error().message.find("Broken pipe") != std::string::npos) return kOutputFailed;  // the reader has seen enough
  return fail(done.error());
}

int forget(const CommonOptions& common, const ForgetOptions& options) {
  const auto models = open_models(common);  // the events that it helped to tell are told anew
  if (!models) return kNoModels;
  const auto identity = forget_article(options.archive, options.article, options.why, present_instant());
  if (!identity) return fail(identity.error());
  if (const auto fused = fuse_into(options.archive, *models); !fused) return fail(fused.error());
  return write_all("forgotten: " + *identity + "\n") ? kFine : kOutputFailed;
}

int history_load(const HistoryOptions& options) {
  auto archive = Archive::open(options.archive, Archive::Mode::write);
  if (!archive) return fail(archive.error());
  int status = kFine;
  std::string text;
  for (const auto& file : options.files) {
    std::ifstream in(file, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(in), {});
    if (!in.is_open() || in.bad()) {
      complain({ErrorCode::not_found, "this table cannot be read", file, "check the path and its permissions"});
      status = kSomeInputBad;
      continue;
    }
    const std::string name = std::filesystem::path(file).stem().string();
    const auto load = load_history(*archive, name, bytes, file, present_instant());
    if (!load && load.error().code != ErrorCode::bad_format) return fail(load.error());
    if (!load) complain(load.error());
    if (load)
      for (const Error& error : load->errors) complain(error);
    if (!load || !load->errors.empty()) status = kSomeInputBad;
    if (load)
      text += fmt::format("{}: {} added, {} corrected, {} withdrawn, {} as they were, {} set aside\n", name, load->added, load->corrected, load->withdrawn, load->same, load->errors.size());
  }
  return write_all(text) ? status : kOutputFailed;
}

}  // namespace dragoman::app
