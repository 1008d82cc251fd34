#include "train/toponyms.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "coding/whereabouts.h"
#include "train/inflate.h"

namespace dragoman::train {

namespace {

constexpr double kNear = 161;        // 100 miles, as the literature has it
constexpr std::size_t kMaxShift = 12;  // characters
constexpr double kNeighbour = 500;   // farther than this from every listed place, a point has no country

double radians(double degrees) { return degrees * 3.14159265358979323846 / 180; }

}  // namespace

double kilometres(const GeoPoint& a, const GeoPoint& b) {
  const double up = std::sin(radians(b.latitude - a.latitude) / 2), across = std::sin(radians(b.longitude - a.longitude) / 2);
  const double chord = up * up + std::cos(radians(a.latitude)) * std::cos(radians(b.latitude)) * across * across;
  return 2 * 6371.0 * std::asin(std::min(1.0, std::sqrt(chord)));
}

namespace {

// What stands between the first <tag …> of `xml` and its end; empty when there is none.
std::string_view element(std::string_view xml, std::string_view tag, std::string_view* attributes = nullptr) {
  std::size_t at = 0;
  const std::string open = "<" + std::string(tag), close = "</" + std::string(tag) + ">";
  while ((at = xml.find(open, at)) != std::string_view::npos) {
    const std::size_t behind = at + open.size();
    if (behind < xml.size() && (xml[behind] == '>' || xml[behind] == ' ')) {
      const std::size_t begin = xml.find('>', behind), end = xml.find(close, behind);
      if (begin == std::string_view::npos || end == std::string_view::npos || begin > end) return {};
      if (attributes) *attributes = xml.substr(behind, begin - behind);
      return xml.substr(begin + 1, end - begin - 1);
    }
    at = behind;
  }
  return {};
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

std::string plain(std::string_view xml) {
  constexpr std::pair<std::string_view, char> kNamed[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
  std::string out;
  for (std::size_t i = 0; i < xml.size(); ++i) {
    if (xml.substr(i).starts_with("<![CDATA[")) {
      const std::size_t end = std::min(xml.find("]]>", i), xml.size());
      out += xml.substr(i + 9, end - i - 9);
      i = std::min(end + 2, xml.size());
      continue;
    }
    const auto named = std::ranges::find_if(kNamed, [&](const auto& n) { return xml.substr(i).starts_with(n.first); });
    out += named == std::end(kNamed) ? xml[i] : named->second;
    if (named != std::end(kNamed)) i += named->first.size() - 1;
  }
  return out;
}

std::optional<double> number(std::string_view text) {
  const std::string digits(trimmed(text));
  char* end = nullptr;
  const double value = std::strtod(digits.c_str(), &end);
  if (digits.empty() || end != digits.c_str() + digits.size()) return std::nullopt;
  return value;
}

// Without comments; what CDATA holds is text.
std::string without_comments(std::string_view xml) {
  std::string out;
  while (!xml.empty()) {
    const std::size_t comment = xml.find("<!--"), raw = xml.find("<![CDATA[");
    const std::size_t at = std::min({comment, raw, xml.size()});
    const std::string_view close = at == raw ? "]]>" : "-->";
    out += xml.substr(0, at);
    const std::size_t end = at == xml.size() ? at : std::min(xml.find(close, at), xml.size() - close.size()) + close.size();
    if (at == raw) out += xml.substr(at, end - at);
    xml.remove_prefix(end);
  }
  return out;
}

// Byte at which each character begins, and the end.
std::vector<std::uint32_t> character_starts(std::string_view text) {
  std::vector<std::uint32_t> starts;
  for (std::uint32_t i = 0; i < text.size(); ++i)
    if ((static_cast<unsigned char>(text[i]) & 0xc0) != 0x80) starts.push_back(i);
  starts.push_back(static_cast<std::uint32_t>(text.size()));
  return starts;
}

// Countries of names and of points.
class Countries {
 public:
  explicit Countries(const Knowledge& knowledge) : knowledge_(knowledge) {
    for (std::uint32_t e = 0; e < knowledge.entity_count(); ++e) {
      const Entity& entity = knowledge.entity(e);
      if (entity.has_point && !entity.country.empty() && (entity.kind == EntityKind::place || entity.kind == EntityKind::state)) points_.push_back(&entity);
    }
  }

  // Empty when the words are no state's name.
  std::string named(std::string_view words) const {
    std::vector<NamePiece> pieces;
    std::uint32_t token = 0;
    for (std::size_t at = 0; at < words.size();) {
      const std::size_t end = std::min(words.find(' ', at), words.size());
      name_pieces(words.substr(at, end - at), token++, pieces);
      at = end + 1;
    }
    const NameMatch match = knowledge_.longest_name(pieces, 0);
    if (match.pieces != pieces.size()) return {};
    for (const NameEntry& entry : match.entries)
      if (entry.kind == NameKind::name && knowledge_.entity(entry.entity).kind == EntityKind::state) return std::string(knowledge_.entity(entry.entity).country.empty() ? knowledge_.entity(entry.entity).id : knowledge_.entity(entry.entity).country);
    return {};
  }

  std::string at(const GeoPoint& point) const {
    const Entity* nearest = nullptr;
    double least = 1e9;
    const double narrow = std::cos(radians(point.latitude));
    for (const Entity* entity : points_) {  // flat is near enough to find the nearest
      double across = std::abs(entity->longitude - point.longitude);
      if (across > 180) across = 360 - across;
      const double up = entity->latitude - point.latitude, squared = up * up + across * across * narrow * narrow;
      if (squared < least) nearest = entity, least = squared;
    }
    if (!nearest || kilometres(point, {nearest->latitude, nearest->longitude}) > kNeighbour) return {};
    return std::string(nearest->country);
  }

 private:
  const Knowledge& knowledge_;
  std::vector<const Entity*> points_;
};

// "https://…/wiki/South_Korea" is about "South Korea"; what has to be told apart in brackets is left to its point.
std::string page_title(std::string_view page) {
  std::string title(page.substr(page.rfind('/') == std::string_view::npos ? 0 : page.rfind('/') + 1));
  std::ranges::replace(title, '_', ' ');
  return title;
}

std::string country_of(std::string_view xml, const std::optional<GeoPoint>& point, const Countries& countries) {
  if (xml.find("<continent") != std::string_view::npos) return {};
  if (const std::string_view named = trimmed(element(xml, "country")); !named.empty()) return countries.named(plain(named));
  if (const std::string_view page = trimmed(element(xml, "page")); !page.empty())
    if (std::string found = countries.named(page_title(plain(page))); !found.empty()) return found;
  return point && xml.find("<gaztag") == std::string_view::npos ? countries.at(*point) : std::string();
}

std::optional<Toponym> read_toponym(std::string_view xml, std::string_view text, const std::vector<std::uint32_t>& starts, const Countries& countries) {
  const auto begin = number(element(xml, "start")), end = number(element(xml, "end"));
  if (!begin || !end || *begin < 0 || *end <= *begin || *end >= static_cast<double>(starts.size() + kMaxShift)) return std::nullopt;
  std::string name(trimmed(element(xml, "phrase")));
  if (name.empty()) name = trimmed(element(xml, "name"));
  name = plain(name);
  Toponym out;
  const auto first = static_cast<std::size_t>(*begin);
  bool fits = false;
  for (std::size_t shift = 0; shift <= kMaxShift && !fits; ++shift)
    for (const std::size_t at : {first - shift, first + shift}) {
      if (at >= starts.size() || !text.substr(starts[at]).starts_with(name)) continue;
      out.begin = starts[at], out.end = starts[at] + static_cast<std::uint32_t>(name.size()), fits = true;
      break;
    }
  if (name.empty()) return std::nullopt;
  if (!fits) {  // nowhere near: counted, never found
    out.begin = starts[std::min(first, starts.size() - 1)];
    out.end = out.begin;
  }
  const auto latitude = number(element(xml, "lat")), longitude = number(element(xml, "lon"));
  if (latitude && longitude) out.point = GeoPoint{*latitude, *longitude};
  out.country = country_of(xml, out.point, countries);
  return out;
}

}  // namespace

Result<std::vector<ToponymText>> read_toponym_texts(const std::string& path, const Knowledge& knowledge) {
  const auto bytes = inflate(path, "give a file of articles with toponyms or locations");
  if (!bytes) return bytes.error();
  const Countries countries(knowledge);
  std::vector<ToponymText> out;
  const std::string xml = without_comments(*bytes);
  std::string_view rest = xml;
  for (std::size_t at; (at = rest.find("<article")) != std::string_view::npos;) {
    if (rest.substr(at).starts_with("<articles")) {
      rest.remove_prefix(at + 9);
      continue;
    }
    const std::size_t end = std::min(rest.find("</article>", at), rest.size());
    const std::string_view article = rest.substr(at, end - at);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    ToponymText text;
    const std::string_view head = article.substr(0, article.find('>'));
    const std::size_t id = head.find("docid=\"");
    text.doc = id == std::string_view::npos ? std::to_string(out.size()) : std::string(head.substr(id + 7, head.find('"', id + 7) - id - 7));
    text.text = plain(element(article, "text"));
    const auto starts = character_starts(text.text);
    for (const std::string_view tag : {"toponym", "location"}) {
      std::string_view left = article;
      const std::string open = "<" + std::string(tag) + ">", close = "</" + std::string(tag) + ">";
      for (std::size_t from; (from = left.find(open)) != std::string_view::npos;) {
        const std::size_t to = std::min(left.find(close, from), left.size());
        if (auto toponym = read_toponym(left.substr(from + open.size(), to - from - open.size()), text.text, starts, countries)) text.toponyms.push_back(std::move(*toponym));
        left.remove_prefix(to);
      }
    }
    std::ranges::stable_sort(text.toponyms, {}, &Toponym::begin);
    out.push_back(std::move(text));
  }
  if (out.empty()) return Error{ErrorCode::bad_format, "no <article> in the file", path, "give geoparsing XML"};
  return out;
}

namespace {

// "the country" points at a place and names none.
bool names(const Document& document, const Mention& mention) {
  const char first = document.form[mention.head].empty() ? ' ' : document.form[mention.head].front();
  return !(first >= 'a' && first <= 'z');
}

}  // namespace

std::vector<Toponym> find_toponyms(const Document& document, const Knowledge& knowledge) {
  std::vector<Toponym> out;
  const Atlas atlas(document, knowledge);
  for (std::uint32_t m = 0; m < document.mentions.size(); ++m) {
    const Mention& mention = document.mentions[m];
    if ((mention.kind != MentionKind::place && mention.kind != MentionKind::state) || mention.adjectival || mention.first >= mention.end || !names(document, mention)) continue;
    const Whereabouts where = atlas.of(m);
    Toponym found;
    found.begin = document.span[mention.first].begin, found.end = document.span[mention.end - 1].end;
    found.country = where.country;
    if (where.entity != kNone) {
      const Entity& entity = knowledge.entity(where.entity);
      if (entity.has_point) found.point = GeoPoint{entity.latitude, entity.longitude};
      if (where.listed && entity.id.starts_with("geonames:")) found.geonames_id = entity.id.substr(9);
    }
    out.push_back(std::move(found));
  }
  return out;
}

void ToponymScore::add(const std::vector<Toponym>& gold_ones, const std::vector<Toponym>& found_ones) {
  ++texts;
  gold += gold_ones.size(), found += found_ones.size();
  for (const Toponym& g : gold_ones) {
    gold_countries += !g.country.empty(), gold_points += g.point.has_value();
    const auto same = std::ranges::find_if(found_ones, [&](const Toponym& f) { return f.begin == g.begin && f.end == g.end; });
    if (same == found_ones.end()) continue;
    ++right;
    if (!g.country.empty()) ++with_country, right_country += same->country == g.country;
    if (g.point) ++with_point, near += same->point && kilometres(*g.point, *same->point) <= kNear;
  }
}

std::string toponym_lines(const std::string& doc, const std::vector<Toponym>& found) {
  std::string out;
  for (const Toponym& t : found) {
    nlohmann::ordered_json line = {{"doc", doc}, {"begin", t.begin}, {"end", t.end}};
    const auto rounded = [](double degrees) { return std::round(degrees * 1e5) / 1e5; };
    if (t.point) line["lat"] = rounded(t.point->latitude), line["lon"] = rounded(t.point->longitude);
    if (!t.geonames_id.empty()) line["geonames_id"] = std::stoll(t.geonames_id);
    out += line.dump() + "\n";
  }
  return out;
}

}  // namespace dragoman::train
