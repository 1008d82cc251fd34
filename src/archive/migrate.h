// An archive of an earlier version brought forward.
#pragma once
#include <string>

#include "dragoman/result.h"

namespace dragoman {

// Copies everything of an archive of version 2 into a new one at `to`, which must not be there; its events are told by the next fusion.
// `from` is only read. Errors: bad_format when it is no archive, one that cannot be brought forward, or one of this version already;
// bad_request when `to` is there; those of reading and writing, after which `to` is not there.
Outcome migrate_archive(const std::string& from, const std::string& to);

}  // namespace dragoman
