#include "archive/counting.h"

#include <fmt/format.h>

#include <algorithm>

#include "archive/coding_text.h"
#include "archive/known.h"

namespace dragoman {

namespace {

constexpr std::size_t kAtOnce = 500;  // codings read from one query

CodingSketch sketched(const Coding& coding, const Knowledge& knowledge, const ActKeys& acts) {
  CodingSketch sketch{sketch_article(coding, knowledge), {}};
  for (std::uint32_t r = 0; r < coding.reports.size(); ++r) sketch.tellings.push_back(tell(coding, r, 0, 0, acts));
  return sketch;
}

// Those of `codings` that have no sketch yet; each is read whole once.
Outcome make_sketches(const Database& database, const Knowledge& knowledge, std::string_view coder, const std::vector<CountingCoding*>& missing) {
  const ActKeys acts(knowledge);
  Appender kept(database, "sketches");
  for (std::size_t at = 0; at < missing.size(); at += kAtOnce) {
    const std::size_t end = std::min(missing.size(), at + kAtOnce);
    std::vector<std::int64_t> numbers;
    for (std::size_t i = at; i < end; ++i) numbers.push_back(missing[i]->coding);
    auto rows = database.query(fmt::format("SELECT c.coding, c.body, t.text, a.id, a.outlet, a.url FROM codings c JOIN articles a USING (article) JOIN texts t USING (content)"
                                           " WHERE c.coding IN ({}) ORDER BY c.coding", fmt::join(numbers, ",")));
    if (!rows) return rows.error();
    for (std::size_t i = at; rows->next() && i < end; ++i) {
      auto coding = coding_from_text(rows->text(1));
      if (!coding || rows->number(0) != missing[i]->coding) return database.failure("the archive is corrupt: a coding cannot be read");
      coding->article.text = rows->text(2), coding->article.id = rows->text(3), coding->article.outlet = rows->text(4), coding->article.url = rows->text(5);
      if (!spans_fit(*coding)) return database.failure("the archive is corrupt: spans lie outside their article");
      missing[i]->sketch = sketched(*coding, knowledge, acts);
      if (!kept.number(missing[i]->coding).text(coder).bytes(bytes_of(missing[i]->sketch)).end()) return kept.error();
    }
  }
  return kept.flush() ? Outcome(Done{}) : Outcome(kept.error());
}

}  // namespace

std::string sketch_of(const Coding& coding, const Knowledge& knowledge, const ActKeys& acts) { return bytes_of(sketched(coding, knowledge, acts)); }

Result<std::vector<CountingCoding>> counting_codings(const Database& database, const Knowledge& knowledge, std::string_view coder) {
  const auto known = known_codings({});
  if (!known) return known.error();
  std::vector<CountingCoding> all;
  std::vector<bool> whole;
  {
    auto rows = database.query("SELECT c.coding, c.article, CAST(c.reported - DATE '1970-01-01' AS BIGINT), s.sketch FROM codings c"
                               " LEFT JOIN sketches s ON s.coding = c.coding AND s.made_by = ? WHERE " + *known + " ORDER BY c.coding", {coder});
    if (!rows) return rows.error();
    while (rows->next()) {
      CountingCoding one{rows->number(0), rows->number(1), Day(std::chrono::days(rows->number(2))), {}};
      if (!all.empty() && all.back().coding == one.coding) continue;
      whole.push_back(!rows->absent(3) && sketch_from(rows->text(3), one.sketch));
      all.push_back(std::move(one));
    }
  }
  std::vector<CountingCoding*> missing;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (!whole[i]) missing.push_back(&all[i]);
  if (!missing.empty()) {
    // Those of an earlier coder can be made again and are of no use beside these.
    if (const auto gone = database.query("DELETE FROM sketches WHERE made_by <> ?", {coder}); !gone) return gone.error();
    if (const auto made = make_sketches(database, knowledge, coder, missing); !made) return made.error();
  }
  std::sort(all.begin(), all.end(), [](const CountingCoding& a, const CountingCoding& b) {
    const ArticleSketch &p = a.sketch.article, &q = b.sketch.article;
    return taken_before(p, q) || (!taken_before(q, p) && a.coding < b.coding);
  });
  return all;
}

Result<std::vector<Coding>> told_codings(const Database& database, const std::vector<std::int64_t>& numbers) {
  auto rows = database.query(fmt::format("SELECT c.coding, c.body, a.id, a.outlet FROM codings c JOIN articles a USING (article) WHERE c.coding IN ({}) ORDER BY c.coding", fmt::join(numbers, ",")));
  if (!rows) return rows.error();
  std::vector<Coding> all;
  while (rows->next()) {
    auto coding = coding_from_text(rows->text(1));
    if (!coding || all.size() == numbers.size() || rows->number(0) != numbers[all.size()]) return database.failure("the archive is corrupt: a coding cannot be read");
    coding->article.id = rows->text(2), coding->article.outlet = rows->text(3);
    all.push_back(std::move(*coding));
  }
  if (all.size() != numbers.size()) return database.failure("the archive is corrupt: a coding is missing");
  return all;
}

}  // namespace dragoman
