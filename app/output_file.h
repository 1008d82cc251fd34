// Output that is whole or not there.
#pragma once
#include <cstdio>
#include <memory>
#include <string>

namespace dragoman::app {

// Standard output, or a file that appears under its name only when finish() has written all of it.
class OutputFile {
 public:
  // Empty path: standard output. Null after a complaint.
  static std::unique_ptr<OutputFile> open(const std::string& path);
  ~OutputFile();
  bool write(const std::string& bytes);  // false after a complaint
  bool finish();                         // flushes and puts the file in place; false after a complaint

 private:
  OutputFile(std::FILE* file, std::string path) : file_(file), path_(std::move(path)) {}
  bool fail();
  std::FILE* file_;
  std::string path_;  // empty: standard output
  bool failed_ = false;
};

}  // namespace dragoman::app
