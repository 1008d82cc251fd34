// Roles, agents and bare bodies: whose they are, and so what they are.
#pragma once
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parse/antecedents.h"
#include "parse/mention_work.h"

namespace dragoman {

// Gives mentions their country, entity and person, one at a time and in order of the text.
class Countries {
 public:
  Countries(MentionWork& work, const Antecedents& before) : work_(work), doc_(work.doc), knowledge_(work.knowledge), before_(before), members_(work.memory), spoken_(work.memory) {}

  void role(std::uint32_t mention);   // "the Russian president", "spokesperson Mao Ning"
  void agent(std::uint32_t mention);  // "Kenyan police", "the delegation"
  void body(std::uint32_t mention);   // "Foreign Ministry"

  // Among the things a name may mean, the one of a country; kNone when there is none or no telling.
  std::uint32_t choose(std::uint32_t mention, std::string_view country, EntityKind kind) const;

 private:
  Mention& at(std::uint32_t i) { return doc_.mentions[i]; }
  bool join(std::uint32_t i);
  bool settle(std::uint32_t i);
  bool sent(std::uint32_t i);
  bool led(std::uint32_t i);
  void take_context(std::uint32_t i, std::uint32_t near);
  void take_office(std::uint32_t i, std::uint32_t office);
  void lend(std::uint32_t i);
  void entitle(std::uint32_t i, std::uint32_t person);
  void describe(std::uint32_t i, std::uint32_t person);
  void meet_holder(std::uint32_t i);
  void follow_title(std::uint32_t i);
  void place_title(std::uint32_t i, std::uint32_t person);
  bool ranked(std::uint32_t i) const;
  std::string_view scene(std::uint32_t i) const;
  bool named_in_sentence(std::uint32_t i, std::string_view country) const;
  char sex_of(std::uint32_t i) const;
  std::uint32_t of_text(std::uint32_t i);
  std::string_view home(std::uint32_t times_as_often);

  MentionWork& work_;
  Document& doc_;
  const Knowledge& knowledge_;
  const Antecedents& before_;
  std::pmr::vector<std::uint32_t> members_;
  std::string_view home_;     // the state the text is about; meaningful once home_known_
  std::uint32_t home_times_ = 0, other_times_ = 0;
  bool home_known_ = false;
  std::pmr::unordered_map<std::string_view, std::uint32_t> spoken_;  // country → listed names of it in the text; empty until asked for
};

}  // namespace dragoman
