# DuckDB's shared library, which the archive loads when it is first opened; the build itself needs nothing of it.
#   1. DUCKDB_ROOT (variable or environment), the system, vcpkg, conda-forge, Homebrew, an unpacked release
#   2. the npm package that .ci/duckdb.sh puts into .cache/duckdb
# Sets DuckDB_FOUND, DuckDB_LIBRARY and DuckDB_PINNED (true: the npm one, which is installed with the program).
find_library(DuckDB_SYSTEM_LIBRARY duckdb HINTS ${DUCKDB_ROOT} $ENV{DUCKDB_ROOT} PATH_SUFFIXES lib)
file(GLOB DuckDB_NPM_LIBRARY ${CMAKE_CURRENT_SOURCE_DIR}/.cache/duckdb/node_modules/@duckdb/node-bindings-*/libduckdb.*)
set(DuckDB_PINNED FALSE)
if(DuckDB_SYSTEM_LIBRARY)
  set(DuckDB_LIBRARY ${DuckDB_SYSTEM_LIBRARY})
elseif(DuckDB_NPM_LIBRARY)
  list(GET DuckDB_NPM_LIBRARY 0 DuckDB_LIBRARY)
  set(DuckDB_PINNED TRUE)
endif()
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(DuckDB REQUIRED_VARS DuckDB_LIBRARY
  REASON_FAILURE_MESSAGE "without it `dragoman add` and its kin cannot run: sh .ci/duckdb.sh fetches it, or set DUCKDB_ROOT")
