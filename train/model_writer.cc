#include "train/model_writer.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <bit>
#include <cmath>
#include <cstring>

namespace dragoman::train {

namespace {

template <class T>
std::string bytes_of(const std::vector<T>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

char to_byte(float value, float scale) { return static_cast<char>(scale > 0 ? std::lround(value / scale) : 0); }

// A scale for each row, and one byte for each weight.
void pack_rows(const Matrix& m, std::string& scales, std::string& bytes) {
  std::vector<float> scale(m.rows);
  for (std::size_t r = 0; r < m.rows; ++r) {
    const float* row = m.value.data() + r * m.columns;
    for (std::size_t c = 0; c < m.columns; ++c) scale[r] = std::max(scale[r], std::fabs(row[c]) / 127.0f);
    for (std::size_t c = 0; c < m.columns; ++c) bytes += to_byte(row[c], scale[r]);
  }
  scales = bytes_of(scale);
}

std::string pack_network(const Network& network) {
  std::string out;
  for (const Matrix& m : network.matrices()) {
    if (m.rows == 1) {
      out += bytes_of(m.value);
      continue;
    }
    std::vector<float> scale(m.columns);
    for (std::size_t i = 0; i < m.value.size(); ++i) scale[i % m.columns] = std::max(scale[i % m.columns], std::fabs(m.value[i]) / 127.0f);
    out += bytes_of(scale);
    for (std::size_t i = 0; i < m.value.size(); ++i) out += to_byte(m.value[i], scale[i % m.columns]);
  }
  return out;
}

std::string pack_words(const std::vector<std::uint64_t>& words) {
  std::vector<WordSlot> slots(std::bit_ceil(2 * words.size() + 1));
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::size_t at = words[i] & (slots.size() - 1);
    while (slots[at].row != 0) at = (at + 1) & (slots.size() - 1);
    slots[at] = {word_check(words[i]), static_cast<std::uint32_t>(i) + 1};
  }
  return bytes_of(slots);
}

class FileBuilder {
 public:
  void add(std::string_view name, const std::string& bytes) {
    body_.resize((body_.size() + 15) / 16 * 16);
    ModelSection section{};
    std::memcpy(section.name, name.data(), name.size());
    section.offset = body_.size(), section.bytes = bytes.size();
    sections_.push_back(section);
    body_ += bytes;
  }
  std::string take() {
    const std::uint64_t begin = sizeof(ModelHeader) + sections_.size() * sizeof(ModelSection);
    for (ModelSection& section : sections_) section.offset += begin;
    const std::string rest = bytes_of(sections_) + body_;
    ModelHeader header{};
    std::memcpy(header.magic, kModelMagic.data(), kModelMagic.size());
    header.version = kModelVersion;
    header.sections = static_cast<std::uint32_t>(sections_.size());
    header.bytes = sizeof header + rest.size();
    header.fingerprint = XXH3_64bits(rest.data(), rest.size());
    return std::string(reinterpret_cast<const char*>(&header), sizeof header) + rest;
  }

 private:
  std::vector<ModelSection> sections_;
  std::string body_;
};
static_assert(sizeof(ModelHeader) % 16 == 0 && sizeof(ModelSection) % 16 == 0, "sections stay aligned");

}  // namespace

std::string model_bytes(const TrainedModel& model) {
  FileBuilder file;
  std::string scales, bytes;
  file.add("about", model.about);
  file.add("shape", {reinterpret_cast<const char*>(&model.network->shape()), sizeof(NetworkShape)});
  file.add("tags", bytes_of(model.tags));
  file.add("words", pack_words(model.words));
  pack_rows(model.network->words(), scales, bytes);
  file.add("word scales", scales);
  file.add("word vectors", bytes);
  bytes.clear();
  pack_rows(model.network->pieces(), scales, bytes);
  file.add("piece scales", scales);
  file.add("piece vectors", bytes);
  file.add("lemmas", bytes_of(model.lemmas->slots));
  file.add("lemma text", model.lemmas->text);
  file.add("network", pack_network(*model.network));
  return file.take();
}

}  // namespace dragoman::train
