// From a token in a role to the actors it stands for.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "coding/tree.h"
#include "dragoman/report.h"
#include "knowledge/knowledge.h"

namespace dragoman {

// Reads mentions as actors: conjuncts, appositions, groups and coreference included. Pure; views document and knowledge.
class Actors {
 public:
  Actors(const Tree& tree, const Knowledge& knowledge);

  // Every actor the noun phrase headed by `token` stands for, in text order, without duplicates.
  // `loose`: a phrase nobody knows may stand for the state that owns or qualifies it ("China's economy").
  std::vector<Actor> read(std::uint32_t token, bool loose) const;
  // Somebody of whom no country is known, with what the text says ("gunmen", "trade unions"); nullopt for things, events,
  // places and pronouns. `named`: an unlisted person or body counts as well as a listed kind of people.
  std::optional<Actor> by_words(std::uint32_t token, bool named) const;
  // Whom a deed of force touches where nothing but the place tells the state: "four people in a market of Edoras" are Rohan's;
  // nullopt for those with a state of their own, for those who are often elsewhere (soldiers), and where no place is named.
  std::optional<Actor> at_scene(std::uint32_t token) const;
  // The one actor of a mention (its coreference chain followed).
  Actor of_mention(const Mention& mention) const;
  // The mention that best describes a phrase headed by token; nullptr when there is none.
  const Mention* mention_of(std::uint32_t token) const;
  // The end of a mention's coreference chain.
  const Mention& representative(const Mention& mention) const;
  // A state, body, title-holder or agent whose doings are this record's business.
  static bool political(const Actor& actor) { return !actor.country.empty() || !actor.actor.empty(); }
  // Fills office and rank of a person as held on a day range (the latest known when undated).
  void set_office(Actor& actor, std::optional<Day> from, std::optional<Day> to) const;
  // The institution a speaker belongs to: the body of the office, or the organisation in the same phrase.
  std::string institution(std::uint32_t token, const Actor& speaker) const;

 private:
  void add(std::vector<Actor>& out, Actor actor) const;
  bool add_owners(std::vector<Actor>& out, std::uint32_t token, const Actor& actor) const;
  void name_by_apposition(std::uint32_t token, Actor& actor) const;
  void add_group(std::vector<Actor>& out, const Mention& mention) const;

  const Tree& tree_;
  const Document& doc_;
  const Knowledge& knowledge_;
};

}  // namespace dragoman
