#include "parse/idle.h"

#include <algorithm>
#include <vector>


namespace dragoman {

namespace {

class Sieve {
 public:
  Sieve(const Document& document, const Knowledge& knowledge) : doc_(document), knowledge_(knowledge) {}

  bool idle(const Sentence& sentence) {
    if (capital(doc_.form[sentence.first]) && !knowledge_.in_set("idle_opener", lower(doc_.form[sentence.first]))) return false;  // "Parmley resigned."
    for (std::uint32_t t = sentence.first; t < sentence.end; ++t)
      if ((t > sentence.first && capital(doc_.form[t])) || knowledge_.in_set("idle_never", lower(doc_.form[t]))) return false;
    return !names_listed(sentence);
  }

 private:
  static bool capital(std::string_view form) { return (form.front() >= 'A' && form.front() <= 'Z') || static_cast<unsigned char>(form.front()) >= 0x80; }

  std::string_view lower(std::string_view form) {
    lower_.assign(form);
    std::transform(lower_.begin(), lower_.end(), lower_.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
    return lower_;
  }
  bool names_listed(const Sentence& sentence) {
    pieces_.clear();
    for (std::uint32_t t = sentence.first; t < sentence.end; ++t) name_pieces(doc_.form[t], t, pieces_);
    for (std::size_t at = 0; at < pieces_.size(); ++at)
      if (knowledge_.longest_name(pieces_, at).pieces > 0) return true;
    return false;
  }

  const Document& doc_;
  const Knowledge& knowledge_;
  std::vector<NamePiece> pieces_;
  std::string lower_;
};

}  // namespace

void mark_idle(Document& document, const Knowledge& knowledge) {
  Sieve sieve(document, knowledge);
  for (Sentence& sentence : document.sentences) sentence.idle = sentence.first < sentence.end && sieve.idle(sentence);
}

}  // namespace dragoman
