// What every verb needs: models, articles, errors on stderr.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "app/verbs.h"
#include "dragoman/pipeline.h"
#include "dragoman/result.h"
#include "ingest/read.h"

namespace dragoman::app {

// "where: message (remedy)" on stderr.
void complain(const Error& error);
int exit_for(const Error& error);

// Models of the common options; null after a complaint.
std::shared_ptr<const Models> open_models(const CommonOptions& common);
// The lexicon of the common options with its additions; a complaint for each of their wrong lines.
Result<std::shared_ptr<const Knowledge>> open_lexicon(const CommonOptions& common);

// Reader over the input options; a missing list of files means standard input. Null after a complaint.
std::unique_ptr<ArticleReader> open_input(const InputOptions& in);

// Writes everything or complains; false when the output cannot take it.
bool write_all(const std::string& bytes);

}  // namespace dragoman::app
