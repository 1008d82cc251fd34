#include "parse/name_tags.h"

namespace dragoman {

namespace {

NameTag first_of(NameTag tag) { return tag == NameTag::none || static_cast<int>(tag) % 2 == 1 ? tag : static_cast<NameTag>(static_cast<int>(tag) - 1); }

}  // namespace

void settle_name_tags(Document& document, const Knowledge&) {
  for (const Sentence& sentence : document.sentences) {
    NameTag open = NameTag::none;
    for (std::uint32_t t = sentence.first; t < sentence.end; ++t) {
      NameTag& tag = document.name_tag[t];
      if (tag != first_of(tag) && first_of(tag) != open) tag = first_of(tag);  // goes on with a name that never began
      open = first_of(tag);
    }
  }
}

}  // namespace dragoman
