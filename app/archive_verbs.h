// The verbs of app/archive_options.h on the command line.
#pragma once
#include <string>

#include "app/archive_options.h"

namespace CLI {
class App;
}

namespace dragoman::app {

struct ArchiveVerbs {
  EventsOptions events;
  EventOptions event;
  ArticlesOptions articles;
  std::string archive, format = "table";  // of `archive check` and `archive stats`
  MigrateOptions migrated;
  ExportOptions exported;
  ForgetOptions forgotten;
  HistoryOptions history;
  HistoryImportOptions imported;
};

// `common`, `options` and `status` are read or written while the command line is parsed and must outlive that.
void add_archive_verbs(CLI::App& app, const CommonOptions& common, ArchiveVerbs& options, int& status);

}  // namespace dragoman::app
