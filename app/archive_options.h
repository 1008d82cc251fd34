// Options of the verbs that work on an archive, and what those verbs share.
#pragma once
#include <string>
#include <vector>

#include "app/verbs.h"
#include "archive/archive.h"
#include "archive/fusing.h"
#include "dragoman/result.h"

namespace dragoman::app {

struct AddListOptions {
  AddOptions add;
  bool list = false;  // print the id of each article once it is safe on the disk
};
int add(const CommonOptions&, const AddListOptions&);

struct EventsOptions {
  std::string archive;
  std::vector<std::string> dyad;    // one or two states
  std::string act, plover, since, until;
  std::string as_of;                // published on this day or before; empty: no limit
  std::string recorded;             // recorded on this day or at this instant or before; empty: no limit
  std::string format = "text";      // text | json | jsonl | csv
};
int events(const CommonOptions&, const EventsOptions&);

struct EventOptions {
  std::string archive, event;       // its number
  std::string as_of, recorded;
  std::string format = "text";      // text | json
};
int event(const CommonOptions&, const EventOptions&);

struct ArticlesOptions {
  std::string archive, as_of, recorded;
  std::string format = "text";  // text | jsonl
};
int articles(const ArticlesOptions&);

int archive_check(const std::string& path);
int archive_stats(const std::string& path, const std::string& format);  // table | json

struct MigrateOptions {
  std::string archive, to;
};
int archive_migrate(const CommonOptions&, const MigrateOptions&);

struct ExportOptions {
  std::string archive, what, to, as_of, recorded;
  std::string format = "csv";   // parquet | csv | jsonl
};
int export_archive(const ExportOptions&);

struct ForgetOptions {
  std::string archive, article, why;
};
int forget(const CommonOptions&, const ForgetOptions&);

struct HistoryOptions {
  std::string archive;
  std::vector<std::string> files;
};
int history_load(const HistoryOptions&);

struct HistoryImportOptions {
  std::vector<std::string> files;
  std::string format = "auto";   // of the files; auto: by their first bytes
  std::string to;                // table to write; empty: standard output, unless an archive is given
  std::string archive;           // archive to load the table into; empty: none
  std::string report;            // file for the loss report as JSON; empty: none
};
int history_import(const CommonOptions&, const HistoryImportOptions&);

// The two limits as given on the command line; empty: none. Errors: bad_request.
Result<AsOf> as_of_limits(const std::string& as_of, const std::string& recorded);
// Tells the events of an archive anew where something came in or went. Errors: those of writing.
Result<FusionCounts> fuse_into(const std::string& path, const Models& models);
std::string present_instant();  // "YYYY-MM-DDTHH:MM:SSZ"

}  // namespace dragoman::app
