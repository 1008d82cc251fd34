#include "pipeline/conllu.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace dragoman {

namespace {

// FEATS of Universal Dependencies, in the alphabetical order CoNLL-U asks for.
constexpr std::array<std::pair<std::uint32_t, const char*>, 25> kFeatNames = {{
    {kCmp, "Degree=Cmp"}, {kSup, "Degree=Sup"}, {kFem, "Gender=Fem"}, {kMasc, "Gender=Masc"}, {kNeut, "Gender=Neut"},
    {kImp, "Mood=Imp"}, {kInd, "Mood=Ind"}, {kSub, "Mood=Sub"}, {kPlur, "Number=Plur"}, {kSing, "Number=Sing"},
    {kFirst, "Person=1"}, {kSecond, "Person=2"}, {kThird, "Person=3"}, {kNeg, "Polarity=Neg"}, {kPoss, "Poss=Yes"},
    {kDem, "PronType=Dem"}, {kInt, "PronType=Int"}, {kPrs, "PronType=Prs"}, {kRel, "PronType=Rel"}, {kPast, "Tense=Past"},
    {kPres, "Tense=Pres"}, {kFin, "VerbForm=Fin"}, {kGer, "VerbForm=Ger"}, {kInf, "VerbForm=Inf"}, {kPart, "VerbForm=Part"},
}};

std::string feats_column(std::uint32_t feats) {
  std::string out;
  for (const auto& [bit, name] : kFeatNames)
    if (feats & bit) out += (out.empty() ? "" : "|") + std::string(name);
  if (feats & kPassive) out += out.empty() ? "Voice=Pass" : "|Voice=Pass";
  return out.empty() ? "_" : out;
}

std::string one_line(std::string_view words) {
  std::string out(words);
  std::replace_if(out.begin(), out.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return out;
}

}  // namespace

void append_conllu(const Document& doc, bool parsed, std::string& out) {
  const auto to = std::back_inserter(out);
  for (std::size_t s = 0; s < doc.sentences.size(); ++s) {
    const Sentence& sentence = doc.sentences[s];
    fmt::format_to(to, "# sent_id = {}-{}\n", one_line(doc.article.id), s);
    if (sentence.block != kNone && !doc.blocks[sentence.block].reporting()) fmt::format_to(to, "# block = {}\n", to_string(doc.blocks[sentence.block].kind));
    fmt::format_to(to, "# text = {}\n", one_line(doc.words(sentence.span)));
    for (std::uint32_t t = sentence.first; t < sentence.end; ++t) {
      const bool tight = t + 1 < sentence.end && doc.span[t].end == doc.span[t + 1].begin;
      const char* misc = tight ? "SpaceAfter=No" : "_";
      const std::uint32_t number = t - sentence.first + 1;
      if (!parsed || doc.lemma[t].empty()) {
        fmt::format_to(to, "{}\t{}\t_\t_\t_\t_\t_\t_\t_\t{}\n", number, one_line(doc.words(doc.span[t])), misc);
        continue;
      }
      const std::uint32_t head = doc.head[t] == kNone ? 0 : doc.head[t] - sentence.first + 1;
      fmt::format_to(to, "{}\t{}\t{}\t{}\t_\t{}\t{}\t{}\t_\t{}\n", number, one_line(doc.words(doc.span[t])), doc.lemma[t], to_string(doc.upos[t]),
                     feats_column(doc.feats[t]), head, to_string(doc.deprel[t]), misc);
    }
    out += '\n';
  }
}

}  // namespace dragoman
