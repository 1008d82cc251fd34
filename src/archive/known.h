// Which codings count as of then, as SQL.
#pragma once
#include <string>

#include "archive/archive.h"
#include "dragoman/result.h"

namespace dragoman {

// A condition on the columns of `codings` under the name c: of each article the last version recorded by then, in the last
// coding of it, if reported by then. Holds no word of the user's. Errors: bad_request when `recorded` is no instant.
Result<std::string> known_codings(const AsOf& as_of);

}  // namespace dragoman
