// dragoman history import: public tables of others in the columns of our own.
#include <filesystem>
#include <fstream>
#include <iostream>

#include "app/archive_options.h"
#include "app/session.h"
#include "archive/history_load.h"
#include "archive/import.h"
#include "ingest/byte_source.h"

namespace dragoman::app {

namespace {

constexpr std::uint64_t kLargest = std::uint64_t{1} << 30;  // bytes of one file
constexpr std::size_t kTold = 20;                           // records set aside that are told one by one; the report has all

Result<ImportFile> read_file(const std::string& path) {
  if (path != "-" && std::filesystem::is_directory(path)) return Error{ErrorCode::unreadable, "this is a folder", path, "give its files: " + path + "/*"};
  ByteSource source;
  if (const auto opened = source.open(path); !opened) return opened.error();
  ImportFile file{path == "-" ? "standard input" : path, {}};
  switch (source.all(file.text, kLargest)) {
    case ByteSource::Line::failed: return source.error();
    case ByteSource::Line::too_long: return Error{ErrorCode::too_large, "this file is larger than a gigabyte", path, "cut it into several"};
    default: return file;
  }
}

bool write_file(const std::string& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary);
  out << text;
  out.close();
  if (!out) complain({ErrorCode::output_failed, "this file cannot be written", path, "check the path, its permissions and the space on the disk"});
  return static_cast<bool>(out);
}

}  // namespace

int history_import(const CommonOptions& common, const HistoryImportOptions& options) {
  const auto models = open_models(common);
  if (!models) return kNoModels;
  int status = kFine;
  std::vector<ImportFile> files;
  for (const std::string& path : options.files) {
    auto file = read_file(path);
    if (file) {
      files.push_back(std::move(*file));
      continue;
    }
    complain(file.error());
    status = kSomeInputBad;
  }
  if (files.empty()) return status == kFine ? kUsage : status;
  const auto import = import_tables(files, options.format == "auto" ? ImportFormat::none : import_format(options.format), models);
  if (!import) {
    complain(import.error());
    return exit_for(import.error());
  }
  for (std::size_t i = 0; i < import->set_aside.size() && i < kTold; ++i) complain(import->set_aside[i]);
  if (import->set_aside.size() > kTold) std::cerr << "dragoman: " << import->set_aside.size() - kTold << " more were set aside; --report FILE lists all\n";
  if (!import->set_aside.empty()) status = kSomeInputBad;
  std::cerr << render_import(*import);
  if (!options.report.empty() && !write_file(options.report, render_import_json(*import))) return kOutputFailed;
  if (!options.to.empty() && !write_file(options.to, import->csv)) return kOutputFailed;
  if (options.to.empty() && options.archive.empty() && !write_all(import->csv)) return kOutputFailed;
  if (options.archive.empty()) return status;
  auto archive = Archive::open(options.archive, Archive::Mode::write);
  if (!archive) {
    complain(archive.error());
    return exit_for(archive.error());
  }
  const std::string name(to_string(import->format));
  const auto load = load_history(*archive, name, import->csv, name, present_instant());
  if (!load) {
    complain(load.error());
    return exit_for(load.error());
  }
  for (const Error& error : load->errors) complain(error);
  std::cerr << name << ": " << load->added << " added, " << load->corrected << " corrected, " << load->withdrawn << " withdrawn, " << load->same << " as they were\n";
  return load->errors.empty() ? status : int{kSomeInputBad};
}

}  // namespace dragoman::app
