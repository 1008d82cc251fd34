// Processor time and memory of fusion over invented reports, and recall of origins over edited articles. Run by hand: bench/README.md.
//   bench_fuse LEXICON.BLOB            10,000, 100,000 and 1,000,000 reports
//   bench_fuse LEXICON.BLOB ARTICLES   near copies of real texts (JSONL with `text`): which edits are found
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <random>
#include <vector>

#include "fuse/clusters.h"
#include "fuse/origins.h"
#include "ingest/read.h"

using namespace dragoman;

namespace {

double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }
double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

// One report of a happening: now and then a day off, undated, with the state for the person.
Report telling_of(std::mt19937_64& dice, std::size_t happening, Day first, const std::vector<std::string>& acts) {
  std::mt19937_64 fate(happening * 2654435761u + 1);
  const auto pick = [&](std::uint64_t sides) { return fate() % sides; };
  const auto state = [&] { return std::string(1, static_cast<char>('A' + pick(14))) + std::string(1, static_cast<char>('A' + pick(12))) + "X"; };
  Report report;
  report.act = acts[pick(acts.size())];
  const std::string from = state(), to = state();
  const Day day = first + std::chrono::days(pick(20 * 365));
  const std::string person = "person:" + from + std::to_string(pick(30));
  report.source = {{dice() % 4 ? person : from, from, from, "", 0, {}}};
  report.target = {{to, to, to, "", 0, {}}};
  report.status = dice() % 5 ? Status::happened : Status::planned;
  if (dice() % 6) {
    report.time.from = report.time.to = day + std::chrono::days(dice() % 12 == 0);
    report.time.precision = "day";
  }
  report.evidence.push_back({static_cast<std::uint32_t>(dice() % 20), {}, {}});
  return report;
}

void speed(const Knowledge& knowledge) {
  std::vector<std::string> acts;
  for (const Act& act : knowledge.acts()) acts.emplace_back(act.id);
  const Day first = std::chrono::sys_days(std::chrono::year(2005) / 1 / 1);
  const PairScorer scorer(knowledge);
  const ActKeys keys(knowledge);
  fmt::print("{:>10} {:>8} {:>10} {:>12} {:>10}\n", "reports", "seconds", "events", "happenings", "peak MB");
  for (const std::size_t count : {10'000u, 100'000u, 1'000'000u}) {
    std::mt19937_64 dice(7);
    std::vector<ReportSketch> tellings;
    tellings.reserve(count);
    const double start = processor_seconds();
    const std::size_t happenings = count / 4;
    Coding coding;
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::size_t happening = dice() % happenings;
      coding.article.id = std::to_string(i);
      coding.reports = {telling_of(dice, happening, first, acts)};
      const Day day = coding.reports[0].time.from.value_or(first + std::chrono::days(std::mt19937_64(happening)() % (20 * 365)));
      coding.published = {day, day, true, true, "given", {}};
      tellings.push_back(tell(coding, 0, i, i, keys));
    }
    const Clusters clusters = cluster(tellings, scorer);
    std::size_t events = 0;
    for (std::uint32_t i = 0; i < count; ++i) events += clusters.cluster_of[i] == i;
    fmt::print("{:>10} {:>8.2f} {:>10} {:>12} {:>10.0f}\n", count, processor_seconds() - start, events, happenings, peak_megabytes());
  }
}

// Parts of `text` as an editor would leave them.
std::string edited(const std::string& text, int kind, std::mt19937_64& dice) {
  std::vector<std::string> sentences(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    sentences.back() += text[i];
    if ((text[i] == '.' || text[i] == '\n') && i + 1 < text.size() && sentences.back().size() > 40) sentences.emplace_back();
  }
  std::string out;
  for (std::size_t s = 0; s < sentences.size(); ++s) {
    if (kind == 1 && s >= (sentences.size() + 1) / 2) break;                        // second half cut
    if (kind == 2 && s == 0) out += "By our own staff and agencies. Another opening was written for this page. ";  // re-headed
    if (kind == 2 && s == 0) continue;
    if (kind == 3 && s % 4 == 3) continue;                                           // every fourth sentence out
    if (kind == 4) {                                                                 // every twelfth word another
      for (std::size_t i = 0; i < sentences[s].size(); ++i) {
        if (sentences[s][i] == ' ' && dice() % 12 == 0) out += " indeed";
        out += sentences[s][i];
      }
      continue;
    }
    out += sentences[s];
  }
  if (kind == 5) std::rotate(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(std::min(out.size(), sentences[0].size() + (sentences.size() > 1 ? sentences[1].size() : 0))), out.end());
  return out;
}

int recall(const Knowledge& knowledge, const std::string& path) {
  static constexpr const char* kEdits[] = {"copied whole", "second half cut", "new opening", "every fourth sentence out", "a word put in after one in twelve", "opening moved to the end"};
  std::vector<Article> articles;
  const auto reader = open_articles({path}, {});
  while (auto article = reader->next())
    if (*article && (*article)->text.size() > 400) articles.push_back(std::move(**article));
  OriginIndex index(knowledge);
  std::size_t bytes = 0, links = 0;
  const double start = processor_seconds();
  for (const Article& article : articles) {
    Coding coding;
    coding.article.text = article.text;
    bytes += article.text.size();
    links += !index.add(sketch(coding, knowledge), coding.published).empty();
  }
  const double seconds = processor_seconds() - start;
  fmt::print("{} articles, {:.1f} MB: {:.2f} s, {:.0f} articles/s; {} of them copies of an earlier one; peak {:.0f} MB\n", articles.size(), static_cast<double>(bytes) / 1e6, seconds,
             static_cast<double>(articles.size()) / seconds, links, peak_megabytes());
  std::mt19937_64 dice(11);
  for (int kind = 0; kind < 6; ++kind) {
    std::size_t tried = 0, found = 0;
    for (std::uint32_t a = 0; a < articles.size(); a += 20) {
      Coding coding;
      coding.article.text = edited(articles[a].text, kind, dice);
      if (coding.article.text.size() < 200) continue;
      ++tried;
      const auto met = index.add(sketch(coding, knowledge), coding.published);
      found += std::any_of(met.begin(), met.end(), [&](const OriginLink& link) { return index.origin_of(link.first) == index.origin_of(a); });
    }
    fmt::print("{:<36} {:>6} tried, {:>6.2f} % found\n", kEdits[kind], tried, tried ? 100.0 * static_cast<double>(found) / static_cast<double>(tried) : 0);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "bench_fuse LEXICON.BLOB [ARTICLES.jsonl]\n");
    return 2;
  }
  const auto knowledge = Knowledge::open(argv[1]);
  if (!knowledge) {
    fmt::print(stderr, "{}: {} ({})\n", knowledge.error().where, knowledge.error().message, knowledge.error().remedy);
    return 1;
  }
  if (argc > 2) return recall(**knowledge, argv[2]);
  speed(**knowledge);
  return 0;
}
