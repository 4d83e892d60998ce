#!/usr/bin/env bash
# Three RabbitMQ nodes as one cluster, each in a network namespace of its own on a bridge of ours, so that they can be parted. As root.
#   cluster.sh up FOLDER TAG         start and join them, import deploy/rabbitmq/definitions.json; TAG (one or two hex digits) names bridge, namespaces and network
#   cluster.sh start FOLDER TAG N    start node N again
#   cluster.sh kill FOLDER TAG N     SIGKILL
#   cluster.sh part FOLDER TAG N     nothing passes between node N and the other nodes; clients still reach it
#   cluster.sh heal FOLDER TAG N
#   cluster.sh whole FOLDER TAG N    wait until node N sees all three
#   cluster.sh mend FOLDER TAG N     heal, and start it if it does not run
#   cluster.sh ctl FOLDER TAG N ARG… rabbitmqctl on node N
#   cluster.sh down FOLDER TAG
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
verb=$1 folder=$2 tag=$3; shift 3
bin=/usr/lib/rabbitmq/bin
net=10.$((16#$tag)).77

node() { # runs a command as node N sees the world
  local n=$1; shift
  ip netns exec "chaos$tag-$n" env HOME="$folder" RABBITMQ_USE_LONGNAME=true RABBITMQ_NODENAME="n$n@$net.1$n" RABBITMQ_NODE_PORT=5672 RABBITMQ_DIST_PORT=25672 \
    ERL_EPMD_PORT=4369 RABBITMQ_MNESIA_BASE="$folder/$n/mnesia" RABBITMQ_LOG_BASE="$folder/$n/log" RABBITMQ_ENABLED_PLUGINS_FILE="$folder/enabled_plugins" \
    RABBITMQ_CONFIG_FILE="$folder/rabbitmq" RABBITMQ_CONF_ENV_FILE="$folder/none" ERL_CRASH_DUMP="$folder/$n/log/erl_crash.dump" \
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="+sbwt none +sbwtdcpu none +sbwtdio none -kernel net_ticktime 8" "$@"
}
launch() {
  mkdir -p "$folder/$1/log"
  node "$1" setsid nohup "$bin/rabbitmq-server" > "$folder/$1/log/console" 2>&1 < /dev/null &
  for try in $(seq 60); do
    node "$1" "$bin/rabbitmqctl" -q await_startup --timeout 60 > "$folder/$1/log/await" 2>&1 && return
    sleep 0.5
  done
  cat "$folder/$1/log/console" "$folder/$1/log/await" >&2; exit 1
}
ends() { ip netns pids "chaos$tag-$1" 2> /dev/null | xargs -r kill -KILL 2> /dev/null || true; }

case $verb in
  up)
    mkdir -p "$folder"
    echo '[].' > "$folder/enabled_plugins"
    # A node that sees no majority stops taking messages (and clients) until it does; a publisher is told by its connection's end.
    printf 'listeners.tcp.default = 5672\nloopback_users.guest = false\ncluster_partition_handling = pause_minority\n' > "$folder/rabbitmq.conf"
    head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n' > "$folder/.erlang.cookie"; chmod 400 "$folder/.erlang.cookie"
    ip link add "chaos$tag" type bridge; ip addr add "$net.1/24" dev "chaos$tag"; ip link set "chaos$tag" up
    for n in 1 2 3; do
      ip netns add "chaos$tag-$n"
      ip link add "c$tag-$n" type veth peer name eth0 netns "chaos$tag-$n"
      ip link set "c$tag-$n" master "chaos$tag" up
      ip -n "chaos$tag-$n" addr add "$net.1$n/24" dev eth0; ip -n "chaos$tag-$n" link set eth0 up; ip -n "chaos$tag-$n" link set lo up
    done
    for n in 1 2 3; do launch $n & done; wait
    for n in 2 3; do
      node $n "$bin/rabbitmqctl" -q stop_app; node $n "$bin/rabbitmqctl" -q join_cluster "n1@$net.11"; node $n "$bin/rabbitmqctl" -q start_app
    done
    node 1 "$bin/rabbitmqctl" -q import_definitions "$root/deploy/rabbitmq/definitions.json" > /dev/null
    ;;
  start) launch "$1" ;;
  kill) ends "$1" ;;
  part)
    others=$(for n in 1 2 3; do [ "$n" = "$1" ] || echo "$net.1$n"; done | paste -sd,)
    ip netns exec "chaos$tag-$1" nft -f - <<NFT
table inet chaos {
  chain in { type filter hook input priority 0; policy accept; ip saddr { $others } drop; }
  chain out { type filter hook output priority 0; policy accept; ip daddr { $others } drop; }
}
NFT
    ;;
  heal) ip netns exec "chaos$tag-$1" nft delete table inet chaos ;;
  whole)
    for try in $(seq 60); do
      node "$1" "$bin/rabbitmqctl" -q eval 'length(rabbit_mnesia:cluster_nodes(running)).' 2> /dev/null | grep -qx 3 && exit 0
      sleep 0.5
    done
    echo "node $1 does not see three that run" >&2; exit 1
    ;;
  mend)
    ip netns exec "chaos$tag-$1" nft delete table inet chaos 2> /dev/null || true
    [ -n "$(ip netns pids "chaos$tag-$1")" ] || launch "$1"
    ;;
  ctl) n=$1; shift; node "$n" "$bin/rabbitmqctl" -q "$@" ;;
  down)
    for n in 1 2 3; do ends $n; ip netns del "chaos$tag-$n" 2> /dev/null || true; done
    ip link del "chaos$tag" 2> /dev/null || true
    ;;
  *) echo "unknown verb $verb" >&2; exit 2 ;;
esac
