#include "parse/repairs.h"

#include <string>

namespace dragoman {

namespace {

class Repairs {
 public:
  Repairs(Document& doc, const Knowledge& knowledge) : doc_(doc), knowledge_(knowledge) {}

  void run() {
    for (const Sentence& sentence : doc_.sentences)
      if (sentence.first < sentence.end && !doc_.lemma[sentence.first].empty()) mend(sentence);
  }

 private:
  void mend(const Sentence& sentence) {
    for (std::uint32_t t = sentence.first; t + 1 < sentence.end; ++t)
      if (weekday(t)) free_weekday(t, sentence);
    for (std::uint32_t t = sentence.first; t < sentence.end; ++t) move_case(t);
    for (std::uint32_t t = sentence.first; t < sentence.end; ++t)
      if (doc_.deprel[t] == Deprel::nsubj) free_verb(t);
    clauses_.assign(sentence.end - sentence.first, {});
    for (std::uint32_t t = sentence.first; t < sentence.end; ++t)
      if (doc_.head[t] != kNone) note(t, clauses_[doc_.head[t] - sentence.first]);
    for (std::uint32_t t = sentence.first; t < sentence.end; ++t) find_subject(t, clauses_[t - sentence.first]);
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
    std::uint32_t indirect = kNone;
    bool said = false;           // a clause stands before the verb as its object
    bool cased = false;          // of the token itself: it has a preposition
  };

  void note(std::uint32_t t, Clause& above) const {
    switch (doc_.deprel[t]) {
      case Deprel::nsubj: case Deprel::nsubj_pass: case Deprel::nsubj_outer: case Deprel::csubj: case Deprel::csubj_pass: case Deprel::expl:
        above.subject = true;
        break;
      case Deprel::aux: above.finite_aux |= (doc_.feats[t] & kFin) != 0; break;
      case Deprel::aux_pass:
        above.finite_aux |= (doc_.feats[t] & kFin) != 0;
        above.passive = true;
        break;
      case Deprel::case_: above.cased = true; break;
      case Deprel::iobj: above.indirect = t; break;
      case Deprel::ccomp: above.said |= t < doc_.head[t]; break;
      case Deprel::obj:
        if (t > doc_.head[t] && above.object == kNone) above.object = t;
        break;
      case Deprel::obl: case Deprel::nmod: case Deprel::dislocated: case Deprel::nmod_poss:
        if (t < doc_.head[t]) above.bare = t;
        break;
      default: break;
    }
  }

  // "Mordor suspended talks": what has a subject modifies no noun; the noun is its object.
  void free_verb(std::uint32_t subject) {
    const std::uint32_t verb = doc_.head[subject], noun = verb == kNone ? kNone : doc_.head[verb];
    if (noun == kNone || doc_.upos[verb] != Upos::VERB || doc_.deprel[verb] != Deprel::amod || subject > verb || verb > noun) return;
    doc_.head[verb] = doc_.head[noun], doc_.deprel[verb] = doc_.deprel[noun];
    doc_.head[noun] = verb, doc_.deprel[noun] = Deprel::obj;
  }

  // "…," shared Faramir: behind the end of a quotation.
  bool behind_quote(std::uint32_t verb) const {
    if (verb < first_of(verb) + 2 || doc_.form[verb - 1] != "\"") return false;
    const std::string_view mark = doc_.form[verb - 2];
    return mark == "," || mark == "?" || mark == "!";
  }

  void find_subject(std::uint32_t verb, const Clause& clause) {
    if (doc_.upos[verb] != Upos::VERB) return;
    if (clause.indirect != kNone && clause.object == kNone) doc_.deprel[clause.indirect] = Deprel::obj;  // "accuse Mordor of"
    if (clause.subject) return;
    if ((clause.said || behind_quote(verb)) && clause.object == verb + 1 && doc_.upos[verb + 1] == Upos::PROPN) {  // "They will come," added Faramir.
      doc_.deprel[clause.object] = Deprel::nsubj;
      return;
    }
    if (clause.bare == kNone) return;
    if (!clause.finite_aux) return;
    const Deprel own = doc_.deprel[verb];
    if (own == Deprel::conj || own == Deprel::acl_relcl || own == Deprel::xcomp) return;
    const std::uint32_t noun = clause.bare;
    if (doc_.upos[noun] != Upos::NOUN && doc_.upos[noun] != Upos::PROPN && doc_.upos[noun] != Upos::PRON) return;
    if (clauses_[noun - first_of(verb)].cased || time_word(noun)) return;
    doc_.deprel[noun] = clause.passive ? Deprel::nsubj_pass : Deprel::nsubj;
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
  std::vector<Clause> clauses_;
  std::string lower_;
};

}  // namespace

void repair_trees(Document& document, const Knowledge& knowledge) { Repairs(document, knowledge).run(); }

}  // namespace dragoman
