#include "coding/attribution.h"

#include <algorithm>

#include "coding/by_sentence.h"
#include "coding/lexical.h"

namespace dragoman {

namespace {

class Finder {
 public:
  Finder(const Roles& roles, const Actors& actors, const Knowledge& knowledge)
      : roles_(roles), actors_(actors), tree_(roles.tree()), doc_(tree_.document()), knowledge_(knowledge) {}

  std::vector<Saying> run() {
    for (const Sentence& sentence : doc_.sentences) {
      if (sentence.block != kNone && !doc_.blocks[sentence.block].reporting()) continue;
      const std::size_t before = out_.size();
      for (std::uint32_t t = sentence.first; t < sentence.end; ++t) {
        if (tree_.verbal(t)) verb(t);
        phrase(t);
      }
      quotation(sentence, before);
    }
    return std::move(out_);
  }

 private:
  Attribution describe(std::uint32_t speaker, std::string_view verb, std::string_view stance, std::uint32_t cue) const {
    Attribution who;
    who.verb = verb;
    who.stance = stance;
    std::uint32_t from = std::min(speaker, cue == kNone ? speaker : cue), to = from + 1;
    const auto read = actors_.read(speaker, true);
    const auto [first, end] = tree_.phrase(speaker);
    if (!read.empty()) {
      const Actor& actor = read.front();
      who.speaker = actor.name;
      who.actor = actor.actor;
      who.country = actor.country;
      who.institution = actors_.institution(speaker, actor);
      if (who.institution == who.speaker) who.institution.clear();
    } else {
      who.speaker = doc_.words(tree_.bytes(first, end));
    }
    from = std::min(from, first);
    to = std::max(to, end);
    if (cue != kNone && cue + 1 > to && cue + 1 - to < 6) to = cue + 1;
    who.span = tree_.bytes(from, to);
    return who;
  }

  void keep(Saying saying, std::string_view lemma, std::string_view stance) {
    if (saying.speaker == kNone || saying.root == kNone) return;
    saying.who = describe(saying.speaker, lemma, stance, saying.cue);
    saying.unofficial = unofficial(saying.speaker);
    out_.push_back(std::move(saying));
  }

  bool unofficial(std::uint32_t speaker) const {
    if (knowledge_.in_set("unofficial_role", doc_.lemma[speaker])) return true;
    const Mention* own = actors_.mention_of(speaker);
    if (own && (knowledge_.in_set("unofficial_role", own->office) || knowledge_.in_set("unofficial_role", actors_.representative(*own).office))) return true;
    const auto body = [&](const Mention& mention) {
      return mention.entity != kNone && knowledge_.in_set("unofficial_body", knowledge_.entity(mention.entity).type);
    };
    if (own && own->kind == MentionKind::state) return false;
    if (own && body(*own)) return true;
    for (const Mention& mention : mentions_beside(doc_, speaker))
      if (mention.first >= tree_.first(speaker) && mention.end <= tree_.end(speaker) && body(mention)) return true;
    return false;
  }

  // Who may speak: a person, body, outlet, state or human noun; never "the visit shows that".
  bool speaks(std::uint32_t token) const {
    if (token == kNone) return false;
    if (const Mention* mention = actors_.mention_of(token)) {
      const Mention& best = actors_.representative(*mention);
      return !names_thing(mention->kind) && !(mention->kind == MentionKind::pronoun && best.kind == MentionKind::pronoun &&
                                                      !tree_.has_feat(token, kThird) && !knowledge_.in_set("speaker_pronoun", doc_.lemma[token]));
    }
    return doc_.upos[token] == Upos::PROPN || knowledge_.in_set("speaker_noun", doc_.lemma[token]);
  }

  void verb(std::uint32_t cue) {
    const Cue* entry = find_cue(tree_, knowledge_, cue, Cue::verb);
    if (const Cue* longer = find_cue(tree_, knowledge_, cue, Cue::phrase); longer && (!entry || longer->words.size() > entry->words.size())) entry = longer;
    if (!entry) return;
    Saying saying;
    saying.cue = cue;
    const Filler who = roles_.subject(cue);
    if (!speaks(who.token)) return;
    saying.speaker = who.token;
    std::vector<std::uint32_t> further;  // a long saying may come as several clauses
    for (std::uint32_t c : tree_.children(cue)) {
      if (!tree_.is(c, Deprel::ccomp) && !(tree_.is(c, Deprel::parataxis) && tree_.verbal(c))) continue;
      if (saying.root != kNone) further.push_back(saying.root);
      saying.root = c;
    }
    if (saying.root == kNone) saying.root = in_a_statement(cue);
    if (saying.root != kNone)  // "said that they will help, and Rohan will too": the parse may hang the second half on the cue
      for (std::uint32_t c : tree_.children(cue))
        if (tree_.is(c, Deprel::conj) && tree_.verbal(c) && tree_.surface_subject(c) != kNone && foretells(c)) further.push_back(c);
    if (saying.root == kNone && tree_.head(cue) != kNone && (tree_.is(cue, Deprel::parataxis) || aside(cue))) {
      saying.root = tree_.is(cue, Deprel::parataxis) ? tree_.head(cue) : clause_of(tree_.head(cue));  // "Rohan will vote no, he said"
      saying.except = cue;
    }
    if (saying.root == kNone)
      for (std::uint32_t c : tree_.children(cue))  // "accused Rohan of shelling"
        if (tree_.is(c, Deprel::advcl) && tree_.child(c, Deprel::mark) != kNone && knowledge_.in_set("object_control_mark", doc_.lemma[tree_.child(c, Deprel::mark)])) saying.root = c;
    if (saying.root == kNone && tree_.is(cue, Deprel::acl_relcl) && tree_.child(cue, Deprel::obj) == kNone) return;
    if (saying.root == kNone && knowledge_.in_set("clause_only_cue", doc_.lemma[cue])) return;
    if (saying.root == kNone) {  // "announced the visit", "confirmed the talks": the object is what is said
      const std::uint32_t object = entry->hearer_is_object ? kNone : tree_.child(cue, Deprel::obj);
      const std::uint32_t complement = tree_.child(cue, Deprel::xcomp);
      if (object != kNone && !knowledge_.in_set("no_content", doc_.lemma[object])) {
        saying.root = object;
        saying.event_noun = true;
      } else if (complement != kNone) {
        saying.root = complement;
      } else if (tree_.passive(cue)) {
        saying.root = roles_.object(cue).token;
        saying.event_noun = true;
      }
      if (saying.root == kNone) return;
    }
    if (entry->hearer_is_object) saying.hearer = tree_.child(cue, Deprel::obj) != kNone ? tree_.child(cue, Deprel::obj) : tree_.child(cue, Deprel::iobj);
    extent(saying);
    for (const std::uint32_t root : further) {
      Saying more = saying;
      more.root = root;
      extent(more);
      if (more.first >= saying.first && more.end <= saying.end) continue;  // told with the rest
      keep(std::move(more), doc_.lemma[cue], entry->stance);
    }
    keep(std::move(saying), doc_.lemma[cue], negated(cue) ? "declines" : entry->stance);
  }

  // "said in a statement that Rohan had left": the clause may hang on the paper it was said in.
  std::uint32_t in_a_statement(std::uint32_t cue) const {
    for (std::uint32_t paper : tree_.children(cue)) {
      if (!tree_.is(paper, Deprel::obl) || paper < cue || knowledge_.cues(doc_.lemma[paper], Cue::noun).empty()) continue;
      for (std::uint32_t clause : tree_.children(paper))
        if (clause > paper && (tree_.is(clause, Deprel::acl) || tree_.is(clause, Deprel::ccomp)) && tree_.child(clause, Deprel::mark) != kNone &&
            tree_.surface_subject(clause) != kNone)
          return clause;
    }
    return kNone;
  }

  bool negated(std::uint32_t verb) const {  // "did not say whom he would meet"
    for (std::uint32_t c : tree_.children(verb))
      if (tree_.is(c, Deprel::advmod) && tree_.has_feat(c, kNeg)) return true;
    return false;
  }

  // ", the Gazette reported" hung on a noun as a relative clause: one without a pronoun takes no comma.
  bool aside(std::uint32_t cue) const {
    if (!tree_.is(cue, Deprel::acl_relcl)) return false;
    const std::uint32_t subject = tree_.surface_subject(cue);
    if (subject == kNone || tree_.antecedent(subject) != subject) return false;
    std::uint32_t first = tree_.first(cue);
    while (first < cue && doc_.upos[first] == Upos::PUNCT) ++first;
    return first > 0 && doc_.form[first - 1] == ",";
  }

  // ", as announced on Tuesday": behind a comma it speaks about the whole sentence.
  bool set_off(std::uint32_t clause) const {
    const std::uint32_t first = tree_.first(clause);
    return doc_.form[first] == "," || (first > 0 && doc_.form[first - 1] == ",");
  }
  // "…, according to X." at the end of its sentence, in no other's content, speaks about all of it, not the last clause alone.
  bool closes(std::uint32_t phrase) const {
    const Sentence& sentence = doc_.sentences[doc_.sentence_of[phrase]];
    if (!set_off(phrase) || tree_.end(phrase) + 1 < sentence.end) return false;
    for (std::uint32_t t = tree_.head(phrase); t != kNone; t = tree_.head(t))
      if (tree_.is(t, Deprel::ccomp) || tree_.is(t, Deprel::parataxis)) return false;
    return true;
  }
  std::uint32_t root_of(std::uint32_t token) const {
    while (tree_.head(token) != kNone) token = tree_.head(token);
    return token;
  }

  bool foretells(std::uint32_t verb) const {
    for (std::uint32_t c : tree_.children(verb))
      if (tree_.is(c, Deprel::aux) && knowledge_.in_set("forecast_sign", doc_.lemma[c])) return true;
    return false;
  }

  // The verb a phrase speaks about, however deep the parse hung it: "supplies arms for the war in Rohan, according to Gondor".
  std::uint32_t clause_of(std::uint32_t token) const {
    std::uint32_t at = token;
    while (!tree_.verbal(at) && tree_.head(at) != kNone && tree_.child(at, Deprel::cop) == kNone) at = tree_.head(at);
    return tree_.verbal(at) ? at : token;
  }

  // "according to X", "as noted by X": the phrase hangs on the clause it attributes.
  void phrase(std::uint32_t token) {
    const std::uint32_t above = tree_.head(token);
    if (above == kNone) return;
    if (tree_.nominal(token)) {
      for (std::uint32_t c : tree_.children(token)) {
        if (!tree_.is(c, Deprel::case_) && !tree_.is(c, Deprel::mark)) continue;
        for (const std::string_view key : {doc_.lemma[c], lower(doc_.form[c])}) {
          for (const Cue* cue : knowledge_.cues(key, Cue::phrase)) {
            if (!follows(c, token, cue->words)) continue;
            Saying saying;
            saying.cue = c;
            saying.speaker = token;
            saying.root = closes(token) ? root_of(token) : clause_of(above);
            saying.except = token;
            extent(saying);
            keep(std::move(saying), key, cue->stance);
            return;
          }
        }
      }
      return;
    }
    if (tree_.verbal(token) && tree_.is(token, Deprel::advcl)) {
      const std::uint32_t mark = tree_.child(token, Deprel::mark);
      if (mark == kNone || !knowledge_.in_set("as_mark", doc_.lemma[mark]) || !find_cue(tree_, knowledge_, token, Cue::verb)) return;
      if (tree_.child(token, Deprel::obj) != kNone && knowledge_.in_set("clause_only_cue", doc_.lemma[token])) return;  // "as Rohan continues its raids"
      Saying saying;
      saying.cue = token;
      saying.speaker = roles_.subject(token).token;
      if (!speaks(saying.speaker)) return;
      saying.root = set_off(token) ? root_of(token) : above;
      saying.except = token;
      extent(saying);
      keep(std::move(saying), doc_.lemma[token], find_cue(tree_, knowledge_, token, Cue::verb)->stance);
    }
  }

  std::string_view lower(std::string_view form) {
    lowered_.assign(form);
    for (char& c : lowered_)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    return lowered_;
  }

  bool follows(std::uint32_t marker, std::uint32_t noun, std::span<const std::string_view> words) const {
    for (std::string_view word : words) {
      bool found = false;
      for (std::uint32_t c : tree_.children(marker)) found = found || doc_.lemma[c] == word;
      for (std::uint32_t c : tree_.children(noun)) found = found || doc_.lemma[c] == word;
      if (!found) return false;
    }
    return true;
  }

  void extent(Saying& saying) const {
    saying.first = tree_.first(saying.root);
    saying.end = tree_.end(saying.root);
    const auto separates = [&](std::uint32_t t) { return doc_.form[t] == "," || doc_.form[t] == ";" || doc_.form[t] == ":" || doc_.form[t] == "—" || doc_.form[t] == "--"; };
    while (saying.first < saying.end && separates(saying.first)) ++saying.first;  // ": he will go", "; however, he will stay"
    while (saying.end > saying.first && separates(saying.end - 1)) --saying.end;
    if (saying.except == kNone) return;
    // content to one side of the cue: take the larger side when the cue sits at an edge
    const std::uint32_t from = tree_.first(saying.except), to = tree_.end(saying.except);
    while (saying.end > to && doc_.upos[saying.end - 1] == Upos::PUNCT) --saying.end;  // "…, according to X."
    if (from <= saying.first) saying.first = to;
    else if (to >= saying.end) saying.end = from;
    while (saying.first < saying.end && doc_.upos[saying.first] == Upos::PUNCT) ++saying.first;
    while (saying.end > saying.first && doc_.upos[saying.end - 1] == Upos::PUNCT) --saying.end;
  }

  static bool quote_mark(std::string_view form) { return form == "\"" || form == "``" || form == "''"; }

  // "Will Rohan help?" Faramir asked. — the splitter cuts at the mark: the cue is the root of the short sentence behind it.
  std::uint32_t cue_behind(const Sentence& sentence) const {
    const auto next = static_cast<std::size_t>(&sentence - doc_.sentences.data()) + 1;
    if (next >= doc_.sentences.size() || doc_.sentences[next].block != sentence.block || !quote_mark(doc_.form[sentence.end - 1])) return kNone;
    for (std::uint32_t t = doc_.sentences[next].first; t < doc_.sentences[next].end; ++t) {
      if (quote_mark(doc_.form[t])) return kNone;
      if (tree_.head(t) != kNone || !tree_.verbal(t)) continue;
      const bool bare = tree_.child(t, Deprel::ccomp) == kNone && tree_.child(t, Deprel::obj) == kNone && tree_.child(t, Deprel::parataxis) == kNone;
      return bare && find_cue(tree_, knowledge_, t, Cue::verb) && speaks(roles_.subject(t).token) ? t : kNone;
    }
    return kNone;
  }

  // Direct speech carried on: a sentence that is one quotation and has no cue of its own goes to the last speaker.
  void quotation(const Sentence& sentence, std::size_t before) {
    // A quotation that goes on in the next paragraph is opened there again; one that is not was closed, or its mark is missing.
    const bool opened = inside_quote_ && sentence.block == read_block_;
    read_block_ = sentence.block;
    std::uint32_t marks = 0;
    for (std::uint32_t t = sentence.first; t < sentence.end; ++t)
      if (quote_mark(doc_.form[t])) ++marks;
    const bool starts_quoted = opened || (sentence.first < sentence.end && quote_mark(doc_.form[sentence.first]));
    const std::uint32_t block_apart = last_block_ == kNone || sentence.block == kNone ? 0 : sentence.block - last_block_;
    const std::uint32_t behind = out_.size() == before && starts_quoted && sentence.end > sentence.first ? cue_behind(sentence) : kNone;
    if (behind != kNone) {
      Saying saying;
      saying.speaker = roles_.subject(behind).token;
      saying.quoted = true;
      saying.first = sentence.first;
      saying.end = sentence.end;
      for (std::uint32_t t = sentence.first; t < sentence.end; ++t)
        if (doc_.head[t] == kNone) saying.root = t;
      keep(std::move(saying), doc_.lemma[behind], find_cue(tree_, knowledge_, behind, Cue::verb)->stance);
      if (out_.size() > before) remember(out_.back(), sentence.block);
    } else if (out_.size() == before && starts_quoted && last_speaker_ != kNone && block_apart <= 1) {
      Saying saying;
      saying.speaker = last_speaker_;
      saying.quoted = true;
      saying.first = sentence.first;
      saying.end = sentence.end;
      for (std::uint32_t t = sentence.first; t < sentence.end; ++t)
        if (doc_.head[t] == kNone) saying.root = t;
      const Attribution earlier = last_who_;
      if (saying.root != kNone) {
        saying.who = earlier;
        saying.unofficial = last_unofficial_;
        out_.push_back(std::move(saying));
      }
      last_block_ = sentence.block;
    }
    for (std::size_t i = before; i < out_.size(); ++i)
      if (!out_[i].quoted && !out_[i].event_noun) remember(out_[i], sentence.block);
    inside_quote_ = (marks % 2 == 1) ? !opened : opened;
  }

  void remember(const Saying& saying, std::uint32_t block) {
    last_speaker_ = saying.speaker;
    last_who_ = saying.who;
    last_unofficial_ = saying.unofficial;
    last_block_ = block;
  }

  const Roles& roles_;
  const Actors& actors_;
  const Tree& tree_;
  const Document& doc_;
  const Knowledge& knowledge_;
  std::vector<Saying> out_;
  std::string lowered_;
  std::uint32_t last_speaker_ = kNone, last_block_ = kNone, read_block_ = kNone;
  Attribution last_who_;
  bool inside_quote_ = false, last_unofficial_ = false;
};

}  // namespace

std::vector<Saying> find_sayings(const Roles& roles, const Actors& actors, const Knowledge& knowledge) { return Finder(roles, actors, knowledge).run(); }

bool says(const Saying& saying, const Tree& tree, std::uint32_t token) {
  if (saying.quoted) return token >= saying.first && token < saying.end;
  if (saying.except != kNone && tree.within(token, saying.except)) return false;
  return tree.within(token, saying.root);
}

std::vector<Attribution> chain_for(std::span<const Saying> sayings, const Tree& tree, std::uint32_t token) {
  std::vector<const Saying*> holding;
  for (const Saying& saying : sayings)
    if (says(saying, tree, token)) holding.push_back(&saying);
  // outermost first: ordered by how many of the others hold its cue
  std::vector<std::pair<int, const Saying*>> depth;
  for (const Saying* saying : holding) {
    int inside = 0;
    for (const Saying* other : holding)
      if (other != saying && saying->cue != kNone && says(*other, tree, saying->cue)) ++inside;
    depth.emplace_back(inside, saying);
  }
  std::stable_sort(depth.begin(), depth.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Attribution> chain;
  for (const auto& [inside, saying] : depth)
    if (chain.empty() || chain.back().speaker != saying->who.speaker) chain.push_back(saying->who);
  return chain;
}

}  // namespace dragoman
