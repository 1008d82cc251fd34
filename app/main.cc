// The command line: options only; every verb is a file of its own.
#include <CLI/CLI.hpp>

#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "app/archive_verbs.h"
#include "app/verbs.h"
#include "dragoman/version.h"

using namespace dragoman::app;

namespace {

void add_input(CLI::App* verb, InputOptions& in) {
  verb->add_option("files", in.files, "articles: files, folders, or - for standard input")->type_name("FILE");
  verb->add_option("--input", in.input, "input format: auto, text or jsonl")->check(CLI::IsMember({"auto", "text", "jsonl"}))->capture_default_str();
  verb->add_option("--published", in.published, "publication date of articles that carry none (YYYY-MM-DD)")->type_name("DATE");
  verb->add_option("--outlet", in.outlet, "outlet of articles that carry none")->type_name("NAME");
}

// Ends the process without taking the models apart. Under sanitizers in the ordinary way, so that they see what was lost.
int leave(int status) {
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  if (std::fflush(nullptr) == 0) std::_Exit(status);
#endif
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is an error we report, not a death
  CLI::App app{"dragoman reads news and keeps a sourced record of who did what to whom.", "dragoman"};
  app.set_version_flag("--version", std::string("dragoman ") + dragoman::kVersion);
  app.require_subcommand(1);
  app.footer("Start with:  dragoman brief examples/*.txt\nExit status: 0 fine, 1 failed, 2 wrong use, 3 some input was bad and set aside,\n             4 a model or lexicon is missing, 5 the output could not be written");
  CommonOptions common;
  app.add_option("--lexicon", common.lexicon, "compiled lexicon (lexicon.blob), or a folder of its plain text")->type_name("FILE");
  app.add_option("--lexicon-add", common.additions, "your own lexicon file or folder beside it; may be given again, later ones override earlier ones")
      ->type_name("PATH")->allow_extra_args(false);
  app.add_option("--model", common.language, "language model")->type_name("FILE");
  int status = kFine;

  BriefOptions brief_options;
  auto* brief_verb = app.add_subcommand("brief", "read articles and print one cited account of what they report");
  add_input(brief_verb, brief_options.in);
  brief_verb->add_option("--format", brief_options.format, "text, md or json")->check(CLI::IsMember({"text", "md", "json"}))->capture_default_str();
  brief_verb->add_option("--colour,--color", brief_options.colour, "auto, always or never")->check(CLI::IsMember({"auto", "always", "never"}))->capture_default_str();
  brief_verb->add_option("--archive", brief_options.archive, "file that `dragoman add` wrote; its articles are read too")->type_name("FILE");
  brief_verb->add_option("--dyad", brief_options.dyad, "only what one or two states take part in: codes or names")->expected(1, 2)->type_name("STATE");
  brief_verb->add_option("--person", brief_options.person, "only what this person takes part in: an id of the lexicon, or the name")->type_name("PERSON");
  brief_verb->add_option("--place", brief_options.place, "only what took place there")->type_name("PLACE");
  brief_verb->add_option("--since", brief_options.since, "what became known on this day, month or year or later")->type_name("DATE");
  brief_verb->add_option("--until,--as-of", brief_options.until, "only what had been published by the end of this day, month or year")->type_name("DATE");
  brief_verb->footer("Examples:  dragoman brief examples/friendship-year-*.txt --format md\n"
                     "           dragoman brief --archive news.dragoman --dyad CHN PRK --since 2024-04");
  brief_verb->callback([&] { status = brief(common, brief_options); });

  CodeOptions code_options;
  auto* code_verb = app.add_subcommand("code", "write one JSON line per coded report");
  add_input(code_verb, code_options.in);
  code_verb->add_option("--to,-o", code_options.output, "file to write; standard output when absent")->type_name("FILE");
  code_verb->add_option("--output,--format", code_options.format, "output format: jsonl")->check(CLI::IsMember({"jsonl"}))->capture_default_str();
  code_verb->add_option("--threads", code_options.threads, "worker threads; 0 for all cores")->capture_default_str();
  code_verb->add_option("--min-confidence", code_options.min_confidence, "leave out reports below this")->check(CLI::Range(0.0, 1.0));
  code_verb->add_option("--stop-after", code_options.stop_after, "print the result of an earlier stage")->check(CLI::IsMember({"segment", "parse"}));
  code_verb->add_flag("--quiet", code_options.quiet, "no progress, no summary");
  code_verb->footer("Example:  dragoman code --input jsonl - < articles.jsonl > reports.jsonl");
  code_verb->callback([&] { status = code(common, code_options); });

  AddListOptions add_options;
  auto* add_verb = app.add_subcommand("add", "read articles into an archive, each once");
  add_input(add_verb, add_options.add.in);
  add_verb->add_option("--archive", add_options.add.archive, "file that keeps them; made when missing")->type_name("FILE")->required();
  add_verb->add_flag("--list", add_options.list, "print the id of each article once it is safe on the disk");
  add_verb->footer("Example:  dragoman add examples --archive news.dragoman");
  add_verb->callback([&] { status = add(common, add_options); });

  CalendarOptions calendar_options;
  auto* calendar_verb = app.add_subcommand("calendar", "list what is announced and expected, how sure it is, and what became of it");
  add_input(calendar_verb, calendar_options.in);
  calendar_verb->add_option("--archive", calendar_options.archive, "file that `dragoman add` wrote; its articles are read too")->type_name("FILE");
  calendar_verb->add_option("--as-of", calendar_options.as_of, "only what had been published by this day, and what was overdue on it; the last day of publication when absent")->type_name("DATE");
  calendar_verb->add_option("--since", calendar_options.since, "what ends on this day, month or year or later")->type_name("DATE");
  calendar_verb->add_option("--until", calendar_options.until, "what begins by the end of this day, month or year")->type_name("DATE");
  calendar_verb->add_flag("--all", calendar_options.all, "also plans without a date that are no occasions");
  calendar_verb->add_option("--format", calendar_options.format, "text, json, csv or ics (iCalendar)")->check(CLI::IsMember({"text", "json", "csv", "ics"}))->capture_default_str();
  calendar_verb->add_flag("--ics", calendar_options.ics, "the same as --format ics");
  calendar_verb->footer("Example:  dragoman calendar examples/*.txt --as-of 2024-04-14 --since 2024-04");
  calendar_verb->callback([&] { status = calendar(common, calendar_options); });

  CompareOptions compare_options;
  auto* compare_verb = app.add_subcommand("compare", "set articles side by side: what each tells, names differently, leaves out");
  add_input(compare_verb, compare_options.in);
  compare_verb->add_option("--archive", compare_options.archive, "file that `dragoman add` wrote; with --event")->type_name("FILE");
  compare_verb->add_option("--event", compare_options.event, "only articles that tell of this event: an id that `dragoman calendar` prints, or its first characters")->type_name("ID");
  compare_verb->add_option("--as-of", compare_options.as_of, "only what had been published by this day")->type_name("DATE");
  compare_verb->add_option("--format", compare_options.format, "text, md, json, csv or html (a page of its own)")->check(CLI::IsMember({"text", "md", "json", "csv", "html"}))->capture_default_str();
  compare_verb->footer("Example:  dragoman compare examples/panel-veto-*.txt --format html > veto.html");
  compare_verb->callback([&] { status = compare(common, compare_options); });

  VisitsOptions visits_options;
  auto* visits_verb = app.add_subcommand("visits", "list who went to see whom, from the history tables");
  visits_verb->add_option("--from", visits_options.from, "state of the visitor: ISO code or name")->type_name("STATE");
  visits_verb->add_option("--to", visits_options.to, "state visited")->type_name("STATE");
  visits_verb->add_option("--rank", visits_options.rank, "rank of the visitor, 1 (head of state) to 7: 3, ..3 or 2..4")->type_name("RANKS");
  visits_verb->add_option("--since", visits_options.since, "visits of this day, month or year and later")->type_name("DATE");
  visits_verb->add_option("--until", visits_options.until, "visits that began by the end of this day, month or year")->type_name("DATE");
  visits_verb->add_flag("--both-ways", visits_options.both_ways, "also visits in return");
  visits_verb->add_flag("--third-places", visits_options.third_places, "also meetings of the two elsewhere");
  visits_verb->add_option("--by", visits_options.by, "date: latest first; rank: highest first")->check(CLI::IsMember({"date", "rank"}))->capture_default_str();
  visits_verb->add_option("--history", visits_options.history, "folder of tables; the installed ones when absent")->type_name("FOLDER");
  visits_verb->add_option("--format", visits_options.format, "table, csv, json or md")->check(CLI::IsMember({"table", "csv", "json", "md"}))->capture_default_str();
  visits_verb->footer("Example:  dragoman visits --from CHN --to PRK --rank ..3 --since 2018");
  visits_verb->callback([&] { status = visits(common, visits_options); });

  CheckOptions check_options;
  auto* claim_verb = app.add_subcommand("check", "judge the record claim of one sentence by the history tables");
  claim_verb->add_option("sentence", check_options.sentence, "the sentence, quoted")->required();
  claim_verb->add_option("--against", check_options.against, "a second sentence: does it claim the same, less, more or something else?")->type_name("SENTENCE");
  claim_verb->add_option("--as-of", check_options.as_of, "the day on which it is judged; today when absent")->type_name("DATE");
  claim_verb->add_option("--history", check_options.history, "folder of tables; the installed ones when absent")->type_name("FOLDER");
  claim_verb->add_option("--format", check_options.format, "text, json or md")->check(CLI::IsMember({"text", "json", "md"}))->capture_default_str();
  claim_verb->footer("The verdict is in the output; exit status 0 means that one was given, also \"cannot decide\".\n"
                     "Example:  dragoman check \"Zhao Leji's trip is the highest-level Chinese visit to North Korea since 2019.\" --as-of 2024-04-11");
  claim_verb->callback([&] { status = check(common, check_options); });
  ArchiveVerbs archive_verbs;
  add_archive_verbs(app, common, archive_verbs, status);

  ServeOptions serve_options;
  auto* serve_verb = app.add_subcommand("serve", "answer over HTTP on this machine until interrupted");
  serve_verb->add_option("--port", serve_options.port, "port of 127.0.0.1; 0 for any free one")->capture_default_str();
  serve_verb->add_option("--threads", serve_options.threads, "requests worked on at once; 0 for all cores")->capture_default_str();
  serve_verb->add_option("--max-body", serve_options.max_body, "longest request, in bytes")->check(CLI::Range(1u << 10, 1u << 30))->capture_default_str();
  serve_verb->footer("Example:  dragoman serve --port 8420");
  serve_verb->callback([&] { status = serve(common, serve_options); });

  ExplainOptions explain_options;
  auto* explain_verb = app.add_subcommand("explain", "show how one sentence is read: tokens, tree, mentions, acts, what decided");
  explain_verb->add_option("sentence", explain_options.sentence, "the sentence, quoted")->required();
  explain_verb->add_option("--published", explain_options.published, "date it was published (YYYY-MM-DD)");
  explain_verb->add_option("--format", explain_options.format, "text or json")->check(CLI::IsMember({"text", "json"}))->capture_default_str();
  explain_verb->footer("Example:  dragoman explain \"Russia vetoed the resolution on Thursday.\"");
  explain_verb->callback([&] { status = explain(common, explain_options); });

  LexiconOptions lexicon_options;
  auto* lexicon_verb = app.add_subcommand("lexicon", "check, compile or compare lexicons");
  lexicon_verb->require_subcommand(1);
  auto* check_verb = lexicon_verb->add_subcommand("check", "look for mistakes in lexicon files");
  check_verb->add_option("paths", lexicon_options.paths, "files and folders of plain text, compiled lexicons; later ones override earlier ones")->required();
  auto* coverage_option = check_verb->add_option("--coverage", lexicon_options.coverage, "measure against the lists in this folder instead")->type_name("DATA");
  check_verb->add_flag("--misses", lexicon_options.misses, "name what the lists have and the lexicon lacks")->needs(coverage_option);
  check_verb->add_option("--format", lexicon_options.format, "table or json; of findings, table is lines of text")->check(CLI::IsMember({"table", "json"}))->capture_default_str();
  check_verb->footer("Exit status: 0 no errors, 3 errors or missing ids, 1 a path cannot be read\n"
                     "Examples:  dragoman lexicon check lexicon my-additions.txt\n           dragoman lexicon check lexicon --coverage data --misses");
  check_verb->callback([&] { status = lexicon_options.coverage.empty() ? lexicon_check(lexicon_options) : lexicon_coverage(lexicon_options); });
  auto* build_verb = lexicon_verb->add_subcommand("build", "compile lexicon files into one blob");
  build_verb->add_option("paths", lexicon_options.paths, "files and folders of plain text, compiled lexicons; later ones override earlier ones")->required();
  build_verb->add_flag("--strict", lexicon_options.strict, "write nothing when a line is wrong, instead of leaving the line out");
  build_verb->add_option("--output,-o", lexicon_options.output, "blob to write")->required();
  build_verb->footer("Example:  dragoman lexicon build lexicon my-additions.txt --output lexicon.blob");
  build_verb->callback([&] { status = lexicon_build(lexicon_options); });
  LexiconDiffOptions diff_options;
  auto* diff_verb = lexicon_verb->add_subcommand("diff", "code the same articles with two lexicons and list the reports that differ");
  diff_verb->add_option("lexicons", diff_options.lexicons, "the old lexicon, then the new one and files that extend it: compiled, or folders of plain text")
      ->type_name("OLD NEW")->required()->expected(2, 1 << 20);
  diff_verb->add_option("--over", diff_options.over.files, "articles: files, folders, or - for standard input")->type_name("FILE")->required();
  diff_verb->add_option("--input", diff_options.over.input, "input format: auto, text or jsonl")->check(CLI::IsMember({"auto", "text", "jsonl"}))->capture_default_str();
  diff_verb->add_option("--published", diff_options.over.published, "publication date of articles that carry none (YYYY-MM-DD)")->type_name("DATE");
  diff_verb->add_option("--outlet", diff_options.over.outlet, "outlet of articles that carry none")->type_name("NAME");
  diff_verb->add_option("--format", diff_options.format, "text or json")->check(CLI::IsMember({"text", "json"}))->capture_default_str();
  diff_verb->add_option("--threads", diff_options.threads, "worker threads; 0 for all cores")->capture_default_str();
  diff_verb->add_flag("--expect-same", diff_options.expect_same, "exit with 1 when anything differs");
  diff_verb->footer("Exit status: 0 compared (with --expect-same: nothing differs), 1 failed (or something differs), 3 some articles were bad,\n             4 a lexicon or the model is missing\n"
                    "Example:  dragoman lexicon diff lexicon.blob lexicon.blob my-additions.txt --over examples/*.txt");
  diff_verb->callback([&] { status = lexicon_diff(common, diff_options); });

  auto* codebook_verb = lexicon_verb->add_subcommand("codebook", "print every act with its codes, roles and examples, as Markdown");
  codebook_verb->add_option("paths", lexicon_options.paths, "files and folders")->required();
  codebook_verb->footer("Example:  dragoman lexicon codebook lexicon > docs/codebook.md");
  codebook_verb->callback([&] { status = lexicon_codebook(lexicon_options); });

  TrainOptions train_options;
  auto* train_verb = app.add_subcommand("train", "train a language model from treebanks, or its event scorer from marked sentences");
  train_verb->add_option("task", train_options.task, "language, tags, events or fusion")->required()->check(CLI::IsMember({"language", "tags", "events", "fusion"}));
  train_verb->add_option("--train", train_options.train, "language, tags: treebanks (CoNLL-U, .gz too); fusion: folders of stories");
  train_verb->add_option("--sentences", train_options.sentences, "events: sentences with source and target marked and their PLOVER type");
  train_verb->add_option("--dev", train_options.dev, "development files");
  train_verb->add_option("--names", train_options.names, "sentences with names marked: words and BIO labels in columns, or a GMB table (.csv)");
  train_verb->add_option("--text", train_options.text, "articles to learn word vectors from: files, folders");
  train_verb->add_option("--output,-o", train_options.output, "model file to write; fusion: text for the lexicon")->required();
  train_verb->add_option("--seed", train_options.seed)->capture_default_str();
  train_verb->add_option("--epochs", train_options.epochs, "0: the trainer's own choice")->capture_default_str();
  train_verb->add_option("--width", train_options.width, "cells of one direction of a layer, a multiple of 16")->check(CLI::Range(16, 512))->capture_default_str();
  train_verb->add_option("--layers", train_options.layers)->check(CLI::Range(1, 4))->capture_default_str();
  train_verb->add_option("--pieces", train_options.pieces, "rows of the hashed table of affixes")->check(CLI::Range(16, 1 << 20))->capture_default_str();
  train_verb->add_option("--lessons", train_options.lesson_words, "words of the text to guess hidden words in; 0: the trainer's own choice")->capture_default_str();
  train_verb->callback([&] { status = train(common, train_options); });

  EvalOptions eval_options;
  auto* eval_verb = app.add_subcommand("eval", "score one task on gold files");
  eval_verb->add_option("task", eval_options.task, "parse, mentions, coreference, relations, spans, places, time, attribution, fuse, golden, gold, examples or claims")->required()->check(CLI::IsMember({"parse", "mentions", "coreference", "relations", "spans", "places", "time", "attribution", "fuse", "golden", "gold", "examples", "claims"}));
  eval_verb->add_option("gold", eval_options.gold, "gold files or folders; examples: the lexicon")->required();
  eval_verb->add_option("--predictions", eval_options.predictions, "write what was predicted");
  eval_verb->add_option("--format", eval_options.format, "table or json")->check(CLI::IsMember({"table", "json"}))->capture_default_str();
  eval_verb->add_flag("--raw", eval_options.raw, "parse: start from the raw text");
  eval_verb->add_flag("--sayings", eval_options.sayings, "attribution: score the sayings that records know, not every attitude");
  eval_verb->add_flag("--bless", eval_options.bless, "golden: write the present result into the cases");
  eval_verb->callback([&] { status = eval(common, eval_options); });

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    const int shown = app.exit(problem);
    return shown == 0 ? kFine : kUsage;
  }
  return leave(status);
}
