#include "parse/countries.h"

#include <algorithm>
#include <utility>

#include "parse/owners.h"

namespace dragoman {

std::uint32_t Countries::choose(std::uint32_t i, std::string_view country, EntityKind kind) const {
  std::uint32_t only = kNone;
  for (const NameEntry& entry : work_.sides[i].entries) {
    const Entity& entity = knowledge_.entity(entry.entity);
    if (entity.kind != kind) continue;
    if (!country.empty()) {
      if (entity.country == country) return entry.entity;
    } else if (only == kNone) {
      only = entry.entity;
    } else if (knowledge_.entity(only).country != entity.country) {
      return kNone;
    }
  }
  return only;
}

// Takes over the owner's country; an owner without one is a body of many states. False when there is no owner.
bool Countries::join(std::uint32_t i) {
  const Owner owner = find_owner(work_, i);
  if (owner.mention == kNone) return false;
  const Mention& from = at(owner.mention);
  Mention& mention = at(i);
  if (owner.second != kNone) {
    const std::uint32_t both[] = {owner.second, owner.mention};
    work_.make_group(i, both);
    return true;
  }
  if (from.group_end > from.group_first) {  // "the three countries' leaders"
    mention.group_first = from.group_first;
    mention.group_end = from.group_end;
    return true;
  }
  if (work_.plural(mention.head) && from.kind == MentionKind::state && from.first > mention.first) {  // "ministers of Arnor and Dale"
    before_.row_of(owner.mention, members_);
    if (members_.size() > 1) {
      work_.make_group(i, members_);
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

// ---- roles

void Countries::role(std::uint32_t i) {
  Mention& mention = at(i);
  mention.country = {};
  const bool joined = join(i);
  const std::uint32_t title = choose(i, {}, EntityKind::title);
  if (work_.plural(mention.head)) {  // "Chinese leaders" are not the leader
    if (title != kNone) mention.entity = title;
  } else if (const std::uint32_t office = choose(i, mention.country, EntityKind::office); office != kNone) {
    take_office(i, office);
  } else if (title != kNone && !mention.country.empty()) {
    const std::uint32_t listed = knowledge_.office_for(mention.country, knowledge_.entity(title).id);
    if (listed != kNone) mention.entity = listed;
  }
  if (const std::uint32_t person = titled_person(work_, i); person != kNone) {
    if (mention.country.empty() && !joined && at(person).country.empty() && at(person).entity == kNone && !work_.plural(mention.head)) place_title(i, person);
    return entitle(i, person);
  }
  if (const std::uint32_t person = apposed_person(work_, i); person != kNone) return describe(i, person);
  if (!joined && work_.plural(mention.head) && work_.definite(mention.first)) {  // "the leaders" after "G7 leaders"
    if (const std::uint32_t same = before_.latest_of(mention.entity); same != kNone && (!at(same).country.empty() || at(same).group_end > at(same).group_first)) return work_.follow(i, same);
  }
  if (work_.plural(mention.head) || mention.group_end) return;
  if (joined) lend(i);
  if (joined) meet_holder(i);
  else if (mention.country.empty() && work_.definite(mention.first)) follow_title(i);
}

// The state of an official whose title names none: "Ambassador Hirgon of Gondor"; else that of those spoken of in the same
// sentence ("the Dalish government did not know, government spokesman Brand said"); else the one that the text is about.
void Countries::place_title(std::uint32_t i, std::uint32_t person) {
  Mention& mention = at(i);
  if (const Owner owner = owner_behind(work_, person); owner.mention != kNone && at(owner.mention).kind == MentionKind::state && !at(owner.mention).adjectival) {
    mention.country = at(owner.mention).country;
    return;
  }
  if ((mention.country = home(4)).empty() && ranked(i) && work_.subject(at(person).head)) {
    const std::uint32_t near = before_.of_nation(i);
    if (near != kNone && doc_.sentence_of[at(near).first] + 1 >= doc_.sentence_of[mention.first]) return take_context(i, near);
    mention.country = home(2);
    if (named_in_sentence(i, mention.country)) mention.country = {};  // "paid a visit to Cuba": hardly of that state
  }
  if (!mention.country.empty()) mention.why = "home";
}

bool Countries::named_in_sentence(std::uint32_t i, std::string_view country) const {
  const auto names = [&](std::uint32_t j) {
    const Mention& other = doc_.mentions[j];
    return other.country == country && !other.adjectival && (other.kind == MentionKind::state || other.kind == MentionKind::place);
  };
  const std::uint32_t sentence = doc_.sentence_of[doc_.mentions[i].first];
  for (std::uint32_t j = i + 1; j < doc_.mentions.size() && doc_.sentence_of[doc_.mentions[j].first] == sentence; ++j)
    if (names(j)) return true;
  return false;
}

// A title that only somebody of a state bears.
bool Countries::ranked(std::uint32_t i) const {
  return doc_.mentions[i].entity != kNone && knowledge_.entity(doc_.mentions[i].entity).rank > 0;
}

// "the chief of Gondor's army, General Ingold": the apposition is of the same country.
void Countries::lend(std::uint32_t i) {
  for (const std::uint32_t c : work_.children(at(i).head)) {
    if (doc_.deprel[c] != Deprel::appos || work_.cover[c] == kNone) continue;
    std::uint32_t person = work_.cover[c];
    if (work_.sides[person].form == NameForm::role) person = titled_person(work_, person);
    if (person == kNone || at(person).kind != MentionKind::person || at(person).entity != kNone) continue;
    if (at(person).country.empty()) at(person).country = at(i).country;
  }
}

void Countries::take_office(std::uint32_t i, std::uint32_t office) {
  const Entity& entity = knowledge_.entity(office);
  at(i).entity = office;
  at(i).office = entity.id;
  if (at(i).country.empty()) at(i).country = entity.country;
}

// The role is the title of the person that follows; directly before the name it is no mention of its own.
void Countries::entitle(std::uint32_t i, std::uint32_t person) {
  Mention& named = at(person);
  named.kind = MentionKind::person;
  named.office = at(i).office;
  if (named.country.empty()) named.country = at(i).country;
  if (work_.sides[person].sex == 0) work_.sides[person].sex = sex_of(i);
  at(i).chain = person;
  if (at(i).end != named.first) return;
  work_.sides[i].dropped = true;
  const std::uint32_t top = work_.head_of(at(i).first, named.end);
  if (top < named.first) named.head = top;
}

char Countries::sex_of(std::uint32_t i) const {
  const std::uint32_t last = doc_.mentions[i].end - 1;
  return work_.in_set("mention_he_role", last) ? 'm' : work_.in_set("mention_she_role", last) ? 'f' : '\0';
}

// An apposition says what the person before it is.
void Countries::describe(std::uint32_t i, std::uint32_t person) {
  Mention& named = at(person);
  named.kind = MentionKind::person;
  if (named.office.empty()) named.office = at(i).office;
  if (named.country.empty()) named.country = at(i).country;
  if (at(i).country.empty()) at(i).country = named.country;
  if (work_.sides[person].sex == 0) work_.sides[person].sex = sex_of(i);
  at(i).chain = named.chain;
  Mention& first = at(named.chain);
  if (first.country.empty()) first.country = named.country;
  if (first.office.empty()) first.office = named.office;
}

// "the Chinese leader" after "Xi Jinping": the same person when he is the country's holder of that office.
void Countries::meet_holder(std::uint32_t i) {
  const std::uint32_t j = before_.of_title(i);
  if (j != kNone && at(j).country == at(i).country && at(j).entity != kNone) at(i).chain = at(j).chain;
}

// "a US official said the president …": the president of those who speak, whoever was president before.
void Countries::follow_title(std::uint32_t i) {
  const std::uint32_t holder = before_.of_title(i), near = before_.of_nation(i);
  const bool here = near != kNone && doc_.sentence_of[at(near).first] == doc_.sentence_of[at(i).first];
  if (!here || (holder != kNone && at(holder).country == at(near).country)) {
    if (holder != kNone || !ranked(i)) return work_.follow(i, holder);
    at(i).country = home(2);  // "the chancellor cancelled a trip"
    if (!at(i).country.empty()) at(i).why = "home";
    return;
  }
  take_context(i, near);
  if (const std::uint32_t office = knowledge_.office_for(at(i).country, at(i).office); office != kNone) at(i).entity = office;
}

void Countries::take_context(std::uint32_t i, std::uint32_t near) {
  at(i).country = at(near).country;
  at(i).why = "context";
  at(i).score = 0.5f;
}

// ---- agents

void Countries::agent(std::uint32_t i) {
  Mention& mention = at(i);
  if (join(i) || led(i) || sent(i) || settle(i)) return;
  const bool opening = mention.first == work_.sentence(mention.first).first, definite = work_.definite(mention.first);
  const std::string_view kind = knowledge_.entity(mention.entity).type;
  if (definite && knowledge_.in_set("mention_armed_kind", kind))  // "the rebels" after "M23 rebels"
    if (const std::uint32_t named = before_.of_union(i); named != kNone && knowledge_.in_set("mention_armed_kind", knowledge_.entity(at(named).entity).type)) return work_.follow(i, named);
  if (opening || definite) {
    if (const std::uint32_t same = before_.latest_of(mention.entity); same != kNone && !at(same).country.empty()) return work_.follow(i, same);
    if (!opening && knowledge_.in_set("mention_national_kind", kind))
      if (const std::uint32_t near = before_.of_nation(i); near != kNone) return take_context(i, near);
  }
  if (!work_.subject(mention.head) || !knowledge_.in_set("mention_home_kind", kind)) return;
  mention.country = home(2);
  if (mention.country.empty() && knowledge_.in_set("mention_scene_kind", kind)) mention.country = scene(i);
  if (mention.country.empty()) return;
  mention.why = "home";
  mention.score = 0.4f;
}

// "People protested in Annuminas. Police detained one": the country of the last place named, no further back than the sentence before.
std::string_view Countries::scene(std::uint32_t i) const {
  const std::uint32_t sentence = doc_.sentence_of[doc_.mentions[i].first];
  for (std::uint32_t j = i; j-- > 0 && doc_.sentence_of[doc_.mentions[j].first] + 1 >= sentence;) {
    const Mention& place = doc_.mentions[j];
    if ((place.kind == MentionKind::place || place.kind == MentionKind::body) && !place.metonym && !place.country.empty()) return place.country;
  }
  return {};
}

// "Police detained …" in a text about one state: the one that names, places and nationality words speak of most, from its first
// sentence on, at least twice and so many times as often as of any other; empty where there is none.
std::string_view Countries::home(std::uint32_t times_as_often) {
  if (!home_known_) {
    home_known_ = true;
    std::pmr::unordered_map<std::string_view, std::uint32_t> times(work_.memory), opening(work_.memory);
    for (const Mention& mention : doc_.mentions) {
      const bool counts = mention.kind == MentionKind::state || mention.kind == MentionKind::place || mention.kind == MentionKind::body;
      if (!counts || mention.country.empty()) continue;
      ++times[mention.country];
      if (doc_.sentence_of[mention.first] == doc_.sentence_of[doc_.mentions.front().first]) ++opening[mention.country];
    }
    for (const auto& [country, count] : times) {
      if (count > home_times_) other_times_ = std::exchange(home_times_, count), home_ = country;
      else other_times_ = std::max(other_times_, count);
    }
    if (home_times_ < 2 || !opening.contains(home_)) home_ = {};
  }
  return home_times_ >= times_as_often * other_times_ ? home_ : std::string_view();
}

// "a delegation led by Vice Premier He Lifeng"
bool Countries::led(std::uint32_t i) {
  Mention& mention = at(i);
  if (!work_.in_set("delegation", mention.head)) return false;
  for (const std::uint32_t verb : work_.children(mention.head))
    for (std::uint32_t k = i + 1; doc_.deprel[verb] == Deprel::acl && k < doc_.mentions.size() && k < i + 4; ++k) {
      if (at(k).first < verb || at(k).kind != MentionKind::person || at(k).country.empty()) continue;
      mention.country = at(k).country;
      return true;
    }
  return false;
}

// "Zhao is set to lead a delegation": it is of the country of who leads or sends it; the subject may stand higher.
bool Countries::sent(std::uint32_t i) {
  Mention& mention = at(i);
  if (doc_.deprel[mention.head] != Deprel::obj || !work_.in_set("delegation", mention.head)) return false;
  std::uint32_t verb = doc_.head[mention.head];
  for (int steps = 0; verb != kNone && steps < 3; ++steps) {
    for (const std::uint32_t c : work_.children(verb)) {
      if (!work_.subject(c)) continue;
      const Mention* subject = work_.at(c);
      if (!subject || subject->country.empty()) return false;
      mention.country = subject->country;
      return true;
    }
    verb = doc_.deprel[verb] == Deprel::xcomp ? doc_.head[verb] : kNone;
  }
  return false;
}

// "In Seoul, police detained": the country of the place where it happens.
bool Countries::settle(std::uint32_t i) {
  Mention& mention = at(i);
  const std::uint32_t verb = doc_.head[mention.head];
  if (verb == kNone || !work_.subject(mention.head)) return false;
  if (knowledge_.in_set("mention_abroad_kind", knowledge_.entity(mention.entity).type)) return false;
  for (const std::uint32_t c : work_.children(verb)) {
    const Mention* place = work_.at(c);
    if (!place || doc_.deprel[c] != Deprel::obl || place->country.empty()) continue;
    if (place->kind != MentionKind::place && place->kind != MentionKind::state) continue;
    if (!knowledge_.in_set("mention_home_marker", work_.preposition(c))) continue;
    mention.country = place->country;
    mention.why = "place";
    mention.score = 0.7f;
    return true;
  }
  return false;
}

// ---- bodies

// "the Democratic Party", with nobody near to own it: that of the country the text names most often; kNone on a tie, and where
// a country that has none is named more than twice as often.
std::uint32_t Countries::of_text(std::uint32_t i) {
  if (spoken_.empty())
    for (std::uint32_t j = 0; j < doc_.mentions.size(); ++j) {
      const NameForm form = work_.sides[j].form;
      if (form == NameForm::full || form == NameForm::seat) ++spoken_[doc_.mentions[j].country];
    }
  std::uint32_t best = kNone, most = 0, any = 0;
  for (const auto& [country, times] : spoken_)
    if (!country.empty()) any = std::max(any, times);
  for (const NameEntry& entry : work_.sides[i].entries) {
    const Entity& entity = knowledge_.entity(entry.entity);
    if (entity.kind != EntityKind::body || entity.country.empty()) continue;
    const auto found = spoken_.find(entity.country);
    const std::uint32_t times = found == spoken_.end() ? 0 : found->second;
    if (times == 0 || times < most) continue;
    best = times > most || best == entry.entity ? entry.entity : kNone;
    most = times;
  }
  return 2 * most < any ? kNone : best;
}

void Countries::body(std::uint32_t i) {
  Mention& mention = at(i);
  mention.country = {};
  join(i);
  std::uint32_t chosen = choose(i, mention.country, EntityKind::body);
  if (chosen == kNone)
    for (const NameEntry& entry : work_.sides[i].entries)
      if (before_.of_entity(entry.entity) != kNone && knowledge_.entity(entry.entity).kind == EntityKind::body) chosen = entry.entity;
  if (chosen == kNone && mention.country.empty() && (chosen = of_text(i)) != kNone) {
    mention.why = "context";
    mention.score = 0.5f;
  }
  if (chosen == kNone && mention.country.empty())  // in full the name of one, for short of others
    for (const NameEntry& entry : work_.sides[i].entries)
      if (entry.kind == NameKind::name && knowledge_.entity(entry.entity).kind == EntityKind::body) chosen = entry.entity;
  if (chosen == kNone) chosen = choose(i, {}, EntityKind::agent);
  mention.entity = chosen;
  if (chosen != kNone && mention.country.empty()) mention.country = knowledge_.entity(chosen).country;
}

}  // namespace dragoman
