#include "app/eval_tools.h"

#include <algorithm>
#include <filesystem>

#include "app/output.h"
#include "app/session.h"
#include "knowledge/knowledge.h"
#include "parse/language_model.h"
#include "pipeline/locate.h"

namespace dragoman::app {

namespace fs = std::filesystem;

Result<EvalModels> open_eval_models(const CommonOptions& common) {
  const auto model_path = locate(common.language, "en.model");
  if (!model_path) return model_path.error();
  auto language = LanguageModel::open(*model_path);
  if (!language) return language.error();
  auto knowledge = open_lexicon(common);
  if (!knowledge) return knowledge.error();
  return EvalModels{std::move(*language), std::move(*knowledge)};
}

std::vector<std::string> gold_files(const std::vector<std::string>& given, std::initializer_list<std::string_view> endings) {
  std::vector<std::string> files;
  std::error_code none;
  const auto fits = [&](const std::string& name) {
    return endings.size() == 0 || std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return name.ends_with(ending); });
  };
  for (const auto& path : given) {
    if (!fs::is_directory(path, none)) files.push_back(path);
    else
      for (const auto& entry : fs::directory_iterator(path, none))
        if (fits(entry.path().filename().string())) files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

int no_models(const Error& error) {
  complain(error);
  return kNoModels;
}

int give_up(const Error& error) {
  complain(error);
  return exit_for(error);
}

int finish_eval(const EvalOptions& options, const std::string& predictions, const std::string& shown) {
  if (!options.predictions.empty()) {
    Output file;
    if (auto opened = file.open(options.predictions); !opened) return give_up(opened.error());
    if (auto written = file.write(predictions); !written) return give_up(written.error());
    if (auto kept = file.commit(); !kept) return give_up(kept.error());
  }
  return write_all(shown) ? kFine : kOutputFailed;
}

}  // namespace dragoman::app
