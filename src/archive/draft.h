// A file made beside its place, so that nothing half made stands under its name.
#pragma once
#include <string>

#include "dragoman/result.h"

namespace dragoman {

// Takes a draft and what DuckDB keeps beside it away, where there is one.
void drop_draft(const std::string& draft);
// The draft, whole on the disk, in the place of `path`. Errors: those of writing; then `path` is as before.
Outcome put_in_place(const std::string& draft, const std::string& path);

}  // namespace dragoman
