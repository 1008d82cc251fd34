// One document while its mentions are being found: what the steps of find_mentions() share.
#pragma once
#include <cstdint>
#include <memory_resource>
#include <span>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "dragoman/document.h"
#include "knowledge/knowledge.h"

namespace dragoman {

// What the words of a mention are as words; MentionKind says what they name.
enum class NameForm : std::uint8_t {
  full,       // a listed name
  shorter,    // "Zhao"
  seat,       // "Beijing": a government or a city
  role,       // title or office: "foreign minister"
  agent,      // "police"
  body,       // a body that needs a country: "Foreign Ministry"
  unlisted,   // a name no list has
  pronoun,
  group,      // "the two countries", "the US-South Korea alliance"
  country,    // "the country"
};

// What a pronoun or a group phrase points back at.
enum class Points : std::uint8_t { nothing, he, she, it, they, speaker, whose, states, persons };

// What the steps know of a mention beside what the Document keeps; same index.
struct MentionSide {
  NameForm form = NameForm::unlisted;
  std::span<const NameEntry> entries;  // what a listed name may mean
  Points points = Points::nothing;
  std::uint32_t wanted = 0;            // group: how many members
  char sex = 0;                        // person: 'm', 'f', 0
  bool dropped = false;                // became part of another mention
};

class MentionWork {
 public:
  // What the steps keep while they work comes out of `scratch`.
  MentionWork(Document& document, const Knowledge& lexicon, std::pmr::memory_resource& scratch);

  Document& doc;
  const Knowledge& knowledge;
  std::pmr::memory_resource* const memory;
  std::pmr::vector<MentionSide> sides;
  std::pmr::vector<std::uint32_t> cover;  // token → the mention whose words hold it, or kNone
  std::pmr::unordered_set<std::string_view> name_parts;  // first and last words of unlisted persons so far

  // Child lists anew, after the tree changed.
  void read_tree();

  // Appends a mention of [first, end), its head taken from the tree.
  std::uint32_t add(std::uint32_t first, std::uint32_t end, MentionKind kind, NameForm form, std::string_view why);
  void make_group(std::uint32_t mention, std::span<const std::uint32_t> members);
  // `mention` means the same as `earlier`, which is resolved; nothing happens when that is kNone.
  void follow(std::uint32_t mention, std::uint32_t earlier);

  std::span<const std::uint32_t> children(std::uint32_t token) const {
    return {children_.data() + start_[token], start_[token + 1] - start_[token]};
  }
  const Sentence& sentence(std::uint32_t token) const { return doc.sentences[doc.sentence_of[token]]; }
  Mention* at(std::uint32_t token) { return cover[token] == kNone ? nullptr : &doc.mentions[cover[token]]; }

  // The token of [first, end) that the tree hangs the others on.
  std::uint32_t head_of(std::uint32_t first, std::uint32_t end) const;
  // The first of a row of conjuncts, where the preposition and the role of all of them stand.
  std::uint32_t first_conjunct(std::uint32_t token) const;
  // Lemma of the preposition that the tree hangs on a phrase; empty when none.
  std::string_view preposition(std::uint32_t head) const;
  bool in_set(std::string_view set, std::uint32_t token) const;  // by lemma, form or form in lower case
  bool capitalised(std::uint32_t token) const;
  bool subject(std::uint32_t token) const;
  bool plural(std::uint32_t token) const { return (doc.feats[token] & kPlur) != 0; }
  bool definite(std::uint32_t first) const;            // "the", "this" stands before it
  bool possessive(std::uint32_t token) const;  // "'s" and the like
  bool hyphen(std::uint32_t token) const;

 private:
  std::pmr::vector<std::uint32_t> start_, children_;
};

}  // namespace dragoman
