#!/usr/bin/env bash
# How long judging and scoring the observations of 100 portals takes, warm; made from the sample portals.
# usage: src/bench/judging.sh
set -euo pipefail
source "$(dirname "$0")/prepare.sh"
prepare

"$jdk/bin/java" "${java_options[@]}" "${short_job[@]}" -cp "$jar:$classes" vn.portalaudit.bench.HundredPortals "$home" "$work"
load
