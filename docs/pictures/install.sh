#!/bin/sh
# What drawing the pictures needs: Chromium and a Korean font from Debian, the renderer from npm.
set -eu
cd "$(dirname "$0")"
command -v chromium >/dev/null || apt-get install -y --no-install-recommends chromium fonts-nanum fonts-noto-color-emoji
npm install --ignore-scripts --no-audit --no-fund --no-package-lock
