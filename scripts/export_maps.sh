#!/usr/bin/env bash
# Writes maps/map_X_Y.json, which the server reads, from the scenes client/maps/map_X_Y.tscn, which people edit.
#
#   scripts/export_maps.sh           write what has changed
#   scripts/export_maps.sh --check   write nothing; fail if scenes and documents disagree
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
godot=("$root/scripts/godot.sh" --headless --path "$root/client")

# The names of scripts and the imported pictures are kept in a cache, which a fresh checkout has not got.
if [[ ! -d $root/client/.godot/imported ]]; then
  "${godot[@]}" --import >/dev/null 2>&1 || true
fi
exec "${godot[@]}" -s tools/export_maps.gd -- "$@"
