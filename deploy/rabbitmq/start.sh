#!/bin/sh
# Writes the services' user into the folder of definitions, then starts the broker as its image would.
# A broker that loads definitions makes no default user (seen on 3.10), whatever RABBITMQ_DEFAULT_USER says, and a
# password does not belong into a file under version control.
set -eu

folder=${DEFINITIONS_FOLDER:-/etc/rabbitmq/definitions.d}
case "$INGESTION_BROKER_PASSWORD" in
  '' | *[!A-Za-z0-9_-]*)
    echo "INGESTION_BROKER_PASSWORD: letters, digits, - and _ only, since it also stands in a URI; try: openssl rand -hex 24" >&2
    exit 1 ;;
esac

umask 077
cat > "$folder/20-user.json" <<JSON
{
  "users": [{ "name": "ingestion", "password": "$INGESTION_BROKER_PASSWORD", "tags": "management" }],
  "permissions": [{ "user": "ingestion", "vhost": "/", "configure": ".*", "write": ".*", "read": ".*" }]
}
JSON
if [ "$(id -u)" = 0 ] && id rabbitmq > /dev/null 2>&1; then
  chown rabbitmq "$folder/20-user.json"
fi

exec "${BROKER_ENTRYPOINT:-docker-entrypoint.sh}" rabbitmq-server
