#include "train/checkpoint.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cstring>

#include "base/mapped_file.h"
#include "knowledge/compiler.h"

namespace dragoman::train {

namespace {

struct Header {
  char magic[8];
  std::uint64_t key, words, floats, check;
};
constexpr std::string_view kMagic = "DRAGOCP1";

// All but the heads, which running text teaches nothing.
std::vector<Matrix*> learnt(Network& network) {
  std::vector<Matrix*> all;
  for (std::size_t i = 0; i < first_head(network.shape()); ++i) all.push_back(&network.matrices()[i]);
  all.push_back(&network.words());
  all.push_back(&network.pieces());
  return all;
}

std::uint64_t hash(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

// The header when the file is whole and made under this key.
bool read_header(std::string_view bytes, const std::string& key, Header& header) {
  if (bytes.size() < sizeof header) return false;
  std::memcpy(&header, bytes.data(), sizeof header);
  bytes.remove_prefix(sizeof header);
  return std::string_view(header.magic, 8) == kMagic && header.key == hash(key) && header.words <= bytes.size() / 8 &&
         header.floats == (bytes.size() - header.words * 8) / 4 && header.check == hash(bytes);
}

}  // namespace

Outcome save_checkpoint(const std::string& path, const std::string& key, const std::vector<std::uint64_t>& words, const Network& network) {
  std::string body(reinterpret_cast<const char*>(words.data()), words.size() * 8);
  Header header{};
  for (const Matrix* m : learnt(const_cast<Network&>(network))) {
    body.append(reinterpret_cast<const char*>(m->value.data()), m->value.size() * 4);
    header.floats += m->value.size();
  }
  std::memcpy(header.magic, kMagic.data(), 8);
  header.key = hash(key), header.words = words.size(), header.check = hash(body);
  return write_atomically(path, std::string(reinterpret_cast<const char*>(&header), sizeof header) + body);
}

std::vector<std::uint64_t> checkpoint_words(const std::string& path, const std::string& key) {
  const auto file = MappedFile::open(path);
  Header header;
  if (!file || !read_header(file->bytes(), key, header)) return {};
  std::vector<std::uint64_t> words(header.words);
  std::memcpy(words.data(), file->bytes().data() + sizeof header, words.size() * 8);
  return words;
}

bool load_checkpoint(const std::string& path, const std::string& key, std::size_t words, Network& network) {
  const auto file = MappedFile::open(path);
  Header header;
  if (!file || !read_header(file->bytes(), key, header) || header.words != words) return false;
  std::size_t floats = 0;
  for (const Matrix* m : learnt(network)) floats += m->value.size();
  if (floats != header.floats) return false;
  const char* from = file->bytes().data() + sizeof header + words * 8;
  for (Matrix* m : learnt(network)) std::memcpy(m->value.data(), from, m->value.size() * 4), from += m->value.size() * 4;
  return true;
}

}  // namespace dragoman::train
