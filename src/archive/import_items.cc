// Items of a portal of current events: their texts are coded, and the visits they tell become rows.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

#include "archive/import_parts.h"
#include "base/days.h"
#include "pipeline/parts.h"

namespace dragoman {

namespace {

using nlohmann::json;

std::string text_of(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// First outlet of [["Reuters", "https://…"], …].
std::pair<std::string, std::string> outlet_of(const json& item) {
  const auto list = item.find("outlets");
  if (list == item.end() || !list->is_array() || list->empty() || !list->front().is_array()) return {};
  const json& first = list->front();
  const auto at = [&](std::size_t i) { return i < first.size() && first[i].is_string() ? first[i].get<std::string>() : std::string(); };
  return {at(0), at(1)};
}

std::string slug(std::string_view name) {
  std::string text;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') text += static_cast<char>(c + 32);
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80) text += c;
    else if (!text.ends_with('-')) text += '-';
  }
  return text;
}

class Items {
 public:
  Items(const ImportNames& names, const std::shared_ptr<const Models>& models, TableImport& import) : names_(names), pipeline_(models), import_(import), table_(import) {}

  void read(const ImportFile& file) {
    std::size_t number = 0;
    for (std::size_t at = 0; at < file.text.size();) {
      const auto end = std::min(file.text.find('\n', at), file.text.size());
      const std::string_view line = std::string_view(file.text).substr(at, end - at);
      at = end + 1;
      ++number;
      if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      ++import_.records;
      const json item = json::parse(line, nullptr, false);
      FuzzyDay day;
      if (!item.is_object()) table_.set_aside(file.name, number, "this line is no JSON object", "one object a line, with date and text");
      else if (text_of(item, "text").empty()) table_.set_aside(file.name, number, "this item has no text", "fill `text`");
      else if (!parse_fuzzy_day(text_of(item, "date"), day) || !day.exact()) table_.set_aside(file.name, number, "`" + text_of(item, "date") + "` is no day", "write `date` as YYYY-MM-DD");
      else code(file, number, item);
    }
  }

  void finish() {
    table_.finish("Visits told by items of current events", "visits of persons whose rank is known from one state to another, as short items tell them",
                  "what an item does not tell, and what the coder did not read; nobody has compared the rows with another source", kVisitColumns);
  }

 private:
  void code(const ImportFile& file, std::size_t number, const json& item) {
    Article article;
    article.id = text_of(item, "id").empty() ? file.name + ":" + std::to_string(number) : text_of(item, "id");
    article.text = text_of(item, "text");
    article.published = text_of(item, "date");
    const auto [outlet, url] = outlet_of(item);
    article.outlet = outlet;
    article.url = url;
    const std::string id = article.id, day = article.published;
    const Coding coding = pipeline_.code(std::move(article));
    bool told = false, ranked = false;
    for (const Report& report : coding.reports) {
      const std::uint32_t act = names_.knowledge().find_act(report.act);
      if (act == kNone || !names_.knowledge().acts()[act].movement || names_.knowledge().acts()[act].family != report.act || report.background) continue;
      const bool stands = report.status == Status::happened || report.status == Status::under_way || report.status == Status::planned || report.status == Status::cancelled || report.status == Status::postponed;
      if (!stands || report.source.empty() || report.target.empty()) continue;
      const std::string host = report.target.front().country;
      const bool one = std::all_of(report.target.begin(), report.target.end(), [&](const Actor& a) { return a.country == host; });
      if (!one || host.empty()) continue;
      for (const Actor& who : report.source) {
        if (who.country.empty() || who.country == host || !who.actor.starts_with("person:")) continue;
        told = true;
        if (who.rank == 0) continue;
        ranked = true;
        put(file, number, report, who, host, id, day, outlet, url);
      }
    }
    if (!told) ++import_.passed_over["tells no visit of somebody named from one state to another"];
    else if (!ranked) ++import_.passed_over["the rank of the visitor is not known"];
  }

  void put(const ImportFile& file, std::size_t number, const Report& report, const Actor& who, const std::string& host, const std::string& id, const std::string& day, const std::string& outlet, const std::string& url) {
    VisitLine line;
    const std::uint32_t person = names_.knowledge().find(EntityKind::person, std::string_view(who.actor).substr(who.actor.find(':') + 1));
    line.visitor = person == kNone ? who.name : std::string(names_.knowledge().entity(person).name);
    line.visitor_country = who.country;
    line.host_country = host;
    line.rank = who.rank;
    const std::uint32_t office = names_.knowledge().find(EntityKind::office, who.office);
    line.office = office == kNone ? std::string() : std::string(names_.knowledge().entity(office).name);
    const bool dated = report.time.from && report.time.precision == "day";
    line.from = dated ? iso_day(*report.time.from) : day;
    if (dated && report.time.to && *report.time.to >= *report.time.from) line.to = iso_day(*report.time.to);
    if (report.place.precision == "city") line.place = report.place.name;
    for (const Role& role : report.roles) {
      if (role.name == "class") line.kind = role.value;
      if (role.name == "occasion") line.occasion = role.value;
    }
    line.status = report.status == Status::under_way ? "happened" : std::string(to_string(report.status));
    line.id = fmt::format("{}-{}-{}", line.from, slug(line.visitor), slug(host));
    line.source = fmt::format("{}, as an item of current events tells it", outlet.empty() ? "an outlet that is not named" : outlet);
    line.source_url = url;
    line.note = fmt::format("read by dragoman in item {}{}", id, dated ? "" : "; the day is that of the item");
    table_.add(std::move(line), file.name, number);
  }

  const ImportNames& names_;
  Pipeline pipeline_;
  TableImport& import_;
  ImportTable table_;
};

}  // namespace

void import_items(const std::vector<ImportFile>& files, const ImportNames& names, const std::shared_ptr<const Models>& models, TableImport& import) {
  import.columns = {{"id", "note"}, {"date", "from, where the text gives no day"}, {"text", "visitor, office, rank, countries, class, from, to, place, occasion, status, as coded; the words are not kept"},
                    {"outlets", "source, source_url: the first"}, {"category, story", "not kept: no column holds them"}, {"links", "not kept: names are looked up in the lexicon"}};
  Items items(names, models, import);
  for (const ImportFile& file : files) items.read(file);
  items.finish();
}

}  // namespace dragoman
