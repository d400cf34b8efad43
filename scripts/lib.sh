# shellcheck shell=bash
# What the scripts share. Source it; it changes to the root of the checkout.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "error: $*"
  exit 1
}

# The package names of the given sections of dependencies.txt.
packages_of() {
  local section
  for section in "$@"; do
    sed -n "/^\[$section\]/,/^\[/ s/^\([a-z0-9][^[:space:]]*\).*/\1/p" scripts/dependencies.txt
  done
}

is_installed() { [[ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" == installed ]]; }

# Installs what is missing of the given sections; says what first, and does nothing when nothing is missing.
ensure_packages() {
  command -v dpkg-query >/dev/null || fail "this script installs Debian packages; elsewhere, install what scripts/dependencies.txt lists and use the CMake presets"
  local packages missing=() package
  mapfile -t packages < <(packages_of "$@")
  # One call for all: the quick way through when everything is there.
  if [[ "$(dpkg-query -W -f '${db:Status-Status}\n' "${packages[@]}" 2>/dev/null | grep -c '^installed$')" == "${#packages[@]}" ]]; then
    return
  fi
  for package in "${packages[@]}"; do
    is_installed "$package" || missing+=("$package")
  done

  local as_root=()
  if [[ $EUID -ne 0 ]]; then
    command -v sudo >/dev/null || fail "these packages are missing and need root to install: ${missing[*]}"
    as_root=(sudo)
  fi
  say "Installing ${#missing[@]} Debian packages: ${missing[*]}"
  local log
  log=$(mktemp)
  if ! { "${as_root[@]}" apt-get update -q &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"; } \
    </dev/null >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    rm -f "$log"
    fail "the packages could not be installed"
  fi
  rm -f "$log"
}

# configure PRESET [CMake arguments]: quiet unless it fails.
configure() {
  local preset=$1 log
  shift
  log=$(mktemp)
  if ! cmake --preset "$preset" "$@" >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    fail "the build could not be configured"
  fi
  rm -f "$log"
}

# build PRESET [targets]: one line of progress on a terminal, elsewhere quiet unless it fails.
build() {
  local preset=$1 targets=()
  shift
  [[ $# -eq 0 ]] || targets=(--target "$@")
  if [[ -t 2 ]]; then
    cmake --build --preset "$preset" "${targets[@]}" >&2 || fail "the build failed"
    return
  fi
  local log=build/$preset/build.log
  if ! cmake --build --preset "$preset" "${targets[@]}" >"$log" 2>&1; then
    grep -v 'GLOB mismatch' "$log" | tail -n 100 >&2
    fail "the build failed"
  fi
}
