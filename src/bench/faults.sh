#!/usr/bin/env bash
# Fault runs of the whole service as real processes; each ends with the checks of vn.portalaudit.faults.Invariants.
# usage: src/bench/faults.sh kill [KILLS] [LONGEST-LIFE-SECONDS] [SEED]      defaults: 200 8 1; about half an hour on two cores
#        src/bench/faults.sh nodes      three services on one database, one killed, one stopped for a minute
#        src/bench/faults.sh clock      the service's clock jumps a day ahead and two hours back; needs libfaketime (package faketime)
# needs a build with tests (mvn test-compile)
set -euo pipefail
run=${1:-kill}
shift || true
home=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d -p "${BENCH_WORK:-${TMPDIR:-/tmp}}")
trap 'rm -rf "$work"' EXIT
chmod 711 "$work"
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
case $run in
  nodes) set -- ThreeNodes "$work" ;;
  clock)
    faketime=$(find /usr/lib -name libfaketimeMT.so.1 2>/dev/null | head -1)
    [ -n "$faketime" ] || { echo "libfaketimeMT.so.1 is missing: install the package faketime" >&2; exit 2; }
    set -- ClockJumps "$work" "$faketime" ;;
  kill) set -- KillRun "$work" "${1:-200}" "${2:-8}" "${3:-1}" ;;
  *) sed -n 2,6p "$0"; exit 2 ;;
esac
[ -n "${BENCH_CLASSPATH:-}" ] || {
  (cd "$home" && mvn -o -q -B dependency:build-classpath -Dmdep.outputFile="$work/classpath" >/dev/null 2>&1)
  BENCH_CLASSPATH=$home/target/test-classes:$home/target/classes:$(cat "$work/classpath")
}
"$java" -Xmx256m -XX:+UseSerialGC "-Dportalaudit.home=$home" -Dslf4j.provider=org.slf4j.simple.SimpleServiceProvider \
  -Dslf4j.internal.verbosity=WARN -Dorg.slf4j.simpleLogger.defaultLogLevel=warn --enable-native-access=ALL-UNNAMED \
  -cp "$BENCH_CLASSPATH" "vn.portalaudit.faults.$1" "${@:2}"
uptime | sed 's/.*load/load/'
