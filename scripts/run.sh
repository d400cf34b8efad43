#!/usr/bin/env bash
# Builds Flumen and runs it here, with an embedded database: everything a first look needs.
#
#   scripts/run.sh [--bots N] [--port N] [--data-dir DIR] [-- flags of `flumen serve`]
set -euo pipefail

usage() {
  sed -n '2,4s/^# \{0,1\}//p' "$0"
  exit "$1"
}

bots=0
port=9090
data_dir=
while [[ $# -gt 0 ]]; do
  case $1 in
    --bots | --port | --data-dir)
      [[ $# -ge 2 ]] || usage 2 >&2
      case $1 in
        --bots) bots=$2 ;;
        --port) port=$2 ;;
        --data-dir) data_dir=$(realpath -m -- "$2") ;;
      esac
      shift 2
      ;;
    -h | --help) usage 0 ;;
    --)
      shift
      break
      ;;
    *) usage 2 >&2 ;;
  esac
done
[[ $bots =~ ^[0-9]+$ && $port =~ ^[1-9][0-9]*$ ]] || usage 2 >&2

# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"
data_dir=${data_dir:-$PWD/data}
url=http://127.0.0.1:$port

ensure_packages build
# Ninja configures again by itself when a CMake file changes; only the presets it does not watch.
if [[ ! build/release/build.ninja -nt CMakePresets.json ]]; then
  say "Building Flumen; the first time takes a few minutes"
  configure release -DBUILD_TESTING=OFF -DFLUMEN_BENCHMARKS=OFF
fi
build release flumen flumen-bots

if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
  fail "port $port is taken; choose another one with --port N"
fi

# Sessions of their own: Ctrl-C reaches this script, which then stops bots and server in that order, each with one
# signal. To the server a second one means to hurry.
server_pid=
bots_pid=
hurry=
stop_bots() {
  [[ -n $bots_pid ]] || return 0
  kill -TERM "$bots_pid" 2>/dev/null || return 0
  for _ in {1..60}; do
    kill -0 "$bots_pid" 2>/dev/null || return 0
    sleep 0.05
  done
}
stopping() {
  [[ -n $hurry ]] || stop_bots
  hurry=yes
  if [[ -n $server_pid ]]; then kill -TERM "$server_pid" 2>/dev/null || true; fi
}
trap stopping INT TERM HUP

setsid build/release/bin/flumen serve --port "$port" --data-dir "$data_dir" "$@" &
server_pid=$!

# The server's own exit code, however often a signal interrupts the wait.
wait_for_server() {
  while kill -0 "$server_pid" 2>/dev/null; do wait "$server_pid" || true; done
  wait "$server_pid"
}

deadline=$((SECONDS + 30))
until curl -fs -m 2 -o /dev/null "$url/readyz"; do
  if ! kill -0 "$server_pid" 2>/dev/null; then
    code=0
    wait_for_server || code=$?
    [[ -n $hurry ]] || say "error: the server ended before it was ready (exit code $code)"
    exit "$code"
  fi
  if ((SECONDS >= deadline)); then
    say "error: the server was not ready within 30 s: $(curl -s -m 2 "$url/readyz" || echo "no answer from $url/readyz")"
    stopping
    wait_for_server || true
    exit 1
  fi
  sleep 0.05
done

cat <<END

Flumen is ready.
  Server      $url  (WebSocket: ws://127.0.0.1:$port/ws/game)
  Health      $url/readyz, metrics: $url/metrics
  Data        $data_dir
  An account  curl -s $url/api/v1/register -H 'Content-Type: application/json' \\
                -d '{"username":"Ada","email":"ada@example.org","password":"correct horse"}'
  Read on     README.md, docs/protocol.md, docs/operations.md
  Stop        Ctrl-C

END

if ((bots > 0)) && [[ -z $hurry ]]; then
  setsid build/release/bin/flumen-bots --url "$url" --count "$bots" --scenario wander --duration 0 &
  bots_pid=$!
fi

code=0
wait_for_server || code=$?
stop_bots
exit "$code"
