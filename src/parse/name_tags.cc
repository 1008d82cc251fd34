#include "parse/name_tags.h"

#include <algorithm>
#include <array>
#include <memory_resource>
#include <unordered_map>
#include <vector>

#include "base/hash_mix.h"
#include "knowledge/name_pieces.h"
#include "parse/name_decoder.h"

namespace dragoman {

namespace {

constexpr std::uint32_t kLongestName = 12;  // tokens

bool capital(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; });
}

// One sentence's names, listed ones over those of the model.
class Settler {
 public:
  Settler(Document& document, const Knowledge& knowledge, std::pmr::memory_resource& scratch)
      : doc_(document), knowledge_(knowledge), pieces_(&scratch), first_piece_(&scratch) {}

  // What makers of training files put into names and no guideline does: titles, "government" behind a nationality.
  void trim(const Sentence& sentence) {
    read_pieces(sentence);
    for (std::uint32_t t = sentence.first; t < sentence.end;) {
      std::uint32_t first = t;
      const Listed name = model_name(t, sentence, first);
      if (name.end) trim_name(t, name.end, name.kind, sentence);
      t = name.end ? name.end : t + 1;
    }
  }

  void settle(const Sentence& sentence) {
    read_pieces(sentence);
    for (std::uint32_t t = sentence.first; t < sentence.end;) t = look(t, sentence);
    for (std::uint32_t t = sentence.first; t < sentence.end; ++t)
      if (alone(t, sentence) && (names_nothing(t) || currency(t, sentence))) doc_.name_tag[t] = NameTag::none;
    for (std::uint32_t t = sentence.first + 2; t < sentence.end; ++t)
      if (is(t - 1, "-") && (doc_.name_tag[t] == NameTag::first_nation || doc_.name_tag[t] == NameTag::first_place) && knowledge_.in_set("mention_prefix", doc_.form[t - 2])) {
        write(t - 2, t + 1, doc_.name_tag[t]);
      }
  }

 private:
  struct Listed {
    std::uint32_t end = 0;  // 0: nothing is listed
    NameTag kind = NameTag::none;
  };

  void read_pieces(const Sentence& sentence) {
    pieces_.clear(), first_piece_.clear();
    from_ = sentence.first;
    for (std::uint32_t t = sentence.first; t < sentence.end; ++t) {
      first_piece_.push_back(pieces_.size());
      name_pieces(doc_.form[t], t, pieces_);
    }
    first_piece_.push_back(pieces_.size());
  }

  // "US$"
  bool currency(std::uint32_t t, const Sentence& sentence) const { return t + 1 < sentence.end && knowledge_.in_set("mention_currency", doc_.form[t + 1]); }
  bool alone(std::uint32_t t, const Sentence& sentence) const {  // a name of one word
    const NameTag tag = doc_.name_tag[t], next = t + 1 < sentence.end ? doc_.name_tag[t + 1] : NameTag::none;
    return tag != NameTag::none && tag == name_first(tag) && (next == NameTag::none || next == name_first(next));
  }
  // A word written large that alone is no name.
  bool names_nothing(std::uint32_t t) const { return knowledge_.in_set("mention_no_name", doc_.form[t]) || knowledge_.in_set("mention_lone_head", doc_.form[t]); }

  // The class that the lists give exactly these words; none where they are silent or of several minds.
  NameTag kind_of(std::span<const NameEntry> entries) const {
    bool person = false, body = false, place = false, nation = false, name = false;
    for (const NameEntry& entry : entries) {
      const Entity& entity = knowledge_.entity(entry.entity);
      switch (entity.kind) {
        case EntityKind::state:
          nation = nation || entry.kind == NameKind::adjective || entry.kind == NameKind::people;
          place = place || entry.kind == NameKind::name || entry.kind == NameKind::capital || entry.kind == NameKind::seat;
          name = name || entry.kind == NameKind::name;
          break;
        case EntityKind::place:
          nation = nation || entry.kind == NameKind::adjective || entry.kind == NameKind::people;
          place = place || (entry.kind == NameKind::name && (entity.type == "city" || entity.type == "region" || entity.type == "sea"));
          break;
        case EntityKind::body: body = body || entry.kind == NameKind::name; break;
        case EntityKind::person: person = person || entry.kind == NameKind::name; break;
        default: break;
      }
    }
    if (nation && !name) return NameTag::first_nation;
    if (place) return NameTag::first_place;
    if (body) return NameTag::first_body;
    return person ? NameTag::first_person : NameTag::none;
  }

  Listed listed(std::uint32_t token, const Sentence& sentence) const {
    if (!capital(doc_.form[token]) || currency(token, sentence)) return {};
    const std::size_t at = first_piece_[token - from_];
    std::size_t limit = std::min(pieces_.size() - at, std::size_t{4} * kLongestName);
    Listed office;  // "Iraqi government": guidelines mark the state alone
    while (limit > 0) {
      const NameMatch match = knowledge_.longest_name(pieces_, at, limit);
      if (match.pieces == 0) break;
      const std::uint32_t end = pieces_[at + match.pieces - 1].token + 1;
      if (first_piece_[end - from_] == at + match.pieces)
        if (const NameTag kind = kind_of(match.entries); kind != NameTag::none && (end > token + 1 || !names_nothing(token))) {
          const bool small = end > token + 1 && kind == NameTag::first_body && std::none_of(doc_.form.begin() + token + 1, doc_.form.begin() + end, capital);
          if (!small) return office.end && kind != NameTag::first_nation && kind != NameTag::first_place ? office : Listed{end, kind};
          if (!office.end) office = {end, kind};
        }
      limit = match.pieces - 1;
    }
    if (office.end) return office;
    if (token < sentence.end && knowledge_.in_set("mention_nation_word", doc_.form[token])) return {token + 1, NameTag::first_nation};
    return {};
  }

  // The end of the title or office that begins at `token`, written large; 0 when none does.
  std::uint32_t title(std::uint32_t token, std::uint32_t end) const {
    if (!capital(doc_.form[token])) return 0;
    if (knowledge_.in_set("mention_he_title", doc_.form[token]) || knowledge_.in_set("mention_she_title", doc_.form[token])) return token + 1;
    const std::size_t at = first_piece_[token - from_];
    const NameMatch match = knowledge_.longest_name(pieces_, at, std::min(pieces_.size() - at, first_piece_[end - from_] - at));
    if (match.pieces == 0) return 0;
    const std::uint32_t stop = pieces_[at + match.pieces - 1].token + 1;
    if (first_piece_[stop - from_] != at + match.pieces) return 0;
    const auto is_title = [&](const NameEntry& entry) {
      const EntityKind kind = knowledge_.entity(entry.entity).kind;
      return kind == EntityKind::title || kind == EntityKind::office;
    };
    return std::any_of(match.entries.begin(), match.entries.end(), is_title) ? stop : 0;
  }

  bool is(std::uint32_t token, std::string_view form) const { return doc_.form[token] == form; }

  // "US - Jordan": two listed names side by side.
  bool pair(std::uint32_t first, std::uint32_t end, const Sentence& sentence) {
    const Listed left = listed(first, sentence);
    if (!left.end || left.end + 1 >= end || !(is(left.end, "-") || is(left.end, "/") || is(left.end, ","))) return false;
    const Listed right = listed(left.end + 1, sentence);
    if (right.end != end) return false;
    write(first, left.end, left.kind);
    write(left.end, left.end + 1, NameTag::none);
    write(left.end + 1, end, right.kind);
    return true;
  }

  // What the last word says, or the one before "of": "Liberty Bank", "Institute of Peace".
  NameTag kind_by_head(std::uint32_t first, std::uint32_t end, NameTag kind) const {
    std::uint32_t last = first + 1;
    while (last < end && !knowledge_.in_set("mention_name_linker", doc_.form[last])) ++last;
    const std::string_view head = doc_.form[last - 1];
    if (end - first < 2 || !capital(head)) return kind;
    if (knowledge_.in_set("mention_body_head", head) && kind != NameTag::first_other) return NameTag::first_body;
    return knowledge_.in_set("mention_place_head", head) && kind == NameTag::first_person ? NameTag::first_place : kind;
  }

  void trim_name(std::uint32_t first, std::uint32_t end, NameTag kind, const Sentence& sentence) {
    if (pair(first, end, sentence)) return;
    if (const NameTag named = kind_by_head(first, end, kind); named != kind) write(first, end, kind = named);
    for (; end > first + 1 && (is(end - 1, "-") || is(end - 1, "'")); --end) write(end - 1, end, NameTag::none);
    if (kind == NameTag::first_person) {
      for (std::uint32_t t = first; t < end; ++t) {
        const std::uint32_t behind = title(t, end);
        if (behind == 0 || behind >= end) continue;
        write(first, behind, NameTag::none);
        first = behind, t = behind - 1;
      }
      write(first, end, kind);
      return;
    }
    const Listed opening = listed(first, sentence);
    if (opening.kind == NameTag::first_nation && opening.end < end && std::none_of(doc_.form.begin() + opening.end, doc_.form.begin() + end, [](std::string_view w) { return capital(w); })) {
      write(first, end, NameTag::none);
      write(first, opening.end, NameTag::first_nation);
      return;
    }
    const std::uint32_t rest = opening.end ? opening.end + (opening.end < end && is(opening.end, "'") ? 2u : 1u) : 0;  // "China 's Road Bank"
    if (opening.kind == NameTag::first_place && rest < end && (is(rest - 1, "'s") || is(rest - 1, "s")) && rest > opening.end) {
      write(first, rest, NameTag::none);
      write(first, opening.end, NameTag::first_place);
      write(rest, end, kind);
      first = rest;
    }
    for (std::uint32_t t = first + 1; t < end; ++t)
      if (title(t, end) == end) return write(t, end, NameTag::none);  // "Kuwait Ambassador"
  }

  // The model's name that holds `token`: [first, end), or nothing.
  Listed model_name(std::uint32_t token, const Sentence& sentence, std::uint32_t& first) const {
    if (doc_.name_tag[token] == NameTag::none) return {};
    first = token;
    while (first > sentence.first && doc_.name_tag[first] != name_first(doc_.name_tag[first])) --first;
    std::uint32_t end = token + 1;
    while (end < sentence.end && doc_.name_tag[end] != NameTag::none && doc_.name_tag[end] != name_first(doc_.name_tag[end])) ++end;
    return {end, name_first(doc_.name_tag[first])};
  }

  void write(std::uint32_t first, std::uint32_t end, NameTag kind) {
    for (std::uint32_t t = first; t < end; ++t) doc_.name_tag[t] = t == first || kind == NameTag::none ? kind : static_cast<NameTag>(static_cast<int>(kind) + 1);
  }

  std::uint32_t look(std::uint32_t t, const Sentence& sentence) {
    const Listed known = listed(t, sentence);
    std::uint32_t first = t;
    const Listed found = model_name(t, sentence, first);
    if (!known.end) return found.end ? std::max(found.end, t + 1) : t + 1;
    if (found.end >= known.end && found.end - first > known.end - t) return known.kind == NameTag::first_nation && found.kind != NameTag::first_body && found.kind != NameTag::first_other ? known.end : found.end;  // part of a longer name
    std::uint32_t last = known.end;  // a name of the model that begins inside and goes on: its rest stays a name
    while (last < sentence.end && doc_.name_tag[last] != NameTag::none && doc_.name_tag[last] != name_first(doc_.name_tag[last])) ++last;
    if (last > known.end) return last;
    if (found.end && first < t) return found.end;  // ends one that began before
    if (known.kind == NameTag::first_person && found.kind != NameTag::none && found.end == known.end) return known.end;
    write(t, known.end, known.kind);
    return known.end;
  }

  Document& doc_;
  const Knowledge& knowledge_;
  std::pmr::vector<NamePiece> pieces_;
  std::pmr::vector<std::size_t> first_piece_;
  std::uint32_t from_ = 0;
};

// What the names of one document say of each other: "Quader" alone is who "Obaidul Quader" was.
class Memory {
 public:
  Memory(Document& document, std::pmr::memory_resource& scratch) : doc_(document), votes_(&scratch) {}

  void run() {
    each_name([&](std::uint32_t, std::uint32_t end) { define(end); });
    each_name([&](std::uint32_t first, std::uint32_t end) { learn(first, end); });
    each_name([&](std::uint32_t first, std::uint32_t end) { correct(first, end); });
    for (const Sentence& sentence : doc_.sentences)
      for (std::uint32_t t = sentence.first; t < sentence.end; ++t)
        if (doc_.name_tag[t] == NameTag::none && doc_.upos[t] == Upos::PROPN && capital(doc_.form[t])) recall(t);
  }

 private:
  using Votes = std::array<float, 5>;  // for each class

  static std::size_t class_of(NameTag tag) { return (static_cast<std::size_t>(tag) - 1) / 2; }
  static NameTag tag_of(std::size_t kind) { return static_cast<NameTag>(2 * kind + 1); }

  template <class Visit>
  void each_name(const Visit& visit) {
    for (const Sentence& sentence : doc_.sentences)
      for (std::uint32_t t = sentence.first; t < sentence.end;) {
        const std::uint32_t first = t++;
        if (doc_.name_tag[first] == NameTag::none) continue;
        while (t < sentence.end && doc_.name_tag[t] != NameTag::none && doc_.name_tag[t] != name_first(doc_.name_tag[t])) ++t;
        visit(first, t);
      }
  }

  std::uint32_t key(std::uint32_t first, std::uint32_t end) const {
    std::uint32_t hash = kHashSeed;
    for (std::uint32_t t = first; t < end; ++t) hash = hash_mix(hash, hash_word(doc_.form[t]));
    return hash;
  }

  // "the Liberty Party ( LP )": what stands in the brackets is the same body.
  void define(std::uint32_t end) {
    if (name_first(doc_.name_tag[end - 1]) != NameTag::first_body || end + 2 >= doc_.token_count() || doc_.form[end] != "(" || doc_.form[end + 2] != ")") return;
    const std::string_view letters = doc_.form[end + 1];
    const auto large = std::count_if(letters.begin(), letters.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (large < 2 || doc_.sentence_of[end + 2] != doc_.sentence_of[end - 1]) return;
    doc_.name_tag[end + 1] = NameTag::first_body;
    votes_[key(end + 1, end + 2)][class_of(NameTag::first_body)] += kFullName;
  }

  void learn(std::uint32_t first, std::uint32_t end) {
    const std::size_t kind = class_of(doc_.name_tag[first]);
    votes_[key(first, end)][kind] += 1;
    if (kind == class_of(NameTag::first_person) && end - first >= 2)
      for (const std::uint32_t t : {first, end - 1}) votes_[key(t, t + 1)][kind] += kFullName;
  }

  // The class with most votes; `otherwise` where no other has more.
  static std::size_t winner(const Votes& votes, std::size_t otherwise) {
    for (std::size_t k = 0; k < votes.size(); ++k)
      if (votes[k] > votes[otherwise]) otherwise = k;
    return otherwise;
  }

  void correct(std::uint32_t first, std::uint32_t end) {
    const std::size_t now = class_of(doc_.name_tag[first]), best = winner(votes_[key(first, end)], now);
    if (best == now) return;
    for (std::uint32_t t = first; t < end; ++t) doc_.name_tag[t] = t == first ? tag_of(best) : static_cast<NameTag>(2 * best + 2);
  }

  void recall(std::uint32_t t) {
    const auto known = votes_.find(key(t, t + 1));
    if (known == votes_.end()) return;
    const std::size_t best = winner(known->second, 0);
    if (known->second[best] >= 2) doc_.name_tag[t] = tag_of(best);
  }

  static constexpr float kFullName = 2;  // votes of a full name for each of its ends
  Document& doc_;
  std::pmr::unordered_map<std::uint32_t, Votes> votes_;
};

}  // namespace

void settle_name_tags(Document& document, const Knowledge& knowledge, std::pmr::memory_resource& scratch) {
  Settler settler(document, knowledge, scratch);
  for (const Sentence& sentence : document.sentences) settler.trim(sentence), settler.settle(sentence);
  Memory(document, scratch).run();
  for (const Sentence& sentence : document.sentences) settler.settle(sentence);  // lists have the last word
}

}  // namespace dragoman
