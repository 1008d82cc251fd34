// One line of JSON to one Article.
#pragma once
#include <memory>
#include <string>

#include "dragoman/article.h"
#include "dragoman/result.h"

namespace dragoman {

// Reuses its memory between lines. Externally synchronised.
class JsonArticle {
 public:
  JsonArticle();
  ~JsonArticle();
  // Keys: id, text, title, url, outlet, published, language; others are passed over; null is absent.
  // `line` may be changed: bytes that are no UTF-8 become U+FFFD, as JSON has no other way to carry them.
  // Errors: bad_format, with a remedy and without a place.
  Result<Article> parse(std::string& line);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dragoman
