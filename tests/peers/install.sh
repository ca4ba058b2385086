#!/bin/sh
# Installs the servers and libraries that the tests talk to: Debian packages as root, the rest comes with the "dev" extra.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)/.peers/cyrus-root
packages="libical3 postgresql cyrus-caldav cyrus-admin sasl2-bin libsasl2-modules"
missing=""
for package in $packages; do
    dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
done
if [ -n "$missing" ]; then
    if [ "$(id -u)" -ne 0 ]; then
        echo "run as root: apt-get install -y --no-install-recommends$missing" >&2
        exit 1
    fi
    echo "installing for the tests:$missing"
    apt-get update -q
    # shellcheck disable=SC2086
    apt-get install -y -q --no-install-recommends $missing
fi
# cyrus-imapd conflicts with other mail servers, and only its one binary is needed (to create a user's INBOX)
if [ ! -x "$root/usr/lib/cyrus/bin/imapd" ]; then
    mkdir -p "$root"
    download=$(mktemp -d)
    chmod 755 "$download"
    (cd "$download" && apt-get download -q cyrus-imapd && dpkg -x cyrus-imapd_*.deb "$root")
    rm -r "$download"
fi
