// Are these the same claim? Record claims of the articles grouped by what they say.
#include <fmt/format.h>

#include <algorithm>

#include "analyse/compare_parts.h"

namespace dragoman {

namespace {

constexpr std::size_t kMostForms = 12;  // compared with one another; more make a table that nobody reads

// The main event of the story to which the article belongs.
const Report* main_of(const Brief& brief, std::uint32_t coding) {
  for (const Story& story : brief.stories)
    if (story.main != kNone && std::find(story.codings.begin(), story.codings.end(), coding) != story.codings.end()) return &brief.events[story.main].merged;
  return nullptr;
}

// The same to the day: "in nearly five years" and "since June 2019" may come to the same and are two claims.
bool one_form(const ClaimMatch& match) {
  return match.verdict == ClaimRelation::same && std::all_of(match.terms.begin(), match.terms.end(), [](const ClaimTerm& term) { return term.field != "boundary" || term.first == term.second; });
}

}  // namespace

void compare_record_claims(const Brief& brief, const ClaimReader& reader, Comparison& comparison) {
  if (!reader) return;
  for (std::uint32_t c = 0; c < brief.codings.size(); ++c)
    for (const RecordClaim& stated : brief.codings[c].claims) {
      const auto read = reader(brief.codings[c], stated, main_of(brief, c));
      if (!read || !read->claim.not_understood.empty()) continue;
      const Citation cite{c, stated.sentence, stated.span};
      const auto like = std::find_if(comparison.forms.begin(), comparison.forms.end(), [&](const CompareForm& form) { return one_form(compare_claims(form.claim, form.as_of, read->claim, read->as_of)); });
      if (like != comparison.forms.end()) like->cites.push_back(cite);
      else comparison.forms.push_back({normal_form(read->claim), {cite}, read->claim, read->as_of});
    }
  const auto most = static_cast<std::uint32_t>(std::min(comparison.forms.size(), kMostForms));
  for (std::uint32_t a = 0; a < most; ++a)
    for (std::uint32_t b = a + 1; b < most; ++b) {
      const CompareForm &one = comparison.forms[a], &other = comparison.forms[b];
      comparison.form_pairs.push_back({a, b, compare_claims(one.claim, one.as_of, other.claim, other.as_of)});
    }
}

std::string form_places(const Brief& brief, const CompareForm& form) {
  std::string text;
  std::uint32_t last = kNone;
  for (const Citation& cite : form.cites) {
    text += cite.coding == last ? "," : (text.empty() ? "" : "; ") + brief.names[cite.coding];
    text += fmt::format(" s{}", cite.sentence + 1);
    last = cite.coding;
  }
  return text;
}

std::string match_words(const ClaimMatch& match) {
  std::string text(to_string(match.verdict));
  for (const ClaimTerm& term : match.terms)
    if (term.relation != ClaimRelation::same && term.field != "boundary")  // which goes with the baseline
      text += fmt::format("{} {}: {} / {} ({})", text.find(':') == std::string::npos ? "." : ";", term.field, term.first, term.second, to_string(term.relation));
  return text;
}

}  // namespace dragoman
