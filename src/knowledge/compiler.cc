#include "knowledge/compiler.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "base/arena.h"
#include "knowledge/blob.h"
#include "knowledge/gazetteer.h"
#include "knowledge/name_trie.h"
#include "knowledge/pattern_tables.h"
#include "knowledge/word_tables.h"
#include "knowledge/world.h"

namespace dragoman {

std::string compile_lexicon(const Source& source) {
  const RecordTable table(source);
  Arena arena;
  const World world(table.records(), arena);
  const WordTables words(table.records(), arena);
  NameTrieBuilder names;
  for (const auto& name : world.names()) names.add(name.text, name.entity, name.kind);
  const auto gazetteer = read_gazetteer(table.records(), world, arena, [](std::size_t, std::size_t, const std::string&, const std::string&) {});
  for (const auto& name : gazetteer.names) names.add(name.text, name.entity, name.weak ? NameKind::weak : NameKind::name);
  BlobWriter out;
  // Every record stays in it too: a compiled lexicon with a user's file beside it is compiled anew from them.
  out.put(table.records());
  out.put(names.build());
  world.write(gazetteer.places, out);
  write_patterns(words.patterns, out);
  return out.finish();
}

Outcome write_atomically(const std::string& path, std::string_view bytes) {
  const std::string temporary = path + ".tmp" + std::to_string(::getpid());
  const auto failed = [&](const char* doing) {
    Error error{ErrorCode::output_failed, std::string(doing) + ": " + std::strerror(errno), path, "check the folder, its permissions and free space"};
    ::unlink(temporary.c_str());
    return error;
  };
  const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) return failed("cannot be created");
  for (std::size_t done = 0; done < bytes.size();) {
    const auto wrote = ::write(file, bytes.data() + done, bytes.size() - done);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) {
      const int problem = errno;
      ::close(file);
      errno = problem;
      return failed("cannot be written");
    }
    done += static_cast<std::size_t>(wrote);
  }
  if (::close(file) != 0) return failed("cannot be written");
  if (std::rename(temporary.c_str(), path.c_str()) != 0) return failed("cannot be put in place");
  return Done{};
}

}  // namespace dragoman
