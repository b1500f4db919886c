#!/bin/sh
# Debian packages that tests or benchmarks need, named by a command of each, installed where we are root.
set -eu
for command in "$@"; do
    if command -v "$command" >/dev/null; then continue; fi
    package=$command
    if [ "$command" = virtuoso-t ]; then package=virtuoso-opensource-7-bin; fi
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
done
