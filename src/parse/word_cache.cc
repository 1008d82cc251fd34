#include "parse/word_cache.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>

namespace dragoman {

bool WordCache::open(std::string_view model, std::size_t width) {
  if (width == width_ && model == model_) return false;
  model_ = model, width_ = width;
  keys_.assign(kPlaces, {});
  rows_ = std::make_unique_for_overwrite<float[]>(kPlaces * width);
  return true;
}

std::size_t WordCache::place_of(std::string_view form) { return XXH3_64bits(form.data(), form.size()) % kPlaces; }

const float* WordCache::find(std::string_view form) const {
  if (form.empty() || form.size() > kLongest) return nullptr;
  const std::size_t place = place_of(form);
  return keys_[place].is(form) ? rows_.get() + place * width_ : nullptr;
}

float* WordCache::keep(std::string_view form) {
  if (form.empty() || form.size() > kLongest) return nullptr;
  const std::size_t place = place_of(form);
  std::copy(form.begin(), form.end(), keys_[place].bytes.begin());
  keys_[place].size = static_cast<std::uint8_t>(form.size());
  return rows_.get() + place * width_;
}

}  // namespace dragoman
