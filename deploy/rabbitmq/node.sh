#!/usr/bin/env bash
# A RabbitMQ node of our own beside any other on this machine, on loopback, from the installed package.
#   bash deploy/rabbitmq/node.sh start FOLDER PORT    start it (if it is not running) and import definitions.json
#   bash deploy/rabbitmq/node.sh stop FOLDER          stop it; its data stay in FOLDER
#   bash deploy/rabbitmq/node.sh ctl FOLDER ARG…      rabbitmqctl against it
# Ports used: PORT (AMQP), PORT+10000 (epmd), PORT+20000 (Erlang distribution).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
verb=${1:?start, stop or ctl}
mkdir -p "${2:?folder}"
folder=$(cd "$2" && pwd)
bin=/usr/lib/rabbitmq/bin

[ -x "$bin/rabbitmq-server" ] || { echo "RabbitMQ is not installed: apt-get install rabbitmq-server" >&2; exit 3; }
[ "$verb" != start ] || echo "${3:?port}" > "$folder/port"
port=$(cat "$folder/port")

export HOME="$folder" RABBITMQ_NODENAME="ingestion-$port@localhost" RABBITMQ_NODE_PORT="$port" RABBITMQ_DIST_PORT=$((port + 20000)) \
  ERL_EPMD_PORT=$((port + 10000)) ERL_EPMD_ADDRESS=127.0.0.1 RABBITMQ_MNESIA_BASE="$folder/mnesia" RABBITMQ_LOG_BASE="$folder/log" \
  RABBITMQ_ENABLED_PLUGINS_FILE="$folder/enabled_plugins" RABBITMQ_CONFIG_FILE="$folder/rabbitmq" RABBITMQ_CONF_ENV_FILE="$folder/none" \
  ERL_CRASH_DUMP="$folder/log/erl_crash.dump" \
  RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="+sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}"
# Busy-waiting schedulers (sbwt) would burn the processor that the services share with the broker.

# A number alone could be another process's by now.
running() { [ -f "$folder/pid" ] && { tr '\0' ' ' < "/proc/$(cat "$folder/pid")/cmdline"; } 2> /dev/null | grep -q -- rabbit; }

case $verb in
  start)
    if ! running; then
      echo '[].' > "$folder/enabled_plugins"
      printf 'listeners.tcp.local = 127.0.0.1:%s\n' "$port" > "$folder/rabbitmq.conf"
      mkdir -p "$folder/log"
      # Before the server and rabbitmqctl both make one.
      [ -f "$folder/.erlang.cookie" ] || { head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n' > "$folder/.erlang.cookie"; chmod 400 "$folder/.erlang.cookie"; }
      setsid nohup "$bin/rabbitmq-server" > "$folder/log/console" 2>&1 < /dev/null &
      echo $! > "$folder/pid"
      for try in $(seq 60); do # await_startup gives up at once while the node is not yet known to epmd
        "$bin/rabbitmqctl" -q await_startup --timeout 60 > "$folder/log/await" 2>&1 && break
        running && [ "$try" -lt 60 ] || { cat "$folder/log/console" "$folder/log/await" >&2; exit 1; }
        sleep 0.5
      done
      "$bin/rabbitmqctl" -q import_definitions "$here/definitions.json" > /dev/null
    fi
    echo "amqp://guest:guest@127.0.0.1:$port/"
    ;;
  stop)
    if running; then
      timeout -s KILL 60 "$bin/rabbitmqctl" -q shutdown > /dev/null 2>&1 || kill -KILL -- "-$(cat "$folder/pid")" 2>/dev/null || true
    fi
    rm -f "$folder/pid"
    epmd -port "$ERL_EPMD_PORT" -kill > /dev/null 2>&1 || true
    ;;
  ctl) shift 2; exec "$bin/rabbitmqctl" -q "$@" ;;
  *) echo "unknown verb $verb" >&2; exit 2 ;;
esac
