#include "archive/database.h"

namespace dragoman {

Error database_error(int status, const std::string& path) {
  const char* words = sqlite3_errstr(status);
  switch (status & 0xff) {
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT: return {ErrorCode::bad_format, words, path, "give the path of an archive that `dragoman add` wrote, or restore it from a copy"};
    case SQLITE_CANTOPEN: return {ErrorCode::not_found, words, path, "check the path and its permissions; `dragoman add FILE --archive PATH` makes an archive"};
    case SQLITE_FULL:
    case SQLITE_IOERR: return {ErrorCode::output_failed, words, path, "free the disk and add the articles again; nothing is kept twice"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return {ErrorCode::output_failed, "another program is writing to this archive", path, "wait until it is done"};
    case SQLITE_READONLY:
    case SQLITE_PERM: return {ErrorCode::unreadable, words, path, "check its permissions"};
    case SQLITE_TOOBIG: return {ErrorCode::too_large, words, path, "leave the article out"};
    default: return {ErrorCode::internal, words, path, "please report this"};
  }
}

}  // namespace dragoman
