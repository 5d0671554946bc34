#!/usr/bin/env bash
# How long computing and ranking 15,000 agencies with 60 indicators takes in 512 MB, re-ranking after one change, and importing
# 10,000 × 60 cells, good and bad; warm, by the clock.
# usage: src/bench/index.sh
set -euo pipefail
source "$(dirname "$0")/prepare.sh"
prepare

mkdir "$work/data"
"$jdk/bin/java" "${java_options[@]}" -Xmx512m -cp "$jar:$classes" vn.portalaudit.bench.IndexTables "$work/data"
load
