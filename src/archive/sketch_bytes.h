// What fusion looks at of a coding, as bytes of the table `sketches`.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "fuse/origins.h"
#include "fuse/report_sketch.h"

namespace dragoman {

struct CodingSketch {
  ArticleSketch article;
  std::vector<ReportSketch> tellings;  // of its reports, in their order; the indices of article and origin are not kept
};

// Little-endian, without padding. Same sketch, same bytes.
std::string bytes_of(const CodingSketch& sketch);
// False when these are no such bytes.
bool sketch_from(std::string_view bytes, CodingSketch& sketch);

}  // namespace dragoman
