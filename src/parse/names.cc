#include "parse/names.h"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "knowledge/name_pieces.h"
#include "parse/descriptions.h"
#include "parse/places.h"
#include "parse/things.h"
#include "parse/unlisted.h"

namespace dragoman {

namespace {

class Finder {
 public:
  explicit Finder(MentionWork& work)
      : work_(work), doc_(work.doc), knowledge_(work.knowledge), pieces_(work.memory), singular_(work.memory), lemma_(work.memory), first_piece_(work.memory), persons_(work.memory), listed_([this](std::uint32_t t) { return listed_end(t); }) {}

  void run() {
    for (const Sentence& sentence : doc_.sentences) {
      read_pieces(sentence);
      collect_persons(sentence);
    }
    for (const Sentence& sentence : doc_.sentences) {
      read_pieces(sentence);
      for (std::uint32_t t = sentence.first; t < sentence.end;) t = read(t);
    }
  }

 private:
  struct Hit {
    std::uint32_t end = 0;
    std::span<const NameEntry> entries;
  };

  // Pieces of the sentence as written, and with plural nouns in the singular ("envoys", "trade ministers").
  void read_pieces(const Sentence& sentence) {
    pieces_.clear();
    first_piece_.clear();
    plural_ = false;
    for (std::uint32_t t = sentence.first; t < sentence.end; ++t) {
      first_piece_.push_back(pieces_.size());
      name_pieces(doc_.form[t], t, pieces_);
      // "Jong-un" counts as capitalised throughout, whether it is one token or three
      const std::size_t first = first_piece_.back();
      const bool behind_hyphen = t >= sentence.first + 2 && work_.hyphen(t - 1) && work_.capitalised(t - 2);
      for (std::size_t p = first; p < pieces_.size(); ++p) pieces_[p].capital |= (p > first && pieces_[first].capital) || (p == first && behind_hyphen);
    }
    first_piece_.push_back(pieces_.size());
    from_ = sentence.first;
    singular_ = pieces_;
    for (std::uint32_t t = sentence.first; t < sentence.end; ++t) {
      if (doc_.upos[t] != Upos::NOUN || !(doc_.feats[t] & kPlur) || first_piece_[t - from_ + 1] != first_piece_[t - from_] + 1) continue;
      lemma_.clear();
      name_pieces(doc_.lemma[t], t, lemma_);
      if (lemma_.size() != 1) continue;
      singular_[first_piece_[t - from_]].key = lemma_.front().key;
      plural_ = true;
    }
  }

  // The longest listed name of at most `limit` pieces that begins and ends with whole tokens.
  Hit longest(std::uint32_t token, std::size_t limit) const { return longest(pieces_, token, limit); }
  Hit longest(std::span<const NamePiece> pieces, std::uint32_t token, std::size_t limit) const {
    const std::size_t at = first_piece_[token - from_];
    if (at == first_piece_[token - from_ + 1]) return {};
    while (limit > 0) {
      const NameMatch match = knowledge_.longest_name(pieces, at, limit);
      if (match.pieces == 0) return {};
      const std::size_t last = at + match.pieces;
      const std::uint32_t end = pieces[last - 1].token + 1;
      if (first_piece_[end - from_] == last) return {end, match.entries};
      limit = match.pieces - 1;
    }
    return {};
  }

  std::uint32_t listed_end(std::uint32_t t) const {
    const Hit hit = longest(t, SIZE_MAX);
    return std::ranges::any_of(hit.entries, [&](const NameEntry& entry) { return possible(entry, t, hit.end); }) ? hit.end : 0;
  }

  std::size_t pieces_of(std::uint32_t first, std::uint32_t end) const { return first_piece_[end - from_] - first_piece_[first - from_]; }

  // Persons named in full anywhere in the text: their short names count everywhere, headlines included.
  void collect_persons(const Sentence& sentence) {
    for (std::uint32_t t = sentence.first; t < sentence.end;) {
      const Hit hit = longest(t, SIZE_MAX);
      for (const NameEntry& entry : hit.entries)
        if (entry.kind == NameKind::name && knowledge_.entity(entry.entity).kind == EntityKind::person) persons_.insert(entry.entity);
      t = hit.end ? hit.end : t + 1;
    }
  }

  std::uint32_t read(std::uint32_t t) {
    if (const std::uint32_t end = read_group(work_, t)) return end;
    if (const std::uint32_t end = read_alliance(work_, t)) return end;
    if (const std::uint32_t end = read_thing(work_, t)) return end;
    if (const std::uint32_t end = read_plural(t)) return end;
    std::size_t limit = SIZE_MAX;
    for (Hit hit = longest(t, limit); hit.end; hit = longest(t, limit)) {
      if (const std::uint32_t end = accept(t, hit)) return end;
      limit = pieces_of(t, hit.end) - 1;
      if (limit == 0) break;
    }
    if (const std::uint32_t end = read_pronoun(work_, t)) return end;
    if (const std::uint32_t end = read_unlisted(work_, t, listed_)) return end;
    return t + 1;
  }

  // Roles and agents are listed in the singular at least; a name as written wins unless it is shorter.
  std::uint32_t read_plural(std::uint32_t t) {
    if (!plural_) return 0;
    const Hit singular = longest(singular_, t, SIZE_MAX);
    if (singular.end == 0 || !(doc_.feats[singular.end - 1] & kPlur) || singular.end <= longest(t, SIZE_MAX).end) return 0;
    const Entity& entity = knowledge_.entity(singular.entries.front().entity);
    if (entity.kind != EntityKind::title && entity.kind != EntityKind::agent && entity.kind != EntityKind::office) return 0;
    return accept(t, singular);
  }

  // ---- listed names

  bool guarded(std::uint32_t entity, std::uint32_t first, std::uint32_t end) const {
    const NameGuards guards = knowledge_.guards(entity);
    const auto any = [&](std::span<const std::string_view> words, std::uint32_t token) {
      if (words.empty()) return false;
      std::pmr::string lower(doc_.form[token], work_.memory);
      std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
      return std::find(words.begin(), words.end(), lower) != words.end() || std::find(words.begin(), words.end(), doc_.lemma[token]) != words.end();
    };
    const Sentence& sentence = work_.sentence(first);
    if (end < sentence.end && any(guards.not_before, end)) return true;
    if (first > sentence.first && any(guards.not_after, first - 1)) return true;
    const std::uint32_t head = work_.head_of(first, end), above = doc_.head[head];
    const Deprel relation = doc_.deprel[head];
    const bool argument = work_.subject(head) || relation == Deprel::obj || relation == Deprel::obl;
    return argument && above != kNone && any(guards.not_with, above);
  }

  // Role nouns and agents in small letters are common words: only nouns count.
  bool noun(std::uint32_t first, std::uint32_t end) const {
    const Upos tag = doc_.upos[end - 1];
    const Deprel relation = doc_.deprel[end - 1];
    const bool argument = work_.subject(end - 1) || relation == Deprel::obj || relation == Deprel::obl;  // "the military" as an adjective
    return tag == Upos::NOUN || tag == Upos::PROPN || (end - first > 1 && tag != Upos::VERB && tag != Upos::X) || (tag == Upos::ADJ && argument);
  }

  // "He" and "An" are also other words.
  bool name_like(std::uint32_t first, std::uint32_t end) const {
    for (std::uint32_t t = first; t < end; ++t) {
      const Upos tag = doc_.upos[t];
      if (tag == Upos::PROPN) return true;
      if (tag == Upos::PRON || tag == Upos::DET || tag == Upos::AUX || tag == Upos::ADP || tag == Upos::CCONJ || tag == Upos::SCONJ) return false;
    }
    return !work_.in_set("mention_he", first);
  }

  bool possible(const NameEntry& entry, std::uint32_t first, std::uint32_t end) const {
    const Entity& entity = knowledge_.entity(entry.entity);
    switch (entity.kind) {
      case EntityKind::agent: case EntityKind::title: case EntityKind::office:
        if (!noun(first, end)) return false;
        break;
      case EntityKind::person:
        if (entry.kind == NameKind::shorter && (persons_.count(entry.entity) == 0 || !name_like(first, end))) return false;
        break;
      default: break;
    }
    if (entry.kind == NameKind::weak && !place_context(work_, first, end, local_behind(end))) return false;
    return !guarded(entry.entity, first, end);
  }

  // A state or a region is listed behind the comma at `comma`.
  bool local_behind(std::uint32_t comma) const {
    if (comma + 1 >= work_.sentence(comma - 1).end || doc_.form[comma] != ",") return false;
    const Hit hit = longest(comma + 1, SIZE_MAX);
    return std::ranges::any_of(hit.entries, [&](const NameEntry& entry) {
      const Entity& entity = knowledge_.entity(entry.entity);
      const bool named = entry.kind == NameKind::name || entry.kind == NameKind::weak;
      return named && (entity.kind == EntityKind::state || (entity.kind == EntityKind::place && entity.type == "region"));
    });
  }

  static int order(const NameEntry& entry, const Entity& entity) {
    if (entry.kind == NameKind::shorter) return 8;
    if (entry.kind == NameKind::weak) return 9;
    if (entry.kind == NameKind::bare) return 4;
    if (entry.kind == NameKind::capital || entry.kind == NameKind::seat || entity.kind == EntityKind::place) return 5;
    switch (entity.kind) {
      case EntityKind::person: return 0;
      case EntityKind::office: return 1;
      case EntityKind::state: return 2;
      case EntityKind::body: return 3;
      case EntityKind::title: return 6;
      default: return 7;
    }
  }

  // 0 when none of the readings fits here.
  std::uint32_t accept(std::uint32_t first, const Hit& hit) {
    const NameEntry* best = nullptr;
    for (const NameEntry& entry : hit.entries) {
      if (!possible(entry, first, hit.end)) continue;
      if (!best || order(entry, knowledge_.entity(entry.entity)) < order(*best, knowledge_.entity(best->entity))) best = &entry;
    }
    if (!best) return 0;
    if (const std::uint32_t end = absorb_listed(work_, first, hit.end, *best, listed_)) return end;
    const std::uint32_t index = add(first, hit.end, *best);
    work_.sides[index].entries = hit.entries;
    return hit.end;
  }

  std::uint32_t add(std::uint32_t first, std::uint32_t end, const NameEntry& entry) {
    const Entity& entity = knowledge_.entity(entry.entity);
    const auto make = [&](MentionKind kind, NameForm form) {
      const std::uint32_t index = work_.add(first, end, kind, form, "lexicon");
      doc_.mentions[index].entity = entry.entity;
      doc_.mentions[index].country = entity.kind == EntityKind::state ? entity.id : entity.country;
      return index;
    };
    if (entry.kind == NameKind::seat || entry.kind == NameKind::capital) return make(MentionKind::state, NameForm::seat);
    switch (entity.kind) {
      case EntityKind::state: {
        if (entry.kind == NameKind::people && (doc_.feats[end - 1] & kPlur)) return add_people(first, end, entity);
        const std::uint32_t index = make(MentionKind::state, NameForm::full);
        Mention& mention = doc_.mentions[index];
        const Deprel relation = doc_.deprel[mention.head];
        mention.adjectival = entry.kind != NameKind::name && doc_.upos[mention.head] != Upos::NOUN &&
                             (doc_.upos[mention.head] == Upos::ADJ || relation == Deprel::amod || relation == Deprel::compound);
        return index;
      }
      case EntityKind::person: {
        const std::uint32_t index = make(MentionKind::person, entry.kind == NameKind::shorter ? NameForm::shorter : NameForm::full);
        work_.sides[index].sex = entity.sex;
        return index;
      }
      case EntityKind::body: {
        if (entry.kind == NameKind::bare) return make(MentionKind::body, NameForm::body);
        const bool outlet = knowledge_.in_set("mention_outlet_kind", entity.type);
        return make(outlet ? MentionKind::outlet : MentionKind::body, NameForm::full);
      }
      case EntityKind::place: return make(MentionKind::place, NameForm::full);
      case EntityKind::agent: return make(MentionKind::common, NameForm::agent);
      case EntityKind::title: case EntityKind::office: {
        const std::uint32_t index = make(MentionKind::person, NameForm::role);
        doc_.mentions[index].office = entity.id;
        return index;
      }
    }
    return kNone;
  }

  // "Russians": people of a state, not the state.
  std::uint32_t add_people(std::uint32_t first, std::uint32_t end, const Entity& state) {
    const std::uint32_t index = work_.add(first, end, MentionKind::common, NameForm::full, "lexicon");
    const auto agent = knowledge_.set("mention_people_agent");
    if (!agent.empty()) doc_.mentions[index].entity = knowledge_.find(EntityKind::agent, agent.front());
    doc_.mentions[index].country = state.id;
    return index;
  }

  MentionWork& work_;
  Document& doc_;
  const Knowledge& knowledge_;
  std::pmr::vector<NamePiece> pieces_, singular_, lemma_;
  bool plural_ = false;
  std::pmr::vector<std::size_t> first_piece_;
  std::uint32_t from_ = 0;
  std::pmr::unordered_set<std::uint32_t> persons_;
  const ListedEnd listed_;
};

}  // namespace

void find_names(MentionWork& work) { Finder(work).run(); }

}  // namespace dragoman
