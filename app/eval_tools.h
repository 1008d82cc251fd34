// What every task of `dragoman eval` needs: models, gold files, a place for the predictions.
#pragma once
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/verbs.h"
#include "dragoman/result.h"

namespace dragoman {
class Knowledge;
class LanguageModel;
}  // namespace dragoman

namespace dragoman::app {

struct EvalModels {
  std::shared_ptr<const LanguageModel> language;
  std::shared_ptr<const Knowledge> knowledge;
};

Result<EvalModels> open_eval_models(const CommonOptions& common);

// Files as given; of a folder all whose name ends in one of `endings` (all, where there is none), sorted.
std::vector<std::string> gold_files(const std::vector<std::string>& given, std::initializer_list<std::string_view> endings);

// Writes the predictions where they are wanted, then shows the scores; the exit status.
int finish_eval(const EvalOptions& options, const std::string& predictions, const std::string& shown);

// Complain; the exit status.
int no_models(const Error& error);
int give_up(const Error& error);

}  // namespace dragoman::app
