#!/usr/bin/env bash
# Opens the game. Start a server first, with scripts/run.sh say.
#
#   scripts/play.sh [--server URL] [--second | --profile NAME] [-- flags of Godot]
#
# --second opens a window for another player: with settings and a remembered session of its own.
set -euo pipefail

usage() {
  sed -n '2,6s/^# \{0,1\}//p' "$0"
  exit "$1"
}

arguments=()
while [[ $# -gt 0 ]]; do
  case $1 in
    --server | --profile)
      [[ $# -ge 2 ]] || usage 2 >&2
      arguments+=("$1" "$2")
      shift 2
      ;;
    --second)
      arguments+=(--profile second)
      shift
      ;;
    -h | --help) usage 0 ;;
    --)
      shift
      break
      ;;
    *) usage 2 >&2 ;;
  esac
done

# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

if [[ $(uname -s) == Linux && -z ${DISPLAY:-} && -z ${WAYLAND_DISPLAY:-} ]]; then
  fail "there is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set)"
fi

# Godot imports pictures and translations once, and again when they change.
stamp=client/.godot/imported.stamp
if [[ ! -e $stamp || -n $(find client -path client/.godot -prune -o -type f -newer "$stamp" -print -quit) ]]; then
  say "Preparing the game; the first time takes a moment"
  mkdir -p client/.godot
  scripts/godot.sh --headless --path client --import >/dev/null 2>&1 || fail "Godot could not import client/; see scripts/godot.sh --path client --import"
  touch "$stamp"
fi

exec scripts/godot.sh --path client "$@" -- "${arguments[@]}"
