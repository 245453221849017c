#!/usr/bin/env bash
# The explorer is tested in a real browser. Where none is found and the system's packages can be installed, install one;
# elsewhere those tests skip, and say so.
set -u
command -v chromium chromium-browser google-chrome >/dev/null && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk; } >/dev/null 2>&1 ||
    echo "no browser could be installed; the browser tests will skip"
else
  echo "no chromium found; the browser tests will skip"
fi
exit 0
