// Stretches between quotation marks.
#pragma once
#include <cstdint>
#include <vector>

#include "dragoman/document.h"

namespace dragoman::train {

// Tokens from an opening mark to its closing mark, both included. A quotation that goes on in the next paragraph, which then begins
// with a mark of its own, makes two stretches of which the first is `open`.
struct Quoted {
  std::uint32_t first = 0, end = 0;
  bool open = false;  // no closing mark in its paragraph
};

// In text order; a mark without a partner gives a stretch to the end of its paragraph where the next goes on, else none. Pure.
std::vector<Quoted> quoted_stretches(const Document& document);

}  // namespace dragoman::train
