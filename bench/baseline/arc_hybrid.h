// The arc-hybrid transition system with the root behind the last word, and its dynamic oracle.
// Kuhlmann, Gómez-Rodríguez and Satta 2011; Goldberg and Nivre 2013.
#pragma once
#include <cstdint>
#include <vector>

#include "baseline/sentence.h"

namespace dragoman::baseline {

enum Action : std::uint8_t { kShift, kLeft, kRight, kActions };

inline constexpr std::size_t kLabels = static_cast<std::size_t>(Deprel::punct) + 1;
inline constexpr std::uint32_t kNobody = 0xffffffff;

// A half-built tree. Position n is the root; it takes one dependent, when every other word has a head.
class Configuration {
 public:
  struct Node {
    std::uint32_t head = kNobody;
    std::uint8_t label = 0;
    std::uint8_t lefts = 0, rights = 0;             // dependents so far, at most 255
    std::uint32_t left[2] = {kNobody, kNobody};     // outermost dependents
    std::uint32_t right[2] = {kNobody, kNobody};
    std::uint64_t labels = 0;                       // which relations its dependents have
  };

  void start(std::size_t words) {
    words_ = static_cast<std::uint32_t>(words), front_ = 0;
    stack_.clear();
    nodes_.assign(words + 1, Node{});
  }
  bool done() const { return front_ == words_ && stack_.empty(); }
  bool allowed(Action action) const {
    if (action == kShift) return front_ < words_;
    if (action == kLeft) return !stack_.empty() && (front_ < words_ || stack_.size() == 1);
    return stack_.size() > 1;
  }
  void apply(Action action, std::uint8_t label) {
    if (action == kShift) return stack_.push_back(front_++);
    const std::uint32_t dependent = stack(0), governor = action == kLeft ? front_ : stack(1);
    stack_.pop_back();
    Node& head = nodes_[governor];
    auto& outermost = action == kLeft ? head.left : head.right;
    auto& count = action == kLeft ? head.lefts : head.rights;
    outermost[1] = outermost[0], outermost[0] = dependent;
    count = static_cast<std::uint8_t>(count + (count < 255));
    head.labels |= std::uint64_t{1} << label;
    nodes_[dependent].head = governor, nodes_[dependent].label = label;
  }
  // Gold arcs that can no longer be had after the action. Arcs that cross others are lost on the way at some price; nothing is
  // made projective.
  unsigned cost(Action action, const Sentence& gold) const {
    unsigned lost = 0;
    if (action == kShift) {
      const std::uint32_t head = gold.head[front_];
      lost += head < front_ && nodes_[head].head == kNobody && head != stack(0);
      for (const std::uint32_t child : gold.children[front_]) lost += child < front_ && nodes_[child].head == kNobody;
      return lost;
    }
    const std::uint32_t top = stack(0), head = gold.head[top];
    lost += action == kLeft ? head > front_ || head == stack(1) : head >= front_;
    for (const std::uint32_t child : gold.children[top]) lost += child >= front_;
    return lost;
  }
  // Whether the arc the action draws is gold.
  bool right_arc(Action action, const Sentence& gold) const {
    return action != kShift && gold.head[stack(0)] == (action == kLeft ? front_ : stack(1));
  }

  std::uint32_t words() const { return words_; }
  std::uint32_t stack(std::size_t depth) const { return depth < stack_.size() ? stack_[stack_.size() - 1 - depth] : kNobody; }
  std::uint32_t buffer(std::uint32_t ahead) const { return front_ + ahead <= words_ ? front_ + ahead : kNobody; }
  const Node& node(std::uint32_t at) const { return at == kNobody ? nobody_ : nodes_[at]; }

 private:
  std::uint32_t words_ = 0, front_ = 0;
  std::vector<std::uint32_t> stack_;
  std::vector<Node> nodes_;
  Node nobody_;
};

}  // namespace dragoman::baseline
