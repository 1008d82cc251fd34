#include "dragoman/brief.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <numeric>

#include "analyse/sections.h"
#include "fuse/fuse.h"
#include "pipeline/parts.h"

namespace dragoman {

namespace {

std::vector<std::string> article_names(const std::vector<Coding>& codings) {
  std::vector<std::string> names;
  std::map<std::string, int> seen;
  for (std::size_t i = 0; i < codings.size(); ++i) {
    const Coding& coding = codings[i];
    std::string name = coding.outlet;
    if (name.empty()) name = std::filesystem::path(coding.article.where).stem().string();
    if (name.empty()) name = "text " + std::to_string(i + 1);
    const int count = ++seen[name];
    names.push_back(count == 1 ? name : name + " (" + std::to_string(count) + ")");
  }
  return names;
}

// Told by many, early, about the highest: what a reader would call the story.
double weight(const Event& event, const std::vector<Coding>& codings) {
  double weight = event.merged.confidence;
  if (event.merged.background) weight -= 20;
  if (event.merged.source.empty()) weight -= 5;
  if (event.merged.target.empty()) weight -= 1;  // a veto has none by nature
  for (const Actor& actor : event.merged.source)
    if (actor.rank > 0) weight = std::max(weight, weight + (8 - actor.rank) * 0.5);
  for (const ReportId& id : event.members) {
    const Report& report = codings[id.coding].reports[id.report];
    weight += 6 + static_cast<double>(report.evidence.size());
    for (const Evidence& evidence : report.evidence) weight += 4.0 / (1 + evidence.sentence);
  }
  return weight;
}

// Told in the opening of its article: what the article is about, not what it mentions.
bool leads(const Coding& coding, const Report& report) {
  constexpr int kOpening = 6;  // reporting sentences
  for (const Evidence& evidence : report.evidence) {
    int before = 0;
    for (std::uint32_t s = 0; s < evidence.sentence && before <= kOpening; ++s) {
      const std::uint32_t block = coding.sentences[s].block;
      if (block >= coding.blocks.size() || coding.blocks[block].reporting()) ++before;
    }
    if (before < kOpening) return true;
  }
  return false;
}

std::vector<Story> group_stories(const Brief& brief) {
  std::vector<std::uint32_t> root(brief.codings.size());
  std::iota(root.begin(), root.end(), 0u);
  const auto find = [&](std::uint32_t i) {
    while (root[i] != i) i = root[i] = root[root[i]];
    return i;
  };
  for (const Event& event : brief.events) {
    if (event.merged.background) continue;
    std::uint32_t first = kNone;
    for (const ReportId& id : event.members) {
      if (!leads(brief.codings[id.coding], brief.codings[id.coding].reports[id.report])) continue;
      if (first == kNone) first = find(id.coding);
      root[find(id.coding)] = find(first);
    }
  }
  std::vector<Story> stories;
  std::vector<std::uint32_t> story_of(brief.codings.size(), kNone);
  for (std::uint32_t c = 0; c < brief.codings.size(); ++c) {
    const std::uint32_t r = find(c);
    if (story_of[r] == kNone) {
      story_of[r] = static_cast<std::uint32_t>(stories.size());
      stories.emplace_back();
    }
    stories[story_of[r]].codings.push_back(c);
  }
  for (const Event& event : brief.events) {  // an event that two stories mention belongs to both
    std::vector<std::uint32_t> told;
    for (const ReportId& id : event.members) told.push_back(story_of[find(id.coding)]);
    std::sort(told.begin(), told.end());
    told.erase(std::unique(told.begin(), told.end()), told.end());
    for (const std::uint32_t story : told) stories[story].events.push_back(event.number);
  }
  return stories;
}

void order_events(Story& story, const Brief& brief) {
  std::map<std::uint32_t, double> weights;
  for (const std::uint32_t e : story.events) weights[e] = weight(brief.events[e], brief.codings);
  std::stable_sort(story.events.begin(), story.events.end(), [&](std::uint32_t a, std::uint32_t b) { return weights[a] > weights[b]; });
  if (!story.events.empty()) story.main = story.events.front();
}

void judge_claims(const Story& story, Brief& brief, const ClaimJudge& judge) {
  const Report* main = story.main == kNone ? nullptr : &brief.events[story.main].merged;
  for (const std::uint32_t c : story.codings)
    for (std::uint32_t i = 0; i < brief.codings[c].claims.size(); ++i)
      if (auto verdict = judge(brief.codings[c], brief.codings[c].claims[i], main)) {
        verdict->coding = c, verdict->claim = i;
        brief.verdicts.push_back(std::move(*verdict));
      }
}

void find_records(const Story& story, Brief& brief, const RecordFinder& records) {
  for (const std::uint32_t e : story.events) {
    const bool asked = std::any_of(brief.records.begin(), brief.records.end(), [&](const NewRecord& record) { return record.event == e; });  // by another story
    if (asked || brief.events[e].merged.background) continue;
    for (NewRecord& record : records(brief, e)) brief.records.push_back(std::move(record));
  }
}

void add_section(Story& story, BriefSection section) {
  if (!section.lines.empty()) story.sections.push_back(std::move(section));
}

}  // namespace

Brief make_brief(std::vector<Coding> codings, const Models& models, const ClaimJudge& judge, const RecordFinder& records) {
  const Knowledge& knowledge = *models.parts().knowledge;
  Brief brief;
  brief.codings = std::move(codings);
  brief.names = article_names(brief.codings);
  brief.events = fuse(brief.codings, knowledge);
  brief.stories = group_stories(brief);
  const Telling telling{brief, knowledge};
  for (Story& story : brief.stories) {
    order_events(story, brief);
    if (judge) judge_claims(story, brief, judge);
    if (records) find_records(story, brief, records);
    story.title = story.main == kNone ? "Nothing coded" : event_title(brief.events[story.main].merged, knowledge);
    add_section(story, sources_section(telling, story));
    add_section(story, main_section(telling, story));
    add_section(story, events_section(telling, story, false));
    add_section(story, differences_section(telling, story));
    add_section(story, not_stated_section(telling, story));
    add_section(story, watch_section(telling, story));
    add_section(story, claims_section(telling, story));
    add_section(story, records_section(telling, story));
    add_section(story, statements_section(telling, story));
    add_section(story, events_section(telling, story, true));
    add_section(story, dyads_section(telling, story));
    add_section(story, set_aside_section(telling, story));
  }
  return brief;
}

}  // namespace dragoman
