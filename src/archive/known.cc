#include "archive/known.h"

#include <fmt/format.h>

#include "archive/schema.h"
#include "base/days.h"

namespace dragoman {

Result<std::string> known_codings(const AsOf& as_of) {
  const auto recorded = instant_of(as_of.recorded);
  if (!recorded) return Error{ErrorCode::bad_request, "'" + as_of.recorded + "' is no instant", "recorded", "write YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ"};
  std::string condition = fmt::format(
      "c.coding IN (SELECT max(d.coding) FROM codings d JOIN articles b USING (article) WHERE epoch_us(d.recorded) <= {} GROUP BY b.identity)", *recorded);
  if (as_of.reported) condition += " AND c.reported <= DATE '" + iso_day(*as_of.reported) + "'";
  return condition;
}

}  // namespace dragoman
