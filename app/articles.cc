#include "app/articles.h"

#include "app/session.h"
#include "archive/archive.h"

namespace dragoman::app {

std::optional<std::vector<Coding>> read_codings(const std::shared_ptr<const Models>& models, const InputOptions& in, const std::string& archive, std::optional<Day> as_of,
                                                const std::string& verb, int& status) {
  std::vector<Coding> codings;
  if (!archive.empty()) {
    const auto opened = Archive::open(archive, Archive::Mode::read);
    auto held = opened ? opened->codings({as_of, ""}) : Result<std::vector<Coding>>(opened.error());
    if (!held) {
      complain(held.error());
      status = exit_for(held.error());
      return std::nullopt;
    }
    codings = std::move(*held);
    if (in.files.empty()) return codings;
  }
  const auto reader = open_input(in);
  if (!reader) {
    status = kUsage;
    return std::nullopt;
  }
  Pipeline pipeline(models);
  bool any = !archive.empty();
  while (auto article = reader->next()) {
    any = true;
    if (*article) {
      codings.push_back(pipeline.code(std::move(**article)));
    } else {
      complain(article->error());
      status = kSomeInputBad;
    }
  }
  if (codings.empty() && !any) {
    complain({ErrorCode::bad_request, "nothing to read", "", "give files, folders, articles on standard input, or --archive; try: dragoman " + verb + " examples/*.txt"});
    status = kFailed;
    return std::nullopt;
  }
  if (codings.empty() && status != kFine) return std::nullopt;
  return codings;
}

}  // namespace dragoman::app
