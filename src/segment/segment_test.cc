#include "segment/segment.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "segment/test_knowledge.h"

namespace dragoman {
namespace {

// Tokens separated by spaces, sentences by " / ".
std::string segmented(std::string text) {
  static const WordKnowledge knowledge(DRAGOMAN_SOURCE_DIR "/lexicon/en/segment/words.txt");
  Document document;
  Article article;
  article.text = std::move(text);
  document.reset(std::move(article));
  segment(document, knowledge);
  std::string out;
  std::uint32_t expected_first = 0;
  for (const Sentence& sentence : document.sentences) {
    EXPECT_EQ(sentence.first, expected_first);
    EXPECT_LT(sentence.first, sentence.end);
    expected_first = sentence.end;
    if (!out.empty()) out += " / ";
    for (std::uint32_t token = sentence.first; token < sentence.end; ++token) {
      EXPECT_EQ(document.words(sentence.span).data() <= document.words(document.span[token]).data(), true);
      EXPECT_LE(document.span[token].end, document.article.text.size());
      if (token > sentence.first) out += ' ';
      out += document.form[token];
    }
  }
  EXPECT_EQ(expected_first, document.token_count());
  return out;
}

TEST(Boundaries, AModelThatListensToTheRulesAlonePartsAsTheyDo) {
  static const WordKnowledge knowledge(DRAGOMAN_SOURCE_DIR "/lexicon/en/segment/words.txt");
  const std::string text = "Thanks, Lee (he left) - see you.\n\n\"Is it so?\" he asked. Mr. Li met Gen. Kim in the U.S. The talks failed... and went on:) * one * two";
  const auto read = [&](Document& document) {
    Article article;
    article.text = text;
    document.reset(std::move(article));
  };
  std::vector<std::int8_t> weights(kGapSlots);
  Document rules, learnt, never;
  read(rules);
  std::size_t open = 0;
  segment_by(rules, knowledge, [&](const Gap& gap, const GapFeatures& features) {
    weights[features[0]] = gap.rule ? 1 : -1;
    ++open;
    return gap.rule;
  });
  EXPECT_GT(open, 10u);
  read(learnt);
  segment(learnt, knowledge, Boundaries(weights));
  ASSERT_EQ(rules.sentences.size(), learnt.sentences.size());
  for (std::size_t i = 0; i < rules.sentences.size(); ++i) EXPECT_EQ(rules.sentences[i].span, learnt.sentences[i].span);
  read(never);
  segment(never, knowledge, Boundaries(std::vector<std::int8_t>(kGapSlots)));
  EXPECT_EQ(never.sentences.size(), 2u);  // the empty line parts them still
}

TEST(Boundaries, WhatStandsAroundAGapDecides) {
  static const WordKnowledge knowledge(DRAGOMAN_SOURCE_DIR "/lexicon/en/segment/words.txt");
  Document document;
  Article article;
  article.text = "Thanks\u00a0Lee goes on and on";
  document.reset(std::move(article));
  std::vector<std::string> open;
  segment_by(document, knowledge, [&](const Gap& gap, const GapFeatures&) {
    open.emplace_back(document.form[gap.token]);
    return open.size() == 1;
  });
  EXPECT_EQ(open, (std::vector<std::string>{"Thanks"}));  // no sentence ends between two small words, or before one
  EXPECT_EQ(document.sentences.size(), 2u);
}

TEST(Segment, ADatelineStandsAlone) {
  EXPECT_EQ(segmented("EDORAS, May 14 (Northern Wire) — Faramir arrived. He left."), "EDORAS , May 14 ( Northern Wire ) — / Faramir arrived . / He left .");
  EXPECT_EQ(segmented("Minas Tirith (Northern Wire) -- Faramir arrived."), "Minas Tirith ( Northern Wire ) -- / Faramir arrived .");
  EXPECT_EQ(segmented("Theoden — King of Rohan — spoke."), "Theoden — King of Rohan — spoke .");
  EXPECT_EQ(segmented("EDORAS —"), "EDORAS —");
}

TEST(Segment, TokensFollowTheTreebank) {
  EXPECT_EQ(segmented("Arnor's third-highest envoy didn't meet O'Brien."), "Arnor 's third - highest envoy did n't meet O'Brien .");
  EXPECT_EQ(segmented("The co-signed anti-piracy plan cost US$4.5bn, or €1,200,000 (10%)."),
            "The co-signed anti-piracy plan cost US$ 4.5 bn , or € 1,200,000 ( 10 % ) .");
  EXPECT_EQ(segmented("They cannot go at 5:30pm on 11/28/2000 in the '90s or 1990s."), "They can not go at 5:30 pm on 11/28/2000 in the '90s or 1990s .");
  EXPECT_EQ(segmented("My son-in-law dont know :-) about alt.music.bells, alt.food or lee@host, Lake Inc.. Costs $$$ ;)"),
            "My son - in - law do nt know :-) about alt.music.bells , alt . food or lee@host , Lake Inc. . / Costs $$$ ;)");
  EXPECT_EQ(segmented("He waited..in vain for 7,5 of them, 1,2019, // at @example.org ----=== in .doc, alot"),
            "He waited .. in vain for 7,5 of them , 1 , 2019 , // at @example.org ----=== in .doc , a lot");
  EXPECT_EQ(segmented("See https://example.org/a_b?c=d, www.example.net and example.com."), "See https://example.org/a_b?c=d , www.example.net and example.com .");
  EXPECT_EQ(segmented("AT&T and/or the boys' club--1969-1970, tel. 713-853-3989, ext. 3-5213, from 3-5"), "AT&T and / or the boys ' club -- 1969 - 1970 , tel. 713-853-3989 , ext. 3-5213 , from 3 - 5");
  EXPECT_EQ(segmented("\xe2\x80\x9cWe won\xe2\x80\x99t,\xe2\x80\x9d she said\xc2\xa0\xe2\x80\x94 twice\xe2\x80\xa6"), "\" We wo n't , \" she said \xe2\x80\x94 twice ...");
}

TEST(Segment, SentencesEndWhereTheyShould) {
  EXPECT_EQ(segmented("Dr. Faramir of the U.S. State Dept. met Gen. J. Lee. He left."), "Dr. Faramir of the U.S. State Dept. met Gen. J. Lee . / He left .");
  EXPECT_EQ(segmented("It flew to the U.S. The crew stayed."), "It flew to the U.S. / The crew stayed .");
  EXPECT_EQ(segmented("\"Will it hold?\" he asked. \"Yes.\" Nobody spoke."), "\" Will it hold ? \" he asked . / \" Yes . \" / Nobody spoke .");
  EXPECT_EQ(segmented("\"It is late. We go home,\" she said. \"Now.\""), "\" It is late . / We go home , \" she said . / \" Now . \"");
  EXPECT_EQ(segmented("Ties to Mordor.Arnor agreed."), "Ties to Mordor . / Arnor agreed .");
  EXPECT_EQ(segmented("Arnor welcomes envoys\n\nThe king was\nglad of it. It rained"), "Arnor welcomes envoys / The king was glad of it . / It rained");
  EXPECT_EQ(segmented("Balance of power\nArnor has long walked a thin line."), "Balance of power / Arnor has long walked a thin line .");
  EXPECT_EQ(segmented("Article No. 3 applies. Did he agree? No. He left."), "Article No. 3 applies . / Did he agree ? / No . / He left .");
  EXPECT_EQ(segmented("He waited ... and left. N. Rohan fired."), "He waited ... and left . / N. Rohan fired .");
}

TEST(Segment, HostileBytesKeepTheirPlace) {
  EXPECT_EQ(segmented(""), "");
  EXPECT_EQ(segmented(" \n\t "), "");
  EXPECT_EQ(segmented(std::string("a\0b", 3)), std::string("a \0 b", 5));
  EXPECT_EQ(segmented("ab\xff\xfe""cd"), "ab \xff \xfe cd");
  EXPECT_EQ(segmented("\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xf0\x9f\x98\x80!"), "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xf0\x9f\x98\x80 !");
  EXPECT_GT(segmented(std::string(1 << 20, 'x')).size(), 1u << 20);
  EXPECT_GT(segmented(std::string(1 << 20, '.')).size(), 1u << 19);
  std::string at_signs, words, noise;
  for (int i = 0; i < 200000; ++i) at_signs += "a@b.c-";
  for (int i = 0; i < 5000; ++i) words += "word ";
  std::uint32_t state = 7;
  for (int i = 0; i < 100000; ++i) noise += static_cast<char>((state = state * 1664525u + 1013904223u) >> 24);
  segmented(at_signs);
  segmented(noise);
  EXPECT_NE(segmented(words).find(" / "), std::string::npos);
}

}  // namespace
}  // namespace dragoman
