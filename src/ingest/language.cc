#include "ingest/language.h"

#include <algorithm>
#include <cstdio>
#include <vector>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

namespace dragoman {

namespace {

constexpr std::size_t kSample = 16384;     // bytes of an article that are looked at as a whole
constexpr std::size_t kLeastBytes = 80;    // a shorter text tells too little
constexpr std::size_t kLeastBlock = 160;   // so does a shorter block of a mixed text

struct Guess {
  CLD2::Language top = CLD2::UNKNOWN_LANGUAGE;
  int english = 0;   // percent of the text
  int share = 0;     // of the most frequent language
  bool sure = false;
};

Guess guess(std::string_view text) {
  CLD2::Language three[3] = {CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE};  // left so where nothing is read
  int percent[3] = {};
  double score[3] = {};
  int bytes = 0, valid = 0;
  bool sure = false;
  const CLD2::CLDHints hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  CLD2::ExtDetectLanguageSummaryCheckUTF8(text.data(), static_cast<int>(text.size()), true, &hints, 0, three, percent, score, nullptr, &bytes, &sure, &valid);
  Guess out;
  out.top = three[0], out.share = percent[0], out.sure = sure;
  for (int i = 0; i < 3; ++i)
    if (three[i] == CLD2::ENGLISH) out.english = percent[i];
  return out;
}

// Up to a whole character.
std::string_view sample_of(std::string_view text) {
  if (text.size() <= kSample) return text;
  std::size_t end = kSample;
  while (end > kSample - 4 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end);
}

bool foreign(const Guess& g) { return g.sure && g.top != CLD2::ENGLISH && g.top != CLD2::UNKNOWN_LANGUAGE && g.share >= 70 && g.english <= 15; }

}  // namespace

void mark_foreign(Document& document) {
  const std::string_view text = document.article.text;
  if (text.size() < kLeastBytes) return;
  const Guess whole = guess(sample_of(text));
  if (whole.sure && whole.top == CLD2::ENGLISH && whole.share >= 90) return;
  std::vector<CLD2::Language> noted;
  for (Block& block : document.blocks) {
    if (!block.reporting()) continue;
    Guess here = guess(sample_of(document.words(block.span)));
    if (foreign(whole)) {  // an English block of its own stays
      if (here.top == CLD2::ENGLISH && here.share >= 70) continue;
      here = whole;
    } else if (block.span.size() < kLeastBlock || !foreign(here)) {
      continue;
    }
    block.kind = BlockKind::foreign, block.why = "language";
    if (std::find(noted.begin(), noted.end(), here.top) != noted.end()) continue;
    noted.push_back(here.top);
    document.notes.push_back({document.keep(std::string("language:") + CLD2::LanguageCode(here.top)), block.span});
  }
}

}  // namespace dragoman
