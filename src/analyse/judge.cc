#include "analyse/judge.h"

#include <algorithm>

#include "analyse/phrases.h"
#include "base/days.h"
#include "pipeline/parts.h"

namespace dragoman {

namespace {

constexpr std::string_view kPerson = "person:";

class Judge {
 public:
  Judge(std::shared_ptr<const Models> models, const History& history)
      : models_(std::move(models)), history_(history), document_(std::make_shared<Document>()), scratch_(std::make_shared<ReadScratch>()) {}

  // The normal form, judged; nothing when the tables hold no deeds of the kind.
  std::optional<ClaimAnswer> judge(const Coding& coding, const RecordClaim& stated, const Report* main) const {
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
    return check_claim(std::move(claim), knowledge, history_, as_of);
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
    // "The highest-level activity between the two": of any contact, a visit is one; "the first by a leader": of what, the article says.
    const bool of_main = main != nullptr && (stated.scope_act.ends_with(main->act) || claim.both_ways || knowledge.find_act(stated.scope_act) == kNone);
    const bool visit = of_main && !main->source.empty() && !main->target.empty();
    // "The first leader to visit since …" is of whose state the article speaks; "the first foreign leader" of anybody's.
    const bool nobody = claim.who.country.empty() && claim.who.persons.empty() && claim.who.name.empty() && claim.outside_tables.empty();
    if (claim.who.empty() || nobody) claim.who.country = !stated.scope_from.empty() ? stated.scope_from : visit ? main->source.front().country : "";
    if (claim.host_country.empty() && claim.whom.empty() && !claim.meetings)
      claim.host_country = !stated.scope_to.empty() ? stated.scope_to : visit ? main->target.front().country : "";
    else if (claim.both_ways && claim.whom.empty()) claim.whom.country = !stated.scope_to.empty() ? stated.scope_to : visit ? main->target.front().country : "";
    // The words of a claim name the baseline's visitor at most, never whose visit it is.
    const std::string& other = claim.both_ways ? claim.whom.country : claim.host_country;
    const auto between = [&](const std::string& a, const std::string& b) { return visit && main->source.front().country == a && main->target.front().country == b; };
    if (!between(claim.who.country, other) && !(claim.both_ways && between(other, claim.who.country))) return;
    claim.subject_party.persons.clear();
    for (const Actor& actor : main->source)
      if (actor.actor.starts_with(kPerson))
        if (const auto person = knowledge.find(EntityKind::person, std::string_view(actor.actor).substr(kPerson.size())); person != kNone)
          claim.subject_party.persons.push_back(person);
    claim.subject_named = !claim.subject_party.persons.empty();
    claim.subject_from = main->time.from, claim.subject_to = main->time.to;
    claim.told = deed_told(*main, knowledge);
  }

  static std::optional<Deed> deed_told(const Report& main, const Knowledge& knowledge) {
    const Actor& who = main.source.front();
    const bool stands = main.status == Status::planned || main.status == Status::under_way || main.status == Status::happened;
    if (who.rank == 0 || !main.time.from || main.time.precision != "day" || !stands) return std::nullopt;
    Deed deed;
    deed.words = event_title(main, knowledge) + "; " + status_and_time(main);
    deed.source = "the article";
    deed.first = deed.last = *main.time.from;
    deed.end = main.time.to.value_or(deed.last);
    deed.rank = who.rank;
    return deed;
  }

  std::shared_ptr<const Models> models_;
  const History& history_;
  std::shared_ptr<Document> document_;      // shared, as a std::function must be copied
  std::shared_ptr<ReadScratch> scratch_;
};

}  // namespace

ClaimReader history_reader(std::shared_ptr<const Models> models, const History& history) {
  return [reader = Judge(std::move(models), history)](const Coding& coding, const RecordClaim& claim, const Report* main) { return reader.judge(coding, claim, main); };
}

ClaimJudge history_judge(std::shared_ptr<const Models> models, const History& history) {
  return [reader = history_reader(std::move(models), history)](const Coding& coding, const RecordClaim& stated, const Report* main) -> std::optional<ClaimVerdict> {
    const auto answer = reader(coding, stated, main);
    if (!answer) return std::nullopt;
    ClaimVerdict verdict;
    verdict.verdict = answer->verdict == ClaimAnswer::Verdict::cannot_decide ? "cannot decide" : std::string(to_string(answer->verdict));
    verdict.reason = answer->reason;
    verdict.as_of = answer->as_of;
    verdict.stood_until = answer->stood_until;
    for (const Deed& deed : answer->ranked)
      if (!answer->counter_example.empty() && deed.id == answer->counter_example) verdict.counter_example = deed.words + " (" + deed.id + ")";
    return verdict;
  };
}

}  // namespace dragoman
