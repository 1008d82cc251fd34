#include "parse/chain_links.h"

namespace dragoman {

namespace {

constexpr float kLearnt = 0.5f;  // score of a link that no rule made

bool open_person(const Document& doc, const Mention& mention, std::uint32_t index) {
  return mention.kind == MentionKind::pronoun && mention.entity == kNone && mention.chain == index && (doc.feats[mention.head] & (kMasc | kFem)) != 0;
}

}  // namespace

void link_by_chains(Document& document, const ChainModel& model, LinkScratch& scratch) {
  bool any = false;
  for (std::uint32_t i = 0; i < document.mentions.size(); ++i) any = any || open_person(document, document.mentions[i], i);
  if (!any || !model.known()) return;
  find_chains(document, model, scratch.chains, scratch.phrases);
  std::vector<std::uint32_t>& named = scratch.named;
  named.assign(scratch.phrases.size(), kNone);
  for (const Phrase& phrase : scratch.phrases) {
    if (phrase.chain == kNone) continue;
    const std::uint32_t index = document.mention_at[phrase.head];
    if (index == kNone) continue;
    Mention& mention = document.mentions[index];
    if (mention.kind == MentionKind::person) named[phrase.chain] = index;
    const std::uint32_t earlier = named[phrase.chain];
    if (earlier == kNone || earlier >= index || !open_person(document, mention, index)) continue;
    const Mention& who = document.mentions[earlier];
    mention.chain = who.chain, mention.entity = who.entity, mention.country = who.country, mention.office = who.office;
    mention.score = kLearnt * who.score, mention.why = "chains";
  }
}

}  // namespace dragoman
