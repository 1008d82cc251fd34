#include "archive/import.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "archive/history.h"
#include "archive/xml_records.h"

namespace dragoman {
namespace {

std::shared_ptr<const Models> models() {
  static const auto shared = [] {
    auto opened = Models::open({DRAGOMAN_BLOB, DRAGOMAN_SOURCE_DIR "/models/en.model"});
    EXPECT_TRUE(opened.ok()) << opened.error().message;
    return *opened;
  }();
  return shared;
}

TableImport import_of(const std::string& text, const std::string& name = "file", ImportFormat format = ImportFormat::none) {
  auto result = import_tables({{name, text}}, format, models());
  EXPECT_TRUE(result.ok()) << result.error().message;
  return result.ok() ? *result : TableImport();
}

// What comes out must be a table of ours without a fault.
History history_of(const TableImport& import) {
  History history;
  EXPECT_TRUE(read_history_table(import.csv, "out.csv", history, [](const Error& e) { ADD_FAILURE() << e.where << ": " << e.message; }).ok()) << import.csv;
  sort_history(history);
  return history;
}

std::string visit(const std::string& id, const std::string& visitor, const std::string& from, const std::string& days, const std::string& words = "Working visit.") {
  return "<visit><id>" + id + "</id>" + days + "<visitor>" + visitor + "</visitor><from id=\"x\">" + from + "</from><description>" + words + "</description></visit>\n";
}
const std::string kDays = "<start-date>2014-03-17</start-date><end-date>2014-03-18</end-date>";

TEST(Import, VisitsOfForeignLeadersKeepOfficeRankDaysAndSource) {
  const auto import = import_of("<?xml version=\"1.0\"?>\n<visits>\n<!-- two -->\n" + visit("7", "Prime Minister Anna Quist", "Denmark", kDays, "Official working visit.\n   Spoke of &amp; on grain.") +
                                visit("8", "King Otto IX", "Korea, Republic of", "<start-date>2015-01-02</start-date><end-date>2015-01-02</end-date>", "State visit.") + "</visits>\n");
  EXPECT_EQ(import.format, ImportFormat::state_visits);
  EXPECT_TRUE(import.set_aside.empty()) << import.set_aside.front().message;
  const History history = history_of(import);
  ASSERT_EQ(history.visits.size(), 2u);
  const VisitRow& quist = history.visits[0];
  EXPECT_EQ(quist.visitor, "Anna Quist");
  EXPECT_EQ(quist.visitor_country, "DNK");
  EXPECT_EQ(quist.host_country, "USA");
  EXPECT_EQ(quist.rank, 2);
  EXPECT_EQ(quist.kind, "official");
  EXPECT_EQ(quist.from.text, "2014-03-17");
  EXPECT_EQ(quist.to.text, "2014-03-18");
  EXPECT_NE(quist.source.title.find("record 7"), std::string::npos);
  EXPECT_EQ(quist.source.note, "Official working visit. Spoke of & on grain.");
  EXPECT_EQ(history.visits[1].visitor_country, "KOR");
  EXPECT_EQ(history.visits[1].rank, 1);
  EXPECT_EQ(history.visits[1].kind, "state");
  EXPECT_TRUE(history.complete.empty()) << "nothing is claimed to be complete";
}

TEST(Import, WhatCannotBeARowIsSetAsideWithLineAndRemedy) {
  const auto import = import_of("<visits>\n" + visit("1", "Prime Minister Anna Quist", "Ruritania", kDays) + visit("2", "Chairman Quist", "Denmark", kDays) +
                                visit("3", "Prime Minister Anna Quist", "Denmark", "<start-date>17 March</start-date>") + visit("4", "Prime Minister Anna Quist", "Denmark", "<start-date>2014-03-17</start-date><end-date>2013-03-18</end-date>") +
                                visit("", "Prime Minister Anna Quist", "Denmark", kDays) + visit("6", "President-elect Anna Quist", "Denmark", kDays) + visit("7", "Prime Minister Anna Quist", "Denmark", kDays) +
                                visit("7", "Prime Minister Anna Quist", "Denmark", kDays) + "</visits>\n", "v.xml");
  EXPECT_EQ(import.records, 8u);
  EXPECT_EQ(import.rows, 1u);
  ASSERT_EQ(import.set_aside.size(), 5u);
  const char* wanted[] = {"Ruritania", "no rank is known", "is no day", "is no day", "no <id>"};
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_NE(import.set_aside[i].message.find(wanted[i]), std::string::npos) << import.set_aside[i].message;
    EXPECT_EQ(import.set_aside[i].where, "v.xml:" + std::to_string(i + 2));
    EXPECT_FALSE(import.set_aside[i].remedy.empty());
  }
  EXPECT_EQ(import.passed_over.at("the visitor was not in office"), 1u);
  EXPECT_EQ(import.passed_over.at("the same record twice"), 1u);
  const std::string report = render_import(import);
  for (const char* part : {"8 records read, 1 rows, 5 set aside", "the same record twice", "not kept"}) EXPECT_NE(report.find(part), std::string::npos) << report;
  EXPECT_NE(render_import_json(import).find("v.xml:2"), std::string::npos);
}

TEST(Import, JourneysAbroadTakeTheOfficeFromTheRole) {
  const auto import = import_of(
      "<trips>\n<trip role=\"secretary\" who=\"quist-anna\"><id>5</id><role>secretary</role><name>Anna Quist</name><start-date>1999-05-01</start-date><end-date>1999-05-03</end-date>"
      "<country id=\"burma\">Burma (Myanmar)</country><locale>Rangoon, Mandalay</locale><remarks>Attended funeral of nobody.</remarks></trip>\n"
      "<trip role=\"cook\"><id>6</id><role>cook</role><name>Otto</name><start-date>1999-05-01</start-date><country>Laos</country></trip>\n</trips>");
  const History history = history_of(import);
  ASSERT_EQ(history.visits.size(), 1u);
  EXPECT_EQ(history.visits[0].host_country, "MMR");
  EXPECT_EQ(history.visits[0].rank, 5);
  EXPECT_EQ(history.visits[0].places, (std::vector<std::string>{"Rangoon", "Mandalay"}));
  EXPECT_EQ(history.visits[0].kind, "funeral");
  EXPECT_EQ(history.visits[0].source.url, "https://history.state.gov/departmenthistory/travels/secretary/quist-anna");
  ASSERT_EQ(import.set_aside.size(), 1u);
  EXPECT_NE(import.set_aside[0].message.find("cook"), std::string::npos);
}

const std::string kVetoHead = "year,date,month,draft,meeting_record,agenda_item,crisis_topic,region,member_veto1,member_veto2,member_veto3,China,France,Russia,USSR,USA,UK\n";

TEST(Import, WhoHeldTheOfficeIsNamedAsTheLexiconNamesHim) {
  const auto import = import_of("<trips><trip role=\"president\"><id>5</id><name>Joseph R. Biden</name><start-date>2023-09-10</start-date><country>Vietnam</country></trip>"
                                "<trip role=\"president\"><id>6</id><name>Joseph R. Biden</name><start-date>1990-09-10</start-date><country>Vietnam</country></trip></trips>");
  const History history = history_of(import);
  ASSERT_EQ(history.visits.size(), 2u);
  EXPECT_EQ(history.visits[0].visitor, "Joseph R. Biden") << "he held another office then, if any";
  EXPECT_EQ(history.visits[1].visitor, "Joe Biden");
}

TEST(Import, VetoesBecomeTheirTable) {
  const auto import = import_of(kVetoHead + "1950,3/9/1950,3,S/77,S/PV.1,\"Grain, and boats\",Laos,Asia,USSR,,,0,0,0,1,0,0\n"
                                            "2016,12/31/2016,12,S/2016/5,S/PV.9,Fish,,Sea,China,Russia,,1,0,1,0,0,0\n"
                                            "2016,12/31/2016,12,S/2016/5,S/PV.9,Fish again,,Sea,Russia,,,0,0,0,0,0,0\n"
                                            "2017,2/30/2017,2,S/2017/1,S/PV.9,Fish,,Sea,Russia,,,0,0,1,0,0,0\n"
                                            "2017,2/3/2017,2,S/2017/2,S/PV.9,Fish,,Sea,Russia,China,,0,0,1,0,0,0\n"
                                            "2017,2/3/2017,2,S/2017/3,S/PV.9,Fish,,Sea,,,,0,0,0,0,0,0\n"
                                            "2017,2/3/2017\n");
  EXPECT_EQ(import.format, ImportFormat::council_vetoes);
  const History history = history_of(import);
  ASSERT_EQ(history.vetoes.size(), 3u);
  EXPECT_EQ(history.vetoes[0].id, "sc-draft-77");
  EXPECT_EQ(history.vetoes[0].subject, "Laos: Grain, and boats");
  EXPECT_EQ(history.vetoes[0].members, std::vector<std::string>{"RUS"});
  EXPECT_EQ(history.vetoes[1].members, (std::vector<std::string>{"CHN", "RUS"}));
  EXPECT_EQ(history.vetoes[2].id, "sc-draft-2016-5-2") << "a part of one draft, by its names where no mark stands";
  ASSERT_EQ(import.set_aside.size(), 4u);
  EXPECT_NE(import.set_aside[0].message.find("2/30/2017"), std::string::npos);
  EXPECT_NE(import.set_aside[1].message.find("2 members are named"), std::string::npos);
  EXPECT_EQ(import.set_aside[3].where, "file:8");
}

TEST(Import, ItemsOfCurrentEventsAreCodedToVisits) {
  const auto import = import_of("{\"id\": \"a/1\", \"date\": \"2024-05-02\", \"text\": \"Chinese President Xi Jinping visits Hungary.\", \"outlets\": [[\"Gazette\", \"https://example.org/1\"]]}\n"
                                "{\"id\": \"a/2\", \"date\": \"2024-05-02\", \"text\": \"Rain falls on the river.\"}\n\n"
                                "not json\n{\"date\": \"2024-05-02\"}\n{\"date\": \"May\", \"text\": \"Xi Jinping visits Hungary.\"}\n[1]\n");
  EXPECT_EQ(import.format, ImportFormat::current_events);
  const History history = history_of(import);
  ASSERT_EQ(history.visits.size(), 1u) << import.csv;
  const VisitRow& row = history.visits[0];
  EXPECT_EQ(row.visitor, "Xi Jinping");
  EXPECT_EQ(row.host_country, "HUN");
  EXPECT_EQ(row.rank, 1);
  EXPECT_EQ(row.from.text, "2024-05-02");
  EXPECT_NE(row.source.title.find("Gazette"), std::string::npos);
  EXPECT_NE(row.source.note.find("the day is that of the item"), std::string::npos);
  EXPECT_EQ(import.records, 6u);
  EXPECT_EQ(import.set_aside.size(), 4u);
  EXPECT_EQ(import.passed_over.size(), 1u);
}

TEST(Import, FilesOfNoFormatOrOfSeveralAreRefused) {
  EXPECT_FALSE(import_tables({{"a", "hello"}}, ImportFormat::none, models()).ok());
  EXPECT_FALSE(import_tables({}, ImportFormat::none, models()).ok());
  const auto mixed = import_tables({{"a", "<visits></visits>"}, {"b", kVetoHead}}, ImportFormat::none, models());
  ASSERT_FALSE(mixed.ok());
  EXPECT_EQ(mixed.error().where, "b");
  EXPECT_EQ(import_of("<visits></visits>").rows, 0u);
  EXPECT_EQ(import_of("nothing of the kind", "x", ImportFormat::state_visits).set_aside.size(), 1u);
}

XmlRecords xml(const std::string& text, std::vector<Error>& errors) {
  auto read = read_xml_records(text, "x.xml", [&](const Error& e) { errors.push_back(e); });
  return read.ok() ? *read : XmlRecords();
}

TEST(XmlRecords, EntitiesCommentsAndSections) {
  std::vector<Error> errors;
  const auto read = xml("<?xml?><!DOCTYPE a [<!ENTITY b \"c\">]><a x='1'><r who=\"A &lt; B\"><!-- <r> --><f>one &#x41;&#66; &b; <![CDATA[<two> & three]]></f><e/></r></a>", errors);
  EXPECT_TRUE(errors.empty()) << errors.front().message;
  ASSERT_EQ(read.records.size(), 1u);
  EXPECT_EQ(read.records[0].attribute("who"), "A < B");
  EXPECT_EQ(read.records[0].value("f"), "one AB &b; <two> & three");
  EXPECT_TRUE(read.records[0].field("e"));
}

TEST(XmlRecords, ABadRecordIsLeftOutAndTheNextIsRead) {
  std::vector<Error> errors;
  const auto read = xml("<a>\n<r><f>1</f>\n<r><f>2</f></r>\n<r><f><g>3</g></f></r>\n<r><f>4</g></r>\n<r><f>\xff</f></r>\n<r><f>6</f></r>\n", errors);
  ASSERT_EQ(read.records.size(), 2u);
  EXPECT_EQ(read.records[0].value("f"), "2");
  EXPECT_EQ(read.records[1].value("f"), "6");
  ASSERT_EQ(errors.size(), 5u);
  const char* where[] = {"x.xml:2", "x.xml:4", "x.xml:5", "x.xml:6", "x.xml:8"};
  for (std::size_t i = 0; i < errors.size(); ++i) EXPECT_EQ(errors[i].where, where[i]) << errors[i].message;
}

// Whatever is done to the bytes: an end, no fault, and a table that can be read.
TEST(Import, MangledFilesGiveErrorsAndATable) {
  const std::vector<std::string> good = {
      "<visits>\n" + visit("7", "Prime Minister Anna Quist", "Denmark", kDays) + visit("8", "King Otto IX", "Norway", kDays) + "</visits>\n",
      "<trips><trip role=\"president\"><id>5</id><name>Anna</name><start-date>1999-05-01</start-date><country>Laos</country><locale>A, B</locale></trip></trips>",
      kVetoHead + "1950,3/9/1950,3,S/77,S/PV.1,\"Grain, and boats\",Laos,Asia,USSR,,,0,0,0,1,0,0\n"};
  const ImportFormat formats[] = {ImportFormat::state_visits, ImportFormat::state_travels, ImportFormat::council_vetoes};
  std::mt19937 random(7);
  const std::string odd = "<>&;\"'/=\n\r,\0\xff#x![]-";
  for (int round = 0; round < 3000; ++round) {
    const std::size_t which = static_cast<std::size_t>(round) % good.size();
    std::string text = good[which];
    for (int change = 0; change < 1 + round % 5; ++change) {
      const std::size_t at = random() % text.size();
      switch (random() % 4) {
        case 0: text[at] = odd[random() % odd.size()]; break;
        case 1: text.insert(at, 1, odd[random() % odd.size()]); break;
        case 2: text.erase(at, 1 + random() % 9); break;
        default: text.insert(at, text.substr(random() % text.size(), random() % 40)); break;
      }
      if (text.empty()) text = "<";
    }
    const auto import = import_tables({{"f", text}}, formats[which], models());
    ASSERT_TRUE(import.ok());
    History history;
    ASSERT_TRUE(read_history_table(import->csv, "out.csv", history, [&](const Error& e) { ADD_FAILURE() << e.where << ": " << e.message << "\n" << text; }).ok()) << text;
  }
}

TEST(Import, MangledItemsGiveErrorsAndATable) {
  const std::string good = "{\"id\": \"a/1\", \"date\": \"2024-05-02\", \"text\": \"Xi Jinping visits Hungary.\", \"outlets\": [[\"Gazette\", \"https://example.org/1\"]]}\n";
  std::mt19937 random(11);
  const std::string odd = "{}[]\",:\\\n\0\xff#5";
  for (int round = 0; round < 300; ++round) {
    std::string text = good + good;
    for (int change = 0; change < 1 + round % 4; ++change) text[random() % text.size()] = odd[random() % odd.size()];
    const auto import = import_tables({{"f", text}}, ImportFormat::current_events, models());
    ASSERT_TRUE(import.ok());
    History history;
    ASSERT_TRUE(read_history_table(import->csv, "out.csv", history, [&](const Error& e) { ADD_FAILURE() << e.where << ": " << e.message << "\n" << text; }).ok()) << text;
  }
}

TEST(XmlRecords, TimeGrowsWithTheBytes) {
  std::vector<Error> errors;
  for (const char* piece : {"<", "<r", "<r><", "<![CDATA[", "<!--", "<r a=\"", "<r><f>"}) {
    std::string text = "<a>";
    while (text.size() < 400000) text += piece;
    errors.clear();
    (void)xml(text, errors);  // the test's own time limit is the check
  }
}

}  // namespace
}  // namespace dragoman
