// The list of vetoes that World Politics Data Lab made from the pages of the Dag Hammarskjöld Library.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "archive/csv.h"
#include "archive/import_parts.h"
#include "ingest/utf8.h"

namespace dragoman {

namespace {

constexpr char kVetoColumns[] = "id,document,date,subject,members_vetoing,abstaining_members,yes,no,abstain,source,source_url,note";

std::string small(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return text;
}

// "2/16/1946", month first, as a day of ISO 8601; empty when it is none.
std::string iso_of(std::string_view text) {
  int part[3] = {};
  for (int i = 0; i < 3; ++i) {
    const auto end = i == 2 ? text.size() : text.find('/');
    if (end == std::string_view::npos || std::from_chars(text.data(), text.data() + end, part[i]).ptr != text.data() + end || end == 0) return {};
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  FuzzyDay day;
  const std::string iso = fmt::format("{:04}-{:02}-{:02}", part[2], part[0], part[1]);
  return parse_fuzzy_day(iso, day) ? iso : std::string();
}

// "S/2022/431" to "sc-draft-2022-431", as history/council_vetoes.csv has it.
std::string id_of(std::string_view draft) {
  std::string id = "sc-draft-";
  if (draft.starts_with("S/")) draft.remove_prefix(2);
  for (const char c : draft) {
    const bool kept = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    if (kept) id += low;
    else if (!id.ends_with('-')) id += '-';
  }
  while (id.ends_with('-')) id.pop_back();
  return id;
}

}  // namespace

void import_vetoes(const std::vector<ImportFile>& files, const ImportNames& names, TableImport& import) {
  ImportTable table(import);
  import.columns = {{"date", "date"}, {"draft", "id, document"}, {"crisis_topic, agenda_item", "subject"}, {"one column a member", "members_vetoing, the Soviet Union under the seat that it had"}, {"meeting_record", "note"},
                    {"year, month", "not kept: they are in the date"}, {"region", "not kept: no column holds it"}, {"member_veto1 … 3, single_veto, multiple_vetoes", "members_vetoing where none is marked; else only checked"},
                    {"russia_china … france_uk", "not kept: follow from the members"}, {"yes, no, abstain", "left empty: the source does not count votes"}};
  for (const ImportFile& file : files) {
    const CsvText csv = read_csv(file.text);
    if (csv.open_quote) table.set_aside(file.name, csv.open_quote, "a quote is never closed", "close it, or write \"\" for a quote within a field");
    std::map<std::string, std::size_t, std::less<>> at;
    for (std::size_t i = 0; i < csv.header.fields.size(); ++i) at.emplace(small(csv.header.fields[i]), i);
    std::vector<std::string> members_of;  // columns, one a member
    for (const std::string_view line : names.knowledge().set("import.veto_member")) members_of.emplace_back(line.substr(0, line.find(" : ")));
    std::vector<std::string> columns = {"date", "draft", "agenda_item", "crisis_topic"};
    columns.insert(columns.end(), members_of.begin(), members_of.end());
    bool whole = true;
    for (const std::string& needed : columns)
      if (whole && !at.contains(needed)) {
        table.set_aside(file.name, std::max<std::size_t>(csv.header.line, 1), fmt::format("the column {} is missing", needed), "give the table with the header that its makers wrote");
        whole = false;
      }
    for (const CsvRecord& record : csv.records) {
      if (!whole) break;
      ++import.records;
      if (record.fields.size() != csv.header.fields.size()) {
        table.set_aside(file.name, record.line, fmt::format("{} fields where the header has {}", record.fields.size(), csv.header.fields.size()), "put fields with a comma in quotes");
        continue;
      }
      if (std::any_of(record.fields.begin(), record.fields.end(), [](const std::string& f) { return first_invalid_utf8(f) != std::string::npos; })) {
        table.set_aside(file.name, record.line, "a field is not UTF-8", "save the file as UTF-8");
        continue;
      }
      const auto field = [&](std::string_view name) { return at.contains(name) ? record.fields[at.find(name)->second] : std::string(); };
      const std::string day = iso_of(field("date"));
      if (day.empty()) {
        table.set_aside(file.name, record.line, "`" + field("date") + "` is no day", "write MONTH/DAY/YEAR");
        continue;
      }
      std::string members, before;
      std::size_t named = 0, count = 0;
      const auto add = [&](const std::string& name) {
        const std::string code = names.lookup("import.veto_member", name, true);
        if (code.empty()) return;
        members += (members.empty() ? "" : ";") + code;
        ++count;
        before += names.lookup("import.veto_before", name, true);
      };
      for (const std::string& name : members_of)
        if (field(name) == "1") add(name);
      for (const char* name : {"member_veto1", "member_veto2", "member_veto3"}) named += !field(name).empty();
      // Where none is marked, those that are named stand.
      if (count == 0)
        for (const char* name : {"member_veto1", "member_veto2", "member_veto3"}) add(field(name));
      if (count == 0 || field("draft").empty()) {
        table.set_aside(file.name, record.line, count == 0 ? "no member is marked or named as vetoing" : "no draft is named", "mark a member with 1, or name it, and name the draft");
        continue;
      }
      if (named > 0 && named != count) {
        table.set_aside(file.name, record.line, fmt::format("{} members are named as vetoing and {} marked", named, count), "correct one of the two");
        continue;
      }
      // Parts of one draft that were voted on apart have a row each.
      std::string id = id_of(field("draft"));
      for (int part = 2; table.seen(id); ++part) id = fmt::format("{}-{}", id_of(field("draft")), part);
      const std::string subject = field("crisis_topic").empty() ? field("agenda_item") : field("crisis_topic") + ": " + field("agenda_item");
      table.add({id, field("draft"), day, subject, members, "", "", "", "", "World Politics Data Lab, list of vetoes, from the Dag Hammarskjöld Library", "https://research.un.org/en/docs/sc/quick/veto", (before.empty() ? "" : before + "; ") + "meeting " + field("meeting_record")}, id, day);
    }
  }
  table.finish("Vetoes in the Security Council, by the list of World Politics Data Lab", "drafts that a veto stopped, as the list has them", "how many voted yes, no or abstained is not in the source", kVetoColumns);
}

}  // namespace dragoman
