#!/usr/bin/env bash
# Adds up what one run of ctest tested, from its own report and those of the GoogleTest programs, and prints
# `passed failed skipped`. A program that is no GoogleTest one, or that left no report, counts as one test.
#
#   scripts/count_tests.sh CTEST_JUNIT_FILE REPORTS_FOLDER
set -euo pipefail

junit=$1
reports=$2

passed=0
failed=0
skipped=0

# The number in attribute $2 of the totals of GoogleTest's report $1, or 0.
number() {
  local value
  value=$(sed -n "/<testsuites /{s/.* $2=\"\([0-9]*\)\".*/\1/p;q}" "$1")
  echo "${value:-0}"
}

while IFS=$'\t' read -r name status; do
  report=$reports/$name.xml
  if [[ -s $report ]] && grep -q '</testsuites>' "$report"; then
    tests=$(number "$report" tests)
    bad=$(number "$report" failures)
    errors=$(number "$report" errors)
    bad=$((bad + errors))
    # Of GoogleTest's cases only the skipped ones say so themselves.
    left_out=$(grep -c '<testcase .*result="skipped"' "$report" || true)
    disabled=$(number "$report" disabled)
    left_out=$((left_out + disabled))
    passed=$((passed + tests - bad - left_out))
    failed=$((failed + bad))
    skipped=$((skipped + left_out))
    # It may also fail outside of every test: a sanitizer's report at its end, say.
    if [[ $status == fail && $bad -eq 0 ]]; then failed=$((failed + 1)); fi
  else
    case $status in
      run) passed=$((passed + 1)) ;;
      disabled) skipped=$((skipped + 1)) ;;
      *) failed=$((failed + 1)) ;;
    esac
  fi
done < <(sed -n 's/.*<testcase name="\([^"]*\)".* status="\([^"]*\)".*/\1\t\2/p' "$junit")

echo "$passed $failed $skipped"
