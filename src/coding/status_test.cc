#include "coding/status.h"

#include <gtest/gtest.h>

#include "parse/test_text.h"

using namespace dragoman;

namespace {

const Knowledge& english() {
  static const auto knowledge = [] {
    auto compiled = Knowledge::compile({DRAGOMAN_SOURCE_DIR "/lexicon/en/status", DRAGOMAN_SOURCE_DIR "/lexicon/en/coding.txt", DRAGOMAN_SOURCE_DIR "/lexicon/en/sets.txt"});
    EXPECT_TRUE(compiled.ok()) << compiled.error().where << ": " << compiled.error().message;
    return *compiled;
  }();
  return *knowledge;
}

Status status_of(const std::string& lines, std::uint32_t trigger) {
  Document doc;
  annotate(doc, lines);
  const Tree tree(doc);
  const Roles roles(tree, english());
  return read_status(trigger - 1, roles, english()).status;
}

TEST(Status, IsToLiesAhead) {
  EXPECT_EQ(status_of("Arnor Arnor PROPN 4 nsubj\nis be AUX 4 cop Fr\nto to PART 4 mark\nvisit visit VERB 0 root I\nGondor Gondor PROPN 4 obj\n", 4), Status::planned);
  EXPECT_EQ(status_of("Arnor Arnor PROPN 5 nsubj:pass\nwas be AUX 5 aux Fp\nto to PART 5 mark\nbe be AUX 5 aux:pass I\nvisited visit VERB 0 root P\n", 5), Status::planned);
}

TEST(Status, PastHappened) {
  EXPECT_EQ(status_of("Arnor Arnor PROPN 2 nsubj\nvetoed veto VERB 0 root Fp\nit it PRON 2 obj\n", 2), Status::happened);
}

TEST(Status, WillIsPlanned) {
  EXPECT_EQ(status_of("Faramir Faramir PROPN 3 nsubj\nwill will AUX 3 aux F\nvisit visit VERB 0 root I\nRohan Rohan PROPN 3 obj\n", 3), Status::planned);
}

TEST(Status, WillNotIsRefused) {
  EXPECT_EQ(status_of("Faramir Faramir PROPN 4 nsubj\nwill will AUX 4 aux F\nnot not PART 4 advmod\nvisit visit VERB 0 root I\n", 4), Status::refused);
}

TEST(Status, DidNotIsDenied) {
  EXPECT_EQ(status_of("Arnor Arnor PROPN 4 nsubj\ndid do AUX 4 aux Fp\nnot not PART 4 advmod\nattack attack VERB 0 root I\n", 4), Status::denied);
}

TEST(Status, ProgressiveIsUnderWay) {
  EXPECT_EQ(status_of("Arnor Arnor PROPN 3 nsubj\nis be AUX 3 aux Fr\nhosting host VERB 0 root Pr\ntalks talk NOUN 3 obj\n", 3), Status::under_way);
}

TEST(Status, WhatIsAnnouncedInThePastIsDone) {
  const std::string severed =
      "Arnor Arnor PROPN 2 nsubj\nannounces announce VERB 0 root Fr\nit it PRON 5 nsubj\nhas have AUX 5 aux Fr\nsevered sever VERB 2 ccomp Pp\nties tie NOUN 5 obj\n";
  const std::string to_sever =
      "Arnor Arnor PROPN 2 nsubj\nannounces announce VERB 0 root Fr\nit it PRON 5 nsubj\nwill will AUX 5 aux F\nsever sever VERB 2 ccomp I\nties tie NOUN 5 obj\n";
  EXPECT_EQ(status_of(severed, 5), Status::happened);
  EXPECT_EQ(status_of(to_sever, 5), Status::planned);
}

TEST(Status, MayIsHypothetical) {
  EXPECT_EQ(status_of("Arnor Arnor PROPN 3 nsubj\nmay may AUX 3 aux F\nattack attack VERB 0 root I\n", 3), Status::hypothetical);
}

TEST(Status, SharedAuxiliary) {
  const std::string text =
      "Faramir Faramir PROPN 3 nsubj\nwill will AUX 3 aux F\nvisit visit VERB 0 root I\nRohan Rohan PROPN 3 obj\n"
      "and and CCONJ 6 cc\nmeet meet VERB 3 conj I\nher she PRON 6 obj\n";
  EXPECT_EQ(status_of(text, 6), Status::planned);
}

TEST(Status, HeadlineInfinitiveIsPlanned) {
  EXPECT_EQ(status_of("Arnor Arnor PROPN 3 nsubj\nto to PART 3 mark\nhost host VERB 0 root I\ntalks talk NOUN 3 obj\n", 3), Status::planned);
}

TEST(Status, CalledOffIsCancelled) {
  EXPECT_EQ(status_of("Arnor Arnor PROPN 2 nsubj\ncalled call VERB 0 root Fp\noff off ADP 2 compound:prt\nthe the DET 5 det\nvisit visit NOUN 2 obj\n", 5), Status::cancelled);
}

TEST(Roles, PassiveAgentAndSubject) {
  Document doc;
  annotate(doc, "It it PRON 3 nsubj:pass\nwas be AUX 3 aux:pass Fp\nvetoed veto VERB 0 root Pp\nby by ADP 5 case\nRohan Rohan PROPN 3 obl:agent\n");
  const Tree tree(doc);
  const Roles roles(tree, english());
  EXPECT_EQ(roles.subject(2).token, 4u);
  EXPECT_EQ(roles.object(2).token, 0u);
}

TEST(Roles, ControlAndConjunctionShareTheSubject) {
  Document doc;
  annotate(doc,
           "Arnor Arnor PROPN 2 nsubj\nwants want VERB 0 root Fr\nto to PART 4 mark\nvisit visit VERB 2 xcomp I\nRohan Rohan PROPN 4 obj\n"
           "and and CCONJ 7 cc\nsign sign VERB 4 conj I\n");
  const Tree tree(doc);
  const Roles roles(tree, english());
  EXPECT_EQ(roles.subject(3).token, 0u);
  EXPECT_EQ(roles.subject(6).token, 0u);
}

TEST(Roles, RelativePronounStandsForItsNoun) {
  Document doc;
  annotate(doc, "the the DET 2 det\nenvoy envoy NOUN 0 root\nwho who PRON 4 nsubj R\nvisited visit VERB 2 acl:relcl Fp\nRohan Rohan PROPN 4 obj\n");
  const Tree tree(doc);
  const Roles roles(tree, english());
  EXPECT_EQ(roles.subject(3).token, 1u);
}

TEST(Tree, ExtentsCoverTheirSubtrees) {
  Document doc;
  annotate(doc, "the the DET 2 det\nenvoy envoy NOUN 3 nsubj\nleft leave VERB 0 root Fp\n\nHe he PRON 2 nsubj\ncame come VERB 0 root Fp\n");
  const Tree tree(doc);
  EXPECT_EQ(tree.first(1), 0u);
  EXPECT_EQ(tree.end(1), 2u);
  EXPECT_EQ(tree.first(2), 0u);
  EXPECT_EQ(tree.first(4), 3u);
  EXPECT_EQ(tree.end(4), 5u);
}

}  // namespace
