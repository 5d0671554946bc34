#!/usr/bin/env bash
# Audits one frozen portal again and again, each time as if for the first time, and compares the result documents byte for byte.
# usage: src/bench/again.sh SITE-FOLDER [TIMES [PAGES]]      needs nginx
set -euo pipefail
site=$(readlink -f "${1:?usage: again.sh SITE-FOLDER [TIMES [PAGES]]}")
times=${2:-20}
pages=${3:-60}
source "$(dirname "$0")/prepare.sh"
serve "$site"

# Replaces what may differ: the run's id, times of asking, and fields of milliseconds. Nothing else is touched.
frozen() { # folder
  sed -E -e '1,5s/^( +"id": ")[^"]*/\1/' -e 's/^( +"(startedAt|finishedAt|judgedAt|capturedAt)": ")[^"]*/\1/' \
    -e '/"field": "[A-Za-z]+Ms"/{n;s/("value": )[0-9]+/\1-/}' "$1/result.json"
}

different=0
for ((n = 1; n <= times; n++)); do
  # a folder of its own for each, else it would build on the one before
  "$home/portal-audit" audit "http://127.0.0.1:$port/" --allow-private --rate off --browser never --max-pages "$pages" --at 2026-11-20 \
    --out "$work/$n/audit" >"$work/out" 2>&1 || { tail -5 "$work/out"; exit 1; }
  "$home/portal-audit" judge "$work/$n/audit" --out "$work/$n/judged" >"$work/out" 2>&1 || { tail -5 "$work/out"; exit 1; }
  frozen "$work/$n/audit" >"$work/$n.json"
  frozen "$work/$n/judged" >"$work/$n.judged.json"
  for document in "$work/$n.json" "$work/$n.judged.json"; do
    cmp "$work/1.json" "$document" || { different=$((different + 1)); diff "$work/1.json" "$document" | head -10 || true; }
  done
  rm -rf "${work:?}/$n"
done
echo "$times audits and their replays, $(wc -c <"$work/1.json") bytes each: $different differ from the first"
((different == 0))
