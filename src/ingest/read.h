// Files, folders and streams to Articles.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dragoman/article.h"
#include "dragoman/result.h"

namespace dragoman {

enum class InputFormat : std::uint8_t { by_name, text, jsonl };  // by_name: .jsonl/.ndjson/.json lines, else text

struct ReadOptions {
  InputFormat format = InputFormat::by_name;
  std::string published;  // given for every article that carries no date of its own
  std::string outlet;     // likewise
  std::uint64_t max_article_bytes = 4u << 20;  // longer ones are set aside with an error
};

// A stream of articles, one at a time, flat memory. Externally synchronised.
class ArticleReader {
 public:
  virtual ~ArticleReader() = default;
  // The next article; nullopt at the end; an Error for one bad input (file:line, remedy), after which next() goes on.
  virtual std::optional<Result<Article>> next() = 0;
  virtual std::uint64_t bytes_read() const = 0;
  virtual std::uint64_t bytes_total() const = 0;  // 0 when unknown (a pipe)
  // Files met in a folder that are no articles by their name (README.md, pictures); named files are always read.
  virtual std::uint64_t passed_over() const { return 0; }
};

// Paths may be files, folders (read recursively in name order; hidden files left out) or "-" for stdin.
// Stdin of format by_name is JSONL when its first character is "{", else one text.
std::unique_ptr<ArticleReader> open_articles(std::vector<std::string> paths, ReadOptions options);

}  // namespace dragoman
