// What the importers share.
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "archive/history.h"
#include "archive/import.h"

namespace dragoman {

// One row of a table of visits, as text.
struct VisitLine {
  std::string id, visitor, visitor_country, host_country, office, kind, from, to, place, host, occasion, status = "happened", source, source_url, note;
  int rank = 0;
};

// States, persons and titles by their names.
class ImportNames {
 public:
  explicit ImportNames(const Knowledge& knowledge) : knowledge_(knowledge) {}
  // ISO code of a state's name, "Korea, Republic of" and "Burma (Myanmar)" too; empty when unknown.
  std::string state(std::string_view name) const;
  // "President Carlos Mauricio Funes" of a state on a day: name, office and rank; rank 0 when nothing tells it.
  void read_visitor(std::string_view words, const std::string& country, const FuzzyDay& day, VisitLine& line) const;
  // Somebody by the bare name, who held this office on the day: as the lexicon writes the name where it knows it, "Joe Biden" for "Joseph R. Biden" too.
  std::string person(std::string_view name, const std::string& country, std::uint32_t office, const FuzzyDay& day) const;
  // The value of the first `PHRASE : VALUE` line of a set that is in the words, ignoring case; empty when none is.
  std::string lookup(std::string_view set, std::string_view words, bool whole) const;
  // Does a word of the set stand in the words, ignoring case?
  bool has_word(std::string_view set, std::string_view words) const;
  const Knowledge& knowledge() const { return knowledge_; }

 private:
  std::string one_state(std::string_view name) const;
  std::uint32_t person_of(std::string_view name, const std::string& country) const;
  std::uint32_t holder_of(std::uint32_t office, const FuzzyDay& day, std::string_view name) const;
  const Knowledge& knowledge_;
};

// Collects rows, in order of day, and what became of the rest.
class ImportTable {
 public:
  explicit ImportTable(TableImport& import) : import_(import) {}
  void set_aside(const std::string& file, std::size_t line, std::string message, std::string remedy);
  void add(VisitLine line, const std::string& file, std::size_t at);
  // Any other row: the fields of `columns`, the day that orders it, its id.
  void add(std::vector<std::string> fields, const std::string& id, const std::string& day);
  bool seen(const std::string& id) const { return ids_.contains(id); }
  // Writes the table with its opening remarks.
  void finish(std::string_view title, std::string_view scope, std::string_view gaps, std::string_view columns);

 private:
  TableImport& import_;
  std::set<std::string> ids_;
  std::vector<std::pair<std::string, std::string>> lines_;  // day and id, row
  std::string first_, last_;
};

inline constexpr char kVisitColumns[] = "id,visitor,visitor_country,host_country,office,rank,class,from,to,place,host,inviter,occasion,delegation,status,source,source_url,note";

void import_state_visits(const std::vector<ImportFile>& files, const ImportNames& names, TableImport& import);
void import_state_travels(const std::vector<ImportFile>& files, const ImportNames& names, TableImport& import);
void import_vetoes(const std::vector<ImportFile>& files, const ImportNames& names, TableImport& import);
void import_items(const std::vector<ImportFile>& files, const ImportNames& names, const std::shared_ptr<const Models>& models, TableImport& import);

}  // namespace dragoman
