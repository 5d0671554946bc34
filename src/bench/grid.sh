#!/usr/bin/env bash
# Browsers of a true Selenium Grid (standalone, with this machine's Chromium), by the very tests of net.browser.GridTest.
# usage: src/bench/grid.sh
# needs a build with tests (mvn test-compile), chromium and chromium-driver; fetches the server once (src/bench/grid/pom.xml)
set -euo pipefail
home=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
port=${GRID_PORT:-4494}
mvn -q -B -f "$home/src/bench/grid/pom.xml" dependency:build-classpath -Dmdep.outputFile="$work/grid" >"$work/mvn.log" 2>&1 ||
  { cat "$work/mvn.log"; exit 1; }
args=()
[ "$(id -u)" -ne 0 ] || args=('"--no-sandbox"')
"$java" -Xmx300m -XX:+UseSerialGC -cp "$(cat "$work/grid")" org.openqa.selenium.grid.Main standalone --host 127.0.0.1 --port "$port" \
  --selenium-manager false --detect-drivers false --driver-configuration display-name=chromium max-sessions=2 \
  "webdriver-executable=$(command -v chromedriver)" \
  "stereotype={\"browserName\":\"chrome\",\"goog:chromeOptions\":{\"binary\":\"$(command -v chromium)\",\"args\":[${args[*]}]}}" \
  >"$work/grid.log" 2>&1 &
server=$!
until curl -fs "http://127.0.0.1:$port/status" | grep -q '"ready": *true'; do
  kill -0 "$server" || { cat "$work/grid.log"; exit 1; }
  sleep 1
done
cd "$home"
mvn -o -B -Dstyle.color=never surefire:test -Dtest=GridTest "-Dportalaudit.grid=http://127.0.0.1:$port" | grep -E "Tests run|ERROR|FAIL" || true
uptime | sed 's/.*load/load/'
