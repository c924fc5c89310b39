#!/bin/sh
# Fetches a certificate for the names of this install with certbot, looks twice a day whether it is to be renewed, and
# hands it to nginx. Runs in the container `acme` (compose.acme.yml).
set -eu
trap 'exit 0' TERM INT

if [ "${RENEWED_LINEAGE:-}" ]; then # called by certbot: there is a new one
    for name in privkey fullchain; do
        cp -L "$RENEWED_LINEAGE/$name.pem" "/certificates/.$name.pem"
        chown 0:101 "/certificates/.$name.pem"
        chmod 0440 "/certificates/.$name.pem"
        mv "/certificates/.$name.pem" "/certificates/$name.pem"
    done
    exit 0
fi

names=${BOOKIT_SERVER_NAME:-}
if [ -z "$names" ]; then
    names=${BOOKIT_BASE_URL#*://}
    names=${names%%/*}
    names=${names%%:*}
fi
set -- --cert-name bookit
for name in $names; do
    set -- "$@" --domain "$name"
done
if [ "${BOOKIT_ACME_EMAIL:-}" ]; then
    set -- "$@" --email "$BOOKIT_ACME_EMAIL"
else
    set -- "$@" --register-unsafely-without-email
fi

while :; do
    # Authorities count failures: three an hour at most.
    pause=20m
    if certbot certonly "$@" --server "$BOOKIT_ACME_SERVER" --webroot --webroot-path /srv/acme --deploy-hook "$0" \
        --non-interactive --agree-tos --keep-until-expiring --expand; then
        pause=12h
    fi
    sleep "$pause" &
    wait $!
done
