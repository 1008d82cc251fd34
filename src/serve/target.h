// The path and the parameters of a request's target.
#pragma once
#include <map>
#include <string>
#include <string_view>

#include "dragoman/result.h"

namespace dragoman {

struct Target {
  std::string path;
  std::map<std::string, std::string, std::less<>> parameters;

  // The value, or nothing when it was not given.
  std::string value(std::string_view name) const {
    const auto at = parameters.find(name);
    return at == parameters.end() ? std::string() : at->second;
  }
};

// "/brief?format=md&outlet=Lake%20Gazette". Errors: bad_request for a broken escape or a parameter given twice.
Result<Target> parse_target(std::string_view target);

}  // namespace dragoman
