#!/bin/sh
# Debian packages that tests or benchmarks need, installed where we are root. Each is given as one of
# its commands, with the package behind a colon where that has another name.
set -eu
for needed in "$@"; do
    command=${needed%%:*} package=${needed#*:}
    if command -v "$command" >/dev/null; then continue; fi
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
