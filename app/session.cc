#include "app/session.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "pipeline/parts.h"

namespace dragoman::app {

void complain(const Error& error) {
  std::string line = "dragoman: ";
  if (!error.where.empty()) line += error.where + ": ";
  line += error.message;
  if (!error.remedy.empty()) line += " (" + error.remedy + ")";
  line += '\n';
  std::fputs(line.c_str(), stderr);
}

int exit_for(const Error& error) {
  switch (error.code) {
    case ErrorCode::bad_request: return kUsage;
    case ErrorCode::output_failed: return kOutputFailed;
    default: return kFailed;
  }
}

namespace {

ModelPaths paths(const CommonOptions& common) { return {common.lexicon, common.language, common.additions}; }

}  // namespace

std::shared_ptr<const Models> open_models(const CommonOptions& common) {
  auto models = Models::open(paths(common), complain);
  if (models) return common.opened = *models;
  complain(models.error());
  return nullptr;
}

Result<std::shared_ptr<const Knowledge>> open_lexicon(const CommonOptions& common) { return open_knowledge(paths(common), complain); }

std::unique_ptr<ArticleReader> open_input(const InputOptions& in) {
  ReadOptions options;
  if (in.input == "text") options.format = InputFormat::text;
  if (in.input == "jsonl") options.format = InputFormat::jsonl;
  options.published = in.published;
  options.outlet = in.outlet;
  std::vector<std::string> files = in.files;
  if (files.empty()) files.emplace_back("-");
  return open_articles(std::move(files), std::move(options));
}

bool write_all(const std::string& bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size() && std::fflush(stdout) == 0) return true;
  if (errno == EPIPE) return false;  // the reader has seen enough: `dragoman … | head`
  complain({ErrorCode::output_failed, std::strerror(errno), "standard output", "free some space or keep the reader of the pipe open"});
  return false;
}

}  // namespace dragoman::app
