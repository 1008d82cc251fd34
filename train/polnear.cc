#include "train/polnear.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

namespace dragoman::train {

namespace {

namespace fs = std::filesystem;

std::string read_all(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string_view> parts_of(std::string_view line, char between) {
  std::vector<std::string_view> parts;
  for (std::size_t from = 0; from <= line.size();) {
    const std::size_t to = std::min(line.find(between, from), line.size());
    parts.push_back(line.substr(from, to - from));
    from = to + 1;
  }
  return parts;
}

// Byte of every character, and the end.
std::vector<std::uint32_t> character_starts(std::string_view text) {
  std::vector<std::uint32_t> starts;
  for (std::uint32_t i = 0; i < text.size(); ++i)
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) starts.push_back(i);
  starts.push_back(static_cast<std::uint32_t>(text.size()));
  return starts;
}

// "120 123;140 150" of characters; empty when it is no such list.
std::vector<Span> spans_of(std::string_view list, const std::vector<std::uint32_t>& starts) {
  std::vector<Span> spans;
  for (const std::string_view one : parts_of(list, ';')) {
    const std::size_t blank = one.find(' ');
    std::uint32_t begin = 0, end = 0;
    if (blank == std::string_view::npos || std::from_chars(one.data(), one.data() + blank, begin).ec != std::errc{} ||
        std::from_chars(one.data() + blank + 1, one.data() + one.size(), end).ec != std::errc{} || begin >= end || end >= starts.size())
      return {};
    spans.push_back({starts[begin], starts[end]});
  }
  return spans;
}

std::vector<Span>* field_of(QuoteLink& link, std::string_view role) {
  while (!role.empty() && role.back() >= '0' && role.back() <= '9') role.remove_suffix(1);  // "Content2"
  return role == "Source" ? &link.source : role == "Cue" ? &link.cue : role == "Content" ? &link.content : nullptr;
}

// Sorted, and joined where nothing but blanks stands between.
std::vector<Span> tidy(std::vector<Span> spans, std::string_view text) {
  std::ranges::sort(spans, {}, [](const Span& s) { return s.begin; });
  std::vector<Span> out;
  for (const Span& s : spans) {
    if (!out.empty() && (s.begin <= out.back().end || text.substr(out.back().end, s.begin - out.back().end).find_first_not_of(" \t\n") == std::string_view::npos))
      out.back().end = std::max(out.back().end, s.end);
    else out.push_back(s);
  }
  return out;
}

std::size_t letters(std::string_view text, Span span) {
  return static_cast<std::size_t>(std::ranges::count_if(text.substr(span.begin, span.end - span.begin), [](char c) { return c != ' ' && c != '\n' && c != '\t'; }));
}

std::size_t letters(std::string_view text, const std::vector<Span>& spans) {
  std::size_t sum = 0;
  for (const Span& s : spans) sum += letters(text, s);
  return sum;
}

std::size_t shared(std::string_view text, const std::vector<Span>& a, const std::vector<Span>& b) {
  std::size_t sum = 0;
  for (const Span& x : a)
    for (const Span& y : b)
      if (x.begin < y.end && y.begin < x.end) sum += letters(text, {std::max(x.begin, y.begin), std::min(x.end, y.end)});
  return sum;
}

bool same(const std::vector<Span>& a, const std::vector<Span>& b) {
  return std::ranges::equal(a, b, [](const Span& x, const Span& y) { return x.begin == y.begin && x.end == y.end; });
}

const std::vector<Span>& field(const QuoteLink& link, std::size_t number) {
  return number == 0 ? link.source : number == 1 ? link.cue : link.content;
}

// How many found answer a gold one, one for one; the pairs with most weight first. Weight 0: no answer.
template <class Weight>
std::size_t pairs_of(std::size_t gold, std::size_t found, Weight weight) {
  std::vector<std::array<std::size_t, 3>> pairs;
  for (std::size_t g = 0; g < gold; ++g)
    for (std::size_t f = 0; f < found; ++f)
      if (const std::size_t w = weight(g, f)) pairs.push_back({w, g, f});
  std::ranges::stable_sort(pairs, [](const auto& a, const auto& b) { return a[0] > b[0]; });
  std::vector<bool> gold_used(gold), found_used(found);
  std::size_t right = 0;
  for (const auto& [w, g, f] : pairs)
    if (!gold_used[g] && !found_used[f]) gold_used[g] = found_used[f] = true, ++right;
  return right;
}

void add(QuoteCounts& counts, std::size_t gold, std::size_t found, std::size_t right) { counts.gold += gold, counts.found += found, counts.right += right; }

std::vector<Span> all_spans(const std::vector<QuoteLink>& links, std::size_t number, std::string_view text) {
  std::vector<Span> spans;
  for (const QuoteLink& link : links) spans.insert(spans.end(), field(link, number).begin(), field(link, number).end());
  return tidy(std::move(spans), text);
}

void count_fields(std::string_view text, const std::vector<QuoteLink>& gold, const std::vector<QuoteLink>& found, std::size_t number, QuoteScore& score) {
  std::vector<const std::vector<Span>*> g, f;
  for (const QuoteLink& link : gold)
    if (!field(link, number).empty()) g.push_back(&field(link, number));
  for (const QuoteLink& link : found)
    if (!field(link, number).empty()) f.push_back(&field(link, number));
  add(score.exact[number], g.size(), f.size(), pairs_of(g.size(), f.size(), [&](std::size_t i, std::size_t k) { return static_cast<std::size_t>(same(*g[i], *f[k])); }));
  add(score.overlap[number], g.size(), f.size(), pairs_of(g.size(), f.size(), [&](std::size_t i, std::size_t k) { return shared(text, *g[i], *f[k]); }));
  const auto all_gold = all_spans(gold, number, text), all_found = all_spans(found, number, text);
  add(score.words[number], letters(text, all_gold), letters(text, all_found), shared(text, all_gold, all_found));
}

}  // namespace

Result<std::vector<QuoteLink>> read_brat(std::string_view text, std::string_view annotation, const std::string& path) {
  const auto starts = character_starts(text);
  std::map<std::string_view, std::vector<Span>> marked;
  std::vector<std::string_view> events;
  std::size_t number = 0;
  for (const std::string_view line : parts_of(annotation, '\n')) {
    ++number;
    if (line.empty() || (line[0] != 'T' && line[0] != 'E')) continue;  // notes, attributes
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos) continue;  // the rest of a span's words that hold a line end
    const std::string_view id = line.substr(0, tab), rest = line.substr(tab + 1);
    if (id[0] == 'E') {
      events.push_back(rest);
      continue;
    }
    const std::string_view head = rest.substr(0, rest.find('\t'));
    const std::size_t blank = head.find(' ');
    auto spans = blank == std::string_view::npos ? std::vector<Span>{} : spans_of(head.substr(blank + 1), starts);
    if (spans.empty()) return Error{ErrorCode::bad_format, "no span of the text", fmt::format("{}:{}", path, number), "is the .txt the one that was annotated?"};
    marked[id] = std::move(spans);
  }
  std::vector<QuoteLink> links;
  for (const std::string_view event : events) {
    QuoteLink link;
    for (const std::string_view argument : parts_of(event, ' ')) {
      const std::size_t colon = argument.find(':');
      std::vector<Span>* into = colon == std::string_view::npos ? nullptr : field_of(link, argument.substr(0, colon));
      const auto spans = into ? marked.find(argument.substr(colon + 1)) : marked.end();
      if (spans != marked.end()) into->insert(into->end(), spans->second.begin(), spans->second.end());
    }
    if (!link.cue.empty() || !link.content.empty()) links.push_back({tidy(link.source, text), tidy(link.cue, text), tidy(link.content, text)});
  }
  return links;
}

Result<std::vector<QuoteText>> read_polnear(const std::string& folder) {
  const fs::path texts = fs::path(folder) / "text", notes = fs::path(folder) / "attributions";
  std::error_code none;
  if (!fs::is_directory(texts, none) || !fs::is_directory(notes, none))
    return Error{ErrorCode::not_found, "no PolNeAR folder", folder, "give a folder that holds `text` and `attributions`"};
  std::vector<std::string> annotations;
  for (const auto& entry : fs::directory_iterator(notes))
    if (entry.path().extension() == ".ann") annotations.push_back(entry.path().stem().string());
  std::ranges::sort(annotations);
  std::vector<QuoteText> out;
  for (const std::string& stem : annotations) {
    std::string name = stem;  // "TITLE_ANNOTATOR", or just "TITLE"
    if (!fs::exists(texts / (name + ".txt"), none)) name = stem.substr(0, stem.rfind('_'));
    if (!fs::exists(texts / (name + ".txt"), none) || (!out.empty() && out.back().name == name)) continue;
    QuoteText one{name, read_all((texts / (name + ".txt")).string()), {}};
    const std::string path = (notes / (stem + ".ann")).string();
    auto links = read_brat(one.text, read_all(path), path);
    if (!links) return links.error();
    one.links = std::move(*links);
    out.push_back(std::move(one));
  }
  return out;
}

void count_links(std::string_view text, const std::vector<QuoteLink>& gold, const std::vector<QuoteLink>& found, QuoteScore& score) {
  for (std::size_t number = 0; number < 3; ++number) count_fields(text, gold, found, number, score);
  const auto all = [&](auto right) {
    return pairs_of(gold.size(), found.size(), [&](std::size_t g, std::size_t f) -> std::size_t {
      for (std::size_t number = 0; number < 3; ++number) {
        const auto &a = field(gold[g], number), &b = field(found[f], number);
        if (!(a.empty() && b.empty()) && !right(a, b)) return 0;
      }
      return 1 + shared(text, gold[g].content, found[f].content);
    });
  };
  add(score.exact[3], gold.size(), found.size(), all(same));
  add(score.overlap[3], gold.size(), found.size(), all([&](const auto& a, const auto& b) { return shared(text, a, b) > 0; }));
}

}  // namespace dragoman::train
