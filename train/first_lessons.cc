#include "train/first_lessons.h"

#include <fmt/format.h>

#include <algorithm>

namespace dragoman::train {

namespace {

constexpr std::size_t kChunkWords = 1'000'000;  // taught between two lines of progress
constexpr std::size_t kShortest = 5, kLongest = 80;  // words of the sentences that are read

// What a spelling is to the network.
struct Spelling {
  std::uint32_t row = 0;
  std::array<std::uint32_t, kPieceKinds> pieces{};
};

struct Stretch {
  std::uint32_t from, to;  // of the stream
};

// Sentences of fitting length, evenly from the whole text, until there are `words` of them.
std::vector<Stretch> choose(const std::vector<std::uint32_t>& stream, std::size_t words) {
  std::vector<Stretch> all, chosen;
  std::size_t have = 0;
  for (std::uint32_t from = 0, at = 0; at < stream.size(); ++at) {
    if (stream[at] != TextCorpus::kBreak) continue;
    if (at - from >= kShortest && at - from <= kLongest) all.push_back({from, at}), have += at - from;
    from = at + 1;
  }
  double debt = 0;
  const double share = std::min(1.0, static_cast<double>(words) / static_cast<double>(std::max<std::size_t>(have, 1)));
  for (const Stretch& s : all) {
    debt += share;
    if (debt >= 1) chosen.push_back(s), debt -= 1;
  }
  return chosen;
}

}  // namespace

void teach_first(Network& network, const TextCorpus& text, const std::function<std::uint32_t(std::uint64_t)>& row_of,
                 const std::vector<std::uint16_t>& class_of_row, const FirstLessons& how, const std::function<void(const std::string&)>& say) {
  std::vector<Spelling> spellings;
  for (const std::string& form : text.spellings()) {
    const WordHashes hashes = word_hashes(form);
    Spelling& s = spellings.emplace_back();
    s.row = row_of(hashes.word);
    for (std::size_t k = 0; k < kPieceKinds; ++k) s.pieces[k] = hashes.pieces[k] % network.shape().pieces;
  }
  std::vector<Stretch> sentences = choose(text.stream(), how.words);
  std::mt19937_64 shuffle(how.seed * 104729 + 3);
  for (std::size_t i = sentences.size(); i > 1; --i) std::swap(sentences[i - 1], sentences[shuffle() % i]);
  std::size_t total = 0, next = 0;
  for (const Stretch& s : sentences) total += s.to - s.from;
  if (total == 0) return;

  NetworkSettings settings;
  settings.seed = how.seed;
  settings.epochs = static_cast<unsigned>((total + kChunkWords - 1) / kChunkWords);
  settings.rate = how.rate, settings.last_rate = how.last_rate;
  settings.batch_words = 1000;
  settings.input_dropout = 0.05f, settings.layer_dropout = 0.1f, settings.unknown_share = 0.25f;
  const auto corpus = [&](unsigned, std::mt19937_64& random) {
    std::vector<Example> examples;
    for (std::size_t words = 0; next < sentences.size() && words < kChunkWords; ++next) {
      Example& example = examples.emplace_back();
      for (std::uint32_t at = sentences[next].from; at < sentences[next].to; ++at) {
        const std::uint32_t number = text.stream()[at];
        const Spelling& s = spellings[number];
        example.word.push_back(s.row);
        example.seen.push_back(text.counts()[text.word_of_spelling()[number]]);
        example.pieces.push_back(s.pieces);
        const bool hide = s.row != 0 && static_cast<float>(random() >> 40) * (1.0f / 16777216.0f) < how.hidden_share;
        example.hidden.push_back(hide ? class_of_row[s.row] : kNoTarget);
      }
      words += example.word.size();
    }
    return examples;
  };
  std::size_t read = 0;
  train_network(network, settings, corpus, [&](unsigned, const Losses& losses) {
    read += losses.words;
    say(fmt::format("first lessons {:>5.1f} of {:.1f} million words  loss of a guess {:.3f}", static_cast<double>(read) / 1e6, static_cast<double>(total) / 1e6,
                    losses.hidden / static_cast<double>(std::max<std::size_t>(losses.guesses, 1))));
    return true;
  });
}

}  // namespace dragoman::train
