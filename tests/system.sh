#!/bin/sh
# A Debian package that tests or benchmarks need (chromium, wrk), installed where we are root.
set -eu
package=$1
if command -v "$package" >/dev/null; then exit 0; fi
line="apt-get update && apt-get install --yes --no-install-recommends $package"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing $package: $line"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update --quiet=2 && apt-get install --yes --quiet=2 --no-install-recommends "$package" >/dev/null
else
    echo "$package is missing. Install it as root, then try again:"
    echo "    sudo sh -c '$line'"
    exit 1
fi
