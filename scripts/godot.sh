#!/usr/bin/env bash
# Runs Godot 4.4 or later with the arguments given.
#
# Uses the `godot` on PATH if it is new enough. Otherwise Debian's package is put into a folder of this project
# (build/godot, or FLUMEN_GODOT_DIR) and run from there by that folder's own loader and libraries: the system itself
# gets nothing but debootstrap. FLUMEN_GODOT_MIRROR names another Debian mirror.
#
#   scripts/godot.sh --version
#   scripts/godot.sh --headless --path client --import
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
folder=${FLUMEN_GODOT_DIR:-$root/build/godot}
triplet=$(uname -m)-linux-gnu

# new_enough VERSION: whether "4.4.1.stable…" is 4.4 or later.
new_enough() {
  [[ $1 =~ ^([0-9]+)\.([0-9]+) ]] || return 1
  ((BASH_REMATCH[1] > 4 || (BASH_REMATCH[1] == 4 && BASH_REMATCH[2] >= 4)))
}

as_root() {
  if [[ $(id -u) == 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    echo "godot.sh: Godot 4.4 or later is not installed, and fetching it needs root. Install it and put it on PATH." >&2
    exit 1
  fi
}

install_godot() {
  if ! command -v apt-get >/dev/null; then
    echo "godot.sh: put Godot 4.4 or later on PATH (https://godotengine.org/download)." >&2
    exit 1
  fi
  if ! command -v debootstrap >/dev/null; then
    as_root apt-get update -qq
    as_root apt-get install -y -qq --no-install-recommends debootstrap
  fi
  # A folder that was begun and not finished is no good to anybody.
  as_root rm -rf "$folder"
  mkdir -p "$(dirname "$folder")"
  as_root debootstrap --variant=minbase sid "$folder" ${FLUMEN_GODOT_MIRROR:+"$FLUMEN_GODOT_MIRROR"}
  # Nothing in there may start a service or ask a question.
  printf '#!/bin/sh\nexit 101\n' | as_root tee "$folder/usr/sbin/policy-rc.d" >/dev/null
  as_root chmod 755 "$folder/usr/sbin/policy-rc.d"
  as_root env DEBIAN_FRONTEND=noninteractive chroot "$folder" apt-get install -y -qq --no-install-recommends godot
  as_root rm -rf "$folder/var/cache/apt/archives" "$folder/var/lib/apt/lists"
  as_root touch "$folder/.ready"
}

if command -v godot >/dev/null && new_enough "$(godot --version 2>/dev/null || true)"; then
  exec godot "$@"
fi

if [[ ! -e $folder/.ready ]]; then
  mkdir -p "$(dirname "$folder")"
  exec 9>"$folder.lock"
  flock 9
  if [[ ! -e $folder/.ready ]]; then
    install_godot >&2
  fi
  exec 9>&-
fi

libraries=$folder/usr/lib/$triplet
loader=$(echo "$folder"/usr/lib/"$triplet"/ld-linux-*.so.*)
exec "$loader" --library-path "$libraries:$libraries/pulseaudio" "$folder/usr/bin/godot" "$@"
