// What the dresses of a comparison share.
#pragma once
#include <string>
#include <vector>

#include "analyse/compare.h"

namespace dragoman {

inline constexpr char kNotMentioned[] = "not mentioned";

std::string shown_published(const Coding& coding);                             // "11 April 2024" or "day not known"
std::string cell_words(const Brief& brief, const CompareCell& cell, std::size_t most);  // value and words on one line
// "“visit” (North), “mission” (South)"
std::string parts_words(const Brief& brief, const std::vector<ComparePart>& parts);
std::string blame_words(const CompareBlame& blame);                            // "North Korea: weapons test, according to the US"
std::string left_out_heading(const Brief& brief, std::uint32_t coding, std::size_t count);
std::string render_comparison_html(const Brief& brief, const Comparison& comparison);

}  // namespace dragoman
