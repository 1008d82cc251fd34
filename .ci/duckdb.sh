#!/bin/sh
# Fetches DuckDB's library, which keeps the archive (`dragoman add` and its kin), into .cache/duckdb: the npm package
# that cmake/duckdb/package-lock.json pins and whose sha512 npm compares. Nothing of it is run. About 24 MB.
# Nothing to do when it is there, or when DUCKDB_ROOT names a folder that holds a libduckdb of your own.
set -eu
cd "$(dirname "$0")/.."
into=.cache/duckdb

if [ -n "${DUCKDB_ROOT:-}" ]; then
  echo "DuckDB: from $DUCKDB_ROOT"
  exit 0
fi
if cmp -s cmake/duckdb/package-lock.json "$into/package-lock.json" && [ -n "$(find "$into/node_modules" -name 'libduckdb.*' 2>/dev/null)" ]; then
  echo "DuckDB: there"
  exit 0
fi
if ! command -v npm >/dev/null 2>&1; then
  case ${1:-} in
    --with-npm)  # installs Debian's npm first
      . .ci/steps.sh
      missing=npm
      as_root apt-get update -qq && as_root apt-get install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 npm >/dev/null || {
        echo "DuckDB: npm could not be installed; set DUCKDB_ROOT to a folder with libduckdb.so" >&2
        exit 1
      } ;;
    *)
      echo "DuckDB: npm is not here; run '.ci/duckdb.sh --with-npm', or set DUCKDB_ROOT to a folder with libduckdb.so" >&2
      exit 1 ;;
  esac
fi
rm -rf "$into"
mkdir -p "$into"
cp cmake/duckdb/package.json "$into"
cp cmake/duckdb/package-lock.json "$into"
if ! (cd "$into" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >npm.log 2>&1) || [ -z "$(find "$into/node_modules" -name 'libduckdb.*' 2>/dev/null)" ]; then
  cat "$into/npm.log" >&2
  rm -rf "$into"
  echo "DuckDB: npm could not fetch it; is there a network? Or set DUCKDB_ROOT to a folder with libduckdb.so" >&2
  exit 1
fi
echo "DuckDB: fetched"
