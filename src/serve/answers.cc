#include "serve/answers.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "analyse/judge.h"
#include "analyse/new_records.h"
#include "base/days.h"
#include "dragoman/brief.h"
#include "dragoman/version.h"
#include "ingest/json_article.h"
#include "pipeline/report_json.h"
#include "serve/target.h"

namespace dragoman {

namespace {

constexpr const char* kJson = "application/json";
constexpr const char* kJsonLines = "application/x-ndjson";
constexpr const char* kText = "text/plain; charset=utf-8";

constexpr const char* kPage = R"(dragoman reads news and keeps a sourced record of who did what to whom.

  GET  /health    whether it is up, and which engine, lexicon and model it uses
  POST /code      articles in, one JSON line per report out
  POST /brief     articles in, one cited account out: ?format=json (the default), text or md

The body is one plain text, or one JSON object a line when its Content-Type is application/x-ndjson or application/json:
{"text": "...", "id": "...", "title": "...", "outlet": "...", "url": "...", "published": "2024-04-10"}; only "text" is needed.
?published=DATE and ?outlet=NAME hold for articles that carry none of their own.

  curl --data-binary @article.txt -H 'Content-Type: text/plain' 'http://127.0.0.1:PORT/brief?format=text&published=2024-04-10'

A refusal is {"error": ..., "remedy": ...}. Nothing sent is kept.
)";

int status_for(ErrorCode code) {
  switch (code) {
    case ErrorCode::bad_request:
    case ErrorCode::bad_format: return 400;
    case ErrorCode::too_large: return 413;
    case ErrorCode::not_found: return 404;
    default: return 500;
  }
}

Response refuse(const Error& error) {
  return {status_for(error.code), kJson, error_body(error.where.empty() ? error.message : error.where + ": " + error.message, error.remedy), {}};
}

// The media type without its parameters, in lower case.
std::string media_type(std::string_view header) {
  std::string type(header.substr(0, header.find(';')));
  while (!type.empty() && type.back() == ' ') type.pop_back();
  for (char& c : type) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return type;
}

bool blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

class Answers {
 public:
  Answers(std::shared_ptr<const Models> models, const AnswerLimits& limits, std::shared_ptr<const History> history)
      : models_(std::move(models)), limits_(limits), history_(std::move(history)), pipeline_(models_) {
    if (history_) judge_ = history_judge(models_, *history_), records_ = history_records(models_, *history_);
  }

  Response answer(const Request& request) {
    auto target = parse_target(request.target);
    if (!target) return refuse(target.error());
    for (const Route& route : routes()) {
      if (target->path != route.path) continue;
      if (request.method != route.method) return {405, kJson, error_body(std::string(route.path) + " takes " + route.method, "see GET /"), route.method};
      return (this->*route.answer)(request, *target);
    }
    return refuse({ErrorCode::not_found, "there is nothing here", "", "GET / lists what there is"});
  }

 private:
  struct Route {
    const char *method, *path;
    Response (Answers::*answer)(const Request&, const Target&);
  };
  static const std::array<Route, 4>& routes() {
    static constexpr std::array<Route, 4> kRoutes = {{
        {"GET", "/", &Answers::page},
        {"GET", "/health", &Answers::health},
        {"POST", "/code", &Answers::code},
        {"POST", "/brief", &Answers::brief},
    }};
    return kRoutes;
  }

  Response page(const Request&, const Target&) { return {200, kText, kPage, {}}; }

  Response health(const Request&, const Target&) {
    const nlohmann::ordered_json body = {{"status", "up"}, {"version", kVersion}, {"coder", models_->coder()}};
    return {200, kJson, body.dump() + "\n", {}};
  }

  Response code(const Request& request, const Target& target) {
    const auto codings = read(request, target);
    if (!codings) return refuse(codings.error());
    Response response{200, kJsonLines, {}, {}};
    for (const Coding& coding : *codings)
      for (const Report& report : coding.reports) response.body += report_json(report) + "\n";
    return response;
  }

  Response brief(const Request& request, const Target& target) {
    const std::string format = target.value("format");
    if (!format.empty() && format != "json" && format != "text" && format != "md")
      return refuse({ErrorCode::bad_request, "unknown format '" + format + "'", "", "use json, text or md"});
    auto codings = read(request, target);
    if (!codings) return refuse(codings.error());
    const Brief account = make_brief(std::move(*codings), *models_, judge_, records_);
    if (format == "text") return {200, kText, render(account, {BriefFormat::text}), {}};
    if (format == "md") return {200, "text/markdown; charset=utf-8", render(account, {BriefFormat::markdown}), {}};
    return {200, kJson, render(account, {BriefFormat::json}), {}};
  }

  // Every article of the body, coded; the first that is bad refuses them all, so that nothing is lost unseen.
  Result<std::vector<Coding>> read(const Request& request, const Target& target) {
    const std::string published = target.value("published");
    if (!published.empty() && !parse_iso_day(published)) return Error{ErrorCode::bad_request, "'" + published + "' is no date", "", "write published=YYYY-MM-DD"};
    auto articles = split(request);
    if (!articles) return articles.error();
    const auto until = std::chrono::steady_clock::now() + limits_.time;
    std::vector<Coding> codings;
    for (Article& article : *articles) {
      if (std::chrono::steady_clock::now() > until) return Error{ErrorCode::too_large, "reading these articles takes too long", "", "send fewer at once"};
      if (article.id.empty()) article.id = std::to_string(codings.size() + 1);
      if (article.published.empty()) article.published = published;
      if (article.outlet.empty()) article.outlet = target.value("outlet");
      codings.push_back(pipeline_.code(std::move(article)));
    }
    return codings;
  }

  Result<std::vector<Article>> split(const Request& request) {
    const std::string type = media_type(request.content_type);
    if (blank(request.body)) return Error{ErrorCode::bad_request, "the body is empty", "", "send an article; see GET /"};
    std::vector<Article> articles;
    if (type != kJsonLines && type != kJson) {
      articles.emplace_back().text = request.body;
      return articles;
    }
    std::string_view rest = request.body;
    for (std::size_t number = 1; !rest.empty(); ++number) {
      std::string line(rest.substr(0, rest.find('\n')));
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
      if (blank(line)) continue;
      if (articles.size() == limits_.articles)
        return Error{ErrorCode::too_large, "more than " + std::to_string(limits_.articles) + " articles", "", "send fewer at once"};
      auto article = json_.parse(line);
      if (!article) {
        Error error = article.error();
        error.where = "line " + std::to_string(number);
        return error;
      }
      articles.push_back(std::move(*article));
    }
    return articles;
  }

  std::shared_ptr<const Models> models_;
  AnswerLimits limits_;
  std::shared_ptr<const History> history_;  // outlives those who ask it
  ClaimJudge judge_;
  RecordFinder records_;
  Pipeline pipeline_;
  JsonArticle json_;
};

}  // namespace

Handler make_answers(std::shared_ptr<const Models> models, const AnswerLimits& limits, std::shared_ptr<const History> history) {
  auto answers = std::make_shared<Answers>(std::move(models), limits, std::move(history));
  return [answers](const Request& request) { return answers->answer(request); };
}

}  // namespace dragoman
