#!/usr/bin/env bash
# What the database costs: insert rate, roll-up of an hour and a day, dropping a day, the list of portals, one portal's series;
# on a private, durable PostgreSQL with synthetic probes at one each 5 minutes.
# usage: src/bench/store.sh [PORTALS] [DAYS-OF-SINGLE-RESULTS] [DAYS-OF-HOURS]      defaults: 10000 7 90
# needs a build with tests (mvn test-compile) and, with the defaults, 8 GB in BENCH_WORK (default: a temporary folder)
set -euo pipefail
home=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d -p "${BENCH_WORK:-${TMPDIR:-/tmp}}")
trap 'rm -rf "$work"' EXIT
chmod 711 "$work"
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

(cd "$home" && mvn -o -q -B dependency:build-classpath -Dmdep.outputFile="$work/classpath" >/dev/null 2>&1)
"$java" -Xmx1g ${BENCH_JAVA:-} -Dslf4j.provider=org.slf4j.simple.SimpleServiceProvider -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
  -cp "${BENCH_CLASSES:-$home/target/test-classes:$home/target/classes}:$(cat "$work/classpath")" \
  vn.portalaudit.store.StoreBench "$work/bench" "${1:-10000}" "${2:-7}" "${3:-90}"
uptime | sed 's/.*load/load/'
