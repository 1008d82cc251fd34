#include "serve/target.h"

#include <charconv>

namespace dragoman {

namespace {

// False when a percent sign is not followed by two hexadecimal digits.
bool unescape(std::string_view from, bool plus_is_space, std::string& into) {
  into.clear();
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (from[i] == '+' && plus_is_space) {
      into += ' ';
    } else if (from[i] != '%') {
      into += from[i];
    } else {
      unsigned value = 0;
      const char* const digits = from.data() + i + 1;
      if (from.size() - i < 3 || std::from_chars(digits, digits + 2, value, 16).ptr != digits + 2) return false;
      into += static_cast<char>(value);
      i += 2;
    }
  }
  return true;
}

}  // namespace

Result<Target> parse_target(std::string_view target) {
  const Error broken{ErrorCode::bad_request, "a percent sign without two hexadecimal digits", "", "write it as %25"};
  Target parsed;
  const auto question = target.find('?');
  if (!unescape(target.substr(0, question), false, parsed.path)) return broken;
  std::string_view rest = question == std::string_view::npos ? std::string_view() : target.substr(question + 1);
  while (!rest.empty()) {
    const auto pair = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
    if (pair.empty()) continue;
    const auto equals = pair.find('=');
    std::string name, value;
    if (!unescape(pair.substr(0, equals), true, name)) return broken;
    if (equals != std::string_view::npos && !unescape(pair.substr(equals + 1), true, value)) return broken;
    if (!parsed.parameters.emplace(name, value).second) return Error{ErrorCode::bad_request, "'" + name + "' is given twice", "", "give it once"};
  }
  return parsed;
}

}  // namespace dragoman
