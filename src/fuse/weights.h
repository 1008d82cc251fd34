// Numbers of the lexicon that steer fusion: `set fusion.NAME` holds words "name value".
#pragma once
#include <map>
#include <string>
#include <string_view>

#include "knowledge/knowledge.h"

namespace dragoman {

// Immutable; share freely.
class Weights {
 public:
  Weights(const Knowledge& knowledge, std::string_view set);
  // The number of this name; `absent` where the lexicon gives none.
  double get(std::string_view name, double absent = 0) const;

 private:
  std::map<std::string, double, std::less<>> values_;
};

}  // namespace dragoman
