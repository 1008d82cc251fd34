#include "train/attitudes.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "coding/lexical.h"
#include "train/quoted.h"

namespace dragoman::train {

namespace {

struct Range {
  std::uint32_t first = 0, end = 0;
  bool empty() const { return first >= end; }
  bool holds(std::uint32_t t) const { return t >= first && t < end; }
};

struct Found {
  std::uint32_t head = kNone;  // the word the cue is built on
  Range cue, source;
  std::vector<Range> content;
  bool closes = false;         // ", according to …" at the end of a sentence: no other's content reaches beyond its comma
  bool quotes = false;         // content in quotation marks: a quotation carried on belongs to it
};

class AttitudeFinder {
 public:
  AttitudeFinder(const Tree& tree, const Knowledge& knowledge)
      : doc_(tree.document()), tree_(tree), knowledge_(knowledge), quoted_(quoted_stretches(tree.document())) {}

  std::vector<Found> run() {
    for (const Sentence& sentence : doc_.sentences) {
      if (speaker_line(sentence)) continue;
      for (std::uint32_t t = sentence.first; t < sentence.end; ++t) {
        if (verb_like(t)) verb(t);
        else if (doc_.upos[t] == Upos::NOUN) noun(t);
        else if (doc_.upos[t] == Upos::ADJ) adjective(t);
        if (tree_.nominal(t)) phrase(t);
      }
    }
    std::ranges::stable_sort(found_, {}, [](const Found& f) { return f.cue.first; });
    std::erase_if(found_, [&](const Found& f) { return inside_quote(f.head) && doc_.form[f.head] != ":"; });  // the quoted one's own words
    take_quotations();
    carry_on();
    outermost();
    return std::move(found_);
  }

 private:
  bool in(std::string_view set, std::uint32_t t) const { return knowledge_.in_set(set, doc_.lemma[t]); }
  bool in(std::string_view set, std::uint32_t t, std::string_view preposition) const {
    return knowledge_.in_set(set, fmt::format("{} {}", doc_.lemma[t], preposition));
  }
  bool verb_like(std::uint32_t t) const {
    if (doc_.upos[t] == Upos::NOUN) return tree_.child(t, Deprel::nsubj) != kNone && tree_.child(t, Deprel::ccomp) != kNone && find_cue(tree_, knowledge_, t, Cue::verb);  // "five say" misread
    return tree_.verbal(t) && !tree_.is(t, Deprel::aux) && !tree_.is(t, Deprel::aux_pass) && !tree_.is(t, Deprel::cop) &&
           !tree_.is(t, Deprel::amod) && !tree_.is(t, Deprel::case_);
  }
  bool finite_relative(std::uint32_t t) const { return tree_.is(t, Deprel::acl_relcl); }

  Range extent(std::uint32_t t) const { return {tree_.first(t), tree_.end(t)}; }
  const Sentence& sentence_of(std::uint32_t t) const { return doc_.sentences[doc_.sentence_of[t]]; }

  // ---- who ----

  // The noun phrase with what names or describes it; of relative clauses only those behind a speaker who stands last ("said Ann Lee, who …").
  Range who(std::uint32_t head, std::uint32_t cue) const {
    if (head == kNone) return {};
    if (doc_.upos[head] == Upos::PRON && tree_.has_feat(head, kRel)) return {head, head + 1};
    Range range{head, head + 1};
    const bool behind = head > cue;
    for (std::uint32_t c : tree_.children(head)) {
      switch (doc_.deprel[c]) {
        case Deprel::case_: case Deprel::punct: case Deprel::cop: case Deprel::nsubj: case Deprel::mark: case Deprel::aux: case Deprel::advcl:
        case Deprel::parataxis: case Deprel::discourse: case Deprel::ccomp: case Deprel::obl: case Deprel::advmod: case Deprel::cc:
          if (tree_.is(c, Deprel::advmod) && c < head && in("attitude.quantity", c)) break;
          continue;
        case Deprel::nmod: case Deprel::nmod_unmarked: case Deprel::obl_unmarked:
          if (c > head && knowledge_.time_word(small(doc_.form[c]))) continue;  // "the board on Monday rejected"
          break;
        case Deprel::acl_relcl: case Deprel::acl:
          if (tree_.within(cue, c)) continue;
          if (!behind && tree_.is(c, Deprel::acl_relcl) && c > head && doc_.form[tree_.first(c)] == ",") continue;
          if (!(behind && tree_.is(c, Deprel::acl_relcl)) && tree_.first(c) > 0 && doc_.form[tree_.first(c) - 1] == ",") continue;
          if (tree_.is(c, Deprel::acl) && doc_.form[tree_.first(c)] == ",") continue;
          break;
        case Deprel::conj:
          if (tree_.verbal(c)) continue;
          break;
        default: break;
      }
      if (tree_.within(cue, c)) continue;
      Range part = extent(c);
      if (behind && c > head) part.end = std::min(part.end, end_of_speaker(part));
      range.first = std::min(range.first, part.first);
      range.end = std::max(range.end, part.end);
    }
    if (!behind && range.end > cue) range.end = std::max(head + 1, std::min(range.end, cue));
    trim_commas(range);
    while (range.first < head && (doc_.upos[range.first] == Upos::CCONJ || in("attitude.focus", range.first))) ++range.first;
    // an apposition ends with the comma that opened it: "Ann Lee, his lawyer, said"
    if (!behind && range.end < cue && doc_.form[range.end] == "," && holds_comma(range)) ++range.end;
    if (range.end < doc_.token_count() && doc_.form[range.end] == ")" && holds(range, "(")) ++range.end;
    return range;
  }
  bool holds(Range range, std::string_view form) const {
    for (std::uint32_t t = range.first; t < range.end; ++t)
      if (doc_.form[t] == form) return true;
    return false;
  }
  bool holds_comma(Range range) const {
    for (std::uint32_t t = range.first; t < range.end; ++t)
      for (std::uint32_t c : tree_.children(t))
        if (tree_.is(c, Deprel::appos) && c > t && range.holds(c) && doc_.form[tree_.first(c)] == ",") return true;
    return false;
  }
  // A speaker behind the cue ends where the quotation goes on.
  std::uint32_t end_of_speaker(Range part) const {
    for (std::uint32_t t = part.first; t < part.end; ++t)
      if (const Quoted* q = quoted_at(t); q && q->first == t) return t;
    return part.end;
  }
  void trim_commas(Range& range) const {
    const auto loose = [&](std::uint32_t t) { return doc_.form[t] == "," || doc_.form[t] == ":" || doc_.form[t] == ";" || doc_.form[t] == "." || doc_.form[t] == "--" || doc_.form[t] == "—" || doc_.form[t] == "-"; };
    while (!range.empty() && loose(range.first)) ++range.first;
    while (!range.empty() && loose(range.end - 1)) --range.end;
  }
  static std::string small(std::string_view form) {
    std::string out(form);
    std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
    return out;
  }

  bool empty_word(std::uint32_t t) const { return tree_.is(t, Deprel::expl) || in("attitude.empty_subject", t); }

  struct Subject {
    std::uint32_t token = kNone;
    std::uint32_t verb = kNone;  // whose subject it is
  };
  // The doer: own subject, or that of the clause above for conjuncts, infinitives and participles; a noun for clauses that modify it.
  Subject doer(std::uint32_t verb, int depth = 0) const {
    if (depth > 6) return {};
    if (const std::uint32_t own = tree_.surface_subject(verb); own != kNone) {
      if (tree_.is(own, Deprel::nsubj_pass) && tree_.passive(verb)) return depth == 0 ? Subject{agent(verb), verb} : Subject{own, verb};
      return {own, verb};
    }
    if (depth == 0 && tree_.passive(verb)) return {agent(verb), verb};
    const std::uint32_t above = tree_.head(verb);
    if (above == kNone) return {};
    switch (doc_.deprel[verb]) {
      case Deprel::conj: case Deprel::xcomp: case Deprel::parataxis:
        if (tree_.is(verb, Deprel::conj) && saying_aside(verb)) return doer(tree_.head(above), depth + 1);
        if (tree_.is(verb, Deprel::xcomp) && tree_.child(above, Deprel::obj) != kNone && !in("subject_control", above) && tree_.child(above, Deprel::obj) < verb && doc_.lemma[above] != "have")
          return {tree_.child(above, Deprel::obj), above};
        return tree_.verbal(above) || tree_.child(above, Deprel::cop) != kNone ? doer(above, depth + 1) : Subject{};
      case Deprel::advcl:
        if (saying_aside(verb) && tree_.is(above, Deprel::ccomp) && tree_.head(above) != kNone && says_verb(tree_.head(above))) return doer(tree_.head(above), depth + 1);
        return tree_.verbal(above) || tree_.child(above, Deprel::cop) != kNone ? doer(above, depth + 1) : Subject{};
      case Deprel::acl:
        return tree_.has_feat(verb, kInf) ? Subject{} : Subject{above, verb};
      case Deprel::ccomp: return saying_aside(verb) ? doer(above, depth + 1) : Subject{};
      default: return {};
    }
  }
  std::uint32_t agent(std::uint32_t verb) const {
    for (std::uint32_t c : tree_.children(verb))
      if (tree_.is(c, Deprel::obl_agent) || (tree_.is(c, Deprel::obl) && tree_.marked_by(c, "by"))) return c;
    return kNone;
  }

  // ---- by which words ----

  bool of_group(std::uint32_t t, std::uint32_t verb) const {
    if (tree_.head(t) != verb) return false;
    switch (doc_.deprel[t]) {
      case Deprel::aux: case Deprel::aux_pass: case Deprel::cop: case Deprel::compound_prt: return true;
      case Deprel::advmod: return doc_.upos[t] == Upos::ADV || doc_.upos[t] == Upos::PART;
      case Deprel::mark: return false;
      default: return false;
    }
  }
  // The verb with auxiliaries, negation, adverbs and particles beside it; verbs that only add aspect stand before ("began to criticise").
  Range verb_group(std::uint32_t verb) const {
    Range range{verb, verb + 1};
    const std::uint32_t begin = sentence_of(verb).first, end = sentence_of(verb).end;
    while (range.first > begin && of_group(range.first - 1, verb)) --range.first;
    while (range.end < end && of_group(range.end, verb)) ++range.end;
    const std::uint32_t above = tree_.head(verb);
    if (above != kNone && tree_.is(verb, Deprel::xcomp) && above < verb && (in("attitude.aspect", above) || joins(verb, above))) {
      const Range outer = verb_group(above);
      bool joined = true;
      for (std::uint32_t t = outer.end; t < range.first; ++t) joined = joined && tree_.head(t) == verb && (tree_.is(t, Deprel::mark) || of_group(t, verb));
      if (joined) range.first = outer.first;
    }
    return range;
  }
  // An infinitive of saying right behind a verb of will: "seems to regret", "wants to know".
  bool joins(std::uint32_t infinitive, std::uint32_t above) const {
    return tree_.child(above, Deprel::obj) == kNone && infinitive > above && infinitive - above <= 4 && tree_.verbal(infinitive) && in("attitude.infinitive", above) &&
           !tree_.passive(above);
  }
  void add_manner(Range& cue, std::uint32_t verb) const {  // "said in a statement", "wrote on Twitter"
    for (std::uint32_t c : tree_.children(verb)) {
      if (!tree_.is(c, Deprel::obl) || tree_.first(c) != cue.end || !in("attitude.manner", c)) continue;
      bool plain = true;
      for (std::uint32_t g : tree_.children(c)) plain = plain && !tree_.is(g, Deprel::acl) && !tree_.is(g, Deprel::acl_relcl) && !tree_.is(g, Deprel::nmod);
      if (plain) cue.end = tree_.end(c);
    }
    trim_commas(cue);
  }

  // ---- what ----

  const Quoted* quoted_at(std::uint32_t t) const {
    for (const Quoted& q : quoted_)
      if (t >= q.first && t < q.end) return &q;
    return nullptr;
  }
  bool inside_quote(std::uint32_t t) const { return quoted_at(t) != nullptr; }

  bool says_verb(std::uint32_t t) const { return find_cue(tree_, knowledge_, t, Cue::verb) != nullptr || in("attitude.utter", t); }

  // A clause that is said: without the date of the saying before it, a further participle of saying or an aside of the writer behind it.
  Range clause(std::uint32_t root) const {
    Range range = extent(root);
    const std::uint32_t mark = tree_.child(root, Deprel::mark);
    if (mark != kNone && mark > range.first && doc_.lemma[mark] == "that") range.first = mark;
    for (std::uint32_t c : tree_.children(root)) {
      if (saying_aside(c) && tree_.first(c) > root) range.end = std::min(range.end, tree_.first(c));
      if (tree_.is(c, Deprel::obl) && tree_.first(c) == range.first && c < root && knowledge_.time_word(small(doc_.form[c])) && doc_.form[tree_.end(c)] != ",") range.first = tree_.end(c);
    }
    return range;
  }
  // ", adding that it was late": whoever said the rest says this too.
  bool saying_aside(std::uint32_t t) const {
    if (tree_.is(t, Deprel::conj)) {  // "says he will stay and warns of a war": the tenses tell whose verb it is
      const std::uint32_t clause = tree_.head(t), cue = clause == kNone || !tree_.is(clause, Deprel::ccomp) ? kNone : tree_.head(clause);
      return cue != kNone && cue < clause && says_verb(cue) && !inside_quote(t) && tree_.surface_subject(t) == kNone && says_verb(t) && tree_.has_feat(t, kFin | kPres) && tree_.has_feat(cue, kFin | kPres) &&
             tree_.child(t, Deprel::aux) == kNone;
    }
    if (!(tree_.is(t, Deprel::advcl) || tree_.is(t, Deprel::ccomp)) || !tree_.verbal(t) || tree_.surface_subject(t) != kNone || tree_.child(t, Deprel::mark) != kNone || inside_quote(t)) return false;
    const std::uint32_t first = tree_.first(t);
    return (tree_.has_feat(t, kGer) || tree_.has_feat(t, kPart)) && (doc_.form[first] == "," || (first > 0 && doc_.form[first - 1] == ",")) && says_verb(t);
  }

  void verb(std::uint32_t t) {
    if (auto found = read_verb(t)) keep(std::move(*found));
  }
  std::optional<Found> read_verb(std::uint32_t t) const {
    if (in("attitude.never", t)) return {};
    Found found;
    found.head = t;
    found.cue = verb_group(t);
    const bool says = says_verb(t);
    const std::uint32_t subject = doer(t).token;
    const bool passive = tree_.passive(t), object_verb = in("attitude.object", t) && !in("attitude.hearer", t);
    std::uint32_t preposition_end = kNone;
    // a clause
    for (std::uint32_t c : tree_.children(t)) {
      if (tree_.is(c, Deprel::ccomp) || (tree_.is(c, Deprel::parataxis) && says && tree_.verbal(c) && (inside_quote(c) || c < t))) {
        if (saying_aside(c) || (!says && in("attitude.no_clause", t))) continue;
        add_content(found, clause(c), t);
      }
    }
    if (!found.content.empty() && says)  // "said that they will help and that Rohan will too"
      for (std::uint32_t c : tree_.children(t))
        if (tree_.is(c, Deprel::conj) && c > t && tree_.verbal(c)) {
          const std::uint32_t mark = tree_.child(c, Deprel::mark), subject_of = tree_.surface_subject(c);
          if ((mark != kNone && in("attitude.that", mark)) || (subject_of != kNone && doc_.upos[subject_of] == Upos::PRON && found.content.front().first > t && !says_verb(c))) add_content(found, clause(c), t);
        }
    if (found.content.empty() && says)  // "said in a statement that"
      for (std::uint32_t c : tree_.children(t))
        if (tree_.is(c, Deprel::obl) && in("attitude.manner", c))
          for (std::uint32_t g : tree_.children(c))
            if ((tree_.is(g, Deprel::acl) || tree_.is(g, Deprel::ccomp) || tree_.is(g, Deprel::acl_relcl)) && tree_.child(g, Deprel::mark) != kNone && found.content.empty() && tree_.first(g) > c) {
              add_content(found, extent(g), t);
              found.cue.end = std::max(found.cue.end, tree_.first(g));
            }
    // "…, he said": what is said stands above
    if (found.content.empty() && says && tree_.head(t) != kNone && (tree_.is(t, Deprel::parataxis) || aside(t))) {
      const std::uint32_t root = tree_.is(t, Deprel::parataxis) ? tree_.head(t) : clause_of(tree_.head(t));
      Range whole = extent(root);
      const Range own = extent(t);
      if (own.first > whole.first) add_content(found, {whole.first, own.first}, t);
      if (found.content.empty() && own.end < whole.end) add_content(found, {own.end, whole.end}, t);
    }
    if (found.content.empty() && says) beside_quotation(found, t);
    if (found.content.empty()) {
      const std::uint32_t infinitive = tree_.child(t, Deprel::xcomp), object = tree_.child(t, Deprel::obj);
      if (infinitive != kNone && in("attitude.infinitive", t)) {
        if (joins(infinitive, t) && read_verb(infinitive)) return {};  // "refuses to disavow" is one cue
        Range range = extent(infinitive);
        if (object != kNone && object < infinitive && object > t && !in("attitude.hearer", t)) range.first = tree_.first(object);
        if (passive || in("attitude.raising", t)) {
          if (tree_.surface_subject(t) != kNone && !empty_word(tree_.surface_subject(t))) add_content(found, extent(tree_.surface_subject(t)), t);
        }
        add_content(found, range, t);
      }
    }
    if (found.content.empty()) {  // "call for talks", "talk about the war"
      for (std::uint32_t c : tree_.children(t)) {
        if (!(tree_.is(c, Deprel::obl) || tree_.is(c, Deprel::advcl) || tree_.is(c, Deprel::nmod)) || c < t) continue;
        const std::uint32_t marker = tree_.child(c, Deprel::case_) != kNone ? tree_.child(c, Deprel::case_) : tree_.child(c, Deprel::mark);
        if (marker == kNone || !in("attitude.preposition", t, small(doc_.form[marker]))) continue;
        Range range = extent(c);
        range.first = marker + 1;
        for (std::uint32_t more : tree_.children(t))  // "called for the minister to resign"
          if ((tree_.is(more, Deprel::advcl) || tree_.is(more, Deprel::xcomp)) && tree_.first(more) == range.end && tree_.has_feat(more, kInf)) range.end = tree_.end(more);
        const std::uint32_t object = tree_.child(t, Deprel::obj);
        if (object != kNone && object > t && object < marker && !in("attitude.hearer", t)) range.first = tree_.first(object);
        else if (marker == found.cue.end) preposition_end = marker + 1;
        else range.first = marker;
        if (passive && tree_.surface_subject(t) != kNone && object_verb) add_content(found, extent(tree_.surface_subject(t)), t), preposition_end = kNone, range.first = marker;
        add_content(found, range, t);
        break;
      }
    }
    if (found.content.empty() && object_verb) {
      if (passive) {
        std::uint32_t what = tree_.surface_subject(t);
        if (what == kNone && tree_.is(t, Deprel::acl)) what = kNone;
        if (what != kNone) {
          add_content(found, extent(what), t);
          if (const std::uint32_t as = predicate_of(t); as != kNone) add_content(found, extent(as), t);
        }
      } else if (const std::uint32_t object = tree_.child(t, Deprel::obj); object != kNone && !(in("attitude.light", t) && in("attitude.noun", object)) && !(in("attitude.no_object", object) && tree_.child(object, Deprel::nmod) == kNone && tree_.child(object, Deprel::nmod_poss) == kNone && tree_.child(object, Deprel::acl) == kNone)) {
        Range range = extent(object);
        for (std::uint32_t c : tree_.children(t))  // "called him a liar", "described it as a success"
          if ((tree_.is(c, Deprel::xcomp) || ((tree_.is(c, Deprel::obl) || tree_.is(c, Deprel::advcl)) && tail(c))) && c > object) range.end = std::max(range.end, tree_.end(c));
        add_content(found, range, t);
      }
    }
    if (found.content.empty()) return {};
    if (preposition_end != kNone) found.cue.end = preposition_end;
    else if (says) add_manner(found.cue, t);
    if (found.cue.end < doc_.token_count() && doc_.form[found.cue.end] == ":" ) ++found.cue.end;
    if (subject != kNone && !empty_word(subject)) {
      if (in("attitude.raising", t) && subject < t && !passive) {}  // "seems to": what seems is no source
      else found.source = who(subject, t);
    }
    part_from_source(found);
    if (found.content.empty()) return {};
    if (subject != kNone && !says && !passive && !empty_word(subject) && thing(subject) && !in("attitude.raising", t)) return {};
    if (found.source.empty() && !passive && !in("attitude.raising", t) && !(subject != kNone && empty_word(subject)) && !inherited_gap(t)) return {};
    return found;
  }
  // "praised Rohan for its patience", "called it …": what follows the object belongs to what is meant.
  bool tail(std::uint32_t t) const {
    const std::uint32_t marker = tree_.child(t, Deprel::case_) != kNone ? tree_.child(t, Deprel::case_) : tree_.child(t, Deprel::mark);
    return marker != kNone && in("attitude.tail", marker);
  }
  // No speaker is expressed, but the form asks for none ("asked if", "saying").
  bool inherited_gap(std::uint32_t t) const { return says_verb(t) && tree_.child(t, Deprel::ccomp) != kNone && (tree_.has_feat(t, kPart) || tree_.has_feat(t, kGer) || tree_.has_feat(t, kFin)); }
  // Nothing that speaks or thinks ("the storm changed that").
  bool thing(std::uint32_t t) const {
    return doc_.upos[t] == Upos::NOUN && in("attitude.thing", t);
  }
  std::uint32_t predicate_of(std::uint32_t verb) const {
    for (std::uint32_t c : tree_.children(verb))
      if (tree_.is(c, Deprel::xcomp) || (tree_.is(c, Deprel::obl) && tree_.marked_by(c, "as"))) return c;
    return kNone;
  }
  bool aside(std::uint32_t t) const {
    if (!tree_.is(t, Deprel::acl_relcl)) return false;
    const std::uint32_t subject = tree_.surface_subject(t);
    if (subject == kNone || tree_.antecedent(subject) != subject) return false;
    std::uint32_t first = tree_.first(t);
    while (first < t && doc_.upos[first] == Upos::PUNCT) ++first;
    return first > 0 && (doc_.form[first - 1] == "," || inside_quote(first - 1));
  }
  std::uint32_t clause_of(std::uint32_t token) const {
    std::uint32_t at = token;
    while (!tree_.verbal(at) && tree_.head(at) != kNone && tree_.child(at, Deprel::cop) == kNone) at = tree_.head(at);
    return at;
  }
  // A quotation that ends just before, or begins just behind, the cue and its speaker.
  void beside_quotation(Found& found, std::uint32_t t) const {
    if (inside_quote(t)) return;
    const Sentence& sentence = sentence_of(t);
    const std::uint32_t subject = tree_.surface_subject(t);
    std::uint32_t from = found.cue.first, to = found.cue.end;
    if (subject != kNone) from = std::min(from, tree_.first(subject)), to = std::max(to, std::min(tree_.end(subject), sentence.end));
    const bool object = tree_.child(t, Deprel::obj) != kNone && !in("attitude.hearer", t);
    for (const Quoted& q : quoted_) {
      const bool beside = (q.end == sentence.first && from == sentence.first && !object && q.first > 0 && doc_.sentences[doc_.sentence_of[q.first]].block == sentence.block) || (q.first == sentence.end && doc_.form[sentence.end - 1] == ":" && to + 1 >= sentence.end);
      if (beside && !inside_quote(t)) {  // the sentence was cut at the mark
        found.content.push_back({q.first, q.end});
        return;
      }
      if (q.end <= sentence.first || q.first >= sentence.end) continue;
      if ((q.end <= from && from - q.end <= 2) || (q.first >= to && q.first - to <= 4 && !object)) {
        add_content(found, {std::max(q.first, sentence.first), std::min(q.end, sentence.end)}, t);
        return;
      }
    }
  }

  // Content without outer punctuation and without the cue; whole quotations keep their marks.
  void add_content(Found& found, Range range, std::uint32_t cue) const {
    while (!range.empty() && doc_.upos[range.first] == Upos::PUNCT && !quote_mark(range.first) && doc_.form[range.first] != "'") ++range.first;
    while (!range.empty() && doc_.upos[range.end - 1] == Upos::PUNCT && !quote_mark(range.end - 1) && doc_.form[range.end - 1] != "'" && !keeps(range)) --range.end;
    if (range.empty()) return;
    if (range.first > 0 && doc_.form[range.first - 1] == "that" && doc_.upos[range.first - 1] == Upos::SCONJ) --range.first;
    for (std::uint32_t k = range.first + 1; k + 1 < range.end; ++k)
      if (doc_.form[k] == "," && in("attitude.aside", k + 1) && !inside_quote(k) && closes_as_relative(k + 1, range)) {
        range.end = k;
        break;
      }
    if (range.first > 0 && quote_mark(range.first - 1) && starts_quote(range.first - 1)) --range.first;
    const std::uint32_t end = doc_.sentences[doc_.sentence_of[range.first]].end;
    if (range.end < end && doc_.upos[range.end] == Upos::PUNCT && !quote_mark(range.end) && range.end + 1 < end && quote_mark(range.end + 1) && inside_quote(range.end)) ++range.end;
    if (range.end < end && quote_mark(range.end) && !starts_quote(range.end)) ++range.end;
    if (range.holds(cue)) {
      if (cue - range.first >= range.end - cue) range.end = std::min(range.end, found.cue.first);
      else range.first = std::max(range.first, found.cue.end);
    }
    if (!range.empty()) found.content.push_back(range);
  }
  // The speaker is no part of what he says, however the tree hangs him.
  void part_from_source(Found& found) const {
    if (found.source.empty()) return;
    for (Range& r : found.content) {
      if (r.end <= found.source.first || r.first >= found.source.end || doc_.deprel[found.head] == Deprel::acl) continue;
      if (r.first < found.source.first) r.end = found.source.first;
      else r.first = std::min(r.end, found.source.end);
      while (!r.empty() && doc_.upos[r.first] == Upos::PUNCT && !quote_mark(r.first)) ++r.first;
      while (!r.empty() && doc_.upos[r.end - 1] == Upos::PUNCT && !quote_mark(r.end - 1)) --r.end;
    }
    std::erase_if(found.content, [](Range r) { return r.empty(); });
  }
  bool closes_as_relative(std::uint32_t pronoun, Range range) const {
    for (std::uint32_t t = pronoun; t != kNone; t = tree_.head(t))
      if (tree_.is(t, Deprel::acl_relcl) || tree_.is(t, Deprel::advcl_relcl)) return tree_.end(t) >= range.end && tree_.first(t) + 1 >= pronoun;
    return false;
  }
  bool quote_mark(std::uint32_t t) const {
    const std::string_view f = doc_.form[t];
    return f == "\"" || f == "''" || f == "``";
  }
  bool starts_quote(std::uint32_t t) const {
    return std::ranges::any_of(quoted_, [&](const Quoted& q) { return q.first == t; });
  }
  bool keeps(Range range) const {  // "?" and ")" belong to what is said
    const std::string_view f = doc_.form[range.end - 1];
    return f == "?" || f == "!" || (f == ")" && holds(range, "("));
  }

  // ---- nouns, adjectives, phrases ----

  void noun(std::uint32_t t) {
    const bool claim = in("attitude.noun", t) || (!knowledge_.cues(doc_.lemma[t], Cue::noun).empty() && !in("attitude.paper", t));
    const bool person = in("attitude.person", t);
    if (!claim && !person) return;
    if (const std::uint32_t above = tree_.head(t); above != kNone && tree_.is(t, Deprel::obl) && in("attitude.manner", t) && says_verb(above)) return;
    Found found;
    found.head = t;
    found.cue = {t, t + 1};
    for (std::uint32_t c : tree_.children(t)) {
      if (c < t || !found.content.empty()) continue;
      if (tree_.is(c, Deprel::acl) && claim && (tree_.child(c, Deprel::mark) != kNone)) add_content(found, extent(c), t);
      if (tree_.is(c, Deprel::ccomp) && claim) add_content(found, extent(c), t);
      if (tree_.is(c, Deprel::nmod) || (claim && tree_.is(c, Deprel::acl))) {
        const std::uint32_t marker = tree_.child(c, Deprel::case_) != kNone ? tree_.child(c, Deprel::case_) : tree_.child(c, Deprel::mark);
        if (marker == kNone) continue;
        const bool fits = person ? doc_.lemma[marker] == "of" : in("attitude.noun_preposition", t, doc_.lemma[marker]);
        if (!fits || !found.content.empty()) continue;
        Range range = extent(c);
        range.first = marker + 1;
        if (marker == t + 1) found.cue.end = marker + 1;
        add_content(found, range, t);
      }
    }
    if (found.content.empty()) return;
    if (claim) {
      const std::uint32_t above = tree_.head(t);
      const std::uint32_t owner = tree_.child(t, Deprel::nmod_poss);
      if (owner != kNone) found.source = with_case(owner, t);
      else if (above != kNone && tree_.is(t, Deprel::obj) && in("attitude.light", above)) {
        found.source = who(doer(above).token, above);
        const Range group = verb_group(above);
        if (tree_.first(t) >= group.end) found.cue.first = group.first;
      } else
        for (std::uint32_t c : tree_.children(t))
          if (tree_.is(c, Deprel::nmod) && (tree_.marked_by(c, "by") || tree_.marked_by(c, "from") || tree_.marked_by(c, "among"))) found.source = who(c, t);
      if (found.source.empty() && !in("attitude.noun", t)) return;
    }
    while (found.cue.first > 0 && !found.source.holds(found.cue.first - 1) && tree_.head(found.cue.first - 1) == t && own_modifier(found.cue.first - 1)) --found.cue.first;
    keep(std::move(found));
  }
  bool own_modifier(std::uint32_t t) const {
    return (tree_.is(t, Deprel::amod) || tree_.is(t, Deprel::det) || tree_.is(t, Deprel::compound)) && tree_.first(t) == t;
  }
  Range with_case(std::uint32_t owner, std::uint32_t cue) const {
    Range range = who(owner, cue);
    for (std::uint32_t c : tree_.children(owner))
      if (tree_.is(c, Deprel::case_) && c == range.end) range.end = c + 1;
    return range;
  }

  void adjective(std::uint32_t t) {
    if (!in("attitude.adjective", t)) return;
    Found found;
    found.head = t;
    found.cue = verb_group(t);
    for (std::uint32_t c : tree_.children(t)) {
      if (c < t || !found.content.empty()) continue;
      if (tree_.is(c, Deprel::ccomp) || tree_.is(c, Deprel::xcomp) || (tree_.is(c, Deprel::advcl) && tree_.child(c, Deprel::mark) != kNone && in("attitude.that", tree_.child(c, Deprel::mark)))) add_content(found, extent(c), t);
      else if (tree_.is(c, Deprel::obl) || tree_.is(c, Deprel::advcl)) {
        const std::uint32_t marker = tree_.child(c, Deprel::case_) != kNone ? tree_.child(c, Deprel::case_) : tree_.child(c, Deprel::mark);
        if (marker == kNone || !in("attitude.adjective_preposition", marker)) continue;
        Range range = extent(c);
        range.first = marker + 1;
        if (marker == found.cue.end) found.cue.end = marker + 1;
        add_content(found, range, t);
      }
    }
    if (found.content.empty()) return;
    const std::uint32_t subject = tree_.surface_subject(t) != kNone ? tree_.surface_subject(t) : doer(t).token;
    if (subject != kNone && !empty_word(subject)) found.source = who(subject, t);
    keep(std::move(found));
  }

  // "according to X", "in X's view", "per X"
  void phrase(std::uint32_t t) {
    const std::uint32_t above = tree_.head(t);
    if (above == kNone) return;
    Found found;
    found.head = t;
    for (std::uint32_t c : tree_.children(t)) {
      if (!tree_.is(c, Deprel::case_) && !tree_.is(c, Deprel::mark)) continue;
      std::uint32_t end = c + 1;
      while (end < t && (tree_.head(end) == c || (tree_.head(end) == t && tree_.is(end, Deprel::case_)))) ++end;
      std::string words;
      for (std::uint32_t k = c; k < end; ++k) {
        words += (words.empty() ? "" : " ") + std::string(doc_.form[k]);
      }
      std::ranges::transform(words, words.begin(), [](char ch) { return ch >= 'A' && ch <= 'Z' ? static_cast<char>(ch | 0x20) : ch; });
      if (!knowledge_.in_set("attitude.phrase", words)) continue;
      found.cue = {c, end};
      found.source = who(t, c);
      break;
    }
    if (found.cue.empty()) return;
    std::uint32_t root = clause_of(above);
    while (tree_.head(root) != kNone && (tree_.is(root, Deprel::advcl) || tree_.is(root, Deprel::xcomp))) root = tree_.head(root);
    const Range whole = extent(root), own = extent(t);
    if (own.first > whole.first + 1) add_content(found, {whole.first, own.first}, t);
    else add_content(found, {own.end, whole.end}, t);
    const Sentence& sentence = sentence_of(t);
    if (own.first > sentence.first && doc_.form[own.first - (doc_.form[own.first] == "," ? 0 : 1)] == "," && own.end + 1 >= sentence.end && !inside_quote(t)) {
      found.content.clear();  // at the end, behind a comma: speaks about the whole sentence
      add_content(found, {sentence.first, own.first}, t);
      found.closes = true;
    }
    if (found.content.empty()) return;
    if (tree_.is(root, Deprel::conj) && found.content.front().first < root && doc_.upos[found.content.front().first] == Upos::CCONJ) ++found.content.front().first;
    keep(std::move(found));
  }

  // "LEE: We will see." in transcripts and headlines: the rest of the paragraph is said.
  bool speaker_line(const Sentence& sentence) {
    if (line_block_ != kNone && sentence.block == line_block_ && !names_speaker(sentence)) {
      found_.back().content.push_back({sentence.first, sentence.end});
      return true;
    }
    line_block_ = kNone;
    const std::uint32_t colon = names_speaker(sentence);
    if (!colon) return false;
    Found found;
    found.head = colon;
    found.cue = {colon, colon + 1};
    found.source = {sentence.first, colon};
    add_content(found, {colon + 1, sentence.end}, colon);
    if (found.content.empty()) return false;
    const bool loud = std::ranges::none_of(doc_.words(tree_.bytes(sentence.first, colon)), [](char c) { return c >= 'a' && c <= 'z'; });
    if (loud) found.content.back().end = sentence.end, line_block_ = sentence.block;
    keep(std::move(found));
    return true;
  }
  // The colon behind a name that opens a sentence and its block; 0 where there is none.
  std::uint32_t names_speaker(const Sentence& sentence) const {
    for (std::uint32_t t = sentence.first; t < std::min(sentence.end, sentence.first + 6); ++t) {
      if (doc_.form[t] == ":" && t > sentence.first) return t + 1 < sentence.end && doc_.upos[t + 1] != Upos::NUM && name_before(sentence.first, t) ? t : 0;
      if (doc_.upos[t] != Upos::PROPN && doc_.form[t] != "." && doc_.form[t] != "-") return 0;
    }
    return 0;
  }
  bool name_before(std::uint32_t first, std::uint32_t colon) const {
    for (std::uint32_t t = first; t < colon; ++t)
      if (doc_.name_tag[t] == NameTag::first_person || doc_.name_tag[t] == NameTag::in_person || doc_.name_tag[t] == NameTag::first_body || doc_.name_tag[t] == NameTag::in_body) return true;
    return std::ranges::none_of(doc_.words(tree_.bytes(first, colon)), [](char c) { return c >= 'a' && c <= 'z'; });
  }

  void keep(Found found) { found_.push_back(std::move(found)); }

  // ---- quotations ----

  // What is said in part in quotation marks is said to their end, over sentences too; the second half behind the cue as well.
  void take_quotations() {
    for (Found& f : found_) {
      if (inside_quote(f.head)) continue;
      const Sentence& sentence = sentence_of(f.head);
      const bool says = doc_.upos[f.head] != Upos::NOUN && (tree_.nominal(f.head) || says_verb(f.head));
      std::vector<Range> more;
      for (const Quoted& q : quoted_) {
        if (q.end <= f.content.front().first && q.end + 3 < f.content.front().first) continue;
        bool touches = false;
        for (Range& r : f.content) {
          if (r.first >= q.end || q.first >= r.end) continue;
          touches = true;
          if (!q_holds(q, f.cue) && !q_holds(q, f.source)) r = {std::min(r.first, q.first), std::max(r.end, q.end)};
        }
        if (touches) f.quotes = true;
        else if (says && f.quotes && q.first >= f.cue.end && q.first < sentence.end && goes_on(std::max(f.cue.end, f.source.end < q.first ? f.source.end : 0), q.first)) more.push_back({q.first, q.end});
      }
      f.content.insert(f.content.end(), more.begin(), more.end());
    }
  }
  bool goes_on(std::uint32_t from, std::uint32_t to) const {
    if (to < from || to - from > 2) return false;
    for (std::uint32_t t = from; t < to; ++t)
      if (doc_.upos[t] != Upos::PUNCT) return false;
    return true;
  }
  static bool q_holds(const Quoted& q, Range r) { return !r.empty() && r.first < q.end && q.first < r.end; }

  // A sentence that is a quotation and has no cue of its own goes to the one quoted before.
  void carry_on() {
    for (std::size_t k = 0; k < quoted_.size(); ++k) {
      const Quoted& q = quoted_[k];
      const Sentence& sentence = sentence_of(q.first);
      if (q.first != sentence.first || taken(q)) continue;
      const std::uint32_t last = q.end - 1;
      if (last + 2 < doc_.sentences[doc_.sentence_of[last]].end) continue;  // words of the writer follow
      Found* before = nullptr;
      for (Found& f : found_)
        if (f.quotes && f.cue.first < q.first) before = &f;
      if (!before) continue;
      const std::uint32_t end = std::max(before->cue.end, before->content.back().end);
      const std::uint32_t from = doc_.sentences[doc_.sentence_of[end - 1]].block, here = sentence.block;
      if (from != here && here - from > 1) continue;
      if (doc_.sentence_of[q.first] > doc_.sentence_of[end - 1] + 1) continue;
      before->content.push_back({q.first, q.end});
    }
  }
  bool taken(const Quoted& q) const {
    return std::ranges::any_of(found_, [&](const Found& f) { return std::ranges::any_of(f.content, [&](Range r) { return r.first < q.end && q.first < r.end; }); });
  }

  // What lies in another's content is his affair.
  void outermost() {
    for (const Found& closing : found_)
      if (closing.closes)
        for (Found& f : found_)
          for (Range& r : f.content)
            if (&f != &closing && r.first < closing.cue.first && r.end > closing.cue.first && f.head < closing.cue.first) r.end = closing.cue.first - 1;
    std::vector<Found> kept;
    for (std::size_t i = 0; i < found_.size(); ++i) {
      bool inner = false;
      for (std::size_t k = 0; k < found_.size() && !inner; ++k) {
        if (k == i) continue;
        const bool there = std::ranges::any_of(found_[k].content, [&](Range r) { return r.holds(found_[i].head); });
        const bool back = std::ranges::any_of(found_[i].content, [&](Range r) { return r.holds(found_[k].head); });
        inner = there && (!back || size(found_[k]) > size(found_[i]));
      }
      if (!inner) kept.push_back(found_[i]);
    }
    found_ = std::move(kept);
  }
  static std::uint32_t size(const Found& f) {
    std::uint32_t sum = 0;
    for (Range r : f.content) sum += r.end - r.first;
    return sum;
  }

  const Document& doc_;
  const Tree& tree_;
  const Knowledge& knowledge_;
  std::vector<Quoted> quoted_;
  std::vector<Found> found_;
  std::uint32_t line_block_ = kNone;
};

}  // namespace

std::vector<QuoteLink> find_attitudes(const Tree& tree, const Knowledge& knowledge) {
  std::vector<QuoteLink> links;
  for (const Found& f : AttitudeFinder(tree, knowledge).run()) {
    QuoteLink link;
    if (!f.source.empty()) link.source.push_back(tree.bytes(f.source.first, f.source.end));
    link.cue.push_back(tree.bytes(f.cue.first, f.cue.end));
    std::vector<Range> content = f.content;
    std::ranges::sort(content, {}, [](Range r) { return r.first; });
    for (Range r : content) {
      const Span span = tree.bytes(r.first, r.end);
      if (!link.content.empty() && span.begin <= link.content.back().end + 3) link.content.back().end = std::max(link.content.back().end, span.end);
      else link.content.push_back(span);
    }
    links.push_back(std::move(link));
  }
  return links;
}

std::vector<QuoteLink> links_of_sayings(const Reading& reading) {
  std::vector<QuoteLink> links;
  for (const Saying& saying : reading.sayings) {
    QuoteLink link;
    if (saying.cue == kNone && !links.empty()) {
      links.back().content.push_back(reading.tree.bytes(saying.first, saying.end));
      continue;
    }
    if (saying.cue == kNone) continue;
    const auto [first, end] = reading.tree.phrase(saying.speaker);
    link.source.push_back(reading.tree.bytes(first, end));
    link.cue.push_back(reading.tree.bytes(saying.cue, saying.cue + 1));
    link.content.push_back(reading.tree.bytes(saying.first, saying.end));
    links.push_back(std::move(link));
  }
  return links;
}

}  // namespace dragoman::train
