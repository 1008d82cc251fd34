#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <iterator>

#include "analyse/compare_parts.h"
#include "analyse/flow.h"
#include "analyse/phrases.h"
#include "analyse/render.h"
#include "archive/csv.h"
#include "base/days.h"

namespace dragoman {

namespace {

using nlohmann::ordered_json;
using Kind = CompareRow::Kind;

constexpr std::size_t kColumns = 100, kMostLeftOut = 12;

std::string_view section_of(Kind kind) {
  switch (kind) {
    case Kind::claim: return "Record claims";
    case Kind::statement: return "Who says what";
    case Kind::event:
    case Kind::field: break;
  }
  return "What is told";
}

void text_row(const Brief& brief, const CompareRow& row, std::string& out) {
  const bool field = row.kind == Kind::field;
  Flow title(out, kColumns, false, field ? 4 : 2);
  out += field ? "    " : "\n  ";
  title.add(row.title + (row.background ? " (background)" : ""));
  title.end();
  std::string silent;
  for (std::uint32_t c = 0; c < row.cells.size(); ++c) {
    if (row.cells[c].mentioned) labelled(out, (field ? "    " : "  ") + brief.names[c], cell_words(brief, row.cells[c], 300), kColumns, 22);
    else silent += (silent.empty() ? "" : ", ") + brief.names[c];
  }
  if (!silent.empty()) labelled(out, (field ? "    " : "  ") + std::string(kNotMentioned), "in " + silent, kColumns, 22);
}

std::string as_text(const Brief& brief, const Comparison& comparison) {
  std::string out = "Articles\n";
  for (std::uint32_t c = 0; c < brief.codings.size(); ++c)
    labelled(out, brief.names[c], shown_published(brief.codings[c]) + (brief.codings[c].article.title.empty() ? "" : "; “" + brief.codings[c].article.title + "”"), kColumns, 22);
  std::string_view section;
  for (const CompareRow& row : comparison.rows) {
    if (section != section_of(row.kind)) fmt::format_to(std::back_inserter(out), "\n{}\n", section = section_of(row.kind));
    text_row(brief, row, out);
  }
  if (!comparison.differences.empty()) out += "\nNamed differently\n";
  for (const CompareDifference& d : comparison.differences) {
    out += "\n  ";
    Flow about(out, kColumns, false, 2);
    about.add(d.about);
    about.end();
    labelled(out, "  " + d.kind, parts_words(brief, d.parts), kColumns, 22);
  }
  if (!comparison.forms.empty()) out += "\nAre these the same claim?\n";
  for (std::size_t i = 0; i < comparison.forms.size(); ++i) labelled(out, fmt::format("  claim {}", i + 1), comparison.forms[i].words + " [" + form_places(brief, comparison.forms[i]) + "]", kColumns, 22);
  for (const CompareFormPair& pair : comparison.form_pairs) labelled(out, fmt::format("  {} and {}", pair.first + 1, pair.second + 1), match_words(pair.match), kColumns, 22);
  if (!comparison.blames.empty()) out += "\nWhose harmful acts each tells\n";
  for (const CompareBlame& b : comparison.blames) labelled(out, brief.names[b.coding], blame_words(b) + fmt::format(" [s{} “{}”]", b.cite.sentence + 1, cited_words(brief, b.cite)), kColumns, 22);
  for (std::uint32_t c = 0; c < comparison.left_out.size(); ++c) {
    const auto& rows = comparison.left_out[c];
    if (rows.empty()) continue;
    fmt::format_to(std::back_inserter(out), "\n{}\n", left_out_heading(brief, c, rows.size()));
    for (std::size_t i = 0; i < rows.size() && i < kMostLeftOut; ++i) {
      out += "  ";
      Flow line(out, kColumns, false, 4);
      line.add(comparison.rows[rows[i]].title);
      line.end();
    }
    if (rows.size() > kMostLeftOut) fmt::format_to(std::back_inserter(out), "  and {} more in the table above\n", rows.size() - kMostLeftOut);
  }
  return out;
}

std::string as_markdown(const Brief& brief, const Comparison& comparison) {
  std::string out = "| |";
  for (const std::string& name : brief.names) out += " " + markdown_escaped(name) + " |";
  out += "\n|---|" + [&] {
    std::string rule;
    for (std::size_t i = 0; i < brief.names.size(); ++i) rule += "---|";
    return rule;
  }() + "\n| published |";
  for (const Coding& coding : brief.codings) out += " " + markdown_escaped(shown_published(coding)) + " |";
  out += "\n";
  for (const CompareRow& row : comparison.rows) {
    out += row.kind == Kind::field ? "| " + markdown_escaped(row.title) + " |" : "| **" + markdown_escaped(row.title) + "** |";
    for (const CompareCell& cell : row.cells) out += cell.mentioned ? " " + markdown_escaped(cell_words(brief, cell, 300)) + " |" : std::string(" *") + kNotMentioned + "* |";
    out += "\n";
  }
  if (!comparison.differences.empty()) out += "\n## Named differently\n\n";
  for (const CompareDifference& d : comparison.differences) out += "- **" + markdown_escaped(d.about) + "** (" + d.kind + "): " + markdown_escaped(parts_words(brief, d.parts)) + "\n";
  if (!comparison.forms.empty()) out += "\n## Are these the same claim?\n\n";
  for (std::size_t i = 0; i < comparison.forms.size(); ++i)
    out += fmt::format("{}. {} — {}\n", i + 1, markdown_escaped(comparison.forms[i].words), markdown_escaped(form_places(brief, comparison.forms[i])));
  if (!comparison.form_pairs.empty()) out += "\n";
  for (const CompareFormPair& pair : comparison.form_pairs) out += fmt::format("- {} and {}: {}\n", pair.first + 1, pair.second + 1, markdown_escaped(match_words(pair.match)));
  if (!comparison.blames.empty()) out += "\n## Whose harmful acts each tells\n\n";
  for (const CompareBlame& b : comparison.blames) out += "- **" + markdown_escaped(brief.names[b.coding]) + "**: " + markdown_escaped(blame_words(b)) + " — “" + markdown_escaped(cited_words(brief, b.cite, 120)) + "”\n";
  for (std::uint32_t c = 0; c < comparison.left_out.size(); ++c) {
    if (comparison.left_out[c].empty()) continue;
    out += "\n## " + markdown_escaped(left_out_heading(brief, c, comparison.left_out[c].size())) + "\n\n";
    for (const std::uint32_t row : comparison.left_out[c]) out += "- " + markdown_escaped(comparison.rows[row].title) + "\n";
  }
  return out;
}

ordered_json cite_json(const Brief& brief, const Citation& c) {
  return {{"article", brief.codings[c.coding].article.id}, {"outlet", brief.names[c.coding]}, {"sentence", c.sentence},
          {"span", {c.words.begin, c.words.end}}, {"words", cited_words(brief, c, 400)}};
}

ordered_json terms_json(const ClaimMatch& match) {
  ordered_json terms = ordered_json::array();
  for (const ClaimTerm& term : match.terms) terms.push_back({{"field", term.field}, {"first", term.first}, {"second", term.second}, {"relation", to_string(term.relation)}});
  return terms;
}

std::string as_json(const Brief& brief, const Comparison& comparison) {
  ordered_json j = {{"format", "dragoman-compare-1"}, {"articles", ordered_json::array()}, {"rows", ordered_json::array()}, {"differences", ordered_json::array()},
                    {"blames", ordered_json::array()}, {"left_out", ordered_json::array()}, {"record_claims", ordered_json::array()},
                    {"claim_pairs", ordered_json::array()}};
  for (std::uint32_t c = 0; c < brief.codings.size(); ++c) {
    const Coding& coding = brief.codings[c];
    const Published& p = coding.published;
    j["articles"].push_back({{"id", coding.article.id}, {"outlet", brief.names[c]}, {"where", coding.article.where}, {"url", coding.article.url}, {"title", coding.article.title},
                             {"published", p.known ? ordered_json({{"from", iso_day(p.from)}, {"to", iso_day(p.to)}, {"how", p.how}}) : ordered_json(nullptr)}});
  }
  for (const CompareRow& row : comparison.rows) {
    ordered_json r = {{"kind", to_string(row.kind)}, {"title", row.title}};
    if (row.kind == Kind::field) r["field"] = row.field;
    r["event"] = row.event == kNone ? ordered_json(nullptr) : ordered_json(row.event);
    if (row.kind == Kind::event) r["background"] = row.background;
    r["cells"] = ordered_json::array();
    for (std::uint32_t c = 0; c < row.cells.size(); ++c) {
      const CompareCell& cell = row.cells[c];
      ordered_json out = {{"outlet", brief.names[c]}, {"mentioned", cell.mentioned}, {"value", cell.value}, {"cites", ordered_json::array()}};
      for (const Citation& cite : cell.cites) out["cites"].push_back(cite_json(brief, cite));
      r["cells"].push_back(std::move(out));
    }
    j["rows"].push_back(std::move(r));
  }
  for (const CompareDifference& d : comparison.differences) {
    ordered_json out = {{"kind", d.kind}, {"about", d.about}, {"parts", ordered_json::array()}};
    for (const ComparePart& part : d.parts) out["parts"].push_back({{"outlet", brief.names[part.coding]}, {"text", part.text}, {"by", part.by}, {"cite", cite_json(brief, part.cite)}});
    j["differences"].push_back(std::move(out));
  }
  for (const CompareBlame& b : comparison.blames) j["blames"].push_back({{"outlet", brief.names[b.coding]}, {"whom", b.whom}, {"accused", b.accused}, {"act", b.act}, {"by", b.by}, {"cite", cite_json(brief, b.cite)}});
  for (std::uint32_t c = 0; c < comparison.left_out.size(); ++c) {
    ordered_json out = {{"outlet", brief.names[c]}, {"rows", comparison.left_out[c]}, {"titles", ordered_json::array()}};
    for (const std::uint32_t row : comparison.left_out[c]) out["titles"].push_back(comparison.rows[row].title);
    j["left_out"].push_back(std::move(out));
  }
  for (const CompareForm& form : comparison.forms) {
    ordered_json out = {{"form", form.words}, {"as_of", iso_day(form.as_of)}, {"cites", ordered_json::array()}};
    for (const Citation& cite : form.cites) out["cites"].push_back(cite_json(brief, cite));
    j["record_claims"].push_back(std::move(out));
  }
  for (const CompareFormPair& pair : comparison.form_pairs) j["claim_pairs"].push_back({{"claims", {pair.first, pair.second}}, {"verdict", to_string(pair.match.verdict)}, {"fields", terms_json(pair.match)}});
  return j.dump(1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

std::string as_csv(const Brief& brief, const Comparison& comparison) {
  std::string out = "kind,row,event";
  for (const std::string& name : brief.names) out += "," + csv_field(name);
  out += "\n";
  for (const CompareRow& row : comparison.rows) {
    out += std::string(to_string(row.kind)) + "," + csv_field(row.title) + "," + (row.event == kNone ? "" : std::to_string(row.event));
    for (const CompareCell& cell : row.cells) out += "," + csv_field(cell.mentioned ? cell_words(brief, cell, 1000) : kNotMentioned);
    out += "\n";
  }
  return out;
}

}  // namespace

std::string shown_published(const Coding& coding) { return coding.published.known ? day_range(coding.published.from, coding.published.to) : "day not known"; }

std::string cell_words(const Brief& brief, const CompareCell& cell, std::size_t most) {
  std::string text = cell.value;
  for (const Citation& c : cell.cites) {
    const std::string words = cited_words(brief, c, most);
    if (!words.empty() && words != cell.value) text += (text.empty() ? "“" : " “") + words + "”";
  }
  return text;
}

std::string parts_words(const Brief& brief, const std::vector<ComparePart>& parts) {
  std::string text;
  for (const ComparePart& part : parts)
    text += fmt::format("{}“{}” ({} s{}{})", text.empty() ? "" : ", ", part.text, brief.names[part.coding], part.cite.sentence + 1, part.by.empty() ? "" : ", " + part.by);
  return text;
}

std::string blame_words(const CompareBlame& blame) { return blame.whom + ": " + blame.act + (blame.by.empty() ? ", in the article's own voice" : (blame.accused ? " by " : ", according to ") + blame.by); }

std::string left_out_heading(const Brief& brief, std::uint32_t coding, std::size_t count) {
  return fmt::format("Not in {}: {} event{} that {} these articles tell{}", brief.names[coding], count, count == 1 ? "" : "s", brief.codings.size() > 2 ? "others of" : "the other of",
                     brief.codings.size() > 2 ? "" : "s");
}

std::string render_comparison(const Brief& brief, const Comparison& comparison, CompareFormat format) {
  switch (format) {
    case CompareFormat::markdown: return as_markdown(brief, comparison);
    case CompareFormat::json: return as_json(brief, comparison);
    case CompareFormat::csv: return as_csv(brief, comparison);
    case CompareFormat::html: return render_comparison_html(brief, comparison);
    case CompareFormat::text: break;
  }
  return as_text(brief, comparison);
}

}  // namespace dragoman
