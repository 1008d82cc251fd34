#include "archive/write.h"

#include <fmt/format.h>

#include "archive/coding_text.h"
#include "archive/digest.h"
#include "pipeline/report_json.h"

namespace dragoman {

namespace {

// Codes of all, separated by spaces: states by their ISO codes, others by their own.
std::string codes(const std::vector<Actor>& actors) {
  std::string list;
  for (const auto& actor : actors) {
    const auto& code = actor.country.empty() ? actor.actor : actor.country;
    if (code.empty()) continue;
    if (!list.empty()) list += ' ';
    list += code;
  }
  return list;
}

void party(Appender& row, const std::vector<Actor>& actors) {
  if (actors.empty()) {
    row.nothing().nothing().nothing().nothing();
    return;
  }
  const Actor& first = actors.front();
  row.text_or_nothing(first.country).text_or_nothing(first.actor).text_or_nothing(first.name);
  first.rank > 0 ? row.number(first.rank) : row.nothing();
}

// The last day it can have been published, else the day it was recorded.
Day reported_day(const Coding& coding, std::int64_t recorded) {
  using namespace std::chrono;
  return coding.published.known ? coding.published.to : floor<days>(sys_time<microseconds>(microseconds(recorded)));
}

}  // namespace

CodingWriter::CodingWriter(const Database& database)
    : texts_(database, "texts"), articles_(database, "articles"), codings_(database, "codings"), reports_(database, "reports"),
      claims_(database, "claims"), notes_(database, "notes"), sketches_(database, "sketches") {}

bool CodingWriter::done(Appender& appender, bool good) {
  if (!good && !error_) error_ = appender.error();
  return good;
}

bool CodingWriter::text(const Article& article, std::string_view content) {
  return done(texts_, texts_.text(content).bytes(article.text).number(static_cast<std::int64_t>(article.text.size())).end());
}

bool CodingWriter::article(const Article& article, std::string_view content, const Keys& keys) {
  articles_.number(keys.article).text(identity_of(article)).text(version_of(article)).text(content).text(article.id).text(article.outlet);
  articles_.text(article.url).text(article.published).text(article.language).text(article.title).text(article.where).instant(keys.recorded);
  return done(articles_, articles_.end());
}

bool CodingWriter::coding(const Coding& coding, std::string_view coder, const Keys& keys) {
  const Day reported = reported_day(coding, keys.recorded);
  const auto known = [&](Day day) { return coding.published.known ? std::optional(day) : std::nullopt; };
  codings_.number(keys.coding).number(keys.article).text(coder).text_or_nothing(coding.outlet).day(known(coding.published.from)).day(known(coding.published.to)).day(reported);
  codings_.instant(keys.recorded).number(static_cast<std::int64_t>(coding.reports.size())).text(coding_to_text(coding));
  if (!done(codings_, codings_.end())) return false;
  for (std::size_t i = 0; i < coding.reports.size(); ++i)
    if (!report(coding.reports[i], i, keys, reported)) return false;
  for (std::size_t i = 0; i < coding.claims.size(); ++i)
    if (!claim(coding.claims[i], i, keys, reported)) return false;
  for (const auto& [code, span] : coding.notes) {
    notes_.text(code).text(fmt::format("coding {}", keys.coding)).text("").number(span.begin).number(span.end).instant(keys.recorded);
    if (!done(notes_, notes_.end())) return false;
  }
  return true;
}

bool CodingWriter::report(const Report& report, std::size_t number, const Keys& keys, Day reported) {
  Appender& row = reports_;
  row.number(keys.coding).number(static_cast<std::int64_t>(number)).text(report.act).text_or_nothing(report.plover.type);
  row.text_or_nothing(report.plover.mode).text_or_nothing(report.cameo.code);
  if (report.cameo.code.empty()) row.nothing().nothing();
  else row.number(report.cameo.quad).real(report.cameo.goldstein);
  party(row, report.source);
  party(row, report.target);
  row.text(codes(report.source)).text(codes(report.target)).truth(report.reciprocal).text(to_string(report.status));
  row.day(report.time.from).day(report.time.to).text_or_nothing(report.time.precision);
  row.text_or_nothing(report.place.id).text_or_nothing(report.place.name).text_or_nothing(report.place.country);
  if (report.place.precision.empty()) row.nothing().nothing().nothing();
  else row.real(report.place.latitude).real(report.place.longitude).text(report.place.precision);
  row.real(report.confidence).truth(report.background).truth(report.contradicted);
  if (report.evidence.empty()) {
    row.nothing().nothing().nothing().nothing().nothing();
  } else {
    const Evidence& best = report.evidence.front();
    row.number(best.sentence).number(best.sentence_span.begin).number(best.sentence_span.end).number(best.trigger_span.begin).number(best.trigger_span.end);
  }
  row.day(reported).instant(keys.recorded).text(report_json(report));
  return done(row, row.end());
}

bool CodingWriter::claim(const RecordClaim& claim, std::size_t number, const Keys& keys, Day reported) {
  Appender& row = claims_;
  row.number(keys.coding).number(static_cast<std::int64_t>(number)).text(claim.metric).text_or_nothing(claim.direction);
  row.text_or_nothing(claim.scope_from).text_or_nothing(claim.scope_to).text_or_nothing(claim.scope_act).truth(claim.both_ways);
  row.text_or_nothing(claim.baseline).day(claim.baseline_from).text_or_nothing(claim.chain.empty() ? "" : claim.chain.back().speaker);
  row.number(claim.sentence).number(claim.span.begin).number(claim.span.end).day(reported).instant(keys.recorded);
  return done(row, row.end());
}

bool CodingWriter::sketch(std::string_view bytes, std::string_view coder, const Keys& keys) {
  return done(sketches_, sketches_.number(keys.coding).text(coder).bytes(bytes).end());
}

bool CodingWriter::flush() {
  for (Appender* appender : {&texts_, &articles_, &codings_, &reports_, &claims_, &notes_, &sketches_})
    if (!done(*appender, appender->flush())) return false;
  return true;
}

}  // namespace dragoman
