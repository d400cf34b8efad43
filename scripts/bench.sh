#!/usr/bin/env bash
# Measures Flumen, its peers and this machine's limits, and writes the report: build/bench/report.html and
# build/bench/results.json. Takes about an hour; --quick under five minutes once everything is built.
#
#   scripts/bench.sh [--quick] [--publish] [flags of flumen-bench: --only w3, --skip colyseus, --port N, …]
#
# --publish also writes the results into docs/performance.md, its charts, and bench/results/latest.json.
set -euo pipefail

usage() {
  sed -n '2,7s/^# \{0,1\}//p' "$0"
  exit "$1"
}

publish=()
flags=()
while [[ $# -gt 0 ]]; do
  case $1 in
    --publish) publish=(--page docs/performance.md) ;;
    -h | --help) usage 0 ;;
    *) flags+=("$1") ;;
  esac
  shift
done

# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"
ensure_packages build bench
# Whoever has Node.js from elsewhere keeps it.
command -v npm >/dev/null || ensure_packages node

# scripts/run.sh builds without benchmarks, and a first build needs no tests.
if ! grep -qs '^FLUMEN_BENCHMARKS:.*=ON' build/release/CMakeCache.txt; then
  without_tests=()
  [[ -e build/release/CMakeCache.txt ]] || without_tests=(-DBUILD_TESTING=OFF)
  configure release -DFLUMEN_BENCHMARKS=ON "${without_tests[@]}"
fi
say "Building"
build release flumen flumen-bots flumen-bench flumen-bench-floor flumen_{auth,fight,game,protocol,tls,world}_benchmark
mkdir -p build/bench
(cd bench/peers/go && GOPATH=/usr/share/gocode GO111MODULE=off GOFLAGS='' go build -o ../../../build/bench/peer-go .)
for peer in node colyseus; do
  # Again only when the lock file has changed.
  installed=bench/peers/$peer/node_modules/.package-lock.json
  if [[ ! $installed -nt bench/peers/$peer/package-lock.json ]]; then
    npm --prefix "bench/peers/$peer" ci --no-fund --no-audit --ignore-scripts >build/bench/npm.log 2>&1 ||
      { cat build/bench/npm.log >&2 && fail "the peer in bench/peers/$peer could not be installed"; }
    touch "$installed"
  fi
done

build/release/bin/flumen-bench "${publish[@]}" "${flags[@]}"
if ((${#publish[@]})); then
  mkdir -p bench/results
  cp build/bench/results.json bench/results/latest.json
fi
