#!/bin/sh
# Whose X-Forwarded-For is believed: BOOKIT_TRUSTED_PROXIES, addresses or networks with commas between; nobody's if empty.
set -eu
folder=/etc/nginx/conf.d/trusted
mkdir -p "$folder"
: >"$folder/proxies.conf"
if [ -n "${BOOKIT_TRUSTED_PROXIES:-}" ]; then
    echo "$BOOKIT_TRUSTED_PROXIES" | tr ',' '\n' | sed 's/[[:space:]]//g; /^$/d; s/.*/set_real_ip_from &;/' >>"$folder/proxies.conf"
    echo "real_ip_header X-Forwarded-For; real_ip_recursive on;" >>"$folder/proxies.conf"
fi
