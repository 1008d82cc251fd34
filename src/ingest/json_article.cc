#include "ingest/json_article.h"

#include <simdjson.h>

#include <string_view>

#include "ingest/utf8.h"

namespace dragoman {

namespace dom = simdjson::dom;

struct JsonArticle::State {
  dom::parser parser;
};

JsonArticle::JsonArticle() : state_(std::make_unique<State>()) {}
JsonArticle::~JsonArticle() = default;

namespace {

Error bad(std::string message, std::string remedy) { return {ErrorCode::bad_format, std::move(message), {}, std::move(remedy)}; }

// A string field; a number is taken as its digits. False when it is of another kind.
bool read_field(dom::element value, std::string& into) {
  std::string_view text;
  if (value.is_null()) return true;
  if (value.get(text) == simdjson::SUCCESS) {
    into.assign(text);
    return true;
  }
  if (!value.is_number()) return false;
  into = simdjson::minify(value);
  return true;
}

}  // namespace

Result<Article> JsonArticle::parse(std::string& line) {
  if (first_invalid_utf8(line) != std::string_view::npos) line = replace_invalid_utf8(line);
  dom::element root;
  if (const auto problem = state_->parser.parse(line).get(root))
    return bad(std::string("broken JSON: ") + simdjson::error_message(problem), "write one complete JSON object a line");
  dom::object object;
  if (root.get(object) != simdjson::SUCCESS) return bad("the line is JSON but no object", R"(write {"id": …, "text": …})");

  Article article;
  bool has_text = false, has_html = false;
  for (const auto [key, value] : object) {
    std::string* field = key == "id"          ? &article.id
                         : key == "text"      ? &article.text
                         : key == "title"     ? &article.title
                         : key == "url"       ? &article.url
                         : key == "outlet"    ? &article.outlet
                         : key == "published" ? &article.published
                         : key == "language"  ? &article.language
                                              : nullptr;
    has_html = has_html || key == "html";
    if (!field) continue;
    if (key == "text" && !value.is_null() && !value.is_string()) return bad(R"("text" is no string)", R"(give the article as one string in "text")");
    if (!read_field(value, *field)) return bad('"' + std::string(key) + "\" is neither a string nor a number", "give it as a string");
    has_text = has_text || (key == "text" && !value.is_null());
  }
  if (has_text) return article;
  if (has_html) return bad(R"("html" is not read yet)", R"(give the plain text of the article in "text")");
  return bad(R"(there is no "text")", R"(give the article's plain text in "text")");
}

}  // namespace dragoman
