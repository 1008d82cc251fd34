#include "knowledge/knowledge.h"

#include <algorithm>
#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <string>

#include "knowledge/blob.h"
#include "knowledge/check.h"
#include "knowledge/compiler.h"

using namespace dragoman;

namespace {

constexpr const char* kWorld = R"(# A small world.
state ARN
  name       Arnor | Kingdom of Arnor | A.R.
  adjective  Arnorian
  people     Arnorian | Arnorians
  capital    Annuminas 54.5,-3.2
  seat       Annuminas | the White House
  not_before dinner | Lantern
  not_with   score

state GON
  name       Gondor
  adjective  Gondorian
  capital    Minas Tirith 43.5,11.2
  seat       Minas Tirith

body ARN.gov.mfa
  name       Foreign Ministry of Arnor
  bare       Foreign Ministry
  acronym    AFM
  kind       ministry
  country    ARN

body IGO.league
  name       League of the West
  member     ARN | GON
  kind       igo

title foreign_minister
  name       foreign minister
  suffix     gov.mfa
  rank       5

office arn.fm
  title      Foreign Minister of Arnor
  of         ARN.gov.mfa
  as         foreign_minister
  rank       5

office arn.king
  title      King of Arnor
  country    ARN
  rank       1

person eowyn
  name       Eowyn Dunhere | Éowyn
  short      Eowyn
  sex        f
  country    ARN
  office     arn.king 2024-06..
  office     arn.fm   2019..2023-03-10

office gon.king
  title      King of Gondor
  country    GON
  rank       1

person elessar
  name       Elessar
  country    ARN
  office     arn.king 2010..2020
  office     gon.king 2015..2020

person halbarad
  name       Halbarad
  office     arn.king 1990..1995

person mithrandir
  name       Mithrandir
  office     arn.king 1980..1985
  office     gon.king 1990..1995

place annuminas
  name       Annuminas
  kind       city
  country    ARN
  at         54.5,-3.2
  population 120000

cameo 04
  label  consult
  quad   1
  goldstein 1.0

act visit
  define     An official travels to deal with another state.
  plover     CONSULT visit
  contexts   diplomatic
  cameo      042
  movement   yes
  roles      host class
  verb       visit | tour               source=subj target=obj
  verb       travel | fly -by:air       source=subj target?=to|obj.poss
  side       initiate +obj:visit        initiator=subj
  not        visit +obj:website | shop
  not        noun visit +mod:$BAD
  yes        "Arnor visits Gondor."  -> ARN visit GON
  no         "Visit the shop."

set BAD
  word  doctor | home

operator be_set
  form   adv
  lemma  no longer | never
  effect negate
  over   happened | planned

light hold
  lemma  hold | take place
  effect happened

cue according
  form   phrase
  lemma  according to
  stance asserts

furniture plug
  class  newsletter
  starts Sign up for
  max_words 40

timeword monday
  lemma  Monday | Mon
  value  weekday:1

abbreviation t
  word   Mr | Gen.
)";

std::string write_temporary(const std::string& text, const std::string& name) {
  const auto path = testing::TempDir() + name;
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

std::shared_ptr<const Knowledge> world() {
  auto knowledge = Knowledge::compile({write_temporary(kWorld, "world.txt")});
  EXPECT_TRUE(knowledge.ok()) << (knowledge.ok() ? "" : knowledge.error().message);
  return *knowledge;
}

NameMatch match(const Knowledge& knowledge, std::initializer_list<std::string_view> words, std::size_t limit = SIZE_MAX) {
  std::vector<NamePiece> pieces;
  std::uint32_t token = 0;
  for (const auto word : words) name_pieces(word, token++, pieces);
  return knowledge.longest_name(pieces, 0, limit);
}

Day day(int y, unsigned m, unsigned d) { return std::chrono::sys_days{std::chrono::year{y} / m / d}; }

}  // namespace

TEST(NamePieces, HyphensApostrophesAndPointsDoNotMatter) {
  const auto keys = [](std::initializer_list<std::string_view> words) {
    std::vector<NamePiece> pieces;
    for (const auto word : words) name_pieces(word, 0, pieces);
    std::vector<std::uint64_t> out;
    for (const auto& piece : pieces) out.push_back(piece.key);
    return out;
  };
  EXPECT_EQ(keys({"Kim", "Jong-un"}), keys({"Kim", "Jong", "-", "un"}));
  EXPECT_EQ(keys({"People's"}), keys({"People", "’s"}));
  EXPECT_EQ(keys({"U.S."}), keys({"US"}));
  EXPECT_EQ(keys({"Élysée"}), keys({"elysee"}));
  EXPECT_EQ(keys({"Workers'", "Party"}), keys({"Workers", "'", "Party"}));
  EXPECT_NE(keys({"."}), keys({","}));
  EXPECT_TRUE(keys({"'"}).empty());
  EXPECT_EQ(keys({"\xff\xfe"}).size(), 1u);  // bytes that are no UTF-8
}

TEST(Knowledge, NamesFollowTheCaseOfTheLexicon) {
  const auto k = world();
  const auto arnor = k->find(EntityKind::state, "ARN");
  EXPECT_EQ(match(*k, {"Arnor"}).entries[0].entity, arnor);
  EXPECT_EQ(match(*k, {"ARNOR"}).pieces, 1u);
  EXPECT_EQ(match(*k, {"arnor"}).pieces, 0u);
  EXPECT_EQ(match(*k, {"AR"}).pieces, 1u);
  EXPECT_EQ(match(*k, {"Ar"}).pieces, 0u);
  EXPECT_EQ(match(*k, {"foreign", "minister"}).pieces, 2u);
  EXPECT_EQ(match(*k, {"Foreign", "Minister", "of", "Arnor"}).pieces, 4u);
  EXPECT_EQ(match(*k, {"Foreign", "Minister", "of", "Arnor"}, 3).pieces, 2u);
  EXPECT_EQ(match(*k, {"Foreign", "Minister", "of"}).pieces, 2u);
}

TEST(Knowledge, ACapitalIsACityAndASeat) {
  const auto k = world();
  const auto found = match(*k, {"Minas", "Tirith"});
  ASSERT_EQ(found.entries.size(), 2u);
  EXPECT_EQ(found.entries[0].kind, NameKind::seat);
  EXPECT_EQ(found.entries[1].kind, NameKind::capital);
  const auto& city = k->entity(found.entries[1].entity);
  EXPECT_EQ(city.id, "minas_tirith");
  EXPECT_EQ(city.country, "GON");
  EXPECT_TRUE(city.has_point);
  EXPECT_EQ(k->find(EntityKind::place, "annuminas"), match(*k, {"Annuminas"}).entries[1].entity);
}

TEST(Knowledge, OfficesOverTime) {
  const auto k = world();
  const auto eowyn = k->find(EntityKind::person, "eowyn");
  ASSERT_EQ(k->holdings(eowyn).size(), 2u);
  EXPECT_EQ(k->entity(k->holdings(eowyn)[0].office).id, "arn.fm");
  EXPECT_TRUE(k->offices_on(eowyn, day(2023, 3, 11), day(2024, 5, 31)).empty());
  EXPECT_EQ(k->offices_on(eowyn, day(2023, 3, 10), day(2024, 6, 1)).size(), 2u);
  EXPECT_EQ(k->entity(k->offices_on(eowyn, day(2023, 3, 10), day(2024, 6, 1))[0].office).rank, 1);
  const auto elessar = k->find(EntityKind::person, "elessar");
  EXPECT_EQ(k->entity(k->offices_on(elessar, day(2018, 1, 1), day(2018, 1, 1))[0].office).id, "arn.king");  // of two crowns the own comes first
  EXPECT_EQ(k->entity(k->find(EntityKind::person, "halbarad")).country, "ARN");  // of the state of all their offices
  EXPECT_EQ(k->entity(k->find(EntityKind::person, "mithrandir")).country, "");
  const auto office = k->office_for("ARN", "foreign_minister");
  ASSERT_NE(office, kNone);
  EXPECT_EQ(k->holders(office, day(2020, 1, 1), day(2020, 1, 1)), std::vector<std::uint32_t>{eowyn});
  EXPECT_TRUE(k->holders(office, day(2024, 1, 1), day(2024, 1, 1)).empty());
  EXPECT_EQ(k->office_for("GON", "foreign_minister"), kNone);
  const auto& league = k->entity(k->find(EntityKind::body, "IGO.league"));
  ASSERT_EQ(league.members.size(), 2u);
  EXPECT_EQ(k->entity(league.members[1]).id, "GON");
  const auto guards = k->guards(k->find(EntityKind::state, "ARN"));
  ASSERT_EQ(guards.not_before.size(), 2u);
  EXPECT_EQ(guards.not_before[1], "lantern");
}

TEST(Knowledge, PatternsOperatorsAndTheRest) {
  const auto k = world();
  const auto visit = k->patterns("visit", Pattern::verb);
  ASSERT_EQ(visit.size(), 2u);
  EXPECT_EQ(visit[0]->id, "visit:verb:1");
  EXPECT_EQ(visit[1]->id, "visit:not:1");
  EXPECT_TRUE(visit[1]->forbids);
  EXPECT_TRUE(std::ranges::equal(visit[1]->constraints[0].lemmas, std::vector<std::string_view>{"website", "shop"}));
  EXPECT_EQ(k->patterns("visit", Pattern::noun)[1]->constraints[0].lemmas[1], "home");
  const auto fly = k->patterns("fly", Pattern::verb);
  ASSERT_EQ(fly.size(), 1u);
  EXPECT_TRUE(fly[0]->constraints[0].forbidden);
  EXPECT_EQ(fly[0]->constraints[0].prepositions[0], "by");
  EXPECT_TRUE(fly[0]->roles[1].optional);
  EXPECT_EQ(fly[0]->roles[1].ways[1].step, Way::poss);
  EXPECT_TRUE(k->patterns("initiate", Pattern::verb)[0]->side);
  const auto& act = k->acts()[k->find_act("visit")];
  EXPECT_EQ(act.cameo.quad, 1);  // from the root 04
  EXPECT_EQ(act.plover.mode, "visit");
  EXPECT_EQ(act.examples[0].expected, "ARN visit GON");
  ASSERT_EQ(k->operators("no", Operator::adv).size(), 1u);
  EXPECT_EQ(k->operators("no", Operator::adv)[0]->words[0], "longer");
  EXPECT_EQ(k->operators("never", Operator::adv)[0]->over, 0b101u);
  EXPECT_EQ(k->lights("take")[0]->words[0], "place");
  EXPECT_EQ(k->cues("according", Cue::phrase)[0]->words[0], "to");
  EXPECT_EQ(k->furniture()[0].starts[0], "sign up for");
  ASSERT_NE(k->time_word("mon"), nullptr);
  EXPECT_EQ(k->time_word("mon")->value, 1);
  EXPECT_TRUE(k->abbreviation("Gen"));
  EXPECT_TRUE(k->in_set("BAD", "doctor"));
}

TEST(Knowledge, LaterFilesExtend) {
  const auto first = write_temporary(kWorld, "world.txt");
  const auto second = write_temporary("state ARN\n  name  Northland\nstate ROH\n  name Rohan\n", "more.txt");
  const auto k = Knowledge::compile({first, second});
  ASSERT_TRUE(k.ok());
  EXPECT_EQ((*k)->entity((*k)->find(EntityKind::state, "ARN")).name, "Arnor");
  EXPECT_EQ(match(**k, {"Northland"}).entries[0].entity, (*k)->find(EntityKind::state, "ARN"));
  EXPECT_NE((*k)->find(EntityKind::state, "ROH"), kNone);
}

constexpr const char* kRows = R"(gazetteer GON
  region  GON.1 43.0,11.0 Lebennin | Lebennin province
  region  GON.2 - Anfalas
  city    111 43.1,11.5 52000 GON.1 Pelargir | Royal Haven?
  city    222 - - - Rest?
  city    minas_tirith 43.5,11.2 900000 GON.1
gazetteer ARN
  city    333 54.0,-3.0 18000 - Pelargir
  city    333 54.1,-3.1 19000 - Pelargir North
)";

TEST(Knowledge, RowsOfAGazetteerArePlaces) {
  const auto k = Knowledge::open(write_temporary(
      [] {
        Source source;
        source.add("f.txt", kWorld);
        source.add("g.txt", kRows);
        for (const auto& problem : check_lexicon(source)) EXPECT_NE(problem.level, Problem::error) << problem.line << ' ' << problem.message;
        return compile_lexicon(source);
      }(),
      "rows.blob"));
  ASSERT_TRUE(k.ok());
  const auto& knowledge = **k;
  const auto pelargir = match(knowledge, {"Pelargir"});
  ASSERT_EQ(pelargir.entries.size(), 2u);
  const auto& city = knowledge.entity(pelargir.entries[0].entity);
  EXPECT_EQ(city.id, "geonames:111");
  EXPECT_EQ(city.name, "Pelargir");
  EXPECT_EQ(city.country, "GON");
  EXPECT_EQ(city.type, "city");
  EXPECT_EQ(city.population, 52000);
  EXPECT_NEAR(city.latitude, 43.1, 1e-5);
  ASSERT_NE(city.region, kNone);
  EXPECT_EQ(knowledge.entity(city.region).id, "GON.1");
  EXPECT_EQ(knowledge.entity(city.region).type, "region");
  EXPECT_EQ(knowledge.entity(pelargir.entries[1].entity).population, 19000);
  EXPECT_EQ(match(knowledge, {"Pelargir", "North"}).entries[0].entity, pelargir.entries[1].entity);
  EXPECT_EQ(match(knowledge, {"Royal", "Haven"}).entries[0].kind, NameKind::weak);
  EXPECT_EQ(match(knowledge, {"Lebennin", "Province"}).entries[0].entity, city.region);
  const auto rest = knowledge.find(EntityKind::place, "geonames:222");
  ASSERT_NE(rest, kNone);
  EXPECT_FALSE(knowledge.entity(rest).has_point);
  EXPECT_EQ(knowledge.find(EntityKind::place, "geonames:444"), kNone);
  const auto& capital = knowledge.entity(knowledge.find(EntityKind::place, "minas_tirith"));
  EXPECT_EQ(capital.region, city.region);
  EXPECT_EQ(capital.population, 900000);
}

TEST(Knowledge, WrongRowsSayWhere) {
  Source source;
  source.add("f.txt", kWorld);
  source.add("g.txt", R"(gazetteer GON
  city    111 43.1,11.5 52000 GON.9 Pelargir
  city    222 north 52000 - Linhir
  city    333 43.1,11.5 many - Ethring
  city    444 43.1,11.5 52000 -
gazetteer XXX
  region  XXX.1 - Nowhere
)");
  std::string told;
  for (const auto& problem : check_lexicon(source)) told += source.where(problem.file, problem.line, problem.column) + " " + std::string(to_string(problem.level)) + " " + problem.message + "\n";
  EXPECT_EQ(told,
            "g.txt:2:11 error there is no region GON.9\n"
            "g.txt:3:11 error \"north\" is no point\n"
            "g.txt:4:11 error \"many\" is no number of people\n"
            "g.txt:5:11 error the row has no name\n"
            "g.txt:6:1 missing there is no state XXX\n");
}

TEST(Knowledge, AWrongLineIsToldAndLeftOut) {
  const auto wrong = [](const std::string& text) {
    Source source;
    source.add("f.txt", text);
    std::string places;
    for (const auto& fault : source.faults()) places += source.where(fault.file, fault.line, fault.column) + " ";
    return places.empty() ? std::string("fine") : places;
  };
  EXPECT_EQ(wrong("state ARN\n  name Arnor\n"), "fine");
  EXPECT_EQ(wrong("state\n"), "f.txt:1:1 ");
  EXPECT_EQ(wrong("\n  name Arnor\n  people Arnorians\n"), "f.txt:2:3 ");
  EXPECT_EQ(wrong("state ARN\n  name\n"), "f.txt:2:3 ");
  EXPECT_EQ(wrong("state ARN GON\n  name Arnor\n"), "f.txt:1:7 ");  // its fields are not told one by one
  EXPECT_EQ(wrong("state ARN\n  name \xff\n"), "f.txt:2:1 ");
  EXPECT_FALSE(Knowledge::compile({"/nowhere/at/all"}).ok());

  const auto path = write_temporary("state ARN\n  name  Arnor\n  capital\n  \xff\nstate\n  name Lost\nstate GON\n  name  Gondor\n  colour red\n", "wrong.txt");
  std::vector<std::string> told;
  const auto k = Knowledge::compile({path}, [&](const Error& error) {
    told.push_back(error.where.substr(error.where.rfind('/') + 1));
    EXPECT_FALSE(error.remedy.empty()) << error.message;
  });
  ASSERT_TRUE(k.ok());
  EXPECT_EQ(told, (std::vector<std::string>{"wrong.txt:3:3", "wrong.txt:4:1", "wrong.txt:5:1", "wrong.txt:9:3"}));
  EXPECT_EQ((*k)->entity_count(), 2u);
  EXPECT_EQ(match(**k, {"Gondor"}).pieces, 1u);
  EXPECT_EQ(match(**k, {"Lost"}).pieces, 0u);
}

TEST(Knowledge, AWordRecordWithAWrongFormOrEffectDoesNothing) {
  const auto path = write_temporary(
      "operator a\n  form adverb\n  lemma never\n  effect negate\noperator b\n  form adv\n  lemma hardly\n  effect wrong\n"
      "light c\n  lemma hold\n  effect wrong\ncue d\n  form clause\n  lemma say\n  stance asserts\n"
      "furniture e\n  class wrong\n  starts Read\noperator f\n  form adv\n  lemma not\n  effect negate\n",
      "words.txt");
  int told = 0;
  const auto k = Knowledge::compile({path}, [&](const Error&) { ++told; });
  ASSERT_TRUE(k.ok());
  EXPECT_EQ(told, 5);
  EXPECT_TRUE((*k)->operators("never", Operator::aux).empty());
  EXPECT_TRUE((*k)->operators("hardly", Operator::adv).empty());
  EXPECT_TRUE((*k)->lights("hold").empty());
  EXPECT_TRUE((*k)->cues("say", Cue::verb).empty());
  EXPECT_TRUE((*k)->furniture().empty());
  EXPECT_EQ((*k)->operators("not", Operator::adv).size(), 1u);
}

TEST(Knowledge, LaterFilesOverride) {
  const auto base = write_temporary(kWorld, "world.txt");
  const auto blob = write_temporary("", "world.blob");
  Source source;
  source.add("world.txt", kWorld);
  ASSERT_TRUE(write_atomically(blob, compile_lexicon(source)).ok());
  const auto mine = write_temporary("office arn.king\n  rank 2\nstate ARN\n  name=  Northland | N. Realm\n  seat=\n", "mine.txt");
  for (const auto& under : {base, blob}) {
    const auto k = Knowledge::compile({under, mine});
    ASSERT_TRUE(k.ok());
    EXPECT_EQ((*k)->entity((*k)->find(EntityKind::office, "arn.king")).rank, 2);
    EXPECT_EQ((*k)->entity((*k)->find(EntityKind::state, "ARN")).name, "Northland");
    EXPECT_EQ(match(**k, {"Arnor"}).pieces, 0u);
    ASSERT_EQ(match(**k, {"Annuminas"}).pieces, 1u);
    for (const auto& entry : match(**k, {"Annuminas"}).entries) EXPECT_NE(entry.kind, NameKind::seat);
  }
  // The blob alone and the text alone give the same bytes.
  const auto again = Source::read({blob});
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(compile_lexicon(*again), compile_lexicon(source));
}

TEST(Blob, RefusesWhatItCannotRead) {
  Source source;
  source.add("f.txt", kWorld);
  const auto blob = compile_lexicon(source);
  const auto open = [](const std::string& bytes) {
    const auto k = Knowledge::open(write_temporary(bytes, "test.blob"));
    return k.ok() ? std::string("fine") : k.error().message;
  };
  EXPECT_EQ(open(blob), "fine");
  EXPECT_EQ(blob, compile_lexicon(source));
  EXPECT_NE(open("not a blob at all").find("not a compiled"), std::string::npos);
  EXPECT_NE(open(blob.substr(0, blob.size() - 8)).find("should have"), std::string::npos);
  EXPECT_NE(open(blob.substr(0, 20)).find("cut off"), std::string::npos);
  auto other = blob;
  other[8] = 9;
  EXPECT_NE(open(other).find("version 9"), std::string::npos);
  EXPECT_FALSE(Knowledge::open("/nowhere.blob").ok());
}

TEST(Blob, SurvivesAnyByteChanged) {
  Source source;
  source.add("f.txt", kWorld);
  source.add("g.txt", kRows);
  source.add("f.txt", kWorld);
  const auto blob = compile_lexicon(source);
  std::uint32_t random = 1;
  for (int round = 0; round < 400; ++round) {
    auto damaged = blob;
    for (int i = 0; i < 4; ++i) {
      random = random * 1664525u + 1013904223u;
      const auto at = round % 2 ? random % 200 : random % damaged.size();
      damaged[at] = static_cast<char>(random >> 24);
    }
    const auto k = Knowledge::open(write_temporary(damaged, "damaged.blob"));
    if (k.ok()) (void)match(**k, {"Foreign", "Minister", "of", "Arnor"}), (void)(*k)->find(EntityKind::place, "geonames:222");
  }
}
