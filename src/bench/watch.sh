#!/usr/bin/env bash
# The whole service with its database watching many portals on loopback addresses: lag of slots, processors, heap.
# usage: src/bench/watch.sh [PORTALS] [SECONDS-BETWEEN-PROBES] [SECONDS-TO-MEASURE]      defaults: 10000 300 600
# needs a build with tests (mvn test-compile), nginx and openssl
set -euo pipefail
portals=${1:-10000}
every=${2:-300}
seconds=${3:-600}
home=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d -p "${BENCH_WORK:-${TMPDIR:-/tmp}}")
https=8795
trap 'kill "$(cat "$work/nginx.pid" 2>/dev/null)" 2>/dev/null || true; rm -rf "$work"' EXIT
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

cd "$work"
chmod 711 "$work"
printf 'basicConstraints=critical,CA:TRUE\n' >ca.ext
openssl req -x509 -newkey rsa:2048 -nodes -keyout root.key -out root.pem -subj '/CN=Bench root' -days 30 2>/dev/null
openssl req -newkey rsa:2048 -nodes -keyout mid.key -out mid.csr -subj '/CN=Bench mid' 2>/dev/null
openssl x509 -req -in mid.csr -CA root.pem -CAkey root.key -CAcreateserial -extfile ca.ext -days 30 -out mid.pem 2>/dev/null
printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\n' >leaf.ext
openssl req -newkey rsa:2048 -nodes -keyout leaf.key -out leaf.csr -subj '/CN=Bench leaf' 2>/dev/null
openssl x509 -req -in leaf.csr -CA mid.pem -CAkey mid.key -CAcreateserial -extfile leaf.ext -days 30 -out leaf.pem 2>/dev/null
cat leaf.pem mid.pem >chain.pem
"${java%java}keytool" -importcert -noprompt -alias root -file root.pem -keystore trust.p12 -storetype PKCS12 -storepass changeit 2>/dev/null
mkdir www
{ echo '<!doctype html><title>Sở Thử nghiệm</title>'; for _ in $(seq 200); do echo '<p>Tin tức, sự kiện của Sở Thử nghiệm</p>'; done; } >www/index.html
cat >nginx.conf <<CONF
worker_processes 1; pid $work/nginx.pid; error_log $work/error.log;
events { worker_connections 2048; }
http { include /etc/nginx/mime.types; access_log off;
  server { listen 0.0.0.0:$https ssl backlog=4096; root $work/www; charset utf-8; ssl_protocols TLSv1.3;
    ssl_certificate $work/chain.pem; ssl_certificate_key $work/leaf.key; } }
CONF
chmod -R a+rX www
nginx -c "$work/nginx.conf"
[ -n "${BENCH_CLASSPATH:-}" ] || {
  (cd "$home" && mvn -o -q -B dependency:build-classpath -Dmdep.outputFile="$work/classpath" >/dev/null 2>&1)
  BENCH_CLASSPATH=$home/target/test-classes:$home/target/classes:$(cat classpath)
}
"$java" -Xmx256m "-Dportalaudit.home=$home" -Dslf4j.provider=org.slf4j.simple.SimpleServiceProvider \
  -Dorg.slf4j.simpleLogger.defaultLogLevel=warn --enable-native-access=ALL-UNNAMED \
  -cp "$BENCH_CLASSPATH" vn.portalaudit.faults.WatchLoad "$work" "$portals" "$every" "$seconds" "$https"
uptime | sed 's/.*load/load/'
