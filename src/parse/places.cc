#include "parse/places.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "parse/name_decoder.h"

namespace dragoman {

namespace {

// Steps of a tie-break, in powers of ten of population.
constexpr double kCapital = 1.5, kSentence = 1.0, kText = 1.5, kListed = 0.3, kRegion = 5.0;
constexpr double kFullShare = 0.3;  // of the text's names of states: as much as counts

bool small_capitals(std::string_view word) {  // "ICE", "OF" in running text
  return word.size() >= 2 && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

NameTag class_of(const Document& doc, std::uint32_t token) { return name_first(doc.name_tag[token]); }

// The tagger's name that begins at `first` ends at `end`.
bool tagged_exactly(const Document& doc, std::uint32_t first, std::uint32_t end, std::uint32_t stop) {
  if (doc.name_tag[first] != class_of(doc, first) || doc.name_tag[first] == NameTag::none) return false;
  std::uint32_t t = first + 1;
  while (t < stop && doc.name_tag[t] != NameTag::none && doc.name_tag[t] != class_of(doc, t)) ++t;
  return t == end;
}

class Settler {
 public:
  explicit Settler(MentionWork& work) : work_(work), doc_(work.doc), knowledge_(work.knowledge), shares_(work.memory) {
    for (std::uint32_t i = 0; i < doc_.mentions.size(); ++i) {
      const Mention& mention = doc_.mentions[i];
      if (mention.country.empty() || open(i)) continue;
      shares_[mention.country] += 1;
      all_ += 1;
    }
  }

  void run() {
    for (std::uint32_t i = 0; i < doc_.mentions.size(); ++i)
      if (local(i)) settle(i);
  }

 private:
  bool place(const NameEntry& entry) const {
    return knowledge_.entity(entry.entity).kind == EntityKind::place &&
           (entry.kind == NameKind::name || entry.kind == NameKind::weak || entry.kind == NameKind::capital);
  }
  std::size_t readings(std::uint32_t i) const { return static_cast<std::size_t>(std::ranges::count_if(work_.sides[i].entries, [&](const NameEntry& e) { return place(e); })); }
  bool local(std::uint32_t i) const {
    const Mention& mention = doc_.mentions[i];
    const bool named = work_.sides[i].form == NameForm::full || work_.sides[i].form == NameForm::seat;
    return named && !mention.adjectival && (mention.kind == MentionKind::place || mention.kind == MentionKind::state);
  }
  // Its country is what is asked for, so it cannot tell.
  bool open(std::uint32_t i) const { return doc_.mentions[i].kind == MentionKind::place && readings(i) > 1; }

  void settle(std::uint32_t i) {
    const std::size_t count = readings(i);
    if (count == 0) return;
    if (const std::uint32_t inside = contained(i); inside != kNone) return write(i, inside);
    if (work_.sides[i].form == NameForm::unlisted) return;
    if (doc_.mentions[i].kind != MentionKind::place) return;  // a state or a government unless a container says more
    const Entity* best = nullptr;
    std::uint32_t chosen = kNone;
    double most = -1;
    for (const NameEntry& entry : work_.sides[i].entries) {
      if (!place(entry)) continue;
      const Entity& entity = knowledge_.entity(entry.entity);
      const double weight = weigh(entry, entity, i);
      if (best && weight <= most) continue;
      best = &entity, chosen = entry.entity, most = weight;
    }
    if (chosen != kNone && chosen != doc_.mentions[i].entity) write(i, chosen);
  }

  double weigh(const NameEntry& entry, const Entity& entity, std::uint32_t i) const {
    const bool sized = entity.population > 0;
    double weight = sized ? std::log10(static_cast<double>(entity.population)) : entity.type == "region" || entity.type == "city" ? kRegion : kRegion + 1;
    if (entry.kind == NameKind::capital) weight = std::max(weight, kRegion) + kCapital;
    if (!entity.id.starts_with("geonames:") && entity.region == kNone) weight += kListed;
    if (entity.country.empty()) return weight;
    if (all_ > 0)
      if (const auto found = shares_.find(entity.country); found != shares_.end()) weight += kText * std::min(1.0, found->second / all_ / kFullShare);
    if (in_sentence(i, entity.country)) weight += kSentence;
    return weight;
  }

  bool in_sentence(std::uint32_t i, std::string_view country) const {
    const std::uint32_t sentence = doc_.sentence_of[doc_.mentions[i].first];
    const auto here = [&](std::uint32_t j) { return j < doc_.mentions.size() && doc_.sentence_of[doc_.mentions[j].first] == sentence; };
    const auto speaks = [&](std::uint32_t j) { return j != i && doc_.mentions[j].country == country && !open(j); };
    for (std::uint32_t j = i; here(j); --j) {
      if (speaks(j)) return true;
      if (j == 0) break;
    }
    for (std::uint32_t j = i + 1; here(j); ++j)
      if (speaks(j)) return true;
    return false;
  }

  // "Tripoli, Lebanon", "Lebanon, New Hampshire": the reading that lies in what stands behind the comma; that may itself have to
  // be read as a region. kNone when there is nothing, or nothing that fits.
  std::uint32_t contained(std::uint32_t i) {
    const std::uint32_t comma = doc_.mentions[i].end, stop = work_.sentence(doc_.mentions[i].first).end;
    if (comma + 1 >= stop || doc_.form[comma] != "," || work_.cover[comma + 1] == kNone) return kNone;
    const std::uint32_t container = work_.cover[comma + 1];
    if (!local(container)) return kNone;
    for (const NameEntry& outer : work_.sides[container].entries)  // a region is the closer answer
      for (const NameEntry& entry : work_.sides[i].entries) {
        if (!place(entry) || outer.entity == entry.entity || knowledge_.entity(entry.entity).region != outer.entity) continue;
        if (doc_.mentions[container].entity != outer.entity) write(container, outer.entity);
        return entry.entity;
      }
    const Mention& behind = doc_.mentions[container];
    const bool region = behind.kind == MentionKind::place && behind.entity != kNone && knowledge_.entity(behind.entity).type == "region";
    if (behind.country.empty() || (behind.kind != MentionKind::state && !region) || open(container)) return kNone;
    // "in Georgia, Turkey and Iran": a row of states is none inside another
    if (!region && doc_.mentions[i].kind == MentionKind::state && work_.sides[i].form != NameForm::seat) return kNone;
    std::uint32_t chosen = kNone;
    std::int64_t most = -1;
    for (const NameEntry& entry : work_.sides[i].entries) {
      const Entity& entity = knowledge_.entity(entry.entity);
      if (!place(entry) || entity.country != behind.country || entity.population <= most || (region && entity.region != kNone)) continue;
      chosen = entry.entity, most = entity.population;
    }
    if (chosen == kNone && region && doc_.mentions[i].country != behind.country) unlist(i, behind.country);  // a smaller namesake
    return chosen;
  }

  void unlist(std::uint32_t i, std::string_view country) {
    Mention& mention = doc_.mentions[i];
    mention.entity = kNone;
    mention.country = country;
    mention.kind = MentionKind::place;
    mention.metonym = false;
    mention.why = "place";
    work_.sides[i].form = NameForm::unlisted;
    work_.sides[i].entries = {};
  }

  void write(std::uint32_t i, std::uint32_t entity) {
    Mention& mention = doc_.mentions[i];
    mention.entity = entity;
    mention.country = knowledge_.entity(entity).country;
    mention.kind = MentionKind::place;
    mention.metonym = false;
    work_.sides[i].form = NameForm::full;
    mention.why = "place";
  }

  MentionWork& work_;
  Document& doc_;
  const Knowledge& knowledge_;
  std::pmr::unordered_map<std::string_view, double> shares_;  // country → names of it in the text
  double all_ = 0;
};

}  // namespace

bool place_context(const MentionWork& work, std::uint32_t first, std::uint32_t end, bool region_behind) {
  const Document& doc = work.doc;
  const Sentence& sentence = work.sentence(first);
  const bool comma_behind = end < sentence.end && doc.form[end] == ",";
  if (comma_behind && region_behind) return true;
  if (end == first + 1 && small_capitals(doc.form[first])) return false;
  if (first > sentence.first + 1 && work.in_set("mention_owner_marker", first - 1) && work.in_set("mention_place_noun", first - 2)) return true;  // "the port of"
  // part of a longer name that no list has
  const auto proper = [&](std::uint32_t t) { return doc.upos[t] == Upos::PROPN && work.capitalised(t) && work.cover[t] == kNone; };
  if (end < sentence.end && proper(end) && !work.in_set("mention_place_head", end)) return false;
  if (first > sentence.first && proper(first - 1)) return false;
  const NameTag tag = class_of(doc, first);
  if (first > sentence.first + 1 && doc.form[first - 1] == "," && (tag == NameTag::none || tag == NameTag::first_place)) {  // "Hamilton, Ont."
    const std::uint32_t before = work.cover[first - 2];
    if (before != kNone && doc.mentions[before].kind == MentionKind::place) return true;
  }
  if (tag == NameTag::first_place) return tagged_exactly(doc, first, end, sentence.end);
  if (tag != NameTag::none) return false;
  return first > sentence.first && doc.upos[end - 1] == Upos::PROPN && doc.upos[first - 1] == Upos::ADP && work.in_set("mention_town_marker", first - 1);
}

void settle_places(MentionWork& work) { Settler(work).run(); }

}  // namespace dragoman
