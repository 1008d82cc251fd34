// Words laid out in lines of a given width, for terminals.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace dragoman {

// Code points, which is what a terminal counts as columns.
std::size_t points_in(std::string_view text);
// The first `points` code points.
std::string_view first_points(std::string_view text, std::size_t points);

// Lays words out in lines no longer than `columns`, all but the first indented. Externally synchronised; writes to the string it was given.
class Flow {
 public:
  Flow(std::string& out, std::size_t columns, bool colour, std::size_t indent) : out_(out), columns_(columns), colour_(colour), indent_(indent), at_(indent) {}
  void add(std::string_view text, std::string_view style = {});  // style: an ANSI code, used only with colour
  void end() { out_ += '\n'; }

 private:
  void place(std::string_view word, std::string_view style);
  void print(std::string_view word, std::string_view style);
  void wrap();

  std::string& out_;
  std::size_t columns_;
  bool colour_;
  std::size_t indent_, at_;
  bool fresh_ = true;
};

// A label of `width` columns behind two blanks, then the text, indented by the same.
void labelled(std::string& out, std::string_view label, std::string_view text, std::size_t columns, std::size_t width = 18);

}  // namespace dragoman
