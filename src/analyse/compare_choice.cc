// Which words name the same thing differently? Words that weigh what they name, set side by side by what they are said of.
#include <algorithm>
#include <map>
#include <set>

#include "analyse/compare_parts.h"
#include "analyse/compare_words.h"
#include "analyse/phrases.h"

namespace dragoman {

namespace {

constexpr std::size_t kMostWords = 5;      // of one expression
constexpr std::size_t kMostParts = 8;      // of one article about one thing
constexpr std::uint32_t kGroupReach = 2;   // sentences back to the states that "the three countries" are

struct Named {
  std::string country;
  std::size_t first = 0, end = 0;  // words of its sentence
};

struct Weighed {
  std::string thing;               // state, relations, situation
  std::size_t first = 0, end = 0;  // words of the sentence
};

// `WORD : VALUE` lines of a set by their word.
std::map<std::string_view, std::string_view> table(const Knowledge& knowledge, std::string_view set) {
  std::map<std::string_view, std::string_view> values;
  for (const std::string_view line : knowledge.set(set))
    if (const auto colon = line.find(" : "); colon != std::string_view::npos) values.emplace(line.substr(0, colon), line.substr(colon + 3));
  return values;
}

class Choices {
 public:
  Choices(const Brief& brief, const Knowledge& knowledge)
      : brief_(brief), knowledge_(knowledge), weighed_(table(knowledge, "compare.weighed")), things_(table(knowledge, "compare.thing")) {}

  void read(std::uint32_t c) {
    const Coding& coding = brief_.codings[c];
    std::vector<std::vector<Named>> before;
    for (std::uint32_t s = 0; s < coding.sentences.size(); ++s) {
      const Sentence& sentence = coding.sentences[s];
      if (sentence.block < coding.blocks.size() && !coding.blocks[sentence.block].reporting()) continue;
      const std::vector<PlainWord> words = plain_words(coding.article.text, sentence.span);
      before.push_back(named(coding.article.text, words));
      for (const Weighed& weighed : expressions(coding.article.text, words)) put(c, s, words, weighed, before);
    }
  }

  // What at least two articles speak of, in words that they do not share.
  void tell(std::vector<CompareDifference>& differences) const {
    for (const auto& [about, parts] : said_) {
      std::map<std::uint32_t, std::set<std::string>> words;
      for (const ComparePart& part : parts) words[part.coding].insert(part.text);
      if (words.size() < 2) continue;
      const auto& first = words.begin()->second;
      if (std::all_of(words.begin(), words.end(), [&](const auto& one) { return one.second == first; })) continue;
      differences.push_back({"choice", about, parts});
    }
  }

 private:
  std::string_view of(const std::map<std::string_view, std::string_view>& values, std::string_view word) const {
    const auto found = values.find(word);
    return found == values.end() ? std::string_view() : found->second;
  }

  // States by whatever name, and what belongs to one: "Beijing", "Xi Jinping", "North Korean".
  std::vector<Named> named(const std::string& text, const std::vector<PlainWord>& words) const {
    std::vector<NamePiece> pieces;
    for (std::uint32_t w = 0; w < words.size(); ++w) name_pieces(std::string_view(text).substr(words[w].span.begin, words[w].span.size()), w, pieces);
    std::vector<Named> found;
    for (std::size_t p = 0; p < pieces.size();) {
      const NameMatch match = pieces[p].capital ? knowledge_.longest_name(pieces, p) : NameMatch();
      std::string country;
      for (const NameEntry& entry : match.entries) {
        if (entry.kind == NameKind::weak || entry.kind == NameKind::shorter || entry.kind == NameKind::bare || !country.empty()) continue;
        const Entity& entity = knowledge_.entity(entry.entity);
        if (entity.type != "outlet") country = entity.kind == EntityKind::state ? entity.id : entity.country;
      }
      if (!country.empty()) found.push_back({country, pieces[p].token, pieces[p + match.pieces - 1].token + 1});
      p += std::max<std::size_t>(match.pieces, 1);
    }
    return found;
  }

  bool joined(const std::string& text, const std::vector<PlainWord>& words, std::size_t w) const {
    return w + 1 < words.size() && text.find_first_of(".,;:!?\n\"()", words[w].span.end) >= words[w + 1].span.begin;
  }

  std::vector<Weighed> expressions(const std::string& text, const std::vector<PlainWord>& words) const {
    std::vector<Weighed> found;
    for (std::size_t w = 0; w < words.size(); ++w) {
      if (words[w].capital && w > 0) continue;  // a name: "Liberation Army", "Democratic leaders"
      std::string_view thing = of(weighed_, words[w].lower);
      std::size_t end = w + 1;
      if (knowledge_.in_set("compare.weighing", words[w].lower)) {
        thing = {};
        // "deep historical and ideological connection": up to the noun that says what is weighed.
        while (end < words.size() && end - w < kMostWords && joined(text, words, end - 1) && (!knowledge_.in_set("compare.over", words[end].lower) || leads_on(words, end))) {
          ++end;
          if (const auto known = of(things_, words[end - 1].lower); !known.empty()) thing = known;
          if (!thing.empty() && (end >= words.size() || of(things_, words[end].lower).empty())) break;  // "weapons testing"
        }
      } else if (end < words.size() && knowledge_.in_set("compare.no_weight_before", words[end].lower)) {
        continue;
      }
      if (thing.empty()) continue;
      // "stability and prosperity"
      if (end + 1 < words.size() && words[end].lower == "and" && !of(weighed_, words[end + 1].lower).empty()) end += 2;
      found.push_back({std::string(thing), w, end});
      w = end - 1;
    }
    return found;
  }

  // "… and ideological connection": one more adjective before the noun.
  bool leads_on(const std::vector<PlainWord>& words, std::size_t at) const {
    return words[at].lower == "and" && at + 2 < words.size() && of(things_, words[at + 1].lower).empty() && !of(things_, words[at + 2].lower).empty();
  }

  static bool has(const std::vector<std::string>& list, const std::string& one) { return std::find(list.begin(), list.end(), one) != list.end(); }

  // The states that it is said of: the nearest before, else behind; of a group all that were named; of relations the two nearest.
  std::vector<std::string> states(const std::vector<PlainWord>& words, const Weighed& weighed, const std::vector<std::vector<Named>>& before) const {
    std::vector<std::string> nearest;
    const auto add = [&](const std::string& country) {
      if (!has(nearest, country)) nearest.push_back(country);
    };
    const std::vector<Named>& here = before.back();
    const bool group = knowledge_.in_set("compare.group", words[weighed.end - 1].lower);
    const bool of_it = weighed.end < words.size() && (words[weighed.end].lower == "of" || words[weighed.end].lower == "between" || words[weighed.end].lower == "with");
    if (of_it && !group)
      for (const Named& n : here)
        if (n.first > weighed.end && n.first < weighed.end + 4) add(n.country);
    const bool own = weighed.first > 0 && knowledge_.in_set("compare.own", words[weighed.first - 1].lower);
    if (own && !here.empty() && here.front().end <= weighed.first) add(here.front().country);
    for (auto n = here.rbegin(); n != here.rend(); ++n)
      if (n->end <= weighed.first) add(n->country);
    if (group)
      for (std::size_t back = 2; back <= 1 + kGroupReach && back <= before.size(); ++back)
        for (const Named& n : before[before.size() - back]) add(n.country);
    const std::size_t most = group ? nearest.size() : weighed.thing == "relations" ? 2 : 1;
    const auto behind = [&] {
      for (const Named& n : here)
        if (n.first >= weighed.end) add(n.country);
    };
    // A rival of the two is often named behind what is between them; one state is seldom spoken of across a full stop.
    if (most == 1) behind();
    if (nearest.size() < std::max<std::size_t>(most, 1) && before.size() > 1)
      for (auto n = before[before.size() - 2].rbegin(); n != before[before.size() - 2].rend(); ++n) add(n->country);
    behind();
    if (nearest.size() > most) nearest.resize(most);
    return nearest;
  }

  void put(std::uint32_t c, std::uint32_t s, const std::vector<PlainWord>& words, const Weighed& weighed, const std::vector<std::vector<Named>>& before) {
    std::vector<std::string> abouts;
    if (weighed.thing == "situation") {
      abouts.emplace_back("the situation");
    } else {
      std::vector<std::string> of = states(words, weighed, before);
      std::sort(of.begin(), of.end());
      if (weighed.thing == "relations") {
        if (of.size() < 2) of = main_pair(c, of);
        if (of.size() == 2) abouts.push_back("relations of " + country_name(of[0], knowledge_) + " and " + country_name(of[1], knowledge_));
      } else {
        for (const std::string& state : of) abouts.push_back(country_name(state, knowledge_));
      }
    }
    const Coding& coding = brief_.codings[c];
    const Span span{words[weighed.first].span.begin, words[weighed.end - 1].span.end};
    for (const std::string& about : abouts) {
      auto& parts = said_[about];
      const std::string text = coding.article.text.substr(span.begin, span.size());
      const auto mine = std::count_if(parts.begin(), parts.end(), [&](const ComparePart& part) { return part.coding == c; });
      const bool there = std::any_of(parts.begin(), parts.end(), [&](const ComparePart& part) { return part.coding == c && part.text == text; });
      if (!there && static_cast<std::size_t>(mine) < kMostParts) parts.push_back({c, text, {c, s, span}, speaker(coding, span)});
    }
  }

  // "traditional friendship", where one state or none is named near: the two of the story.
  std::vector<std::string> main_pair(std::uint32_t c, const std::vector<std::string>& named) const {
    for (const Story& story : brief_.stories) {
      if (story.main == kNone || !std::count(story.codings.begin(), story.codings.end(), c)) continue;
      const Report& main = brief_.events[story.main].merged;
      if (main.source.size() != 1 || main.target.size() != 1) return {};
      std::vector<std::string> pair{main.source[0].country, main.target[0].country};
      std::sort(pair.begin(), pair.end());
      const bool fits = !pair[0].empty() && pair[0] != pair[1] && std::all_of(named.begin(), named.end(), [&](const std::string& one) { return has(pair, one); });
      return fits ? pair : std::vector<std::string>();
    }
    return {};
  }

  static std::string speaker(const Coding& coding, Span span) {
    for (const Statement& statement : coding.statements)
      if (!statement.chain.empty() && statement.content.begin <= span.begin && span.end <= statement.content.end) return chain_names(statement.chain);
    return {};
  }

  const Brief& brief_;
  const Knowledge& knowledge_;
  const std::map<std::string_view, std::string_view> weighed_, things_;
  std::map<std::string, std::vector<ComparePart>> said_;
};

}  // namespace

void compare_choices(const Brief& brief, const Knowledge& knowledge, std::vector<CompareDifference>& differences) {
  if (brief.codings.size() < 2) return;
  Choices choices(brief, knowledge);
  for (std::uint32_t c = 0; c < brief.codings.size(); ++c) choices.read(c);
  choices.tell(differences);
}

}  // namespace dragoman
