#include "analyse/compare.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "analyse/compare_words.h"
#include "analyse/test_telling.h"
#include "archive/csv.h"

using namespace dragoman;
using namespace dragoman::test;

namespace {

using Kind = CompareRow::Kind;

const Knowledge& knowledge() {
  static const auto compiled = Knowledge::compile({DRAGOMAN_SOURCE_DIR "/lexicon/ontology", DRAGOMAN_SOURCE_DIR "/lexicon/states", DRAGOMAN_SOURCE_DIR "/lexicon/en/compare.txt",
                                                   DRAGOMAN_SOURCE_DIR "/lexicon/en/time.txt"});
  return **compiled;
}

Coding telling(const std::string& outlet, const std::string& text, std::string_view trigger, std::string_view from = "2024-04-11", std::string_view act = "visit") {
  Coding coding = article_of(outlet, "2024-04-12", text);
  add_report(coding, act, Status::happened, trigger, "Vietnam", from);
  coding.reports.back().cameo = {"042", 1, 1.9};
  return coding;
}

const CompareRow* row(const Comparison& comparison, Kind kind, const std::string& title) {
  for (const CompareRow& r : comparison.rows)
    if (r.kind == kind && r.title.find(title) != std::string::npos) return &r;
  return nullptr;
}

const CompareDifference* difference(const Comparison& comparison, const std::string& kind) {
  for (const CompareDifference& d : comparison.differences)
    if (d.kind == kind) return &d;
  return nullptr;
}

std::vector<Coding> three() {
  Coding other = article_of("East", "2024-04-12", "Orla tested a missile.");
  add_report(other, "missile-test", Status::happened, "tested", "nobody", "2024-04-10").target.clear();
  other.reports.back().cameo = {"1541", 4, -7.2};
  return {telling("North", "Orla went to Vietnam with forty engineers.", "went"), telling("South", "Orla's tour of Vietnam brought 14 engineers.", "tour"), other};
}

TEST(Compare, ACellIsTheSentenceOrNotMentioned) {
  const Brief brief = brief_of(three(), knowledge());
  const Comparison comparison = compare(brief, knowledge());
  const CompareRow* visit = row(comparison, Kind::event, "visit");
  ASSERT_TRUE(visit);
  EXPECT_EQ(visit, &comparison.rows.front()) << "told by most";
  EXPECT_EQ(visit->told(), 2u);
  EXPECT_FALSE(visit->cells[2].mentioned);
  ASSERT_EQ(visit->cells[0].cites.size(), 1u);
  EXPECT_EQ(visit->cells[0].cites[0].words, brief.codings[0].sentences[0].span);
  ASSERT_TRUE(row(comparison, Kind::field, "time"));
  EXPECT_EQ(row(comparison, Kind::field, "time")->cells[1].value, "11 April 2024");
  EXPECT_FALSE(row(comparison, Kind::event, "missile test")->cells[0].mentioned);
}

TEST(Compare, WhatIsLeftOutIsRelativeToTheOthers) {
  const Comparison comparison = compare(brief_of(three(), knowledge()), knowledge());
  ASSERT_EQ(comparison.left_out.size(), 3u);
  const auto title = [&](std::size_t article) { return comparison.rows[comparison.left_out[article].at(0)].title; };
  EXPECT_EQ(comparison.left_out[0].size(), 1u);
  EXPECT_NE(title(0).find("missile test"), std::string::npos);
  EXPECT_NE(title(2).find("visit"), std::string::npos);
}

TEST(Compare, FiguresAndWordsThatDiffer) {
  const Comparison comparison = compare(brief_of(three(), knowledge()), knowledge());
  const CompareDifference* number = difference(comparison, "number");
  ASSERT_TRUE(number);
  EXPECT_NE(number->about.find("engineer"), std::string::npos);
  ASSERT_EQ(number->parts.size(), 2u);
  EXPECT_EQ(number->parts[0].text, "40");
  EXPECT_EQ(number->parts[1].text, "14");
  const CompareDifference* words = difference(comparison, "words");
  ASSERT_TRUE(words);
  EXPECT_EQ(words->parts[0].text, "went");
  EXPECT_EQ(words->parts[1].text, "tour");
}

TEST(Compare, TheSameFigureInWordsAndDigitsIsNoDifference) {
  const Brief brief = brief_of({telling("North", "Orla visited Vietnam with fourteen engineers.", "visited"), telling("South", "Orla visited Vietnam, 14 engineers beside.", "visited")}, knowledge());
  const Comparison comparison = compare(brief, knowledge());
  EXPECT_FALSE(difference(comparison, "number"));
  EXPECT_FALSE(difference(comparison, "words"));
}

std::vector<std::string> texts(const CompareDifference& d, std::uint32_t coding) {
  std::vector<std::string> found;
  for (const ComparePart& part : d.parts)
    if (part.coding == coding) found.push_back(part.text);
  return found;
}

const CompareDifference* choice(const Comparison& comparison, const std::string& about) {
  for (const CompareDifference& d : comparison.differences)
    if (d.kind == "choice" && d.about == about) return &d;
  return nullptr;
}

// One sentence a block, as published.
Coding lines_of(const std::string& outlet, const std::vector<std::string>& lines) {
  std::string text;
  std::vector<Sentence> sentences;
  for (const std::string& line : lines) {
    const auto begin = static_cast<std::uint32_t>(text.size());
    text += line;
    sentences.push_back({{begin, static_cast<std::uint32_t>(text.size())}, 0, 0, 0});
    text += " ";
  }
  Coding coding = article_of(outlet, "2024-04-12", text);
  coding.sentences = sentences;
  return coding;
}

TEST(Compare, WordsThatWeighStandSideBySideByWhatTheyAreSaidOf) {
  Coding north = lines_of("North", {"Laos has a secretive government and an uneasy alliance with Vietnam.", "Its aggressive rhetoric, and the illegal weapons testing of Laos, alarm China."});
  Coding south = lines_of("South", {"The traditional friendship of Laos and Vietnam is old.", "Peace serves the stability and prosperity of Laos."});
  south.statements.push_back({{{"Orla", "", "", "CHN", "say", "asserts", {}}}, "assertion", words_in(south.article.text, "Peace serves the stability and prosperity of Laos"), 1, {}});
  const Comparison comparison = compare(brief_of({north, south}, knowledge()), knowledge());
  const CompareDifference* laos = choice(comparison, "Laos");
  ASSERT_TRUE(laos);
  EXPECT_EQ(texts(*laos, 0), (std::vector<std::string>{"secretive government", "aggressive rhetoric", "illegal weapons testing"}));
  EXPECT_EQ(texts(*laos, 1), (std::vector<std::string>{"stability and prosperity"}));
  EXPECT_EQ(laos->parts.front().by, "") << "the article's own voice";
  EXPECT_EQ(laos->parts.back().by, "Orla");
  const CompareDifference* ties = choice(comparison, "relations of Laos and Vietnam");
  ASSERT_TRUE(ties);
  EXPECT_EQ(texts(*ties, 0), (std::vector<std::string>{"uneasy alliance"}));
  EXPECT_EQ(texts(*ties, 1), (std::vector<std::string>{"traditional friendship"}));
  EXPECT_FALSE(choice(comparison, "China")) << "it is only alarmed";
  for (const ComparePart& part : laos->parts) EXPECT_EQ((part.coding ? south : north).article.text.substr(part.cite.words.begin, part.cite.words.size()), part.text);
}

TEST(Compare, WordsOfOneArticleAloneOrSharedByAllAreNoDifference) {
  const std::vector<std::string> lines = {"Laos has a secretive government."};
  EXPECT_FALSE(choice(compare(brief_of({lines_of("North", lines), lines_of("South", {"Laos has a government."})}, knowledge()), knowledge()), "Laos"));
  EXPECT_FALSE(choice(compare(brief_of({lines_of("North", lines), lines_of("South", lines)}, knowledge()), knowledge()), "Laos"));
  EXPECT_FALSE(choice(compare(brief_of({lines_of("North", {"It is free to go to Laos, so close to China."}), lines_of("South", lines)}, knowledge()), knowledge()), "Laos")) << "nothing is weighed";
}

TEST(Compare, AGroupStandsForAllThatWereNamed) {
  const Comparison comparison = compare(brief_of({lines_of("North", {"China abstained.", "Laos voted no.", "The two authoritarian countries have common concerns."}),
                                                  lines_of("South", {"The responsible policy of China is well known."})}, knowledge()), knowledge());
  ASSERT_TRUE(choice(comparison, "China"));
  EXPECT_EQ(texts(*choice(comparison, "China"), 0), (std::vector<std::string>{"authoritarian countries"}));
}

// Claims as a reader of the history tables would give them: each outlet's own scope.
TEST(Compare, RecordClaimsOfOneFormStandTogetherAndFormsAgainstEachOther) {
  std::vector<Coding> codings = three();
  for (std::uint32_t c = 0; c < 3; ++c) {
    RecordClaim claim;
    claim.span = words_in(codings[c].article.text, "Orla");
    codings[c].claims = {claim};
  }
  const ClaimReader reader = [](const Coding& coding, const RecordClaim&, const Report*) -> std::optional<ClaimAnswer> {
    ClaimAnswer answer;
    answer.as_of = coding.published.to;
    answer.claim.about = Claim::About::visits;
    answer.claim.metric = Claim::Metric::highest;
    answer.claim.who.country = "CHN";
    answer.claim.host_country = "VNM";
    answer.claim.after = answer.as_of;
    answer.claim.baseline_words = "since <b>then</b>";
    if (coding.outlet == "East") answer.claim.both_ways = answer.claim.meetings = true;
    return answer;
  };
  const Brief brief = brief_of(codings, knowledge());
  const Comparison comparison = compare(brief, knowledge(), reader);
  ASSERT_EQ(comparison.forms.size(), 2u);
  EXPECT_EQ(comparison.forms[0].cites.size(), 2u);
  ASSERT_EQ(comparison.form_pairs.size(), 1u);
  EXPECT_EQ(comparison.form_pairs[0].match.verdict, ClaimRelation::narrower);
  EXPECT_TRUE(compare(brief, knowledge()).forms.empty()) << "without tables nothing is read";
  const std::string text = render_comparison(brief, comparison, CompareFormat::text);
  for (const char* part : {"Are these the same claim?", "[North s1; South s1]", "1 and 2", "narrower. deeds: visits / visits and meetings"}) EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  EXPECT_NE(render_comparison(brief, comparison, CompareFormat::markdown).find("since \\<b\\>then"), std::string::npos);
  const std::string html = render_comparison(brief, comparison, CompareFormat::html);
  EXPECT_NE(html.find("id=\"claims\""), std::string::npos);
  EXPECT_EQ(html.find("<b>then"), std::string::npos) << "what an article holds is escaped";
  const auto j = nlohmann::json::parse(render_comparison(brief, comparison, CompareFormat::json));
  EXPECT_EQ(j.at("record_claims").size(), 2u);
  EXPECT_EQ(j.at("claim_pairs").at(0).at("verdict"), "narrower");
}

TEST(Compare, HostileBytesAmongWeighingWords) {
  const std::string junk = "aggressive \xff\xc3 aggressive and and of aggressive";
  EXPECT_NO_FATAL_FAILURE((void)compare(brief_of({lines_of("North", {junk, "", "stability and", "close"}), lines_of("South", {junk})}, knowledge()), knowledge()));
}

TEST(Compare, FiguresLeaveDatesAndYearsAlone) {
  const std::string text = "On 3 May 2024 and on May 4, 1,200 soldiers in 12 lorries came with three guns, 50% more.";
  std::vector<std::string> found;
  for (const Figure& f : figures_of(text, {0, static_cast<std::uint32_t>(text.size())}, knowledge())) found.push_back(f.value + " " + f.of);
  EXPECT_EQ(found, (std::vector<std::string>{"1200 soldier", "12 lorrie", "3 gun"}));
}

TEST(Compare, WhoIsBlamedAndByWhom) {
  Coding accused = article_of("West", "2024-04-12", "Orla accused Vietnam, the agency said.");
  Report& r = add_report(accused, "accuse", Status::happened, "accused", "Vietnam");
  r.cameo = {"112", 3, -2};
  r.attribution = {{"the agency", "", "", "", "say", "asserts", words_in(accused.article.text, "the agency said")}};
  std::vector<Coding> codings = three();
  codings.push_back(accused);
  const Comparison comparison = compare(brief_of(codings, knowledge()), knowledge());
  ASSERT_EQ(comparison.blames.size(), 2u) << "a visit blames nobody";
  EXPECT_EQ(comparison.blames[0].whom, "Orla (China)");
  EXPECT_EQ(comparison.blames[0].by, "") << "the article's own voice";
  EXPECT_TRUE(comparison.blames[1].accused);
  EXPECT_EQ(comparison.blames[1].whom, "Vietnam") << "of an accusation the accused";
  EXPECT_EQ(comparison.blames[1].by, "Orla (China), according to the agency");
}

TEST(Compare, WhatIsDeniedOrOnlyThoughtOfBlamesNobody) {
  std::vector<Coding> codings = three();
  codings[2].reports[0].status = Status::denied;
  EXPECT_TRUE(compare(brief_of(codings, knowledge()), knowledge()).blames.empty());
}

TEST(Compare, LikeStatementsOfOneSpeakerShareARow) {
  const auto saying = [](const std::string& outlet, const std::string& text) {
    Coding coding = article_of(outlet, "2024-04-12", text);
    coding.statements = {{{{"Helen Marsh", "", "", "", "say", "asserts", {}}}, "assertion", {0, static_cast<std::uint32_t>(text.size())}, 0, {}}};
    return coding;
  };
  const Brief brief = brief_of({saying("North", "The sanctions remain in force whatever happens"), saying("South", "Whatever happens the sanctions remain in force"), saying("East", "Nobody reads the annual reports")}, knowledge());
  const Comparison comparison = compare(brief, knowledge());
  ASSERT_EQ(comparison.rows.size(), 2u);
  EXPECT_EQ(comparison.rows[0].told(), 2u);
  EXPECT_EQ(comparison.rows[1].told(), 1u);
}

std::vector<Coding> hostile() {
  const std::string evil = "Orla <script>alert(1)</script> \" onload=x ' & | went to Vietnam.";
  std::vector<Coding> codings = {telling("<b>North</b>", evil, "went"), telling("South", "Orla toured Vietnam.", "toured")};
  codings[0].article.title = "</title><img src=x>";
  codings[0].article.url = "javascript:alert(1)";
  codings[1].article.url = "https://south.example/a?b=1&c=\"2";
  return codings;
}

// Every element that opens closes, in order; attributes are quoted.
void expect_well_formed(const std::string& page) {
  static const std::set<std::string> kVoid = {"meta", "input"};
  std::vector<std::string> open;
  for (std::size_t at = page.find('<'); at != std::string::npos; at = page.find('<', at + 1)) {
    const auto end = page.find('>', at);
    ASSERT_NE(end, std::string::npos);
    const std::string tag = page.substr(at + 1, end - at - 1);
    if (tag.starts_with('!')) continue;
    const std::string name = tag.substr(tag.starts_with('/') ? 1 : 0, tag.find_first_of(" ") - (tag.starts_with('/') ? 1 : 0));
    if (tag.starts_with('/')) {
      ASSERT_FALSE(open.empty()) << tag;
      EXPECT_EQ(open.back(), name);
      open.pop_back();
    } else if (!kVoid.contains(name)) {
      open.push_back(name);
    }
    EXPECT_EQ(std::count(tag.begin(), tag.end(), '"') % 2, 0) << tag;
  }
  EXPECT_TRUE(open.empty());
}

TEST(Compare, ThePageHoldsNothingThatStrangersCouldRun) {
  const Brief brief = brief_of(hostile(), knowledge());
  const std::string page = render_comparison(brief, compare(brief, knowledge()), CompareFormat::html);
  expect_well_formed(page);
  for (const char* forbidden : {"<script", "<img", "<b>North", "javascript:", "<link", "@import", "url("}) EXPECT_EQ(page.find(forbidden), std::string::npos) << forbidden;
  EXPECT_NE(page.find("&lt;script&gt;alert(1)&lt;/script&gt; &quot; onload=x &#39; &amp; |"), std::string::npos);
  EXPECT_NE(page.find("href=\"https://south.example/a?b=1&amp;c=&quot;2\""), std::string::npos);
  EXPECT_NE(page.find("default-src 'none'"), std::string::npos);
}

TEST(Compare, TheOtherDressesKeepTheirShape) {
  const Brief brief = brief_of(hostile(), knowledge());
  const Comparison comparison = compare(brief, knowledge());
  const CsvText csv = read_csv(render_comparison(brief, comparison, CompareFormat::csv));
  ASSERT_EQ(csv.records.size(), comparison.rows.size());
  for (const CsvRecord& record : csv.records) EXPECT_EQ(record.fields.size(), 5u);
  const auto j = nlohmann::json::parse(render_comparison(brief, comparison, CompareFormat::json));
  EXPECT_EQ(j["rows"].size(), comparison.rows.size());
  EXPECT_EQ(j["rows"][0]["cells"][1]["cites"][0]["words"], "Orla toured Vietnam.");
  const std::string md = render_comparison(brief, comparison, CompareFormat::markdown);
  EXPECT_EQ(md.find("<script"), md.find("\\<script") == std::string::npos ? 0 : md.find("\\<script") + 1);
  EXPECT_NE(md.find("\\| went"), std::string::npos);
  const std::string text = render_comparison(brief, comparison, CompareFormat::text);
  EXPECT_NE(text.find("Orla (China) → Vietnam: visit"), std::string::npos);
}

TEST(Compare, NothingAndOneArticleAreNoFailure) {
  for (const std::vector<Coding>& codings : {std::vector<Coding>{}, std::vector<Coding>{three()[0]}, std::vector<Coding>{article_of("North", "", "Nothing.")}}) {
    const Brief brief = brief_of(codings, knowledge());
    const Comparison comparison = compare(brief, knowledge());
    EXPECT_TRUE(comparison.differences.empty());
    for (const auto format : {CompareFormat::text, CompareFormat::markdown, CompareFormat::json, CompareFormat::csv, CompareFormat::html})
      EXPECT_FALSE(render_comparison(brief, comparison, format).empty());
  }
}

}  // namespace
