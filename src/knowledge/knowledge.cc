#include "knowledge/knowledge.h"

#include <fmt/format.h>

#include <variant>

#include "base/arena.h"
#include "base/mapped_file.h"
#include "knowledge/blob.h"
#include "knowledge/check.h"
#include "knowledge/compiler.h"
#include "knowledge/pattern_tables.h"
#include "knowledge/word_tables.h"
#include "knowledge/world.h"

namespace dragoman {

namespace {

template <class Index>
auto at_key(const Index& index, std::string_view key) -> std::span<const typename Index::mapped_type::value_type> {
  const auto found = index.find(key);
  if (found == index.end()) return {};
  return found->second;
}

class Lexicon final : public Knowledge {
 public:
  Lexicon(std::variant<std::string, MappedFile> bytes, Blob blob)
      : bytes_(std::move(bytes)), blob_(std::move(blob)),
        words_(blob_.records, arena_, WordTables::Read::no_patterns), world_(blob_), patterns_(blob_, static_cast<std::uint32_t>(words_.acts.size())),
        fingerprint_(fmt::format("{:016x}", blob_.fingerprint)) {}

  bool sound() const { return world_.sound() && patterns_.sound() && blob_.names.valid(entity_count()); }

  std::string_view fingerprint() const override { return fingerprint_; }
  std::uint32_t entity_count() const override { return static_cast<std::uint32_t>(world_.entities().size()); }
  const Entity& entity(std::uint32_t id) const override { return world_.entities()[id]; }
  std::uint32_t find(EntityKind kind, std::string_view id) const override { return world_.find(kind, id); }
  NameMatch longest_name(std::span<const NamePiece> pieces, std::size_t at, std::size_t limit) const override {
    return blob_.names.longest(pieces, at, limit);
  }
  NameGuards guards(std::uint32_t entity) const override { return world_.guards(entity); }
  std::string_view field(std::uint32_t entity, std::string_view key) const override { return world_.field(entity, key); }
  std::uint32_t outlet_of(std::string_view host) const override { return world_.outlet_of(host); }
  std::span<const Holding> holdings(std::uint32_t person) const override { return world_.holdings(person); }
  std::vector<Holding> offices_on(std::uint32_t person, Day from, Day to) const override { return world_.offices_on(person, from, to); }
  std::uint32_t office_for(std::string_view country, std::string_view title_id) const override {
    return world_.office_for(country, title_id);
  }
  std::vector<std::uint32_t> holders(std::uint32_t office, Day from, Day to) const override { return world_.holders(office, from, to); }

  std::span<const Act> acts() const override { return words_.acts; }
  std::uint32_t find_act(std::string_view id) const override {
    const auto found = words_.act_ids.find(id);
    return found == words_.act_ids.end() ? kNone : found->second;
  }
  std::span<const Pattern* const> patterns(std::string_view lemma, Pattern::Kind kind) const override {
    return patterns_.at(lemma, kind);
  }
  std::span<const Operator* const> operators(std::string_view lemma, Operator::Form form) const override {
    return at_key(words_.operators[form], lemma);
  }
  std::span<const Light* const> lights(std::string_view lemma) const override { return at_key(words_.lights, lemma); }
  std::span<const Cue* const> cues(std::string_view lemma, Cue::Form form) const override { return at_key(words_.cues[form], lemma); }
  std::span<const FurnitureRule> furniture() const override { return words_.furniture; }
  const TimeWord* time_word(std::string_view word) const override {
    const auto found = words_.time_words.find(word);
    return found == words_.time_words.end() ? nullptr : &found->second;
  }
  bool in_set(std::string_view name, std::string_view lemma) const override {
    const auto found = words_.set_members.find(name);
    return found != words_.set_members.end() && found->second.contains(lemma);
  }
  std::span<const std::string_view> set(std::string_view name) const override { return at_key(words_.sets, name); }
  bool abbreviation(std::string_view word) const override { return words_.abbreviations.contains(word); }
  std::string_view irregular(std::string_view form) const override {
    const auto found = words_.irregular.find(form);
    return found == words_.irregular.end() ? std::string_view() : found->second;
  }

 private:
  Arena arena_;
  std::variant<std::string, MappedFile> bytes_;
  Blob blob_;
  WordTables words_;
  World world_;
  PatternTables patterns_;
  std::string fingerprint_;
};

Result<std::shared_ptr<const Knowledge>> finish(std::variant<std::string, MappedFile> bytes, Blob blob, const std::string& where) {
  auto lexicon = std::make_shared<const Lexicon>(std::move(bytes), std::move(blob));
  if (!lexicon->sound())
    return Error{ErrorCode::bad_format, "the compiled lexicon is damaged: its names or places point outside themselves", where,
                 "build it anew: dragoman lexicon build lexicon --output lexicon.blob"};
  return std::shared_ptr<const Knowledge>(std::move(lexicon));
}

bool compiled(const std::string& path) {
  const auto file = MappedFile::open(path);
  return file && Blob::is_one(file->bytes());
}

}  // namespace

Result<std::shared_ptr<const Knowledge>> Knowledge::open(const std::string& path) {
  auto file = MappedFile::open(path);
  if (!file) {
    auto error = file.error();
    error.message = "the compiled lexicon: " + error.message;
    error.remedy = "build it: dragoman lexicon build lexicon --output lexicon.blob";
    return error;
  }
  auto blob = Blob::read(file->bytes(), path);
  if (!blob) return blob.error();
  return finish(std::move(*file), std::move(*blob), path);
}

Result<std::shared_ptr<const Knowledge>> Knowledge::compile(const std::vector<std::string>& paths, const std::function<void(const Error&)>& set_aside) {
  if (paths.size() == 1 && compiled(paths.front())) return open(paths.front());
  auto source = Source::read(paths);
  if (!source) return source.error();
  if (set_aside)
    for (auto& problem : check_lexicon(*source))
      if (problem.level == Problem::error || problem.level == Problem::missing)
        set_aside({ErrorCode::bad_format, problem.record.empty() ? problem.message : problem.record + ": " + problem.message,
                   source->where(problem.file, problem.line, problem.column), problem.remedy});
  std::variant<std::string, MappedFile> bytes = compile_lexicon(*source);
  // Heap strings keep their address when moved, as their capacity is beyond the small buffer.
  auto blob = Blob::read(std::get<std::string>(bytes), "lexicon");
  if (!blob) return blob.error();
  return finish(std::move(bytes), std::move(*blob), "lexicon");
}

}  // namespace dragoman
