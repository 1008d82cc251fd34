// Treebanks in CoNLL-U.
#pragma once
#include <string>
#include <vector>

#include "dragoman/document.h"
#include "dragoman/result.h"

namespace dragoman::train {

struct TreeWord {
  std::string form;   // as written
  std::string lemma;
  Upos upos = Upos::X;
  std::uint32_t feats = 0;
  std::uint32_t head = 0;  // 0 root, else 1-based
  Deprel deprel = Deprel::dep;
  std::string deprel_name;
  std::uint32_t surface = 0;  // index of the surface token it belongs to
};

struct Surface {
  std::string form;
  std::uint32_t first = 0, end = 0;  // words
  bool space_after = true;
};

// A mention that GUM's Entity= marks: words [first, end) of its sentence.
struct TreeMention {
  std::uint32_t first = 0, end = 0;
  std::string group, type;  // the chain's id in its document; "person", "organization", "place", "abstract", …
};

struct Tree {
  std::string document;  // newdoc id
  bool paragraph_start = false;
  std::vector<TreeWord> words;
  std::vector<Surface> surfaces;
  std::vector<TreeMention> mentions;  // in order of their first word, longer ones first
  bool marked = false;                // its document has mentions marked
};

// Reads one file, gzipped or plain. Errors: not_found, bad_format with file:line.
Result<std::vector<Tree>> read_treebank(const std::string& path);

// Feat bits of a FEATS column.
std::uint32_t parse_feats(std::string_view column);
std::string feats_text(std::uint32_t feats);

// False for documents whose text may not be used for what is shipped (GUM genres under non-commercial or unclear terms).
bool shippable(const Tree& tree);

}  // namespace dragoman::train
