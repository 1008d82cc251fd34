#include "ingest/read.h"

#define XXH_INLINE_ALL  // no library to link
#include <xxhash.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "ingest/byte_source.h"
#include "ingest/file_walk.h"
#include "ingest/json_article.h"

namespace dragoman {

namespace {

constexpr std::uint64_t kLargestArticle = 1u << 30;  // spans are 32 bits wide
constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

bool blank(std::string_view text) {
  if (text.starts_with(kUtf8Mark)) text.remove_prefix(kUtf8Mark.size());
  return std::all_of(text.begin(), text.end(), [](char c) { return c == ' ' || (c >= '\t' && c <= '\r') || c == '\0'; });
}

std::string content_id(std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  const std::uint64_t hash = XXH64(text.data(), text.size(), 0);
  std::string id(16, '0');
  for (std::size_t i = 0; i < 16; ++i) id[i] = kHex[(hash >> (60 - 4 * i)) & 15];
  return id;
}

// Why a file's first bytes cannot be an article's text; nullptr when they can.
struct Refusal {
  const char *message, *remedy;
};
const Refusal* refuse(std::string_view start) {
  static constexpr Refusal kUtf16{"the text is UTF-16", "convert it: iconv -f UTF-16 -t UTF-8 FILE"};
  static constexpr Refusal kHtml{"HTML is not read yet", "give the plain text of the article"};
  static constexpr Refusal kBinary{"this is no text: too many control bytes", "give plain text in UTF-8; unpack or convert the file first"};
  if (start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF")) return &kUtf16;
  start = start.substr(0, 4096);
  const std::size_t control = static_cast<std::size_t>(std::count_if(start.begin(), start.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && !(byte >= '\t' && byte <= '\r') && byte != 0x1B;
  }));
  if (start.starts_with("%PDF-") || control * 10 > start.size()) return &kBinary;
  const std::size_t first = start.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first == std::string_view::npos || start[first] != '<') return nullptr;
  std::string tag(start.substr(first, 14));
  for (char& c : tag) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return tag.starts_with("<!doctype html") || tag.starts_with("<html") ? &kHtml : nullptr;
}

class Reader final : public ArticleReader {
 public:
  Reader(std::vector<std::string> paths, ReadOptions options) : options_(std::move(options)), paths_(paths), walk_(std::move(paths)) {
    options_.max_article_bytes = std::min(options_.max_article_bytes, kLargestArticle);
  }

  std::optional<Result<Article>> next() override {
    for (;;) {
      if (!source_.is_open()) {
        if (!walk_.next(path_)) return std::nullopt;
        if (auto opened = source_.open(path_); !opened) return opened.error();
        line_ = 0;
        lines_ = is_json_lines();
        file_done_ = !lines_;
      }
      auto result = lines_ ? next_line() : whole_file();
      if (file_done_ || !result) close();
      if (result) return result;
    }
  }

  std::uint64_t bytes_read() const override { return done_ + source_.consumed(); }
  std::uint64_t passed_over() const override { return walk_.passed_over(); }
  std::uint64_t bytes_total() const override {
    if (!total_) total_ = FileWalk::total_bytes(paths_);
    return *total_;
  }

 private:
  void close() {
    done_ += source_.consumed();
    source_.close();
  }

  bool is_json_lines() {
    if (options_.format != InputFormat::by_name) return options_.format == InputFormat::jsonl;
    if (path_ != "-") return name_says(path_) == NameSays::json_lines;
    const std::string_view start = source_.peek();
    const std::size_t first = start.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    return first != std::string_view::npos && start[first] == '{';
  }

  std::string display() const { return path_ == "-" ? "standard input" : path_; }

  Error too_large(std::string where) const {
    return {ErrorCode::too_large, "longer than " + std::to_string(options_.max_article_bytes) + " bytes; set aside", std::move(where),
            "split it into articles"};
  }

  Article finish(Article article, std::string where) const {
    article.where = std::move(where);
    if (article.id.empty()) article.id = content_id(article.text);
    if (article.published.empty()) article.published = options_.published;
    if (article.outlet.empty()) article.outlet = options_.outlet;
    return article;
  }

  std::optional<Result<Article>> whole_file() {
    if (options_.format == InputFormat::by_name && name_says(path_) == NameSays::html)
      return Error{ErrorCode::bad_format, "HTML is not read yet", display(), "give the plain text of the article"};
    if (const Refusal* refusal = refuse(source_.peek())) return Error{ErrorCode::bad_format, refusal->message, display(), refusal->remedy};
    Article article;
    switch (source_.all(article.text, options_.max_article_bytes)) {
      case ByteSource::Line::too_long: return too_large(display());
      case ByteSource::Line::failed: return source_.error();
      default: break;
    }
    if (blank(article.text)) return Error{ErrorCode::bad_format, "the file is empty", display(), "give a file with an article in it"};
    return finish(std::move(article), display());
  }

  std::optional<Result<Article>> next_line() {
    for (;;) {
      const auto state = source_.line(text_, options_.max_article_bytes);
      if (state == ByteSource::Line::end) {
        if (line_ > 0) return std::nullopt;
        file_done_ = true;
        return Error{ErrorCode::bad_format, "the file is empty", display(), "give a file with one JSON object a line"};
      }
      if (state == ByteSource::Line::failed) {
        file_done_ = true;
        return source_.error();
      }
      ++line_;
      const std::string where = display() + ':' + std::to_string(line_);
      if (state == ByteSource::Line::too_long) return too_large(where);
      if (line_ == 1 && text_.starts_with(kUtf8Mark)) text_.erase(0, kUtf8Mark.size());
      if (blank(text_)) continue;
      if (line_ == 1 && spread_over_lines()) {
        file_done_ = true;
        return Error{ErrorCode::bad_format, "one JSON document, not one object a line", where, "write one object a line: jq -c '.[]' FILE"};
      }
      auto article = json_.parse(text_);
      if (!article) {
        Error error = article.error();
        error.where = where;
        return error;
      }
      if (blank(article->text)) return Error{ErrorCode::bad_format, "\"text\" is empty", where, "give the article's plain text in \"text\""};
      return finish(std::move(*article), where);
    }
  }

  bool spread_over_lines() const {
    const std::size_t last = text_.find_last_not_of(" \t\r");
    const std::size_t first = text_.find_first_not_of(" \t\r");
    return text_[first] == '[' || (first == last && text_[first] == '{');
  }

  ReadOptions options_;
  std::vector<std::string> paths_;
  FileWalk walk_;
  ByteSource source_;
  JsonArticle json_;
  std::string path_, text_;
  std::uint64_t line_ = 0, done_ = 0;
  bool lines_ = false, file_done_ = false;
  mutable std::optional<std::uint64_t> total_;
};

}  // namespace

std::unique_ptr<ArticleReader> open_articles(std::vector<std::string> paths, ReadOptions options) {
  if (paths.empty()) paths.emplace_back("-");
  return std::make_unique<Reader>(std::move(paths), std::move(options));
}

}  // namespace dragoman
