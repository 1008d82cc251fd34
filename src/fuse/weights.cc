#include "fuse/weights.h"

#include <charconv>

namespace dragoman {

Weights::Weights(const Knowledge& knowledge, std::string_view set) {
  for (const std::string_view word : knowledge.set(set)) {
    const std::size_t blank = word.rfind(' ');
    if (blank == std::string_view::npos) continue;
    double value = 0;
    const std::string_view digits = word.substr(blank + 1);
    if (std::from_chars(digits.data(), digits.data() + digits.size(), value).ec == std::errc{}) values_[std::string(word.substr(0, word.find_last_not_of(' ', blank) + 1))] = value;
  }
}

double Weights::get(std::string_view name, double absent) const {
  const auto found = values_.find(name);
  return found == values_.end() ? absent : found->second;
}

}  // namespace dragoman
