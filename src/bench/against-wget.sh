#!/usr/bin/env bash
# Whole-process CPU of an audit against wget writing WARC, on a static portal served by nginx on loopback.
# usage: src/bench/against-wget.sh SITE-FOLDER [PAGES]      needs nginx, wget and GNU time
set -euo pipefail
site=$(readlink -f "${1:?usage: against-wget.sh SITE-FOLDER [PAGES]}")
pages=${2:-2000}
home=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
port=8642
trap 'kill "$(cat "$work/nginx.pid" 2>/dev/null)" 2>/dev/null || true; rm -rf "$work"' EXIT

cat >"$work/nginx.conf" <<CONF
worker_processes 1; pid $work/nginx.pid; error_log $work/error.log;
events { worker_connections 256; }
http { include /etc/nginx/mime.types; gzip_static on; etag on; access_log off; keepalive_requests 100000;
  server { listen 127.0.0.1:$port; root $site; index index.html; charset utf-8; } }
CONF
chmod 755 "$work"
nginx -c "$work/nginx.conf"

measure() { # name, command…
  local name=$1
  shift
  env time -f '%U %S %e %M' -o "$work/$name" "$@" >"$work/$name.out" 2>&1 || { tail -5 "$work/$name.out"; exit 1; }
}

"$home/portal-audit" --version >/dev/null
for round in 1 2 3; do
  rm -rf "$work/wget" "$work/audit" && mkdir "$work/wget"
  (cd "$work/wget" && measure wget-$round wget -q -r -l inf --compression=auto --warc-file=w --warc-digests "http://127.0.0.1:$port/")
  measure audit-$round "$home/portal-audit" audit "http://127.0.0.1:$port/" --allow-private --rate off --browser never --max-pages "$pages" --out "$work/audit"
  awk -v round=$round 'NR==FNR { wget = $1 + $2; next } { cpu = $1 + $2;
    printf "round %d: wget %.1f CPU-s, audit %.1f CPU-s (%.1f times), %.1f s, peak %.0f MB\n", round, wget, cpu, cpu / wget, $3, $4 / 1024 }' "$work/wget-$round" "$work/audit-$round"
done
uptime | sed 's/.*load/load/'
