#include "train/party_spans.h"

#include <algorithm>
#include <fstream>
#include <set>

#include "coding/draft.h"
#include "coding/match.h"
#include "coding/parties.h"
#include "parse/known_lemmas.h"
#include "parse/mentions.h"
#include "parse/repairs.h"
#include "pipeline/parts.h"
#include "train/one_sentence.h"

namespace dragoman::train {

Result<std::vector<PartySentence>> read_party_sentences(const std::string& path) {
  std::ifstream in(path);
  if (!in) return Error{ErrorCode::not_found, "cannot open the file", path, "give a file of words and labels"};
  std::vector<PartySentence> out;
  PartySentence now;
  std::string line;
  const auto finish = [&] {
    if (!now.words.empty()) out.push_back(std::move(now));
    now = {};
  };
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
    if (line.empty()) {
      finish();
      continue;
    }
    const std::size_t gap = line.find_last_of(" \t");
    const std::string label = gap == std::string::npos ? "" : line.substr(gap + 1);
    const bool marked = label.size() == 3 && (label[0] == 'B' || label[0] == 'I') && label[1] == '-' && kPartyRoles.find(label[2]) != std::string_view::npos;
    if (!marked && label != "O")
      return Error{ErrorCode::bad_format, "no word with a label O, B-S, I-S, B-T, I-T, B-R or I-R", path + ":" + std::to_string(number), "give a file in the form of cameo_ner"};
    const std::size_t at = now.words.size();
    now.words.push_back(line.substr(0, line.find_first_of(" \t")));
    if (!marked) continue;
    const bool goes_on = label[0] == 'I' && !now.spans.empty() && now.spans.back().end == at && now.spans.back().role == label[2];
    if (goes_on) ++now.spans.back().end;
    else now.spans.push_back({label[2], at, at + 1});
  }
  finish();
  return out;
}

namespace {

bool digits(const std::string& word) { return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }); }

bool apostrophe(const std::string& word) { return word == "'" || word == "’"; }

// Whether words[i] was written on to the word before it.
bool joined(const std::vector<std::string>& words, std::size_t i) {
  static const std::set<std::string_view> kClosing = {",", ".", ";", ":", "?", "!", ")", "%", "n't", "'", "’", "-"};
  static const std::set<std::string_view> kOpening = {"(", "$", "€", "£", "-"};
  static const std::set<std::string_view> kClitic = {"s", "t", "re", "ve", "ll", "d", "m"};
  const std::string& word = words[i];
  const std::string& before = words[i - 1];
  if (kClosing.count(word) || kOpening.count(before)) return true;
  if (word.starts_with("'") || word.starts_with("’")) return true;
  if (apostrophe(before) && kClitic.count(word)) return true;
  return i >= 2 && digits(word) && !words[i - 2].empty() && digits(words[i - 2].substr(words[i - 2].size() - 1)) && (before == "." || (before == "," && word.size() == 3));
}

}  // namespace

std::string running_text(const std::vector<std::string>& words, std::vector<Span>& where) {
  std::string text;
  where.clear();
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0 && !joined(words, i)) text += ' ';
    const auto begin = static_cast<std::uint32_t>(text.size());
    text += words[i];
    where.push_back({begin, static_cast<std::uint32_t>(text.size())});
  }
  return text;
}

struct PartyReader::State {
  std::shared_ptr<const Models> models;
  Document document;
  ParseScratch scratch;
  std::vector<Span> where;
};

PartyReader::PartyReader(std::shared_ptr<const Models> models) : state_(std::make_unique<State>()) { state_->models = std::move(models); }
PartyReader::~PartyReader() = default;

std::vector<PartySpan> PartyReader::read(const std::vector<std::string>& words) {
  const Models::Parts& parts = state_->models->parts();
  Document& document = state_->document;
  if (!segment_as_one(document, running_text(words, state_->where), parts)) return {};
  parts.language->parse(document, state_->scratch, true);
  mend_lemmas(document, *parts.knowledge);
  repair_trees(document, *parts.knowledge);
  find_mentions(document, *parts.knowledge);
  const Reading reading(document, *parts.knowledge);
  const auto candidates = match_sentence(document.sentences.front(), reading.roles, reading.actors, *parts.knowledge);
  const Parties parties = find_parties(document.sentences.front(), candidates, reading.tree, *parts.knowledge);

  std::vector<PartySpan> spans;
  const auto add = [&](char role, const std::vector<Party>& list) {
    for (const Party& party : list) {
      const Span bytes = reading.tree.bytes(party.first, party.end);
      PartySpan span{role, words.size(), 0};
      for (std::size_t i = 0; i < words.size(); ++i)
        if (state_->where[i].end > bytes.begin && state_->where[i].begin < bytes.end) span.first = std::min(span.first, i), span.end = i + 1;
      if (span.first < span.end) spans.push_back(span);
    }
  };
  add('S', parties.source), add('T', parties.target), add('R', parties.both);
  std::ranges::sort(spans, {}, [](const PartySpan& s) { return std::pair(s.first, s.end); });
  std::size_t kept = 0;  // a phrase inside another cannot be written in labels
  for (const PartySpan& span : spans)
    if (kept == 0 || spans[kept - 1].end <= span.first) spans[kept++] = span;
  spans.resize(kept);
  return spans;
}

void PartyScore::add(const std::vector<PartySpan>& gold, const std::vector<PartySpan>& found) {
  ++sentences;
  for (const PartySpan& span : gold) ++role[kPartyRoles.find(span.role)].gold;
  for (const PartySpan& span : found) {
    Counts& counts = role[kPartyRoles.find(span.role)];
    ++counts.found;
    counts.right += std::ranges::find(gold, span) != gold.end();
  }
}

PartyScore::Counts PartyScore::all() const {
  Counts sum;
  for (const Counts& c : role) sum.right += c.right, sum.found += c.found, sum.gold += c.gold;
  return sum;
}

std::string party_lines(const std::vector<std::string>& words, const std::vector<PartySpan>& spans) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string label = "O";
    for (const PartySpan& span : spans)
      if (span.first <= i && i < span.end) label = std::string(i == span.first ? "B-" : "I-") + span.role;
    out += words[i] + ' ' + label + '\n';
  }
  return out + '\n';
}

}  // namespace dragoman::train
