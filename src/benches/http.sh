#!/usr/bin/env bash
# What requests cost beyond the server's frame: `make bench-http`.
#
#   http.sh SERVER BARE_SERVER
#
# Runs the release server and a bare one, which returns the same bytes from memory behind the same layers,
# in turns. The server has one core of its own and the clients have another one, so that neither slows the
# other. It prints requests a second and the server's share of what the bare one does, and how quickly
# /healthz answers while 64 connections ask for the page.
# Targets: 60 % for an estimate sent as JSON, 20 % for the page, 10 ms for /healthz at the 99th percentile.
set -euo pipefail

server=$1
bare=$2
seconds=${BENCH_SECONDS:-5}
here=$(cd "$(dirname "$0")" && pwd)

for needed in wrk taskset curl; do
  command -v "$needed" >/dev/null || {
    echo "$needed is missing: install it (Debian: apt-get install wrk util-linux curl)" >&2
    exit 1
  }
done
[ "$(nproc)" -ge 2 ] || { echo 'two cores are needed: one for the server, one for its clients' >&2; exit 1; }

work=$(mktemp -d)
started=()
finish() {
  for id in ${started[@]+"${started[@]}"}; do kill -INT "$id" 2>/dev/null || true; done
  wait
  rm -rf "$work"
}
trap finish EXIT

# Starts a server on the first core and waits for the address that it prints.
start() {
  local name=$1
  shift
  LEPTOS_SITE_ADDR=127.0.0.1:0 taskset -c 0 "$@" >"$work/$name" 2>"$work/$name.log" &
  started+=("$!")
  for _ in $(seq 100); do
    [ -s "$work/$name" ] && return
    sleep 0.1
  done
  cat "$work/$name.log" >&2
  echo "$name did not start" >&2
  exit 1
}

load() { taskset -c 1 wrk --threads 1 --duration "${seconds}s" "$@"; }
rate() { load --connections 16 "$@" | awk '/^Requests\/sec/ { rate = $2 } /Non-2xx/ { failed = $NF } END { if (failed) { print failed " failed" > "/dev/stderr"; exit 1 }; print rate }'; }

# The same scenario in both spellings. JSON is what clients send; TOML is what people write.
toml=$here/three-functions.toml
json=$work/three-functions.json
"$bare" json "$toml" >"$json"

# A script for wrk that posts a file as a media type.
post() {
  cat <<LUA
local file = io.open("$1", "rb")
wrk.method = "POST"
wrk.body = file:read("*a")
wrk.headers["Content-Type"] = "$2"
LUA
}
post "$json" application/json >"$work/json.lua"
post "$toml" application/toml >"$work/toml.lua"

start real "$server"
real=$(cat "$work/real")
curl -sf -H 'Content-Type: application/json' --data-binary @"$json" "$real/api/v1/estimate" >"$work/estimate"
curl -sf "$real/" >"$work/page"
start bare "$bare" serve "$work/estimate" "$work/page"
bare=$(cat "$work/bare")

# Prints a line for one request: both servers twice, in turns, and the better run of each.
compare() {
  local name=$1 path=$2 rates=()
  shift 2
  for address in "$real" "$bare" "$real" "$bare"; do
    rates+=("$(rate "$@" "$address$path")")
  done
  awk -v name="$name" -v rates="${rates[*]}" 'BEGIN {
    split(rates, run, " ")
    server = run[1] > run[3] ? run[1] : run[3]
    bare = run[2] > run[4] ? run[2] : run[4]
    printf "%-27s %9.0f /s   bare %9.0f /s   share %5.1f %%\n", name, server, bare, 100 * server / bare
  }'
}

printf '%s bytes of estimate, %s bytes of page, %s s a run\n' "$(wc -c <"$work/estimate")" "$(wc -c <"$work/page")" "$seconds"
compare 'POST /api/v1/estimate JSON' /api/v1/estimate --script "$work/json.lua"
compare 'POST /api/v1/estimate TOML' /api/v1/estimate --script "$work/toml.lua"
compare 'GET /' /

load --connections 64 "$real/" >"$work/flood" &
flood=$!
load --connections 1 --latency "$real/healthz" >"$work/health"
wait "$flood"
awk '/50%|99%/ { printf "GET /healthz                %s in %s while 64 connections ask for /\n", $1, $2 }' "$work/health"
grep -E 'Requests/sec|Non-2xx' "$work/flood"
