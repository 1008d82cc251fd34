// dragoman check: is the record claim of one sentence borne out by the history tables?
#include <chrono>

#include "analyse/claim_same.h"
#include "app/history.h"
#include "app/session.h"
#include "base/days.h"
#include "pipeline/parts.h"

namespace dragoman::app {

namespace {

ClaimAnswer answer_to(const std::string& sentence, const Models& models, const History& history, Day as_of) {
  Document document;
  Article article;
  article.id = "claim";
  article.text = sentence;
  article.published = iso_day(as_of);
  document.reset(std::move(article));
  ReadScratch scratch;
  read_document(document, models.parts(), scratch);
  const Knowledge& knowledge = *models.parts().knowledge;
  return check_claim(read_claim(document, knowledge, history), knowledge, history, as_of);
}

}  // namespace

int check(const CommonOptions& common, const CheckOptions& options) {
  Day as_of = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  if (!options.as_of.empty()) {
    const auto day = day_option(options.as_of, true);
    if (!day) {
      complain({ErrorCode::bad_request, "no date: " + options.as_of, "--as-of", "write YYYY-MM-DD, YYYY-MM or YYYY"});
      return kUsage;
    }
    as_of = *day;
  }
  const auto models = open_models(common);
  if (!models) return kNoModels;
  std::size_t bad_rows = 0;
  const auto history = open_history(options.history, bad_rows);
  if (!history) {
    complain(history.error());
    return kFailed;
  }
  const ClaimAnswer answer = answer_to(options.sentence, *models, *history, as_of);
  const auto format = options.format == "json" ? ClaimFormat::json : options.format == "md" ? ClaimFormat::md : ClaimFormat::text;
  std::string text = render_claim(answer, format);
  if (!options.against.empty()) text = render_claims(answer, answer_to(options.against, *models, *history, as_of), format);
  if (!write_all(text)) return kOutputFailed;
  return bad_rows ? kSomeInputBad : kFine;
}

}  // namespace dragoman::app
