#include "train/treebank.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <utility>

#include "train/inflate.h"

namespace dragoman::train {

namespace {

constexpr std::array<std::pair<std::string_view, std::uint32_t>, 27> kFeatNames = {{
    {"Number=Sing", kSing}, {"Number=Plur", kPlur}, {"Tense=Past", kPast}, {"Tense=Pres", kPres}, {"VerbForm=Fin", kFin},
    {"VerbForm=Inf", kInf}, {"VerbForm=Part", kPart}, {"VerbForm=Ger", kGer}, {"Voice=Pass", kPassive}, {"Mood=Ind", kInd},
    {"Mood=Imp", kImp}, {"Mood=Sub", kSub}, {"Person=1", kFirst}, {"Person=2", kSecond}, {"Person=3", kThird},
    {"Degree=Cmp", kCmp}, {"Degree=Sup", kSup}, {"Polarity=Neg", kNeg}, {"Poss=Yes", kPoss}, {"PronType=Prs", kPrs},
    {"PronType=Rel", kRel}, {"PronType=Dem", kDem}, {"PronType=Int", kInt}, {"Gender=Masc", kMasc}, {"Gender=Fem", kFem},
    {"Gender=Neut", kNeut}, {"PronType=Neg", kNeg}}};

// GUM genres whose texts are in the public domain or under attribution or share-alike terms, as its licence files say;
// the rest is left out.
constexpr std::array<std::string_view, 9> kFreeGenres = {"academic", "bio", "court", "interview", "news", "speech", "textbook", "vlog", "voyage"};

std::uint32_t number(std::string_view text) {
  std::uint32_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

class Reader {
 public:
  explicit Reader(std::vector<Tree>& trees) : trees_(trees) {}

  bool line(std::string_view text) {  // false: not CoNLL-U
    if (text.empty()) {
      if (!tree_.words.empty()) finish();
      return true;
    }
    if (text[0] == '#') {
      constexpr std::string_view kDocument = "# newdoc id = ";
      if (text.substr(0, kDocument.size()) == kDocument) document_ = text.substr(kDocument.size()), tree_.paragraph_start = true;
      else if (text.substr(0, 8) == "# newpar") tree_.paragraph_start = true;
      return true;
    }
    std::array<std::string_view, 10> column;
    std::size_t count = 0;
    while (count < 10) {
      const auto tab = text.find('\t');
      column[count++] = text.substr(0, tab);
      if (tab == std::string_view::npos) break;
      text.remove_prefix(tab + 1);
    }
    if (count != 10) return false;
    if (column[0].find('.') != std::string_view::npos) return true;  // an elided word
    const bool space = column[9].find("SpaceAfter=No") == std::string_view::npos;
    if (const auto dash = column[0].find('-'); dash != std::string_view::npos) {
      range_end_ = number(column[0].substr(dash + 1));
      const auto first = static_cast<std::uint32_t>(tree_.words.size());
      tree_.surfaces.push_back({std::string(column[1]), first, first, space});
      return true;
    }
    word(column, space);
    return true;
  }

  void finish() {
    tree_.document = document_;
    open_.clear();
    std::stable_sort(tree_.mentions.begin(), tree_.mentions.end(), [](const TreeMention& a, const TreeMention& b) { return a.first != b.first ? a.first < b.first : a.end > b.end; });
    trees_.push_back(std::move(tree_));
    tree_ = {};
    range_end_ = 0;
  }
  bool open() const { return !tree_.words.empty(); }

 private:
  void word(const std::array<std::string_view, 10>& column, bool space) {
    const auto index = static_cast<std::uint32_t>(tree_.words.size());
    if (number(column[0]) > range_end_) tree_.surfaces.push_back({std::string(column[1]), index, index, space});
    tree_.surfaces.back().end = index + 1;
    TreeWord w;
    w.form = column[1], w.lemma = column[2];
    w.upos = parse_upos(column[3]), w.feats = parse_feats(column[5]);
    w.head = number(column[6]), w.deprel = parse_deprel(column[7]), w.deprel_name = column[7];
    w.surface = static_cast<std::uint32_t>(tree_.surfaces.size()) - 1;
    tree_.words.push_back(std::move(w));
    if (const auto at = column[9].find("Entity="); at != std::string_view::npos) mark(column[9].substr(at + 7, column[9].find('|', at) - at - 7), index);
  }

  // "(97-person-giv:inact-…" opens, "97)" closes, "(1-person-…)" does both; several may follow each other.
  void mark(std::string_view text, std::uint32_t word) {
    while (!text.empty()) {
      const auto next = text.find('(', 1), close = text.find(')');
      if (text[0] == '(') {
        const std::string_view inside = text.substr(1, std::min(next, close) - 1);
        const auto dash = inside.find('-');
        if (dash != std::string_view::npos) open_.push_back({word, 0, std::string(inside.substr(0, dash)), std::string(inside.substr(dash + 1, inside.find('-', dash + 1) - dash - 1))});
        if (close < next && dash != std::string_view::npos) end_mention(open_.size() - 1, word);
        text.remove_prefix(std::min({next, close < next ? close + 1 : next, text.size()}));
      } else {
        if (close == std::string_view::npos) return;
        const std::string_view group = text.substr(0, close);
        for (std::size_t i = open_.size(); i-- > 0;)
          if (open_[i].group == group) {
            end_mention(i, word);
            break;
          }
        text.remove_prefix(close + 1);
      }
    }
  }
  void end_mention(std::size_t which, std::uint32_t word) {
    open_[which].end = word + 1;
    tree_.mentions.push_back(std::move(open_[which]));
    open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(which));
  }

  std::vector<Tree>& trees_;
  std::vector<TreeMention> open_;
  Tree tree_;
  std::string document_;
  std::uint32_t range_end_ = 0;
};

void mark_documents(std::vector<Tree>& trees) {
  for (std::size_t from = 0, to = 0; from < trees.size(); from = to) {
    bool any = false;
    for (to = from; to < trees.size() && trees[to].document == trees[from].document; ++to) any = any || !trees[to].mentions.empty();
    for (std::size_t k = from; k < to; ++k) trees[k].marked = any;
  }
}

}  // namespace

std::uint32_t parse_feats(std::string_view column) {
  std::uint32_t feats = 0;
  while (!column.empty()) {
    const auto bar = column.find('|');
    for (const auto& [name, bit] : kFeatNames)
      if (column.substr(0, bar) == name) feats |= bit;
    if (bar == std::string_view::npos) break;
    column.remove_prefix(bar + 1);
  }
  return feats;
}

std::string feats_text(std::uint32_t feats) {
  std::string out;
  for (std::size_t i = 0; i + 1 < kFeatNames.size(); ++i)
    if (feats & kFeatNames[i].second) {
      if (!out.empty()) out += '|';
      out += kFeatNames[i].first;
    }
  return out.empty() ? "_" : out;
}

Result<std::vector<Tree>> read_treebank(const std::string& path) {
  auto bytes = inflate(path, "give the path of a CoNLL-U file, plain or gzipped");
  if (!bytes) return bytes.error();
  std::vector<Tree> trees;
  Reader reader(trees);
  std::size_t line_number = 0;
  for (std::string_view rest = *bytes; !rest.empty();) {
    const auto end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    ++line_number;
    if (!reader.line(line)) return Error{ErrorCode::bad_format, "a line without ten columns", path + ":" + std::to_string(line_number), "give a CoNLL-U file"};
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  }
  if (reader.open()) reader.finish();
  mark_documents(trees);
  for (const Tree& tree : trees)
    for (const TreeWord& word : tree.words)
      if (word.head > tree.words.size()) return Error{ErrorCode::bad_format, "a head outside its sentence (" + tree.document + ")", path, "repair the treebank"};
  return trees;
}

bool shippable(const Tree& tree) {
  const std::string_view id = tree.document;
  if (id.substr(0, 4) != "GUM_") return true;
  const std::string_view genre = id.substr(4, id.find('_', 4) - 4);
  for (const auto free : kFreeGenres)
    if (genre == free) return true;
  return false;
}

}  // namespace dragoman::train
