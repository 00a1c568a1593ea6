#!/usr/bin/env bash
# Makes sure that the tools are there and, where it may install it, libsndfile; then hands its arguments to Cake.
# ./build.sh                    the main job: the sample, from fetch to report
# ./build.sh --target=Test      all tests
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# The SDK runs without ICU: a bare server has none, and nothing here depends on a culture.
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT="${DOTNET_SYSTEM_GLOBALIZATION_INVARIANT:-1}"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

if ! command -v dotnet >/dev/null; then
  echo "The .NET 10 SDK is missing: https://dotnet.microsoft.com/download/dotnet/10.0" >&2
  exit 1
fi

# libsndfile reads MP3 from version 1.1 on.
has_sndfile() {
  local library
  library=$(find /usr/lib /usr/local/lib /lib -name 'libsndfile.so.1' -print -quit 2>/dev/null)
  [ -n "$library" ] && grep -aoE 'libsndfile-[0-9]+\.[0-9]+' "$library" | head -n 1 | awk -F'[-.]' '{ exit !($2 > 1 || ($2 == 1 && $3 >= 1)) }'
}

if ! has_sndfile; then
  as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo -n)
  if command -v apt-get >/dev/null && { [ "${#as_root[@]}" -eq 0 ] || sudo -n true 2>/dev/null; }; then
    echo "Installing libsndfile1, which decodes the audio." >&2
    { "${as_root[@]}" apt-get update -qq && "${as_root[@]}" apt-get install -y -qq --no-install-recommends libsndfile1; } >/dev/null 2>&1 || true
  fi
  has_sndfile || echo "Audio is decoded by managed code; with libsndfile it is four to five times as fast and FLAC is read (sudo apt-get install libsndfile1)." >&2
fi

dotnet tool restore --verbosity quiet >/dev/null
exec dotnet cake "$@"
