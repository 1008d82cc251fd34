// Articles of a question that may be asked of files or of an archive.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/verbs.h"
#include "dragoman/pipeline.h"

namespace dragoman::app {

// The codings of the archive as of a day, when one is named, and of the files or standard input otherwise. None after a complaint,
// with the exit status in `status`; there it also says when some input was bad. `verb` is for the remedy.
std::optional<std::vector<Coding>> read_codings(const std::shared_ptr<const Models>& models, const InputOptions& in, const std::string& archive, std::optional<Day> as_of,
                                                const std::string& verb, int& status);

}  // namespace dragoman::app
