#!/usr/bin/env bash
# Tests the client: imports the project, runs its unit tests, then its end-to-end tests with a real server.
# The last line is `N passed, N failed`.
#
#   [FLUMEN_BINARY=build/release/bin/flumen] scripts/test_client.sh [--only PART]
#
# --only runs the test files whose path contains PART.
set -euo pipefail

usage() {
  sed -n '2,7s/^# \{0,1\}//p' "$0"
  exit "$1"
}

only=()
while [[ $# -gt 0 ]]; do
  case $1 in
    --only)
      [[ $# -ge 2 ]] || usage 2 >&2
      only=(--only "$2")
      shift 2
      ;;
    -h | --help) usage 0 ;;
    *) usage 2 >&2 ;;
  esac
done

binary=$(realpath -m -- "${FLUMEN_BINARY:-$(dirname "$0")/../build/release/bin/flumen}")
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

passed=0
failed=0
folder=$(mktemp -d)

finish() {
  local code=$? pid_file
  # Servers that a test left behind.
  for pid_file in "$folder"/server-*/pid; do
    if [[ -e $pid_file ]]; then kill -TERM "$(<"$pid_file")" 2>/dev/null || true; fi
  done
  rm -rf "$folder"
  if ((code != 0 && failed == 0)); then failed=1; fi
  echo "$passed passed, $failed failed"
  trap - EXIT
  exit $((failed > 0))
}
trap finish EXIT

# godot LIMIT ARGUMENTS...: its output on standard error and in $folder/log; a player's own files stay out of it.
godot() {
  local limit=$1
  shift
  XDG_DATA_HOME=$folder/data XDG_CONFIG_HOME=$folder/config XDG_CACHE_HOME=$folder/cache \
    FLUMEN_BINARY=$binary FLUMEN_TEST_DIR=$folder \
    timeout --kill-after=5 "$limit" scripts/godot.sh --headless --path client "$@" >"$folder/log" 2>&1 </dev/null
}

# Scripts that do not compile or fail while running, which Godot only prints.
count_script_errors() { grep -c '^SCRIPT ERROR' "$folder/log" || true; }

# run NAME LIMIT ARGUMENTS...: one run of the tests.
run() {
  local name=$1 limit=$2 code=0 last errors
  shift 2
  say "=== $name"
  godot "$limit" -s tests/run_tests.gd -- "${only[@]}" "$@" || code=$?
  cat "$folder/log" >&2
  last=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$folder/log" | tail -n 1 || true)
  errors=$(count_script_errors)
  if [[ $last =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
    passed=$((passed + BASH_REMATCH[1]))
    failed=$((failed + BASH_REMATCH[2]))
    if ((code != 0 && BASH_REMATCH[2] == 0)); then failed=$((failed + 1)); fi
  else
    say "FAILED: $name ended before it could count (exit code $code)"
    failed=$((failed + 1))
  fi
  if ((errors > 0)); then
    say "FAILED: $name: $errors script errors"
    failed=$((failed + 1))
  fi
}

ensure_packages client
scripts/godot.sh --version >&2

say "=== import"
code=0
godot 600 --import || code=$?
if ((code != 0 || $(count_script_errors) > 0)); then
  cat "$folder/log" >&2
  say "FAILED: import"
  failed=$((failed + 1))
else
  passed=$((passed + 1))
fi

run "unit tests" 300
run "end to end" 600 --e2e
