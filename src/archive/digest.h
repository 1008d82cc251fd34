// Names made of what they name.
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>

#include "dragoman/article.h"

namespace dragoman {

// 32 hex digits of XXH3-128 over the fields and their lengths, so that no two lists of fields read alike.
std::string digest(std::initializer_list<std::string_view> fields);
std::string identity_of(const Article& article);  // one article: its text, url and outlet
std::string version_of(const Article& article);   // one article with one date, title, language and id

}  // namespace dragoman
