// The version of the engine.
#pragma once

namespace dragoman {
inline constexpr const char* kVersion = "0.1.0";
}
