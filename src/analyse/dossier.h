// What the articles of an archive say of a dyad, a state, a person or a place in a window of days.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "dragoman/brief.h"

namespace dragoman {

// Whatever is set must hold. Days are those on which something became known: the days of publication.
struct DossierQuery {
  std::vector<std::string> countries;  // ISO 3166 alpha-3: each takes part, as source or target
  std::string person;                  // entity id ("zhao_leji") or, of somebody unlisted, the name as written
  std::string place;                   // place id or name
  std::optional<Day> since, until;     // inclusive
  std::string title;
};

// One story of the events that fit: new ones first told in the window, those whose status moved in it, what its tellings differ on,
// record claims, dyads, and what is announced. What became known after `until` is left out altogether; what was known before
// `since` is looked at for what changed. Articles whose day is not known count as known on every day. Pure but for `judge` and `records`.
Brief make_dossier(std::vector<Coding> codings, const Models& models, const DossierQuery& query, const ClaimJudge& judge = {}, const RecordFinder& records = {});

}  // namespace dragoman
