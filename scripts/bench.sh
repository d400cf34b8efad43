#!/usr/bin/env bash
# Measures the server on this machine: how quickly it is ready, how long a move takes from one player to another with
# 2,500 players on one core, and how much memory a player costs. A few minutes; writes build/bench/report.md.
#
#   scripts/bench.sh [--quick] [--count N] [--duration 60s]
set -euo pipefail

usage() {
  sed -n '2,5s/^# \{0,1\}//p' "$0"
  exit "$1"
}

count=2500
duration=60s
while [[ $# -gt 0 ]]; do
  case $1 in
    --quick) duration=15s && shift ;;
    --count | --duration)
      [[ $# -ge 2 ]] || usage 2 >&2
      case $1 in
        --count) count=$2 ;;
        --duration) duration=$2 ;;
      esac
      shift 2
      ;;
    -h | --help) usage 0 ;;
    *) usage 2 >&2 ;;
  esac
done

# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"
ensure_packages build
[[ -e build/release/build.ninja ]] || configure release -DBUILD_TESTING=OFF -DFLUMEN_BENCHMARKS=OFF
build release flumen flumen-bots

out=build/bench
mkdir -p "$out"
data=$(mktemp -d)
server_pid=
stop_server() {
  [[ -n $server_pid ]] || return 0
  kill "$server_pid" 2>/dev/null || true
  wait "$server_pid" || true
  server_pid=
}
clean_up() {
  stop_server
  rm -rf "$data"
}
trap clean_up EXIT

# The server alone on the first core, the bots on the second: the server cannot borrow what it is not allowed.
server_core=()
bots_core=()
if (($(nproc) > 1)); then
  server_core=(taskset -c 0)
  bots_core=(taskset -c 1)
fi
port=19790
url=http://127.0.0.1:$port

# What the accounts' passwords cost is measured elsewhere: cheap hashes bring the bots in within seconds.
start_server() {
  "${server_core[@]}" build/release/bin/flumen serve --port "$port" --address 127.0.0.1 --data-dir "$data" --threads 1 \
    --log-level warning --set auth.argon2_memory_bytes=64KiB --set auth.argon2_passes=1 &
  server_pid=$!
  until curl -fs -m 1 -o /dev/null "$url/readyz"; do
    kill -0 "$server_pid" 2>/dev/null || fail "the server did not start"
    sleep 0.005
  done
}

milliseconds() { date +%s%3N; }
starts=()
for _ in 1 2 3 4 5; do
  begun=$(milliseconds)
  start_server
  starts+=($(($(milliseconds) - begun)))
  stop_server
done
say "ready after ${starts[*]} ms"

start_server
"${bots_core[@]}" build/release/bin/flumen-bots --url "$url" --count "$count" --maps 50 --duration "$duration" \
  --scenario w1 --logins-in-flight 64 --server-pid "$server_pid" --json "$out/w1.json" | tee "$out/w1.txt"

{
  echo "Measured on $(date -u +%F), $(sed -n 's/^model name\s*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores, Linux $(uname -r)."
  echo
  echo "Cold start to /readyz: ${starts[*]} ms"
  echo
  echo '```'
  cat "$out/w1.txt"
  echo '```'
} >"$out/report.md"
say "The report is in $out/report.md"
