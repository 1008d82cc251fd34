#include "parse/mention_work.h"

#include <algorithm>

namespace dragoman {

MentionWork::MentionWork(Document& document, const Knowledge& lexicon, std::pmr::memory_resource& scratch)
    : doc(document), knowledge(lexicon), memory(&scratch), sides(memory), cover(memory), name_parts(memory), start_(memory), children_(memory) {
  cover.assign(doc.token_count(), kNone);
  read_tree();
}

void MentionWork::read_tree() {
  const std::uint32_t count = doc.token_count();
  start_.assign(count + 1, 0);
  for (std::uint32_t t = 0; t < count; ++t)
    if (doc.head[t] != kNone) ++start_[doc.head[t] + 1];
  for (std::uint32_t t = 0; t < count; ++t) start_[t + 1] += start_[t];
  children_.resize(start_[count]);
  std::pmr::vector<std::uint32_t> next(start_.begin(), start_.begin() + count, memory);
  for (std::uint32_t t = 0; t < count; ++t)
    if (doc.head[t] != kNone) children_[next[doc.head[t]]++] = t;
}

std::uint32_t MentionWork::add(std::uint32_t first, std::uint32_t end, MentionKind kind, NameForm form, std::string_view why) {
  const auto index = static_cast<std::uint32_t>(doc.mentions.size());
  Mention mention;
  mention.first = first;
  mention.end = end;
  mention.head = head_of(first, end);
  mention.kind = kind;
  mention.chain = index;
  mention.why = why;
  doc.mentions.push_back(mention);
  MentionSide side;
  side.form = form;
  sides.push_back(side);
  std::fill(cover.begin() + first, cover.begin() + end, index);
  return index;
}

void MentionWork::make_group(std::uint32_t index, std::span<const std::uint32_t> members) {
  Mention& mention = doc.mentions[index];
  mention.group_first = static_cast<std::uint32_t>(doc.group_pool.size());
  doc.group_pool.insert(doc.group_pool.end(), members.begin(), members.end());
  mention.group_end = static_cast<std::uint32_t>(doc.group_pool.size());
}

void MentionWork::follow(std::uint32_t index, std::uint32_t earlier) {
  if (earlier == kNone) return;
  Mention& mention = doc.mentions[index];
  const Mention& first = doc.mentions[doc.mentions[earlier].chain];
  mention.chain = doc.mentions[earlier].chain;
  mention.country = first.country.empty() ? doc.mentions[earlier].country : first.country;
  if (sides[index].form != NameForm::role && sides[index].form != NameForm::agent) mention.entity = first.entity;
  if (mention.kind == MentionKind::pronoun) mention.why = "coreference";
}

std::uint32_t MentionWork::head_of(std::uint32_t first, std::uint32_t end) const {
  for (std::uint32_t t = end; t-- > first;) {
    const std::uint32_t above = doc.head[t];
    if (doc.upos[t] != Upos::PUNCT && (above == kNone || above < first || above >= end)) return t;
  }
  return end - 1;
}

std::uint32_t MentionWork::first_conjunct(std::uint32_t token) const {
  for (int i = 0; i < 8 && doc.deprel[token] == Deprel::conj && doc.head[token] != kNone; ++i) token = doc.head[token];
  return token;
}

std::string_view MentionWork::preposition(std::uint32_t head) const {
  for (const std::uint32_t c : children(head))
    if (doc.deprel[c] == Deprel::case_ && c < head && !possessive(c)) return doc.lemma[c];
  return {};
}

bool MentionWork::in_set(std::string_view set, std::uint32_t token) const {
  if (knowledge.in_set(set, doc.lemma[token]) || knowledge.in_set(set, doc.form[token])) return true;
  char buffer[64];
  const std::string_view form = doc.form[token];
  if (form.empty() || form.size() > sizeof buffer || form.front() < 'A' || form.front() > 'Z') return false;
  std::transform(form.begin(), form.end(), buffer, [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return knowledge.in_set(set, {buffer, form.size()});
}

bool MentionWork::capitalised(std::uint32_t token) const {
  const std::string_view form = doc.form[token];
  if (form.empty()) return false;
  const auto byte = static_cast<unsigned char>(form.front());
  return (byte >= 'A' && byte <= 'Z') || byte >= 0x80;
}

bool MentionWork::subject(std::uint32_t token) const {
  const Deprel relation = doc.deprel[token];
  return relation == Deprel::nsubj || relation == Deprel::nsubj_pass || relation == Deprel::nsubj_outer;
}

bool MentionWork::definite(std::uint32_t first) const {
  return first > sentence(first).first && in_set("mention_definite", first - 1);
}

bool MentionWork::possessive(std::uint32_t token) const { return doc.upos[token] == Upos::PART && doc.form[token].starts_with('\''); }

bool MentionWork::hyphen(std::uint32_t token) const {
  const std::string_view form = doc.form[token];
  return form == "-" || form == "–" || form == "/";
}

}  // namespace dragoman
