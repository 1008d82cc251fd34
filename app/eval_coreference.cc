// dragoman eval coreference: chains of persons, bodies and places against GUM's.
#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "app/eval_tools.h"
#include "knowledge/knowledge.h"
#include "parse/mentions.h"
#include "train/chain_score.h"
#include "train/chain_trainer.h"
#include "train/parse_score.h"
#include "train/treebank_text.h"

namespace dragoman::app {

namespace {

constexpr std::array<std::string_view, kPhraseTypes> kTypes = {"other", "person", "organization", "place"};

// Words are counted through the document.
std::vector<train::ChainMention> gold_mentions(const std::vector<train::Tree>& trees, std::size_t from, std::size_t to) {
  std::vector<train::ChainMention> out;
  std::map<std::string, std::uint32_t> number;
  std::uint32_t first = 0;
  for (std::size_t k = from; k < to; ++k) {
    for (const train::TreeMention& m : trees[k].mentions)
      if (train::phrase_type(m.type) != PhraseType::other)
        out.push_back({first + m.first, first + m.end, number.try_emplace(m.group, static_cast<std::uint32_t>(number.size())).first->second});
    first += static_cast<std::uint32_t>(trees[k].words.size());
  }
  return out;
}

std::string shown(const train::ChainScore& chains, const train::ChainScore& all, std::size_t documents, const std::string& format) {
  const std::pair<const char*, const train::ChainScore*> rows[] = {{"chains of two and more", &chains}, {"single mentions too", &all}};
  if (format == "json") {
    nlohmann::ordered_json out = {{"documents", documents}};
    for (const auto& [name, s] : rows)
      out[name] = {{"mentions", s->mentions.f1()}, {"muc", s->muc.f1()}, {"b_cubed", s->b_cubed.f1()}, {"ceaf_e", s->ceaf.f1()}, {"conll", s->conll()}};
    return out.dump(2) + "\n";
  }
  std::string out = fmt::format("{} documents; persons, organisations and places, exact spans\n{:<24} {:>8} {:>7} {:>7} {:>7} {:>7}\n", documents, "", "mentions", "muc", "b3", "ceaf_e", "conll");
  for (const auto& [name, s] : rows) out += fmt::format("{:<24} {:>8.2f} {:>7.2f} {:>7.2f} {:>7.2f} {:>7.2f}\n", name, s->mentions.f1(), s->muc.f1(), s->b_cubed.f1(), s->ceaf.f1(), s->conll());
  return out;
}

}  // namespace

int eval_coreference(const CommonOptions& common, const EvalOptions& options) {
  const auto models = open_eval_models(common);
  if (!models) return no_models(models.error());
  const LanguageModel& language = *models->language;
  if (!language.chains().known())
    return give_up({ErrorCode::bad_format, "the language model knows nothing of coreference", "--model", "train it with a treebank that has Entity= (GUM)"});
  train::ChainScore chains, all;
  std::string predictions = "document\tbegin\tend\ttype\tchain\n";
  std::size_t documents = 0;
  Document document;
  ParseScratch parse;
  ChainScratch scratch;
  std::vector<Phrase> phrases;
  for (const auto& file : gold_files(options.gold, {".conllu", ".conllu.gz"})) {
    const auto trees = train::read_treebank(file);
    if (!trees) return give_up(trees.error());
    for (std::size_t from = 0; from < trees->size(); ++documents) {
      const std::size_t to = train::document_end(*trees, from);
      train::gold_document(*trees, from, to, document);
      language.parse(document, parse, true);
      find_mentions(document, *models->knowledge);
      find_chains(document, language.chains(), scratch, phrases);
      std::vector<train::ChainMention> found;
      for (const Phrase& phrase : phrases) {
        if (phrase.type == PhraseType::other) continue;
        found.push_back({phrase.first, phrase.end, phrase.chain});
        predictions += fmt::format("{}\t{}\t{}\t{}\t{}\n", (*trees)[from].document, phrase.first, phrase.end, kTypes[static_cast<std::size_t>(phrase.type)], phrase.chain);
      }
      const auto gold = gold_mentions(*trees, from, to);
      chains.add(gold, found, false);
      all.add(gold, found, true);
      from = to;
    }
  }
  if (documents == 0) return give_up({ErrorCode::not_found, "no CoNLL-U file", options.gold.front(), "give .conllu or .conllu.gz files with Entity= in MISC (GUM)"});
  return finish_eval(options, predictions, shown(chains, all, documents, options.format));
}

}  // namespace dragoman::app
