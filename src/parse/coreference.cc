#include "parse/coreference.h"

#include <algorithm>

#include "parse/antecedents.h"
#include "parse/owners.h"

namespace dragoman {

namespace {

constexpr std::uint32_t kHalfReach = 64;  // mentions, for "the North"

class Resolver {
 public:
  explicit Resolver(MentionWork& work) : work_(work), doc_(work.doc), knowledge_(work.knowledge), before_(work) {}

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
      case NameForm::role: role(i); break;
      case NameForm::agent: agent(i); break;
      case NameForm::body: body(i); break;
      case NameForm::unlisted: unlisted(i); break;
      case NameForm::pronoun: pronoun(i); break;
      case NameForm::country: follow(i, at(i).kind == MentionKind::body ? before_.of_union(i) : before_.of_country(i)); break;
      case NameForm::group: group(i); break;
      case NameForm::seat: break;
    }
  }

  // `i` means the same as the earlier mention `j`.
  void follow(std::uint32_t i, std::uint32_t j) {
    if (j == kNone) return;
    const std::uint32_t first = at(j).chain;
    at(i).chain = first;
    at(i).country = at(first).country.empty() ? at(j).country : at(first).country;
    if (side(i).form != NameForm::role && side(i).form != NameForm::agent) at(i).entity = at(first).entity;
    if (at(i).kind == MentionKind::pronoun) at(i).why = "coreference";
  }

  // Among the things a name may mean, the one of a country; kNone when there is none or no telling.
  std::uint32_t choose(std::uint32_t i, std::string_view country, EntityKind kind) const {
    std::uint32_t only = kNone;
    for (const NameEntry& entry : work_.sides[i].entries) {
      const Entity& entity = knowledge_.entity(entry.entity);
      if (entity.kind != kind) continue;
      if (country.empty() ? only != kNone && knowledge_.entity(only).country != entity.country : false) return kNone;
      if (!country.empty() && entity.country == country) return entry.entity;
      if (country.empty() && only == kNone) only = entry.entity;
    }
    return only;
  }

  // ---- listed names

  void full(std::uint32_t i) {
    Mention& mention = at(i);
    if (mention.kind != MentionKind::person) {
      const EntityKind kind = knowledge_.entity(mention.entity).kind;
      if (kind == EntityKind::body && choose(i, {}, kind) == kNone) return body(i);
      return;
    }
    if (const std::uint32_t first = before_.of_entity(mention.entity); first != kNone) follow(i, first);
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
      return follow(i, namesake);
    }
    const std::uint32_t first = best == kNone ? kNone : before_.of_entity(best);
    if (first != kNone) {
      at(i).why = "coreference";
      return follow(i, first);
    }
    // named in full only later: what accept() found possible stands
    if (side(i).entries.size() > 1) at(i).score = 0.6f;
  }

  void unlisted(std::uint32_t i) {
    Mention& mention = at(i);
    const std::string_view words = doc_.words({doc_.span[mention.first].begin, doc_.span[mention.end - 1].end});
    if (const std::uint32_t same = before_.of_words(words); same != kNone) {
      if (mention.kind == MentionKind::common || at(same).kind == MentionKind::person) mention.kind = at(same).kind;
      return follow(i, same);
    }
    const std::uint32_t start = work_.sentence(mention.first).first;
    if (mention.kind == MentionKind::body && mention.first >= start + 2 && doc_.form[mention.first - 1] == "(") {
      const std::uint32_t named = work_.cover[mention.first - 2];
      if (named != kNone && at(named).kind == MentionKind::body) return follow(i, named);
    }
    if (mention.end - mention.first > 1 || mention.kind == MentionKind::event) return;
    if (work_.in_set("mention_compass", mention.first) && other_half(i)) return;
    if (work_.in_set("mention_compass", mention.first) && mention.first > start && work_.in_set("mention_definite", mention.first - 1))
      return half(i);
    if (const std::uint32_t named = before_.of_name_part(doc_.form[mention.first]); named != kNone) {
      mention.kind = MentionKind::person;
      mention.why = "coreference";
      follow(i, named);
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
      if (state == at(j).entity) return follow(i, j);
      at(i).entity = state;
      at(i).country = knowledge_.entity(state).id;
      return;
    }
  }

  // "North and South Korea".
  bool other_half(std::uint32_t i) {
    const std::uint32_t behind = at(i).end + 1;
    if (behind >= work_.sentence(at(i).first).end || doc_.upos[behind - 1] != Upos::CCONJ || !work_.in_set("mention_compass", behind)) return false;
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

  std::uint32_t state_named(std::string_view first, std::string_view rest) const {
    std::vector<NamePiece> pieces;
    name_pieces(first, 0, pieces);
    name_pieces(rest, 1, pieces);
    const NameMatch match = knowledge_.longest_name(pieces, 0);
    if (match.pieces != pieces.size()) return kNone;
    for (const NameEntry& entry : match.entries)
      if (entry.kind <= NameKind::adjective && knowledge_.entity(entry.entity).kind == EntityKind::state) return entry.entity;
    return kNone;
  }

  // ---- those that need a country

  // Takes over the owner's country; an owner without one is a body of many states. False when there is no owner.
  bool join(std::uint32_t i, const Owner& owner) {
    if (owner.mention == kNone) return false;
    const Mention& from = at(owner.mention);
    Mention& mention = at(i);
    if (owner.second != kNone) {
      const std::uint32_t both[] = {owner.second, owner.mention};
      make_group(i, both);
      return true;
    }
    if (from.group_end > from.group_first) {  // "the three countries' leaders"
      mention.group_first = from.group_first;
      mention.group_end = from.group_end;
      return true;
    }
    if ((doc_.feats[mention.head] & kPlur) && from.kind == MentionKind::state && from.first > mention.first) {  // "the ministers of Arnor and Dale"
      before_.row_of(owner.mention, members_);
      if (members_.size() > 1) {
        make_group(i, members_);
        return true;
      }
    }
    mention.country = from.country;
    if (from.entity == kNone || from.kind != MentionKind::body) return true;
    // "officials of the Houthi movement" are the movement's, "NATO officials" NATO's
    const bool generic = mention.entity != kNone && knowledge_.in_set("mention_generic_suffix", knowledge_.entity(mention.entity).suffix);
    if (from.country.empty() || generic) mention.entity = from.entity;
    return true;
  }

  // "In Seoul, police detained": the country of the place where it happens.
  bool settle(std::uint32_t i) {
    Mention& mention = at(i);
    const std::uint32_t verb = doc_.head[mention.head];
    if (verb == kNone || !work_.subject(mention.head) || knowledge_.in_set("mention_abroad_kind", knowledge_.entity(mention.entity).type)) return false;
    for (const std::uint32_t c : work_.children(verb)) {
      const Mention* place = work_.at(c);
      if (!place || doc_.deprel[c] != Deprel::obl || place->country.empty()) continue;
      if ((place->kind != MentionKind::place && place->kind != MentionKind::state) || !knowledge_.in_set("mention_home_marker", work_.preposition(c))) continue;
      mention.country = place->country;
      mention.why = "place";
      mention.score = 0.7f;
      return true;
    }
    return false;
  }

  void role(std::uint32_t i) {
    Mention& mention = at(i);
    const Owner owner = find_owner(work_, i);
    mention.country = {};
    const bool joined = join(i, owner);
    const bool plural = (doc_.feats[mention.head] & kPlur) != 0;  // "Chinese leaders" are not the leader
    if (plural) mention.entity = title_of(i);
    else if (const std::uint32_t office = choose(i, mention.country, EntityKind::office); office != kNone) take_office(i, office);
    else if (const std::uint32_t title = choose(i, {}, EntityKind::title); title != kNone && !mention.country.empty())
      if (const std::uint32_t listed = knowledge_.office_for(mention.country, knowledge_.entity(title).id); listed != kNone) mention.entity = listed;
    if (const std::uint32_t person = titled_person(work_, i); person != kNone) return entitle(i, person);
    if (const std::uint32_t person = apposed_person(work_, i); person != kNone) return describe(i, person);
    if (joined || mention.group_end) return meet_holder(i);
    if (mention.country.empty()) follow_title(i);
  }

  std::uint32_t title_of(std::uint32_t i) const {
    const std::uint32_t title = choose(i, {}, EntityKind::title);
    return title != kNone ? title : doc_.mentions[i].entity;
  }

  void take_office(std::uint32_t i, std::uint32_t office) {
    const Entity& entity = knowledge_.entity(office);
    at(i).entity = office;
    at(i).office = entity.id;
    if (at(i).country.empty()) at(i).country = entity.country;
  }

  // The role is the title of the person that follows; directly before the name it is no mention of its own.
  void entitle(std::uint32_t i, std::uint32_t person) {
    Mention& named = at(person);
    named.kind = MentionKind::person;
    named.office = at(i).office;
    if (named.country.empty()) named.country = at(i).country;
    if (side(person).sex == 0) side(person).sex = sex_of(i);
    at(i).chain = person;
    if (at(i).end != named.first) return;
    side(i).dropped = true;
    const std::uint32_t top = work_.head_of(at(i).first, named.end);
    if (top < named.first) named.head = top;
  }

  char sex_of(std::uint32_t i) const {
    const std::uint32_t last = doc_.mentions[i].end - 1;
    return work_.in_set("mention_he_role", last) ? 'm' : work_.in_set("mention_she_role", last) ? 'f' : '\0';
  }

  void describe(std::uint32_t i, std::uint32_t person) {
    Mention& named = at(person);
    named.kind = MentionKind::person;
    if (named.office.empty()) named.office = at(i).office;
    if (named.country.empty()) named.country = at(i).country;
    if (at(i).country.empty()) at(i).country = named.country;
    if (side(person).sex == 0) side(person).sex = sex_of(i);
    at(i).chain = named.chain;
    Mention& first = at(named.chain);
    if (first.country.empty()) first.country = named.country;
    if (first.office.empty()) first.office = named.office;
  }

  // "the Chinese leader" after "Xi Jinping": the same person when he is the country's holder of that office.
  void meet_holder(std::uint32_t i) {
    if (at(i).group_end || (doc_.feats[at(i).head] & kPlur)) return;
    const std::uint32_t j = before_.of_title(i);
    if (j != kNone && at(j).country == at(i).country && at(j).entity != kNone) at(i).chain = at(j).chain;
  }

  void follow_title(std::uint32_t i) {
    const std::uint32_t start = work_.sentence(at(i).first).first;
    if (at(i).first == start || !work_.in_set("mention_definite", at(i).first - 1)) return;
    if (doc_.feats[at(i).head] & kPlur) return;
    const std::uint32_t holder = before_.of_title(i);
    // "a US official said the president …": the president of those who speak, whoever was president before
    const std::uint32_t near = before_.of_nation(i);
    const bool here = near != kNone && doc_.sentence_of[at(near).first] == doc_.sentence_of[at(i).first];
    if (!here || (holder != kNone && at(holder).country == at(near).country)) return follow(i, holder);
    at(i).country = at(near).country;
    at(i).why = "context";
    at(i).score = 0.5f;
    if (const std::uint32_t office = knowledge_.office_for(at(i).country, at(i).office); office != kNone) at(i).entity = office;
  }

  void agent(std::uint32_t i) {
    Mention& mention = at(i);
    if (join(i, find_owner(work_, i)) || sent(i) || settle(i)) return;
    const std::uint32_t start = work_.sentence(mention.first).first;
    const bool opening = mention.first == start;
    if (!opening && !work_.in_set("mention_definite", mention.first - 1)) return;
    if (const std::uint32_t same = before_.latest_of(mention.entity); same != kNone && !at(same).country.empty()) return follow(i, same);
    if (opening || !knowledge_.in_set("mention_national_kind", knowledge_.entity(mention.entity).type)) return;
    const std::uint32_t near = before_.of_nation(i);
    if (near == kNone) return;
    mention.country = at(near).country;
    mention.why = "context";
    mention.score = 0.5f;
  }

  // "Zhao leads a delegation": a delegation is of the country of who leads or sends it.
  bool sent(std::uint32_t i) {
    Mention& mention = at(i);
    if (!work_.in_set("delegation", mention.head)) return false;
    for (const std::uint32_t led : work_.children(mention.head))  // "a delegation led by Vice Premier He Lifeng"
      for (std::uint32_t k = i + 1; doc_.deprel[led] == Deprel::acl && k < doc_.mentions.size() && k < i + 4; ++k) {
        if (at(k).first < led || at(k).kind != MentionKind::person || at(k).country.empty()) continue;
        mention.country = at(k).country;
        return true;
      }
    const std::uint32_t verb = doc_.head[mention.head];
    if (verb == kNone || doc_.deprel[mention.head] != Deprel::obj) return false;
    for (std::uint32_t above = verb, steps = 0; above != kNone && steps < 3; ++steps) {  // "is set to lead": the subject stands higher
      for (const std::uint32_t c : work_.children(above)) {
        if (!work_.subject(c)) continue;
        const Mention* subject = work_.at(c);
        if (!subject || subject->country.empty()) return false;
        mention.country = subject->country;
        return true;
      }
      above = doc_.deprel[above] == Deprel::xcomp ? doc_.head[above] : kNone;
    }
    return false;
  }

  void body(std::uint32_t i) {
    Mention& mention = at(i);
    mention.country = {};
    join(i, find_owner(work_, i));
    std::uint32_t chosen = choose(i, mention.country, EntityKind::body);
    if (chosen == kNone)
      for (const NameEntry& entry : side(i).entries)
        if (before_.of_entity(entry.entity) != kNone && knowledge_.entity(entry.entity).kind == EntityKind::body) chosen = entry.entity;
    if (chosen == kNone) chosen = choose(i, {}, EntityKind::agent);
    mention.entity = chosen;
    if (chosen != kNone && mention.country.empty()) mention.country = knowledge_.entity(chosen).country;
  }

  // ---- groups

  void make_group(std::uint32_t i, std::span<const std::uint32_t> members) {
    at(i).group_first = static_cast<std::uint32_t>(doc_.group_pool.size());
    doc_.group_pool.insert(doc_.group_pool.end(), members.begin(), members.end());
    at(i).group_end = static_cast<std::uint32_t>(doc_.group_pool.size());
  }

  void group(std::uint32_t i) {
    if (at(i).group_end > at(i).group_first) return;  // its members stand in its own words
    before_.of_group(i, members_);
    if (members_.empty()) return;
    make_group(i, members_);
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
    if (side(i).sex == 'i') return speaker(i);
    if (side(i).sex == 'w') return follow(i, before_.of_relative(i));
    const std::uint32_t before = before_.of_pronoun(i);
    if (before == kNone) return;
    if (side(i).sex == 'p' && side(before).form != NameForm::group) {
      before_.row_of(before, members_);
      if (members_.size() > 1) {
        make_group(i, members_);
        at(i).why = "coreference";
        return;
      }
    }
    follow(i, before);
  }

  MentionWork& work_;
  Document& doc_;
  const Knowledge& knowledge_;
  Antecedents before_;
  std::vector<std::uint32_t> members_;
};

}  // namespace

void resolve_mentions(MentionWork& work) { Resolver(work).run(); }

}  // namespace dragoman
