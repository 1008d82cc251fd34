#include "train/lemma_trainer.h"

#include <algorithm>
#include <bit>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace dragoman::train {

namespace {

constexpr std::size_t kLeastSupport = 2;  // different forms a suffix must have been seen on
constexpr std::size_t kLongestAddition = 255;
constexpr std::uint32_t kKnown = 20;      // times a word must come in running text to be taken for one
constexpr std::size_t kUsual = 10;        // forms on which an ending or an edit counts as usual for its class
constexpr std::size_t kShortestLemma = 3;

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
using Lemmas = std::map<std::string, std::size_t>;

template <class Key>
const Key& most_frequent(const std::map<Key, std::size_t>& counts) {
  const auto* best = &*counts.begin();
  for (const auto& entry : counts)
    if (entry.second > best->second) best = &entry;
  return best->first;
}

// One inflected form under one tag, with the lemmas it was given.
struct Entry {
  const TreeWord* word = nullptr;
  Counts counts;
  Lemmas lemmas;
};

std::string_view applied(const Edit& edit, const std::string& form, std::string& buffer) {
  const LemmaEdit packed{0, static_cast<std::uint8_t>(edit.add.size()), static_cast<std::uint8_t>(edit.strip), edit.keep_case, 0};
  return apply_edit(form, packed, edit.add, buffer);
}

std::vector<Entry> collect(const std::vector<Tree>& trees) {
  std::map<std::tuple<std::string_view, Upos, std::uint32_t>, Entry> entries;
  for (const Tree& tree : trees)
    for (const TreeWord& word : tree.words) {
      const Edit edit = edit_of(word);
      if (word.lemma == "_" || word.lemma.size() > kLongestAddition || edit.strip > 255) continue;
      Entry& entry = entries[{word.form, word.upos, word.feats}];
      entry.word = &word;
      ++entry.counts[edit];
      ++entry.lemmas[word.lemma];
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

// Asks running text which of a class's usual edits leave a word that exists.
class TextCheck {
 public:
  TextCheck(const std::vector<Entry>& entries, const TextCorpus& text) : text_(text) {
    for (const Entry& entry : entries) {
      const TreeWord& word = *entry.word;
      if (word.upos != Upos::VERB && word.upos != Upos::NOUN && word.upos != Upos::ADJ) continue;
      lemmas_.insert(most_frequent(entry.lemmas));
      settled_.insert(keys_of(word).whole());
      if (word.form.size() <= kEnding) continue;
      Class& c = classes_[keys_of(word).of_class()];
      c.example = &word;
      ++c.edits[most_frequent(entry.counts)];
      ++c.endings[word.form.substr(word.form.size() - kEnding)];
    }
  }

  void add_exceptions(const Chosen& suffixes, Chosen& whole) const {
    for (const auto& [id, c] : classes_) {
      const auto edits = usual_edits(c);
      for (std::size_t i = 0; i < text_.forms().size(); ++i)
        if (text_.counts()[i] >= kKnown && usual_ending(c, text_.forms()[i])) check(c, edits, text_.forms()[i], suffixes, whole);
    }
  }

 private:
  static constexpr std::size_t kEnding = 2;
  struct Class {
    const TreeWord* example = nullptr;
    Counts edits;
    std::map<std::string, std::size_t> endings;
  };

  static std::vector<Edit> usual_edits(const Class& c) {
    std::vector<std::pair<Edit, std::size_t>> list(c.edits.begin(), c.edits.end());
    std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    std::vector<Edit> out;
    for (const auto& [edit, forms] : list)
      if (forms >= kUsual && !edit.keep_case) out.push_back(edit);
    return out;
  }

  static bool usual_ending(const Class& c, const std::string& form) {
    if (form.size() <= kEnding) return false;
    const auto found = c.endings.find(form.substr(form.size() - kEnding));
    return found != c.endings.end() && found->second >= kUsual;
  }

  bool exists(std::string_view lemma) const {
    return lemma.size() >= kShortestLemma && (text_.count(lemma) >= kKnown || lemmas_.find(lemma) != lemmas_.end());
  }

  void check(const Class& c, const std::vector<Edit>& edits, const std::string& form, const Chosen& suffixes, Chosen& whole) const {
    const LemmaKeys keys(form, c.example->upos, c.example->feats);
    const Edit* said = predict(suffixes, keys, kMaxLemmaSuffix);
    std::string buffer;
    if (settled_.count(keys.whole()) || (said && exists(applied(*said, form, buffer)))) return;
    for (const Edit& edit : edits)
      if (const std::string_view lemma = applied(edit, form, buffer); exists(lemma)) {
        whole[keys.whole()] = {std::string(lemma), 255, true};
        return;
      }
  }

  const TextCorpus& text_;
  std::map<std::uint64_t, Class> classes_;
  std::set<std::string, std::less<>> lemmas_;
  std::set<std::uint64_t> settled_;  // forms the treebanks have
};

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

LemmaBook learn_lemmas(const std::vector<Tree>& trees, const TextCorpus* text) {
  const std::vector<Entry> entries = collect(trees);
  Chosen chosen;
  choose_suffixes(entries, chosen);
  std::map<std::uint64_t, Lemmas> lemmas;  // by whole form, small and capital letters together
  for (const Entry& entry : entries)
    for (const auto& [lemma, count] : entry.lemmas) lemmas[keys_of(*entry.word).whole()][lemma] += count;
  Chosen whole;
  std::string buffer;
  for (const Entry& entry : entries) {
    const LemmaKeys keys = keys_of(*entry.word);
    const std::string& right = most_frequent(lemmas[keys.whole()]);
    const Edit* said = predict(chosen, keys, kMaxLemmaSuffix);
    if (!said || applied(*said, entry.word->form, buffer) != right) whole[keys.whole()] = {right, 255, true};
  }
  if (text) TextCheck(entries, *text).add_exceptions(chosen, whole);
  const std::map<std::uint64_t, Edit> ordered(chosen.begin(), chosen.end()), ordered_whole(whole.begin(), whole.end());
  Packer packer(ordered.size() + ordered_whole.size());
  for (const auto& [key, edit] : ordered_whole) packer.add(key, edit);
  for (const auto& [key, edit] : ordered) packer.add(key, edit);
  return packer.take();
}

}  // namespace dragoman::train
