#!/bin/sh
# Chromium for the tests that open pages: a Debian package, installed where we are root.
set -eu
if command -v chromium >/dev/null; then exit 0; fi
line="apt-get update && apt-get install --yes --no-install-recommends chromium"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium: $line"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update --quiet=2 && apt-get install --yes --quiet=2 --no-install-recommends chromium >/dev/null
else
    echo "Chromium is missing. Install it as root, then run make test again:"
    echo "    sudo sh -c '$line'"
    exit 1
fi
