// The lexicon's acts and states, for tests of fusion and of the archive.
#pragma once
#include <gtest/gtest.h>

#include <memory>

#include "knowledge/knowledge.h"

namespace dragoman {

inline std::shared_ptr<const Knowledge> acts_and_states() {
  static const auto knowledge = [] {
    auto compiled = Knowledge::compile({DRAGOMAN_SOURCE_DIR "/lexicon/ontology", DRAGOMAN_SOURCE_DIR "/lexicon/states"});
    EXPECT_TRUE(compiled.ok()) << compiled.error().message;
    return *compiled;
  }();
  return knowledge;
}

}  // namespace dragoman
