// Records that an event sets, found in the history tables: nobody need have claimed them.
#pragma once
#include <memory>

#include "archive/history.h"
#include "dragoman/brief.h"

namespace dragoman {

// For visits between two states ("highest-ranking visitor since", "first of this office since"), vetoes and tests ("first since") that
// have a day. Known are the rows up to the day of the latest article that tells the event; later rows only tell when the record
// ended. Nothing is said where the tables do not declare themselves complete for the scope from the earlier event on, where they hold
// no earlier one, where it is more recent than the lexicon's `record.generated` asks for, or where a day is missing.
// Share freely. `history` must outlive it.
RecordFinder history_records(std::shared_ptr<const Models> models, const History& history);

}  // namespace dragoman
