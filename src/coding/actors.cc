#include "coding/actors.h"

#include <algorithm>

#include "coding/by_sentence.h"
#include "coding/scene.h"
#include "knowledge/values.h"

namespace dragoman {

namespace {

// Nationality words and states that stand left of a noun as its owner.
bool qualifies(Deprel relation) {
  return relation == Deprel::amod || relation == Deprel::compound || relation == Deprel::nmod_poss || relation == Deprel::nmod ||
         relation == Deprel::nmod_desc;
}

}  // namespace

Actors::Actors(const Tree& tree, const Knowledge& knowledge) : tree_(tree), doc_(tree.document()), knowledge_(knowledge) {}

const Mention& Actors::representative(const Mention& mention) const {
  const Mention* at = &mention;
  for (int i = 0; i < 8 && at->chain != kNone && at->chain < doc_.mentions.size(); ++i) {
    const Mention* next = &doc_.mentions[at->chain];
    if (next == at) break;
    at = next;
  }
  return *at;
}

const Mention* Actors::mention_of(std::uint32_t token) const {
  if (doc_.mention_at[token] != kNone) return &doc_.mentions[doc_.mention_at[token]];
  // A long name's head may differ from the tree's: take the mention that covers the token.
  for (std::uint32_t c : tree_.children(token)) {
    const Deprel relation = doc_.deprel[c];
    if ((relation == Deprel::flat || relation == Deprel::compound) && doc_.mention_at[c] != kNone) {
      const Mention& mention = doc_.mentions[doc_.mention_at[c]];
      if (mention.first <= token && token < mention.end) return &mention;
    }
  }
  return nullptr;
}

Actor Actors::of_mention(const Mention& mention) const {
  const Mention& best = representative(mention);
  Actor actor;
  actor.span = tree_.bytes(mention.first, mention.end);
  actor.country = best.country;
  actor.office = !mention.office.empty() ? mention.office : best.office;
  const bool described = mention.kind == MentionKind::pronoun || mention.entity == kNone;
  if (best.entity != kNone) {
    const Entity& entity = knowledge_.entity(best.entity);
    if (actor.country.empty()) actor.country = entity.country;
    switch (entity.kind) {
      case EntityKind::person: actor.actor = "person:" + std::string(entity.id); break;
      case EntityKind::state:
        actor.actor = entity.id;
        actor.country = entity.id;
        break;
      case EntityKind::body: actor.actor = entity.id; break;
      case EntityKind::agent: case EntityKind::title:
        if (!actor.country.empty() && !entity.suffix.empty()) actor.actor = actor.country + "." + std::string(entity.suffix);
        if (entity.kind == EntityKind::title && actor.rank == 0) actor.rank = entity.rank;
        break;
      case EntityKind::office:
        if (entity.body != kNone) actor.actor = knowledge_.entity(entity.body).id;
        actor.office = entity.id;
        actor.rank = entity.rank;
        break;
      case EntityKind::place:  // a place that acts or is acted on stands for its state
        actor.actor = actor.country;
        break;
    }
    const bool itself = entity.kind == EntityKind::agent || entity.kind == EntityKind::title || entity.kind == EntityKind::office;
    if (!itself && described) actor.name = entity.name;
  } else if (actor.country.size() && best.kind == MentionKind::state) {
    actor.actor = actor.country;
  }
  if (actor.name.empty()) {
    const Mention& named = mention.kind == MentionKind::pronoun ? best : mention;
    actor.name = doc_.words(tree_.bytes(named.first, named.end));
  }
  return actor;
}

void Actors::add(std::vector<Actor>& out, Actor actor) const {
  for (const Actor& old : out)
    if (old.name == actor.name || (!old.actor.empty() && old.actor == actor.actor && actor.actor.starts_with("person:"))) return;
  for (const Actor& old : out)
    if (!old.actor.empty() && old.actor == actor.actor && old.country == actor.actor) return;  // the same state twice
  out.push_back(std::move(actor));
}

void Actors::add_group(std::vector<Actor>& out, const Mention& mention) const {
  for (std::uint32_t i = mention.group_first; i < mention.group_end && i < doc_.group_pool.size(); ++i) {
    Actor actor = of_mention(doc_.mentions[doc_.group_pool[i]]);
    actor.span = tree_.bytes(mention.first, mention.end);  // the words here are the group's
    add(out, std::move(actor));
  }
}

// "the president of Rohan, Eowyn": the office takes the name beside it.
void Actors::name_by_apposition(std::uint32_t token, Actor& actor) const {
  const auto is_title = [&](const Mention& mention) {
    if (mention.entity == kNone) return false;
    const EntityKind kind = knowledge_.entity(mention.entity).kind;
    return kind == EntityKind::title || kind == EntityKind::office || kind == EntityKind::agent;
  };
  const Mention* own = mention_of(token);
  if (!own || !is_title(representative(*own))) return;
  for (const std::uint32_t c : tree_.children(token)) {
    if (!tree_.is(c, Deprel::appos) || doc_.mention_at[c] == kNone) continue;
    const Mention& beside = doc_.mentions[doc_.mention_at[c]];
    if (beside.kind != MentionKind::person || is_title(beside)) continue;
    Actor named = of_mention(doc_.mentions[doc_.mention_at[c]]);
    if (named.country.empty()) named.country = actor.country;
    if (named.office.empty()) named.office = actor.office;
    if (named.actor.empty()) named.actor = actor.actor;
    actor = std::move(named);
    return;
  }
}

// "the leaders of Gondor and Rohan", "delegations of the two countries": one for each. False when there are no such owners.
bool Actors::add_owners(std::vector<Actor>& out, std::uint32_t token, const Actor& actor) const {
  if (!tree_.has_feat(token, kPlur)) return false;
  for (const std::uint32_t c : tree_.children(token)) {
    if (!tree_.is(c, Deprel::nmod) || !tree_.marked_by(c, "of")) continue;
    std::vector<Actor> owners = read(c, false);
    std::erase_if(owners, [](const Actor& owner) { return owner.country.empty() || owner.actor != owner.country; });
    if (owners.size() < 2) return false;
    const std::size_t path = actor.actor.find('.');
    for (const Actor& owner : owners) {
      Actor one = actor;
      one.country = owner.country;
      one.actor = path == std::string::npos ? owner.country : owner.country + actor.actor.substr(path);
      one.name = actor.name + " of " + owner.name;
      one.span = owner.span;
      add(out, std::move(one));
    }
    return true;
  }
  return false;
}

std::vector<Actor> Actors::read(std::uint32_t token, bool loose) const {
  std::vector<Actor> out;
  std::vector<std::uint32_t> heads{token};
  for (std::size_t i = 0; i < heads.size() && i < 16; ++i) {
    const std::uint32_t at = heads[i];
    for (std::uint32_t c : tree_.children(at))
      if (tree_.is(c, Deprel::conj) && tree_.nominal(c)) heads.push_back(c);
    const Mention* mention = mention_of(at);
    if (mention && names_thing(mention->kind)) mention = nullptr;
    if (mention) {
      const Mention& best = representative(*mention);
      const Mention& group = mention->group_end > mention->group_first ? *mention : best;
      if (group.group_end > group.group_first) {
        add_group(out, group);
        continue;
      }
      Actor actor = of_mention(*mention);
      if (!political(actor)) {  // "its allies Japan and South Korea": the apposition says who
        bool named = false;
        for (std::uint32_t c : tree_.children(at))
          if ((tree_.is(c, Deprel::appos) || tree_.is(c, Deprel::flat) || tree_.is(c, Deprel::nmod_desc)) && doc_.mention_at[c] != kNone) {
            for (Actor& inner : read(c, false)) add(out, std::move(inner));
            named = true;
          } else if (loose && tree_.is(c, Deprel::appos)) {  // "Grimbold, a member of Rohan's council", "Framsburg, a town in Rohan": whose they are
            std::vector<Actor> described = read(c, true);
            if (described.empty() || described.front().country.empty()) continue;
            if (actor.country.empty()) actor.country = actor.actor = described.front().country;
          }
        if (named) continue;
      }
      if (add_owners(out, at, actor)) continue;
      name_by_apposition(at, actor);
      add(out, std::move(actor));
      continue;
    }
    // No mention: an apposition or a flat name may carry one.
    bool named = false;
    for (std::uint32_t c : tree_.children(at))
      if ((tree_.is(c, Deprel::appos) || tree_.is(c, Deprel::flat)) && doc_.mention_at[c] != kNone) {
        for (Actor& inner : read(c, false)) add(out, std::move(inner));
        named = true;
      }
    if (named || !loose) continue;
    for (std::uint32_t c : tree_.children(at)) {
      const bool owner = qualifies(doc_.deprel[c]) && (c < at || tree_.marked_by(c, "of") || tree_.marked_by(c, "in"));
      if (!owner) continue;
      if (doc_.mention_at[c] == kNone) {  // "a member of the group's council"
        if (!tree_.marked_by(c, "of") && !tree_.is(c, Deprel::nmod_poss)) continue;
        std::vector<Actor> owners = read(c, true);
        if (owners.empty() || owners.front().country.empty()) continue;
        Actor actor;
        const auto [from, to] = tree_.phrase(at);
        actor.span = tree_.bytes(from, to);
        actor.name = doc_.words(actor.span);
        actor.actor = actor.country = owners.front().country;
        add(out, std::move(actor));
        break;
      }
      const Mention& qualifier = doc_.mentions[doc_.mention_at[c]];
      if (qualifier.kind == MentionKind::pronoun && representative(qualifier).kind == MentionKind::pronoun) continue;
      for (Actor& inner : read(c, false)) {
        if (inner.country.empty()) continue;
        inner.office.clear();
        const auto [from, to] = tree_.phrase(at);
        inner.span = tree_.bytes(from, to);
        inner.name = doc_.words(inner.span);
        inner.actor = inner.country;
        add(out, std::move(inner));
      }
      break;
    }
    if (!out.empty() || knowledge_.in_set("doer_means", doc_.lemma[at])) continue;  // where missiles fly to does not own them
    if (const Mention* place = Scene(tree_, knowledge_).inside(at)) {  // "a market in the village of Framsburg, Rohan"
      Actor actor;
      const auto [from, to] = tree_.phrase(at);
      actor.span = tree_.bytes(from, to);
      actor.name = doc_.words(actor.span);
      actor.country = actor.actor = place->country;
      add(out, std::move(actor));
    }
  }
  return out;
}

std::optional<Actor> Actors::by_words(std::uint32_t token, bool named) const {
  const Mention* mention = mention_of(token);
  if (mention) {
    const Mention& best = representative(*mention);
    switch (best.kind) {
      case MentionKind::common: break;
      case MentionKind::person: case MentionKind::body:
        if (!named && best.entity == kNone && best.office.empty()) return std::nullopt;
        break;
      default: return std::nullopt;
    }
    if (best.entity != kNone && knowledge_.entity(best.entity).kind == EntityKind::place) return std::nullopt;
  } else if (doc_.upos[token] != Upos::NOUN || !knowledge_.in_set("doer_noun", ascii_lower(doc_.lemma[token]))) {
    return std::nullopt;
  }
  Actor actor;
  const auto [from, to] = tree_.phrase(token);
  actor.span = mention ? tree_.bytes(mention->first, mention->end) : tree_.bytes(from, to);
  actor.name = doc_.words(actor.span);
  return actor;
}

std::optional<Actor> Actors::at_scene(std::uint32_t token) const {
  const Mention* mention = mention_of(token);
  const Entity* kind = nullptr;
  if (mention) {
    const Mention& best = representative(*mention);
    if (best.kind != MentionKind::common || !best.country.empty()) return std::nullopt;
    if (best.entity != kNone) kind = &knowledge_.entity(best.entity);
    if (kind && (kind->kind != EntityKind::agent || knowledge_.in_set("scene_abroad_kind", kind->type))) return std::nullopt;
  } else if (!knowledge_.in_set("scene_noun", doc_.lemma[token]) && !knowledge_.in_set("party_noun", doc_.lemma[token])) {
    return std::nullopt;
  }
  const Scene scene(tree_, knowledge_);
  const Mention* place = scene.inside(token);
  if (!place) place = scene.around(token);
  if (!place) return std::nullopt;
  Actor actor;
  const auto [from, to] = tree_.phrase(token);
  actor.span = kind ? tree_.bytes(mention->first, mention->end) : tree_.bytes(from, to);
  actor.name = doc_.words(actor.span);
  actor.country = place->country;
  actor.actor = place->country;
  if (kind && !kind->suffix.empty()) actor.actor += "." + std::string(kind->suffix);
  return actor;
}

void Actors::set_office(Actor& actor, std::optional<Day> from, std::optional<Day> to) const {
  constexpr std::string_view prefix = "person:";
  if (actor.actor.starts_with(prefix)) {
    const std::uint32_t person = knowledge_.find(EntityKind::person, actor.actor.substr(prefix.size()));
    if (person == kNone) return;
    std::vector<Holding> held;
    if (from && to) held = knowledge_.offices_on(person, *from, *to);
    else if (doc_.published.known) held = knowledge_.offices_on(person, doc_.published.from, doc_.published.to);
    if (held.empty()) return;
    const Entity& office = knowledge_.entity(held.front().office);
    actor.office = office.id;
    actor.rank = office.rank;
    actor.country = office.country;  // an official of an organisation does not act for the state of their passport
    return;
  }
  if (actor.office.empty()) return;
  std::uint32_t id = knowledge_.find(EntityKind::office, actor.office);
  if (id == kNone && !actor.country.empty()) id = knowledge_.office_for(actor.country, actor.office);
  if (id == kNone) id = knowledge_.find(EntityKind::title, actor.office);
  if (id == kNone) return;
  const Entity& office = knowledge_.entity(id);
  if (office.kind == EntityKind::office) actor.office = office.id;
  if (actor.rank == 0) actor.rank = office.rank;
  if (actor.actor.empty() && office.kind == EntityKind::title && !office.suffix.empty() && !actor.country.empty())
    actor.actor = actor.country + "." + std::string(office.suffix);
}

std::string Actors::institution(std::uint32_t token, const Actor& speaker) const {
  // words first: an organisation inside the phrase or its apposition
  const std::uint32_t from = tree_.first(token), to = tree_.end(token);
  const Mention* own = mention_of(token);
  std::uint32_t first = kNone, end = kNone;
  for (const Mention& mention : mentions_beside(doc_, token)) {
    if (mention.first < from || mention.end > to || (mention.kind != MentionKind::body && mention.kind != MentionKind::outlet)) continue;
    if (own && mention.head == own->head) continue;
    if (first == kNone) first = mention.first;
    else if (mention.first > end + 2) break;  // "Center for Korean Studies at Fudan University" is one address, a later body another matter
    end = mention.end;
  }
  if (first != kNone) return std::string(doc_.words(tree_.bytes(first, end)));
  if (!speaker.office.empty()) {
    const std::uint32_t office = knowledge_.find(EntityKind::office, speaker.office);
    if (office != kNone && knowledge_.entity(office).body != kNone) return std::string(knowledge_.entity(knowledge_.entity(office).body).name);
  }
  return {};
}

}  // namespace dragoman
