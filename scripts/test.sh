#!/usr/bin/env bash
# Builds everything and runs every test, against a real PostgreSQL and Redis that it starts by itself; with the release
# preset those of the client, too, in the real Godot.
# The last line is `N passed, N failed`.
#
#   scripts/test.sh [--preset release|dev|asan|tsan] [-R REGEX of ctest names]
set -euo pipefail

usage() {
  sed -n '2,6s/^# \{0,1\}//p' "$0"
  exit "$1"
}

preset=release
only=
while [[ $# -gt 0 ]]; do
  case $1 in
    --preset | -R)
      [[ $# -ge 2 ]] || usage 2 >&2
      case $1 in
        --preset) preset=$2 ;;
        -R) only=$2 ;;
      esac
      shift 2
      ;;
    -h | --help) usage 0 ;;
    *) usage 2 >&2 ;;
  esac
done
[[ $preset =~ ^(release|dev|asan|tsan)$ ]] || usage 2 >&2

# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"
started=$SECONDS
reports=$PWD/build/$preset/reports
passed=0
failed=0
skipped=0

# check NAME COMMAND...: one test that is a command.
check() {
  local name=$1
  shift
  if "$@" >&2; then
    passed=$((passed + 1))
  else
    say "FAILED: $name"
    failed=$((failed + 1))
  fi
}

check_format() {
  find server charts bots tests bench -name node_modules -prune -o -name '*.[ch]pp' -print0 | xargs -0 -r clang-format --dry-run -Werror
}

# The last word, however this ends: a build that fails is a failure, too.
finish() {
  local code=$?
  if ((code != 0 && failed == 0)); then failed=1; fi
  say "Finished after $((SECONDS - started)) s"
  if ((skipped > 0)); then
    echo "$passed passed, $failed failed, $skipped skipped"
  else
    echo "$passed passed, $failed failed"
  fi
  exit $((failed > 0))
}
trap finish EXIT

ensure_packages build test
if [[ -z $only ]]; then
  check shellcheck shellcheck -x scripts/*.sh .ci/run
  check clang-format check_format
fi

say "Configuring and building ($preset)"
configure "$preset" -DBUILD_TESTING=ON
build "$preset"
say "Built after $((SECONDS - started)) s; testing"

rm -rf "$reports"
mkdir -p "$reports"
junit=$reports/ctest.junit.xml
ctest_args=(--test-dir "build/$preset" -j2 --output-on-failure --no-tests=ignore --output-junit "$junit")
[[ -z $only ]] || ctest_args+=(-R "$only")
runner=()
# GCC 12's ThreadSanitizer cannot live with all the randomness newer kernels put into addresses.
if [[ $preset == tsan ]] && setarch --addr-no-randomize true 2>/dev/null; then runner=(setarch --addr-no-randomize); fi
export UBSAN_OPTIONS=print_stacktrace=1
ctest_failed=
"${runner[@]}" ctest "${ctest_args[@]}" </dev/null || ctest_failed=yes

if [[ -s $junit ]]; then
  read -r p f s < <(scripts/count_tests.sh "$junit" "$reports")
  ran=$((p + f))
  passed=$((passed + p))
  failed=$((failed + f))
  skipped=$((skipped + s))
else
  ran=0
fi
if ((ran == 0)); then
  say "error: no test ran"
  failed=$((failed + 1))
elif [[ -n $ctest_failed && $failed -eq 0 ]]; then
  say "error: ctest failed, yet no test did"
  failed=1
fi

# The client is the same whatever the server is built with: once is enough.
if [[ $preset == release && -z $only ]]; then
  say "Testing the client"
  client=$(FLUMEN_BINARY=$PWD/build/release/bin/flumen scripts/test_client.sh </dev/null | tee /dev/stderr | tail -n 1) || true
  if [[ $client =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
    passed=$((passed + BASH_REMATCH[1]))
    failed=$((failed + BASH_REMATCH[2]))
  else
    say "FAILED: the client's tests ended before they could count"
    failed=$((failed + 1))
  fi
fi
