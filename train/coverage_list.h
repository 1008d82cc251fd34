// What the measures of single lists share.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "train/coverage.h"

namespace dragoman::train {

// The list with the reason why it could not be measured.
Coverage skip(Coverage list, const Error& error);
// "GON | ARN"
std::string joined(const std::vector<std::string_view>& codes);
// The value of one code of a state's record ("cow" of "cow=710 gw=710"); empty when it has none.
std::string_view code_of(std::uint32_t state, std::string_view key, const Knowledge& knowledge);

}  // namespace dragoman::train
