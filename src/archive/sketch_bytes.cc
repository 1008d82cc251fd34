#include "archive/sketch_bytes.h"

#include <algorithm>
#include <concepts>
#include <type_traits>
#include <utility>

namespace dragoman {

namespace {

constexpr std::uint8_t kForm = 2;          // of these bytes; sketches of another form are made anew
constexpr std::size_t kLeastTelling = 50;  // bytes of one, at least

class Writer {
 public:
  template <std::integral T>
  void operator()(const T& value) {
    for (std::size_t i = 0; i < sizeof(T); ++i) bytes += static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i) & 0xff);
  }
  template <std::integral T>
  void operator()(const std::vector<T>& values) {
    (*this)(static_cast<std::uint32_t>(values.size()));
    for (const T value : values) (*this)(value);
  }
  void operator()(const std::string& text) {
    (*this)(static_cast<std::uint32_t>(text.size()));
    bytes += text;
  }
  std::string bytes;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}
  template <std::integral T>
  void operator()(T& value) {
    if (bytes_.size() < sizeof(T)) {
      good = false, bytes_ = {};
      value = T{};
      return;
    }
    std::uint64_t all = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i) all |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes_[i])) << (8 * i);
    value = static_cast<T>(all);
    bytes_.remove_prefix(sizeof(T));
  }
  template <std::integral T>
  void operator()(std::vector<T>& values) {
    values.resize(length(sizeof(T)));
    for (T& value : values) (*this)(value);
  }
  void operator()(std::string& text) {
    const std::size_t size = length(1);
    text = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
  }
  // A count that the bytes left can hold.
  std::size_t length(std::size_t each) {
    std::uint32_t count = 0;
    (*this)(count);
    if (count <= bytes_.size() / each) return count;
    good = false;
    return 0;
  }
  bool done() const { return good && bytes_.empty(); }
  bool good = true;

 private:
  std::string_view bytes_;
};

// The order of fields, for both ways.
void article(auto& io, auto& a) {
  auto from = static_cast<std::int32_t>(a.published.from.time_since_epoch().count()), to = static_cast<std::int32_t>(a.published.to.time_since_epoch().count());
  io(from), io(to), io(a.published.known), io(a.content), io(a.name), io(a.text.whole), io(a.text.low), io(a.text.facts), io(a.text.fact_keys);
  if constexpr (!std::is_const_v<std::remove_reference_t<decltype(a)>>) a.published.from = Day(std::chrono::days(from)), a.published.to = Day(std::chrono::days(to));
}

static_assert(sizeof(PartyKey) == 12, "a new field of a party has to be written and read here, and kForm raised");
void party(auto& io, auto& p) { io(p.actor), io(p.country), io(p.state), io(p.organ), io(p.person), io(p.known); }

void telling(auto& io, auto& t) {
  auto status = static_cast<std::uint8_t>(t.status);
  io(t.order), io(t.report), io(t.sentence), io(t.act), io(t.kin), io(t.family), io(status), io(t.reciprocal), io(t.background), io(t.contradicted), io(t.movement);
  io(t.sources), io(t.targets), io(t.words), io(t.weekday), io(t.to_the_day), io(t.city), io(t.from), io(t.to), io(t.published), io(t.place), io(t.place_country), io(t.trigger);
  if constexpr (!std::is_const_v<std::remove_reference_t<decltype(t)>>) {
    t.status = static_cast<Status>(status);
    t.sources = std::min<std::uint8_t>(t.sources, ReportSketch::kParties), t.targets = std::min<std::uint8_t>(t.targets, ReportSketch::kParties);
    t.words = std::min<std::uint8_t>(t.words, ReportSketch::kWords);
  }
  for (std::size_t i = 0; i < t.sources; ++i) party(io, t.source[i]);
  for (std::size_t i = 0; i < t.targets; ++i) party(io, t.target[i]);
  for (std::size_t i = 0; i < t.words; ++i) io(t.word[i]);
}

}  // namespace

std::string bytes_of(const CodingSketch& sketch) {
  Writer io;
  io(kForm);
  article(io, sketch.article);
  io(static_cast<std::uint32_t>(sketch.tellings.size()));
  for (const ReportSketch& t : sketch.tellings) telling(io, t);
  return std::move(io.bytes);
}

bool sketch_from(std::string_view bytes, CodingSketch& sketch) {
  Reader io(bytes);
  std::uint8_t form = 0;
  io(form);
  if (form != kForm) return false;
  article(io, sketch.article);
  sketch.tellings.resize(io.length(kLeastTelling));
  for (ReportSketch& t : sketch.tellings) {
    if (!io.good) return false;
    telling(io, t);
  }
  return io.done();
}

}  // namespace dragoman
