#include "parse/lemmas.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>

namespace dragoman {

namespace {
// The features that change how a word is inflected.
constexpr std::uint32_t kInflection = kSing | kPlur | kPast | kPres | kFin | kInf | kPart | kGer | kCmp | kSup | kPoss;
constexpr char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
}  // namespace

LemmaKeys::LemmaKeys(std::string_view form, Upos upos, std::uint32_t feats) {
  if (form.size() > sizeof bytes_) form.remove_prefix(form.size() - sizeof bytes_);
  size_ = form.size();
  const bool proper = upos == Upos::PROPN;  // names keep their case, so it counts in the key
  std::transform(form.begin(), form.end(), bytes_, [&](char c) { return proper ? c : small(c); });
  if (feats & kPast) feats &= ~(kSing | kPlur);  // one past form for every number
  class_ = static_cast<std::uint64_t>(feats & kInflection) << 8 | static_cast<std::uint64_t>(upos);
}

std::uint64_t LemmaKeys::whole() const { return XXH3_64bits_withSeed(bytes_, size_, class_ << 1 | 1); }

std::uint64_t LemmaKeys::suffix(std::size_t bytes) const {
  const std::size_t taken = std::min(bytes, size_);
  const std::uint64_t seed = (class_ << 1) | static_cast<std::uint64_t>(bytes) << 52;
  return XXH3_64bits_withSeed(bytes_ + size_ - taken, taken, seed);
}

std::string_view apply_edit(std::string_view form, const LemmaEdit& edit, std::string_view text, std::string& buffer) {
  std::size_t kept = form.size() - std::min<std::size_t>(edit.strip, form.size());
  while (kept > 0 && kept < form.size() && (static_cast<unsigned char>(form[kept]) & 0xC0) == 0x80) --kept;  // never half a character
  const auto keeps = [&](char c) { return edit.keep_case || c < 'A' || c > 'Z'; };
  if (kept == form.size() && edit.add_size == 0 && std::all_of(form.begin(), form.end(), keeps)) return form;
  buffer.assign(form.substr(0, kept));
  if (!edit.keep_case) std::transform(buffer.begin(), buffer.end(), buffer.begin(), small);
  if (edit.add_at <= text.size()) buffer.append(text.substr(edit.add_at, edit.add_size));
  return buffer;
}

const LemmaEdit* LemmaTable::find(std::uint64_t key) const {
  if (slots_.empty()) return nullptr;
  const std::size_t mask = slots_.size() - 1;
  const auto check = static_cast<std::uint32_t>(key >> 32) | 1u;
  for (std::size_t at = key & mask, step = 0; step < slots_.size() && slots_[at].check != 0; at = (at + 1) & mask, ++step)
    if (slots_[at].check == check) return &slots_[at].edit;
  return nullptr;
}

std::string_view LemmaTable::lemma(std::string_view form, Upos upos, std::uint32_t feats, std::string& buffer) const {
  const LemmaKeys keys(form, upos, feats);
  const LemmaEdit* edit = find(keys.whole());
  for (std::size_t bytes = std::min(kMaxLemmaSuffix, keys.folded().size()) + 1; !edit && bytes-- > 0;) edit = find(keys.suffix(bytes));
  static constexpr LemmaEdit kAsIs = {0, 0, 0, 1, 0}, kSmall = {0, 0, 0, 0, 0};
  if (!edit) edit = upos == Upos::PROPN ? &kAsIs : &kSmall;
  const std::string_view found = apply_edit(form, *edit, text_, buffer);
  return found.empty() ? form : found;
}

}  // namespace dragoman
