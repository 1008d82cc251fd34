#include "dragoman/document.h"

#include <array>

#include "base/arena.h"

namespace dragoman {

struct Document::Store {
  Arena arena;
};

Document::Document() : store_(std::make_unique<Store>()) {}
Document::~Document() = default;

void Document::reset(Article next) {
  article = std::move(next);
  published = {};
  store_->arena.clear();
  blocks.clear();
  sentences.clear();
  span.clear();
  form.clear();
  sentence_of.clear();
  upos.clear();
  feats.clear();
  lemma.clear();
  head.clear();
  deprel.clear();
  name_tag.clear();
  mention_at.clear();
  mentions.clear();
  group_pool.clear();
  notes.clear();
}

std::string_view Document::keep(std::string_view bytes) { return store_->arena.keep(bytes); }

void Document::add_token(Span where, std::string_view normalised, std::uint32_t in_sentence) {
  span.push_back(where);
  form.push_back(normalised);
  sentence_of.push_back(in_sentence);
  upos.push_back(Upos::X);
  feats.push_back(0);
  lemma.push_back(normalised);
  head.push_back(kNone);
  deprel.push_back(Deprel::dep);
  name_tag.push_back(NameTag::none);
  mention_at.push_back(kNone);
}

namespace {

constexpr std::array<std::string_view, 12> kBlockNames = {
    "headline", "subhead", "body", "caption", "credit", "related", "teaser", "newsletter", "editor_note", "repeat",
    "foreign", "other_furniture"};
constexpr std::array<std::string_view, 17> kUposNames = {"X",    "ADJ",  "ADP", "ADV",  "AUX",   "CCONJ", "DET",   "INTJ", "NOUN",
                                                         "NUM",  "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB"};
constexpr std::array<std::string_view, 51> kDeprelNames = {
    "dep",      "root",         "nsubj",    "nsubj:pass", "nsubj:outer", "csubj",      "csubj:pass", "csubj:outer", "obj",
    "iobj",     "ccomp",        "xcomp",    "obl",        "obl:agent",   "obl:unmarked", "vocative", "expl",        "dislocated",
    "advcl",    "advcl:relcl",  "advmod",   "discourse",  "aux",         "aux:pass",   "cop",        "mark",        "nmod",
    "nmod:poss", "nmod:unmarked", "nmod:desc", "appos",   "nummod",      "acl",        "acl:relcl",  "amod",        "det",
    "det:predet", "case",       "conj",     "cc",         "cc:preconj",  "fixed",      "flat",       "list",        "parataxis",
    "compound", "compound:prt", "orphan",   "goeswith",   "reparandum",  "punct"};

}  // namespace

std::string_view to_string(BlockKind kind) { return kBlockNames[static_cast<std::size_t>(kind)]; }
std::string_view to_string(Upos tag) { return kUposNames[static_cast<std::size_t>(tag)]; }
std::string_view to_string(Deprel relation) { return kDeprelNames[static_cast<std::size_t>(relation)]; }

Upos parse_upos(std::string_view name) {
  for (std::size_t i = 0; i < kUposNames.size(); ++i)
    if (kUposNames[i] == name) return static_cast<Upos>(i);
  return Upos::X;
}

Deprel parse_deprel(std::string_view name) {
  for (std::size_t i = 0; i < kDeprelNames.size(); ++i)
    if (kDeprelNames[i] == name) return static_cast<Deprel>(i);
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? Deprel::dep : parse_deprel(name.substr(0, colon));
}

}  // namespace dragoman
