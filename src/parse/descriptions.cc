#include "parse/descriptions.h"

#include <algorithm>

namespace dragoman {

namespace {

constexpr std::uint32_t kGroupReach = 4;  // words between "the" and "countries"
constexpr std::size_t kAllies = 4;

struct PronounSet {
  const char* set;
  Points points;
};
constexpr PronounSet kPronouns[] = {{"mention_he", Points::he},     {"mention_she", Points::she},         {"mention_it", Points::it},
                                    {"mention_they", Points::they}, {"mention_speaker", Points::speaker}, {"mention_whose", Points::whose}};

// How many "two", "both", "three" say; 0 when no number.
std::uint32_t number(const MentionWork& work, std::uint32_t t) {
  if (work.in_set("mention_pair", t)) return 2;
  const TimeWord* word = work.knowledge.time_word(work.doc.lemma[t]);
  if (word && word->type == "number" && word->value >= 2 && word->value <= 8) return static_cast<std::uint32_t>(word->value);
  const std::string_view form = work.doc.form[t];
  return form.size() == 1 && form[0] >= '2' && form[0] <= '8' ? static_cast<std::uint32_t>(form[0] - '0') : 0;
}

std::uint32_t describe(MentionWork& work, std::uint32_t first, std::uint32_t end, MentionKind kind, NameForm form) {
  const std::uint32_t index = work.add(first, end, kind, form, "description");
  work.doc.mentions[index].head = end - 1;
  return index;
}

// The phrase [first, noun] once its noun is known; 0 when it points at nothing.
std::uint32_t read_noun(MentionWork& work, std::uint32_t first, std::uint32_t noun, std::uint32_t wanted) {
  const bool states = work.in_set("mention_states_noun", noun);
  if (wanted == 0 && work.in_set("mention_pair_noun", noun)) wanted = 2;
  if (wanted >= 2 && work.plural(noun)) {
    const std::uint32_t index = describe(work, first, noun + 1, MentionKind::group, NameForm::group);
    work.sides[index].wanted = wanted;
    work.sides[index].points = states ? Points::states : Points::persons;
    return noun + 1;
  }
  if (!work.in_set("mention_country_noun", noun) || noun > first + 2 || work.in_set("mention_other", noun - 1)) return 0;
  describe(work, first, noun + 1, MentionKind::state, NameForm::country);
  return noun + 1;
}

}  // namespace

std::uint32_t read_pronoun(MentionWork& work, std::uint32_t t) {
  const Document& doc = work.doc;
  if (doc.upos[t] != Upos::PRON || doc.deprel[t] == Deprel::expl) return 0;
  const auto kind = std::ranges::find_if(kPronouns, [&](const PronounSet& p) { return work.in_set(p.set, t); });
  if (kind == std::end(kPronouns)) return 0;
  const bool both = t + 1 < doc.token_count() && work.in_set("mention_pair", t + 1);
  if (kind->points == Points::they && both) return 0;  // "they both": no telling which two
  const std::uint32_t index = work.add(t, t + 1, MentionKind::pronoun, NameForm::pronoun, "pronoun");
  work.sides[index].points = kind->points;
  return t + 1;
}

std::uint32_t read_group(MentionWork& work, std::uint32_t t) {
  const Document& doc = work.doc;
  const bool pair = work.in_set("mention_pair", t);
  if (!pair && !work.in_set("mention_definite", t)) return 0;
  std::uint32_t wanted = pair ? 2 : 0;
  const std::uint32_t limit = std::min(work.sentence(t).end, t + 1 + kGroupReach);
  for (std::uint32_t n = t + 1; n < limit; ++n) {
    if (n == t + 1 && work.in_set("mention_union_noun", n)) {
      describe(work, t, n + 1, MentionKind::body, NameForm::country);
      return n + 1;
    }
    if (wanted == 0) wanted = number(work, n);
    const bool noun = doc.upos[n] == Upos::NOUN;
    if (noun && (work.in_set("mention_states_noun", n) || work.in_set("mention_persons_noun", n))) return read_noun(work, t, n, wanted);
    if (!noun && doc.upos[n] != Upos::NUM && doc.upos[n] != Upos::ADJ && doc.upos[n] != Upos::DET) return 0;
  }
  return 0;
}

std::uint32_t read_alliance(MentionWork& work, std::uint32_t t) {
  const Document& doc = work.doc;
  if (doc.upos[t] != Upos::NOUN || !work.in_set("mention_alliance_noun", t)) return 0;
  const std::uint32_t start = work.sentence(t).first;
  std::uint32_t members[kAllies];
  std::size_t count = 0;
  for (std::uint32_t at = t; at > start && work.cover[at - 1] != kNone && count < kAllies; --at) {
    const Mention& member = doc.mentions[work.cover[at - 1]];
    if (member.kind != MentionKind::state) break;
    members[count++] = work.cover[at - 1];
    at = member.first;
    if (at == start || !work.hyphen(at - 1)) break;
  }
  if (count < 2) return 0;
  std::reverse(members, members + count);
  const std::uint32_t index = work.add(t, t + 1, MentionKind::group, NameForm::group, "members");
  work.make_group(index, {members, count});
  return t + 1;
}

}  // namespace dragoman
