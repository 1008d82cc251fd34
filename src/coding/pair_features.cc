#include "coding/pair_features.h"

#include <algorithm>
#include <cmath>

#include "base/hash_mix.h"

namespace dragoman {

namespace {

constexpr std::size_t kLongestPath = 24;   // tokens from a phrase up the tree
constexpr std::size_t kMostAround = 60;    // other words of the sentence that are looked at
constexpr float kAround = 0.3f;            // what a word elsewhere in the sentence counts beside one on the path

std::string_view kind_of(const Mention* mention) {
  constexpr std::string_view kNames[] = {"person", "state", "body", "group", "place", "outlet", "common", "pronoun", "event", "weapon", "document", "amount"};
  return mention ? kNames[static_cast<std::size_t>(mention->kind)] : "unnamed";
}

}  // namespace

PairReader::PairReader(const Reading& reading, const LanguageModel& language)
    : reading_(reading), language_(language), doc_(reading.doc), tree_(reading.tree) {}

void PairReader::add(std::string_view kind, std::string_view first, std::string_view second, float value) {
  const std::uint32_t hash = hash_mix(hash_mix(hash_word(kind), hash_word(first)), second.empty() ? 1 : hash_word(second));
  out_->sparse.push_back({hash_spread(hash) % static_cast<std::uint32_t>(kEventSlots), value});
}

bool PairReader::content(std::uint32_t token) const {
  switch (doc_.upos[token]) {
    case Upos::VERB: case Upos::NOUN: case Upos::ADJ: case Upos::ADV: return true;
    default: return false;
  }
}

void PairReader::add_vector(std::uint32_t token, std::size_t which) {
  if (!language_.word_vector(doc_.form[token], vector_)) return;
  float* to = out_->dense.data() + which * vector_.size();
  for (std::size_t i = 0; i < vector_.size(); ++i) to[i] += vector_[i];
}

// The token and all above it, itself first.
void PairReader::climb(std::uint32_t token, std::vector<std::uint32_t>& path) const {
  path.clear();
  for (; token != kNone && path.size() < kLongestPath; token = tree_.head(token)) path.push_back(token);
}

void PairReader::party(std::string_view kind, std::uint32_t token) {
  const Mention* mention = reading_.actors.mention_of(token);
  add(kind, "kind", kind_of(mention));
  if (doc_.upos[token] != Upos::PROPN) add(kind, "head", doc_.lemma[token]);
  const std::uint32_t above = tree_.head(token), marker = tree_.case_marker(token);
  const std::string_view relation = to_string(doc_.deprel[token]);
  add(kind, "relation", relation);
  if (marker != kNone) add(kind, "case", doc_.lemma[marker]);
  if (above == kNone) return;
  add(kind, relation, doc_.lemma[above]);
  if (tree_.passive(above)) add(kind, "passive", doc_.lemma[above]);
  if (marker != kNone) add(doc_.lemma[marker], relation, doc_.lemma[above]);
}

// A word on the way between the two, and what hangs on it.
void PairReader::joint(std::uint32_t token, std::string_view kind) {
  add(kind, "lemma", doc_.lemma[token]);
  if (tree_.verbal(token)) add(kind, tree_.passive(token) ? "passive" : "active", doc_.lemma[token]);
  for (const std::uint32_t c : tree_.children(token)) {
    const std::string_view relation = to_string(doc_.deprel[c]);
    switch (doc_.deprel[c]) {
      case Deprel::obj: case Deprel::compound_prt: case Deprel::xcomp: case Deprel::ccomp: case Deprel::advmod: case Deprel::aux: case Deprel::amod:
      case Deprel::compound: case Deprel::acl: case Deprel::advcl: case Deprel::mark: case Deprel::nsubj: case Deprel::nsubj_pass:
        if (doc_.upos[c] == Upos::PROPN) break;
        add(kind, relation, doc_.lemma[c]);
        add(doc_.lemma[token], relation, doc_.lemma[c]);
        break;
      case Deprel::obl: case Deprel::nmod: {
        const std::uint32_t marker = tree_.case_marker(c);
        if (marker == kNone) break;
        add(kind, doc_.lemma[marker], doc_.upos[c] == Upos::PROPN ? std::string_view("name") : doc_.lemma[c]);
        add(doc_.lemma[token], doc_.lemma[marker], doc_.upos[c] == Upos::PROPN ? std::string_view("name") : doc_.lemma[c]);
        break;
      }
      default: break;
    }
  }
}

void PairReader::acts(const Pair& pair, std::span<const Candidate> candidates) {
  const auto fills = [&](const Candidate& candidate, std::string_view role, std::uint32_t token) {
    return token != kNone && std::any_of(candidate.bindings.begin(), candidate.bindings.end(), [&](const Binding& b) {
      return b.role->role == role && (b.filler.token == token || tree_.head(b.filler.token) == token || tree_.head(token) == b.filler.token);
    });
  };
  std::uint32_t last = kNone;
  for (const Candidate& candidate : candidates) {
    if (candidate.trigger == last || candidate.rejected.starts_with("a `not`")) continue;
    last = candidate.trigger;
    const Act& act = reading_.knowledge.acts()[candidate.pattern->act];
    const std::string_view type = act.plover.type.empty() ? std::string_view("other") : std::string_view(act.plover.type);
    const bool source = fills(candidate, "source", pair.source), target = fills(candidate, "target", pair.target);
    const bool swapped = fills(candidate, "target", pair.source) && fills(candidate, "source", pair.target);
    const bool on_path = std::find(path_.begin(), path_.end(), candidate.trigger) != path_.end();
    const std::string_view status = to_string(read_status(candidate.trigger, reading_.roles, reading_.knowledge).status);
    const auto say = [&](std::string_view how) {
      add(how, type);
      add(how, "act", act.id);
      add(how, type, status);
    };
    if (source && target) say("act of both");
    else if (swapped) say("act swapped");
    else if (source) say("act of source");
    else if (target) say("act on target");
    if (on_path) say("act on path");
    if (candidate.trigger == join_) say("act that joins");
    if (!source && !target && !on_path) say("act beside");
  }
}

// The other words of the sentence, whose order does not matter.
void PairReader::surroundings(const Pair& pair) {
  const Sentence& sentence = doc_.sentences[doc_.sentence_of[pair.source]];
  const std::uint32_t left = std::min(pair.source, pair.target == kNone ? pair.source : pair.target);
  const std::uint32_t right = std::max(pair.source, pair.target == kNone ? pair.source : pair.target);
  std::size_t seen = 0;
  for (std::uint32_t t = sentence.first; t < sentence.end && seen < kMostAround; ++t) {
    if (!content(t) || tree_.within(t, pair.source) || (pair.target != kNone && tree_.within(t, pair.target))) continue;
    ++seen;
    add("around", doc_.lemma[t], {}, kAround);
    if (t > left && t < right) add("between", doc_.lemma[t], {}, kAround);
    add_vector(t, 2);
  }
}

void PairReader::read(const Pair& pair, std::span<const Candidate> candidates, PairFeatures& out) {
  out_ = &out;
  out.sparse.clear();
  language_.word_vector({}, vector_);
  out.dense.assign(kEventVectors * vector_.size(), 0.0f);
  climb(pair.source, up_source_);
  climb(pair.target == kNone ? pair.source : pair.target, up_target_);
  // the lowest word above both, and the words below it on either side
  path_.clear();
  join_ = kNone;
  std::size_t s = 0;
  while (s < up_source_.size() && std::find(up_target_.begin(), up_target_.end(), up_source_[s]) == up_target_.end()) ++s;
  if (s < up_source_.size()) join_ = up_source_[s];
  for (std::size_t i = 1; i < s; ++i) path_.push_back(up_source_[i]);
  if (join_ != kNone && join_ != pair.source && join_ != pair.target) path_.push_back(join_);
  const auto target_end = std::find(up_target_.begin(), up_target_.end(), join_);
  const std::size_t source_side = path_.size();
  for (auto it = target_end; it != up_target_.begin();)
    if (--it != up_target_.begin() && it != target_end) path_.push_back(*it);
  party("source", pair.source);
  if (pair.target != kNone) party("target", pair.target);
  if (join_ == pair.source) add("join", "source");
  else if (join_ == pair.target) add("join", "target");
  else if (join_ != kNone) {
    joint(join_, "join");
    add("join status", to_string(read_status(join_, reading_.roles, reading_.knowledge).status));
    add_vector(join_, 1);
  }
  for (std::size_t i = 0; i < path_.size(); ++i) {
    if (path_[i] != join_) joint(path_[i], i < source_side ? "source side" : "target side");
    add("path", doc_.lemma[path_[i]]);
    if (i > 0) add("step", doc_.lemma[path_[i - 1]], doc_.lemma[path_[i]]);
    add_vector(path_[i], 0);
  }
  acts(pair, candidates);
  surroundings(pair);
  for (std::size_t v = 0; v < kEventVectors; ++v) {
    float* part = out.dense.data() + v * vector_.size();
    float square = 0;
    for (std::size_t i = 0; i < vector_.size(); ++i) square += part[i] * part[i];
    if (square > 0)
      for (std::size_t i = 0; i < vector_.size(); ++i) part[i] /= std::sqrt(square);
  }
}

}  // namespace dragoman
