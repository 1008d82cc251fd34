#include "parse/name_trees.h"

#include <algorithm>

#include "parse/owners.h"

namespace dragoman {

namespace {

constexpr std::uint32_t kDateline = 16;  // tokens

bool above(const Document& doc, std::uint32_t token, std::uint32_t ancestor) {
  for (std::uint32_t t = token; t != kNone; t = doc.head[t])
    if (t == ancestor) return true;
  return false;
}

bool marked(const MentionWork& work, std::uint32_t token) {
  return std::ranges::any_of(work.children(token), [&](std::uint32_t c) { return work.doc.deprel[c] == Deprel::case_; });
}

// One head for [first, end): of several tokens that hang outside, the last, or the one that has the preposition.
void join(MentionWork& work, std::uint32_t first, std::uint32_t end, Deprel relation) {
  Document& doc = work.doc;
  const auto outside = [&](std::uint32_t t) { return doc.head[t] == kNone || doc.head[t] < first || doc.head[t] >= end; };
  std::uint32_t head = kNone;
  for (std::uint32_t t = first; t < end; ++t) {
    if (!outside(t) || doc.upos[t] == Upos::PUNCT) continue;
    if (head == kNone || doc.head[t] == kNone || !marked(work, head)) head = t;
  }
  if (head == kNone) return;
  for (std::uint32_t t = first; t < end; ++t) {
    if (t == head || !outside(t)) continue;
    if (above(doc, head, t)) {  // its own ancestor: the head hangs where that hung
      doc.head[head] = doc.head[t];
      doc.deprel[head] = doc.deprel[t];
    }
    doc.head[t] = head;
    doc.deprel[t] = doc.upos[t] == Upos::PUNCT ? Deprel::punct : t < head && relation == Deprel::flat ? Deprel::compound : relation;
  }
}

// A verb has one subject: of two names side by side the second is a conjunct of the first, or describes it.
void join_row(MentionWork& work, std::uint32_t a, std::uint32_t b) {
  Document& doc = work.doc;
  const Mention &one = doc.mentions[a], &other = doc.mentions[b];
  const Sentence& sentence = work.sentence(one.first);
  if (other.first != one.end + 1 || other.first >= sentence.end) return;
  const std::uint32_t first = work.head_of(one.first, one.end), second = work.head_of(other.first, other.end);
  if (doc.head[first] == kNone || doc.head[first] != doc.head[second] || !work.subject(first) || !work.subject(second)) return;
  const bool conjunction = doc.upos[one.end] == Upos::CCONJ;
  if (!conjunction && doc.form[one.end] != ",") return;
  const bool goes_on = other.end < sentence.end && doc.upos[other.end] == Upos::CCONJ;
  doc.head[second] = first;
  doc.deprel[second] = conjunction || goes_on ? Deprel::conj : Deprel::appos;
}

// Where the dash of a dateline stands: place, date and agency before it, no word of a clause; kNone when there is none.
std::uint32_t dateline(const MentionWork& work, const Sentence& sentence) {
  const std::uint32_t index = sentence.first < sentence.end ? work.cover[sentence.first] : kNone;
  if (index == kNone) return kNone;
  const MentionKind kind = work.doc.mentions[index].kind;
  const NameForm form = work.sides[index].form;
  if (kind != MentionKind::place && kind != MentionKind::state && form != NameForm::unlisted) return kNone;
  const std::uint32_t end = std::min(sentence.end, sentence.first + kDateline);
  for (std::uint32_t t = work.doc.mentions[index].end; t < end; ++t) {
    const Upos tag = work.doc.upos[t];
    if (work.in_set("mention_dateline_dash", t)) return work.doc.mentions[index].end == t || work.doc.upos[t - 1] != Upos::PROPN ? t : kNone;
    if (work.cover[t] == kNone && tag != Upos::PUNCT && tag != Upos::NUM && tag != Upos::PROPN && tag != Upos::ADJ) return kNone;
  }
  return kNone;
}

void detach_dateline(MentionWork& work, const Sentence& sentence) {
  Document& doc = work.doc;
  const std::uint32_t dash = dateline(work, sentence);
  if (dash == kNone || dash + 1 >= sentence.end) return;
  for (std::uint32_t t = sentence.first; t <= dash; ++t)
    if (doc.head[t] != kNone && doc.head[t] > dash && doc.deprel[t] != Deprel::punct) doc.deprel[t] = Deprel::dep;
}

}  // namespace

void join_name_trees(MentionWork& work) {
  Document& doc = work.doc;
  for (std::uint32_t i = 0; i < doc.mentions.size(); ++i) {
    const Mention& mention = doc.mentions[i];
    const NameForm form = work.sides[i].form;
    if (form == NameForm::group || form == NameForm::country || form == NameForm::pronoun) continue;
    if (mention.end - mention.first > 1) join(work, mention.first, mention.end, Deprel::flat);
    if (form != NameForm::role) continue;
    const std::uint32_t person = titled_person(work, i);
    if (person == kNone || doc.mentions[person].first != mention.end) continue;
    join(work, doc.mentions[person].first, doc.mentions[person].end, Deprel::flat);
    join(work, mention.first, doc.mentions[person].end, Deprel::nmod_desc);
  }
  for (std::uint32_t i = 1; i < doc.mentions.size(); ++i) join_row(work, i - 1, i);
  for (const Sentence& sentence : doc.sentences) detach_dateline(work, sentence);
  work.read_tree();
  for (std::uint32_t i = 0; i < doc.mentions.size(); ++i)
    if (work.sides[i].form != NameForm::group) doc.mentions[i].head = work.head_of(doc.mentions[i].first, doc.mentions[i].end);
}

}  // namespace dragoman
