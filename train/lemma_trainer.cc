#include "train/lemma_trainer.h"

#include <bit>
#include <map>
#include <tuple>
#include <unordered_map>

namespace dragoman::train {

namespace {

constexpr std::size_t kLeastSupport = 2;  // different forms a suffix must have been seen on
constexpr std::size_t kLongestAddition = 255;

struct Edit {
  std::string add;
  std::size_t strip = 0;
  bool keep_case = false;
  auto operator<=>(const Edit&) const = default;
  std::size_t cost() const { return strip + add.size(); }
};

Edit edit_between(const std::string& form, const std::string& lemma, bool keep_case) {
  std::size_t same = 0;
  const auto fold = [&](char c) { return !keep_case && c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  while (same < form.size() && same < lemma.size() && fold(form[same]) == lemma[same]) ++same;
  const auto inside = [](const std::string& s, std::size_t at) { return at < s.size() && (static_cast<unsigned char>(s[at]) & 0xC0) == 0x80; };
  while (same > 0 && (inside(form, same) || inside(lemma, same))) --same;
  return {lemma.substr(same), form.size() - same, keep_case};
}

Edit edit_of(const TreeWord& word) {
  const Edit kept = edit_between(word.form, word.lemma, true), folded = edit_between(word.form, word.lemma, false);
  if (kept.cost() != folded.cost()) return kept.cost() < folded.cost() ? kept : folded;
  return word.upos == Upos::PROPN ? kept : folded;
}

using Counts = std::map<Edit, std::size_t>;

const Edit& most_frequent(const Counts& counts) {
  const auto* best = &*counts.begin();
  for (const auto& entry : counts)
    if (entry.second > best->second) best = &entry;
  return best->first;
}

// One inflected form under one tag, with the lemmas it was given.
struct Entry {
  const TreeWord* word = nullptr;
  Counts counts;
};

std::vector<Entry> collect(const std::vector<Tree>& trees) {
  std::map<std::tuple<std::string_view, Upos, std::uint32_t>, Entry> entries;
  for (const Tree& tree : trees)
    for (const TreeWord& word : tree.words) {
      const Edit edit = edit_of(word);
      if (word.lemma == "_" || edit.add.size() > kLongestAddition || edit.strip > 255) continue;
      Entry& entry = entries[{word.form, word.upos, word.feats}];
      entry.word = &word;
      ++entry.counts[edit];
    }
  std::vector<Entry> list;
  for (auto& [key, entry] : entries) list.push_back(std::move(entry));
  return list;
}

LemmaKeys keys_of(const TreeWord& word) { return {word.form, word.upos, word.feats}; }

using Chosen = std::unordered_map<std::uint64_t, Edit>;

const Edit* predict(const Chosen& chosen, const LemmaKeys& keys, std::size_t longest) {
  for (std::size_t bytes = std::min(longest, keys.folded().size()) + 1; bytes-- > 0;)
    if (const auto found = chosen.find(keys.suffix(bytes)); found != chosen.end()) return &found->second;
  return nullptr;
}

// Suffixes from short to long, each kept only where it changes what the shorter ones say.
void choose_suffixes(const std::vector<Entry>& entries, Chosen& chosen) {
  for (std::size_t bytes = 0; bytes <= kMaxLemmaSuffix; ++bytes) {
    struct Suffix {
      Counts counts;
      const TreeWord* word = nullptr;
      std::size_t forms = 0;
    };
    std::map<std::uint64_t, Suffix> suffixes;
    for (const Entry& entry : entries) {
      const LemmaKeys keys = keys_of(*entry.word);
      if (keys.folded().size() < bytes) continue;
      Suffix& suffix = suffixes[keys.suffix(bytes)];
      ++suffix.counts[most_frequent(entry.counts)];
      suffix.word = entry.word;
      ++suffix.forms;
    }
    for (const auto& [key, suffix] : suffixes) {
      if (bytes > 0 && suffix.forms < kLeastSupport) continue;
      const Edit& best = most_frequent(suffix.counts);
      const Edit* shorter = bytes == 0 ? nullptr : predict(chosen, keys_of(*suffix.word), bytes - 1);
      if (!shorter || *shorter != best) chosen[key] = best;
    }
  }
}

class Packer {
 public:
  explicit Packer(std::size_t entries) { book_.slots.resize(std::bit_ceil(2 * entries + 1)); }
  void add(std::uint64_t key, const Edit& edit) {
    LemmaEdit packed;
    packed.add_at = place(edit.add);
    packed.add_size = static_cast<std::uint8_t>(edit.add.size());
    packed.strip = static_cast<std::uint8_t>(edit.strip);
    packed.keep_case = edit.keep_case;
    const std::size_t mask = book_.slots.size() - 1;
    std::size_t at = key & mask;
    while (book_.slots[at].check != 0) at = (at + 1) & mask;
    book_.slots[at] = {static_cast<std::uint32_t>(key >> 32) | 1u, packed};
  }
  LemmaBook take() { return std::move(book_); }

 private:
  std::uint32_t place(const std::string& text) {
    const auto [found, fresh] = places_.try_emplace(text, static_cast<std::uint32_t>(book_.text.size()));
    if (fresh) book_.text += text;
    return found->second;
  }
  LemmaBook book_;
  std::map<std::string, std::uint32_t> places_;
};

}  // namespace

LemmaBook learn_lemmas(const std::vector<Tree>& trees) {
  const std::vector<Entry> entries = collect(trees);
  Chosen chosen;
  choose_suffixes(entries, chosen);
  std::map<std::uint64_t, Counts> exceptions;  // by whole form, small and capital letters together
  for (const Entry& entry : entries)
    for (const auto& [edit, count] : entry.counts) exceptions[keys_of(*entry.word).whole()][edit] += count;
  Chosen whole;
  for (const Entry& entry : entries) {
    const LemmaKeys keys = keys_of(*entry.word);
    const Edit& best = most_frequent(exceptions[keys.whole()]);
    const Edit* said = predict(chosen, keys, kMaxLemmaSuffix);
    if (!said || *said != best) whole[keys.whole()] = best;
  }
  const std::map<std::uint64_t, Edit> ordered(chosen.begin(), chosen.end()), ordered_whole(whole.begin(), whole.end());
  Packer packer(ordered.size() + ordered_whole.size());
  for (const auto& [key, edit] : ordered_whole) packer.add(key, edit);
  for (const auto& [key, edit] : ordered) packer.add(key, edit);
  return packer.take();
}

}  // namespace dragoman::train
