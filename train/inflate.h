// A whole file, plain or gzipped.
#pragma once
#include <string>

#include "dragoman/result.h"

namespace dragoman::train {

// Errors: not_found (with `remedy`), unreadable.
Result<std::string> inflate(const std::string& path, const std::string& remedy);

}  // namespace dragoman::train
