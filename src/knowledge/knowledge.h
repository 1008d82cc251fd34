// What the lexicon knows, as typed views of one mapped blob.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dragoman/article.h"
#include "dragoman/document.h"
#include "dragoman/report.h"
#include "dragoman/result.h"

namespace dragoman {

enum class EntityKind : std::uint8_t { state, body, person, place, agent, title, office };

// One thing in the world that a name can mean. Views live as long as the Knowledge.
struct Entity {
  EntityKind kind = EntityKind::body;
  std::string_view id;       // "CHN", "CHN.gov.mfa", "zhao_leji"
  std::string_view name;     // display name
  std::string_view country;  // ISO 3166 alpha-3 or own code; empty when none
  std::string_view type;     // the record's `kind` field: "ministry", "igo", "outlet", "city" …
  std::string_view suffix;   // agent, title: actor path under a country
  std::uint32_t body = kNone;  // office: entity id of the body it belongs to
  int rank = 0;              // office, title: 1 … 7, 0 when silent
  char sex = 0;              // person: 'm', 'f', 0
  std::uint32_t region = kNone;  // place: entity id of the first-level region it lies in
  double latitude = 0, longitude = 0;  // place, and the capital of a state
  bool has_point = false;
  std::int64_t population = 0;
  std::span<const std::uint32_t> members;  // body: entity ids of member states
};

// How a name stands for its entity.
enum class NameKind : std::uint8_t {
  name,       // a full name
  adjective,  // "Chinese"
  people,     // "Chinese", "Iraqis"
  capital,    // "Beijing" the city
  seat,       // "Beijing" the government
  bare,       // "Foreign Ministry": needs a country from context
  shorter,    // "Zhao": only after the full name in the same text
  weak,       // "Reading": only where the words around speak of a place
};

struct NameEntry {
  std::uint32_t entity = kNone;
  NameKind kind = NameKind::name;
};

// Pieces of names and of text are compared by this key: case folded, points, hyphens and apostrophes dropped.
// A key of 0 never occurs.
std::uint64_t name_piece_key(std::string_view folded_piece);

// One piece of a token or of a name: "Jong-un" has two, "U.S." has one ("us", all_caps).
struct NamePiece {
  std::uint64_t key = 0;
  std::uint32_t token = 0;  // index given by the caller
  bool capital = false;     // begins with a capital
  bool all_caps = false;    // every letter is a capital
};
// Appends the pieces of `word` to `out`. Punctuation-only words give one piece that matches nothing but itself.
void name_pieces(std::string_view word, std::uint32_t token, std::vector<NamePiece>& out);

struct Holding {           // a person in an office
  std::uint32_t office = kNone;
  Day from{}, to{};        // inclusive; Day::min()/max() when open
};

// A name found at a position in a piece sequence.
struct NameMatch {
  std::uint32_t pieces = 0;  // length in pieces
  std::span<const NameEntry> entries;
};

// Where a pattern finds a role: "subj", "to", "obj.poss" …
struct Way {
  enum Kind : std::uint8_t { subj, obj, iobj, poss, agent, prep, comp } kind = subj;
  std::string_view preposition;  // for prep
  bool has_step = false;         // one step further
  Kind step = subj;
  std::string_view step_preposition;
};

struct RoleSpec {
  std::string_view role;  // "source", "target", "weapon" …
  bool optional = false;
  std::span<const Way> ways;
};

struct Constraint {
  enum Kind : std::uint8_t { obj, obj_mod, subj, particle, prep, mod, comp, comp_obj, under } kind = obj;
  bool forbidden = false;
  std::span<const std::string_view> prepositions;  // for prep: any of
  std::span<const std::string_view> lemmas;        // any of, sets already expanded; empty: any word
};

struct Pattern {
  std::uint32_t act = 0;     // index into acts()
  enum Kind : std::uint8_t { verb, noun, adjective } kind = verb;
  bool forbids = false;      // a `not` line: where it fits, no pattern of this act fires on the same head
  bool side = false;         // a `side` line: reads further roles of this act's trigger, which is its object or subject
  std::span<const Constraint> constraints;
  std::span<const RoleSpec> roles;
  std::string_view id;       // "visit:verb:2", stable within a lexicon version
};

struct ActExample {
  std::string_view sentence, expected;  // "ARN visit GON"; empty for a negative
};

struct Act {
  std::string_view id, define, family;
  Plover plover;
  Cameo cameo;
  bool reciprocal = false, movement = false;
  bool unnamed = false;  // news also when nobody says who did it
  std::vector<std::string_view> roles;
  std::vector<ActExample> examples;
};

struct Operator {
  std::string_view id;
  enum Form : std::uint8_t { aux, adv, mod, verb, noun, mark } form = aux;
  enum Effect : std::uint8_t { set, keep, negate, hedge } effect = keep;
  Status status = Status::happened;  // for set
  std::uint32_t over = 0xffffffffu;  // bit per inner Status
  // One Operator per lemma alternative of the record: "call off" is keyed by "call" with words {"off"}.
  std::vector<std::string_view> words;
};

struct Light {
  std::string_view id;
  Operator::Effect effect = Operator::keep;
  Status status = Status::happened;
  std::vector<std::string_view> words;  // as in Operator: "take place" is keyed by "take" with words {"place"}
};

struct Cue {
  std::string_view id, stance;
  enum Form : std::uint8_t { verb, phrase, noun } form = verb;
  std::vector<std::string_view> words;  // further lemmas after the first, as in Operator
  bool hearer_is_object = false;
};

struct FurnitureRule {
  std::string_view id;
  BlockKind kind = BlockKind::other_furniture;
  std::vector<std::string_view> starts, ends, contains, equals;  // lower case
  std::uint32_t max_words = 0;  // 0: no limit
  bool takes_next = false;
};

struct TimeWord {
  std::string_view type;  // "weekday", "month", "day", "unit", "number", "direction", "part", "season"
  std::string_view text;  // "past", "decade" …
  int value = 0;
};

// Conditions under which a state's name is something else.
struct NameGuards {
  std::span<const std::string_view> not_before, not_after, not_with;  // lower case; not_with are lemmas
};

// Immutable; share freely.
class Knowledge {
 public:
  // Maps a compiled blob. Errors: not_found, bad_format (foreign, truncated or of another version), each with a remedy.
  static Result<std::shared_ptr<const Knowledge>> open(const std::string& path);
  // Reads files and folders of plain text and compiled lexicons, later ones extending and overriding earlier ones, and
  // compiles in memory; one compiled lexicon alone is opened. Wrong lines are told to `set_aside` and left out.
  // Errors: not_found, unreadable, too_large; bad_format for a damaged compiled lexicon.
  static Result<std::shared_ptr<const Knowledge>> compile(const std::vector<std::string>& paths, const std::function<void(const Error&)>& set_aside = {});
  virtual ~Knowledge() = default;

  virtual std::string_view fingerprint() const = 0;  // 16 hex digits of its content

  virtual std::uint32_t entity_count() const = 0;
  virtual const Entity& entity(std::uint32_t id) const = 0;
  virtual std::uint32_t find(EntityKind kind, std::string_view id) const = 0;  // kNone when absent
  // Longest name that starts at pieces[at]; pieces == 0 when none. Shorter ones by calling with a limit.
  virtual NameMatch longest_name(std::span<const NamePiece> pieces, std::size_t at, std::size_t limit = SIZE_MAX) const = 0;
  virtual NameGuards guards(std::uint32_t entity) const = 0;
  // The last value of any field of the entity's record, as written ("owner", "codes", "head_of"); empty when absent.
  virtual std::string_view field(std::uint32_t, std::string_view) const { return {}; }
  // The outlet whose domain this host is or lies under ("edition.cnn.com"); kNone when unlisted.
  virtual std::uint32_t outlet_of(std::string_view) const { return kNone; }
  // All offices of a person in order of start; offices held on a day, highest first (of equal rank those of the own state, then the newest), and those held at any time in a range.
  virtual std::span<const Holding> holdings(std::uint32_t person) const = 0;
  virtual std::vector<Holding> offices_on(std::uint32_t person, Day from, Day to) const = 0;
  // The office of a country whose title is this name key sequence, e.g. ("CHN", "foreign minister"); kNone when unlisted.
  virtual std::uint32_t office_for(std::string_view country, std::string_view title_id) const = 0;
  // Persons who held an office on some day of the range.
  virtual std::vector<std::uint32_t> holders(std::uint32_t office, Day from, Day to) const = 0;

  virtual std::span<const Act> acts() const = 0;
  virtual std::uint32_t find_act(std::string_view id) const = 0;
  virtual std::span<const Pattern* const> patterns(std::string_view lemma, Pattern::Kind kind) const = 0;
  virtual std::span<const Operator* const> operators(std::string_view lemma, Operator::Form form) const = 0;
  virtual std::span<const Light* const> lights(std::string_view lemma) const = 0;
  virtual std::span<const Cue* const> cues(std::string_view lemma, Cue::Form form) const = 0;
  virtual std::span<const FurnitureRule> furniture() const = 0;
  virtual const TimeWord* time_word(std::string_view lower_case_word) const = 0;
  virtual bool in_set(std::string_view set, std::string_view lemma) const = 0;
  virtual std::span<const std::string_view> set(std::string_view name) const = 0;
  virtual bool abbreviation(std::string_view word_without_point) const = 0;
  // The verb whose irregular form this is, in small letters; empty when unlisted.
  virtual std::string_view irregular(std::string_view) const { return {}; }
};

}  // namespace dragoman
