#!/bin/sh
# With TLS: starts without a certificate where there is none yet, and lets nginx read it when it comes or changes.
set -eu
folder=/etc/nginx/certificates
server=/etc/nginx/conf.d/tls.conf
[ -f "$server" ] || exit 0

seen=
fingerprint() {
    [ -s "$folder/fullchain.pem" ] && [ -s "$folder/privkey.pem" ] && cat "$folder/fullchain.pem" "$folder/privkey.pem" | cksum
}

if ! seen=$(fingerprint); then
    echo "There is no certificate in $folder yet; until then only plain HTTP is answered."
    mv "$server" "$server.waiting"
fi

# Goes on beside nginx. A certificate whose other half has not come yet is tried again a minute later.
(
    while sleep 60; do
        found=$(fingerprint) || continue
        [ "$found" != "$seen" ] || continue
        [ ! -f "$server.waiting" ] || cp "$server.waiting" "$server"
        if nginx -t -q; then
            nginx -s reload && seen=$found && rm -f "$server.waiting"
        elif [ -f "$server.waiting" ]; then
            rm "$server"
        fi
    done
) &
