#!/bin/sh
# Installs the servers and libraries that the tests talk to: Debian packages as root, the rest comes with the "dev" extra.
set -eu
packages="libical3 postgresql"
missing=""
for package in $packages; do
    dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
echo "installing for the tests:$missing"
if [ "$(id -u)" -ne 0 ]; then
    echo "run as root: apt-get install -y --no-install-recommends$missing" >&2
    exit 1
fi
apt-get update -q
# shellcheck disable=SC2086
apt-get install -y -q --no-install-recommends $missing
