#!/usr/bin/env bash
# Whole-process CPU of an audit against wget writing WARC, on a static portal served by nginx on loopback.
# usage: src/bench/against-wget.sh SITE-FOLDER [PAGES]      needs nginx, wget and GNU time
set -euo pipefail
site=$(readlink -f "${1:?usage: against-wget.sh SITE-FOLDER [PAGES]}")
pages=${2:-2000}
source "$(dirname "$0")/prepare.sh"
serve "$site"

"$home/portal-audit" --version >/dev/null
for round in 1 2 3; do
  rm -rf "$work/audit"
  mirror "$work/wget-$round"
  measure "$work/audit-$round" "$home/portal-audit" audit "http://127.0.0.1:$port/" --allow-private --rate off --browser never --max-pages "$pages" --out "$work/audit"
  awk -v round=$round 'NR==FNR { wget = $1 + $2; next } { cpu = $1 + $2;
    printf "round %d: wget %.1f CPU-s, audit %.1f CPU-s (%.1f times), %.1f s, peak %.0f MB\n", round, wget, cpu, cpu / wget, $3, $4 / 1024 }' "$work/wget-$round" "$work/audit-$round"
done
load
