#!/bin/sh
# Install a Debian package when that is possible here, else say in one sentence what to install.
package="$1"
if [ "$(id -u)" = 0 ]; then as_root=""; elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then as_root="sudo"; else as_root="no"; fi
if command -v apt-get >/dev/null 2>&1 && [ "$as_root" != "no" ]; then
    $as_root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq "$package" >/dev/null && exit 0
fi
echo "Lineup needs $package: install it with your system's package manager and run this again." >&2
exit 1
