#!/usr/bin/env bash
# Draws where a server's CPU time goes: one core, 2,500 players who walk (W1), as a flame graph.
#
#   scripts/flame_graph.sh [--seconds N] [--output FILE.svg]
#
# The default output is docs/images/performance/flame.svg. Needs two cores, and the right to profile (root, or
# sysctl kernel.perf_event_paranoid=1 and kernel.kptr_restrict=0 for the kernel's part).
set -euo pipefail

usage() {
  sed -n '2,7s/^# \{0,1\}//p' "$0"
  exit "$1"
}

seconds=8
output=
while [[ $# -gt 0 ]]; do
  case $1 in
    --seconds | --output)
      [[ $# -ge 2 ]] || usage 2 >&2
      declare "${1#--}=$2"
      shift 2
      ;;
    -h | --help) usage 0 ;;
    *) usage 2 >&2 ;;
  esac
done
[[ -z $output ]] || output=$(realpath -m "$output")

# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"
ensure_packages build profile
output=${output:-docs/images/performance/flame.svg}
[[ -e build/release/CMakeCache.txt ]] || configure release -DBUILD_TESTING=OFF
say "Building"
build release flumen flumen-bots

work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null; wait; rm -rf "$work"' EXIT
port=19791
taskset -c 0 build/release/bin/flumen serve --threads 1 --port "$port" --data-dir "$work/data" --log-level warning \
  --set auth.argon2_memory_bytes=64KiB --set auth.argon2_passes=1 &
server=$!
say "2,500 players come in and spread"
taskset -c 1 build/release/bin/flumen-bots --url "http://127.0.0.1:$port" --count 2500 --scenario w1 \
  --logins-in-flight 64 --server-pid "$server" --duration "$((seconds + 5))s" >"$work/bots.log" 2>&1 &
bots=$!
until grep -q measuring "$work/bots.log"; do
  kill -0 "$bots" 2>/dev/null || { cat "$work/bots.log" >&2 && fail "the players could not come in"; }
  sleep 0.2
done
sleep 2
say "Profiling for $seconds s"
perf record --quiet --event cpu-clock --freq 499 --call-graph dwarf,4096 --output "$work/perf.data" --pid "$server" -- \
  sleep "$seconds"
say "Drawing"
# One line a stack, outermost first. Without arguments of templates and functions: they are longer than any box. Boxes
# of Asio's that only hand on are left out.
perf script --input "$work/perf.data" --no-inline --fields ip,sym 2>/dev/null | awk '
  function short(name) {
    gsub(/\(anonymous namespace\)::|operator\(\)/, "", name)
    while (gsub(/<[^<>]*>|\([^()]*\)|\{[^{}]*\}/, "", name)) {}
    sub(/^.* /, "", name)
    gsub(/:::+/, "::", name)
    sub(/::$/, "", name)
    return name
  }
  NF == 0 { if (stack != "") count[stack]++; stack = ""; next }
  {
    $1 = ""
    name = short(substr($0, 2))
    if (name !~ /^$|unknown|^boost::asio|^start_thread$|^clone3$|^entry_SYSCALL|^do_syscall|^__x64_sys/)
      stack = stack == "" ? name : name ";" stack
  }
  END { if (stack != "") count[stack]++; for (each in count) print each, count[each] }' >"$work/stacks"
perl /usr/share/perl5/Devel/NYTProf/flamegraph.pl --hash --width 1180 --minwidth 0.8 --fonttype sans-serif \
  --title "Where the server's CPU time goes: one core, 2,500 players who walk" "$work/stacks" >"$output"
say "$output"
