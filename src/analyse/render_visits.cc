#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <iterator>

#include "analyse/visits.h"
#include "archive/csv.h"
#include "base/days.h"

namespace dragoman {

namespace {

std::string joined(const std::vector<std::string>& list, std::string_view between) {
  std::string text;
  for (const auto& one : list) text += (text.empty() ? "" : std::string(between)) + one;
  return text;
}

std::string table_date(const VisitRow& visit) { return visit.from.text + (visit.to.stated() && visit.to.text != visit.from.text ? ".." + visit.to.text : ""); }

std::string met(const VisitRow& visit) { return joined(visit.hosts, "; "); }

void add_coverage(const VisitAnswer& answer, std::string_view before, std::string& text) {
  for (const Completeness* complete : answer.coverage.complete) fmt::format_to(std::back_inserter(text), "{}{}: {}\n", before, complete->table, to_words(*complete));
  for (const HistoryTable* table : answer.coverage.tables)
    if (!table->gaps.empty()) fmt::format_to(std::back_inserter(text), "{}{}: gaps: {}\n", before, table->file, table->gaps);
}

std::string as_table(const VisitAnswer& answer) {
  std::string text;
  const auto out = std::back_inserter(text);
  for (const VisitRow* v : answer.rows) {
    fmt::format_to(out, "{:<22}  rank {}  {} [{}] → {} [{}]  {}{}\n", table_date(*v), v->rank, v->visitor, v->visitor_country, joined(v->places, ", "), v->host_country, v->kind,
                   v->status == "happened" ? "" : ", " + v->status);
    const auto line = [&](std::string_view name, const std::string& value) {
      if (!value.empty()) fmt::format_to(out, "    {:<9}  {}\n", name, value);
    };
    line("office", v->office);
    line("met", met(*v));
    line("invited by", v->inviter);
    line("occasion", v->occasion);
    line("with", v->delegation);
    line("source", v->source.title + (v->source.url.empty() ? "" : "  " + v->source.url));
    line("note", v->source.note);
  }
  fmt::format_to(out, "{}{} visits\n\nCOVERAGE\n", answer.rows.empty() ? "" : "\n", answer.rows.size());
  if (answer.coverage.tables.empty()) text += "  no table speaks of such visits\n";
  add_coverage(answer, "  ", text);
  return text;
}

std::string cell(std::string_view value) {
  std::string text;
  for (const char c : value) {
    if (c == '|') text += '\\';
    text += c == '\n' ? ' ' : c;
  }
  return text;
}

std::string as_markdown(const VisitAnswer& answer) {
  std::string text = "| from | to | rank | visitor | office | place | class | met | inviter | occasion | status | source |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n";
  for (const VisitRow* v : answer.rows) {
    const auto source = cell(v->source.title);
    fmt::format_to(std::back_inserter(text), "| {} | {} | {} | {} | {} | {} ({}) | {} | {} | {} | {} | {} | {} |\n", v->from.text, v->to.text, v->rank, cell(v->visitor), cell(v->office),
                   cell(joined(v->places, ", ")), v->host_country, v->kind, cell(met(*v)), cell(v->inviter), cell(v->occasion), v->status,
                   v->source.url.empty() ? source : "[" + source + "](" + v->source.url + ")");
  }
  text += "\nCoverage:\n\n";
  add_coverage(answer, "- ", text);
  return text;
}

std::string as_csv(const VisitAnswer& answer) {
  std::string text = "id,from,to,rank,visitor,visitor_country,office,host_country,place,class,met,inviter,occasion,status,source,source_url,note\n";
  for (const VisitRow* v : answer.rows) {
    std::string line;
    for (const std::string& value : {v->id, v->from.text, v->to.text, std::to_string(v->rank), v->visitor, v->visitor_country, v->office, v->host_country, joined(v->places, "; "), v->kind, met(*v),
                                     v->inviter, v->occasion, v->status, v->source.title, v->source.url, v->source.note})
      line += (line.empty() ? "" : ",") + csv_field(value);
    text += line + "\n";
  }
  return text;
}

std::string as_json(const VisitAnswer& answer) {
  nlohmann::ordered_json rows = nlohmann::ordered_json::array(), complete = nlohmann::ordered_json::array(), gaps = nlohmann::ordered_json::array();
  for (const VisitRow* v : answer.rows) {
    nlohmann::ordered_json row{{"id", v->id}, {"from", v->from.text}};
    const auto put = [&](const char* key, const std::string& value) {
      if (!value.empty()) row[key] = value;
    };
    put("to", v->to.text);
    row["rank"] = v->rank;
    row["visitor"] = {{"name", v->visitor}, {"country", v->visitor_country}};
    put("office", v->office);
    row["host_country"] = v->host_country;
    row["places"] = v->places;
    put("class", v->kind);
    if (!v->hosts.empty()) row["met"] = v->hosts;
    put("inviter", v->inviter);
    put("occasion", v->occasion);
    put("delegation", v->delegation);
    put("status", v->status);
    row["source"] = {{"title", v->source.title}};
    if (!v->source.url.empty()) row["source"]["url"] = v->source.url;
    put("note", v->source.note);
    rows.push_back(std::move(row));
  }
  for (const Completeness* c : answer.coverage.complete) complete.push_back({{"table", c->table}, {"says", to_words(*c)}});
  for (const HistoryTable* t : answer.coverage.tables) gaps.push_back({{"table", t->file}, {"from", iso_day(t->from)}, {"to", iso_day(t->to)}, {"gaps", t->gaps}});
  nlohmann::ordered_json whole{{"visits", rows}, {"coverage", {{"complete", complete}, {"tables", gaps}}}};
  return whole.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string to_words(const FuzzyDay& from, const FuzzyDay& to) {
  if (from.exact() && (!to.stated() || to.exact())) return day_range(from.first, to.stated() ? to.first : from.first);
  return from.text + (to.stated() && to.text != from.text ? " to " + to.text : "");
}

std::string to_words(const VisitRow& visit) {
  return fmt::format("{} (rank {}{}{}) {} {}, {}{}", visit.visitor, visit.rank, visit.office.empty() ? "" : ", ", visit.office.substr(0, visit.office.find(';')),
                     visit.third_place() ? "with " + met(visit) + " in" : std::string("to"), visit.places.empty() ? visit.host_country : joined(visit.places, ", "), to_words(visit.from, visit.to),
                     visit.status == "happened" ? "" : ", " + visit.status);
}

std::string to_words(const Completeness& complete) {
  std::string text = fmt::format("complete from {} to {}:", iso_day(complete.from), iso_day(complete.to));
  for (const auto& [key, values] : complete.terms) text += fmt::format(" {} {}", key, joined(values, ", "));
  return text;
}

std::string render_visits(const VisitAnswer& answer, VisitFormat format) {
  switch (format) {
    case VisitFormat::csv: return as_csv(answer);
    case VisitFormat::json: return as_json(answer);
    case VisitFormat::md: return as_markdown(answer);
    case VisitFormat::table: break;
  }
  return as_table(answer);
}

}  // namespace dragoman
