// Mentions over hand-annotated sentences: what names stand for, whose they are and which are the same.
#include "parse/mentions.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>

#include "parse/test_text.h"

namespace dragoman {
namespace {

// The plain-text lexicon and the invented world of the golden cases.
const Knowledge& knowledge() {
  static const auto compiled = Knowledge::compile({DRAGOMAN_SOURCE_DIR "/lexicon/en", DRAGOMAN_SOURCE_DIR "/lexicon/ontology", DRAGOMAN_SOURCE_DIR "/lexicon/states",
                                                   DRAGOMAN_SOURCE_DIR "/lexicon/bodies", DRAGOMAN_SOURCE_DIR "/tests/golden/lexicon"});
  return **compiled;
}

std::string words(const Document& doc, const Mention& mention) {
  return std::string(doc.words({doc.span[mention.first].begin, doc.span[mention.end - 1].end}));
}

// "words kind entity country", one line a mention; ` = words` when it means an earlier one, `{…}` for the members of a group.
std::string read(const std::string& annotated) {
  static constexpr const char* kinds[] = {"person", "state", "body", "group", "place", "outlet", "common", "pronoun", "event", "weapon", "document", "amount"};
  Document doc;
  annotate(doc, annotated);
  find_mentions(doc, knowledge());
  std::string out;
  for (std::size_t i = 0; i < doc.mentions.size(); ++i) {
    const Mention& m = doc.mentions[i];
    out += fmt::format("{}: {} {} {}", words(doc, m), kinds[static_cast<std::size_t>(m.kind)], m.entity == kNone ? "-" : knowledge().entity(m.entity).id,
                       m.country.empty() ? "-" : m.country);
    if (!m.office.empty()) out += fmt::format(" office {}", m.office);
    if (m.adjectival) out += " adjective";
    if (m.metonym) out += " metonym";
    if (m.chain != i) out += " = " + words(doc, doc.mentions[m.chain]);
    if (m.group_end > m.group_first) {
      out += " {";
      for (std::uint32_t g = m.group_first; g < m.group_end; ++g) out += (g > m.group_first ? ", " : "") + words(doc, doc.mentions[doc.group_pool[g]]);
      out += "}";
    }
    out += "\n";
  }
  return out;
}

TEST(Mentions, TitleAndAdjectiveGiveAnUnlistedPersonOfficeAndCountry) {
  EXPECT_EQ(read("Haradrim Haradrim ADJ 3 amod\n"
                 "Trade Trade PROPN 3 compound\n"
                 "Minister Minister PROPN 4 nmod:desc\n"
                 "Azrubel Azrubel PROPN 5 nsubj\n"
                 "spoke speak VERB 0 root\n"),
            "Haradrim: state HAR HAR adjective\n"
            "Azrubel: person - HAR office trade_minister\n");
}

TEST(Mentions, WeaponsDocumentsAndAmountsAreThingsAndNobody) {
  EXPECT_EQ(read("Gondor Gondor PROPN 2 nsubj\n"
                 "sold sell VERB 0 root\n"
                 "F-16 F-16 PROPN 5 compound\n"
                 "fighter fighter NOUN 5 compound\n"
                 "jets jet NOUN 2 obj\n"
                 "worth worth ADJ 5 amod\n"
                 "$ $ SYM 6 obj\n"
                 "1.4 1.4 NUM 9 compound\n"
                 "billion billion NUM 7 nummod\n"
                 "under under ADP 12 case\n"
                 "Resolution resolution PROPN 2 obl\n"
                 "2397 2397 NUM 11 nummod\n"),
            "Gondor: state GON GON\n"
            "F-16 fighter jets: weapon - -\n"
            "$ 1.4 billion: amount - -\n"
            "Resolution 2397: document - -\n");
}

TEST(Mentions, ATitleWithATreatysHeadIsADocument) {
  EXPECT_EQ(read("Gondor Gondor PROPN 2 nsubj\n"
                 "left leave VERB 0 root\n"
                 "the the DET 6 det\n"
                 "Defence Defence PROPN 5 compound\n"
                 "Cooperation Cooperation PROPN 6 compound\n"
                 "Agreement agreement NOUN 2 obj\n"),
            "Gondor: state GON GON\n"
            "Defence Cooperation Agreement: document - -\n");
}

TEST(Mentions, CapitalIsGovernmentAsSubjectAndPlaceBehindIn) {
  EXPECT_EQ(read("Edoras Edoras PROPN 2 nsubj\n"
                 "accused accuse VERB 0 root\n"
                 "Umbar Umbar PROPN 2 obj\n"
                 "in in ADP 5 case\n"
                 "Annuminas Annuminas PROPN 2 obl\n"),
            "Edoras: state ROH ROH metonym\n"
            "Umbar: state HAR HAR metonym\n"
            "Annuminas: place annuminas ARN\n");
}

TEST(Mentions, ObjectOfGoingIsAPlaceAndTiesAreWithGovernments) {
  EXPECT_EQ(read("Faramir Faramir PROPN 2 nsubj\n"
                 "visited visit VERB 0 root\n"
                 "Edoras Edoras PROPN 2 obj\n"),
            "Faramir: person faramir GON\n"
            "Edoras: place edoras ROH\n");
  EXPECT_EQ(read("ties tie NOUN 0 root\n"
                 "with with ADP 3 case\n"
                 "Edoras Edoras PROPN 1 nmod\n"
                 "and and CCONJ 5 cc\n"
                 "Umbar Umbar PROPN 3 conj\n"),
            "Edoras: state ROH ROH metonym\n"
            "Umbar: state HAR HAR metonym\n");
}

TEST(Mentions, NameOfAPersonHidesAState) {
  EXPECT_EQ(read("Chad Chad PROPN 3 nsubj\n"
                 "Smith Smith PROPN 1 flat\n"
                 "sang sing VERB 0 root\n"),
            "Chad Smith: person - -\n");
}

TEST(Mentions, GuardedNameIsNoState) {
  EXPECT_EQ(read("Jordan Jordan PROPN 2 nsubj\n"
                 "scored score VERB 0 root\n"
                 "42 42 NUM 4 nummod\n"
                 "points point NOUN 2 obj\n"),
            "Jordan: common - -\n");
}

TEST(Mentions, AgentsTakeTheCountryOfAdjectiveOwnerOrPlace) {
  EXPECT_EQ(read("Gondorian Gondorian ADJ 2 amod\n"
                 "soldiers soldier NOUN 3 nsubj\n"
                 "left leave VERB 0 root\n"),
            "Gondorian: state GON GON adjective\n"
            "soldiers: common troops GON\n");
  EXPECT_EQ(read("police police NOUN 4 nsubj\n"
                 "in in ADP 3 case\n"
                 "Edoras Edoras PROPN 1 nmod\n"
                 "left leave VERB 0 root\n"),
            "police: common police ROH\n"
            "Edoras: place edoras ROH\n");
  EXPECT_EQ(read("troops troops NOUN 4 nsubj\n"
                 "in in ADP 3 case\n"
                 "Edoras Edoras PROPN 1 nmod\n"
                 "left leave VERB 0 root\n"),
            "troops: common troops -\n"
            "Edoras: place edoras ROH\n");
}

TEST(Mentions, OfficialsOfABodyAreTheBodys) {
  EXPECT_EQ(read("officials official NOUN 6 nsubj N\n"
                 "of of ADP 5 case\n"
                 "the the DET 5 det\n"
                 "Western western PROPN 5 amod\n"
                 "Alliance Alliance PROPN 1 nmod\n"
                 "met meet VERB 0 root\n"),
            "officials: common IGO.western_alliance -\n"
            "Western Alliance: body IGO.western_alliance -\n");
}

TEST(Mentions, PoliceAreOfThePlaceWhereTheyAct) {
  EXPECT_EQ(read("In in ADP 2 case\n"
                 "Edoras Edoras PROPN 4 obl\n"
                 "police police NOUN 4 nsubj\n"
                 "sang sing VERB 0 root\n"),
            "Edoras: place edoras ROH\n"
            "police: common police ROH\n");
}

TEST(Mentions, PeopleOfAStateAreNotTheState) {
  EXPECT_EQ(read("Russians Russian PROPN 2 nsubj N\n"
                 "marched march VERB 0 root\n"),
            "Russians: common civilians RUS\n");
}

TEST(Mentions, BareMinistryTakesTheCountryOfItsOwner) {
  EXPECT_EQ(read("Mordor Mordor PROPN 4 nmod:poss\n"
                 "'s 's PART 1 case\n"
                 "Foreign Foreign PROPN 4 compound\n"
                 "Ministry Ministry PROPN 5 nsubj\n"
                 "spoke speak VERB 0 root\n"),
            "Mordor: state MOR MOR\n"
            "Foreign Ministry: body MOR.gov.mfa MOR\n");
}

TEST(Mentions, AppositionDescribesThePersonBeforeIt) {
  EXPECT_EQ(read("Dora Dora PROPN 8 nsubj\n"
                 "Thorn Thorn PROPN 1 flat\n"
                 ", , PUNCT 5 punct\n"
                 "an a DET 5 det\n"
                 "analyst analyst NOUN 1 appos\n"
                 "in in ADP 7 case\n"
                 "Annuminas Annuminas PROPN 5 nmod\n"
                 "spoke speak VERB 0 root\n"
                 "\n"
                 "Thorn Thorn PROPN 2 nsubj\n"
                 "left leave VERB 0 root\n"),
            "Dora Thorn: person - ARN office analyst\n"
            "analyst: person analyst ARN office analyst = Dora Thorn\n"
            "Annuminas: place annuminas ARN\n"
            "Thorn: person - ARN = Dora Thorn\n");
}

TEST(Mentions, PronounsPreferTheSubject) {
  EXPECT_EQ(read("Faramir Faramir PROPN 2 nsubj\n"
                 "met meet VERB 0 root\n"
                 "Gothmog Gothmog PROPN 2 obj\n"
                 "\n"
                 "He he PRON 2 nsubj\n"
                 "left leave VERB 0 root\n"),
            "Faramir: person faramir GON\n"
            "Gothmog: person gothmog MOR\n"
            "He: pronoun faramir GON = Faramir\n");
}

TEST(Mentions, SheIsNoMan) {
  EXPECT_EQ(read("Faramir Faramir PROPN 2 nsubj\n"
                 "met meet VERB 0 root\n"
                 "Eowyn Eowyn PROPN 2 obj\n"
                 "\n"
                 "She she PRON 2 nsubj\n"
                 "left leave VERB 0 root\n"),
            "Faramir: person faramir GON\n"
            "Eowyn: person eowyn ROH\n"
            "She: pronoun eowyn ROH = Eowyn\n");
}

TEST(Mentions, ItMayMeanWhatNoListKnows) {
  EXPECT_EQ(read("visit visit NOUN 2 nsubj\n"
                 "helped help VERB 0 root\n"
                 "Gondor Gondor PROPN 2 obj\n"
                 "\n"
                 "It it PRON 2 nsubj\n"
                 "ended end VERB 0 root\n"),
            "Gondor: state GON GON\n"
            "It: pronoun - -\n");
}

TEST(Mentions, TheTwoCountriesAreTheStatesSpokenOfLast) {
  EXPECT_EQ(read("Aragorn Aragorn PROPN 2 nsubj\n"
                 "left leave VERB 0 root\n"
                 "Arnor Arnor PROPN 2 obj\n"
                 "for for ADP 5 case\n"
                 "Gondor Gondor PROPN 2 obl\n"
                 "\n"
                 "The the DET 3 det\n"
                 "two two NUM 3 nummod\n"
                 "countries country NOUN 4 nsubj N\n"
                 "agreed agree VERB 0 root\n"),
            "Aragorn: person aragorn ARN\n"
            "Arnor: state ARN ARN\n"
            "Gondor: state GON GON\n"
            "The two countries: group - - {Arnor, Gondor}\n");
}

TEST(Mentions, MinistersOfTwoStatesAreAGroup) {
  EXPECT_EQ(read("ministers minister NOUN 6 nsubj N\n"
                 "of of ADP 3 case\n"
                 "Arnor Arnor PROPN 1 nmod\n"
                 "and and CCONJ 5 cc\n"
                 "Dale Dale PROPN 3 conj\n"
                 "met meet VERB 0 root\n"),
            "ministers: person minister - office minister {Arnor, Dale}\n"
            "Arnor: state ARN ARN\n"
            "Dale: state DAL DAL\n");
}

TEST(Mentions, WhoseIsWhatTheClauseHangsOn) {
  EXPECT_EQ(read("Gondor Gondor PROPN 6 nsubj\n"
                 ", , PUNCT 5 punct\n"
                 "whose whose PRON 4 nmod:poss\n"
                 "army army NOUN 5 nsubj\n"
                 "left leave VERB 1 acl:relcl\n"
                 "won win VERB 0 root\n"),
            "Gondor: state GON GON\n"
            "whose: pronoun GON GON = Gondor\n"
            "army: common army GON\n");
}

TEST(Mentions, HalvesOfADividedCountry) {
  EXPECT_EQ(read("North North PROPN 5 nsubj\n"
                 "and and CCONJ 4 cc\n"
                 "South South PROPN 4 compound\n"
                 "Korea Korea PROPN 1 conj\n"
                 "talked talk VERB 0 root\n"),
            "North: state PRK PRK\n"
            "South Korea: state KOR KOR\n");
}

TEST(Mentions, DeniedItIsWhatWasSaid) {
  EXPECT_EQ(read("Harad Harad PROPN 2 nsubj\n"
                 "left leave VERB 0 root\n"
                 "\n"
                 "Dale Dale PROPN 2 nsubj\n"
                 "denied deny VERB 0 root\n"
                 "it it PRON 2 obj\n"),
            "Harad: state HAR HAR\n"
            "Dale: state DAL DAL\n"
            "it: pronoun - -\n");
}

TEST(Mentions, TheirAfterARowMeansAllOfIt) {
  EXPECT_EQ(read("Gondor Gondor PROPN 4 nsubj\n"
                 "and and CCONJ 3 cc\n"
                 "Harad Harad PROPN 1 conj\n"
                 "ended end VERB 0 root\n"
                 "their their PRON 6 nmod:poss\n"
                 "talks talk NOUN 4 obj\n"),
            "Gondor: state GON GON\n"
            "Harad: state HAR HAR\n"
            "their: pronoun - - {Gondor, Harad}\n");
}

TEST(Mentions, AllianceOfHyphenatedStatesIsAGroup) {
  EXPECT_EQ(read("the the DET 5 det\n"
                 "Gondor Gondor PROPN 4 compound\n"
                 "- - PUNCT 4 punct\n"
                 "Rohan Rohan PROPN 5 compound\n"
                 "alliance alliance NOUN 0 root\n"),
            "Gondor: state GON GON\n"
            "Rohan: state ROH ROH\n"
            "alliance: group - - {Gondor, Rohan}\n");
}

TEST(Mentions, WeIsWhoSaysSo) {
  EXPECT_EQ(read("We we PRON 2 nsubj\n"
                 "leave leave VERB 4 ccomp\n"
                 "Gorbag Gorbag PROPN 4 nsubj\n"
                 "said say VERB 0 root\n"),
            "We: pronoun gorbag MOR = Gorbag\n"
            "Gorbag: person gorbag MOR\n");
}

TEST(Mentions, UnlistedBodyAndItsAcronym) {
  EXPECT_EQ(read("the the DET 3 det\n"
                 "Asian Asian ADJ 3 amod\n"
                 "Institute Institute PROPN 0 root\n"
                 "for for ADP 6 case\n"
                 "Policy Policy PROPN 6 compound\n"
                 "Studies Studies PROPN 3 nmod\n"
                 "( ( PUNCT 8 punct\n"
                 "AIPS AIPS PROPN 3 appos\n"
                 ") ) PUNCT 8 punct\n"
                 "\n"
                 "AIPS AIPS PROPN 2 nsubj\n"
                 "closed close VERB 0 root\n"),
            "Asian Institute for Policy Studies: body - -\n"
            "AIPS: body - - = Asian Institute for Policy Studies\n"
            "AIPS: body - - = Asian Institute for Policy Studies\n");
}

TEST(Mentions, ANumberBeforeOneOfficialIsNoGroup) {
  EXPECT_EQ(read("the the DET 4 det\n"
                 "No. no. NOUN 4 compound\n"
                 "3 3 NUM 2 nummod\n"
                 "official official NOUN 0 root\n"),
            "official: common official -\n");
}

TEST(Mentions, PluralsOfListedRoles) {
  EXPECT_EQ(read("Colonels colonel NOUN 4 nsubj N\n"
                 "from from ADP 3 case\n"
                 "Harad Harad PROPN 1 nmod\n"
                 "came come VERB 0 root\n"),
            "Colonels: person officer HAR office officer\n"
            "Harad: state HAR HAR\n");
}

// A verb has one subject, so the second of two is part of a row or a description.
TEST(Mentions, TwoSubjectsAreARowOrAnApposition) {
  Document doc;
  annotate(doc,
           "Arnor Arnor PROPN 6 nsubj\n"
           ", , PUNCT 3 punct\n"
           "Gondor Gondor PROPN 6 nsubj\n"
           "and and CCONJ 5 cc\n"
           "Rohan Rohan PROPN 1 conj\n"
           "agreed agree VERB 0 root\n");
  find_mentions(doc, knowledge());
  EXPECT_EQ(doc.deprel[2], Deprel::conj);
  EXPECT_EQ(doc.head[2], 0u);
}

// The parser put the parts of a name beside each other: afterwards one token carries the name, and the tree is a tree.
TEST(Mentions, NameIsOnePhraseOfTheTree) {
  Document doc;
  annotate(doc,
           "Aragorn Aragorn PROPN 2 nsubj\n"
           "spoke speak VERB 0 root\n"
           "in in ADP 4 case\n"
           "Minas Minas PROPN 2 obl\n"
           "Tirith Tirith PROPN 2 obl\n");
  find_mentions(doc, knowledge());
  EXPECT_EQ(doc.head[4], 3u);
  EXPECT_EQ(doc.deprel[4], Deprel::flat);
  ASSERT_NE(doc.mention_at[3], kNone);
  EXPECT_EQ(words(doc, doc.mentions[doc.mention_at[3]]), "Minas Tirith");
}

TEST(Mentions, EveryTokenStillReachesTheRoot) {
  Document doc;
  annotate(doc,
           "Minas Minas PROPN 2 nsubj\n"
           "Tirith Tirith PROPN 0 root\n"
           "said say VERB 1 ccomp\n"
           "Dark Dark PROPN 3 obj\n"
           "Tower Tower PROPN 4 dep\n");
  find_mentions(doc, knowledge());
  for (std::uint32_t t = 0; t < doc.token_count(); ++t) {
    std::uint32_t at = t, steps = 0;
    while (at != kNone && steps++ <= doc.token_count()) at = doc.head[at];
    EXPECT_EQ(at, kNone) << doc.form[t];
  }
}

TEST(Mentions, DatelineIsNoSubject) {
  EXPECT_EQ(read("EDORAS EDORAS PROPN 5 nsubj\n"
                 ", , PUNCT 1 punct\n"
                 "— — PUNCT 1 punct\n"
                 "Faramir Faramir PROPN 5 nsubj\n"
                 "arrived arrive VERB 0 root\n"),
            "EDORAS: place edoras ROH\n"
            "Faramir: person faramir GON\n");
}

// "Jim Jordan … Jordan said" is the man while nothing else speaks of the state.
TEST(Mentions, SurnameOfAPersonNamedBeforeIsNoState) {
  const std::string before = "Jim Jim PROPN 3 nsubj\nJordan Jordan PROPN 1 flat\nspoke speak VERB 0 root\n\n";
  EXPECT_EQ(read(before + "Jordan Jordan PROPN 2 nsubj\nleft leave VERB 0 root\n"),
            "Jim Jordan: person - -\n"
            "Jordan: person - - = Jim Jordan\n");
  EXPECT_EQ(read(before + "Jordan Jordan PROPN 2 nsubj\nleft leave VERB 0 root\nAmman Amman PROPN 2 obj\n"),
            "Jim Jordan: person - -\n"
            "Jordan: state JOR JOR\n"
            "Amman: place amman JOR\n");
  EXPECT_EQ(read(before + "He he PRON 2 nsubj\nstayed stay VERB 0 root\nin in ADP 4 case\nJordan Jordan PROPN 2 obl\n"),
            "Jim Jordan: person - -\n"
            "He: pronoun - - = Jim Jordan\n"
            "Jordan: state JOR JOR\n");
}

TEST(Mentions, NameOfTwoStatesIsTheOneSpokenOfByOtherWords) {
  EXPECT_EQ(read("Congo Congo PROPN 2 nsubj\nleft leave VERB 0 root\n"), "Congo: state COD COD\n");
  EXPECT_EQ(read("Congo Congo PROPN 2 nsubj\nleft leave VERB 0 root\nBrazzaville Brazzaville PROPN 2 obj\n"),
            "Congo: state COG COG\n"
            "Brazzaville: place brazzaville COG\n");
  EXPECT_EQ(read("Dominican Dominican ADJ 2 amod\npolice police NOUN 3 nsubj\nleft leave VERB 0 root\nDominica Dominica PROPN 3 obj\n"),
            "Dominican: state DMA DMA adjective\n"
            "police: common police DMA\n"
            "Dominica: state DMA DMA\n");
}

// Many countries have a National Assembly: without an owner it is that of the country the text names most.
TEST(Mentions, BareBodyIsOfTheCountryTheTextNames) {
  const std::string assembly = "The the DET 3 det\nNational National PROPN 3 compound\nAssembly Assembly PROPN 4 nsubj\nmet meet VERB 0 root\n";
  EXPECT_EQ(read("Kuwait Kuwait PROPN 2 nsubj\nvoted vote VERB 0 root\n\n" + assembly),
            "Kuwait: state KWT KWT\n"
            "National Assembly: body KWT.gov.legislature KWT\n");
  EXPECT_EQ(read(assembly), "National Assembly: body parliament -\n");
}

// A state and a region of Gondor are both called Khand.
TEST(Mentions, StateIsARegionAmongPlacesOfThatCountry) {
  EXPECT_EQ(read("Khand Khand PROPN 2 nsubj\nleft leave VERB 0 root\n"), "Khand: state KHA KHA\n");
  EXPECT_EQ(read("Khand Khand PROPN 4 nsubj\nand and CCONJ 3 cc\nIthilien Ithilien PROPN 1 conj\nvoted vote VERB 0 root\n"),
            "Khand: place khand_region GON\n"
            "Ithilien: place ithilien GON\n");
  EXPECT_EQ(read("Khand Khand PROPN 2 compound\ngovernor governor NOUN 3 nsubj\nspoke speak VERB 0 root\n"),
            "Khand: place khand_region GON\n"
            "governor: person governor GON office governor\n");
  EXPECT_EQ(read("Arnor Arnor PROPN 2 nsubj\ninvaded invade VERB 0 root\nKhand Khand PROPN 2 obj\n\n"
                 "Ithilien Ithilien PROPN 2 nsubj\nvoted vote VERB 0 root\n"),
            "Arnor: state ARN ARN\n"
            "Khand: state KHA KHA\n"
            "Ithilien: place ithilien GON\n");
}

// Long lists and long chains of the same word must not cost more than their length.
TEST(Mentions, LongTextsStayLinear) {
  std::string annotated;
  for (int i = 0; i < 4000; ++i) annotated += "Gondor Gondor PROPN 2 nsubj\nleft leave VERB 0 root\nits its PRON 2 obj\n\n";
  Document doc;
  annotate(doc, annotated);
  const auto start = std::chrono::steady_clock::now();
  find_mentions(doc, knowledge());
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
  EXPECT_EQ(doc.mentions.size(), 8000u);
  EXPECT_LT(spent.count(), 2.0);
}

}  // namespace
}  // namespace dragoman
