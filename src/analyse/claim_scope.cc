#include "analyse/claim_scope.h"

#include <algorithm>

namespace dragoman {

void VisitScope::read_kind() {
  const std::uint32_t from = zones_.split ? zones_.scope : 0;
  const std::uint32_t to = zones_.split ? std::min(zones_.end, zones_.baseline) : w_.size();
  const bool visit = static_cast<bool>(w_.find("visit", from, to));
  claim_.meetings = static_cast<bool>(w_.find("meeting", from, to)) && !(visit && w_.find("visit", from, to).first < w_.find("meeting", from, to).first);
  if (w_.find("any_contact", from, to)) claim_.both_ways = claim_.meetings = true;
  // "is the sixth between X and Y": the kind stands in the subject.
  if (zones_.split && !visit && !claim_.meetings && !claim_.both_ways) claim_.meetings = static_cast<bool>(w_.find("meeting", zones_.subject, zones_.subject_end));
  if (claim_.meetings) claim_.both_ways = true;
  if (claim_.meetings && w_.find("summit", from, to)) claim_.summit = true;
  if (const auto outside = w_.take("outside", from, to)) claim_.outside = true;
  if (const auto foreign = w_.find("foreign", from, to); foreign && !w_.mention_over(foreign.first)) w_.use(foreign.first, foreign.end), claim_.outside_tables.push_back("states beyond those of the tables");
  for (const char* set : {"higher", "level"})
    if (const auto match = w_.find(set); match && !zones_.in_baseline(match.first)) {
      w_.use(match.first, match.end);
      for (const Mention& m : w_.doc.mentions) {
        const bool near = (m.end <= match.first && m.end + 4 > match.first) || (m.first >= match.end && m.first < match.end + 4);
        if (!near || m.entity == kNone) continue;
        const Entity& e = w_.knowledge.entity(m.entity);
        if (e.kind == EntityKind::person) claim_.who.words = std::string(set) == "higher" ? "as high as" : "of the rank of", claim_.who.persons = {m.entity};
        else if (e.kind != EntityKind::body) continue;
        else claim_.who.words = "body", claim_.who.office = std::string(e.id);
        w_.use(m.first, m.end);
      }
    }
  // Of the event that holds the record the class needs no check, unless the scope is short for it.
  if (const auto own = w_.find("class", zones_.subject, zones_.subject_end); own && w_.find("visit", own.end, own.end + 2)) {
    w_.use(own.first, own.end);
    if (zones_.split && !visit && !claim_.meetings) claim_.visit_class = std::string(w_.lower(own.first));  // "his state visit is the first since"
  }
  const auto kind = w_.find("class", from, to);
  if (kind && w_.find("visit", kind.end, kind.end + 2) && !w_.mention_over(kind.first) && !zones_.in_baseline(kind.first)) {
    claim_.visit_class = std::string(w_.lower(kind.first));
    w_.use(kind.first, kind.end);
  }
}

bool VisitScope::pair_word(const Mention& mention, std::string_view before) const {
  if (before == "between") return true;
  return before == "of" && claim_.meetings && !zones_.in_subject(mention.first);
}

void VisitScope::read_person(const Mention& mention, std::string_view before) {
  const bool known = mention.entity != kNone;
  const auto put = [&](ClaimParty& party) {
    if (known) party.persons.push_back(mention.entity);
    if (known && party.office.empty()) party.words += (party.words.empty() ? "" : ", ") + w_.text(mention.first, mention.end);
    else party.name = w_.text(mention.first, mention.end);
  };
  if (zones_.in_subject(mention.first)) {
    put(claim_.subject_party);
    claim_.subject_named = true;
    return;
  }
  if (pair_word(mention, before)) pair_ = true;
  const bool second = w_.knowledge.in_set("record.company", before);
  if (claim_.who.persons.empty() && claim_.who.name.empty() && !(second && (!claim_.who.empty() || zones_.split))) put(claim_.who);
  else if (claim_.whom.persons.empty() && claim_.whom.name.empty()) put(claim_.whom);
  else claim_.not_understood.push_back(w_.text(mention.first, mention.end));  // a third party
  if (second && !zones_.split && claim_.meetings && claim_.who.empty()) std::swap(claim_.who, claim_.whom);
}

void VisitScope::read_office(const Mention& mention, std::string_view before) {
  if (zones_.in_subject(mention.first)) return;
  // "the most senior leader" is anybody.
  if (claim_.metric == Claim::Metric::highest && w_.knowledge.in_set("record.anyone", w_.lower(mention.head))) return;
  const auto put = [&](ClaimParty& party) {
    if (!mention.country.empty() && party.country.empty()) party.country = std::string(mention.country);
    // The office of another state stands for the title, which is then looked up for the party's own.
    const bool own = mention.entity != kNone && (party.country.empty() || w_.knowledge.entity(mention.entity).country.empty() || w_.knowledge.entity(mention.entity).country == party.country);
    party.office = (own && !pair_) || mention.office.empty() ? std::string(mention.entity == kNone ? mention.office : w_.knowledge.entity(mention.entity).id) : std::string(mention.office);
    party.words = w_.text(mention.first, mention.end);
  };
  if (before == "as") {
    if (claim_.who.empty() && claim_.subject_named) claim_.who.persons = claim_.subject_party.persons;
    const auto country = claim_.who.country;
    put(claim_.who);
    if (country.empty() && !claim_.who.persons.empty()) claim_.who.country = std::string(w_.knowledge.entity(claim_.who.persons.front()).country);
    return;
  }
  if (pair_word(mention, before)) pair_ = true;
  const bool second = w_.knowledge.in_set("record.company", before) && !claim_.who.empty();
  ClaimParty& party = second ? claim_.whom : claim_.who;
  if (party.office.empty()) put(party);
  else if (before == "or" || before == "and") claim_.not_understood.push_back(w_.text(mention.first, mention.end));
}

void VisitScope::read_state(const Mention& mention, std::string_view before) {
  const std::string country(mention.country);
  if (country.empty()) return;
  const bool place = mention.kind == MentionKind::place || mention.metonym;
  if (zones_.in_subject(mention.first)) {
    if (place) claim_.subject_place = w_.text(mention.first, mention.end);
    if (place || w_.knowledge.in_set("record.at", before)) subject_country_ = country;
    else if (!mention.adjectival && claim_.subject_party.empty()) claim_.subject_party.country = country;
    return;
  }
  if (mention.adjectival || (before == "from" && !place)) {
    // "an American and a Russian president"
    if (claim_.meetings && !claim_.who.country.empty() && claim_.who.country != country && claim_.whom.country.empty() && claim_.whom.persons.empty()) {
      claim_.whom.country = country;
      return;
    }
    if (claim_.who.country.empty() && claim_.who.persons.empty()) claim_.who.country = country;
    return;
  }
  if (before == "between" && !place) {
    claim_.who.country = country;
    claim_.both_ways = true;
    pair_ = true;
    return;
  }
  if (before == "and" && pair_ && claim_.whom.country.empty() && !place) {
    claim_.whom.country = country;
    return;
  }
  if (claim_.outside) {
    claim_.outside_tables.clear();
    return;  // the states themselves are the homes of the two
  }
  if (claim_.meetings && pair_ && before == "of" && !place) {
    claim_.who.country = country;
    return;
  }
  if (!claim_.host_country.empty() && claim_.host_country != country) {
    claim_.outside_tables.push_back("more than one state visited");
    return;
  }
  const bool visits_it = w_.knowledge.in_set("record.goes_to", before);
  if (place && claim_.metric == Claim::Metric::first && !zones_.split && claim_.meetings) {
    claim_.subject_place = w_.text(mention.first, mention.end);
    return;
  }
  if (!visits_it && mention.first > 0 && claim_.who.empty() && !place && !zones_.split) {
    claim_.who.country = country;
    return;
  }
  claim_.host_country = country;
  if (place) claim_.place = w_.text(mention.first, mention.end);
}

void VisitScope::read_mention(const Mention& mention) {
  if (zones_.in_baseline(mention.first) || w_.used(mention.first)) return;
  if (mention.kind == MentionKind::pronoun) {
    if (mention.first + 3 > zones_.scope && zones_.split) w_.use(mention.first, mention.end);
    return;
  }
  const auto before = w_.before(mention);
  const EntityKind kind = mention.entity == kNone ? EntityKind::agent : w_.knowledge.entity(mention.entity).kind;
  if (kind == EntityKind::person || (mention.kind == MentionKind::person && mention.entity == kNone && mention.office.empty())) read_person(mention, before);
  else if (!mention.office.empty() || kind == EntityKind::office || kind == EntityKind::title) read_office(mention, before);
  else if (mention.kind == MentionKind::state || mention.kind == MentionKind::place) read_state(mention, before);
  else return;
  w_.use(mention.first, mention.end);
}

// What the scope leaves out, the subject says.
void VisitScope::inherit() {
  const bool pair = !claim_.whom.empty();
  if (claim_.who.empty() && claim_.subject_named) claim_.who.persons = claim_.subject_party.persons, claim_.who.words = claim_.subject_party.words;
  if (claim_.who.empty() && claim_.subject_named) claim_.who.name = claim_.subject_party.name;
  if (claim_.who.empty() && !claim_.subject_party.country.empty()) claim_.who.country = claim_.subject_party.country;
  if (claim_.who.persons.size() > 1 && !pair && claim_.meetings) {
    claim_.whom.persons = {claim_.who.persons[1]};
    claim_.who.persons.resize(1);
  }
  if (!zones_.split) {
    claim_.subject_party = claim_.metric == Claim::Metric::never ? ClaimParty() : claim_.who;
    claim_.subject_named = !claim_.subject_party.persons.empty();
  }
  if (claim_.host_country.empty() && claim_.whom.empty() && !subject_country_.empty()) claim_.host_country = subject_country_;
  // Of an office shared by both sides of a meeting.
  if (claim_.meetings && !claim_.whom.country.empty() && claim_.whom.office.empty() && claim_.whom.persons.empty() && !claim_.who.office.empty() && !pair_) pair_ = true;
  if (pair_ && claim_.who.office.empty() && claim_.who.persons.empty() && !claim_.who.country.empty() && !claim_.whom.office.empty() && claim_.whom.persons.empty()) {
    claim_.who.office = claim_.whom.office;
    claim_.who.words = claim_.whom.words;
  }
  if (pair_ && claim_.who.lowest_rank == 0 && !claim_.who.office.empty() && claim_.whom.office.empty() && claim_.whom.persons.empty() && !claim_.whom.country.empty()) {
    claim_.whom.office = claim_.who.office;
    claim_.whom.words = claim_.who.words;
  }
}

void VisitScope::read() {
  read_kind();
  const ClaimParty level = claim_.who;
  if (const auto pair = w_.take("pair"); pair && pair.value.size() == 7) {
    claim_.whom.country = std::string(pair.value.substr(4));
    claim_.both_ways = true;
  }
  claim_.who = {};
  if (!claim_.whom.country.empty()) claim_.who.country = std::string(w_.find("pair").value.substr(0, 3)), pair_ = true;
  if (claim_.meetings)
    for (std::uint32_t t = zones_.scope; t < std::min(zones_.end, zones_.baseline); ++t) pair_ |= w_.is(t, "between");
  for (const Mention& mention : w_.doc.mentions) read_mention(mention);
  // "the North", where the words before have not said whose
  if (claim_.host_country.empty() && claim_.whom.empty())
    if (const auto there = w_.take("half_country", 0, zones_.baseline)) claim_.host_country = std::string(there.value);
  if (!level.persons.empty() || !level.office.empty()) {
    // The rank is worked out on the day of judgement; until then it travels in the words.
    claim_.who.words = level.words;
    claim_.who.persons = level.persons;
    claim_.who.office = level.office;
    claim_.who.lowest_rank = -1;
  }
  inherit();
}

void CouncilScope::read() {
  if (const auto region = w_.take("region", 0, zones_.baseline))
    for (std::size_t at = 0; at < region.value.size(); at += 4) claim_.region.emplace_back(region.value.substr(at, 3));
  std::string of_subject, of_subject_words;
  for (const Mention& m : w_.doc.mentions) {
    if (zones_.in_baseline(m.first) || m.kind != MentionKind::state || m.country.empty()) continue;
    const auto before = w_.before(m);
    const std::string words = w_.text(m.first, m.end);
    const bool topic = w_.knowledge.in_set("record.topic", before) || (m.adjectival && m.end < w_.size() && w_.find("human_rights", m.end, m.end + 3));
    const bool votes = !m.adjectival || w_.find("veto", m.end, m.end + 2) || w_.find("abstain", m.end, m.end + 2);
    if (topic && zones_.in_subject(m.first)) of_subject = m.country, of_subject_words = words;
    else if (topic || !votes) {
      if (claim_.subject.empty()) claim_.subject = std::string(m.country);
      else if (claim_.subject != m.country) claim_.not_understood.push_back(words);
    } else {
      claim_.members.emplace_back(m.country);
    }
    w_.use(m.first, m.end);
  }
  // "The veto on Sudan was the first on an African country": the scope is the wider one.
  if (claim_.subject.empty() && claim_.region.empty()) claim_.subject = of_subject;
  else claim_.subject_place = of_subject_words;
  if (w_.take("joined") && claim_.members.size() > 1) claim_.outcome = "joined", claim_.metric = Claim::Metric::always;
  if (w_.find("veto") && w_.find("abstain")) claim_.not_understood.push_back("a veto and an abstention in one claim");
  if (w_.find("veto")) claim_.vote = "veto";
  else if (w_.find("abstain")) claim_.vote = "abstain";
  if (w_.take("drafts_only")) claim_.drafts_only = true;
  if (w_.take("alone")) claim_.alone = true;
  if (const auto rights = w_.take("human_rights")) claim_.subject_words = "human rights";
  if (w_.take("procedural")) claim_.text_kind = "procedural";
  else if (claim_.about == Claim::About::votes && w_.find("vote") && claim_.vote != "veto") {
    if (w_.find("resolution")) claim_.text_kind = "resolution";
  }
  if (w_.take("not_adopted")) claim_.outcome = "not_adopted";
  for (auto adopted = w_.take("adopted"); adopted; adopted = w_.take("adopted", adopted.end))
    if (claim_.outcome.empty()) claim_.outcome = "adopted";
  if (w_.take("unanimous")) claim_.outcome = "unanimous";
  if (w_.take("alike")) claim_.outcome = "alike";
}

void TestScope::read() {
  for (const Mention& m : w_.doc.mentions) {
    if (zones_.in_baseline(m.first) || m.country.empty() || (m.kind != MentionKind::state && m.kind != MentionKind::place)) continue;
    if (claim_.country.empty()) claim_.country = std::string(m.country);
    else if (claim_.country != m.country) claim_.not_understood.push_back(w_.text(m.first, m.end));
    w_.use(m.first, m.end);
  }
  for (auto match = w_.find("weapon", 0, zones_.baseline); match; match = w_.find("weapon", match.end, zones_.baseline)) {
    w_.use(match.first, match.end);
    for (std::size_t at = 0; at < match.value.size();) {
      const auto end = std::min(match.value.find(' ', at), match.value.size());
      const auto equals = std::min(match.value.find('=', at), end);
      const auto key = match.value.substr(at, equals - at);
      std::string& field = key == "kind" ? claim_.kind : key == "range" ? claim_.range : claim_.system;
      if (field.empty() && equals < end) field = match.value.substr(equals + 1, end - equals - 1);
      at = end + 1;
    }
  }
  if (w_.take("succeeded")) claim_.outcome = "success";
  else if (w_.take("failed")) claim_.outcome = "failure";
}

}  // namespace dragoman
