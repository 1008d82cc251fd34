#include "coding/outlet.h"

#include <map>

namespace dragoman {

namespace {

constexpr std::uint32_t kOpening = 4;        // sentences in which a dateline may stand
constexpr std::uint32_t kDatelineWords = 20;

bool is_outlet(const Reading& reading, std::uint32_t entity) {
  if (entity == kNone) return false;
  const Entity& known = reading.knowledge.entity(entity);
  return known.kind == EntityKind::body && (known.type == "outlet" || known.type == "news_agency");
}

// The words in brackets before the dash of a dateline, under their listed name where a list knows them.
std::string in_dateline(const Reading& reading, const Sentence& sentence) {
  const Document& doc = reading.doc;
  std::uint32_t open = kNone;
  for (std::uint32_t t = sentence.first; t + 1 < sentence.end && t < sentence.first + kDatelineWords; ++t) {
    if (doc.form[t] == "(") open = t;
    if (doc.form[t] != ")" || open == kNone || open + 1 == t) continue;
    if (!reading.in_set("mention_dateline_dash", t + 1)) return {};
    for (std::uint32_t word = open + 1; word < t; ++word) {
      if (reading.tree.verbal(word) || doc.upos[word] == Upos::NUM || doc.upos[word] == Upos::PUNCT) return {};
      if (const Mention* mention = reading.actors.mention_of(word); mention && is_outlet(reading, mention->entity)) return std::string(reading.knowledge.entity(mention->entity).name);
    }
    return std::string(doc.words(reading.tree.bytes(open + 1, t)));
  }
  return {};
}

}  // namespace

std::string outlet_of(const Reading& reading) {
  const Document& doc = reading.doc;
  if (!doc.article.outlet.empty()) return doc.article.outlet;
  for (std::uint32_t s = 0, opening = 0; s < doc.sentences.size() && opening < kOpening; ++s) {
    if (doc.sentences[s].block != kNone && !doc.blocks[doc.sentences[s].block].reporting()) continue;
    if (std::string name = in_dateline(reading, doc.sentences[s]); !name.empty()) return name;
    ++opening;
  }
  std::map<std::uint32_t, int> votes;
  for (const Mention& mention : doc.mentions) {
    if (!is_outlet(reading, mention.entity)) continue;
    const std::uint32_t block = doc.sentences[doc.sentence_of[mention.head]].block;
    if (block == kNone) continue;
    const BlockKind kind = doc.blocks[block].kind;
    if (kind == BlockKind::newsletter || kind == BlockKind::teaser || kind == BlockKind::related) ++votes[mention.entity];
  }
  for (const Saying& saying : reading.sayings)
    if (saying.hearer != kNone)
      if (const Mention* hearer = reading.actors.mention_of(saying.hearer); hearer && is_outlet(reading, hearer->entity)) ++votes[hearer->entity];
  std::uint32_t best = kNone;
  for (const auto& [entity, count] : votes)
    if (best == kNone || count > votes[best]) best = entity;
  return best == kNone ? std::string() : std::string(reading.knowledge.entity(best).name);
}

}  // namespace dragoman
