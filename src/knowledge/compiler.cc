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
#include "knowledge/world.h"

namespace dragoman {

std::string compile_lexicon(const Source& source) {
  std::vector<FieldView> fields;
  std::vector<RecordView> records;
  std::size_t total = 0;
  for (const auto& record : source.records()) total += record.fields.size();
  fields.reserve(total);
  for (const auto& record : source.records()) {
    const auto* first = fields.data() + fields.size();
    for (const auto& field : record.fields) fields.push_back({field.key, field.value});
    records.push_back({record.kind, record.id, first, fields.data() + fields.size()});
  }
  Arena arena;
  const World world(records, arena);
  NameTrieBuilder names;
  for (const auto& name : world.names()) names.add(name.text, name.entity, name.kind);
  const auto gazetteer = read_gazetteer(records, world, arena, [](std::size_t, std::size_t, const std::string&, const std::string&) {});
  for (const auto& name : gazetteer.names) names.add(name.text, name.entity, name.weak ? NameKind::weak : NameKind::name);
  // Only the gazetteer's tables are needed of its rows: they are no records in the blob.
  std::erase_if(records, [](const RecordView& record) { return record.kind == "gazetteer"; });
  return write_blob(records, gazetteer.places, names.build());
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
