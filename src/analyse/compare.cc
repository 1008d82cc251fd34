#include "analyse/compare.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "analyse/compare_parts.h"
#include "analyse/compare_words.h"
#include "analyse/phrases.h"
#include "fuse/fields.h"

namespace dragoman {

namespace {

using Kind = CompareRow::Kind;

CompareRow row_of(Kind kind, std::string title, const Brief& brief) {
  CompareRow row;
  row.kind = kind;
  row.title = std::move(title);
  row.cells.resize(brief.codings.size());
  return row;
}

const Report& report_of(const Brief& brief, ReportId id) { return brief.codings[id.coding].reports[id.report]; }

Citation whole_sentence(const Brief& brief, const Citation& c) {
  const Coding& coding = brief.codings[c.coding];
  return c.sentence < coding.sentences.size() ? Citation{c.coding, c.sentence, coding.sentences[c.sentence].span} : c;
}

std::string field_label(std::string_view name, bool reciprocal) {
  if (name == "source") return "who";
  if (name == "target") return reciprocal ? "with whom" : "to whom";
  return act_phrase(name);
}

// One row for the event, and one for each field when more than one article tells it.
void add_event(const Brief& brief, const Event& event, const Knowledge& knowledge, std::vector<CompareRow>& rows) {
  CompareRow row = row_of(Kind::event, event_title(event.merged, knowledge), brief);
  row.event = event.number;
  row.background = event.merged.background;
  for (const ReportId& id : event.members) {
    CompareCell& cell = row.cells[id.coding];
    cell.mentioned = true;
    cell.value = status_phrase(report_of(brief, id).status);
    add_citation(cell.cites, whole_sentence(brief, cite_report(brief, id)), 3);
  }
  const bool several = row.told() > 1;
  rows.push_back(std::move(row));
  if (!several) return;
  for (const Field& field : event.fields) {
    CompareRow fields = row_of(Kind::field, field_label(field.name, event.merged.reciprocal), brief);
    fields.field = field.name;
    fields.event = event.number;
    for (const ReportId& id : event.members) {
      const std::string value = field_value(report_of(brief, id), field.name, knowledge);
      CompareCell& cell = fields.cells[id.coding];
      if (value.empty() || (cell.mentioned && cell.value == value)) continue;
      cell.mentioned = true;
      cell.value += (cell.value.empty() ? "" : "; ") + value;
      add_citation(cell.cites, cite_field(brief, id, field.name), 3);
    }
    if (fields.told() > 0) rows.push_back(std::move(fields));
  }
}

void add_claims(const Brief& brief, const Knowledge& knowledge, std::vector<CompareRow>& rows) {
  std::map<std::string, std::size_t> seen;
  for (std::uint32_t c = 0; c < brief.codings.size(); ++c)
    for (const RecordClaim& claim : brief.codings[c].claims) {
      std::string title = "record: " + claim.direction + (claim.metric == claim.direction ? "" : " " + claim.metric);
      const auto name = [&](const std::string& code, const char* any) { return code.empty() ? std::string(any) : country_name(code, knowledge); };
      if (claim.both_ways) title += ", both ways";
      else title += ", " + name(claim.scope_from, "anyone") + " → " + name(claim.scope_to, "anywhere");
      if (!claim.baseline.empty()) title += ", " + claim.baseline;
      const auto [at, fresh] = seen.emplace(title, rows.size());
      if (fresh) rows.push_back(row_of(Kind::claim, title, brief));
      CompareCell& cell = rows[at->second].cells[c];
      cell.mentioned = true;
      add_citation(cell.cites, whole_sentence(brief, {c, claim.sentence, claim.span}), 3);
    }
}

std::set<std::uint32_t> evidence_of(const Coding& coding) {
  std::set<std::uint32_t> sentences;
  for (const Report& report : coding.reports)
    for (const Evidence& evidence : report.evidence) sentences.insert(evidence.sentence);
  return sentences;
}

std::string last_word(const std::string& name) { return name.substr(name.find_last_of(' ') + 1); }

// Statements so far by their words, so that a like one is found without comparing it to all.
class SaidIndex {
 public:
  struct Said {
    std::size_t row;
    std::string speaker;
    std::set<std::string> words;
  };

  // The most alike that `fits` and is alike enough; nullptr when there is none.
  template <typename Fits>
  const Said* like(const std::string& speaker, const std::set<std::string>& words, const Fits& fits) const {
    constexpr double kSame = 0.35, kSameWithoutSpeaker = 0.6;
    std::set<std::size_t> near;
    for (const std::string& word : words)
      if (const auto found = with_.find(word); found != with_.end() && found->second.size() <= kCommon) near.insert(found->second.begin(), found->second.end());
    const Said* best = nullptr;
    double most = 0;
    for (const std::size_t i : near) {
      const double alike = likeness(words, said_[i].words);
      if (alike > most && alike >= (!speaker.empty() && speaker == said_[i].speaker ? kSame : kSameWithoutSpeaker) && fits(said_[i])) most = alike, best = &said_[i];
    }
    return best;
  }
  void add(Said said) {
    for (const std::string& word : said.words) with_[word].push_back(said_.size());
    said_.push_back(std::move(said));
  }

 private:
  static constexpr std::size_t kCommon = 64;  // a word that more of them hold tells nothing apart
  std::vector<Said> said_;
  std::map<std::string, std::vector<std::size_t>> with_;
};

// What is said: one row for what two articles have from the same speaker in like words, else a row of its own.
void add_statements(const Brief& brief, std::vector<CompareRow>& rows) {
  SaidIndex index;
  for (std::uint32_t c = 0; c < brief.codings.size(); ++c) {
    const std::set<std::uint32_t> told = evidence_of(brief.codings[c]);
    for (const Statement& s : brief.codings[c].statements) {
      if (s.chain.empty() && told.contains(s.sentence)) continue;  // it stands in the row of its event
      const std::string speaker = s.chain.empty() ? "" : last_word(s.chain.back().speaker);
      std::set<std::string> words = long_words(brief.codings[c].article.text, s.content);
      const auto* known = index.like(speaker, words, [&](const SaidIndex::Said& other) { return !rows[other.row].cells[c].mentioned; });
      const std::size_t at = known ? known->row : rows.size();
      if (!known) {
        const std::string chain = chain_names(s.chain);
        rows.push_back(row_of(Kind::statement, s.kind + (chain.empty() ? ", the article's own voice" : ", " + chain), brief));
        index.add({at, speaker, std::move(words)});
      }
      CompareCell& cell = rows[at].cells[c];
      cell.mentioned = true;
      add_citation(cell.cites, {c, s.sentence, s.content}, 3);
    }
  }
}

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return text;
}

// Words that each article has for one thing; told only when some article has none of another's.
void differ(std::string kind, std::string about, const std::vector<ComparePart>& parts, std::vector<CompareDifference>& differences) {
  std::map<std::uint32_t, std::set<std::string>> words;
  for (const ComparePart& part : parts) words[part.coding].insert(lower(part.text));
  bool apart = false;
  for (const auto& [a, mine] : words)
    for (const auto& [b, theirs] : words)
      if (a < b) apart |= std::none_of(mine.begin(), mine.end(), [&](const std::string& word) {
        return std::any_of(theirs.begin(), theirs.end(), [&](const std::string& other) { return word.find(other) != std::string::npos || other.find(word) != std::string::npos; });
      });
  if (apart) differences.push_back({std::move(kind), std::move(about), parts});
}

void add_part(std::vector<ComparePart>& parts, ComparePart part) {
  const bool there = std::any_of(parts.begin(), parts.end(), [&](const ComparePart& p) { return p.coding == part.coding && lower(p.text) == lower(part.text); });
  if (!there && !part.text.empty()) parts.push_back(std::move(part));
}

void compare_fields(const Brief& brief, const Event& event, const Knowledge& knowledge, std::vector<CompareDifference>& differences) {
  for (const Field& field : event.fields) {
    if (field.dissent.empty()) continue;
    CompareDifference difference{"field", event_title(event.merged, knowledge) + ", " + field_label(field.name, event.merged.reciprocal), {}};
    for (const ReportId& id : field.support) add_part(difference.parts, {id.coding, field_value(report_of(brief, id), field.name, knowledge), cite_field(brief, id, field.name)});
    for (const Field::Dissent& other : field.dissent)
      for (const ReportId& id : other.by) add_part(difference.parts, {id.coding, other.value, cite_field(brief, id, field.name)});
    differences.push_back(std::move(difference));
  }
}

void compare_words(const Brief& brief, const Event& event, const Knowledge& knowledge, std::vector<CompareDifference>& differences) {
  std::vector<ComparePart> triggers;
  std::array<std::vector<ComparePart>, 2> names;
  for (const ReportId& id : event.members) {
    const Report& report = report_of(brief, id);
    const std::string& text = brief.codings[id.coding].article.text;
    for (const Evidence& evidence : report.evidence)
      if (evidence.trigger_span.end <= text.size())
        add_part(triggers, {id.coding, text.substr(evidence.trigger_span.begin, evidence.trigger_span.size()), {id.coding, evidence.sentence, evidence.trigger_span}});
    for (const std::size_t side : {0u, 1u})
      for (const Actor& actor : side == 0 ? report.source : report.target)
        if (actor.span.size() > 0 && actor.span.end <= text.size() && !knowledge.in_set("compare.no_name", lower(text.substr(actor.span.begin, actor.span.size())))) add_part(names[side], {id.coding, text.substr(actor.span.begin, actor.span.size()), cite(brief, id.coding, actor.span)});
  }
  const std::string title = event_title(event.merged, knowledge);
  differ("words", title, triggers, differences);
  differ("name", title + ", who", names[0], differences);
  differ("name", title + ", " + field_label("target", event.merged.reciprocal), names[1], differences);
}

void compare_figures(const Brief& brief, const Event& event, const Knowledge& knowledge, std::vector<CompareDifference>& differences) {
  std::map<std::string, std::vector<ComparePart>> counted;
  for (const ReportId& id : event.members) {
    const Coding& coding = brief.codings[id.coding];
    for (const Evidence& evidence : report_of(brief, id).evidence)
      for (const Figure& figure : figures_of(coding.article.text, evidence.sentence_span, knowledge))
        add_part(counted[figure.of], {id.coding, figure.value, {id.coding, evidence.sentence, figure.span}});
  }
  for (const auto& [of, parts] : counted) {
    std::map<std::uint32_t, std::set<std::string>> values;
    for (const ComparePart& part : parts) values[part.coding].insert(part.text);
    bool apart = false;  // no value in common
    for (const auto& [a, mine] : values)
      for (const auto& [b, theirs] : values)
        apart |= a < b && std::none_of(mine.begin(), mine.end(), [&](const std::string& v) { return theirs.contains(v); });
    if (apart) differences.push_back({"number", event_title(event.merged, knowledge) + ", " + of, parts});
  }
}

// Harm is what the Goldstein scale puts below zero: quad classes 3 and 4.
void add_blames(const Brief& brief, const Knowledge& knowledge, std::vector<CompareBlame>& blames) {
  for (std::uint32_t c = 0; c < brief.codings.size(); ++c) {
    std::set<std::tuple<std::string, std::string, std::string>> seen;
    for (std::uint32_t number = 0; number < brief.codings[c].reports.size(); ++number) {
      const ReportId id{c, number};
      const Report& r = report_of(brief, id);
      const bool told = r.status == Status::happened || r.status == Status::under_way || r.status == Status::planned || r.status == Status::refused;
      if (r.cameo.quad < 3 || !told) continue;
      const bool accused = knowledge.in_set("compare.blame_by", r.act);
      std::vector<Actor> whom = accused ? r.target : r.source;
      if (r.reciprocal) whom.insert(whom.end(), r.target.begin(), r.target.end());
      if (whom.empty()) continue;
      std::string by = accused ? actors_phrase(r.source, knowledge) : std::string();
      if (const std::string chain = chain_names(r.attribution); !chain.empty()) by += (by.empty() ? "" : ", according to ") + chain;
      CompareBlame blame{c, accused, actors_phrase(whom, knowledge), act_phrase(r.act) + (r.status == Status::happened ? "" : " (" + status_phrase(r.status) + ")"), by, cite_report(brief, id)};
      if (seen.emplace(blame.whom, blame.act, blame.by).second) blames.push_back(std::move(blame));
    }
  }
}

}  // namespace

std::size_t CompareRow::told() const {
  return static_cast<std::size_t>(std::count_if(cells.begin(), cells.end(), [](const CompareCell& cell) { return cell.mentioned; }));
}

std::string_view to_string(Kind kind) {
  static constexpr std::array<std::string_view, 4> kNames = {"event", "field", "claim", "statement"};
  return kNames[static_cast<std::size_t>(kind)];
}

Comparison compare(const Brief& brief, const Knowledge& knowledge, const ClaimReader& reader) {
  std::vector<const Event*> order;
  for (const Event& event : brief.events) order.push_back(&event);
  const auto key = [&](const Event* event) {
    std::set<std::uint32_t> codings;
    std::uint32_t first = kNone;
    for (const ReportId& id : event->members) {
      codings.insert(id.coding);
      for (const Evidence& evidence : report_of(brief, id).evidence) first = std::min(first, evidence.sentence);
    }
    return std::tuple(-static_cast<int>(codings.size()), event->merged.background, first, event->members.front());
  };
  std::stable_sort(order.begin(), order.end(), [&](const Event* a, const Event* b) { return key(a) < key(b); });
  Comparison comparison;
  comparison.left_out.resize(brief.codings.size());
  for (const Event* event : order) {
    add_event(brief, *event, knowledge, comparison.rows);
    compare_fields(brief, *event, knowledge, comparison.differences);
    compare_figures(brief, *event, knowledge, comparison.differences);
    compare_words(brief, *event, knowledge, comparison.differences);
  }
  compare_choices(brief, knowledge, comparison.differences);
  add_claims(brief, knowledge, comparison.rows);
  add_statements(brief, comparison.rows);
  add_blames(brief, knowledge, comparison.blames);
  compare_record_claims(brief, reader, comparison);
  for (std::uint32_t r = 0; r < comparison.rows.size(); ++r) {
    const CompareRow& row = comparison.rows[r];
    if (row.kind == Kind::event)
      for (std::size_t c = 0; c < row.cells.size(); ++c)
        if (!row.cells[c].mentioned) comparison.left_out[c].push_back(r);
  }
  return comparison;
}

}  // namespace dragoman
