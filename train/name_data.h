// Sentences with their names marked, from files of several makers.
#pragma once
#include <array>
#include <string>
#include <vector>

#include "dragoman/document.h"
#include "dragoman/result.h"

namespace dragoman {
class Knowledge;
}

namespace dragoman::train {

struct NamedSentence {
  std::vector<std::string> words;
  std::vector<NameTag> tags;  // as many as words
};

// How the marks of a file are taken.
enum class NameUse {
  as_given,    // spans as the file has them: to measure with
  harmonised,  // to learn from: titles, articles and points of the compass left out, countries always places, nationalities
               // always nations, phrases without a name dropped
};

// Reads one file, plain or gzipped: token and label separated by tab or blank (further columns ignored; a leading column of
// numbers skipped), a blank line between sentences, labels as BIO, BIO with B only between neighbours, or BIOES; or the table
// "Sentence #,Word,POS,Tag" in latin-1 when the name ends in .csv or .csv.gz. Names of labels become classes by a table;
// `knowledge` tells nationalities from other things that a file lumps together. Errors: not_found, unreadable, bad_format
// with file:line.
// `labels`, when given, takes what the file calls persons, bodies, places, nations and other names, where it has any.
Result<std::vector<NamedSentence>> read_names(const std::string& path, const Knowledge& knowledge, NameUse use, std::array<std::string, 5>* labels = nullptr);

// One name: words [first, end), and the tag its first word has.
struct NameSpan {
  std::uint32_t first = 0, end = 0;
  NameTag kind = NameTag::none;  // a first_… tag
  bool operator==(const NameSpan&) const = default;
};
std::vector<NameSpan> spans_of(const std::vector<NameTag>& tags);
// Tags of `words` words that hold these spans, which must not overlap.
std::vector<NameTag> tags_of(const std::vector<NameSpan>& spans, std::size_t words);

// The words are a nationality, a people, a religious or a political group, as an adjective or a noun.
bool is_nation(const std::vector<std::string>& words, std::uint32_t first, std::uint32_t end, const Knowledge& knowledge);

}  // namespace dragoman::train
