// The verbs of the command line: main.cc fills these options, one file per verb does the work.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace dragoman {
class Models;
}

namespace dragoman::app {

// Exit statuses, also in the man page.
enum Exit : int { kFine = 0, kFailed = 1, kUsage = 2, kSomeInputBad = 3, kNoModels = 4, kOutputFailed = 5 };

struct CommonOptions {
  std::string lexicon, language;       // paths of the compiled lexicon and the language model; empty: searched
  std::vector<std::string> additions;  // plain text that extends and overrides the lexicon
  mutable std::shared_ptr<const Models> opened;  // kept until the process ends: to take models apart costs more than to answer a question
};

struct InputOptions {
  std::vector<std::string> files;   // files, folders, "-"
  std::string input = "auto";       // auto | text | jsonl
  std::string published, outlet;
};

struct BriefOptions {
  InputOptions in;
  std::string format = "text";      // text | md | json
  std::string colour = "auto";      // auto | always | never
  std::string archive;              // its articles are read too
  std::vector<std::string> dyad;    // one or two states; with any of these the brief is of a window of days
  std::string person, place, since, until;
};
int brief(const CommonOptions&, const BriefOptions&);

struct CodeOptions {
  InputOptions in;
  std::string stop_after;           // "" | segment | parse : print that stage instead of reports
  unsigned threads = 0;             // 0: all cores
  std::string output;               // file; empty: stdout
  std::string format = "jsonl";
  double min_confidence = 0;
  bool quiet = false;
};
int code(const CommonOptions&, const CodeOptions&);

struct AddOptions {
  InputOptions in;
  std::string archive;
};
int add(const CommonOptions&, const AddOptions&);

struct CalendarOptions {
  InputOptions in;
  std::string archive;              // read this file of `dragoman add`, too
  std::string as_of;                // empty: the last day of publication
  std::string since, until;
  std::string format = "text";      // text | json | csv | ics
  bool ics = false, all = false;
};
int calendar(const CommonOptions&, const CalendarOptions&);

struct CompareOptions {
  InputOptions in;
  std::string archive, event;       // the articles of the archive that tell of this event: an id as `calendar` prints it, or its beginning
  std::string as_of;
  std::string format = "text";      // text | md | json | csv | html
};
int compare(const CommonOptions&, const CompareOptions&);

struct VisitsOptions {
  std::string from, to;             // states: codes or names; empty: any
  std::string rank;                 // "3", "..3", "2..4"; empty: any
  std::string since, until;
  std::string by = "date";          // date: latest first | rank: highest first
  std::string history;              // folder of tables; empty: searched
  std::string format = "table";     // table | csv | json | md
  bool both_ways = false, third_places = false;
};
int visits(const CommonOptions&, const VisitsOptions&);

struct CheckOptions {
  std::string sentence;
  std::string against;              // a second claim, to be held against the first; empty: none
  std::string as_of;                // judged on this day; empty: today
  std::string history;              // folder of tables; empty: searched
  std::string format = "text";      // text | json | md
};
int check(const CommonOptions&, const CheckOptions&);

struct ServeOptions {
  std::uint16_t port = 8420;        // 0: any free one
  unsigned threads = 0;             // requests worked on at once; 0: all cores
  std::uint64_t max_body = 1u << 20;
};
int serve(const CommonOptions&, const ServeOptions&);

struct ExplainOptions {
  std::string sentence;
  std::string published;
  std::string format = "text";      // text | json
};
int explain(const CommonOptions&, const ExplainOptions&);

struct LexiconOptions {
  std::vector<std::string> paths;   // files and folders of plain text, compiled lexicons
  bool strict = false;              // build: write nothing when a line is wrong
  std::string output;
  std::string coverage;             // check: folder of lists to measure against; empty: none
  bool misses = false;              // … and name what is not known
  std::string format = "table";     // … as table | json
};
int lexicon_check(const LexiconOptions&);
int lexicon_coverage(const LexiconOptions&);
int lexicon_build(const LexiconOptions&);
int lexicon_codebook(const LexiconOptions&);

struct LexiconDiffOptions {
  std::vector<std::string> lexicons;  // the old one; then the new one and what extends it
  InputOptions over;
  unsigned threads = 0;             // 0: all cores
  std::string format = "text";      // text | json
  bool expect_same = false;         // fail when anything differs
};
int lexicon_diff(const CommonOptions&, const LexiconDiffOptions&);

struct TrainOptions {
  std::string task;                 // language | tags | events
  std::vector<std::string> train, dev;
  std::vector<std::string> names;   // sentences with names marked
  std::vector<std::string> text;    // articles to learn word vectors from
  std::vector<std::string> sentences;  // events: files of marked sentences
  std::string output;
  unsigned seed = 1, epochs = 0, width = 128, layers = 3, pieces = 1u << 16;
  std::size_t lesson_words = 0;
};
int train(const CommonOptions&, const TrainOptions&);

struct EvalOptions {
  std::string task;                 // parse | mentions | coreference | relations | spans | places | time | attribution | golden | gold | examples | claims
  std::vector<std::string> gold;
  std::string predictions, format = "table";
  bool raw = false;                 // parse: start from the raw text
  bool bless = false;               // golden: write what the program says into the cases
  bool sayings = false;             // attribution: score what the records take for sayings, not the wider reading
};
int eval(const CommonOptions&, const EvalOptions&);         // hands over to one of:
int eval_attribution(const CommonOptions&, const EvalOptions&);
int eval_golden(const CommonOptions&, const EvalOptions&);
int eval_gold(const CommonOptions&, const EvalOptions&);
int eval_fuse(const CommonOptions&, const EvalOptions&);
int eval_examples(const CommonOptions&, const EvalOptions&);
int eval_mentions(const CommonOptions&, const EvalOptions&);
int eval_relations(const CommonOptions&, const EvalOptions&);
int eval_spans(const CommonOptions&, const EvalOptions&);
int eval_places(const CommonOptions&, const EvalOptions&);
int eval_coreference(const CommonOptions&, const EvalOptions&);
int eval_claims(const CommonOptions&, const EvalOptions&);
int eval_time(const CommonOptions&, const EvalOptions&);

// Files of the source tree that go with the examples of the lexicon.
inline constexpr char kInventedWorld[] = "tests/golden/lexicon";
inline constexpr char kExampleFaults[] = "tests/examples/known_faults.txt";
// The file or folder of this name in the nearest folder at or above these paths; empty when there is none.
std::string beside_lexicon(const std::vector<std::string>& lexicon, const std::string& name);

}  // namespace dragoman::app
