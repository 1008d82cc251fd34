#include "train/bbn_events.h"

#include <charconv>
#include <filesystem>
#include <map>
#include <set>

#include "base/days.h"
#include "coding/assemble.h"
#include "coding/same_event.h"
#include "train/inflate.h"
#include "train/table_file.h"

namespace dragoman::train {

namespace {

namespace fs = std::filesystem;

constexpr const char* kAdvice = "give the folder that holds ground_truth.csv and cameo_files.tgz";

struct ListedEvent {
  std::string sentence, code;
  bool background = false;  // told as history
  std::vector<Actor> source, target;
};
using EventsOfFile = std::map<std::string, ListedEvent>;  // by id

std::string_view attribute(std::string_view tag, std::string_view name) {
  const std::string start = " " + std::string(name) + "=\"";
  const std::size_t at = tag.find(start);
  if (at == std::string_view::npos) return {};
  const std::size_t from = at + start.size(), end = tag.find('"', from);
  return tag.substr(from, end == std::string_view::npos ? end : end - from);
}

// A whole name that the lexicon knows, states and persons first.
std::uint32_t entity_named(std::string_view name, const Knowledge& knowledge) {
  std::vector<NamePiece> pieces;
  std::uint32_t token = 0;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t end = std::min(name.find(' ', at), name.size());
    if (end > at) name_pieces(name.substr(at, end - at), token++, pieces);
    at = end + 1;
  }
  const NameMatch match = knowledge.longest_name(pieces, 0);
  if (match.pieces != pieces.size()) return kNone;
  for (const EntityKind kind : {EntityKind::state, EntityKind::person, EntityKind::body})
    for (const NameEntry& entry : match.entries)
      if (knowledge.entity(entry.entity).kind == kind && entry.kind == NameKind::name) return entry.entity;
  return kNone;
}

Actor actor_of(std::string_view tag, const Knowledge& knowledge) {
  Actor actor;
  actor.name = attribute(tag, "actor_name");
  const std::uint32_t id = entity_named(actor.name, knowledge);
  if (id == kNone) {
    actor.actor = "named:" + actor.name;
  } else {
    const Entity& entity = knowledge.entity(id);
    actor.country = entity.country;
    actor.actor = (entity.kind == EntityKind::person ? "person:" : "") + std::string(entity.id);
    if (entity.kind == EntityKind::state) actor.country = entity.id;
  }
  if (const auto agent = attribute(tag, "agent_name"); !agent.empty()) actor.actor += "." + std::string(agent);
  return actor;
}

EventsOfFile events_of(std::string_view xml, const Knowledge& knowledge) {
  EventsOfFile events;
  ListedEvent* open = nullptr;
  for (std::size_t at = xml.find('<'); at != std::string_view::npos; at = xml.find('<', at + 1)) {
    const std::size_t end = xml.find('>', at);
    if (end == std::string_view::npos) break;
    const std::string_view tag = xml.substr(at, end - at);
    if (tag.starts_with("<Event ")) {
      open = &events[std::string(attribute(tag, "id"))];
      open->sentence = attribute(tag, "sentence_id"), open->code = attribute(tag, "type");
      open->background = attribute(tag, "tense") == "historical";
    } else if (open && tag.starts_with("<Participant ")) {
      (attribute(tag, "role") == "Source" ? open->source : open->target).push_back(actor_of(tag, knowledge));
    }
  }
  return events;
}

// The wanted files of a tar archive, by their last name.
std::map<std::string, std::string> untar(std::string_view tar, const std::set<std::string>& wanted) {
  constexpr std::size_t kBlock = 512;
  std::map<std::string, std::string> files;
  for (std::size_t at = 0; at + kBlock <= tar.size() && tar[at] != '\0';) {
    const std::string path(tar.substr(at, std::min<std::size_t>(100, tar.substr(at, 100).find('\0'))));
    std::size_t size = 0;
    const std::string_view digits = tar.substr(at + 124, 11);
    std::from_chars(digits.data(), digits.data() + digits.size(), size, 8);
    if (size > tar.size() - at - kBlock) break;
    if (const auto name = fs::path(path).filename().string(); wanted.count(name)) files[name] = tar.substr(at + kBlock, size);
    at += kBlock + (size + kBlock - 1) / kBlock * kBlock;
  }
  return files;
}

struct Key {
  std::string file, code, event;
};

Key split_key(const std::string& key) {
  const std::size_t last = key.rfind('_'), before = last == std::string::npos || last == 0 ? std::string::npos : key.rfind('_', last - 1);
  if (before == std::string::npos) return {};
  return {key.substr(0, before), key.substr(before + 1, last - before - 1), key.substr(last + 1)};
}

std::string act_of(const std::string& code, const Knowledge& knowledge) {
  for (const Act& act : knowledge.acts())
    if (act.cameo.code == code) return std::string(act.id);
  return "cameo:" + code;
}

void add_parties(std::vector<Actor>& to, const std::vector<Actor>& more) {
  for (const Actor& actor : more) {
    bool known = false;
    for (const Actor& a : to) known = known || a.actor == actor.actor;
    if (!known) to.push_back(actor);
  }
}

// What one article tells twice is one report, as the coder makes it. Gives each report its new number.
std::vector<std::uint32_t> join_tellings(Coding& coding) {
  std::vector<std::uint32_t> number;
  std::vector<Report> kept;
  for (Report& report : coding.reports) {
    std::uint32_t at = 0;
    while (at < kept.size() && same_event(kept[at], report, true).empty()) ++at;
    number.push_back(at);
    if (at < kept.size()) join(kept[at], report);
    else kept.push_back(std::move(report)), kept.back().number = at;
  }
  coding.reports = std::move(kept);
  return number;
}

void set_day(const std::string& file, Coding& coding) {
  const std::size_t at = file.rfind('_');
  if (at == std::string::npos || file.size() < at + 9) return;
  const auto day = parse_iso_day(file.substr(at + 1, 4) + "-" + file.substr(at + 5, 2) + "-" + file.substr(at + 7, 2));
  if (day) coding.published = {*day, *day, true, true, "given", {}};
}

}  // namespace

Result<BbnEvents> read_bbn(const std::string& folder, const Knowledge& knowledge) {
  const auto table = read_table(folder + "/ground_truth.csv", {"gid", "key", "wrong"});
  if (!table) return table.error();
  const std::size_t gid = table->column("gid"), key_column = table->column("key"), wrong = table->column("wrong");
  std::set<std::string> wanted;
  for (std::size_t r = 0; r < table->rows.size(); ++r) wanted.insert(split_key(std::string(table->value(r, key_column))).file);
  std::map<std::string, std::string> files;
  std::error_code none;
  if (fs::is_directory(folder + "/cameo_files", none)) {
    for (const std::string& name : wanted)
      if (const auto bytes = inflate(folder + "/cameo_files/" + name, kAdvice)) files[name] = *bytes;
  } else {
    const auto tar = inflate(folder + "/cameo_files.tgz", kAdvice);
    if (!tar) return tar.error();
    files = untar(*tar, wanted);
  }
  if (files.empty()) return Error{ErrorCode::not_found, "none of the files that the table names", folder, kAdvice};

  BbnEvents out;
  std::map<std::string, std::uint32_t> coding_of, groups;
  std::map<std::string, EventsOfFile> events;
  for (const auto& [name, bytes] : files) {
    coding_of[name] = static_cast<std::uint32_t>(out.codings.size());
    events[name] = events_of(bytes, knowledge);
    Coding& coding = out.codings.emplace_back();
    coding.article.id = name;
    set_day(name, coding);
  }
  std::map<std::string, std::uint32_t> report_of;  // file, sentence, code
  for (std::size_t r = 0; r < table->rows.size(); ++r) {
    if (!table->value(r, wrong).empty()) continue;
    const std::string key(table->value(r, key_column));
    const Key parts = split_key(key);
    const auto file = events.find(parts.file);
    if (file == events.end() || !file->second.count(parts.event)) {
      ++out.missing;
      continue;
    }
    const ListedEvent& event = file->second.at(parts.event);
    Coding& coding = out.codings[coding_of[parts.file]];
    const auto [place, is_new] = report_of.try_emplace(parts.file + "\t" + event.sentence + "\t" + event.code, static_cast<std::uint32_t>(coding.reports.size()));
    if (is_new) {
      Report& report = coding.reports.emplace_back();
      report.article = parts.file, report.number = place->second;
      report.act = act_of(event.code, knowledge);
      report.cameo.code = event.code;
      report.background = event.background;
      Evidence& evidence = report.evidence.emplace_back();
      std::from_chars(event.sentence.data(), event.sentence.data() + event.sentence.size(), evidence.sentence);
    }
    add_parties(coding.reports[place->second].source, event.source);
    add_parties(coding.reports[place->second].target, event.target);
    const std::string group = table->value(r, gid).empty() ? "alone " + key : std::string(table->value(r, gid));
    out.keys.push_back(key);
    out.reports.push_back({coding_of[parts.file], place->second});
    out.gold.push_back(groups.try_emplace(group, static_cast<std::uint32_t>(groups.size())).first->second);
  }
  for (std::uint32_t c = 0; c < out.codings.size(); ++c) {
    const auto number = join_tellings(out.codings[c]);
    for (ReportId& id : out.reports)
      if (id.coding == c) id.report = number[id.report];
  }
  return out;
}

}  // namespace dragoman::train
