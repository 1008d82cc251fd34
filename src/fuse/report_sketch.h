// A report in fixed size: what the joining of reports looks at.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>

#include "dragoman/report.h"
#include "knowledge/knowledge.h"

namespace dragoman {

// A party as hashes; 0: not stated.
struct PartyKey {
  std::uint32_t actor = 0;    // of its code, or of its name where it has none
  std::uint32_t country = 0;  // or the organisation
  bool state = false;         // the state or the organisation itself
  bool organ = false;         // of an organisation of no state: "IGO.un.security_council"
  bool person = false;        // a person, known or only named
  bool known = false;         // of the lexicon
  friend bool operator==(const PartyKey&, const PartyKey&) = default;
};

inline constexpr std::int32_t kNoDay = INT32_MIN;

// Plain data: copy freely.
struct ReportSketch {
  static constexpr std::size_t kParties = 4, kWords = 16;

  std::uint64_t order = 0;      // of content: sorts tellings the same however they arrive
  std::uint32_t article = 0;    // index of its coding
  std::uint32_t report = 0;
  std::uint32_t origin = 0;     // of its article
  std::uint32_t sentence = 0;
  std::uint32_t act = 0, kin = 0, family = 0;  // kin: acts that one happening is told as
  Status status = Status::happened;
  bool reciprocal = false, background = false, contradicted = false, movement = false;
  std::uint8_t sources = 0, targets = 0, words = 0;
  std::int8_t weekday = -1;     // stated without its week
  bool to_the_day = false;
  bool city = false;            // place is a city or closer
  std::int32_t from = kNoDay, to = kNoDay;  // days since 1970
  std::int32_t published = kNoDay;
  std::uint32_t place = 0, place_country = 0;
  std::uint32_t trigger = 0;    // stem of its words
  std::array<PartyKey, kParties> source, target;
  std::array<std::uint32_t, kWords> word;  // content words of its sentence, a sample in order of hash
};

// What the lexicon says of acts, looked up once. Immutable; share freely.
class ActKeys {
 public:
  struct Keys {
    std::uint32_t act = 0, kin = 0, family = 0;
    bool movement = false;
  };
  explicit ActKeys(const Knowledge& knowledge);
  Keys of(const std::string& act) const;  // an unlisted act is its own kin and family

 private:
  std::unordered_map<std::string, Keys> keys_;
};

// Of report `report` of a coding; `article` and `origin` are copied in. Linear in its sentence.
ReportSketch tell(const Coding& coding, std::uint32_t report, std::uint32_t article, std::uint32_t origin, const ActKeys& acts);

}  // namespace dragoman
