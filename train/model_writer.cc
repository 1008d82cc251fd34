#include "train/model_writer.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdlib>
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

void align(std::string& bytes) { bytes.resize((bytes.size() + kModelAlign - 1) / kModelAlign * kModelAlign); }

// One column of a matrix as bytes and their scale, under the bound that ByteMatrix states.
float round_column(const Matrix& m, std::size_t column, std::vector<int>& out) {
  const auto weight = [&](std::size_t row) { return row < m.rows ? m.value[row * m.columns + column] : 0.0f; };
  out.assign(ByteMatrix::padded_inner(m.rows), 0);
  std::vector<std::array<std::size_t, 4>> fours;
  for (std::size_t k = 0; k < out.size(); k += kOctet)
    for (const std::size_t at : {k, k + 2}) fours.push_back({at, at + 1, at + kQuad, at + kQuad + 1});
  float scale = 0;
  for (const auto& four : fours) {
    float sum = 0;
    for (const std::size_t row : four) scale = std::max(scale, std::fabs(weight(row)) / 127.0f), sum += std::fabs(weight(row));
    scale = std::max(scale, sum / static_cast<float>(kMostOfFour));
  }
  if (scale <= 0) return 0;
  for (std::size_t row = 0; row < m.rows; ++row) out[row] = static_cast<int>(std::lround(weight(row) / scale));
  for (const auto& four : fours) {
    const auto excess = [&](std::size_t row) { return std::abs(static_cast<float>(out[row])) - std::fabs(weight(row)) / scale; };
    while (std::abs(out[four[0]]) + std::abs(out[four[1]]) + std::abs(out[four[2]]) + std::abs(out[four[3]]) > kMostOfFour) {
      const std::size_t row = *std::max_element(four.begin(), four.end(), [&](std::size_t a, std::size_t b) { return excess(a) < excess(b); });
      out[row] += out[row] > 0 ? -1 : 1;
    }
  }
  return scale;
}

// Matrices side by side as one: a scale for each column, then blocks of bytes.
void pack_matrix(std::vector<const Matrix*> parts, std::string& out) {
  const std::size_t inner = parts[0]->rows;
  std::vector<float> scales;
  std::vector<char> blocks;
  std::vector<int> rounded;
  std::size_t columns = 0;
  for (const Matrix* m : parts) columns += m->columns;
  blocks.resize(ByteMatrix::bytes(inner, columns));
  for (const Matrix* m : parts)
    for (std::size_t c = 0; c < m->columns; ++c) {
      const float scale = round_column(*m, c, rounded);
      for (std::size_t r = 0; r < rounded.size(); ++r) blocks[ByteMatrix::place(inner, r, scales.size())] = static_cast<char>(rounded[r]);
      scales.push_back(scale);
    }
  out += bytes_of(scales);
  align(out);
  out.append(blocks.data(), blocks.size());
  align(out);
}

void pack_numbers(const std::vector<const Matrix*>& parts, std::size_t columns, std::string& out) {
  std::string bytes;
  for (const Matrix* m : parts) bytes += bytes_of(m->value);
  bytes.resize(columns * sizeof(float));
  out += bytes;
  align(out);
}

// In the order of weight_specs.
std::string pack_network(const Network& network) {
  std::string out;
  const NetworkShape& shape = network.shape();
  const std::vector<Matrix>& all = network.matrices();
  const auto head = [&](HeadMatrix which) { return &all[first_head(shape) + which]; };
  Matrix nothing;
  nothing.shape(1, shape.label_width);  // the governor's side of a relation has no bias of its own
  const auto sources = [&](std::size_t spec, std::string_view name) -> std::vector<const Matrix*> {
    if (spec < first_head(shape)) return {&all[spec]};
    if (name == "tag") return {head(kTag)};
    if (name == "tag_bias") return {head(kTagBias)};
    if (name == "heads") return {head(kDep), head(kGov), head(kLabelDep), head(kLabelGov), head(kName)};
    if (name == "heads_bias") return {head(kDepBias), head(kGovBias), head(kLabelBias), &nothing, head(kNameBias)};
    if (name == "bilinear") return {head(kBilinear)};
    if (name == "popular") return {head(kPopular)};
    if (name == "distance") return {head(kDistance)};
    return {head(name == "label" ? kLabel : kLabelOutBias)};
  };
  const auto specs = weight_specs(shape);
  for (std::size_t i = 0; i < specs.size(); ++i)
    if (specs[i].rows == 0) pack_numbers(sources(i, specs[i].name), specs[i].columns, out);
    else pack_matrix(sources(i, specs[i].name), out);
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
  void add(std::string_view name, std::string_view bytes) {
    align(body_);
    ModelSection section{};
    std::memcpy(section.name, name.data(), name.size());
    section.offset = body_.size(), section.bytes = bytes.size();
    sections_.push_back(section);
    body_ += bytes;
  }
  std::string take() {
    std::string rest = bytes_of(sections_);
    rest.resize((sizeof(ModelHeader) + rest.size() + kModelAlign - 1) / kModelAlign * kModelAlign - sizeof(ModelHeader));
    for (ModelSection& section : sections_) section.offset += sizeof(ModelHeader) + rest.size();
    std::memcpy(rest.data(), sections_.data(), sections_.size() * sizeof(ModelSection));
    rest += body_;
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

}  // namespace

std::string model_bytes(const TrainedModel& model) {
  FileBuilder file;
  std::string scales, bytes;
  file.add("about", model.about);
  file.add("shape", std::string_view(reinterpret_cast<const char*>(&model.network->shape()), sizeof(NetworkShape)));
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
  if (!model.boundaries.empty()) file.add("boundaries", bytes_of(model.boundaries));
  if (!model.name_steps.empty()) file.add("name steps", bytes_of(model.name_steps));
  if (!model.relation_tags.empty()) file.add("relation tags", bytes_of(model.relation_tags));
  file.add("network", pack_network(*model.network));
  return file.take();
}

std::string with_sections(const std::string& bytes, const std::vector<std::pair<std::string_view, std::string_view>>& sections) {
  FileBuilder file;
  ModelHeader header;
  std::memcpy(&header, bytes.data(), sizeof header);
  for (std::size_t i = 0; i < header.sections; ++i) {
    ModelSection entry;
    std::memcpy(&entry, bytes.data() + sizeof header + i * sizeof entry, sizeof entry);
    const std::string_view name(entry.name, strnlen(entry.name, sizeof entry.name));
    if (std::ranges::any_of(sections, [&](const auto& section) { return section.first == name; })) continue;
    file.add(name, std::string_view(bytes).substr(entry.offset, entry.bytes));
  }
  for (const auto& [name, content] : sections) file.add(name, content);
  return file.take();
}

}  // namespace dragoman::train
