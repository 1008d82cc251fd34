// What a network learnt from running text, kept on disk so that a training cut short, or another one, need not learn it again.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "dragoman/result.h"
#include "train/network_trainer.h"

namespace dragoman::train {

// Writes words and weights under `key`, which names all they depend on. Replaces the file in one step.
Outcome save_checkpoint(const std::string& path, const std::string& key, const std::vector<std::uint64_t>& words, const Network& network);
// Reads them back into a network of the same shape. False, and nothing changed, when there is no such file, it was made
// under another key or shape, or it is damaged.
bool load_checkpoint(const std::string& path, const std::string& key, std::size_t words, Network& network);
// The words alone (their number makes the shape); empty when there is no such file or the key differs.
std::vector<std::uint64_t> checkpoint_words(const std::string& path, const std::string& key);

}  // namespace dragoman::train
