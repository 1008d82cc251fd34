#include <fmt/format.h>

#include <iterator>

#include "analyse/compare_parts.h"
#include "analyse/phrases.h"

namespace dragoman {

namespace {

using Kind = CompareRow::Kind;

// What strangers wrote is text, never markup: in elements and in quoted attributes alike.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
    }
  }
  return out;
}

bool web_address(std::string_view url) { return url.starts_with("https://") || url.starts_with("http://"); }

constexpr std::string_view kHead = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Comparison</title>
<style>
:root { --ink: #1d2129; --soft: #667080; --line: #d9dde3; --page: #ffffff; --band: #f3f5f8; --mark: #0b5c8a; --chip: #e3eef5; color-scheme: light dark; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e7eb; --soft: #98a2b0; --line: #363c46; --page: #15181d; --band: #1e232a; --mark: #7cc3ec; --chip: #203544; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 1.5rem clamp(0.75rem, 3vw, 2.5rem) 4rem; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .25rem; text-wrap: balance; }
h2 { font-size: 1.1rem; margin: 2.5rem 0 .5rem; }
p.lead { color: var(--soft); margin: 0 0 1.5rem; max-width: 70ch; }
nav a, th a { color: var(--mark); }
label { display: inline-flex; gap: .4rem; align-items: center; margin: 0 0 .75rem; }
body:has(#shared:checked) tr.single { display: none; }
nav { margin: 0 0 1rem; display: flex; flex-wrap: wrap; gap: .25rem 1rem; }
.scroll { overflow: auto; max-height: 85vh; border: 1px solid var(--line); border-radius: 6px; }
table { border-collapse: separate; border-spacing: 0; width: 100%; }
th, td { padding: .55rem .75rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); min-width: 15rem; overflow-wrap: anywhere; }
tr:last-child > * { border-bottom: 0; }
thead th { position: sticky; top: 0; z-index: 2; background: var(--band); border-bottom: 2px solid var(--line); }
thead th small { display: block; font-weight: normal; color: var(--soft); }
tbody th { position: sticky; left: 0; z-index: 1; background: var(--page); font-weight: 600; min-width: 11rem; max-width: 17rem; border-right: 1px solid var(--line); }
thead th:first-child { left: 0; z-index: 3; min-width: 11rem; border-right: 1px solid var(--line); }
tr.field > th { font-weight: normal; padding-left: 1.75rem; color: var(--soft); }
tr.section > th { position: static; max-width: none; background: var(--band); color: var(--soft); font-weight: 600; font-size: .85rem; }
tr.differs > td { background: color-mix(in srgb, var(--chip) 55%, transparent); }
td q { quotes: "“" "”"; }
td q + q { display: block; margin-top: .4rem; }
td .value { display: inline-block; background: var(--chip); border-radius: 4px; padding: 0 .4rem; margin: 0 .35rem .2rem 0; font-weight: 600; }
td .at { color: var(--soft); font-size: .8rem; white-space: nowrap; }
td.none { color: var(--soft); font-style: italic; }
tbody th small { display: block; font-weight: normal; color: var(--soft); }
ul { padding-left: 1.2rem; max-width: 90ch; }
li { margin: .3rem 0; }
li span { color: var(--soft); }
@media (max-width: 40rem) { th, td { min-width: 12rem; } tbody th, thead th:first-child { position: static; } }
@media print { label { display: none; } .scroll { overflow: visible; max-height: none; } thead th, tbody th { position: static; } nav { display: none; } tr { break-inside: avoid; } }
</style>
</head>
<body>
)";

void add_header(const Brief& brief, std::string& out) {
  out += "<thead><tr><th scope=\"col\">What is told</th>";
  for (std::uint32_t c = 0; c < brief.codings.size(); ++c) {
    const Article& article = brief.codings[c].article;
    const std::string name = escaped(brief.names[c]);
    out += "<th scope=\"col\">" + (web_address(article.url) ? "<a rel=\"noreferrer\" href=\"" + escaped(article.url) + "\">" + name + "</a>" : name);
    out += "<small>" + escaped(shown_published(brief.codings[c])) + "</small>";
    if (!article.title.empty()) out += "<small>" + escaped(article.title) + "</small>";
    out += "</th>";
  }
  out += "</tr></thead>\n";
}

bool differs(const CompareRow& row) {
  const std::string* value = nullptr;
  for (const CompareCell& cell : row.cells) {
    if (!cell.mentioned) continue;
    if (value && *value != cell.value) return true;
    value = &cell.value;
  }
  return false;
}

void add_row(const Brief& brief, const CompareRow& row, std::string& out) {
  const bool field = row.kind == Kind::field;
  fmt::format_to(std::back_inserter(out), "<tr class=\"{}{}{}\"><th scope=\"row\">{}{}</th>", to_string(row.kind), field && differs(row) ? " differs" : "", !field && row.told() < 2 ? " single" : "", escaped(row.title),
                 row.background ? "<small>background</small>" : "");
  for (const CompareCell& cell : row.cells) {
    if (!cell.mentioned) {
      out += std::string("<td class=\"none\">") + kNotMentioned + "</td>";
      continue;
    }
    out += "<td>";
    if (!cell.value.empty()) out += "<span class=\"value\">" + escaped(cell.value) + "</span>";
    for (const Citation& c : cell.cites)
      if (const std::string words = cited_words(brief, c, 600); !words.empty() && words != cell.value)
        fmt::format_to(std::back_inserter(out), "<q>{}</q> <span class=\"at\">s{}</span> ", escaped(words), c.sentence + 1);
    out += "</td>";
  }
  out += "</tr>\n";
}

void add_section(std::string_view title, std::size_t articles, std::string& out) { fmt::format_to(std::back_inserter(out), "<tr class=\"section\"><th colspan=\"{}\" scope=\"colgroup\">{}</th></tr>\n", articles + 1, title); }

void add_table(const Brief& brief, const Comparison& comparison, std::string& out) {
  if (brief.codings.size() > 1) out += "<label><input type=\"checkbox\" id=\"shared\"> only what several of them tell</label>\n";
  out += "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"The table\"><table>\n";
  add_header(brief, out);
  out += "<tbody>\n";
  Kind before = Kind::event;
  for (const CompareRow& row : comparison.rows) {
    if (row.kind == Kind::claim && before != Kind::claim) add_section("Record claims", brief.codings.size(), out);
    if (row.kind == Kind::statement && before != Kind::statement) add_section("Who says what", brief.codings.size(), out);
    before = row.kind;
    add_row(brief, row, out);
  }
  out += "</tbody></table></div>\n";
}

void add_lists(const Brief& brief, const Comparison& comparison, std::string& out) {
  const auto put = std::back_inserter(out);
  if (!comparison.differences.empty()) out += "<h2 id=\"differently\">Named differently</h2>\n<ul>\n";
  for (const CompareDifference& d : comparison.differences) fmt::format_to(put, "<li>{} <span>({})</span>: {}</li>\n", escaped(d.about), escaped(d.kind), escaped(parts_words(brief, d.parts)));
  if (!comparison.differences.empty()) out += "</ul>\n";
  if (!comparison.forms.empty()) out += "<h2 id=\"claims\">Are these the same claim?</h2>\n<ol>\n";
  for (const CompareForm& form : comparison.forms) fmt::format_to(put, "<li>{} <span>{}</span></li>\n", escaped(form.words), escaped(form_places(brief, form)));
  if (!comparison.forms.empty()) out += "</ol>\n<ul>\n";
  for (const CompareFormPair& pair : comparison.form_pairs) fmt::format_to(put, "<li>{} and {}: {}</li>\n", pair.first + 1, pair.second + 1, escaped(match_words(pair.match)));
  if (!comparison.forms.empty()) out += "</ul>\n";
  if (!comparison.blames.empty()) out += "<h2 id=\"blames\">Whose harmful acts each tells</h2>\n<ul>\n";
  for (const CompareBlame& b : comparison.blames)
    fmt::format_to(put, "<li><b>{}</b>: {} <span>“{}”, sentence {}</span></li>\n", escaped(brief.names[b.coding]), escaped(blame_words(b)), escaped(cited_words(brief, b.cite, 160)), b.cite.sentence + 1);
  if (!comparison.blames.empty()) out += "</ul>\n";
  bool first = true;
  for (std::uint32_t c = 0; c < comparison.left_out.size(); ++c) {
    if (comparison.left_out[c].empty()) continue;
    fmt::format_to(put, "<h2{}>{}</h2>\n<ul>\n", first ? " id=\"left-out\"" : "", escaped(left_out_heading(brief, c, comparison.left_out[c].size())));
    first = false;
    for (const std::uint32_t row : comparison.left_out[c]) fmt::format_to(put, "<li>{}</li>\n", escaped(comparison.rows[row].title));
    out += "</ul>\n";
  }
}

}  // namespace

std::string render_comparison_html(const Brief& brief, const Comparison& comparison) {
  std::string out(kHead);
  std::string title;  // the event that most of them tell
  for (const CompareRow& row : comparison.rows)
    if (row.kind == Kind::event && title.empty()) title = row.title;
  fmt::format_to(std::back_inserter(out), "<h1>{}</h1>\n<p class=\"lead\">{} articles side by side. A row is what at least one of them tells; “{}” means these articles only, and says nothing about what is true.</p>\n",
                 escaped(title.empty() ? "Nothing coded" : title), brief.codings.size(), kNotMentioned);
  out += "<nav>";
  if (!comparison.differences.empty()) out += "<a href=\"#differently\">Named differently</a>";
  if (!comparison.forms.empty()) out += "<a href=\"#claims\">Are these the same claim?</a>";
  if (!comparison.blames.empty()) out += "<a href=\"#blames\">Whose harmful acts each tells</a>";
  for (const auto& rows : comparison.left_out)
    if (!rows.empty()) {
      out += "<a href=\"#left-out\">What each leaves out</a>";
      break;
    }
  out += "</nav>\n";
  add_table(brief, comparison, out);
  add_lists(brief, comparison, out);
  return out + "</body>\n</html>\n";
}

}  // namespace dragoman
