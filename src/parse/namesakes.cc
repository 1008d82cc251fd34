#include "parse/namesakes.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace dragoman {

namespace {

class Namesakes {
 public:
  explicit Namesakes(MentionWork& work) : work_(work), doc_(work.doc), knowledge_(work.knowledge), named_(work.memory), surnames_(work.memory) {
    for (std::uint32_t i = 0; i < doc_.mentions.size(); ++i) {
      const NameForm form = work_.sides[i].form;
      const bool listed = form == NameForm::full || form == NameForm::seat;
      if (listed && !doc_.mentions[i].country.empty() && !shared(i)) ++named_[doc_.mentions[i].country][words(i)];
    }
  }

  void run() {
    for (std::uint32_t i = 0; i < doc_.mentions.size(); ++i) {
      const Mention& mention = doc_.mentions[i];
      if (mention.kind == MentionKind::person && mention.end - mention.first > 1) surnames_.insert(doc_.form[mention.end - 1]);
      if (mention.kind != MentionKind::state || work_.sides[i].form != NameForm::full) continue;
      if (person(i) || region(i)) continue;
      state(i);
    }
  }

 private:
  std::string_view words(std::uint32_t i) const {
    const Mention& mention = doc_.mentions[i];
    return doc_.words({doc_.span[mention.first].begin, doc_.span[mention.end - 1].end});
  }

  // Two states have this name, so it speaks for neither.
  bool shared(std::uint32_t i) const {
    std::uint32_t first = kNone;
    for (const NameEntry& entry : work_.sides[i].entries) {
      if (knowledge_.entity(entry.entity).kind != EntityKind::state || entry.entity == first) continue;
      if (first != kNone) return true;
      first = entry.entity;
    }
    return false;
  }

  // How often the text names `country` by other words than those of mention `i`.
  std::size_t spoken_of(std::string_view country, std::uint32_t i) const {
    const auto found = named_.find(country);
    if (found == named_.end()) return 0;
    std::size_t times = 0;
    for (const auto& [word, count] : found->second)
      if (word != words(i)) times += count;
    return times;
  }

  bool behind_place_marker(std::uint32_t token) const {
    return token > work_.sentence(token).first && work_.in_set("mention_place_marker", token - 1);
  }

  // "Jim Jordan … Jordan said": the surname, where the text speaks of the state by no other word.
  bool person(std::uint32_t i) {
    Mention& mention = doc_.mentions[i];
    if (mention.adjectival || mention.end - mention.first > 1 || !surnames_.contains(doc_.form[mention.first])) return false;
    if (behind_place_marker(mention.first) || spoken_of(mention.country, i) > 0) return false;
    mention.kind = MentionKind::person;
    mention.entity = kNone;
    mention.country = {};
    mention.why = "namesake";
    work_.sides[i].form = NameForm::unlisted;
    work_.sides[i].entries = {};
    return true;
  }

  // The region of another state that bears the name; kNone when there is none.
  std::uint32_t region_of(std::uint32_t i) const {
    for (const NameEntry& entry : work_.sides[i].entries) {
      const Entity& entity = knowledge_.entity(entry.entity);
      if (entity.kind == EntityKind::place && entity.type == "region" && entity.country != doc_.mentions[i].country) return entry.entity;
    }
    return kNone;
  }

  bool local(std::uint32_t i, std::string_view country) const {
    const Mention& mention = doc_.mentions[i];
    return mention.kind == MentionKind::place && mention.country == country;
  }

  // "Georgia and Arizona", "Arizona, Georgia": beside a place of that country in a row.
  bool in_row(std::uint32_t i, std::string_view country) const {
    const Mention& mention = doc_.mentions[i];
    const Sentence& sentence = work_.sentence(mention.first);
    const auto joins = [&](std::uint32_t t) { return doc_.upos[t] == Upos::CCONJ || doc_.form[t] == ","; };
    const auto beside = [&](std::uint32_t t) { return work_.cover[t] != kNone && local(work_.cover[t], country); };
    if (mention.end + 1 < sentence.end && joins(mention.end)) {
      const std::uint32_t next = mention.end + (doc_.form[mention.end] == "," && mention.end + 2 < sentence.end && doc_.upos[mention.end + 1] == Upos::CCONJ ? 2 : 1);
      if (beside(next)) return true;
    }
    if (mention.first < sentence.first + 2 || !joins(mention.first - 1)) return false;
    const bool both = doc_.form[mention.first - 2] == "," && mention.first >= sentence.first + 3;  // ", and"
    return beside(mention.first - (both ? 3 : 2));
  }

  // The text names places of that country, and the sentence no other state.
  bool at_home(std::uint32_t i, std::string_view country) const {
    const std::uint32_t sentence = doc_.sentence_of[doc_.mentions[i].first];
    bool home = false;
    for (std::uint32_t j = 0; j < doc_.mentions.size(); ++j) {
      const Mention& other = doc_.mentions[j];
      const bool same = words(j) == words(i);
      if (other.kind == MentionKind::state && !same && other.country != country && doc_.sentence_of[other.first] == sentence) return false;
      home = home || (!same && local(j, country) && work_.sides[j].form != NameForm::seat);
    }
    return home;
  }

  bool region(std::uint32_t i) {
    Mention& mention = doc_.mentions[i];
    if (mention.end - mention.first > 1 || !work_.in_set("mention_region_namesake", mention.first)) return false;
    const std::uint32_t reading = region_of(i);
    if (reading == kNone) return false;
    const Entity& entity = knowledge_.entity(reading);
    const std::string_view country = entity.country;
    const bool office = mention.end < work_.sentence(mention.first).end && work_.in_set("mention_region_office", mention.end);
    if (!office && (spoken_of(mention.country, i) > 0 || (!in_row(i, country) && !at_home(i, country)))) return false;
    mention.kind = MentionKind::place;
    mention.entity = reading;
    mention.country = country;
    mention.adjectival = false;
    mention.why = "namesake";
    return true;
  }

  // Two states of one name: the one the text speaks of by other words too.
  void state(std::uint32_t i) {
    Mention& mention = doc_.mentions[i];
    std::uint32_t best = mention.entity;
    std::size_t most = spoken_of(mention.country, i);
    for (const NameEntry& entry : work_.sides[i].entries) {
      const Entity& entity = knowledge_.entity(entry.entity);
      if (entity.kind != EntityKind::state || entry.entity == mention.entity || entry.kind > NameKind::adjective) continue;
      const std::size_t times = spoken_of(entity.id, i);
      if (times <= most) continue;
      best = entry.entity, most = times;
    }
    if (best == mention.entity) return;
    mention.entity = best;
    mention.country = knowledge_.entity(best).id;
    mention.why = "namesake";
  }

  MentionWork& work_;
  Document& doc_;
  const Knowledge& knowledge_;
  std::pmr::unordered_map<std::string_view, std::pmr::unordered_map<std::string_view, std::size_t>> named_;  // country → words that name it → how often
  std::pmr::unordered_set<std::string_view> surnames_;
};

}  // namespace

void settle_states(MentionWork& work) { Namesakes(work).run(); }

}  // namespace dragoman
