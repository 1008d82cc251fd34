// Coreference scores as the CoNLL 2012 shared task counts them.
#pragma once
#include <cstdint>
#include <vector>

namespace dragoman::train {

// One mention of a document: words [first, end), and its chain. Mentions of one document have different spans.
struct ChainMention {
  std::uint32_t first = 0, end = 0, chain = 0;
};

// Sums over documents of one measure.
struct ChainMeasure {
  double right_found = 0, found = 0, right_gold = 0, gold = 0;
  double precision() const { return found > 0 ? 100 * right_found / found : 0; }
  double recall() const { return gold > 0 ? 100 * right_gold / gold : 0; }
  double f1() const { return precision() + recall() > 0 ? 2 * precision() * recall() / (precision() + recall()) : 0; }
};

// MUC (Vilain and others 1995), B³ (Bagga and Baldwin 1998), CEAF with entities of φ4 (Luo 2005), and mentions by exact spans.
struct ChainScore {
  ChainMeasure muc, b_cubed, ceaf, mentions;
  double conll() const { return (muc.f1() + b_cubed.f1() + ceaf.f1()) / 3; }
  // Adds one document. Chains of one mention count only when `singletons` is true.
  void add(std::vector<ChainMention> gold, std::vector<ChainMention> found, bool singletons);
};

}  // namespace dragoman::train
