#!/usr/bin/env bash
# What Debian has of the programs that `make test-long` runs, or tests skip without, and `.ci/run` does not need. As root it
# installs what is missing.
# Where systemd runs, the packages start servers of their own; nothing here needs them.
set -euo pipefail

missing=()
command -v etcd >/dev/null || missing+=(etcd-server)
[[ -x /usr/sbin/haproxy ]] || command -v haproxy >/dev/null || missing+=(haproxy)
compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || missing+=(postgresql)
[[ -x /sbin/ip ]] || command -v ip >/dev/null || missing+=(iproute2)
command -v pebble >/dev/null || missing+=(pebble)
command -v certbot >/dev/null || missing+=(certbot)
command -v promtool >/dev/null || missing+=(prometheus)
if ((${#missing[@]})); then
  if ((EUID)); then
    echo "missing: ${missing[*]}; install them or run this as root" >&2
    exit 1
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -qq --yes --no-install-recommends "${missing[@]}"
fi
