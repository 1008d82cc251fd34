#include "coding/claims.h"

#include <algorithm>
#include <string>

#include "coding/by_sentence.h"

namespace dragoman {

namespace {

class Finder {
 public:
  Finder(const Roles& roles, const Actors& actors, const std::vector<Timex>& times, const std::vector<Saying>& sayings, const Knowledge& knowledge)
      : roles_(roles), actors_(actors), tree_(roles.tree()), doc_(tree_.document()), times_(times), sayings_(sayings), knowledge_(knowledge) {}

  std::vector<RecordClaim> run() {
    for (std::uint32_t s = 0; s < doc_.sentences.size(); ++s) {
      const Sentence& sentence = doc_.sentences[s];
      if (sentence.block != kNone && !doc_.blocks[sentence.block].reporting()) continue;
      for (std::uint32_t t = sentence.first; t < sentence.end; ++t) superlative(t, sentence, s);
    }
    return std::move(out_);
  }

 private:
  bool in_set(std::string_view set, std::uint32_t token) const { return knowledge_.in_set(set, doc_.lemma[token]); }

  // "highest", "most senior", "first": the word that ranks.
  bool ranks(std::uint32_t token) const {
    if (in_set("claim_first", token)) return true;
    if (in_set("claim_most", token) && token + 1 < doc_.token_count() && doc_.upos[token + 1] == Upos::ADJ) return false;  // "most senior": the adjective ranks
    const Upos tag = doc_.upos[token];
    if (tag != Upos::ADJ && tag != Upos::ADV) return false;
    return tree_.has_feat(token, kSup) || (token > 0 && doc_.sentence_of[token - 1] == doc_.sentence_of[token] && in_set("claim_most", token - 1) && token - 1 >= 1);
  }

  // The noun a ranking word belongs to: climb modifiers ("highest" → "level" → "visit").
  std::uint32_t noun_of(std::uint32_t token) const {
    std::uint32_t at = token;
    for (int i = 0; i < 5; ++i) {
      const std::uint32_t up = tree_.head(at);
      if (up == kNone) break;
      const Deprel r = doc_.deprel[at];
      if (r != Deprel::amod && r != Deprel::compound && r != Deprel::advmod && r != Deprel::nmod && r != Deprel::obl && r != Deprel::acl && r != Deprel::nmod_unmarked && r != Deprel::obl_unmarked) break;
      at = up;
      if (doc_.upos[at] == Upos::NOUN && !in_set("claim_level", at)) return at;
    }
    // the parse may hang the parts elsewhere: the next noun to the right that is no "level"
    const Sentence& sentence = doc_.sentences[doc_.sentence_of[token]];
    for (std::uint32_t t = token + 1; t < sentence.end && t < token + 7; ++t)
      if (doc_.upos[t] == Upos::NOUN && !in_set("claim_level", t)) return t;
    return kNone;
  }

  // "since 2019", "since Xi's state visit in 2019", "in nearly five years" to the right of the noun.
  bool baseline(std::uint32_t noun, const Sentence& sentence, RecordClaim& claim) const {
    for (std::uint32_t t = noun + 1; t < sentence.end; ++t) {
      if (!in_set("claim_baseline", t)) continue;
      std::uint32_t end = t + 1;
      const std::uint32_t head = tree_.head(t);
      if (head != kNone && head > t) end = tree_.end(head);
      for (const Timex& time : times_beside(doc_, times_, t))
        if (time.first >= t && time.first <= t + 12) {
          // "in 2019" alone is no baseline; "since 2019" and "in five years" are
          const bool since = in_set("claim_since", t);
          if (!since && time.age_years == 0 && !time.duration) continue;
          if (since) {
            claim.baseline_from = time.when.from;
            end = std::max(end, time.end);
          } else {
            end = std::max(end, time.end);
            if (doc_.published.known && time.age_years > 0) claim.baseline_from = doc_.published.from - std::chrono::days(time.age_years * 365);
          }
          break;
        }
      const bool dated = claim.baseline_from.has_value();
      const bool since = in_set("claim_since", t);
      if (!since && !dated && !has_age(t)) continue;
      constexpr std::uint32_t kLongest = 24;  // tokens
      const bool clause = head != kNone && tree_.verbal(head);  // "since the president, Theoden, went to Gondor"
      std::uint32_t stop = t + 1;
      while (stop < end && stop < sentence.end && stop < t + kLongest && (clause || doc_.form[stop] != ",") && doc_.form[stop] != ".") ++stop;
      while (stop > t + 1 && doc_.upos[stop - 1] == Upos::PUNCT) --stop;
      claim.baseline = doc_.words(tree_.bytes(t, stop));
      claim.span.end = tree_.bytes(t, stop).end;
      return true;
    }
    return false;
  }

  bool has_age(std::uint32_t from) const {
    for (const Timex& time : times_beside(doc_, times_, from))
      if (time.first > from && time.first <= from + 3 && (time.age_years > 0 || time.duration)) return true;
    return false;
  }

  // Says the act by its head alone: an "activity" is no espionage, and what is "scheduled" no referendum.
  static bool plain(const Pattern& pattern) { return !pattern.forbids && !pattern.side && std::ranges::all_of(pattern.constraints, &Constraint::forbidden); }

  void scope(std::uint32_t noun, RecordClaim& claim) const {
    claim.scope_act = doc_.lemma[noun];
    for (const Pattern* pattern : knowledge_.patterns(doc_.lemma[noun], Pattern::noun))
      if (plain(*pattern)) {
        claim.scope_act = knowledge_.acts()[pattern->act].id;
        break;
      }
    if (claim.scope_act == doc_.lemma[noun]) {  // "diplomatic activity", "Chinese leader to visit": as written, or the act below
      const std::uint32_t from = tree_.phrase(noun).first;
      const std::uint32_t start = std::max(from, noun > 2 ? noun - 2 : 0);
      std::uint32_t first = noun;
      while (first > start && (doc_.upos[first - 1] == Upos::ADJ || doc_.upos[first - 1] == Upos::NOUN) && !ranks(first - 1) && !in_set("claim_level", first - 1)) --first;
      claim.scope_act = doc_.words(tree_.bytes(first, noun + 1));
      for (std::uint32_t c : tree_.children(noun))
        if (tree_.is(c, Deprel::acl) && tree_.verbal(c))
          for (const Pattern* pattern : knowledge_.patterns(doc_.lemma[c], Pattern::verb))
            if (plain(*pattern)) {
              claim.scope_act = knowledge_.acts()[pattern->act].id;
              if (const Filler object = roles_.object(c); object.token != kNone) to_country(object.token, claim);
              break;
            }
    }
    if (in_set("claim_traveller", noun)) claim.scope_act = "visit";
    if (const Filler owner = roles_.possessor(noun); owner.token != kNone) from_country(owner.token, claim);
    for (const std::string_view preposition : {"to", "in"}) {
      if (const Filler there = roles_.preposition(noun, preposition); there.token != kNone && claim.scope_to.empty()) to_country(there.token, claim);
      // Wherever the tree hangs it: "visit to Rohan in five years" names the host right behind the noun.
      for (std::uint32_t t = noun + 2; claim.scope_to.empty() && t < doc_.token_count() && t < noun + 6; ++t)
        if (tree_.case_marker(t) == noun + 1 && doc_.lemma[noun + 1] == preposition) to_country(t, claim);
    }
    if (const Filler between = roles_.preposition(noun, "between"); between.token != kNone) {
      const auto read = actors_.read(between.token, false);
      claim.both_ways = true;
      if (!read.empty()) claim.scope_from = read[0].country;
      if (read.size() > 1) claim.scope_to = read[1].country;
    }
    if (claim.scope_from.empty()) {
      if (const Filler owner = roles_.agent(noun); owner.token != kNone) from_country(owner.token, claim);
    }
    if (claim.scope_from.empty() && !claim.both_ways) {
      // the subject of the clause: "China and Gondor are set to engage in the most senior activity"
      std::uint32_t up = noun;
      for (int i = 0; i < 6 && up != kNone; ++i, up = tree_.head(up)) {
        const std::uint32_t subject = tree_.surface_subject(up);
        if (subject == kNone || subject == noun || tree_.within(noun, subject)) continue;
        const auto read = actors_.read(tree_.antecedent(subject), false);
        if (read.empty()) continue;
        claim.scope_from = read[0].country;
        if (read.size() > 1) {
          claim.scope_to = read[1].country;
          claim.both_ways = true;
        }
        break;
      }
    }
  }

  void from_country(std::uint32_t token, RecordClaim& claim) const {
    const auto read = actors_.read(token, true);
    if (!read.empty()) claim.scope_from = read.front().country;
  }
  void to_country(std::uint32_t token, RecordClaim& claim) const {
    const auto read = actors_.read(token, true);
    if (!read.empty()) claim.scope_to = read.front().country;
  }

  void superlative(std::uint32_t token, const Sentence& sentence, std::uint32_t number) {
    if (!ranks(token)) return;
    const std::uint32_t noun = noun_of(token);
    if (noun == kNone) return;
    RecordClaim claim;
    const std::uint32_t first = in_set("claim_most", token ? token - 1 : token) && token ? token - 1 : token;
    claim.span = tree_.bytes(first, noun + 1);
    claim.sentence = number;
    if (!baseline(noun, sentence, claim)) return;
    claim.direction = doc_.words(tree_.bytes(first, token + 1));
    if (in_set("claim_first", token)) claim.metric = "first";
    else claim.metric = in_set("claim_rank", token) || (token + 2 < sentence.end && in_set("claim_level", token + 2)) ? "rank" : "size";
    if (claim.metric == "rank") claim.direction = in_set("claim_low", token) || in_set("claim_low", first) ? "lowest" : "highest";
    scope(noun, claim);
    claim.chain = chain_for(sayings_beside(doc_, sayings_, noun), tree_, noun);
    for (auto old = out_.rbegin(); old != out_.rend() && old->sentence == claim.sentence; ++old)
      if (old->span.overlaps(claim.span)) return;
    out_.push_back(std::move(claim));
  }

  const Roles& roles_;
  const Actors& actors_;
  const Tree& tree_;
  const Document& doc_;
  const std::vector<Timex>& times_;
  const std::vector<Saying>& sayings_;
  const Knowledge& knowledge_;
  std::vector<RecordClaim> out_;
};

}  // namespace

std::vector<RecordClaim> find_claims(const Roles& roles, const Actors& actors, const std::vector<Timex>& times,
                                     const std::vector<Saying>& sayings, const Knowledge& knowledge) {
  return Finder(roles, actors, times, sayings, knowledge).run();
}

}  // namespace dragoman
