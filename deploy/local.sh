#!/usr/bin/env bash
# The five services as plain processes of this machine, against an installed RabbitMQ.
#   bash deploy/local.sh up [--store sqlite|mongodb://…] [--folder DIR] [--port PORT]   start what is not running
#   bash deploy/local.sh status [--folder DIR]                                          say what runs, and the books
#   bash deploy/local.sh down [--folder DIR]                                            stop what runs; data stay
# The Desk listens on PORT (8080), the others on the four ports after it. RABBITMQ_URI names a broker to use; without it a private node is
# started on PORT-2400. Options go to the services as environment variables, such as Fetcher__UserAgent.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
verb=${1:?up, status or down}; shift
folder=$root/.local store=sqlite port=8080
while [ $# -gt 0 ]; do
  case $1 in
    --store) store=$2 ;; --folder) folder=$2 ;; --port) port=$2 ;;
    *) echo "unknown option $1" >&2; exit 2 ;;
  esac
  shift 2
done
mkdir -p "$folder"; folder=$(cd "$folder" && pwd)
services=(Desk Fetcher Parser Enricher Indexer)
config=${INGESTION_CONFIGURATION:-Release}

# A number alone could be another process's by now.
running() { [ -f "$folder/$1.pid" ] && { tr '\0' ' ' < "/proc/$(cat "$folder/$1.pid")/cmdline"; } 2> /dev/null | grep -q -- "Ingestion.$1.dll"; }
program() { echo "$root/services/$1/bin/$config/net10.0/Ingestion.$1.dll"; }
ready() { dotnet "$(program "$1")" --healthcheck "--$1:Urls=http://127.0.0.1:$(($(cat "$folder/port") + $2))"; }
each() { for i in "${!services[@]}"; do "$@" "${services[$i]}" "$i"; done; }

start() {
  running "$1" && return
  setsid nohup dotnet "$(program "$1")" "--$1:Urls=http://127.0.0.1:$((port + $2))" >> "$folder/$1.log" 2>&1 < /dev/null &
  echo $! > "$folder/$1.pid"
}

wait_ready() {
  for _ in $(seq 60); do
    ready "$1" "$2" && return
    running "$1" || { echo "$1 stopped; the end of $folder/$1.log:" >&2; tail -5 "$folder/$1.log" >&2; exit 1; }
    sleep 0.5
  done
  echo "$1 is not ready; the end of $folder/$1.log:" >&2; tail -5 "$folder/$1.log" >&2; exit 1
}

say() { if ! running "$1"; then echo "$1: not running"; elif ready "$1" "$2"; then echo "$1: ready, process $(cat "$folder/$1.pid")"; else echo "$1: not ready, process $(cat "$folder/$1.pid")"; fi; }

# 25 s is what a service takes at most to finish what it holds; one that is stuck is ended.
stop() {
  running "$1" || return 0
  kill -TERM "$(cat "$folder/$1.pid")"
  for _ in $(seq 300); do running "$1" || return 0; sleep 0.1; done
  kill -KILL "$(cat "$folder/$1.pid")"
}

case $verb in
  up)
    : "${Fetcher__UserAgent:?Set Fetcher__UserAgent to a name and a contact that publishers can reach, such as 'ExampleNewsBot/1.0 (+https://example.org/bot)'}"
    for name in "${services[@]}"; do
      if running "$name" && [ "$(cat "$folder/port")" != "$port" ]; then
        echo "What is in $folder runs on port $(cat "$folder/port"): say --port $(cat "$folder/port"), or 'down' first" >&2; exit 1
      fi
    done
    echo "$port" > "$folder/port"
    # What runs is what the sources say; INGESTION_CONFIGURATION names a build that is there already.
    [ -n "${INGESTION_CONFIGURATION:-}" ] || for name in "${services[@]}"; do dotnet build -c "$config" -v quiet --nologo -clp:ErrorsOnly "$root/services/$name"; done
    export Bus__Transport=rabbitmq Storage__Store="$store" Storage__Folder="$folder/data" DOTNET_gcServer=0
    Bus__Uri=${RABBITMQ_URI:-$(bash "$root/deploy/rabbitmq/node.sh" start "$folder/rabbitmq" $((port - 2400)))}
    export Bus__Uri
    each start
    each wait_ready
    echo "The Desk is open on http://127.0.0.1:$port"
    ;;
  status)
    each say
    { exec 3<> "/dev/tcp/127.0.0.1/$(cat "$folder/port")" && printf 'GET /ledger HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' >&3 && tail -n 1 <&3; } 2> /dev/null && echo || echo "The Desk does not answer."
    ;;
  down)
    each stop
    [ ! -f "$folder/rabbitmq/port" ] || bash "$root/deploy/rabbitmq/node.sh" stop "$folder/rabbitmq"
    ;;
  *) echo "unknown verb $verb: up, status or down" >&2; exit 2 ;;
esac
