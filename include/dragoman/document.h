// The working form of one article: its text and the columns that stages fill.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dragoman/article.h"
#include "dragoman/result.h"

namespace dragoman {

inline constexpr std::uint32_t kNone = 0xffffffffu;  // "no such index"

// What a stretch of a flattened page is. Only headline, subhead and body are coded as reporting; foreign is text in another
// language than English.
enum class BlockKind : std::uint8_t {
  headline, subhead, body,
  caption, credit, related, teaser, newsletter, editor_note, repeat, foreign, other_furniture,
};

// Universal part of speech, https://universaldependencies.org/u/pos/
enum class Upos : std::uint8_t {
  X, ADJ, ADP, ADV, AUX, CCONJ, DET, INTJ, NOUN, NUM, PART, PRON, PROPN, PUNCT, SCONJ, SYM, VERB,
};

// Morphological features that coding reads, as bits (Universal Dependencies names).
enum Feat : std::uint32_t {
  kSing = 1u << 0, kPlur = 1u << 1,                                    // Number
  kPast = 1u << 2, kPres = 1u << 3,                                    // Tense
  kFin = 1u << 4, kInf = 1u << 5, kPart = 1u << 6, kGer = 1u << 7,     // VerbForm
  kPassive = 1u << 8,                                                  // Voice=Pass
  kInd = 1u << 9, kImp = 1u << 10, kSub = 1u << 11,                    // Mood
  kFirst = 1u << 12, kSecond = 1u << 13, kThird = 1u << 14,            // Person
  kCmp = 1u << 15, kSup = 1u << 16,                                    // Degree
  kNeg = 1u << 17,                                                     // Polarity=Neg
  kPoss = 1u << 18, kPrs = 1u << 19, kRel = 1u << 20, kDem = 1u << 21, kInt = 1u << 22,  // Poss=Yes, PronType
  kMasc = 1u << 23, kFem = 1u << 24, kNeut = 1u << 25,                 // Gender
};

// Universal dependency relations with the subtypes English treebanks use.
enum class Deprel : std::uint8_t {
  dep, root, nsubj, nsubj_pass, nsubj_outer, csubj, csubj_pass, csubj_outer, obj, iobj, ccomp, xcomp,
  obl, obl_agent, obl_unmarked, vocative, expl, dislocated, advcl, advcl_relcl, advmod, discourse,
  aux, aux_pass, cop, mark, nmod, nmod_poss, nmod_unmarked, nmod_desc, appos, nummod, acl, acl_relcl,
  amod, det, det_predet, case_, conj, cc, cc_preconj, fixed, flat, list, parataxis, compound,
  compound_prt, orphan, goeswith, reparandum, punct,
};

std::string_view to_string(BlockKind);
std::string_view to_string(Upos);
std::string_view to_string(Deprel);        // "nsubj:pass"
Upos parse_upos(std::string_view);         // X when unknown
Deprel parse_deprel(std::string_view);     // falls back to the part before ':', then dep

// What the tagger takes a token for: outside any name, or the first or a later word of a name of one class.
// "nation" is a nationality, religious or political group, as an adjective or a people ("Chinese", "Shia").
enum class NameTag : std::uint8_t {
  none, first_person, in_person, first_body, in_body, first_place, in_place, first_nation, in_nation, first_other, in_other,
};
inline constexpr std::uint32_t kNameTags = 11;

struct Block {
  Span span;
  BlockKind kind = BlockKind::body;
  std::uint32_t repeat_of = kNone;  // block index this one repeats
  std::string_view why;             // id of the rule that classed it
  bool reporting() const { return kind <= BlockKind::body; }
};

struct Sentence {
  Span span;
  std::uint32_t first = 0, end = 0;  // token range [first, end)
  std::uint32_t block = kNone;
};

enum class MentionKind : std::uint8_t { person, state, body, group, place, outlet, common, pronoun, event, weapon, document, amount };
// Things that nobody is: no actor, no speaker, nothing that a pronoun of persons means.
constexpr bool names_thing(MentionKind kind) { return kind >= MentionKind::event; }

// One stretch of tokens that names or points at something.
struct Mention {
  std::uint32_t first = 0, end = 0;  // tokens [first, end)
  std::uint32_t head = 0;            // head token
  MentionKind kind = MentionKind::common;
  std::uint32_t entity = kNone;      // id in the knowledge base; kNone when no list knows it
  std::uint32_t chain = kNone;       // index of the mention it corefers with (its representative), or itself
  std::string_view country;          // ISO 3166 alpha-3 as far as the words tell; empty when unknown
  std::string_view office;           // office or title id said in the words; empty when none
  std::string_view why;              // how it was found: "lexicon", "tagger", "coreference", …
  float score = 1.0f;
  bool adjectival = false;           // "Chinese", not "China"
  bool metonym = false;              // a seat or capital read as its government
  std::uint32_t group_first = 0, group_end = 0;  // members of a group ("both countries"): range of Document::group_pool
};

// A sentence the analysers found hard; counted, never fatal.
struct Note {
  std::string_view code;
  Span span;
};

// One text and its columns. One per thread; reused between articles; neither copyable nor movable.
// Views into it live until the next reset().
class Document {
 public:
  Document();
  ~Document();
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  // Takes over the article's text and clears every column; capacity is kept.
  void reset(Article article);
  // Copies bytes into the document's arena; the view lives until reset().
  std::string_view keep(std::string_view bytes);
  std::string_view words(Span of) const { return std::string_view(article.text).substr(of.begin, of.size()); }
  std::uint32_t token_count() const { return static_cast<std::uint32_t>(form.size()); }
  // Appends a token with neutral annotation.
  void add_token(Span where, std::string_view normalised, std::uint32_t in_sentence);

  Article article;
  Published published;

  std::vector<Block> blocks;        // ingest
  std::vector<Sentence> sentences;  // segment
  // token columns
  std::vector<Span> span;                 // segment: bytes in the original
  std::vector<std::string_view> form;     // segment: normalised form (straight quotes, "n't", …)
  std::vector<std::uint32_t> sentence_of; // segment
  std::vector<Upos> upos;                 // parse
  std::vector<std::uint32_t> feats;       // parse: Feat bits
  std::vector<std::string_view> lemma;    // parse
  std::vector<NameTag> name_tag;          // parse: a suggestion of the model; mentions decide
  std::vector<std::uint32_t> head;        // parse: absolute token index; kNone for a root
  std::vector<Deprel> deprel;             // parse
  std::vector<std::uint32_t> mention_at;  // parse: innermost mention whose head this token is, or kNone

  std::vector<Mention> mentions;    // parse, in order of first token
  std::vector<std::uint32_t> group_pool;  // parse: mention indices that groups point into
  std::vector<Note> notes;

 private:
  struct Store;
  std::unique_ptr<Store> store_;
};

}  // namespace dragoman
