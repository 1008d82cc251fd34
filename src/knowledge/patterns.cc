#include "knowledge/patterns.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "knowledge/values.h"

namespace dragoman {

namespace {

bool known_part(std::string_view word, Pattern::Kind& kind) {
  if (word == "verb") kind = Pattern::verb;
  else if (word == "noun") kind = Pattern::noun;
  else if (word == "adj") kind = Pattern::adjective;
  else return false;
  return true;
}

Way::Kind way_kind(std::string_view word) {
  if (word == "subj") return Way::subj;
  if (word == "obj") return Way::obj;
  if (word == "iobj") return Way::iobj;
  if (word == "poss") return Way::poss;
  if (word == "agent") return Way::agent;
  if (word == "comp") return Way::comp;
  return Way::prep;
}

constexpr std::array<bool, 256> kSigns = [] {
  std::array<bool, 256> signs{};
  for (const char c : std::string_view("=|:+.,;\"()")) signs[static_cast<unsigned char>(c)] = true;
  return signs;
}();
bool plain_word(std::string_view word) {
  return !word.empty() && std::none_of(word.begin(), word.end(), [](char c) { return kSigns[static_cast<unsigned char>(c)]; });
}

bool expand(std::string_view item, const SetLookup& sets, std::vector<std::string_view>& out, LineFault& fault) {
  if (!item.starts_with('$')) {
    out.push_back(item);
    return true;
  }
  const auto words = sets(item.substr(1));
  if (!words) {
    fault = {fmt::format("there is no set {}", item), "define it with: set NAME, or mend the spelling", true};
    return false;
  }
  out.insert(out.end(), words->begin(), words->end());
  return true;
}

bool parse_constraint(std::string_view token, const SetLookup& sets, PatternLine::Condition& constraint, LineFault& fault) {
  constraint.forbidden = token.front() == '-';
  const auto body = token.substr(1);
  const auto colon = body.find(':');
  const auto name = body.substr(0, colon);
  if (name == "obj") constraint.kind = Constraint::obj;
  else if (name == "obj.mod") constraint.kind = Constraint::obj_mod;
  else if (name == "comp.obj") constraint.kind = Constraint::comp_obj;
  else if (name == "subj") constraint.kind = Constraint::subj;
  else if (name == "prt") constraint.kind = Constraint::particle;
  else if (name == "mod") constraint.kind = Constraint::mod;
  else if (name == "comp") constraint.kind = Constraint::comp;
  else if (name == "under") constraint.kind = Constraint::under;
  else {
    constraint.kind = Constraint::prep;
    constraint.prepositions = split_bars(name);
    for (const auto preposition : constraint.prepositions)
      if (!plain_word(preposition)) {
        fault = {fmt::format("\"{}\" is no preposition", preposition), "write +to, +in|at, +to:LEMMA, +obj:LEMMA, +prt:out …"};
        return false;
      }
    if (constraint.prepositions.empty()) {
      fault = {fmt::format("\"{}\" names nothing", token), "write +to, +obj:LEMMA, +prt:out … without a space after the sign"};
      return false;
    }
  }
  if (colon == std::string_view::npos) return true;
  for (const auto lemma : split_bars(body.substr(colon + 1)))
    if (!expand(lemma, sets, constraint.lemmas, fault)) return false;
  if (constraint.lemmas.empty()) {
    fault = {fmt::format("\"{}\" lists no lemma", token), "write the lemmas after the colon, or leave the colon out"};
    return false;
  }
  return true;
}

bool parse_role(std::string_view token, PatternLine::RoleLine& role, LineFault& fault) {
  const auto equals = token.find('=');
  role.role = token.substr(0, equals);
  if (role.role.ends_with('?')) {
    role.optional = true;
    role.role.remove_suffix(1);
  }
  if (!plain_word(role.role)) {
    fault = {fmt::format("\"{}\" is no role", token), "write ROLE=WAY or ROLE?=WAY"};
    return false;
  }
  for (const auto text : split_bars(token.substr(equals + 1))) {
    const auto way = parse_way(text);
    if (!way) {
      fault = {fmt::format("\"{}\" is no way to find a role", text), "write subj, obj, iobj, poss, agent, comp, a preposition, or one step further: obj.poss"};
      return false;
    }
    role.ways.push_back(*way);
  }
  if (role.ways.empty()) {
    fault = {fmt::format("the role {} has no way", role.role), "write for example source=subj"};
    return false;
  }
  return true;
}

// Joins "a | b" to "a|b" and "source= x" stays an error: tokens then part at spaces.
std::string_view joined(std::string_view value, Arena& arena, std::string& text) {
  if (value.find(" |") == std::string_view::npos && value.find("| ") == std::string_view::npos && value.find('\t') == std::string_view::npos) return value;
  text.clear();
  for (const char c : value) {
    if (c == '|')
      while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.pop_back();
    if ((c == ' ' || c == '\t') && !text.empty() && text.back() == '|') continue;
    text.push_back(c);
  }
  return arena.keep(text);
}

}  // namespace

std::optional<Way> parse_way(std::string_view text) {
  Way way;
  const auto dot = text.find('.');
  const auto first = text.substr(0, dot);
  if (!plain_word(first)) return std::nullopt;
  way.kind = way_kind(first);
  if (way.kind == Way::prep) way.preposition = first;
  if (dot == std::string_view::npos) return way;
  const auto second = text.substr(dot + 1);
  if (!plain_word(second)) return std::nullopt;
  way.has_step = true;
  way.step = way_kind(second);
  if (way.step == Way::prep) way.step_preposition = second;
  return way;
}

std::optional<PatternLine> parse_pattern(std::string_view key, std::string_view value, const SetLookup& sets, Arena& arena,
                                         LineFault& fault) {
  PatternLine line;
  std::string text;
  auto tokens = split_words(joined(value, arena, text));
  line.forbids = key == "not";
  line.side = key == "side";
  if (line.forbids) {
    const bool names_part = tokens.size() > 1 && known_part(tokens[0], line.kind) && plain_word(tokens[1].substr(0, tokens[1].find('|'))) &&
                            !tokens[1].starts_with('-') && tokens[1].find('=') == std::string_view::npos;
    if (names_part) tokens.erase(tokens.begin());
    line.any_kind = !names_part;
  } else if (!line.side && !known_part(key, line.kind)) {
    fault = {fmt::format("\"{}\" is no part of speech", key), "write verb, noun, adj, side or not"};
    return std::nullopt;
  }
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto token = tokens[i];
    if (i == 0) {
      for (const auto head : split_bars(token)) {
        if (!head.starts_with('$') && !plain_word(head)) {
          fault = {fmt::format("\"{}\" is no head lemma", head), "begin the line with lemmas separated by \" | \""};
          return std::nullopt;
        }
        if (!expand(head, sets, line.heads, fault)) return std::nullopt;
      }
    } else if (token.size() > 1 && (token.front() == '+' || token.front() == '-')) {
      PatternLine::Condition constraint;
      if (!parse_constraint(token, sets, constraint, fault)) return std::nullopt;
      line.constraints.push_back(std::move(constraint));
    } else if (token.find('=') != std::string_view::npos) {
      PatternLine::RoleLine role;
      if (!parse_role(token, role, fault)) return std::nullopt;
      line.roles.push_back(std::move(role));
    } else {
      fault = {fmt::format("\"{}\" is neither a constraint nor a role", token),
               "heads are single lemmas separated by \" | \"; give a particle as +prt:out, a fixed object as +obj:LEMMA"};
      return std::nullopt;
    }
  }
  if (line.heads.empty()) {
    fault = {"the pattern has no head lemma", "begin the line with lemmas separated by \" | \""};
    return std::nullopt;
  }
  if (!line.forbids && !line.side) {
    bool source = false;
    for (const auto& role : line.roles) source = source || role.role == "source";
    if (!source) {
      fault = {"the pattern says nowhere who does it", "add source=subj, source=agent or another way"};
      return std::nullopt;
    }
  }
  return line;
}

}  // namespace dragoman
