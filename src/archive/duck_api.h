// The functions of DuckDB's C interface that the archive calls, loaded from its shared library when an archive is opened:
// a program that opens none neither needs the library nor pays for its 70 MB.
#pragma once
#include <cstdint>
#include <memory>
#include <string>

#include "dragoman/result.h"

namespace dragoman::duck {

// Types as in DuckDB's duckdb.h (versions 1.2 to 2; its handles are pointers to opaque things).
using Handle = void*;
using Size = std::uint64_t;
struct QueryResult {
  Size columns_unused, rows_unused, changed_unused;
  void* column_data_unused;
  char* error_unused;
  void* internal;
};
struct DateValue {
  std::int32_t days;
};
struct TimestampValue {
  std::int64_t micros;
};

// NAME, result, parameters. A state is 0 for success.
#define DRAGOMAN_DUCKDB_FUNCTIONS(F)                                                  \
  F(library_version, const char*, ())                                                 \
  F(create_config, int, (Handle*))                                                    \
  F(set_config, int, (Handle, const char*, const char*))                              \
  F(destroy_config, void, (Handle*))                                                  \
  F(open_ext, int, (const char*, Handle*, Handle, char**))                            \
  F(close, void, (Handle*))                                                           \
  F(connect, int, (Handle, Handle*))                                                  \
  F(disconnect, void, (Handle*))                                                      \
  F(free, void, (void*))                                                              \
  F(query, int, (Handle, const char*, QueryResult*))                                  \
  F(destroy_result, void, (QueryResult*))                                             \
  F(result_error, const char*, (QueryResult*))                                        \
  F(prepare, int, (Handle, const char*, Handle*))                                     \
  F(destroy_prepare, void, (Handle*))                                                 \
  F(prepare_error, const char*, (Handle))                                             \
  F(bind_varchar_length, int, (Handle, Size, const char*, Size))                      \
  F(bind_int64, int, (Handle, Size, std::int64_t))                                    \
  F(bind_null, int, (Handle, Size))                                                   \
  F(execute_prepared, int, (Handle, QueryResult*))                                    \
  F(fetch_chunk, Handle, (QueryResult))                                               \
  F(destroy_data_chunk, void, (Handle*))                                              \
  F(data_chunk_get_size, Size, (Handle))                                              \
  F(data_chunk_get_vector, Handle, (Handle, Size))                                    \
  F(vector_get_data, void*, (Handle))                                                 \
  F(vector_get_validity, std::uint64_t*, (Handle))                                    \
  F(appender_create, int, (Handle, const char*, const char*, Handle*))                \
  F(appender_error, const char*, (Handle))                                            \
  F(appender_flush, int, (Handle))                                                    \
  F(appender_destroy, int, (Handle*))                                                 \
  F(appender_end_row, int, (Handle))                                                  \
  F(append_varchar_length, int, (Handle, const char*, Size))                          \
  F(append_blob, int, (Handle, const void*, Size))                                    \
  F(append_int64, int, (Handle, std::int64_t))                                        \
  F(append_double, int, (Handle, double))                                             \
  F(append_bool, int, (Handle, bool))                                                 \
  F(append_date, int, (Handle, DateValue))                                            \
  F(append_timestamp, int, (Handle, TimestampValue))                                  \
  F(append_null, int, (Handle))

// Immutable; share freely.
struct Api {
#define DRAGOMAN_DUCKDB_POINTER(name, result, parameters) result(*name) parameters = nullptr;
  DRAGOMAN_DUCKDB_FUNCTIONS(DRAGOMAN_DUCKDB_POINTER)
#undef DRAGOMAN_DUCKDB_POINTER
  std::shared_ptr<void> library;  // loaded as long as an Api is alive
};

// Looks in $DRAGOMAN_DUCKDB, beside the program, in the install folder, then where the system looks.
// Errors: not_found, naming the places tried and the remedy; bad_format when the library is none of DuckDB's or too old.
Result<std::shared_ptr<const Api>> load();

}  // namespace dragoman::duck
