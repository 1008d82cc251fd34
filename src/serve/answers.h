// What the server answers: one table of routes, free of sockets.
#pragma once
#include <chrono>
#include <cstdint>
#include <memory>

#include "archive/history.h"
#include "dragoman/pipeline.h"
#include "serve/http.h"

namespace dragoman {

struct AnswerLimits {
  std::uint32_t articles = 200;             // in one request; comparing their events grows faster than their number
  std::chrono::milliseconds time{30'000};   // for reading them; looked at between two articles
};

// One handler, to be used by one thread at a time. `GET /` says what it answers. By `history` briefs judge record claims and tell
// records, as those of the command line do; without it they do neither.
Handler make_answers(std::shared_ptr<const Models> models, const AnswerLimits& limits = {}, std::shared_ptr<const History> history = {});

}  // namespace dragoman
