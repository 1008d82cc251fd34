#include "train/name_trees.h"

#include <algorithm>

#include "knowledge/knowledge.h"
#include "train/name_harmony.h"

namespace dragoman::train {

namespace {

bool capital(const std::string& word) { return !word.empty() && ((word[0] >= 'A' && word[0] <= 'Z') || static_cast<unsigned char>(word[0]) >= 0x80 || (word[0] >= '0' && word[0] <= '9')); }

NameTag tag_of(std::string_view type) {
  if (type == "time") return NameTag::none;
  if (type == "person") return NameTag::first_person;
  if (type == "organization") return NameTag::first_body;
  return type == "place" ? NameTag::first_place : NameTag::first_other;
}

// Grows a name from its head within a mention.
class Name {
 public:
  Name(const Tree& tree, const TreeMention& mention) : words_(tree.words), mention_(mention) {
    head_ = mention.first;
    while (head_ < mention.end && words_[head_].head > mention.first && words_[head_].head <= mention.end) ++head_;
    if (head_ >= mention.end || words_[head_].upos != Upos::PROPN) return;
    span_ = {head_, head_ + 1, tag_of(mention.type)};
    grow_left();
    grow_right();
  }
  bool found() const { return span_.kind != NameTag::none; }
  NameSpan span() const { return span_; }

 private:
  bool part(std::uint32_t word) const {
    const TreeWord& w = words_[word];
    const bool relation = w.deprel == Deprel::compound || w.deprel == Deprel::flat || w.deprel == Deprel::amod || w.deprel == Deprel::nummod || w.deprel == Deprel::nmod_unmarked;
    return relation && capital(w.form) && w.head >= span_.first + 1 && w.head <= std::max(span_.end, head_ + 1);
  }
  bool hyphen(std::uint32_t word) const { return words_[word].form == "-"; }

  void grow_left() {
    for (bool more = true; more;) {
      more = false;
      if (span_.first > mention_.first && part(span_.first - 1)) --span_.first, more = true;
      else if (span_.first > mention_.first + 1 && hyphen(span_.first - 1) && part(span_.first - 2)) span_.first -= 2, more = true;
    }
  }
  void grow_right() {
    for (bool more = true; more;) {
      more = false;
      if (span_.end < mention_.end && part(span_.end)) ++span_.end, more = true;
      else if (span_.end + 1 < mention_.end && hyphen(span_.end) && part(span_.end + 1)) span_.end += 2, more = true;
      else if (const std::uint32_t end = over_of(); end > span_.end) span_.end = end, more = true;
    }
  }
  // "of the" and a name that hangs on this one; 0 when there is none.
  std::uint32_t over_of() const {
    std::uint32_t at = span_.end;
    if (span_.kind == NameTag::first_person || at >= mention_.end || (words_[at].form != "of" && words_[at].form != "for")) return 0;
    ++at;
    if (at < mention_.end && words_[at].upos == Upos::DET) ++at;
    while (at < mention_.end && capital(words_[at].form) && words_[at].upos != Upos::PROPN) ++at;
    if (at >= mention_.end || words_[at].upos != Upos::PROPN) return 0;
    while (at + 1 < mention_.end && words_[at + 1].upos == Upos::PROPN && capital(words_[at + 1].form)) ++at;
    return at + 1;
  }

  const std::vector<TreeWord>& words_;
  const TreeMention& mention_;
  std::uint32_t head_ = 0;
  NameSpan span_;
};

}  // namespace

std::vector<NameTag> name_tags(const Tree& tree, const Knowledge& knowledge) {
  if (!tree.marked) return {};
  std::vector<NameSpan> spans;
  const auto free = [&](std::uint32_t first, std::uint32_t end) {
    return std::none_of(spans.begin(), spans.end(), [&](const NameSpan& s) { return s.first < end && first < s.end; });
  };
  for (const TreeMention& mention : tree.mentions) {
    const Name name(tree, mention);
    if (name.found() && free(name.span().first, name.span().end)) spans.push_back(name.span());
  }
  NamedSentence sentence;
  std::vector<std::string>& forms = sentence.words;
  for (const TreeWord& word : tree.words) forms.push_back(word.form);
  for (std::uint32_t length = 3; length >= 1; --length)
    for (std::uint32_t first = 0; first + length <= forms.size(); ++first)
      if (capital(forms[first]) && free(first, first + length) && is_nation(forms, first, first + length, knowledge)) spans.push_back({first, first + length, NameTag::first_nation});
  for (NameSpan& span : spans)
    if (is_nation(forms, span.first, span.end, knowledge)) span.kind = NameTag::first_nation;
  sentence.tags = tags_of(spans, forms.size());
  harmonise(sentence, false, knowledge);
  return std::move(sentence.tags);
}

}  // namespace dragoman::train
