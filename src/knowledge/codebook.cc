#include "knowledge/codebook.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <vector>

#include "knowledge/values.h"

namespace dragoman {

namespace {

std::string_view last_value(const SourceRecord& record, std::string_view key) {
  std::string_view value;
  for (const auto& field : record.fields)
    if (field.key == key) value = field.value;
  return value;
}

std::vector<std::string_view> all_words(const SourceRecord& record, std::string_view key) {
  std::vector<std::string_view> words;
  for (const auto& field : record.fields)
    if (field.key == key)
      for (const auto word : split_either(field.value)) words.push_back(word);
  return words;
}

std::vector<std::string_view> all_items(const SourceRecord& record, std::string_view key) {
  std::vector<std::string_view> items;
  for (const auto& field : record.fields)
    if (field.key == key)
      for (const auto item : split_list(field.value)) items.push_back(item);
  return items;
}

// Words of a language may stand in earlier files than the definition, which sets the order.
std::pair<std::uint32_t, std::uint32_t> defined_at(const SourceRecord& record) {
  for (const auto& field : record.fields)
    if (field.key == "define") return {field.file, field.line};
  return {record.file, record.line};
}

// What stands in a cell of a table may hold no bar.
std::string cell(std::string_view words) {
  std::string out;
  for (const char c : words) out += c == '|' ? std::string("\\|") : std::string(1, c);
  return out;
}

std::string_view quad_words(std::string_view quad) {
  constexpr std::string_view kWords[] = {"verbal cooperation", "material cooperation", "verbal conflict", "material conflict"};
  const auto number = parse_integer(quad).value_or(0);
  return number >= 1 && number <= 4 ? kWords[number - 1] : "no quad class";
}

// One pass over the records; every part of the page is written from these.
class Codebook {
 public:
  using Acts = std::vector<const SourceRecord*>;

  Codebook(const Source& lexicon, const std::set<std::string>& unread) : unread_(unread) {
    Acts acts;
    for (const auto& record : lexicon.records()) {
      if (record.kind == "cameo") cameo_.emplace(record.id, &record), codes_.push_back(&record);
      if (record.kind == "plover" && record.id != "contexts") plover_.push_back(&record);
      if (record.kind == "operator") operators_.push_back(&record);
      if (record.kind == "act") acts.push_back(&record);
    }
    std::stable_sort(acts.begin(), acts.end(), [](const auto* a, const auto* b) { return defined_at(*a) < defined_at(*b); });
    for (const auto* act : acts) {
      const auto family = last_value(*act, "family");
      const auto name = family.empty() ? act->id : family;
      const auto [place, fresh] = family_at_.emplace(name, families_.size());
      if (fresh) families_.push_back({name, {}});
      families_[place->second].second.push_back(act);
    }
  }

  std::string part(std::string_view name) const {
    if (name == "{{contents}}") return contents();
    if (name == "{{acts}}") return acts();
    if (name == "{{plover}}") return plover();
    if (name == "{{cameo}}") return cameo();
    return operators();
  }

 private:
  static std::string links(const Acts& acts) {
    std::string out;
    for (const auto* act : acts) out += fmt::format("{}[{}](#{})", out.empty() ? "" : " · ", act->id, act->id);
    return out.empty() ? "none" : out;
  }

  std::string contents() const {
    std::string out;
    for (const auto& [family, acts] : families_) out += fmt::format("- [{}](#family-{}): {}\n", family, family, links(acts));
    return out;
  }

  std::string acts() const {
    std::string out;
    for (const auto& [family, acts] : families_) {
      out += fmt::format("{}## Family {}\n", out.empty() ? "" : "\n", family);
      for (const auto* act : acts) out += act_words(*act);
    }
    return out;
  }

  std::string act_words(const SourceRecord& act) const {
    auto out = fmt::format("\n### {}\n\n{}\n\n", act.id, last_value(act, "define"));
    out += fmt::format("- PLOVER: {}\n- CAMEO: {}\n- Sides: {}\n", plover_words(act), cameo_words(last_value(act, "cameo")), sides(act));
    const auto roles = all_words(act, "roles");
    out += fmt::format("- Roles: {}\n", roles.empty() ? "none" : fmt::format("{}", fmt::join(roles, ", ")));
    return out + examples(act);
  }

  static std::string plover_words(const SourceRecord& act) {
    const auto words = split_words(last_value(act, "plover"));
    auto out = words.empty() ? std::string("none of its types") : std::string(words[0]);
    if (words.size() > 1) out += fmt::format(" *{}*", words[1]);
    const auto contexts = all_words(act, "contexts");
    return contexts.empty() ? out : out + fmt::format("; context {}", fmt::join(contexts, ", "));
  }

  // A code that CAMEO does not list takes what its nearest root says.
  std::string cameo_words(std::string_view code) const {
    for (auto known = code; known.size() >= 2; known.remove_suffix(1)) {
      const auto found = cameo_.find(known);
      if (found == cameo_.end()) continue;
      const auto& r = *found->second;
      const auto quad = last_value(r, "quad");
      return fmt::format("{} {}; {} (quad class {}); Goldstein {}", code, last_value(r, "label"), quad_words(quad), quad, last_value(r, "goldstein"));
    }
    return code.empty() ? "none" : std::string(code);
  }

  static std::string sides(const SourceRecord& act) {
    const std::string unnamed = last_value(act, "unnamed") == "yes" ? "; told also without a source" : "";
    if (last_value(act, "reciprocal") == "yes") return "no direction: source and target may be exchanged" + unnamed;
    return (last_value(act, "movement") == "yes" ? "source → target; the source goes to the target's country" : "source → target") + unnamed;
  }

  std::string examples(const SourceRecord& act) const {
    std::string out;
    for (const auto& field : act.fields) {
      if (field.key != "yes" && field.key != "no") continue;
      const auto [sentence, expected] = example(field.value);
      const auto coded = field.key == "yes" ? fmt::format("`{}`", expected) : fmt::format("no `{}`", act.id);
      out += fmt::format("| {} | {}{} |\n", cell(sentence), coded, mark(act.id, sentence));
    }
    return out.empty() ? out : "\n| example | coded as |\n|---|---|\n" + out;
  }

  static std::pair<std::string_view, std::string_view> example(std::string_view value) {
    const auto close = value.rfind('"');
    if (!value.starts_with('"') || close == 0 || close == std::string_view::npos) return {value, ""};
    auto expected = trim(value.substr(close + 1));
    if (expected.starts_with("->")) expected = trim(expected.substr(2));
    return {value.substr(1, close - 1), expected};
  }

  std::string_view mark(std::string_view id, std::string_view sentence) const {
    return unread_.contains(fmt::format("{} \"{}\"", id, sentence)) ? " (not read so today)" : "";
  }

  // Acts of a type and mode; with an empty mode those that have none.
  Acts acts_of(std::string_view type, std::string_view mode) const {
    Acts found;
    for (const auto& family : families_)
      for (const auto* act : family.second) {
        const auto words = split_words(last_value(*act, "plover"));
        if ((words.empty() ? "" : words[0]) == type && (words.size() > 1 ? words[1] : "") == mode) found.push_back(act);
      }
    return found;
  }

  std::string plover() const {
    std::string out = "| type | mode | acts |\n|---|---|---|\n";
    for (const auto* type : plover_) {
      if (const auto bare = acts_of(type->id, ""); !bare.empty()) out += fmt::format("| {} | – | {} |\n", type->id, links(bare));
      for (const auto mode : all_words(*type, "modes")) out += fmt::format("| {} | {} | {} |\n", type->id, mode, links(acts_of(type->id, mode)));
    }
    return out + fmt::format("| none | – | {} |\n", links(acts_of("", "")));
  }

  // Second-level codes, each with the acts that have it or a code below it.
  std::string cameo() const {
    std::string out = "| code | means | Goldstein | acts |\n|---|---|---|---|\n";
    for (const auto* code : codes_) {
      if (code->id.size() != 3) continue;
      Acts found;
      for (const auto& family : families_)
        for (const auto* act : family.second)
          if (last_value(*act, "cameo").starts_with(code->id)) found.push_back(act);
      out += fmt::format("| {} | {} | {} | {} |\n", code->id, cell(last_value(*code, "label")), last_value(*code, "goldstein"), links(found));
    }
    return out;
  }

  std::string operators() const {
    constexpr std::size_t kShown = 10;
    std::string out = "| words | stand as | give | example |\n|---|---|---|---|\n";
    for (const auto* op : operators_) {
      auto lemmas = all_items(*op, "lemma");
      const bool more = lemmas.size() > kShown;
      if (more) lemmas.resize(kShown);
      std::string shown;
      for (const auto& field : op->fields) {
        if (field.key != "yes") continue;
        const auto [sentence, expected] = example(field.value);
        shown += fmt::format("{}{} → {}{}", shown.empty() ? "" : "<br>", cell(sentence), expected, mark(op->id, sentence));
      }
      out += fmt::format("| {}{} | {} | {} | {} |\n", cell(fmt::format("{}", fmt::join(lemmas, ", "))), more ? " …" : "", last_value(*op, "form"), last_value(*op, "effect"), shown);
    }
    return out;
  }

  const std::set<std::string>& unread_;
  std::map<std::string_view, const SourceRecord*> cameo_;
  std::vector<const SourceRecord*> codes_, plover_, operators_;
  std::map<std::string_view, std::size_t> family_at_;
  std::vector<std::pair<std::string_view, Acts>> families_;  // in the order of the lexicon
};

bool is_part(std::string_view line) {
  return line == "{{contents}}" || line == "{{acts}}" || line == "{{plover}}" || line == "{{cameo}}" || line == "{{operators}}";
}

}  // namespace

std::string_view plain_codebook_page() { return "# Codebook\n\n{{contents}}\n{{acts}}"; }

std::string codebook(const Source& lexicon, std::string_view page, const std::set<std::string>& unread) {
  const Codebook book(lexicon, unread);
  std::string out;
  while (!page.empty()) {
    const auto end = std::min(page.find('\n'), page.size());
    const auto line = page.substr(0, end);
    page.remove_prefix(std::min(end + 1, page.size()));
    out += is_part(line) ? book.part(line) : std::string(line) + "\n";
  }
  return out;
}

}  // namespace dragoman
