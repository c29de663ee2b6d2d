#!/bin/sh
# Installs the load generator, and nginx with Lua to compare with, from Debian. Needs the right to install packages.
set -eu
export DEBIAN_FRONTEND=noninteractive
apt-get install -y --no-install-recommends wrk nginx-light libnginx-mod-http-lua lua-cjson ||
  { apt-get update && apt-get install -y --no-install-recommends wrk nginx-light libnginx-mod-http-lua lua-cjson; }
