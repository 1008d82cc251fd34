#include "app/history.h"

#include <algorithm>
#include <filesystem>

#include "app/session.h"
#include "pipeline/locate.h"

namespace dragoman::app {

Result<History> open_history(const std::string& folder, std::size_t& bad_rows) {
  std::string from = folder;
  if (from.empty()) {
    // Any one table tells where they all are.
    const auto found = locate("", "history/visits_china_north_korea.csv");
    if (!found) return Error{ErrorCode::not_found, found.error().message, found.error().where, "give the folder of tables with --history"};
    from = std::filesystem::path(*found).parent_path().string();
  }
  return read_history(from, [&](const Error& error) {
    ++bad_rows;
    complain(error);
  });
}

std::string state_code(const std::string& given, const Knowledge& knowledge) {
  if (knowledge.find(EntityKind::state, given) != kNone) return given;
  std::vector<NamePiece> pieces;
  for (std::size_t begin = 0; begin < given.size();) {
    const auto end = std::min(given.find(' ', begin), given.size());
    if (end > begin) name_pieces(given.substr(begin, end - begin), static_cast<std::uint32_t>(pieces.size()), pieces);
    begin = end + 1;
  }
  const NameMatch match = knowledge.longest_name(pieces, 0);
  if (match.pieces != pieces.size()) return {};
  for (const NameEntry& entry : match.entries)
    if (knowledge.entity(entry.entity).kind == EntityKind::state) return std::string(knowledge.entity(entry.entity).id);
  return {};
}

bool rank_range(const std::string& given, int& highest, int& lowest) {
  const auto rank = [](const std::string& text, int& value) {
    if (text.size() != 1 || text[0] < '1' || text[0] > '7') return false;
    value = text[0] - '0';
    return true;
  };
  const auto dots = given.find("..");
  if (dots == std::string::npos) return rank(given, highest) && rank(given, lowest);
  const auto low = given.substr(0, dots), high = given.substr(dots + 2);
  if (low.empty() && high.empty()) return false;
  return (low.empty() || rank(low, highest)) && (high.empty() || rank(high, lowest)) && highest <= lowest;
}

std::optional<Day> day_option(const std::string& given, bool last) {
  FuzzyDay day;
  if (!parse_fuzzy_day(given, day)) return std::nullopt;
  return last ? day.last : day.first;
}

}  // namespace dragoman::app
