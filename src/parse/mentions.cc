#include "parse/mentions.h"

#include "parse/coreference.h"
#include "parse/mention_work.h"
#include "parse/name_tags.h"
#include "parse/name_trees.h"
#include "parse/names.h"
#include "parse/namesakes.h"
#include "parse/places.h"
#include "parse/seats.h"

namespace dragoman {

namespace {

// Takes out the mentions that became part of others and renumbers what points at mentions.
void drop(MentionWork& work) {
  Document& doc = work.doc;
  std::pmr::vector<std::uint32_t> number(doc.mentions.size(), kNone, work.memory);
  std::uint32_t kept = 0;
  for (std::uint32_t i = 0; i < doc.mentions.size(); ++i)
    if (!work.sides[i].dropped) number[i] = kept++;
  for (std::uint32_t i = 0; i < doc.mentions.size(); ++i) {
    if (number[i] == kNone) continue;
    Mention mention = doc.mentions[i];
    const std::uint32_t chain = mention.chain == kNone ? kNone : number[mention.chain];
    mention.chain = chain == kNone ? number[i] : chain;
    doc.mentions[number[i]] = mention;
  }
  doc.mentions.resize(kept);
  for (std::uint32_t& member : doc.group_pool) member = number[member];
}

void point_heads(Document& doc) {
  for (std::uint32_t i = 0; i < doc.mentions.size(); ++i) doc.mention_at[doc.mentions[i].head] = i;
}

}  // namespace

void find_mentions(Document& document, const Knowledge& knowledge, std::pmr::memory_resource& scratch) {
  settle_name_tags(document, knowledge, scratch);
  MentionWork work(document, knowledge, scratch);
  find_names(work);
  join_name_trees(work);
  read_seats(work);
  settle_places(work);
  settle_states(work);
  resolve_mentions(work);
  drop(work);
  point_heads(document);
}

}  // namespace dragoman
