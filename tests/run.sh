#!/usr/bin/env bash
# Installs what the tests need (on Debian, as root), builds everything once and runs every test.
# The last line is 'N passed, N failed, N skipped'; the exit code is 0 only if none failed.
#   RABBITMQ_URI, MONGODB_URI   use these instead of a private node and the stand-in
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# Most processes of the tests live for seconds: too short for what the compiler would learn of them.
export DOTNET_TieredPGO=0

need() { # need COMMAND-OR-FILE PACKAGE: installs the package where the command or file is missing
  command -v "$1" > /dev/null 2>&1 || [ -e "$1" ] || missing+=("$2")
}
missing=()
[ -n "${RABBITMQ_URI:-}" ] || need /usr/lib/rabbitmq/bin/rabbitmq-server rabbitmq-server
need /usr/lib/python3/dist-packages/pika python3-pika
need node nodejs
need npm npm
# What tests/Chaos.Tests does to clocks and networks.
need cc gcc
need /usr/include/stdio.h libc6-dev
need nft nftables
need ip iproute2
if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    # A service that the package would start on its own is not wanted: the tests start a node of theirs.
    had_policy=0; [ -e /usr/sbin/policy-rc.d ] && had_policy=1
    [ $had_policy = 1 ] || { printf '#!/bin/sh\nexit 101\n' > /usr/sbin/policy-rc.d; chmod +x /usr/sbin/policy-rc.d; }
    apt-get update -q > /dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends "${missing[@]}" > /dev/null || echo "Could not install: ${missing[*]}"
    [ $had_policy = 1 ] || rm -f /usr/sbin/policy-rc.d
  else
    echo "Not installed, and not root to install them: ${missing[*]}. The tests that need them will be skipped."
  fi
fi
for folder in tests/mongo-standin tests/Broker.Tests/clients; do
  [ -d "$folder/node_modules" ] || npm ci --silent --prefix "$folder" || echo "Could not install the packages of $folder"
done

dotnet build Ingestion.sln -c Release --nologo -v quiet -clp:ErrorsOnly || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }

results=$(mktemp -d)
export INGESTION_SERVED=$results/served
touch "$INGESTION_SERVED"
trap 'rm -rf "$results"' EXIT
one() { # one PROJECT: its tests, and what they said in one piece
  local project=$1 name code limit=600 since=$SECONDS
  name=$(basename "$project")
  case $name in Chaos.Tests | Broker.Tests) limit=1200 ;; esac
  timeout -s KILL "$limit" dotnet test "$project" -c Release --no-build --nologo -v quiet --logger "trx;LogFileName=$results/$name.trx" > "$results/$name.log" 2>&1
  code=$?
  # A run that crashed leaves either no result, or one without the failure that it died of.
  if [ ! -f "$results/$name.trx" ] || { [ "$code" -ne 0 ] && ! grep -q 'outcome="Failed"' "$results/$name.trx"; }; then
    echo "$name ended with $code and without its results" | tee -a "$results/$name.log" > "$results/$name.lost"
  fi
  { echo "== $name, $((SECONDS - since)) s"; grep -vE '^\s*$|^(Passed|Skipped)!|^Results File|A total of|Test run for' "$results/$name.log"; } > "$results/$name.said"
  cat "$results/$name.said"
}

# Three at a time, the longest first: those that start whole pipelines wait more than they work.
export -f one
export results
longest='tests/Chaos.Tests tests/Broker.Tests tests/Hosting.Tests tests/Pipeline.Tests tests/Standalone.Tests'
{
  printf '%s\n' $longest
  for project in tests/*.Tests; do case " $longest " in *" $project "*) ;; *) echo "$project" ;; esac; done
} | xargs -P 3 -I '{}' bash -c 'one {}'

count() { cat "$results"/*.trx 2> /dev/null | grep -oE "<Counters [^>]*" | grep -oE " $1=\"[0-9]+\"" | grep -oE '[0-9]+' | awk '{ sum += $1 } END { print sum + 0 }'; }
passed=$(count passed)
failed=$(($(count failed) + $(find "$results" -name '*.lost' | wc -l)))
skipped=$(($(count total) - $(count executed)))
sort -u "$INGESTION_SERVED"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
