#include "baseline/perceptron_parser.h"

#include <algorithm>
#include <numeric>

#include "baseline/oracle.h"

namespace dragoman::baseline {

namespace {

constexpr unsigned kActionBits = 22, kRelationBits = 19;

// What templates are made of: w form, t tag, c cluster, l relation to its head, v dependents on either side, s set of their
// relations; stack 0-2, buffer 0-2; a, z: leftmost and rightmost dependent; p, n: the neighbours in the text.
enum Atom : std::uint8_t {
  s0w, s0t, s0c, s1w, s1t, s1c, s2w, s2t, s2c, b0w, b0t, b0c, b1w, b1t, b1c, b2w, b2t, b2c,
  s0aw, s0at, s0al, s0zw, s0zt, s0zl, s1aw, s1at, s1al, s1zw, s1zt, s1zl, b0aw, b0at, b0al,
  s0a2t, s0a2l, s0z2t, s0z2l, s1a2t, s1z2t, s1z2l, b0a2t, s0va, s0vz, s1va, s1vz, b0va, s0s, s1s, b0s, s0pt, s0nt, s1nt, b0pt,
  s0b0, s1s0,  // distances
  kAtoms, none = kAtoms,
};
using Template = std::array<Atom, 4>;

constexpr Template kActionTemplates[] = {
    {s0w, none, none, none}, {s0t, none, none, none}, {s0w, s0t, none, none}, {s0c, s0t, none, none},
    {s1w, none, none, none}, {s1t, none, none, none}, {s1w, s1t, none, none}, {s1c, s1t, none, none},
    {s2w, s2t, none, none}, {s2t, none, none, none}, {s2c, none, none, none},
    {b0w, none, none, none}, {b0t, none, none, none}, {b0w, b0t, none, none}, {b0c, b0t, none, none},
    {b1w, none, none, none}, {b1t, none, none, none}, {b1w, b1t, none, none}, {b1c, none, none, none},
    {b2w, none, none, none}, {b2t, none, none, none}, {b2w, b2t, none, none}, {b2c, none, none, none},
    {s0w, b0w, none, none}, {s0w, s0t, b0t, none}, {s0t, b0w, b0t, none}, {s0t, b0t, none, none}, {s0c, b0c, none, none},
    {s0w, b0c, none, none}, {s0c, b0w, none, none}, {s0w, s1w, none, none}, {s0w, s1t, none, none}, {s0t, s1w, none, none},
    {s0t, s1t, none, none}, {s0c, s1c, none, none}, {s0w, s1c, none, none}, {s0c, s1w, none, none}, {s1w, b0w, none, none},
    {s1t, b0w, none, none}, {s1w, b0t, none, none}, {s1c, b0c, none, none},
    {s0t, b0t, b1t, none}, {b0t, b1t, b2t, none}, {s0t, b0t, b1t, b2t}, {s2t, s1t, s0t, none}, {s2t, s1t, s0t, b0t},
    {s1t, s0t, b0t, none}, {s1t, s0t, b0t, b1t}, {s1w, s0t, b0t, none}, {s1t, s0w, b0t, none}, {s1t, s0t, b0w, none},
    {s1c, s0c, b0c, none}, {s0w, b0t, b1t, none}, {b0w, b1w, none, none}, {b0w, b1t, none, none}, {b0c, b1c, none, none},
    {s0aw, none, none, none}, {s0al, s0t, none, none}, {s0zw, none, none, none}, {s0zl, s0t, none, none}, {s1zw, none, none, none},
    {s1al, s1t, none, none}, {s1zl, s1t, none, none}, {b0aw, none, none, none}, {b0al, b0t, none, none},
    {s0t, s0at, b0t, none}, {s0t, s0zt, b0t, none}, {s0t, b0t, b0at, none}, {s1t, s1zt, s0t, none}, {s1t, s1at, s0t, none},
    {s1t, s0t, s0at, none}, {s1t, s0t, s0zt, none}, {s0t, s0at, s0a2t, none}, {s0t, s0zt, s0z2t, none}, {b0t, b0at, b0a2t, none},
    {s1t, s1zt, s1z2t, none}, {s1t, s1at, s1a2t, none}, {s0zl, s0z2l, s0t, none}, {s1zl, s1z2l, s1t, none}, {s0al, s0a2l, s0t, none},
    {s0w, s0va, none, none}, {s0t, s0va, none, none}, {s0w, s0vz, none, none}, {s0t, s0vz, none, none}, {s1w, s1vz, none, none},
    {s1t, s1vz, none, none}, {b0w, b0va, none, none}, {b0t, b0va, none, none}, {s1t, s1va, none, none},
    {s0w, s0s, none, none}, {s0t, s0s, none, none}, {s1w, s1s, none, none}, {s1t, s1s, none, none}, {b0t, b0s, none, none},
    {s0t, s0s, b0t, none}, {s1t, s1s, s0t, none},
    {s0w, s0b0, none, none}, {s0t, s0b0, none, none}, {b0t, s0b0, none, none}, {s0t, b0t, s0b0, none}, {s0w, b0w, s0b0, none},
    {s1t, s0t, s1s0, none}, {s1w, s0w, s1s0, none}, {s0t, s0nt, b0pt, b0t}, {s0pt, s0t, b0t, none}, {s1t, s1nt, s0pt, s0t},
};

// For relations: h the governor, d the dependent, under the names of s1 (governor) and s0 (dependent).
constexpr Template kRelationTemplates[] = {
    {s0w, none, none, none}, {s0t, none, none, none}, {s0c, none, none, none}, {s1w, none, none, none}, {s1t, none, none, none},
    {s0w, s1w, none, none}, {s0w, s1t, none, none}, {s0t, s1w, none, none}, {s0t, s1t, none, none}, {s0c, s1c, none, none},
    {s0w, s1c, none, none}, {s0c, s1w, none, none}, {s0t, s1t, s1s0, none}, {s0w, s0t, s1t, none},
    {s0t, s0aw, s1t, none}, {s0t, s0al, s1t, none}, {s0t, s0zw, s1t, none}, {s0t, s0zl, s1t, none}, {s0t, s0at, s0zt, s1t},
    {s0aw, s1w, none, none}, {s0s, s0t, s1t, none}, {s0s, s0w, none, none}, {s1s, s0t, s1t, none}, {s1s, s1w, s0t, none},
    {s1s, s0c, none, none}, {s1al, s0t, s1t, none}, {s1zl, s0t, s1t, none}, {s1zw, s0t, none, none}, {s0t, s0nt, s1t, none},
    {s0pt, s0t, s1t, none}, {s0va, s0vz, s0t, s1t}, {s1nt, s1t, s0t, none}, {s0aw, s0w, none, none}, {s0c, s0aw, s1c, none},
};

using Atoms = std::array<std::uint32_t, kAtoms + 1>;

std::uint32_t distance(std::uint32_t from, std::uint32_t to) {
  if (from == kNobody || to == kNobody) return 0;
  const std::uint32_t far = from < to ? to - from : from - to;
  return far < 6 ? far : far < 9 ? 6 : far < 13 ? 7 : 8;
}

struct View {
  const Configuration& now;
  const Sentence& sentence;
  Atoms atoms{};

  bool word(std::uint32_t at) const { return at < sentence.size(); }
  std::uint32_t form(std::uint32_t at) const { return word(at) ? sentence.form[at] : at == kNobody ? 1 : 2; }
  std::uint32_t tag(std::uint32_t at) const { return word(at) ? sentence.tag[at] + 3u : at == kNobody ? 1 : 2; }
  std::uint32_t cluster(std::uint32_t at) const { return word(at) ? sentence.cluster[at] + 3u : at == kNobody ? 1 : 2; }
  std::uint32_t label(std::uint32_t at) const { return at == kNobody ? 1 : now.node(at).label + 2u; }

  static std::uint32_t before(std::uint32_t at) { return at == kNobody || at == 0 ? kNobody : at - 1; }
  static std::uint32_t behind(std::uint32_t at) { return at == kNobody ? kNobody : at + 1; }
  void place(Atom first, std::uint32_t at) { atoms[first] = form(at), atoms[first + 1] = tag(at), atoms[first + 2] = cluster(at); }
  void child(Atom first, std::uint32_t at) { atoms[first] = form(at), atoms[first + 1] = tag(at), atoms[first + 2] = label(at); }
  static std::uint32_t set(std::uint64_t labels) { return static_cast<std::uint32_t>(labels ^ labels >> 32); }

  // The pair in the middle: `s0`, and `s1` (for relations: the dependent and its governor).
  void pair(std::uint32_t top, std::uint32_t second) {
    const auto &t = now.node(top), &s = now.node(second);
    place(s0w, top), place(s1w, second);
    child(s0aw, t.left[0]), child(s0zw, t.right[0]), child(s1aw, s.left[0]), child(s1zw, s.right[0]);
    atoms[s0va] = t.lefts, atoms[s0vz] = t.rights, atoms[s1va] = s.lefts, atoms[s1vz] = s.rights;
    atoms[s0s] = set(t.labels), atoms[s1s] = set(s.labels);
    atoms[s0pt] = tag(before(top)), atoms[s0nt] = tag(behind(top)), atoms[s1nt] = tag(behind(second));
    atoms[s1s0] = distance(second, top);
  }
  void rest() {
    const std::uint32_t b = now.buffer(0);
    const auto &t = now.node(now.stack(0)), &s = now.node(now.stack(1)), &f = now.node(b);
    place(s2w, now.stack(2)), place(b0w, b), place(b1w, now.buffer(1)), place(b2w, now.buffer(2));
    child(b0aw, f.left[0]);
    atoms[s0a2t] = tag(t.left[1]), atoms[s0a2l] = label(t.left[1]), atoms[s0z2t] = tag(t.right[1]), atoms[s0z2l] = label(t.right[1]);
    atoms[s1a2t] = tag(s.left[1]), atoms[s1z2t] = tag(s.right[1]), atoms[s1z2l] = label(s.right[1]), atoms[b0a2t] = tag(f.left[1]);
    atoms[b0va] = f.lefts, atoms[b0s] = set(f.labels), atoms[b0pt] = tag(before(b));
    atoms[s0b0] = distance(now.stack(0), b);
  }
  template <std::size_t n>
  void fill(const Template (&templates)[n], std::uint32_t side, std::vector<std::uint32_t>& out) const {
    out.clear();
    for (std::uint32_t kind = 0; kind < n; ++kind) {
      FeatureHash hash(kind * 2 + side);
      for (const Atom atom : templates[kind]) {
        if (atom == none) break;
        hash.add(atoms[atom]);
      }
      out.push_back(hash.row());
    }
  }
};

}  // namespace

PerceptronParser::PerceptronParser() : actions_(kActionBits, kActions), relations_(kRelationBits, kLabels) {}

Action PerceptronParser::best_action(const Configuration& now, const Sentence& sentence, Scratch& scratch) const {
  View view{now, sentence};
  view.pair(now.stack(0), now.stack(1));
  view.rest();
  view.fill(kActionTemplates, 0, scratch.features);
  scratch.scores.resize(std::max(actions_.stride(), relations_.stride()));
  actions_.score(scratch.features, scratch.scores.data());
  Action best = kActions;
  for (const Action action : {kShift, kLeft, kRight})
    if (now.allowed(action) && (best == kActions || scratch.scores[action] > scratch.scores[best])) best = action;
  return best;
}

std::uint8_t PerceptronParser::best_relation(const Configuration& now, const Sentence& sentence, Action action, Scratch& scratch) const {
  if (action == kLeft && now.buffer(0) == now.words()) return static_cast<std::uint8_t>(Deprel::root);
  View view{now, sentence};
  view.pair(now.stack(0), action == kLeft ? now.buffer(0) : now.stack(1));
  view.fill(kRelationTemplates, action == kLeft, scratch.features);
  relations_.score(scratch.features, scratch.scores.data());
  scratch.scores[static_cast<std::size_t>(Deprel::root)] = -1e30f;
  return static_cast<std::uint8_t>(std::max_element(scratch.scores.begin(), scratch.scores.begin() + kLabels) - scratch.scores.begin());
}

std::size_t PerceptronParser::learn(const Sentence& sentence, int epoch, std::mt19937_64& random, Configuration& now, Scratch& scratch) {
  std::size_t right = 0;
  for (now.start(sentence.size()); !now.done();) {
    Action action = best_action(now, sentence, scratch);
    const auto best = best_actions(now, sentence);
    actions_.step();
    if (!best[action]) {
      Action wanted = kActions;
      for (const Action a : {kShift, kLeft, kRight})
        if (best[a] && (wanted == kActions || scratch.scores[a] > scratch.scores[wanted])) wanted = a;
      actions_.correct(scratch.features, wanted, action);
      if (!explore(epoch, random)) action = wanted;
    }
    std::uint8_t label = 0;
    if (action != kShift) {
      label = best_relation(now, sentence, action, scratch);
      const std::uint8_t gold = sentence.label[now.stack(0)];
      if (now.right_arc(action, sentence) && gold != static_cast<std::uint8_t>(Deprel::root)) {
        relations_.step();
        if (label != gold) relations_.correct(scratch.features, gold, label);
      }
      right += now.right_arc(action, sentence);
    }
    now.apply(action, label);
  }
  return right;
}

void PerceptronParser::train(const std::vector<Sentence>& sentences, int epochs, const std::function<void(int, double)>& report) {
  std::vector<std::size_t> order(sentences.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::mt19937_64 random(1);
  Configuration now;
  Scratch scratch;
  for (int epoch = 0; epoch < epochs; ++epoch) {
    std::shuffle(order.begin(), order.end(), random);
    std::size_t right = 0, words = 0;
    for (const std::size_t i : order) right += learn(sentences[i], epoch, random, now, scratch), words += sentences[i].size();
    report(epoch, static_cast<double>(right) / static_cast<double>(words));
  }
  actions_.average(), relations_.average();
}

void PerceptronParser::parse(const Sentence& sentence, Configuration& work) const {
  Scratch scratch;
  for (work.start(sentence.size()); !work.done();) {
    const Action action = best_action(work, sentence, scratch);
    work.apply(action, action == kShift ? std::uint8_t{0} : best_relation(work, sentence, action, scratch));
  }
}

}  // namespace dragoman::baseline
