// One guideline for marks of several makers: what is marked is the name alone, and a country is a place whatever it does.
#pragma once
#include "train/name_data.h"

namespace dragoman::train {

NameTag later(NameTag first);  // first_person → in_person

// The span that begins at `word` was marked as a people or a country: lists decide.
void place_or_nation(NamedSentence& sentence, std::uint32_t word, const Knowledge& knowledge);
// Other names that lists know as nationalities or peoples become nations.
void part_nations(NamedSentence& sentence, const Knowledge& knowledge);
// `phrases`: the maker marked phrases around names too.
void harmonise(NamedSentence& sentence, bool phrases, const Knowledge& knowledge);

}  // namespace dragoman::train
