#include "train/stories.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "train/inflate.h"

namespace dragoman::train {

namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kOtherAct = 1u << 20;  // bytes: an act of the same family anywhere in the sentence comes first
constexpr std::uint32_t kNearby = 60;          // bytes to a report of another family

constexpr std::string_view kAdvice = "tests/stories/README.md describes the two files of a story";

std::vector<std::string> split(std::string_view text, char by) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == by) parts.emplace_back();
    else parts.back() += c;
  }
  return parts;
}

Error wrong(const std::string& message, const std::string& file, std::size_t line) {
  return {ErrorCode::bad_format, message, file + ":" + std::to_string(line), std::string(kAdvice)};
}

Outcome read_articles(const std::string& file, StoryGold& story) {
  const auto bytes = inflate(file, std::string(kAdvice));
  if (!bytes) return bytes.error();
  std::size_t line = 0;
  for (const std::string& text : split(*bytes, '\n')) {
    ++line;
    if (text.empty()) continue;
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object()) return wrong("no JSON object", file, line);
    Article article;
    const auto field = [&](const char* name) { return json.contains(name) && json[name].is_string() ? json[name].get<std::string>() : std::string(); };
    article.id = field("id"), article.title = field("title"), article.text = field("text");
    article.outlet = field("outlet"), article.published = field("published");
    if (article.id.empty() || article.text.empty()) return wrong("an article needs `id` and `text`", file, line);
    story.articles.push_back(std::move(article));
  }
  return Done{};
}

std::optional<Span> occurrence(std::string_view text, std::string_view words, int nth) {
  std::size_t at = text.find(words);
  for (; nth > 1 && at != std::string_view::npos; --nth) at = text.find(words, at + 1);
  if (at == std::string_view::npos || words.empty()) return std::nullopt;
  return Span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
}

std::uint32_t event_index(StoryGold& story, const std::string& id) {
  for (std::uint32_t e = 0; e < story.events.size(); ++e)
    if (story.events[e].id == id) return e;
  story.events.push_back({id, "", {}});
  return static_cast<std::uint32_t>(story.events.size() - 1);
}

void read_comment(const std::string& line, StoryGold& story) {
  const auto words = split(line, ' ');
  if (words.size() > 3 && words[1] == "origin") {
    std::vector<std::uint32_t> group;
    for (std::size_t w = 2; w < words.size(); ++w)
      for (std::uint32_t a = 0; a < story.articles.size(); ++a)
        if (!words[w].empty() && story.articles[a].id.ends_with("-" + words[w])) group.push_back(a);
    story.origins.push_back(std::move(group));
  } else if (words.size() > 2 && words[2].starts_with("act=")) {
    StoryEvent& event = story.events[event_index(story, words[1])];
    event.act = words[2].substr(4);
    for (const std::string& word : words)
      if (word.starts_with("status="))
        for (const std::string& step : split(std::string_view(word).substr(7), '>'))
          if (const auto status = parse_status(step)) event.history.push_back(*status);
  }
}

Outcome read_gold(const std::string& file, StoryGold& story) {
  const auto bytes = inflate(file, std::string(kAdvice));
  if (!bytes) return bytes.error();
  std::size_t line = 0;
  for (const std::string& text : split(*bytes, '\n')) {
    if (++line == 1 || text.empty()) continue;
    if (text[0] == '#') {
      read_comment(text, story);
      continue;
    }
    const auto values = split(text, '\t');
    if (values.size() < 4) return wrong("a mention needs article, trigger, nth and event", file, line);
    const auto article = std::find_if(story.articles.begin(), story.articles.end(), [&](const Article& a) { return a.id == values[0]; });
    if (article == story.articles.end()) return wrong("no article `" + values[0] + "`", file, line);
    const auto span = occurrence(article->text, values[1], std::atoi(values[2].c_str()));
    if (!span) return wrong("the words `" + values[1] + "` are not there", file, line);
    story.mentions.push_back({static_cast<std::uint32_t>(article - story.articles.begin()), *span, event_index(story, values[3])});
  }
  return Done{};
}

std::uint32_t gap(Span a, Span b) { return a.overlaps(b) ? 0 : a.begin >= b.end ? a.begin - b.end + 1 : b.begin - a.end + 1; }

std::vector<Status> without_repeats(const std::vector<StatusStep>& steps) {
  std::vector<Status> out;
  for (const StatusStep& step : steps)
    if (out.empty() || out.back() != step.status) out.push_back(step.status);
  return out;
}

}  // namespace

Result<std::vector<StoryGold>> read_stories(const std::string& folder) {
  std::vector<std::string> folders;
  std::error_code none;
  if (fs::exists(fs::path(folder) / "gold.tsv", none)) folders.push_back(folder);
  else
    for (const auto& entry : fs::directory_iterator(folder, none))
      if (fs::exists(entry.path() / "gold.tsv", none)) folders.push_back(entry.path().string());
  if (folders.empty()) return Error{ErrorCode::not_found, "no story", folder, std::string(kAdvice)};
  std::sort(folders.begin(), folders.end());
  std::vector<StoryGold> stories;
  for (const std::string& path : folders) {
    StoryGold story;
    story.name = fs::path(path).lexically_normal().filename().string();
    story.number = std::atoi(story.name.c_str());
    if (auto read = read_articles(path + "/articles.jsonl", story); !read) return read.error();
    if (auto read = read_gold(path + "/gold.tsv", story); !read) return read.error();
    stories.push_back(std::move(story));
  }
  return stories;
}

std::vector<std::optional<std::uint32_t>> reports_of(const StoryGold& story, const std::vector<Coding>& codings, const Knowledge& knowledge) {
  const auto family = [&](const std::string& act) -> std::string {
    const std::uint32_t id = knowledge.find_act(act);
    return id == kNone ? act : std::string(knowledge.acts()[id].family);
  };
  std::vector<std::optional<std::uint32_t>> out(story.mentions.size());
  std::set<std::pair<std::uint32_t, std::uint32_t>> taken;
  for (std::size_t m = 0; m < story.mentions.size(); ++m)
    for (std::uint32_t r = 0; r < codings[story.mentions[m].article].reports.size() && !out[m]; ++r)
      for (const Evidence& evidence : codings[story.mentions[m].article].reports[r].evidence)
        if (evidence.trigger_span.overlaps(story.mentions[m].trigger)) {
          out[m] = r;
          taken.insert({story.mentions[m].article, r});
          break;
        }
  for (std::size_t m = 0; m < story.mentions.size(); ++m) {
    if (out[m]) continue;
    const StoryMention& mention = story.mentions[m];
    std::uint32_t best = kOtherAct + kNearby;
    for (std::uint32_t r = 0; r < codings[mention.article].reports.size(); ++r) {
      const Report& report = codings[mention.article].reports[r];
      if (taken.count({mention.article, r})) continue;
      const std::uint32_t other_act = family(report.act) == family(story.events[mention.event].act) ? 0 : kOtherAct;
      for (const Evidence& evidence : report.evidence)
        if (evidence.sentence_span.contains(mention.trigger) && other_act + gap(evidence.trigger_span, mention.trigger) < best) {
          best = other_act + gap(evidence.trigger_span, mention.trigger);
          out[m] = r;
        }
    }
  }
  return out;
}

void score_story(const StoryGold& story, const std::vector<std::optional<std::uint32_t>>& reports, const FusedStory& fused, StoryTally& tally, std::string& predictions) {
  const auto first_event = static_cast<std::uint32_t>(tally.stories * 1000);
  ++tally.stories;
  tally.mentions += story.mentions.size();
  std::map<std::uint32_t, std::map<std::uint32_t, std::size_t>> rows;  // gold event → row → mentions
  for (std::size_t m = 0; m < story.mentions.size(); ++m) {
    const StoryMention& mention = story.mentions[m];
    if (!reports[m]) {
      tally.silent.push_back(first_event + mention.event);
      continue;
    }
    ++tally.told;
    const std::uint32_t row = (*fused.event_of)[(*fused.report_offset)[fused.first_coding + mention.article] + *reports[m]];
    tally.gold.push_back(first_event + mention.event), tally.found.push_back(fused.first_row + row);
    ++rows[mention.event][row];
    predictions += story.articles[mention.article].id + ":" + std::to_string(mention.trigger.begin) + "-" + std::to_string(mention.trigger.end) + "\t" + std::to_string(fused.first_row + row) + "\n";
  }
  for (const auto& [event, told] : rows) {
    ++tally.events;
    tally.rows += told.size();
    const auto most = std::max_element(told.begin(), told.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    const auto history = without_repeats((*fused.events)[most->first].history);
    const auto& truth = story.events[event].history;
    if (truth.empty()) continue;
    ++tally.histories;
    tally.history_right += history == truth;
    tally.last_right += !history.empty() && history.back() == truth.back();
    if (truth.size() > 1) ++tally.moving, tally.moving_right += history == truth;
  }
  std::set<std::pair<std::uint32_t, std::uint32_t>> shared;
  for (const auto& group : story.origins)
    for (const std::uint32_t a : group)
      for (const std::uint32_t b : group)
        if (a < b) shared.insert({a, b});
  tally.origins.gold += static_cast<double>(shared.size());
  for (std::uint32_t a = 0; a < story.articles.size(); ++a)
    for (std::uint32_t b = a + 1; b < story.articles.size(); ++b)
      if ((*fused.origin_of)[fused.first_coding + a] == (*fused.origin_of)[fused.first_coding + b]) {
        ++tally.origins.found;
        tally.origins.both += static_cast<double>(shared.count({a, b}));
      }
}

ClusterScore StoryTally::clusters() const {
  ClusterScore score;
  score.add(gold, found);
  return score;
}

ClusterScore StoryTally::strict() const {
  auto all_gold = gold, all_found = found;
  for (const std::uint32_t event : silent) {
    all_gold.push_back(event);
    all_found.push_back(0xffffffffu - static_cast<std::uint32_t>(all_gold.size()));
  }
  ClusterScore score;
  score.add(all_gold, all_found);
  return score;
}

}  // namespace dragoman::train
