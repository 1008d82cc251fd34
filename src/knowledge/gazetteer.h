// Cities and first-level regions: tens of thousands, so each is one row of a `gazetteer` record and not a record.
#pragma once
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "knowledge/record_reader.h"

namespace dragoman {

class World;

// One row as the blob keeps it. Degrees; population 0 and region kNone where the row is silent.
struct GazetteerPlace {
  std::string_view id, name, country;  // "geonames:2990440", "Nice", "FRA"
  std::uint32_t entity = 0;            // its number; that of a listed place when the row only adds to it
  std::uint32_t region = 0xffffffffu;  // entity number of its first-level region
  std::uint32_t population = 0;
  float latitude = 0, longitude = 0;
  bool city = false, has_point = false;
};

struct GazetteerName {
  std::string_view text;
  std::uint32_t entity;
  bool weak;  // written with a "?" behind it
};

struct Gazetteer {
  std::vector<GazetteerPlace> places;  // by id; new ones are numbered in this order from World::entities().size() on
  std::vector<GazetteerName> names;    // in order of the rows
};

// A row that cannot be read, by the index of its record and of its field there.
using GazetteerFault = std::function<void(std::size_t record, std::size_t field, std::string message, std::string remedy)>;

// Reads every row; those that cannot be read are told to `fault` and left out. Views point into the records and the arena.
Gazetteer read_gazetteer(std::span<const RecordView> records, const World& world, Arena& arena, const GazetteerFault& fault);

}  // namespace dragoman
