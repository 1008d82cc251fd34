// The words of a language as typed tables: acts with their patterns, operators, cues, furniture, dates, sets.
#pragma once
#include <array>
#include <deque>
#include <functional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/arena.h"
#include "knowledge/knowledge.h"
#include "knowledge/patterns.h"
#include "knowledge/record_reader.h"

namespace dragoman {

// Told about every malformed line: the record's place in the list, the field's place in the record.
using FaultSink = std::function<void(std::size_t record, std::size_t field, const LineFault&)>;

// Immutable once built. Views point into the records' text and into the arena given to the constructor.
class WordTables {
 public:
  enum class Read : bool { all, no_patterns };  // PatternTables has the patterns of a compiled lexicon
  WordTables(std::span<const RecordView> records, Arena& arena, Read read = Read::all, const FaultSink& fault = {});
  WordTables(const WordTables&) = delete;
  WordTables& operator=(const WordTables&) = delete;

  template <class T>
  using Index = std::unordered_map<std::string_view, std::vector<const T*>>;

  std::vector<Act> acts;
  std::unordered_map<std::string_view, std::uint32_t> act_ids;
  std::vector<PatternLine> patterns;         // in order of acts and lines
  std::array<Index<Operator>, 6> operators;  // by Operator::Form
  Index<Light> lights;
  std::array<Index<Cue>, 3> cues;            // by Cue::Form
  std::vector<FurnitureRule> furniture;
  std::unordered_map<std::string_view, TimeWord> time_words;  // lower case
  std::unordered_map<std::string_view, std::vector<std::string_view>> sets;
  std::unordered_map<std::string_view, std::unordered_set<std::string_view>> set_members;
  std::unordered_set<std::string_view> abbreviations;
  std::unordered_map<std::string_view, std::string_view> irregular;  // form → lemma of a verb
  std::unordered_map<std::string_view, Cameo> cameo;          // label left out

 private:
  void read_set(const RecordView& record);
  void read_cameo(const RecordView& record);
  void read_quad(const RecordView& record);
  void read_act(const RecordView& record, std::size_t at);
  void read_pattern(std::uint32_t act, std::string_view act_id, std::string_view key, std::string_view value, std::array<int, 5>& numbers,
                    std::size_t at, std::size_t field);
  void read_operator(const RecordView& record, std::size_t at);
  void read_light(const RecordView& record, std::size_t at);
  void read_cue(const RecordView& record, std::size_t at);
  void read_furniture(const RecordView& record, std::size_t at);
  void read_time(const RecordView& record, std::size_t at);
  std::string_view lower(std::string_view text);
  void say(std::size_t record, std::size_t field, std::string message, std::string remedy) const;

  Arena& arena_;
  const Read read_;
  const FaultSink& fault_;
  std::deque<Operator> operator_store_;
  std::deque<Light> light_store_;
  std::deque<Cue> cue_store_;
};

}  // namespace dragoman
