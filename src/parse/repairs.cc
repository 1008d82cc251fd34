#include "parse/repairs.h"

#include <algorithm>
#include <string>
#include <vector>

namespace dragoman {

namespace {

class Repairs {
 public:
  Repairs(Document& doc, const Knowledge& knowledge, std::pmr::memory_resource& scratch)
      : doc_(doc), knowledge_(knowledge), clauses_(&scratch), lower_(&scratch) {}

  void run() {
    for (const Sentence& sentence : doc_.sentences)
      if (sentence.first < sentence.end && !doc_.lemma[sentence.first].empty()) mend(sentence);
  }

 private:
  void mend(const Sentence& sentence) {
    for (std::uint32_t t = sentence.first; t + 1 < sentence.end; ++t)
      if (weekday(t)) free_weekday(t, sentence), free_lone_weekday(t, sentence);
    for (std::uint32_t t = sentence.first + 1; t + 1 < sentence.end; ++t)
      if (doc_.head[t] == kNone && doc_.upos[t] == Upos::NOUN) name_deed(t, sentence);
    for (std::uint32_t t = sentence.first + 1; t < sentence.end; ++t)
      if (doc_.deprel[t] == Deprel::aux && doc_.upos[t - 1] == Upos::ADP) name_month(t);
    for (std::uint32_t t = sentence.first + 2; t + 1 < sentence.end; ++t)
      if (doc_.deprel[t] == Deprel::amod) free_speaker(t, sentence);
    for (std::uint32_t t = sentence.first; t < sentence.end; ++t) move_case(t);
    if (!finite(sentence))
      for (std::uint32_t t = sentence.first + 1; t < sentence.end; ++t)
        if (doc_.deprel[t] == Deprel::amod && free_clause(t, sentence)) break;
    for (std::uint32_t t = sentence.first; t < sentence.end; ++t)
      if (doc_.deprel[t] == Deprel::nsubj) free_verb(t), free_prefix(t);
    for (std::uint32_t t = sentence.first + 1; t < sentence.end; ++t) part_ways(t, sentence);
    for (std::uint32_t t = sentence.first + 1; t < sentence.end; ++t)
      if (doc_.name_tag[t] == NameTag::in_person && doc_.head[t] != kNone && doc_.head[t] == doc_.head[t - 1] && doc_.deprel[t] == doc_.deprel[t - 1])
        doc_.head[t] = t - 1, doc_.deprel[t] = Deprel::flat;  // "by Yun Sun": one person
    for (std::uint32_t t = sentence.first + 2; t < sentence.end; ++t)
      if (doc_.deprel[t] == Deprel::conj) free_conjunct(t);
    note_clauses(sentence);
    for (std::uint32_t t = sentence.first; t < sentence.end; ++t)
      if (reports(t, sentence)) lift(t);
    note_clauses(sentence);
    for (std::uint32_t t = sentence.first; t < sentence.end; ++t) find_subject(t, clauses_[t - sentence.first]);
    for (std::uint32_t t = sentence.first + 1; t + 1 < sentence.end; ++t)
      if (doc_.deprel[t] == Deprel::amod) free_participle(t);
  }

  // "Mordor test fired a missile": who stands before the noun does it.
  void free_prefix(std::uint32_t t) {
    const std::uint32_t verb = doc_.head[t];
    if (verb != t + 1 || doc_.upos[verb] != Upos::VERB || t == 0 || !knowledge_.in_set("verb_prefix_noun", doc_.lemma[t])) return;
    std::uint32_t owner = kNone;
    for (std::uint32_t c = sentence_of(t).first; c < t; ++c)
      if (doc_.head[c] == t && (doc_.deprel[c] == Deprel::compound || doc_.deprel[c] == Deprel::nmod_poss) && doc_.upos[c] == Upos::PROPN) owner = c;
    if (owner == kNone) return;
    doc_.head[owner] = verb, doc_.deprel[owner] = Deprel::nsubj;
    doc_.deprel[t] = Deprel::compound;
  }

  // "were killed following clashes": a preposition, taken for what the clashes do, and what is behind it for an object.
  void free_participle(std::uint32_t t) {
    const std::uint32_t noun = doc_.head[t], verb = noun == kNone ? kNone : doc_.head[noun];
    if (verb == kNone || verb >= t || noun < t || doc_.deprel[noun] != Deprel::obj || doc_.upos[t] != Upos::VERB) return;
    if (!knowledge_.in_set("participle_preposition", doc_.form[t])) return;
    bool passive = false;
    for (std::uint32_t c = sentence_of(t).first; c < verb; ++c) passive = passive || (doc_.head[c] == verb && doc_.deprel[c] == Deprel::aux_pass);
    if (!passive) return;
    doc_.upos[t] = Upos::ADP, doc_.deprel[t] = Deprel::case_, doc_.deprel[noun] = Deprel::obl;
  }

  // "condemned the sale and imposed sanctions": what stands right behind a second verb that has no object is its object, no
  // companion of the first one's.
  void free_conjunct(std::uint32_t noun) {
    const std::uint32_t before = doc_.head[noun], first = leftmost(noun);
    if (doc_.upos[noun] != Upos::NOUN || before == kNone || first == first_of(noun) || doc_.upos[before] == Upos::VERB) return;
    const std::uint32_t verb = first - 1;
    if (doc_.upos[verb] != Upos::VERB || doc_.deprel[verb] != Deprel::conj || verb < before || cased(noun) || time_word(noun)) return;
    for (std::uint32_t t = verb; t < sentence_of(noun).end; ++t)
      if (doc_.head[t] == verb && (doc_.deprel[t] == Deprel::obj || doc_.deprel[t] == Deprel::aux_pass)) return;
    doc_.head[noun] = verb, doc_.deprel[noun] = Deprel::obj;
  }
  const Sentence& sentence_of(std::uint32_t token) const { return doc_.sentences[doc_.sentence_of[token]]; }

  void note_clauses(const Sentence& sentence) {
    clauses_.assign(sentence.end - sentence.first, {});
    for (std::uint32_t t = sentence.first; t < sentence.end; ++t)
      if (doc_.head[t] != kNone) note(t, clauses_[doc_.head[t] - sentence.first]);
  }

  // "…, spokesperson Mao Ning announced on Tuesday": a clause of saying with its own subject behind a comma, nothing joins it to
  // what it hangs on.
  bool reports(std::uint32_t verb, const Sentence& sentence) const {
    const Deprel own = doc_.deprel[verb];
    const std::uint32_t above = doc_.head[verb];
    if (above == kNone || above > verb || doc_.upos[verb] != Upos::VERB || doc_.upos[above] != Upos::VERB) return false;
    if (own != Deprel::advcl && own != Deprel::parataxis && own != Deprel::conj && own != Deprel::dep) return false;
    const Clause& clause = clauses_[verb - sentence.first];
    if (clause.first == kNone || clause.joined || clause.object != kNone || clause.complement || clause.first <= above || clause.first > verb) return false;
    if (clause.first == sentence.first || doc_.form[clause.first - 1] != ",") return false;
    return !knowledge_.cues(doc_.lemma[verb], Cue::verb).empty();
  }
  // It takes the place of what it hung on, which becomes what is said.
  void lift(std::uint32_t verb) {
    const std::uint32_t above = doc_.head[verb];
    doc_.head[verb] = doc_.head[above], doc_.deprel[verb] = doc_.deprel[above];
    doc_.head[above] = verb, doc_.deprel[above] = Deprel::ccomp;
  }

  // "between the US and South Korea": a preposition before the first conjunct is the first conjunct's.
  void move_case(std::uint32_t marker) {
    if (doc_.deprel[marker] != Deprel::case_ || doc_.head[marker] == kNone) return;
    const std::uint32_t conjunct = doc_.head[marker];
    if (doc_.deprel[conjunct] == Deprel::conj && doc_.head[conjunct] != kNone && marker < doc_.head[conjunct]) doc_.head[marker] = doc_.head[conjunct];
  }

  // What a verb's dependents tell about its clause.
  struct Clause {
    bool subject = false, finite_aux = false, passive = false;
    std::uint32_t bare = kNone;  // last noun phrase without a preposition on the left
    std::uint32_t object = kNone;  // bare, right of the verb
    std::uint32_t second = kNone;  // another one behind it
    std::uint32_t unmarked = kNone;  // right of the verb, a noun taken for a circumstance or a complement
    std::uint32_t indirect = kNone;
    std::uint32_t aux = kNone;     // the leftmost auxiliary
    std::uint32_t named = kNone, first = kNone;  // the subject, and its leftmost token
    bool joined = false;           // a conjunction or subordinator stands in it
    std::uint32_t patient = kNone, particle = kNone;  // the subject of a passive; "shot *down*"
    std::uint32_t loose = kNone;   // oblique right of the verb
    bool complement = false;       // a clause behind the verb as its object
    bool said = false;           // a clause stands before the verb as its object
    bool cased = false;          // of the token itself: it has a preposition
  };

  void note(std::uint32_t t, Clause& above) const {
    switch (doc_.deprel[t]) {
      case Deprel::mark: case Deprel::cc: above.joined = true; break;
      case Deprel::nsubj: above.first = leftmost(t), above.named = t, above.subject = true; break;
      case Deprel::nsubj_pass: above.patient = t, above.subject = true; break;
      case Deprel::nsubj_outer: case Deprel::csubj: case Deprel::csubj_pass: case Deprel::expl: above.subject = true; break;
      case Deprel::compound_prt: above.particle = t; break;
      case Deprel::aux:
        above.finite_aux |= (doc_.feats[t] & kFin) != 0;
        above.aux = std::min(above.aux, t);
        break;
      case Deprel::aux_pass:
        above.aux = std::min(above.aux, t);
        above.finite_aux |= (doc_.feats[t] & kFin) != 0;
        above.passive = true;
        break;
      case Deprel::case_: above.cased = true; break;
      case Deprel::iobj: above.indirect = t; break;
      case Deprel::ccomp: (t < doc_.head[t] ? above.said : above.complement) = true; break;
      case Deprel::obj:
        if (t > doc_.head[t]) (above.object == kNone ? above.object : above.second) = t;
        break;
      case Deprel::xcomp:
        if (t > doc_.head[t] && above.unmarked == kNone) above.unmarked = t;
        break;
      case Deprel::obl: case Deprel::nmod: case Deprel::dislocated: case Deprel::nmod_poss:
        if (t < doc_.head[t]) above.bare = t;
        else if (doc_.deprel[t] == Deprel::obl) above.loose = std::min(above.loose, t), above.unmarked = std::min(above.unmarked, t);
        break;
      case Deprel::advmod:
        if (t < doc_.head[t] && doc_.upos[t] == Upos::PROPN) above.bare = t;
        break;
      default: break;
    }
  }

  // "transfers from Harad to Mordor": where the way from hangs, there hangs the way to.
  void part_ways(std::uint32_t goal, const Sentence& sentence) {
    const Deprel own = doc_.deprel[goal];
    if (doc_.head[goal] == kNone || (own != Deprel::nmod && own != Deprel::obl)) return;
    std::uint32_t to = goal;
    while (to > sentence.first && doc_.head[to - 1] == goal) --to;
    if (to == sentence.first || to == goal || !marked(goal, to, "way_to")) return;
    std::uint32_t start = to - 1;
    while (doc_.head[start] != kNone && doc_.head[start] < start && (doc_.deprel[start] == Deprel::flat || doc_.deprel[start] == Deprel::compound)) start = doc_.head[start];
    if ((doc_.deprel[start] != Deprel::nmod && doc_.deprel[start] != Deprel::obl) || doc_.head[start] == kNone || below(doc_.head[start], goal)) return;
    if (!marked(start, sentence.first, "way_from")) return;
    doc_.head[goal] = doc_.head[start], doc_.deprel[goal] = doc_.deprel[start];
  }
  // A preposition of this set hangs on the noun, behind `from`.
  bool marked(std::uint32_t noun, std::uint32_t from, std::string_view set) const {
    for (std::uint32_t t = from; t < noun; ++t)
      if (doc_.head[t] == noun && doc_.deprel[t] == Deprel::case_ && knowledge_.in_set(set, doc_.lemma[t])) return true;
    return false;
  }

  // "Mordor suspended talks": what has a subject modifies no noun; the noun is its object.
  void free_verb(std::uint32_t subject) {
    const std::uint32_t verb = doc_.head[subject], noun = verb == kNone ? kNone : doc_.head[verb];
    if (noun == kNone || doc_.upos[verb] != Upos::VERB || doc_.deprel[verb] != Deprel::amod || subject > verb || verb > noun) return;
    doc_.head[verb] = doc_.head[noun], doc_.deprel[verb] = doc_.deprel[noun];
    doc_.head[noun] = verb, doc_.deprel[noun] = Deprel::obj;
  }

  bool finite(const Sentence& sentence) const {
    for (std::uint32_t t = sentence.first; t < sentence.end; ++t)
      if ((doc_.upos[t] == Upos::VERB || doc_.upos[t] == Upos::AUX) && (doc_.feats[t] & kFin)) return true;
    return false;
  }

  // "Mordor proposed talks with Gondor", a whole sentence taken for one name of things: behind the name it begins with, the participle
  // is its verb. False when it is none such.
  bool free_clause(std::uint32_t verb, const Sentence& sentence) {
    const std::uint32_t noun = doc_.head[verb];
    if (doc_.upos[verb] != Upos::VERB || !(doc_.feats[verb] & kPast) || doc_.upos[verb - 1] != Upos::PROPN || noun < verb || doc_.upos[noun] != Upos::NOUN) return false;
    std::uint32_t name = verb - 1;
    while (doc_.head[name] != kNone && doc_.head[name] < verb) name = doc_.head[name];
    const bool under = doc_.head[name] == noun || doc_.head[name] == verb;
    const bool over = doc_.head[name] == kNone && doc_.head[noun] == name;
    if (leftmost(name) != sentence.first || cased(name) || cased(noun) || !(over || (under && doc_.head[noun] == kNone))) return false;
    doc_.head[verb] = kNone, doc_.deprel[verb] = Deprel::root;
    doc_.head[name] = verb, doc_.deprel[name] = Deprel::nsubj;
    doc_.head[noun] = verb, doc_.deprel[noun] = Deprel::obj;
    return true;
  }
  bool cased(std::uint32_t noun) const {
    for (std::uint32_t t = first_of(noun); t < noun; ++t)
      if (doc_.head[t] == noun && doc_.deprel[t] == Deprel::case_) return true;
    return false;
  }

  // "shot down a drone": right behind a verb of an act stands its object, if it has none and nothing marks the noun.
  bool takes_object(std::uint32_t verb, const Clause& clause) {
    const std::uint32_t noun = clause.unmarked;
    if (noun == kNone || clause.object != kNone || clause.complement || (clause.loose != kNone && doc_.deprel[clause.loose] == Deprel::obj) || doc_.upos[noun] != Upos::NOUN || clauses_[noun - first_of(noun)].cased || time_word(noun)) return false;
    const std::uint32_t first = leftmost(noun);
    const bool next = first == verb + 1 || (first == verb + 2 && doc_.deprel[verb + 1] == Deprel::compound_prt);
    return next && !knowledge_.in_set("linking_verb", doc_.lemma[verb]) && !knowledge_.patterns(doc_.lemma[verb], Pattern::verb).empty();
  }

  // "…," shared Faramir: behind the end of a quotation.
  bool behind_quote(std::uint32_t verb) const {
    if (verb < first_of(verb) + 2 || doc_.form[verb - 1] != "\"") return false;
    const std::string_view mark = doc_.form[verb - 2];
    return mark == "," || mark == "?" || mark == "!";
  }

  // The first token of a phrase: as far as its own words reach without a gap.
  std::uint32_t leftmost(std::uint32_t head) const {
    std::uint32_t first = head;
    while (first > first_of(head) && below(first - 1, head)) --first;
    return first;
  }

  void find_subject(std::uint32_t verb, const Clause& clause) {
    if (doc_.upos[verb] != Upos::VERB) return;
    if (clause.indirect != kNone && clause.object == kNone) doc_.deprel[clause.indirect] = Deprel::obj;  // "accuse Mordor of"
    if (clause.patient != kNone && !clause.passive && ((doc_.feats[verb] & kFin) || states(verb, clause.patient))) doc_.deprel[clause.patient] = Deprel::nsubj;  // "thousands protested"
    free_object(verb, clause);
    if (clause.second != kNone) doc_.deprel[clause.object] = Deprel::iobj;  // "grants Gondor access"
    if (takes_object(verb, clause)) doc_.deprel[clause.unmarked] = Deprel::obj;
    if (clause.subject) return open_title(verb, clause);
    if ((clause.said || behind_quote(verb)) && clause.object == verb + 1 && doc_.upos[verb + 1] == Upos::PROPN) {  // "They will come," added Faramir.
      doc_.deprel[clause.object] = Deprel::nsubj;
      return;
    }
    if (!clause.finite_aux) return lone_subject(verb, clause);
    if (clause.aux != kNone && open_clause(verb, clause)) return;
    if (clause.bare == kNone) return;
    const Deprel own = doc_.deprel[verb];
    if (own == Deprel::conj || own == Deprel::acl_relcl || own == Deprel::xcomp) return;
    const std::uint32_t noun = clause.bare;
    if (doc_.upos[noun] != Upos::NOUN && doc_.upos[noun] != Upos::PROPN && doc_.upos[noun] != Upos::PRON) return;
    if (clauses_[noun - first_of(verb)].cased || time_word(noun)) return;
    doc_.deprel[noun] = clause.passive ? Deprel::nsubj_pass : Deprel::nsubj;
  }

  // "Gondor mediated between Arnor and Dale.": a whole sentence with a name before its only verb is no headline of a passive.
  bool states(std::uint32_t verb, std::uint32_t patient) const {
    const Sentence& sentence = sentence_of(verb);
    return doc_.head[verb] == kNone && (doc_.feats[verb] & kPast) && doc_.upos[patient] == Upos::PROPN && doc_.form[sentence.end - 1] == "." && !finite(sentence);
  }

  // "In August Gondor protested": without an auxiliary too, the bare noun right before a finite verb is its subject.
  void lone_subject(std::uint32_t verb, const Clause& clause) {
    const std::uint32_t noun = clause.bare;
    const Deprel own = doc_.deprel[verb];
    if (noun == kNone || clause.passive || clause.aux != kNone || !(doc_.feats[verb] & kFin)) return;
    if (own != Deprel::root && own != Deprel::ccomp && own != Deprel::parataxis && own != Deprel::advcl) return;
    if (doc_.upos[noun] != Upos::NOUN && doc_.upos[noun] != Upos::PROPN) return;
    if (clauses_[noun - first_of(verb)].cased || (time_word(noun) && !counts(noun)) || !below(verb - 1, noun)) return;
    doc_.deprel[noun] = Deprel::nsubj;
  }
  bool counts(std::uint32_t token) {
    const TimeWord* found = knowledge_.time_word(doc_.lemma[token]);
    return found && found->type == "number";
  }

  // "shot down a drone": what follows a verb with a particle and has no preposition is its object.
  void free_object(std::uint32_t verb, const Clause& clause) {
    const std::uint32_t noun = clause.loose;
    if (clause.particle == kNone || noun == kNone || noun < clause.particle || clause.object != kNone || clause.passive) return;
    if (doc_.upos[noun] != Upos::NOUN && doc_.upos[noun] != Upos::PROPN) return;
    if (clauses_[noun - first_of(verb)].cased || time_word(noun)) return;
    doc_.deprel[noun] = Deprel::obj;
  }

  // The preposition of a phrase where it may also open a clause; kNone else.
  std::uint32_t opener_of(std::uint32_t noun) const {
    for (std::uint32_t t = first_of(noun); t < noun; ++t)
      if (doc_.head[t] == noun && doc_.deprel[t] == Deprel::case_) return knowledge_.in_set("clause_opener", doc_.lemma[t]) ? t : kNone;
    return kNone;
  }

  // "as [China's top legislator] [Zhao] will visit": a title before the subject is the subject's.
  void open_title(std::uint32_t verb, const Clause& clause) {
    if (clause.first == kNone || clause.first == first_of(verb) || !clause.finite_aux) return;
    const std::uint32_t title = clause.first - 1;
    if (doc_.upos[title] != Upos::NOUN || doc_.head[title] != verb || doc_.deprel[title] != Deprel::obl || doc_.upos[clause.named] != Upos::PROPN) return;
    const std::uint32_t opener = opener_of(title);
    if (opener == kNone) return;
    doc_.head[title] = clause.named, doc_.deprel[title] = Deprel::nmod_desc;
    doc_.head[opener] = verb, doc_.deprel[opener] = Deprel::mark;
  }

  // "as China's Zhao will visit": what was taken for a preposition opens the clause, and its noun is the subject.
  bool open_clause(std::uint32_t verb, const Clause& clause) {
    const std::uint32_t first = first_of(verb);
    if (clause.aux == first || clause.aux > verb) return false;
    std::uint32_t noun = clause.aux - 1;  // the phrase that ends before the auxiliary
    while (doc_.head[noun] != kNone && doc_.head[noun] < clause.aux && doc_.head[noun] >= first && doc_.upos[doc_.head[noun]] != Upos::VERB && !clauses_[noun - first].cased) noun = doc_.head[noun];
    if (!clauses_[noun - first].cased || below(verb, noun)) return false;
    const std::uint32_t opener = opener_of(noun);
    if (opener == kNone) return false;
    doc_.head[noun] = verb, doc_.deprel[noun] = clause.passive ? Deprel::nsubj_pass : Deprel::nsubj;
    doc_.head[opener] = verb, doc_.deprel[opener] = Deprel::mark;
    if (doc_.deprel[verb] == Deprel::ccomp) doc_.deprel[verb] = Deprel::advcl;
    return true;
  }

  std::uint32_t first_of(std::uint32_t token) const { return doc_.sentences[doc_.sentence_of[token]].first; }

  // "on [Tuesday] [Zhao's visit]": the name takes the weekday's place, the weekday hangs on the verb before it.
  void free_weekday(std::uint32_t day, const Sentence& sentence) {
    const std::uint32_t name = day + 1;
    const bool owns = doc_.deprel[day] == Deprel::nmod_poss && doc_.upos[name] == Upos::PROPN && doc_.head[name] == day;
    if (!owns) return;
    const std::uint32_t owned = doc_.head[day];
    std::uint32_t verb = day;
    while (verb > sentence.first && doc_.upos[verb] != Upos::VERB) --verb;
    if (doc_.upos[verb] != Upos::VERB || owned == kNone || below(verb, owned)) return;
    doc_.head[name] = owned;
    doc_.deprel[name] = Deprel::nmod_poss;
    for (std::uint32_t t = name + 1; t < sentence.end; ++t)
      if (doc_.head[t] == day) doc_.head[t] = name;
    doc_.head[day] = verb;
    doc_.deprel[day] = Deprel::obl;
    if (day == sentence.first || doc_.upos[day - 1] != Upos::ADP) return;
    const bool borrowed = doc_.head[day - 1] == owned && doc_.deprel[day - 1] == Deprel::case_;
    doc_.head[day - 1] = day;
    doc_.deprel[day - 1] = Deprel::case_;
    if (borrowed && doc_.head[owned] == verb && doc_.deprel[owned] == Deprel::obl) doc_.deprel[owned] = Deprel::obj;
  }

  // "announced on [Tuesday] [Zhao's visit]" where the weekday was taken for a part of what follows: it hangs on the verb.
  void free_lone_weekday(std::uint32_t day, const Sentence& sentence) {
    if (day < sentence.first + 2 || doc_.upos[day - 1] != Upos::ADP || doc_.upos[day - 2] != Upos::VERB || doc_.upos[day + 1] != Upos::PROPN) return;
    const std::uint32_t verb = day - 2, above = doc_.head[day];
    if (above == kNone || above < day || (doc_.deprel[day] != Deprel::nmod_poss && doc_.deprel[day] != Deprel::compound && doc_.deprel[day] != Deprel::nmod_desc) || below(verb, day)) return;
    const std::uint32_t owned = doc_.head[day - 1];  // what the preposition was taken for
    doc_.head[day] = verb, doc_.deprel[day] = Deprel::obl;
    doc_.head[day - 1] = day, doc_.deprel[day - 1] = Deprel::case_;
    if (owned != kNone && owned > day && doc_.head[owned] == verb && doc_.deprel[owned] == Deprel::obl) doc_.deprel[owned] = Deprel::obj;
  }

  // "Mordor's forces shell Osgiliath.": a noun that heads the sentence, with somebody before it and a name as its object right
  // behind it, is a verb of an act in the present.
  void name_deed(std::uint32_t token, const Sentence& sentence) {
    const std::uint32_t object = token + 1;
    if (doc_.upos[object] != Upos::PROPN || doc_.head[object] != token || (doc_.deprel[object] != Deprel::obj && doc_.deprel[object] != Deprel::flat && doc_.deprel[object] != Deprel::appos)) return;
    std::uint32_t subject = kNone;
    for (std::uint32_t t = sentence.first; t < sentence.end; ++t) {
      if (doc_.head[t] != token) continue;
      if (doc_.deprel[t] == Deprel::cop || doc_.deprel[t] == Deprel::aux || doc_.deprel[t] == Deprel::det) return;
      if (t + 1 == token && (doc_.deprel[t] == Deprel::nsubj || doc_.deprel[t] == Deprel::compound)) subject = t;
    }
    if (subject == kNone || knowledge_.patterns(doc_.lemma[token], Pattern::verb).empty()) return;
    for (std::uint32_t t = sentence.first; t < subject; ++t)
      if (doc_.head[t] == token && (doc_.deprel[t] == Deprel::amod || doc_.deprel[t] == Deprel::compound || doc_.deprel[t] == Deprel::nmod_poss)) doc_.head[t] = subject;
    doc_.deprel[subject] = Deprel::nsubj, doc_.deprel[object] = Deprel::obj;
    doc_.upos[token] = Upos::VERB, doc_.feats[token] = kPres | kFin;
  }

  // "In May it freed them": behind a preposition no auxiliary but a month.
  void name_month(std::uint32_t token) {
    const TimeWord* found = word(token);
    if (!found || found->type != "month") return;
    doc_.upos[token] = Upos::PROPN, doc_.feats[token] = 0, doc_.deprel[token] = Deprel::obl;
    doc_.head[token - 1] = token, doc_.deprel[token - 1] = Deprel::case_;
  }

  // "…," shared Li: behind a quotation this is no participle before a name but a verb and who speaks.
  void free_speaker(std::uint32_t verb, const Sentence& sentence) {
    const std::uint32_t name = verb + 1;
    if (!behind_quote(verb) || doc_.upos[verb] != Upos::VERB || doc_.head[verb] != name || doc_.upos[name] != Upos::PROPN) return;
    std::uint32_t root = name;
    while (doc_.head[root] != kNone) root = doc_.head[root];
    if (root >= verb || root < sentence.first) return;
    doc_.head[verb] = kNone, doc_.deprel[verb] = Deprel::root;
    doc_.head[root] = verb, doc_.deprel[root] = Deprel::ccomp;
    doc_.head[name] = verb, doc_.deprel[name] = Deprel::nsubj;
  }

  bool below(std::uint32_t token, std::uint32_t ancestor) const {
    for (std::uint32_t t = token; t != kNone; t = doc_.head[t])
      if (t == ancestor) return true;
    return false;
  }

  const TimeWord* word(std::uint32_t token) {
    lower_.assign(doc_.form[token]);
    for (char& c : lower_)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    return knowledge_.time_word(lower_);
  }
  bool weekday(std::uint32_t token) {
    const TimeWord* found = word(token);
    return found && found->type == "weekday";
  }
  bool time_word(std::uint32_t token) { return word(token) || knowledge_.time_word(doc_.lemma[token]); }

  Document& doc_;
  const Knowledge& knowledge_;
  std::pmr::vector<Clause> clauses_;
  std::pmr::string lower_;
};

}  // namespace

void repair_trees(Document& document, const Knowledge& knowledge, std::pmr::memory_resource& scratch) { Repairs(document, knowledge, scratch).run(); }

}  // namespace dragoman
