#!/usr/bin/env bash
# The web application before fifty people at once, in a province of many portals with ninety days of probes: how long each page takes.
# usage: src/bench/pages.sh [PORTALS] [DAYS] [SECONDS]      defaults: 10000 90 60
# needs a build with tests (mvn test-compile), siege, curl, and 6 GB in BENCH_WORK (default: a temporary folder); a BENCH_WORK that
# holds a province already is used as it is. Each person waits up to two seconds between two pages. The province is `demo` with its campaigns and
# audits, and the portals laid down beside it; nothing is probed meanwhile, see watch.sh for that.
set -euo pipefail
portals=${1:-10000}
days=${2:-90}
seconds=${3:-60}
home=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
province=${BENCH_WORK:-$work}/province
port=18082
trap 'kill $(cat "$work"/*.pid 2>/dev/null) 2>/dev/null || true; wait; rm -rf "$work"' EXIT
[ -n "${BENCH_CLASSPATH:-}" ] || {
  (cd "$home" && mvn -o -q -B dependency:build-classpath -Dmdep.outputFile="$work/classpath" >/dev/null 2>&1)
  BENCH_CLASSPATH=$home/target/test-classes:$home/target/classes:$(cat "$work/classpath")
}
run() {
  exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx1g -XX:+UseSerialGC -XX:+UseCompactObjectHeaders "-Dportalaudit.home=$home" \
    -Dslf4j.provider=ch.qos.logback.classic.spi.LogbackServiceProvider -Dslf4j.internal.verbosity=WARN \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -cp "$BENCH_CLASSPATH" "$@"
}
await() { # file, words, seconds
  for _ in $(seq "$3"); do grep -q "$2" "$1" && return; sleep 1; done
  cat "$1"
  exit 1
}

if [ ! -e "$province/laid" ]; then
  mkdir -p "$province"
  chmod 711 "$province"
  run vn.portalaudit.Main demo --data "$province" --port "$port" --management-port 0 --browser never >"$work/demo.log" 2>&1 &
  echo $! >"$work/demo.pid"
  await "$work/demo.log" 'Mở http' 300
  await "$work/demo.log" 'ky-thuat-cong' 300
  for _ in $(seq 600); do [ "$(grep -c 'report.html' "$work/demo.log")" -ge 6 ] && break; sleep 1; done
  kill "$(cat "$work/demo.pid")"
  wait "$(cat "$work/demo.pid")" || true
  rm "$work/demo.pid"
  (run vn.portalaudit.store.SampleProvince "$province/demo" "$portals" "$days")
  touch "$province/laid"
fi

cat >"$work/portal-audit.yml" <<CONF
access: {second-factor: false}
CONF
run vn.portalaudit.Main serve --data "$province/demo" --config "$work/portal-audit.yml" --port "$port" --management-port 0 >"$work/serve.log" 2>&1 &
echo $! >"$work/serve.pid"
await "$work/serve.log" 'đang chạy: http' 300
site=http://127.0.0.1:$port

login() { # name: prints the session's cookie
  local token jar
  jar=$(mktemp -p "$work")
  token=$(curl -s -c "$jar" "$site/dang-nhap" | sed -n 's/.*name="_csrf" value="\([^"]*\)".*/\1/p' | head -1)
  curl -s -o /dev/null -b "$jar" -c "$jar" --data-urlencode "_csrf=$token" --data-urlencode "login=$1" \
    --data-urlencode "password=cổng mẫu chạy thử" "$site/dang-nhap"
  awk -F'\t' 'NF >= 7 {printf "%s=%s; ", $6, $7}' "$jar"
}

pages() { # kind, prefix, addresses…: lines «kind address»
  local kind=$1
  shift
  printf '%s\n' "$@" | sed "s|^|$kind |"
}

year=$(date +%Y)
{
  pages dashboard /bang-dieu-hanh
  for i in 1 2 3 4; do pages list "/cong?trang=$((i * 37))" "/cong?xep=score&trang=$i" "/cong?xep=availability&trang=$i" "/cong?xep=state&trang=$((i * 11))" "/cong?tim=cau+giay+9$i"; done
  for i in $(seq 1 20); do pages portal "/cong/cong-$((i * 487 % portals + 1))"; done
  for i in $(seq 1 10); do pages uptime "/cong/cong-$((i * 761 % portals + 1))/hoat-dong"; pages checks "/cong/cong-$((i * 389 % portals + 1))/kiem-tra"; done
  pages incidents /su-co '/su-co?trang=3'
} >"$work/operators"
{
  pages work /tham-dinh
  for i in $(seq 1 10); do pages bench "/tham-dinh/chuyen-doi-so-$year/uy-ban-$((i * 7))?chi-so=6.1" "/tham-dinh/chuyen-doi-so-$year/uy-ban-$((i * 7))?chi-so=1.$((i % 5 + 1))"; done
  pages reconcile "/tham-dinh/chuyen-doi-so-$year"
} >"$work/appraisers"
{
  pages campaign "/ky-danh-gia/chuyen-doi-so-$year" "/ky-danh-gia/chuyen-doi-so-$year?trang=3"
  pages ranking "/xep-hang/chuyen-doi-so-$((year - 1))"
  pages provisional "/xep-hang/chuyen-doi-so-$year"
  pages status /trang-thai /trang-thai/cong-7 /trang-thai/cong-777
  pages published /cong-bo
} >"$work/leaders"

cat >"$work/siegerc" <<CONF
verbose = true
color = off
quiet = false
json_output = false
show-logfile = false
logging = false
gmethod = GET
parser = false
limit = 100
timeout = 30
protocol = HTTP/1.1
connection = keep-alive
accept-encoding = gzip
chunked = true
CONF
besiege() { # who, login, users, seconds, number
  cut -d' ' -f2 "$work/$1" | sed "s|^|$site|" >"$work/$1.$5.urls"
  siege -R "$work/siegerc" -i -d 2 -c "$3" -t "$4S" -H "Cookie: $(login "$2")" -f "$work/$1.$5.urls" \
    >"$work/$1.$5.out" 2>"$work/$1.$5.err" || true
}
all() { # seconds
  local pids=()
  for n in 1 2 3; do besiege operators vanhanh 10 "$1" "$n" & pids+=($!); done
  besiege appraisers thamdinh 10 "$1" 1 & pids+=($!)
  besiege leaders lanhdao 10 "$1" 1 & pids+=($!)
  wait "${pids[@]}"
}
server() { awk '{print ($14 + $15) * 10}' "/proc/$(cat "$work/serve.pid")/stat"; }
database() { # of the postmaster, of what it has reaped, and of its children, in ms
  local postmaster
  postmaster=$(head -1 "$province/demo/postgres/data/postmaster.pid")
  { awk '{print $14 + $15 + $16 + $17}' "/proc/$postmaster/stat"; for p in $(pgrep -P "$postmaster"); do awk '{print $14 + $15}' "/proc/$p/stat" 2>/dev/null; done; } |
    awk '{sum += $1} END {print sum * 10}'
}
all 120 # warms up: a service that has run for a while is what people meet

# What a page costs does not depend on who else uses the machine: one after another, the processor's time alone.
cost() { # who, login
  local cookie kind
  cookie=$(login "$2")
  for kind in $(cut -d' ' -f1 "$work/$1" | sort -u); do
    awk -v kind="$kind" -v site="$site" '$1 == kind {page[n++] = site $2}
      END {for (i = 0; i < 20; i++) print "url = \"" page[i % n] "\"\noutput = /dev/null"}' "$work/$1" >"$work/urls"
    local s d
    s=$(server) d=$(database)
    curl -s --compressed -H "Cookie: $cookie" -K "$work/urls" -w '%{http_code} %{size_download} %{time_total}\n' >"$work/answers"
    awk -v kind="$kind" -v s="$(($(server) - s))" -v d="$(($(database) - d))" '{bytes += $2; ms += $3 * 1000; if ($1 != 200) bad++}
      END {printf "%-11s %8.1f %8.1f %8.1f %8.1f %6d\n", kind, s / NR, d / NR, ms / NR, bytes / NR / 1024, bad}' "$work/answers"
  done
}
printf '%-11s %8s %8s %8s %8s %6s   (processor, one at a time)\n' page 'serve ms' 'pg ms' 'took ms' 'KB' bad
cost operators vanhanh
cost appraisers thamdinh
cost leaders lanhdao

before=$(server) stored=$(database)
all "$seconds"
after=$(server) storing=$(database)

printf '%-11s %7s %6s %8s %8s %8s\n' page served bad 'p50 ms' 'p95 ms' 'p99 ms'
for who in operators appraisers leaders; do
  awk -v site="$site" 'NR == FNR {kind[$2] = $1; next} /^HTTP/ {print kind[$NF], $2, $3 * 1000}' "$work/$who" "$work/$who".*.out
done | sort -k1,1 -k3,3n | awk '
  function tell() { if (n) printf "%-11s %7d %6d %8d %8d %8d\n", kind, n, bad, ms[int((n + 1) / 2)], ms[int(n * .95 + .5)], ms[int(n * .99 + .5)] }
  $1 != kind { tell(); kind = $1; n = 0; bad = 0 }
  { ms[++n] = $3; if ($2 != 200) bad++ }
  END { tell() }'
served=$(cat "$work"/*.out | grep -c '^HTTP' || true)
echo "$served pages in $seconds s; processor a page: server $(((after - before) / (served > 0 ? served : 1))) ms, PostgreSQL $(((storing - stored) / (served > 0 ? served : 1))) ms; $(nproc) cores"
uptime | sed 's/.*load/load/'
