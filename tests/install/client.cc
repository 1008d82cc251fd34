// Uses every public header and codes one sentence with the installed lexicon and model.
#include <iostream>

#include "dragoman/article.h"
#include "dragoman/brief.h"
#include "dragoman/document.h"
#include "dragoman/event.h"
#include "dragoman/pipeline.h"
#include "dragoman/report.h"
#include "dragoman/result.h"
#include "dragoman/version.h"

int main() {
  auto models = dragoman::Models::open({SHARE "/lexicon.blob", SHARE "/en.model"});
  if (!models) {
    std::cerr << models.error().message << ' ' << models.error().where << '\n';
    return 1;
  }
  dragoman::Pipeline pipeline(*models);
  dragoman::Article article;
  article.text = "Russia vetoed the resolution on Thursday.";
  article.published = "2024-03-29";
  const dragoman::Brief brief = dragoman::make_brief({pipeline.code(article)}, **models);
  const dragoman::Coding& coding = brief.codings.front();
  std::cout << "dragoman " << dragoman::kVersion << ": " << coding.sentences.size() << " sentence, " << coding.reports.size() << " report\n"
            << dragoman::render(brief, {});
  return coding.sentences.size() == 1 && !coding.reports.empty() && brief.stories.size() == 1 ? 0 : 1;
}
