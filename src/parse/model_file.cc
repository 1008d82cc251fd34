#include "parse/model_file.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <cstring>

namespace dragoman {

static_assert(std::endian::native == std::endian::little, "model files are little-endian");

namespace {

std::string hex(std::uint64_t value) {
  std::string out(16, '0');
  for (int i = 15; i >= 0; --i, value >>= 4) out[static_cast<std::size_t>(i)] = "0123456789abcdef"[value & 15];
  return out;
}

// 128 times the sum of every column. False when weights are too large together (see ByteMatrix).
bool column_sums(const std::int8_t* blocks, std::size_t inner, std::size_t columns, std::int32_t* sums) {
  const std::size_t rows = ByteMatrix::padded_inner(inner);
  int most = 0;
  for (std::size_t c = 0; c < columns; c += kBlock)
    for (std::size_t k = 0; k < rows; k += kOctet) {
      const std::int8_t* quad = blocks + c * rows + k * kBlock;
      const std::int8_t* next = quad + kBlock * kQuad;
      for (std::size_t i = 0; i < kBlock * kQuad; i += 2) {
        sums[c + i / kQuad] += 128 * (quad[i] + quad[i + 1] + next[i] + next[i + 1]);
        most = std::max(most, std::abs(quad[i]) + std::abs(quad[i + 1]) + std::abs(next[i]) + std::abs(next[i + 1]));
      }
    }
  return most <= kMostOfFour;
}

}  // namespace

Result<std::unique_ptr<ModelFile>> ModelFile::open(const std::string& path) {
  auto mapped = MappedFile::open(path);
  if (!mapped) {
    Error error = mapped.error();
    error.message = "the language model cannot be opened: " + error.message;
    error.remedy = "give its path with --model, or build again so that models/en.model is copied beside the program";
    return error;
  }
  std::unique_ptr<ModelFile> model(new ModelFile(std::move(*mapped)));
  if (const char* problem = model->load())
    return Error{ErrorCode::bad_format, std::string("not a usable language model: ") + problem, path,
                 "restore the file from the repository (models/SHA256SUMS has its checksum) or train it again with `dragoman train language`"};
  return model;
}

template <class T>
std::span<const T> ModelFile::section(std::string_view name) const {
  const std::string_view bytes = file_.bytes();
  ModelHeader header;
  std::memcpy(&header, bytes.data(), sizeof header);
  for (std::size_t i = 0; i < header.sections; ++i) {
    ModelSection entry;
    std::memcpy(&entry, bytes.data() + sizeof header + i * sizeof entry, sizeof entry);
    const std::string_view entry_name(entry.name, strnlen(entry.name, sizeof entry.name));
    if (entry_name != name) continue;
    if (entry.offset % kModelAlign != 0 || entry.offset > bytes.size() || entry.bytes > bytes.size() - entry.offset || entry.bytes % sizeof(T) != 0) return {};
    return {reinterpret_cast<const T*>(bytes.data() + entry.offset), entry.bytes / sizeof(T)};
  }
  return {};
}

const char* ModelFile::load() {
  const std::string_view bytes = file_.bytes();
  ModelHeader header;
  if (bytes.size() < sizeof header) return "it is too short";
  std::memcpy(&header, bytes.data(), sizeof header);
  if (std::string_view(header.magic, 8) != kModelMagic) return "it is a file of another kind";
  if (header.version != kModelVersion) return "it was written in another version of the format";
  if (header.bytes != bytes.size()) return "it is truncated or has bytes too many";
  if (header.sections > 64 || sizeof header + header.sections * sizeof(ModelSection) > bytes.size()) return "its section table is damaged";
  if (XXH3_64bits(bytes.data() + sizeof header, bytes.size() - sizeof header) != header.fingerprint) return "its bytes were altered";
  fingerprint_ = hex(header.fingerprint);

  const auto shape = section<NetworkShape>("shape");
  if (shape.size() != 1 || !shape[0].plausible()) return "its shape is damaged";
  shape_ = shape[0];
  tags_ = section<ModelTag>("tags");
  slots_ = section<WordSlot>("words");
  word_scales_ = section<float>("word scales"), word_bytes_ = section<std::int8_t>("word vectors");
  piece_scales_ = section<float>("piece scales"), piece_bytes_ = section<std::int8_t>("piece vectors");
  const auto lemma_slots = section<LemmaSlot>("lemmas");
  const auto text = section<char>("lemma text"), about = section<char>("about");
  about_ = {about.data(), about.size()};
  const auto gaps = section<std::int8_t>("boundaries");
  if (!gaps.empty() && gaps.size() != kGapSlots) return "its sentence boundaries are damaged";
  boundaries_ = Boundaries(gaps);
  const auto types = section<std::int8_t>("chain types"), links = section<std::int8_t>("chain links");
  if ((!types.empty() || !links.empty()) && (types.size() != kPhraseTypes * kTypeSlots || links.size() != kLinkSlots)) return "its chains are damaged";
  chains_ = ChainModel(types, links);
  if (const auto steps = section<float>("name steps"); steps.size() == name_steps_.size()) std::copy(steps.begin(), steps.end(), name_steps_.begin());
  else if (!steps.empty()) return "its names are damaged";
  const auto fits = section<float>("relation tags");
  if (!fits.empty() && fits.size() != kRelations * kTagsOfRelation) return "its tags of relations are damaged";
  relation_tags_ = RelationTags(fits);
  if (tags_.size() != shape_.tags || word_scales_.size() != shape_.words || piece_scales_.size() != shape_.pieces ||
      word_bytes_.size() != std::size_t{shape_.words} * shape_.word_width || piece_bytes_.size() != std::size_t{shape_.pieces} * shape_.piece_width)
    return "its tables do not fit its shape";
  for (const ModelTag& tag : tags_)
    if (tag.upos > static_cast<std::uint32_t>(Upos::VERB)) return "its tags are damaged";
  if (!std::has_single_bit(slots_.size()) || !std::has_single_bit(lemma_slots.size())) return "its word lists are damaged";
  if (shape_.names != kNameTags) return "it knows other kinds of names";
  if (shape_.labels != static_cast<std::uint32_t>(Deprel::punct) + 1) return "it knows other dependency relations";
  lemmas_ = LemmaTable(lemma_slots, {text.data(), text.size()});
  if (!load_events()) return "its event scorer is damaged";
  return load_network() ? nullptr : "its network is damaged";
}

bool ModelFile::load_events() {
  const auto names = section<char>("event types");
  if (names.empty()) return true;
  for (std::string_view rest(names.data(), names.size()); !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    events_.types.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  events_.slots = section<std::int8_t>("event slots"), events_.scales = section<float>("event scales"), events_.dense = section<float>("event dense");
  events_.width = shape_.word_width;
  const std::size_t types = events_.types.size();
  return types > 0 && events_.slots.size() == kEventSlots * types && events_.scales.size() == types && events_.dense.size() == (kEventVectors * events_.width + 1) * types;
}

// Numbers as they are; a matrix as a scale for each column, then its blocks. Every part begins at a multiple of kModelAlign.
bool ModelFile::load_network() {
  const auto stored = section<char>("network");
  const auto specs = weight_specs(shape_);
  std::size_t at = 0, columns = 0;
  const auto take = [&](std::size_t bytes) {
    const char* from = stored.data() + at;
    at += (bytes + kModelAlign - 1) / kModelAlign * kModelAlign;
    return from;
  };
  for (const auto& spec : specs) {
    take(spec.columns * sizeof(float));
    if (spec.rows > 0) take(ByteMatrix::bytes(spec.rows, spec.columns)), columns += spec.columns;
  }
  if (stored.size() != at) return false;
  sums_.assign(columns, 0);
  std::vector<WeightPart> parts;
  std::int32_t* sums = sums_.data();
  at = 0;
  for (const auto& spec : specs) {
    WeightPart& part = parts.emplace_back();
    part.numbers = reinterpret_cast<const float*>(take(spec.columns * sizeof(float)));
    if (spec.rows == 0) continue;
    const auto* blocks = reinterpret_cast<const std::int8_t*>(take(ByteMatrix::bytes(spec.rows, spec.columns)));
    part.matrix = {blocks, part.numbers, sums, spec.rows, spec.columns};
    if (!column_sums(blocks, spec.rows, spec.columns, sums)) return false;
    sums += spec.columns;
  }
  weights_ = bind_weights(shape_, parts);
  return true;
}

std::uint32_t ModelFile::row_of(std::uint64_t word) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = word & mask, step = 0; step <= mask && slots_[at].row != 0; at = (at + 1) & mask, ++step)
    if (slots_[at].check == word_check(word)) return slots_[at].row < shape_.words ? slots_[at].row : 0;
  return 0;
}

bool ModelFile::table_vector(const WordHashes& hashes, const ByteKernels& kernels, float* row) const {
  const std::uint32_t word = row_of(hashes.word);
  std::fill(row, row + shape_.word_width, 0.0f);
  if (word != 0) kernels.add_scaled(word_bytes_.data() + std::size_t{word} * shape_.word_width, word_scales_[word], shape_.word_width, row);
  return word != 0;
}

void ModelFile::word_vector(const WordHashes& hashes, const ByteKernels& kernels, float* row) const {
  const std::size_t width = shape_.word_width, piece_width = shape_.piece_width;
  const std::uint32_t word = row_of(hashes.word);
  const std::int8_t* bytes = word_bytes_.data() + std::size_t{word} * width;
  std::fill(row, row + width + piece_width, 0.0f);
  kernels.add_scaled(bytes, word_scales_[word], width, row);
  for (const std::uint32_t hash : hashes.pieces) {
    const std::size_t piece = hash % shape_.pieces;
    kernels.add_scaled(piece_bytes_.data() + piece * piece_width, piece_scales_[piece], piece_width, row + width);
  }
}

}  // namespace dragoman
