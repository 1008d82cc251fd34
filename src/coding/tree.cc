#include "coding/tree.h"

#include <algorithm>

namespace dragoman {

Tree::Tree(const Document& document, std::pmr::memory_resource& scratch) : doc_(document), start_(&scratch), children_(&scratch), first_(&scratch), end_(&scratch) {
  const std::uint32_t count = doc_.token_count();
  start_.assign(count + 1, 0);
  for (std::uint32_t t = 0; t < count; ++t)
    if (doc_.head[t] != kNone) ++start_[doc_.head[t] + 1];
  for (std::uint32_t t = 0; t < count; ++t) start_[t + 1] += start_[t];
  children_.resize(start_[count]);
  std::pmr::vector<std::uint32_t> next(start_.begin(), start_.end() - (count ? 1 : 0), &scratch), order(&scratch);
  for (std::uint32_t t = 0; t < count; ++t)
    if (doc_.head[t] != kNone) children_[next[doc_.head[t]]++] = t;

  first_.resize(count);
  end_.resize(count);
  for (const Sentence& sentence : doc_.sentences) {
    // A token's extent reaches its ancestors by passing it up once per level: order tokens by depth first.
    order.clear();
    for (std::uint32_t t = sentence.first; t < sentence.end; ++t) {
      first_[t] = t;
      end_[t] = t + 1;
      if (doc_.head[t] == kNone) order.push_back(t);
    }
    for (std::size_t i = 0; i < order.size(); ++i)
      for (std::uint32_t c : children(order[i])) order.push_back(c);
    for (std::size_t i = order.size(); i-- > 0;) {
      const std::uint32_t t = order[i], h = doc_.head[t];
      if (h == kNone) continue;
      first_[h] = std::min(first_[h], first_[t]);
      end_[h] = std::max(end_[h], end_[t]);
    }
  }
}

std::uint32_t Tree::child(std::uint32_t token, Deprel relation) const {
  for (std::uint32_t c : children(token))
    if (doc_.deprel[c] == relation) return c;
  return kNone;
}

bool Tree::nominal(std::uint32_t token) const {
  const Upos tag = doc_.upos[token];
  return tag == Upos::NOUN || tag == Upos::PROPN || tag == Upos::PRON || tag == Upos::NUM;
}

bool Tree::within(std::uint32_t token, std::uint32_t ancestor) const {
  for (std::uint32_t t = token; t != kNone; t = doc_.head[t])
    if (t == ancestor) return true;
  return false;
}

Span Tree::bytes(std::uint32_t first_token, std::uint32_t end_token) const {
  if (first_token >= end_token) return {};
  return {doc_.span[first_token].begin, doc_.span[end_token - 1].end};
}

std::uint32_t Tree::case_marker(std::uint32_t token) const { return child(token, Deprel::case_); }

bool Tree::marked_by(std::uint32_t token, std::string_view preposition) const {
  for (std::uint32_t c : children(token)) {
    if (doc_.deprel[c] != Deprel::case_ && doc_.deprel[c] != Deprel::mark) continue;
    std::string_view rest = preposition;
    const auto eat = [&](std::uint32_t word) {
      const std::string_view lemma = doc_.lemma[word];
      if (rest.substr(0, lemma.size()) != lemma) return false;
      rest.remove_prefix(lemma.size());
      if (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
      return true;
    };
    // "according to" is VERB-like in form: compare by form where the lemma is "accord".
    if (!eat(c)) {
      const std::string_view form = doc_.form[c];
      const std::string_view wanted = preposition.substr(0, preposition.find(' '));
      if (form.size() != wanted.size() ||
          !std::equal(form.begin(), form.end(), wanted.begin(), [](char a, char b) { return (a | 0x20) == b; }))
        continue;
      rest = preposition.substr(wanted.size());
      if (!rest.empty()) rest.remove_prefix(1);
    }
    bool whole = true;
    for (std::uint32_t f : children(c))
      if (doc_.deprel[f] == Deprel::fixed) whole = whole && eat(f);
    if (whole && rest.empty()) return true;
  }
  return false;
}

bool Tree::passive(std::uint32_t verb) const {
  if (child(verb, Deprel::aux_pass) != kNone) return true;
  if (child(verb, Deprel::nsubj_pass) != kNone) return child(verb, Deprel::obj) == kNone;  // with an object and no auxiliary it is a misread active
  const Deprel relation = doc_.deprel[verb];
  if (has_feat(verb, kPart | kPast) && (relation == Deprel::acl || relation == Deprel::amod || relation == Deprel::advcl))
    return child(verb, Deprel::aux) == kNone && child(verb, Deprel::obj) == kNone;
  // "was condemned and expelled": the second participle shares the auxiliary.
  if (relation == Deprel::conj && has_feat(verb, kPart | kPast) && child(verb, Deprel::aux) == kNone &&
      child(verb, Deprel::nsubj) == kNone && doc_.head[verb] != kNone && doc_.deprel[doc_.head[verb]] != Deprel::conj)
    return child(doc_.head[verb], Deprel::aux_pass) != kNone;
  return false;
}

std::uint32_t Tree::surface_subject(std::uint32_t verb) const {
  for (Deprel relation : {Deprel::nsubj, Deprel::nsubj_pass, Deprel::nsubj_outer})
    if (const std::uint32_t found = child(verb, relation); found != kNone) return found;
  return kNone;
}

std::uint32_t Tree::antecedent(std::uint32_t token) const {
  if (doc_.upos[token] != Upos::PRON && doc_.upos[token] != Upos::DET && doc_.upos[token] != Upos::SCONJ) return token;
  if (!has_feat(token, kRel)) return token;
  for (std::uint32_t t = token; doc_.head[t] != kNone; t = doc_.head[t])
    if (doc_.deprel[t] == Deprel::acl_relcl) return doc_.head[t];
  return token;
}

std::pair<std::uint32_t, std::uint32_t> Tree::phrase(std::uint32_t head) const {
  std::uint32_t from = head, to = head + 1;
  for (std::uint32_t c : children(head)) {
    switch (doc_.deprel[c]) {
      case Deprel::acl_relcl: case Deprel::appos: case Deprel::conj: case Deprel::cc: case Deprel::punct: case Deprel::parataxis:
      case Deprel::case_: case Deprel::acl: case Deprel::cop: case Deprel::nsubj: case Deprel::mark: case Deprel::aux:
      case Deprel::advcl: case Deprel::discourse: case Deprel::obl:
        continue;
      default:
        from = std::min(from, first_[c]);
        to = std::max(to, end_[c]);
    }
  }
  return {from, to};
}

}  // namespace dragoman
