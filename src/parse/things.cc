#include "parse/things.h"

#include <algorithm>

namespace dragoman {

namespace {

constexpr std::size_t kLongestLetters = 8;  // of a designation: "Hwasong", "KN", "Su"

bool digit(char c) { return c >= '0' && c <= '9'; }

class Things {
 public:
  Things(MentionWork& work, std::uint32_t token) : work_(work), doc_(work.doc), first_(token), end_(work.sentence(token).end) {}

  std::uint32_t read() {
    if (const std::uint32_t end = weapon()) return add(end, MentionKind::weapon);
    if (const std::uint32_t end = resolution()) return add(end, MentionKind::document);
    if (const std::uint32_t end = amount()) return add(end, MentionKind::amount);
    return 0;
  }

 private:
  std::uint32_t add(std::uint32_t end, MentionKind kind) {
    work_.add(first_, end, kind, NameForm::unlisted, "shape");
    return end;
  }
  bool free(std::uint32_t t) const { return t < end_ && work_.cover[t] == kNone; }
  bool touches(std::uint32_t t) const { return doc_.span[t].begin == doc_.span[t - 1].end; }
  bool numbered(std::uint32_t t) const { return free(t) && digit(doc_.form[t].front()); }

  // Letters, a hyphen, digits ("F-16", one token or three), or a name that lists know; with the nouns of weapons behind.
  std::uint32_t weapon() const {
    const bool named = work_.capitalised(first_) && work_.in_set("mention_weapon_name", first_);
    const std::uint32_t letters_end = designation();
    if (!named && !letters_end) return 0;
    std::uint32_t end = letters_end ? letters_end : first_ + 1;
    const std::uint32_t name_end = end;
    while (free(end) && (work_.in_set("mention_weapon_noun", end) || work_.in_set("mention_weapon_kind", end))) ++end;
    while (end > name_end && !work_.in_set("mention_weapon_noun", end - 1)) --end;  // "ballistic" needs its missile
    return named || end > name_end || work_.in_set("mention_weapon_letters", first_) ? end : 0;
  }
  std::uint32_t designation() const {
    const std::string_view form = doc_.form[first_];
    if (form.front() < 'A' || form.front() > 'Z') return 0;
    if (const auto hyphen = form.find('-'); hyphen != form.npos) return hyphen <= kLongestLetters && hyphen + 1 < form.size() && digit(form[hyphen + 1]) ? first_ + 1 : 0;
    if (form.size() > kLongestLetters || !free(first_ + 2) || !work_.hyphen(first_ + 1) || !touches(first_ + 1) || !touches(first_ + 2)) return 0;
    return digit(doc_.form[first_ + 2].front()) ? first_ + 3 : 0;
  }

  // "Resolution 2397"
  std::uint32_t resolution() const { return work_.in_set("mention_numbered_document", first_) && numbered(first_ + 1) ? first_ + 2 : 0; }

  // "$1.4 billion", "1.4 billion dollars", "500 tonnes"
  std::uint32_t amount() const {
    std::uint32_t t = first_;
    const bool money = work_.in_set("mention_money_sign", t);
    if (money) ++t;
    if (!numbered(t)) return 0;
    for (++t; free(t) && work_.in_set("mention_magnitude", t);) ++t;
    if (free(t) && work_.in_set("mention_unit", t)) return t + 1;
    return money ? t : 0;
  }

  MentionWork& work_;
  const Document& doc_;
  const std::uint32_t first_, end_;
};

}  // namespace

std::uint32_t read_thing(MentionWork& work, std::uint32_t token) { return Things(work, token).read(); }

}  // namespace dragoman
