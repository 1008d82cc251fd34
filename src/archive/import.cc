#include "archive/import.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>

#include "archive/csv.h"
#include "archive/import_parts.h"
#include "pipeline/parts.h"

namespace dragoman {

namespace {

using Format = ImportFormat;

constexpr std::pair<Format, std::string_view> kNames[] = {
    {Format::state_visits, "state-visits"}, {Format::state_travels, "state-travels"}, {Format::council_vetoes, "council-vetoes"}, {Format::current_events, "current-events"}};

std::string small(std::string_view text) {
  std::string low(text);
  for (char& c : low)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return low;
}

// Curled apostrophes straight.
std::string plain_marks(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text.substr(i).starts_with("\xE2\x80\x99")) plain += '\'', i += 2;
    else plain += text[i];
  return plain;
}

std::vector<NamePiece> pieces_of(std::string_view name) {
  std::vector<NamePiece> pieces;
  std::uint32_t token = 0;
  for (std::size_t at = 0; at < name.size(); ++token) {
    const auto end = std::min(name.find(' ', at), name.size());
    if (end > at) name_pieces(name.substr(at, end - at), token, pieces);
    at = end + 1;
  }
  return pieces;
}

}  // namespace

std::string_view to_string(Format format) {
  for (const auto& [one, name] : kNames)
    if (one == format) return name;
  return "none";
}

Format import_format(std::string_view name) {
  for (const auto& [one, word] : kNames)
    if (word == name) return one;
  return Format::none;
}

Format detect_import(std::string_view text) {
  const std::string_view head = text.substr(0, 4096);
  if (head.find("<visits>") != std::string_view::npos) return Format::state_visits;
  if (head.find("<trips>") != std::string_view::npos) return Format::state_travels;
  const std::string_view line = head.substr(0, head.find('\n'));
  if (line.find("draft") != std::string_view::npos && line.find("crisis_topic") != std::string_view::npos) return Format::council_vetoes;
  if (head.starts_with('{') && head.find("\"date\"") != std::string_view::npos && head.find("\"text\"") != std::string_view::npos) return Format::current_events;
  return Format::none;
}

std::string ImportNames::lookup(std::string_view set, std::string_view words, bool whole) const {
  const std::string low = small(words);
  for (const std::string_view line : knowledge_.set(set)) {
    const auto colon = line.find(" : ");
    if (colon == std::string_view::npos) continue;
    const auto phrase = line.substr(0, colon);
    if (whole ? low == phrase : low.find(phrase) != std::string::npos) return std::string(line.substr(colon + 3));
  }
  return {};
}

bool ImportNames::has_word(std::string_view set, std::string_view words) const {
  const std::string low = small(words);
  const auto& entries = knowledge_.set(set);
  return std::any_of(entries.begin(), entries.end(), [&](std::string_view word) { return low.find(word) != std::string::npos; });
}

std::string ImportNames::state(std::string_view written) const {
  std::string name = plain_marks(written);
  if (name.starts_with("The ")) name.erase(0, 4);
  if (const std::string known = one_state(name); !known.empty()) return known;
  // "Korea, Republic of"
  if (const auto comma = name.find(", "); comma != std::string::npos)
    if (const std::string known = one_state(name.substr(comma + 2) + " " + name.substr(0, comma)); !known.empty()) return known;
  // "Burma (Myanmar)", "Poland (government-in-exile)"
  const auto open = name.find(" ("), close = name.find(')');
  if (open == std::string::npos || close == std::string::npos || close < open) return {};
  const std::string within = one_state(name.substr(open + 2, close - open - 2));
  return within.empty() ? one_state(name.substr(0, open)) : within;
}

std::string ImportNames::one_state(std::string_view name) const {
  if (const std::string listed = lookup("import.state", name, true); !listed.empty()) return listed;
  const auto pieces = pieces_of(name);
  const NameMatch match = knowledge_.longest_name(pieces, 0);
  if (!pieces.empty() && match.pieces == pieces.size())
    for (const NameEntry& entry : match.entries)
      if (knowledge_.entity(entry.entity).kind == EntityKind::state) return std::string(knowledge_.entity(entry.entity).id);
  return {};
}

std::uint32_t ImportNames::person_of(std::string_view name, const std::string& country) const {
  const auto pieces = pieces_of(name);
  const NameMatch match = knowledge_.longest_name(pieces, 0);
  if (!pieces.empty() && match.pieces == pieces.size())
    for (const NameEntry& entry : match.entries)
      if (const Entity& e = knowledge_.entity(entry.entity); e.kind == EntityKind::person && (e.country == country || e.country.empty())) return entry.entity;
  return kNone;
}

// The only holder on that day whose name ends with the same word.
std::uint32_t ImportNames::holder_of(std::uint32_t office, const FuzzyDay& day, std::string_view name) const {
  if (office == kNone || name.empty()) return kNone;
  const auto last = [](std::string_view words) { return small(words.substr(words.find_last_of(' ') + 1)); };
  std::uint32_t found = kNone;
  for (const std::uint32_t holder : knowledge_.holders(office, day.first, day.last))
    if (last(knowledge_.entity(holder).name) == last(name)) {
      if (found != kNone && found != holder) return kNone;
      found = holder;
    }
  return found;
}

std::string ImportNames::person(std::string_view name, const std::string& country, std::uint32_t office, const FuzzyDay& day) const {
  std::uint32_t found = person_of(name, country);
  if (found == kNone) found = holder_of(office, day, name);
  return std::string(found == kNone ? name : knowledge_.entity(found).name);
}

void ImportNames::read_visitor(std::string_view words, const std::string& country, const FuzzyDay& day, VisitLine& line) const {
  const auto pieces = pieces_of(words);
  std::string_view name = words;
  std::uint32_t held_office = kNone;
  int rank = 0;
  for (auto limit = pieces.size(); limit > 0;) {
    const NameMatch match = knowledge_.longest_name(pieces, 0, limit);
    if (match.pieces == 0) break;
    for (const NameEntry& entry : match.entries) {
      const Entity& e = knowledge_.entity(entry.entity);
      if ((e.kind != EntityKind::title && e.kind != EntityKind::office) || match.pieces == pieces.size()) continue;
      const std::uint32_t office = e.kind == EntityKind::office ? entry.entity : knowledge_.office_for(country, e.id);
      const bool own = office != kNone && (knowledge_.entity(office).country.empty() || knowledge_.entity(office).country == country);
      if (own) held_office = office;
      if (const int of = own && knowledge_.entity(office).rank > 0 ? knowledge_.entity(office).rank : e.rank; of > 0 && (rank == 0 || of < rank)) rank = of;
    }
    if (rank > 0) {
      std::size_t at = 0;  // behind the words of the title
      for (std::uint32_t token = 0; token <= pieces[match.pieces - 1].token; ++token) at = std::min(words.find(' ', at), words.size() - 1) + 1;
      name = words.substr(at);
      line.office = words.substr(0, at);
      while (line.office.ends_with(' ')) line.office.pop_back();
      break;
    }
    limit = match.pieces - 1;
  }
  // Titles of sovereigns that no office of the lexicon has.
  for (const std::string_view listed : knowledge_.set("import.title"))
    if (const auto colon = listed.find(" : "); rank == 0 && colon != std::string_view::npos && small(words).starts_with(std::string(listed.substr(0, colon)) + " ") && colon + 3 < listed.size()) {
      rank = listed[colon + 3] - '0';
      line.office = words.substr(0, colon);
      name = words.substr(colon + 1);
    }
  line.visitor = name;
  line.rank = rank;
  std::uint32_t found = person_of(name, country);
  if (found == kNone) found = holder_of(held_office, day, name);
  if (found == kNone) return;
  line.visitor = knowledge_.entity(found).name;
  for (const Holding& held : knowledge_.offices_on(found, day.first, day.first))
    if (const Entity& office = knowledge_.entity(held.office); office.rank > 0 && (line.rank == 0 || office.rank < line.rank)) {
      line.rank = office.rank;
      line.office = office.name;
    }
}

void ImportTable::set_aside(const std::string& file, std::size_t line, std::string message, std::string remedy) {
  import_.set_aside.push_back({ErrorCode::bad_format, std::move(message), file + ":" + std::to_string(line), std::move(remedy)});
}

void ImportTable::add(VisitLine line, const std::string& file, std::size_t at) {
  FuzzyDay from, to;
  if (!parse_fuzzy_day(line.from, from)) return set_aside(file, at, "`" + line.from + "` is no day", "write YYYY-MM-DD");
  if (!line.to.empty() && (!parse_fuzzy_day(line.to, to) || to.last < from.first)) return set_aside(file, at, "`" + line.to + "` is no day at or after " + line.from, "correct the end of the visit");
  if (line.rank < 1 || line.rank > 7) return set_aside(file, at, "no rank is known for “" + (line.office.empty() ? "" : line.office + " ") + line.visitor + "” of " + line.visitor_country, "add the title or the person's office with --lexicon-add (lexicon/GRAMMAR.md)");
  if (line.to == line.from) line.to.clear();
  add({line.id, line.visitor, line.visitor_country, line.host_country, line.office, std::to_string(line.rank), line.kind, line.from, line.to, line.place, line.host, "", line.occasion, "", line.status, line.source, line.source_url, line.note},
      line.id, line.from);
}

void ImportTable::add(std::vector<std::string> fields, const std::string& id, const std::string& day) {
  if (!ids_.insert(id).second) {
    ++import_.passed_over["the same record twice"];
    return;
  }
  std::string row;
  for (const std::string& field : fields) row += (row.empty() ? "" : ",") + csv_field(field);
  if (first_.empty() || day < first_) first_ = day;
  if (day > last_) last_ = day;
  lines_.emplace_back(day + " " + id, std::move(row));
}

void ImportTable::finish(std::string_view title, std::string_view scope, std::string_view gaps, std::string_view columns) {
  std::sort(lines_.begin(), lines_.end());
  import_.rows = lines_.size();
  import_.csv = fmt::format("# Title: {}\n# Scope: {}\n", title, scope);
  if (!first_.empty()) import_.csv += fmt::format("# Period: {} to {}\n", first_, last_);
  import_.csv += fmt::format("# Gathered: brought in by dragoman from the format {}; {} of {} records, the rest is in its report\n# Known gaps: {}\n{}\n", to_string(import_.format), import_.rows, import_.records, gaps, columns);
  for (const auto& [key, row] : lines_) import_.csv += row + "\n";
}

Result<TableImport> import_tables(const std::vector<ImportFile>& files, Format format, std::shared_ptr<const Models> models) {
  TableImport import;
  import.format = format;
  for (const ImportFile& file : files) {
    const Format found = format == Format::none ? detect_import(file.text) : format;
    if (found == Format::none) return Error{ErrorCode::bad_request, "this file is of no format that is known", file.name, "say which with --format: state-visits, state-travels, council-vetoes or current-events"};
    if (import.format != Format::none && import.format != found)
      return Error{ErrorCode::bad_request, fmt::format("files of two formats: {} beside {}", to_string(found), to_string(import.format)), file.name, "bring in one format at a time"};
    import.format = found;
  }
  const ImportNames names(*models->parts().knowledge);
  switch (import.format) {
    case Format::state_visits: import_state_visits(files, names, import); break;
    case Format::state_travels: import_state_travels(files, names, import); break;
    case Format::council_vetoes: import_vetoes(files, names, import); break;
    case Format::current_events: import_items(files, names, models, import); break;
    case Format::none: return Error{ErrorCode::bad_request, "there is no file to bring in", "", "give the files"};
  }
  return import;
}

std::string render_import(const TableImport& import) {
  std::string text = fmt::format("{}: {} records read, {} rows, {} set aside\n", to_string(import.format), import.records, import.rows, import.set_aside.size());
  const auto out = std::back_inserter(text);
  for (const auto& [reason, count] : import.passed_over) fmt::format_to(out, "  {:>6}  {}\n", count, reason);
  for (const auto& [from, to] : import.columns) fmt::format_to(out, "  {:<24} {}\n", from, to);
  return text;
}

std::string render_import_json(const TableImport& import) {
  using json = nlohmann::ordered_json;
  json whole{{"format", to_string(import.format)}, {"records", import.records}, {"rows", import.rows}, {"passed_over", json::object()}, {"columns", json::object()}, {"set_aside", json::array()}};
  for (const auto& [reason, count] : import.passed_over) whole["passed_over"][reason] = count;
  for (const auto& [from, to] : import.columns) whole["columns"][from] = to;
  for (const Error& error : import.set_aside) whole["set_aside"].push_back({{"where", error.where}, {"why", error.message}, {"remedy", error.remedy}});
  return whole.dump(1, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace dragoman
