#include "knowledge/gazetteer.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "knowledge/values.h"
#include "knowledge/world.h"

namespace dragoman {

namespace {

constexpr std::string_view kRemedyCity = "write: city ID LATITUDE,LONGITUDE POPULATION REGION NAME | NAME, with - for what is not known";
constexpr std::string_view kRemedyRegion = "write: region ID LATITUDE,LONGITUDE NAME | NAME, with - for a point that is not known";

// Takes the first word off `rest`; empty at its end.
std::string_view next_word(std::string_view& rest) {
  rest = trim(rest);
  const auto end = std::min(rest.find_first_of(" \t"), rest.size());
  const auto word = rest.substr(0, end);
  rest.remove_prefix(end);
  return word;
}

bool number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

class Reader {
 public:
  Reader(std::span<const RecordView> records, const World& world, Arena& arena, const GazetteerFault& fault)
      : records_(records), world_(world), arena_(arena), fault_(fault) {}

  Gazetteer run() {
    for (record_ = 0; record_ < records_.size(); ++record_) {
      if (records_[record_].kind != "gazetteer") continue;
      field_ = 0;
      for (const auto& [key, value] : records_[record_]) {
        if (key == "city" || key == "region") row(key == "city", value);
        ++field_;
      }
    }
    assign();
    return std::move(out_);
  }

 private:
  struct Region {
    std::string_view id;
    std::size_t record = 0, field = 0;
  };

  void wrong(std::string message, std::string_view remedy) { fault_(record_, field_, std::move(message), std::string(remedy)); }

  void row(bool city, std::string_view rest) {
    const auto remedy = city ? kRemedyCity : kRemedyRegion;
    const auto id = next_word(rest), at = next_word(rest);
    const auto people = city ? next_word(rest) : std::string_view("-"), region = city ? next_word(rest) : std::string_view("-");
    const auto names = split_list(rest);
    if (names.empty() && world_.find(EntityKind::place, id) == kNone) return wrong("the row has no name", remedy);
    const auto point = at == "-" ? std::optional(Point{}) : parse_point(at);
    if (!point) return wrong(fmt::format("\"{}\" is no point", at), remedy);
    const auto population = people == "-" ? std::optional(0LL) : parse_integer(people);
    if (!population || *population < 0 || *population > 0xffffffffLL) return wrong(fmt::format("\"{}\" is no number of people", people), remedy);

    const auto full_id = number(id) ? arena_.keep(fmt::format("geonames:{}", id)) : id;
    const auto [found, fresh] = index_.emplace(full_id, out_.places.size());
    if (fresh) {
      out_.places.push_back({});
      regions_.push_back({});
    }
    auto& place = out_.places[found->second];
    place.id = full_id;
    place.country = records_[record_].id;
    place.city = city;
    if (people != "-") place.population = static_cast<std::uint32_t>(*population);
    if (at != "-") {
      place.has_point = true;
      place.latitude = static_cast<float>(point->latitude);
      place.longitude = static_cast<float>(point->longitude);
    }
    if (region != "-") regions_[found->second] = {region, record_, field_};
    for (auto name : names) {
      const bool weak = name.ends_with('?');
      if (weak) name = trim(name.substr(0, name.size() - 1));
      if (name.empty()) continue;
      if (place.name.empty()) place.name = name;
      out_.names.push_back({name, static_cast<std::uint32_t>(found->second), weak});  // the row for now
    }
  }

  std::uint32_t number_of(std::string_view id) const {
    const auto found = index_.find(id);
    return found != index_.end() ? out_.places[found->second].entity : world_.find(EntityKind::place, id);
  }

  // Numbers the places in order of their ids, and puts numbers in place of rows and of region ids.
  void assign() {
    auto next = static_cast<std::uint32_t>(world_.entities().size());
    for (const auto& [id, at] : index_) {
      const auto listed = world_.find(EntityKind::place, id);
      out_.places[at].entity = listed != kNone ? listed : next++;
    }
    for (std::size_t at = 0; at < out_.places.size(); ++at) {
      if (regions_[at].id.empty()) continue;
      out_.places[at].region = number_of(regions_[at].id);
      if (out_.places[at].region != kNone) continue;
      record_ = regions_[at].record, field_ = regions_[at].field;
      wrong(fmt::format("there is no region {}", regions_[at].id), "add a region row or a place record with that id, or write -");
    }
    for (auto& name : out_.names) name.entity = out_.places[name.entity].entity;
    std::sort(out_.places.begin(), out_.places.end(), [](const GazetteerPlace& a, const GazetteerPlace& b) { return a.id < b.id; });
  }

  std::span<const RecordView> records_;
  const World& world_;
  Arena& arena_;
  const GazetteerFault& fault_;
  std::size_t record_ = 0, field_ = 0;
  Gazetteer out_;
  std::vector<Region> regions_;                     // beside out_.places
  std::map<std::string_view, std::size_t> index_;  // id → row; in order of ids
};

}  // namespace

Gazetteer read_gazetteer(std::span<const RecordView> records, const World& world, Arena& arena, const GazetteerFault& fault) {
  return Reader(records, world, arena, fault).run();
}

}  // namespace dragoman
