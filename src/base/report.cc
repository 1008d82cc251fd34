#include "dragoman/report.h"

#include <array>

namespace dragoman {

namespace {
constexpr std::array<std::string_view, 9> kStatusNames = {"happened",     "under_way", "planned",    "cancelled", "postponed",
                                                          "hypothetical", "denied",    "called_for", "refused"};
}  // namespace

std::string_view to_string(Status status) { return kStatusNames[static_cast<std::size_t>(status)]; }

std::optional<Status> parse_status(std::string_view name) {
  for (std::size_t i = 0; i < kStatusNames.size(); ++i)
    if (kStatusNames[i] == name) return static_cast<Status>(i);
  return std::nullopt;
}

}  // namespace dragoman
