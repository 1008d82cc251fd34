#include "parse/unlisted.h"

#include <algorithm>
#include <optional>

#include "knowledge/name_pieces.h"
#include "parse/name_decoder.h"

namespace dragoman {

namespace {

constexpr std::uint32_t kLongestName = 12;  // tokens
constexpr float kTagged = 0.8f;             // score of what the tagger alone says

class Reader {
 public:
  Reader(MentionWork& work, const ListedEnd& listed) : work_(work), doc_(work.doc), listed_(listed), pieces_(work.memory) {}

  bool starts(std::uint32_t t) const {
    if (!proper(t) || work_.in_set("mention_no_name", t) || work_.in_set("mention_he_title", t) || work_.in_set("mention_she_title", t)) return false;
    return !calendar(t) || work_.name_parts.count(doc_.form[t]) > 0;
  }

  // The end of the name that begins at `first`, of which [first, from) is known to belong to it.
  std::uint32_t extent(std::uint32_t first, std::uint32_t from) const {
    const std::uint32_t limit = std::min(work_.sentence(first).end, first + kLongestName);
    std::uint32_t end = from;
    while (end < limit) {
      if (proper(end) && (linked(first, end) || calendar_name(first, end) || (!calendar(end) && (head_word(end) || !listed_(end))))) {
        ++end;
      } else if (doc_.upos[end] == Upos::NOUN && work_.cover[end] == kNone && work_.capitalised(end) && work_.in_set("mention_document_head", end)) {  // "… Cooperation Agreement"
        ++end;
      } else if (work_.hyphen(end) && end + 1 < limit && (linked(first, end + 1) || syllable(end + 1))) {  // "Eui-yong" in three tokens
        end += 2;
      } else if (const std::uint32_t next = over_linker(end, limit); next && head_word(end - 1)) {
        end = next + 1;
        while (end < limit && (proper(end) || (doc_.upos[end] == Upos::ADJ && work_.capitalised(end)))) ++end;
        if (end < limit && doc_.upos[end] == Upos::NOUN && work_.capitalised(end)) ++end;
      } else {
        break;
      }
    }
    return end;
  }

  // The name that the tagger sees from `first` on; 0 when it sees none, or one that listed words or a weekday are part of.
  std::uint32_t tagged(std::uint32_t first) const {
    const NameTag tag = doc_.name_tag[first];
    if (tag == NameTag::none || tag != name_first(tag) || tag == NameTag::first_nation) return 0;
    const Sentence& sentence = work_.sentence(first);
    std::uint32_t end = first + 1;
    while (end < sentence.end && end < first + kLongestName && doc_.name_tag[end] != NameTag::none && doc_.name_tag[end] != name_first(doc_.name_tag[end])) ++end;
    for (std::uint32_t t = first; t < end; ++t)
      if (work_.cover[t] != kNone || calendar(t)) return 0;
    return known(first, end) ? 0 : end;
  }
  // The lists have exactly these words, though none of their meanings fitted: then the tag is theirs too and says nothing.
  bool known(std::uint32_t first, std::uint32_t end) const {
    pieces_.clear();
    for (std::uint32_t t = first; t < end; ++t) name_pieces(doc_.form[t], t, pieces_);
    return !pieces_.empty() && work_.knowledge.longest_name(pieces_, 0).pieces == pieces_.size();
  }
  std::optional<MentionKind> tagged_kind(std::uint32_t first) const {
    switch (doc_.name_tag[first]) {
      case NameTag::first_person: return MentionKind::person;
      case NameTag::first_body: return MentionKind::body;
      case NameTag::first_place: return MentionKind::place;
      default: return std::nullopt;
    }
  }

  // What a head word among the name's own words says.
  std::optional<MentionKind> named_kind(std::uint32_t first, std::uint32_t end) const {
    if (has(first, end, "mention_document_head")) return MentionKind::document;
    if (has(first, end, "mention_event_head")) return MentionKind::event;
    if (has(first, end, "mention_body_head")) return MentionKind::body;
    if (has(first, end, "mention_place_head")) return MentionKind::place;
    return std::nullopt;
  }

  // In running text the tree puts [first, end) before another name's head.
  bool qualifies(std::uint32_t first, std::uint32_t end, std::uint32_t stop) const {
    const Sentence& sentence = work_.sentence(first);
    if (sentence.block != kNone && doc_.blocks[sentence.block].kind != BlockKind::body) return false;
    const std::uint32_t head = work_.head_of(first, end), above = doc_.head[head];
    return doc_.deprel[head] == Deprel::compound && above != kNone && above >= end && above < stop;
  }

  MentionKind kind(std::uint32_t first, std::uint32_t end, float& score) const {
    if (const auto named = named_kind(first, end)) return *named;
    if (first > work_.sentence(first).first) {
      const Mention* before = work_.at(first - 1);
      if (before && work_.sides[work_.cover[first - 1]].form == NameForm::role && before->end == first) return MentionKind::person;
      if (work_.in_set("mention_he_title", first - 1) || work_.in_set("mention_she_title", first - 1)) return MentionKind::person;
    }
    score = 0.7f;
    const std::uint32_t head = work_.head_of(first, end);
    if (end - first >= 2 && flat(first, end)) return MentionKind::person;
    score = 0.5f;
    const std::uint32_t lead = work_.first_conjunct(head), above = doc_.head[lead];
    if (work_.subject(lead) && above != kNone && !work_.knowledge.cues(doc_.lemma[above], Cue::verb).empty())
      return end - first == 1 && all_capitals(first) ? MentionKind::body : MentionKind::person;
    if (work_.knowledge.in_set("mention_place_marker", work_.preposition(lead))) return MentionKind::place;
    if (end - first == 1 && all_capitals(first)) return MentionKind::body;
    return end - first >= 2 && end - first <= 4 ? MentionKind::person : MentionKind::common;
  }

  bool head_word(std::uint32_t t) const {
    return work_.capitalised(t) && (work_.in_set("mention_body_head", t) || work_.in_set("mention_document_head", t) || work_.in_set("mention_event_head", t) || work_.in_set("mention_place_head", t));
  }

  bool proper(std::uint32_t t) const { return doc_.upos[t] == Upos::PROPN && work_.capitalised(t) && work_.cover[t] == kNone; }

  // The tree reads `token` as a further part of the name: "Yun Sun", hung on its first word or on its last.
  bool linked(std::uint32_t first, std::uint32_t token) const {
    const std::uint32_t above = doc_.head[token];
    if (doc_.deprel[token] == Deprel::flat && above != kNone && above >= first && above < token) return true;
    return doc_.head[first] == token && doc_.deprel[first] == Deprel::flat;
  }
  // The small second half of a hyphenated name, written without spaces; "-run" and "-led" are words.
  bool syllable(std::uint32_t t) const {
    const Upos tag = doc_.upos[t];
    if (tag == Upos::NOUN || tag == Upos::ADJ || tag == Upos::VERB || tag == Upos::ADP || tag == Upos::ADV || work_.capitalised(t)) return false;
    return doc_.span[t].begin == doc_.span[t - 1].end && doc_.span[t - 1].begin == doc_.span[t - 2].end;
  }
  bool calendar_name(std::uint32_t first, std::uint32_t token) const {
    return calendar(token) && doc_.head[first] == token && doc_.deprel[first] == Deprel::compound;
  }

 private:
  bool calendar(std::uint32_t t) const {
    const TimeWord* word = work_.knowledge.time_word(doc_.lemma[t]);
    if (!word) word = work_.knowledge.time_word(lower(t));
    return word && (word->type == "weekday" || word->type == "month");
  }

  std::string_view lower(std::uint32_t t) const {
    const std::string_view form = doc_.form[t];
    if (form.size() > sizeof buffer_) return {};
    std::transform(form.begin(), form.end(), buffer_, [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
    return {buffer_, form.size()};
  }

  // "of", "for the": the capitalised token behind; 0 when there is none.
  std::uint32_t over_linker(std::uint32_t t, std::uint32_t limit) const {
    if (!work_.in_set("mention_name_linker", t)) return 0;
    std::uint32_t next = t + 1;
    if (next < limit && doc_.upos[next] == Upos::DET) ++next;
    return next < limit && work_.capitalised(next) && doc_.upos[next] != Upos::PUNCT && !calendar(next) ? next : 0;
  }

  // Only the words before "of" decide what the name is.
  bool has(std::uint32_t first, std::uint32_t end, std::string_view set) const {
    std::uint32_t last = first;
    while (last + 1 < end && !work_.in_set("mention_name_linker", last + 1)) ++last;
    return (last > first || end > last + 1) && work_.in_set(set, last) && work_.capitalised(last);
  }

  bool flat(std::uint32_t first, std::uint32_t end) const {
    for (std::uint32_t t = first + 1; t < end; ++t)
      if (!linked(first, t)) return false;
    return true;
  }

  bool all_capitals(std::uint32_t t) const {
    const std::string_view form = doc_.form[t];
    return form.size() >= 2 && std::all_of(form.begin(), form.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || (c >= '0' && c <= '9'); });
  }

  MentionWork& work_;
  const Document& doc_;
  const ListedEnd& listed_;
  mutable char buffer_[32];
  mutable std::pmr::vector<NamePiece> pieces_;
};

}  // namespace

std::uint32_t read_unlisted(MentionWork& work, std::uint32_t token, const ListedEnd& listed) {
  const Reader reader(work, listed);
  if (!reader.starts(token)) return 0;
  const std::uint32_t tagged = reader.tagged(token), read = reader.extent(token, token + 1), end = std::max(tagged, read);
  float score = 1.0f;
  MentionKind kind = reader.kind(token, end, score);
  if (const auto named = reader.tagged_kind(token); named && tagged == end && score < 1.0f) kind = *named, score = kTagged;
  const Sentence& sentence = work.sentence(token);
  if (kind == MentionKind::body)  // "the Asian Institute": the tagger's adjective is part of the name
    while (token > sentence.first + 1 && work.doc.upos[token - 1] == Upos::ADJ && work.capitalised(token - 1) && work.cover[token - 1] == kNone) --token;
  const bool heading = sentence.block != kNone && work.doc.blocks[sentence.block].kind <= BlockKind::subhead;
  if (kind == MentionKind::common && (heading || (end < sentence.end && work.doc.upos[end] == Upos::ADJ))) return 0;  // title case, "East Asian"
  if (kind == MentionKind::person) {
    work.name_parts.insert(work.doc.form[token]);
    work.name_parts.insert(work.doc.form[end - 1]);
  }
  const std::uint32_t index = work.add(token, end, kind, NameForm::unlisted, "tagger");
  work.doc.mentions[index].score = score;
  return end;
}

std::uint32_t absorb_listed(MentionWork& work, std::uint32_t first, std::uint32_t end, const NameEntry& entry, const ListedEnd& listed) {
  const Entity& entity = work.knowledge.entity(entry.entity);
  const bool local = entity.kind == EntityKind::state || entity.kind == EntityKind::place;
  if ((!local && entry.kind != NameKind::shorter) || end >= work.sentence(first).end) return 0;
  const Reader reader(work, listed);
  const bool one = end == first + 1;
  MentionKind kind = MentionKind::person;
  std::uint32_t stop = end;
  float score = 0.7f;
  if (one && entry.kind != NameKind::adjective && reader.proper(end) && reader.linked(first, end)) {  // "Paris Hilton"
    stop = reader.extent(first, end);
  } else if (local && (reader.proper(end) || reader.head_word(end))) {  // "Korean War", "Chinese Academy of Sciences"
    if (listed(end)) return 0;
    stop = reader.extent(first, end);
    const auto named = reader.named_kind(first, stop);
    if (!named && (entry.kind == NameKind::adjective || !reader.qualifies(first, end, stop))) return 0;
    kind = named.value_or(MentionKind::body);  // "Georgia Tech"
    score = named ? 0.9f : 0.5f;
  } else {
    return 0;
  }
  const std::uint32_t index = work.add(first, stop, kind, NameForm::unlisted, "tagger");
  Mention& mention = work.doc.mentions[index];
  mention.score = score;
  const bool sure = score > 0.8f || work.knowledge.guards(entry.entity).not_after.empty();  // no "Georgia" in "Georgia Tech"
  if (local && sure && (kind == MentionKind::body || kind == MentionKind::place)) mention.country = entity.kind == EntityKind::state ? entity.id : entity.country;
  return stop;
}

}  // namespace dragoman
