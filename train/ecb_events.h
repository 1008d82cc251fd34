// Event mentions of ECB+ (Cybulska and Vossen 2014) across documents, as tokens and gold mentions.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "dragoman/result.h"

namespace dragoman::train {

struct EcbSentence {
  std::uint32_t number = 0;
  std::vector<std::string> words;
};

struct EcbDocument {
  std::string name;
  std::vector<EcbSentence> sentences;
};

struct EcbMention {
  std::string key;                        // doc_id:sent_id:token,token
  std::uint32_t document = 0, sentence = 0;  // indices
  std::vector<std::uint32_t> tokens;      // of the sentence
  std::uint32_t gold = 0;                 // chain
};

struct EcbEvents {
  std::vector<EcbDocument> documents;
  std::vector<EcbMention> mentions;
};

// `…_Event_gold_mentions.json[.gz]`; the words are read from `…_corpus.txt[.gz]` beside it. Errors: not_found, bad_format.
Result<EcbEvents> read_ecb(const std::string& mentions_file);

// Groups of documents that tell one story: average linkage over tf-idf of the lemmas; the smallest document of each.
// `lemmas[d]` are those of document d. Quadratic in the documents.
std::vector<std::uint32_t> stories_of(const std::vector<std::vector<std::string>>& lemmas, double likeness);

}  // namespace dragoman::train
