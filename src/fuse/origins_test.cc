#include "fuse/origins.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/days.h"

using namespace dragoman;

namespace {

std::shared_ptr<const Knowledge> world() {
  static const auto knowledge = [] {
    auto compiled = Knowledge::compile({DRAGOMAN_SOURCE_DIR "/lexicon/ontology"});
    EXPECT_TRUE(compiled.ok()) << compiled.error().message;
    return *compiled;
  }();
  return knowledge;
}

Coding article(const char* id, std::string text, const char* day = "2025-03-03") {
  Coding coding;
  coding.article.id = id;
  coding.article.text = std::move(text);
  coding.published = {*parse_iso_day(day), *parse_iso_day(day), true, true, "given", {}};
  return coding;
}

const std::string kWire =
    "The harbour of Calembel was closed on Monday after a ferry ran aground, the port office of Lamedon said. Captain Halbarad Ost told "
    "the inquiry that fog had hidden the light at Tarnost. Forty passengers were taken to Linhir by fishing boats. The owner, Blackroot "
    "Lines, promised to pay for 12 nights in hotels. Repairs will take three weeks, engineer Ivrin Sael said in Ethring.";
const std::string kRewrite =
    "Calembel has seen its port shut since Monday when a passenger ship hit the ground, according to officials in Lamedon. An inquiry heard "
    "from Captain Halbarad Ost about fog that concealed Tarnost and its lamp. Fishermen carried 40 travellers over to Linhir. The firm "
    "behind the vessel, Blackroot Lines, will cover hotels for twelve nights. It takes another three weeks to mend, Ivrin Sael, an engineer "
    "from Ethring, believes.";
const std::string kOther =
    "Linhir has beds for all forty of them, its mayor said, and more if Lamedon asks. Fishermen who brought the passengers from Calembel "
    "want a medal. Nobody at Blackroot Lines answered the telephone, and the Ethring yard has never mended a ship of that size.";

}  // namespace

TEST(Origins, CopiesAndCutCopies) {
  const auto origins = find_origins({article("a", kWire), article("b", kOther), article("c", kWire), article("d", kWire.substr(0, kWire.size() / 2))}, *world());
  EXPECT_EQ(origins.group, (std::vector<std::uint32_t>{0, 1, 0, 0}));
  for (const OriginLink& link : origins.links) {
    EXPECT_EQ(link.kind, link.first == 3 || link.second == 3 ? "cut copy" : "copy");
    EXPECT_GT(link.share, 0.9);
  }
}

TEST(Origins, ARewriteKeepsTheSequenceOfFacts) {
  const auto origins = find_origins({article("a", kWire), article("b", kRewrite), article("c", kOther)}, *world());
  EXPECT_EQ(origins.group, (std::vector<std::uint32_t>{0, 0, 2}));
  ASSERT_EQ(origins.links.size(), 1u);
  EXPECT_EQ(origins.links[0].kind, "rewrite");
  EXPECT_GE(origins.links[0].common, 8u);
}

TEST(Origins, ARewriteOfLastYearsTextIsNone) {
  EXPECT_EQ(find_origins({article("a", kWire), article("b", kRewrite, "2026-03-03")}, *world()).group, (std::vector<std::uint32_t>{0, 1}));
}

TEST(Origins, TheOrderOfArrivalChangesNothing) {
  std::vector<Coding> codings = {article("a", kWire), article("b", kRewrite), article("c", kOther), article("d", kWire, "2025-03-04"), article("e", kOther + " " + kOther)};
  const auto partition = [](const std::vector<Coding>& list) {
    const auto group = find_origins(list, *world()).group;
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < list.size(); ++i) {
      std::vector<std::string> names;
      for (std::size_t j = 0; j < list.size(); ++j)
        if (group[j] == group[i]) names.push_back(list[j].article.id);
      std::sort(names.begin(), names.end());
      std::string line;
      for (const auto& name : names) line += name;
      lines.push_back(line);
    }
    std::sort(lines.begin(), lines.end());
    return lines;
  };
  const auto first = partition(codings);
  for (int turn = 0; turn < 10; ++turn) {
    std::next_permutation(codings.begin(), codings.end(), [](const Coding& a, const Coding& b) { return a.article.id < b.article.id; });
    EXPECT_EQ(partition(codings), first);
  }
}

TEST(Origins, TextsOfNothingStandAlone) {
  EXPECT_EQ(find_origins({article("a", ""), article("b", ""), article("c", "Yes.")}, *world()).group, (std::vector<std::uint32_t>{0, 1, 2}));
}
