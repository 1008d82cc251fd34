// Codings kept in one file, each with the day it was reported and the instant it was recorded.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dragoman/report.h"
#include "dragoman/result.h"

namespace dragoman {

// What was known when. Absent: no limit.
struct AsOf {
  std::optional<Day> reported;  // published on this day or before
  std::string recorded;         // recorded at this instant or before ("2026-01-31" means its end); empty: no limit
};

struct ArchiveCounts {
  std::uint64_t articles = 0;  // distinct ones; a corrected date or title makes a version, not an article
  std::uint64_t codings = 0;   // of all versions and coders
  std::uint64_t reports = 0;
  std::uint64_t events = 0;    // as of the last fusion
};

class Database;

// One writer, or any number of readers, per file, each with an Archive of its own. One per thread.
// Nothing is ever overwritten: a corrected article or a newer coder adds rows, and as-of questions see the old ones.
class Archive {
 public:
  enum class Mode : std::uint8_t { read, write };  // write creates the file when it is missing

  // Waits some seconds for others to be done with the file. Errors: not_found (also when DuckDB's library is), unreadable,
  // bad_format (no archive, one of another version, a damaged one), output_failed (others use it), each with a remedy.
  static Result<Archive> open(const std::string& path, Mode mode);
  Archive(Archive&&) noexcept;
  Archive& operator=(Archive&&) noexcept;
  ~Archive();

  // True when this article, in these very words and with this date, was coded by this coder already, or was forgotten.
  Result<bool> holds(const Article& article, std::string_view coder) const;
  // Looks all of them up at once, so that holds() and add() need not ask for each.
  Outcome look_up(const std::vector<Coding>& codings);
  // Keeps a coding. `recorded` is the present instant, "YYYY-MM-DDTHH:MM:SSZ". False: it was there, nothing changed.
  // Visible to other readers after flush(); an error undoes everything since the last flush(). Errors: output_failed when the disk is full.
  // `sketch` is what sketch_of() (counting.h) makes of it, where it is at hand: fusion then need not read the coding again.
  Result<bool> add(const Coding& coding, std::string_view coder, std::string_view recorded, std::string_view sketch = {});
  // Makes everything added so far durable.
  Outcome flush();

  // The codings known as of then: of each article the last version recorded, in the last coding of it. In order of recording.
  Result<std::vector<Coding>> codings(const AsOf& as_of = {}) const;
  Result<ArchiveCounts> counts() const;

  // For the other files of this folder.
  const Database& database() const;

 private:
  struct State;
  explicit Archive(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace dragoman
