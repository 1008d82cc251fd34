// Visits to the United States and journeys of its presidents and secretaries of state, as its Office of the Historian lists them.
#include <fmt/format.h>

#include <map>

#include "archive/import_parts.h"
#include "archive/xml_records.h"

namespace dragoman {

namespace {

constexpr char kHistorian[] = "Office of the Historian, US Department of State";
constexpr int kLowestLeader = 4;  // rank of a deputy who stands in for a head of government
constexpr char kPage[] = "https://history.state.gov/departmenthistory/";

template <typename Each>
void each_record(const std::vector<ImportFile>& files, ImportTable& table, TableImport& import, const Each& each) {
  for (const ImportFile& file : files) {
    const auto read = read_xml_records(file.text, file.name, [&](const Error& error) {
      ++import.records;
      import.set_aside.push_back(error);
    });
    if (!read) {
      import.set_aside.push_back(read.error());
      continue;
    }
    for (const XmlRecord& record : read->records) {
      ++import.records;
      if (record.value("id").empty()) table.set_aside(file.name, record.line, "this record has no <id>", "give it the number that its source has");
      else each(file, record);
    }
  }
}

// A page of the source, only from ids that can stand in an address.
std::string page(std::string_view path, const std::string& id) {
  const bool good = !id.empty() && id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
  return good ? std::string(kPage) + std::string(path) + id : std::string();
}

std::string places(const std::string& locale) {
  std::string text;
  for (const char c : locale) text += c == ',' ? ';' : c;
  return text;
}

}  // namespace

void import_state_visits(const std::vector<ImportFile>& files, const ImportNames& names, TableImport& import) {
  ImportTable table(import);
  import.columns = {{"id", "id, source"}, {"visitor", "visitor, office, rank"}, {"from", "visitor_country"}, {"from@id", "source_url"}, {"start-date", "from"}, {"end-date", "to"},
                    {"description", "class, note"}, {"created-*, last-modified-*", "not kept: who typed the record in and when"}};
  each_record(files, table, import, [&](const ImportFile& file, const XmlRecord& record) {
    VisitLine line;
    line.visitor_country = names.state(record.value("from"));
    line.host_country = "USA";
    line.from = record.value("start-date");
    line.to = record.value("end-date");
    if (line.visitor_country.empty()) return table.set_aside(file.name, record.line, "no state of today is called “" + record.value("from") + "”", "add the name to its state with --lexicon-add");
    if (record.value("visitor").empty()) return table.set_aside(file.name, record.line, "this record names no visitor", "fill <visitor>");
    if (names.has_word("import.no_office", record.value("visitor"))) {
      ++import.passed_over["the visitor was not in office"];
      return;
    }
    FuzzyDay day;
    if (parse_fuzzy_day(line.from, day)) names.read_visitor(record.value("visitor"), line.visitor_country, day, line);
    // The source lists heads of state and government: of a general it says that he was one, not by which office.
    if (line.rank > kLowestLeader) line.rank = 0;
    line.id = "state-visits-" + record.value("id");
    line.kind = names.lookup("import.visit_class", record.value("description"), false);
    line.source = fmt::format("{}, visits by foreign leaders, record {}", kHistorian, record.value("id"));
    const XmlElement* from = record.field("from");
    line.source_url = page("visits/", from ? from->attribute("id") : std::string());
    line.note = record.value("description");
    table.add(std::move(line), file.name, record.line);
  });
  table.finish("Visits to the United States by foreign heads of state and government", "journeys to the United States; one row for each record of the source, so that a visitor may have several in one journey",
               "the source lists what its compilers found and states no completeness; records of states that no longer are, and of visitors whose rank the lexicon does not tell, are left out", kVisitColumns);
}

void import_state_travels(const std::vector<ImportFile>& files, const ImportNames& names, TableImport& import) {
  ImportTable table(import);
  import.columns = {{"id", "id, source"}, {"role", "office, rank"}, {"name", "visitor"}, {"country", "host_country"}, {"locale", "place"}, {"start-date", "from"}, {"end-date", "to"},
                    {"remarks", "note"}, {"@who", "source_url"}, {"created-*, last-modified-*", "not kept: who typed the record in and when"}};
  each_record(files, table, import, [&](const ImportFile& file, const XmlRecord& record) {
    VisitLine line;
    line.visitor_country = "USA";
    line.host_country = names.state(record.value("country"));
    line.from = record.value("start-date");
    line.to = record.value("end-date");
    const std::string role = record.value("role").empty() ? record.attribute("role") : record.value("role");
    const std::string office_id = names.lookup("import.role", role, true);
    const std::uint32_t office = names.knowledge().find(EntityKind::office, office_id);
    if (office == kNone) return table.set_aside(file.name, record.line, "“" + role + "” is no role that is known", "roles stand in the set import.role of lexicon/en/import.txt");
    if (line.host_country.empty()) return table.set_aside(file.name, record.line, "no state of today is called “" + record.value("country") + "”", "add the name to its state with --lexicon-add");
    if (line.host_country == "USA") return table.set_aside(file.name, record.line, "a journey within the United States", "nothing, it is no visit abroad");
    if (record.value("name").empty()) return table.set_aside(file.name, record.line, "this record names no traveller", "fill <name>");
    FuzzyDay day;
    line.visitor = parse_fuzzy_day(line.from, day) ? names.person(record.value("name"), "USA", office, day) : record.value("name");
    line.office = names.knowledge().entity(office).name;
    line.rank = names.knowledge().entity(office).rank;
    line.id = "state-travels-" + record.value("id");
    line.place = places(record.value("locale"));
    line.kind = names.lookup("import.visit_class", record.value("remarks"), false);
    line.source = fmt::format("{}, travels abroad of the {}, record {}", kHistorian, role == "president" ? "President" : "Secretary of State", record.value("id"));
    line.source_url = page("travels/" + role + "/", record.attribute("who"));
    line.note = record.value("remarks");
    table.add(std::move(line), file.name, record.line);
  });
  table.finish("Journeys abroad of Presidents and Secretaries of State of the United States", "one row for each country of a journey, as the source has it",
               "the source lists what its compilers found and states no completeness; records of states and places that are none today are left out", kVisitColumns);
}

}  // namespace dragoman
