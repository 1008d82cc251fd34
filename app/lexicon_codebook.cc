// dragoman lexicon codebook: the acts of a lexicon on one page of Markdown.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "app/session.h"
#include "app/verbs.h"
#include "knowledge/codebook.h"
#include "train/examples.h"

namespace dragoman::app {

namespace {

namespace fs = std::filesystem;

// The page that the first of these folders brings, else a plain one.
std::string page_of(const std::vector<std::string>& lexicon) {
  for (const auto& path : lexicon)
    if (std::ifstream file(fs::path(path) / "CODEBOOK.md", std::ios::binary); file)
      return {std::istreambuf_iterator<char>(file), {}};
  return std::string(plain_codebook_page());
}

Result<std::set<std::string>> unread_examples(const Source& source, const std::vector<std::string>& lexicon) {
  std::set<std::string> unread;
  const auto list = beside_lexicon(lexicon, kExampleFaults);
  if (list.empty()) return unread;
  auto examples = train::read_examples(source);
  if (!examples) return examples.error();
  if (const auto marked = train::mark_example_faults(*examples, list); !marked) return marked.error();
  for (const auto& e : *examples)
    if (!e.fault.empty()) unread.insert(fmt::format("{} \"{}\"", e.id, e.sentence));
  return unread;
}

}  // namespace

int lexicon_codebook(const LexiconOptions& options) {
  const auto fail = [](const Error& error) {
    complain(error);
    return exit_for(error);
  };
  const auto source = Source::read(options.paths);
  if (!source) return fail(source.error());
  const auto unread = unread_examples(*source, options.paths);
  if (!unread) return fail(unread.error());
  return write_all(codebook(*source, page_of(options.paths), *unread)) ? kFine : kOutputFailed;
}

}  // namespace dragoman::app
