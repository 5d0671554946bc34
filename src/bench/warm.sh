#!/usr/bin/env bash
# CPU of the audits of one long-lived process against wget writing WARC, on a static portal served by nginx on loopback.
# usage: src/bench/warm.sh SITE-FOLDER [ROUNDS [PAGES]]      needs nginx, wget and GNU time
set -euo pipefail
site=$(readlink -f "${1:?usage: warm.sh SITE-FOLDER [ROUNDS [PAGES]]}")
rounds=${2:-6}
pages=${3:-2000}
target=2.5
source "$(dirname "$0")/prepare.sh"
prepare
cache
serve "$site"

coproc AUDITS { exec "$jdk/bin/java" "${java_options[@]}" "${short_job[@]}" -cp "$jar:$classes" vn.portalaudit.bench.WarmCrawl "http://127.0.0.1:$port/" "$pages" "$work/audits.out"; }
for ((round = 1; round <= rounds; round++)); do
  mirror "$work/wget-$round"
  echo "$work/audit" >&"${AUDITS[1]}"
  read -r cpu seconds status <&"${AUDITS[0]}"
  ((status == 0)) || { tail -5 "$work/audits.out"; exit 1; }
  awk -v round="$round" -v cpu="$cpu" -v seconds="$seconds" -v asked="$(wc -l <"$work/audit/captures.jsonl")" -v ratios="$work/ratios" '{ wget = $1 + $2;
    printf "round %d: audit %.2f CPU-s, wget %.2f CPU-s, ratio %.2f (%.1f s, %d asked)\n", round, cpu, wget, cpu / wget, seconds, asked
    print cpu / wget >>ratios }' "$work/wget-$round"
  rm -rf "$work/audit"
done
load
tail -3 "$work/ratios" | sort -n | awk -v target=$target '{ ratio[NR] = $1 } END { printf "median ratio of the last %d rounds: %.2f (target %.1f)\n", NR, ratio[int((NR + 1) / 2)], target }'
