#include "analyse/judge.h"

#include <algorithm>

#include "analyse/claim.h"
#include "base/days.h"
#include "pipeline/parts.h"

namespace dragoman {

namespace {

constexpr std::string_view kPerson = "person:";

class Judge {
 public:
  Judge(std::shared_ptr<const Models> models, const History& history)
      : models_(std::move(models)), history_(history), document_(std::make_shared<Document>()), scratch_(std::make_shared<ParseScratch>()) {}

  std::optional<ClaimVerdict> operator()(const Coding& coding, const RecordClaim& stated, const Report* main) const {
    if (!coding.published.known || stated.span.end > coding.article.text.size()) return std::nullopt;
    const Knowledge& knowledge = *models_->parts().knowledge;
    const Day as_of = day_of(coding.published, main);
    Article article;
    article.id = "claim";
    article.text = coding.article.text.substr(stated.span.begin, stated.span.size()) + ".";
    article.published = iso_day(as_of);
    document_->reset(std::move(article));
    read_document(*document_, models_->parts(), *scratch_);
    Claim claim = read_claim(*document_, knowledge, history_);
    if (claim.about == Claim::About::nothing || claim.metric == Claim::Metric::none || claim.metric == Claim::Metric::happened) return std::nullopt;
    complete(claim, stated, main, knowledge);
    const ClaimAnswer answer = check_claim(std::move(claim), knowledge, history_, as_of);
    ClaimVerdict verdict;
    verdict.verdict = answer.verdict == ClaimAnswer::Verdict::cannot_decide ? "cannot decide" : std::string(to_string(answer.verdict));
    verdict.reason = answer.reason;
    verdict.as_of = as_of;
    verdict.stood_until = answer.stood_until;
    for (const Deed& deed : answer.ranked)
      if (!answer.counter_example.empty() && deed.id == answer.counter_example) verdict.counter_example = deed.words + " (" + deed.id + ")";
    return verdict;
  }

 private:
  // The day of the article; of one that is known to a month or year only, that of the main event where it lies within.
  static Day day_of(const Published& published, const Report* main) {
    const bool within = !published.day_exact && main != nullptr && main->time.to && *main->time.to >= published.from && *main->time.to <= published.to;
    return within ? *main->time.to : published.to;
  }

  // What the article around the sentence says.
  static void complete(Claim& claim, const RecordClaim& stated, const Report* main, const Knowledge& knowledge) {
    if (claim.about != Claim::About::visits) return;
    const bool visit = main != nullptr && main->act == stated.scope_act && !main->source.empty() && !main->target.empty();
    if (claim.who.empty()) claim.who.country = !stated.scope_from.empty() ? stated.scope_from : visit ? main->source.front().country : "";
    if (claim.host_country.empty() && claim.whom.empty() && !claim.meetings)
      claim.host_country = !stated.scope_to.empty() ? stated.scope_to : visit ? main->target.front().country : "";
    // The words of a claim name the baseline's visitor at most, never whose visit it is.
    if (!visit || main->source.front().country != claim.who.country || main->target.front().country != claim.host_country) return;
    claim.subject_party.persons.clear();
    for (const Actor& actor : main->source)
      if (actor.actor.starts_with(kPerson))
        if (const auto person = knowledge.find(EntityKind::person, std::string_view(actor.actor).substr(kPerson.size())); person != kNone)
          claim.subject_party.persons.push_back(person);
    claim.subject_named = !claim.subject_party.persons.empty();
    claim.subject_from = main->time.from, claim.subject_to = main->time.to;
  }

  std::shared_ptr<const Models> models_;
  const History& history_;
  std::shared_ptr<Document> document_;      // shared, as a std::function must be copied
  std::shared_ptr<ParseScratch> scratch_;
};

}  // namespace

ClaimJudge history_judge(std::shared_ptr<const Models> models, const History& history) { return Judge(std::move(models), history); }

}  // namespace dragoman
