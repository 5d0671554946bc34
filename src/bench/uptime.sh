#!/usr/bin/env bash
# CPU of one full-handshake uptime probe against prometheus-blackbox-exporter, interleaved, on nginx (TLS 1.3, RSA-2048 leaf
# and intermediate) on loopback.   usage: src/bench/uptime.sh [PROBES] [ROUNDS] [AT-ONCE]
# needs a build with tests (mvn test-compile), nginx, openssl, wrk and prometheus-blackbox-exporter
set -euo pipefail
probes=${1:-3000}
rounds=${2:-5}
at_once=${3:-32}
home=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
https=8793
exporter=9793
pids=()
trap 'kill "$(cat "$work/nginx.pid" 2>/dev/null)" "${pids[@]}" 2>/dev/null || true; rm -rf "$work"' EXIT
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

cd "$work"
chmod 755 "$work"
printf 'basicConstraints=critical,CA:TRUE\n' >ca.ext
printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\n' >leaf.ext
openssl req -x509 -newkey rsa:2048 -nodes -keyout root.key -out root.pem -subj '/CN=Bench root' -days 30 2>/dev/null
for name in mid leaf; do
  openssl req -newkey rsa:2048 -nodes -keyout $name.key -out $name.csr -subj "/CN=Bench $name" 2>/dev/null
done
openssl x509 -req -in mid.csr -CA root.pem -CAkey root.key -CAcreateserial -extfile ca.ext -days 30 -out mid.pem 2>/dev/null
openssl x509 -req -in leaf.csr -CA mid.pem -CAkey mid.key -CAcreateserial -extfile leaf.ext -days 30 -out leaf.pem 2>/dev/null
cat leaf.pem mid.pem >chain.pem
mkdir www
{ echo '<!doctype html><title>Sở Thử nghiệm</title>'; for _ in $(seq 200); do echo '<p>Tin tức, sự kiện của Sở Thử nghiệm</p>'; done; } >www/index.html
cat >nginx.conf <<CONF
worker_processes 1; pid $work/nginx.pid; error_log $work/error.log;
events { worker_connections 1024; }
http { include /etc/nginx/mime.types; access_log off;
  server { listen 127.0.0.1:$https ssl; root $work/www; charset utf-8; ssl_protocols TLSv1.3;
    ssl_certificate $work/chain.pem; ssl_certificate_key $work/leaf.key; } }
CONF
nginx -c "$work/nginx.conf"
cat >blackbox.yml <<CONF
modules:
  page:
    prober: http
    timeout: 20s
    http: {preferred_ip_protocol: ip4, tls_config: {ca_file: $work/root.pem}}
CONF
prometheus-blackbox-exporter --config.file=blackbox.yml --web.listen-address=127.0.0.1:$exporter --log.level=error 2>exporter.log &
pids+=($!)
exporter_pid=$!
(cd "$home" && mvn -o -q -B dependency:build-classpath -Dmdep.outputFile="$work/classpath" >/dev/null 2>&1)
mkfifo orders
"$java" -Xmx256m ${BENCH_JAVA:-} -cp "${BENCH_CLASSES:-$home/target/test-classes:$home/target/classes}:$(cat classpath)" vn.portalaudit.monitor.ProbeCost \
  "https://127.0.0.1:$https/" "$at_once" <orders >answers 2>java.log &
pids+=($!)
exec 3>orders

ours() { # kind, probes
  local lines
  lines=$(wc -l <answers)
  echo "$1 $2" >&3
  while [ "$(wc -l <answers)" -le "$lines" ]; do sleep 0.2; done
  tail -1 answers
}

ticks() { awk '{print $14 + $15}' "/proc/$exporter_pid/stat"; }

theirs() { # seconds: prints CPU ms and probes a probe
  local before after count
  before=$(ticks)
  count=$(wrk -t1 -c"$at_once" -d"$1s" --timeout 30s "http://127.0.0.1:$exporter/probe?module=page&target=https://127.0.0.1:$https/" |
    awk '/requests in/ {print $1}')
  after=$(ticks)
  awk -v t=$((after - before)) -v n="$count" -v hz="$(getconf CLK_TCK)" 'BEGIN {printf "%.3f %d\n", t * 1000 / hz / n, n}'
}

success=$(curl -s "http://127.0.0.1:$exporter/probe?module=page&target=https://127.0.0.1:$https/" | awk '/^probe_success/ {print $2}')
[ "$success" = 1 ] || { echo 'the exporter cannot probe'; exit 1; }
echo "warming up"
ours ping "$probes" >/dev/null
ours web $((probes / 3)) >/dev/null
theirs 3 >/dev/null
for round in $(seq "$rounds"); do
  read -r bb n < <(theirs 5)
  read -r _ us failed < <(ours ping "$probes")
  read -r _ web _ < <(ours web $((probes / 3)))
  awk -v r="$round" -v b="$bb" -v n="$n" -v u="$us" -v f="$failed" -v w="$web" 'BEGIN {
    printf "round %d: ours %.2f ms a probe (%d failed), blackbox_exporter %.2f ms (%d probes): ratio %.2f; the auditing client %.2f ms\n", r, u, f, b, n, u / b, w }'
done
exec 3>&-
uptime | sed 's/.*load/load/'
