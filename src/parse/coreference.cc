#include "parse/coreference.h"

#include <algorithm>

#include "knowledge/name_pieces.h"
#include "parse/antecedents.h"
#include "parse/countries.h"

namespace dragoman {

namespace {

constexpr std::uint32_t kHalfReach = 64;  // mentions, for "the North"

class Resolver {
 public:
  explicit Resolver(MentionWork& work) : work_(work), doc_(work.doc), knowledge_(work.knowledge), before_(work), countries_(work, before_), members_(work.memory) {}

  void run() {
    for (std::uint32_t i = 0; i < doc_.mentions.size(); ++i) {
      resolve(i);
      if (!work_.sides[i].dropped) before_.remember(i);
    }
  }

 private:
  Mention& at(std::uint32_t i) { return doc_.mentions[i]; }
  MentionSide& side(std::uint32_t i) { return work_.sides[i]; }

  void resolve(std::uint32_t i) {
    switch (side(i).form) {
      case NameForm::full: full(i); break;
      case NameForm::shorter: shorter(i); break;
      case NameForm::role: countries_.role(i); break;
      case NameForm::agent: countries_.agent(i); break;
      case NameForm::body: countries_.body(i); break;
      case NameForm::unlisted: unlisted(i); break;
      case NameForm::pronoun: pronoun(i); break;
      case NameForm::country: work_.follow(i, at(i).kind == MentionKind::body ? before_.of_union(i) : before_.of_country(i)); break;
      case NameForm::group: group(i); break;
      case NameForm::seat: break;
    }
  }

  // ---- listed names

  void full(std::uint32_t i) {
    Mention& mention = at(i);
    if (mention.kind != MentionKind::person) {
      const EntityKind kind = knowledge_.entity(mention.entity).kind;
      if (kind == EntityKind::body && countries_.choose(i, {}, kind) == kNone) return countries_.body(i);
      return;
    }
    if (const std::uint32_t first = before_.of_entity(mention.entity); first != kNone) work_.follow(i, first);
  }

  int rank(std::uint32_t person) const {
    int best = 99;
    for (const Holding& held : knowledge_.holdings(person))
      if (const int r = knowledge_.entity(held.office).rank) best = std::min(best, r);
    return best;
  }

  // A top leader keeps the short name against namesakes; else the one named last.
  void shorter(std::uint32_t i) {
    std::uint32_t best = kNone, best_seen = 0;
    bool top = false;
    for (const NameEntry& entry : side(i).entries) {
      if (entry.kind != NameKind::shorter) continue;
      const std::uint32_t seen = before_.latest_of(entry.entity);
      const bool leads = rank(entry.entity) == 1;
      if (seen == kNone && best != kNone) continue;
      if (best != kNone && (top && !leads)) continue;
      if (best == kNone || (leads && !top) || (seen != kNone && seen >= best_seen)) {
        best = entry.entity;
        best_seen = seen == kNone ? 0 : seen;
        top = leads;
      }
    }
    const std::uint32_t namesake = before_.of_name_part(doc_.form[at(i).first]);
    if (!top && namesake != kNone && at(namesake).entity == kNone && namesake > best_seen) {
      at(i).entity = kNone;
      at(i).country = {};
      return work_.follow(i, namesake);
    }
    const std::uint32_t first = best == kNone ? kNone : before_.of_entity(best);
    if (first != kNone) {
      at(i).why = "coreference";
      return work_.follow(i, first);
    }
    // named in full only later: what accept() found possible stands
    if (side(i).entries.size() > 1) at(i).score = 0.6f;
  }

  void unlisted(std::uint32_t i) {
    Mention& mention = at(i);
    const std::string_view words = doc_.words({doc_.span[mention.first].begin, doc_.span[mention.end - 1].end});
    if (const std::uint32_t same = before_.of_words(words); same != kNone) {
      if (mention.kind == MentionKind::common || at(same).kind == MentionKind::person) mention.kind = at(same).kind;
      return work_.follow(i, same);
    }
    const std::uint32_t start = work_.sentence(mention.first).first;
    if (mention.kind == MentionKind::body && mention.first >= start + 2 && doc_.form[mention.first - 1] == "(") {
      const std::uint32_t named = work_.cover[mention.first - 2];
      if (named != kNone && at(named).kind == MentionKind::body) return work_.follow(i, named);
    }
    if (mention.kind == MentionKind::body && mention.country.empty()) mention.country = state_within(mention);
    if (mention.end - mention.first > 1 || names_thing(mention.kind)) return;
    if (work_.in_set("mention_compass", mention.first)) {
      if (other_half(i)) return;
      if (work_.definite(mention.first)) return half(i);
    }
    if (const std::uint32_t named = before_.of_name_part(doc_.form[mention.first]); named != kNone) {
      mention.kind = MentionKind::person;
      mention.why = "coreference";
      work_.follow(i, named);
    }
  }

  // "the North" after "North Korea", "the South" too.
  void half(std::uint32_t i) {
    const std::string_view word = doc_.form[at(i).first];
    for (std::uint32_t j = i, from = i > kHalfReach ? i - kHalfReach : 0; j-- > from;) {
      if (at(j).kind != MentionKind::state || at(j).entity == kNone) continue;
      const std::string_view name = knowledge_.entity(at(j).entity).name;
      const std::size_t space = name.find(' ');
      if (space == std::string_view::npos || !knowledge_.in_set("mention_compass", name.substr(0, space))) continue;
      const std::uint32_t state = state_named(word, name.substr(space + 1));
      if (state == kNone) continue;
      at(i).kind = MentionKind::state;
      at(i).why = "coreference";
      if (state == at(j).entity) return work_.follow(i, j);
      at(i).entity = state;
      at(i).country = knowledge_.entity(state).id;
      return;
    }
  }

  // "North and South Korea".
  bool other_half(std::uint32_t i) {
    const std::uint32_t behind = at(i).end + 1;
    if (behind >= work_.sentence(at(i).first).end || doc_.upos[behind - 1] != Upos::CCONJ) return false;
    if (!work_.in_set("mention_compass", behind)) return false;
    const Mention* whole = work_.at(behind);
    if (!whole || whole->kind != MentionKind::state || whole->entity == kNone || whole->end != behind + 2) return false;
    const std::uint32_t state = state_named(doc_.form[at(i).first], doc_.form[behind + 1]);
    if (state == kNone) return false;
    at(i).kind = MentionKind::state;
    at(i).entity = state;
    at(i).country = knowledge_.entity(state).id;
    at(i).adjectival = whole->adjectival;
    return true;
  }

  // "the Export Bank of Gondor", "Gondor Wire": whose name a body's own name ends or begins with.
  std::string_view state_within(const Mention& mention) const {
    std::pmr::vector<NamePiece> pieces(work_.memory);
    for (std::uint32_t t = mention.first; t < mention.end; ++t) {
      if (t > mention.first && !work_.in_set("mention_owner_marker", t - 1)) continue;
      pieces.clear();
      for (std::uint32_t k = t; k < mention.end; ++k) name_pieces(doc_.form[k], k, pieces);
      const NameMatch match = knowledge_.longest_name(pieces, 0);
      if (match.pieces == 0 || (t > mention.first && match.pieces != pieces.size())) continue;
      for (const NameEntry& entry : match.entries)
        if (entry.kind <= NameKind::adjective && knowledge_.entity(entry.entity).kind == EntityKind::state) return knowledge_.entity(entry.entity).id;
    }
    return {};
  }

  std::uint32_t state_named(std::string_view first, std::string_view rest) const {
    std::pmr::vector<NamePiece> pieces(work_.memory);
    name_pieces(first, 0, pieces);
    name_pieces(rest, 1, pieces);
    const NameMatch match = knowledge_.longest_name(pieces, 0);
    if (match.pieces != pieces.size()) return kNone;
    for (const NameEntry& entry : match.entries)
      if (entry.kind <= NameKind::adjective && knowledge_.entity(entry.entity).kind == EntityKind::state) return entry.entity;
    return kNone;
  }

  // ---- groups

  void group(std::uint32_t i) {
    if (at(i).group_end > at(i).group_first) return;  // its members stand in its own words
    before_.of_group(i, members_);
    if (members_.empty()) return;
    work_.make_group(i, members_);
    at(i).why = "coreference";
  }

  // Who speaks may be named behind what is said: then he is not resolved yet, and only his own words count.
  void speaker(std::uint32_t i) {
    const std::uint32_t who = before_.of_speaker(i);
    if (who == kNone || side(who).dropped) return;
    at(i).chain = at(who).chain;
    at(i).country = at(who).country;
    at(i).entity = at(who).entity;
    at(i).why = "coreference";
  }

  void pronoun(std::uint32_t i) {
    if (side(i).points == Points::speaker) return speaker(i);
    if (side(i).points == Points::whose) return work_.follow(i, before_.of_relative(i));
    const std::uint32_t before = before_.of_pronoun(i);
    if (before == kNone) return;
    if (side(i).points == Points::they && side(before).form != NameForm::group) {
      before_.row_of(before, members_);
      if (members_.size() > 1) {
        work_.make_group(i, members_);
        at(i).why = "coreference";
        return;
      }
    }
    work_.follow(i, before);
  }

  MentionWork& work_;
  Document& doc_;
  const Knowledge& knowledge_;
  Antecedents before_;
  Countries countries_;
  std::pmr::vector<std::uint32_t> members_;
};

}  // namespace

void resolve_mentions(MentionWork& work) { Resolver(work).run(); }

}  // namespace dragoman
