#!/bin/sh
# Prints the secrets that the manifests ask for, with fresh passwords: deploy/secrets.sh | kubectl -n confab create -f -
# Keep what it prints, or nothing: every run makes up others. HOSTS names a MongoDB of your own, whose users then get these passwords.
set -eu
hosts=${HOSTS:-mongodb-0.mongodb,mongodb-1.mongodb,mongodb-2.mongodb}

# nats-server takes a password that begins with a digit for a number.
password() { printf 'p%s' "$(openssl rand -hex 16)"; }
begin() { printf -- '---\napiVersion: v1\nkind: Secret\nmetadata: { name: %s }\nstringData:\n' "$1"; }
entry() { printf '  %s: "%s"\n' "$1" "$2"; }

begin confab-nats
for service in auth rooms messages gateway; do entry $service-password "$(password)"; done

urls=
begin confab-mongodb-members
entry keyfile "$(openssl rand -base64 300 | tr -d '\n=')"
entry root-password "$(password)"
for user in auth rooms messages tools; do
  secret=$(password)
  entry $user-password "$secret"
  urls="$urls $user=mongodb://$user:$secret@$hosts/?replicaSet=rs0&authSource=admin"
done

begin confab-mongodb
for url in $urls; do entry "${url%%=*}-url" "${url#*=}"; done
