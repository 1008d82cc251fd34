#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <iterator>

#include "analyse/claim_same.h"

namespace dragoman {

namespace {

std::string not_understood(const Claim& claim) {
  std::string words;
  for (const std::string& word : claim.not_understood) words += (words.empty() ? "" : ", ") + word;
  return words;
}

std::string as_text(const ClaimAnswer& first, const ClaimAnswer& second, const ClaimMatch& match, bool markdown) {
  std::string text;
  const auto out = std::back_inserter(text);
  const char* head = markdown ? "## " : "";
  fmt::format_to(out, "{}{}{}\n", head, to_string(match.verdict),
                 match.verdict == ClaimRelation::narrower  ? ": the first counts a part of what the second counts"
                 : match.verdict == ClaimRelation::wider   ? ": the first counts more than the second"
                 : match.verdict == ClaimRelation::unknown ? ": not all of it is understood"
                                                           : "");
  for (const ClaimAnswer* answer : {&first, &second}) {
    fmt::format_to(out, "\n{}{}\n  {}\n  by the tables: {}; {}\n", head, answer == &first ? "FIRST" : "SECOND", normal_form(answer->claim), to_string(answer->verdict), answer->reason);
    if (const auto words = not_understood(answer->claim); !words.empty()) fmt::format_to(out, "  not understood: {}\n", words);
  }
  fmt::format_to(out, "\n{}FIELDS\n", head);
  for (const ClaimTerm& term : match.terms) fmt::format_to(out, "{}{:<10} {:<9}  {}{}\n", markdown ? "- " : "  ", term.field, to_string(term.relation), term.first, term.first == term.second ? "" : " / " + term.second);
  return text;
}

std::string as_json(const ClaimAnswer& first, const ClaimAnswer& second, const ClaimMatch& match) {
  using json = nlohmann::ordered_json;
  json whole{{"relation", to_string(match.verdict)}, {"claims", json::array()}, {"fields", json::array()}};
  for (const ClaimAnswer* answer : {&first, &second})
    whole["claims"].push_back({{"form", normal_form(answer->claim)}, {"verdict", to_string(answer->verdict)}, {"reason", answer->reason}, {"not_understood", answer->claim.not_understood}});
  for (const ClaimTerm& term : match.terms) whole["fields"].push_back({{"field", term.field}, {"first", term.first}, {"second", term.second}, {"relation", to_string(term.relation)}});
  return whole.dump(1, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string render_claims(const ClaimAnswer& first, const ClaimAnswer& second, ClaimFormat format) {
  const ClaimMatch match = compare_claims(first.claim, first.as_of, second.claim, second.as_of);
  return format == ClaimFormat::json ? as_json(first, second, match) : as_text(first, second, match, format == ClaimFormat::md);
}

}  // namespace dragoman
