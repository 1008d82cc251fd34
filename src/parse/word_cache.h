// Words seen before, as the network's first layer takes them in: news says the same few thousand words again and again.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dragoman {

// One per thread; capacity, never information: what find() gives is what would be worked out anew. A word has one place, and the
// one that came last keeps it.
class WordCache {
 public:
  static constexpr std::size_t kPlaces = 8192;  // 8 MB at the shipped width
  static constexpr std::size_t kLongest = 23;   // bytes; longer words are rare and not kept

  // Rows of `width` numbers made by `model`; those of another model are forgotten. True when it was empty.
  bool open(std::string_view model, std::size_t width);
  // The row of a word, or null.
  const float* find(std::string_view form) const;
  // Where to write the row of a word, which find() gives from then on; null when it is not kept.
  float* keep(std::string_view form);
  std::size_t width() const { return width_; }

 private:
  struct Key {
    std::array<char, kLongest> bytes{};
    std::uint8_t size = 0;  // 0: nothing is kept here
    bool is(std::string_view form) const { return size == form.size() && std::string_view(bytes.data(), size) == form; }
  };
  static std::size_t place_of(std::string_view form);

  std::string model_;
  std::size_t width_ = 0;
  std::vector<Key> keys_;
  std::unique_ptr<float[]> rows_;  // untouched until a word is kept: a short run pays for no more than it says
};

}  // namespace dragoman
