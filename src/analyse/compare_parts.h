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
// "CNN s6, s13; Global Times s8"
std::string form_places(const Brief& brief, const CompareForm& form);
// "different. deeds: “visits” / “visits and meetings, third places counted” (narrower); …": the fields that part them.
std::string match_words(const ClaimMatch& match);
// Appends differences of kind "choice", one for each state, pair of states or situation.
void compare_choices(const Brief& brief, const Knowledge& knowledge, std::vector<CompareDifference>& differences);
// Fills `forms` and `form_pairs`.
void compare_record_claims(const Brief& brief, const ClaimReader& reader, Comparison& comparison);
std::string render_comparison_html(const Brief& brief, const Comparison& comparison);

}  // namespace dragoman
