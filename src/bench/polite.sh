#!/usr/bin/env bash
# Audits a portal at the default rate and judges from the server's log how politely: asks a second, asks at once, robots.txt.
# usage: src/bench/polite.sh SITE-FOLDER [PAGES [CRAWL-DELAY]]      needs nginx; takes about PAGES seconds, then as long with a crawl-delay
set -euo pipefail
site=$(readlink -f "${1:?usage: polite.sh SITE-FOLDER [PAGES [CRAWL-DELAY]]}")
pages=${2:-150}
delay=${3:-3}
source "$(dirname "$0")/prepare.sh"

# Answers take a while, so that two at once would show.
serve_slowly() {
  cat >"$work/nginx.conf" <<CONF
worker_processes 1; pid $work/nginx.pid; error_log $work/error.log;
events { worker_connections 256; }
http { include /etc/nginx/mime.types; gzip_static on; etag on; keepalive_requests 100000;
  log_format asks '\$msec \$request_time \$connection \$status "\$request" "\$http_user_agent"'; access_log $work/asks.log asks;
  server { listen 127.0.0.1:$port; root $site; index index.html; charset utf-8; limit_rate 8k;
    location = /robots.txt { alias $work/robots.txt; limit_rate 0; } } }
CONF
  chmod 755 "$work"
  nginx -c "$work/nginx.conf"
}

# Reads asks.log; a line for each breach, then a summary. An ask may come early by as much as the machine held an earlier one up, but by
# no more than a quarter of a second against all that came before; ends and beginnings are known to 5 ms.
judge() { # least seconds between two beginnings
  awk -v least="$1" -v robots="$work/robots.txt" '
    BEGIN { while ((getline line <robots) > 0) if (line ~ /^Disallow: *\//) { sub(/^Disallow: */, "", line); shut[++rules] = line } }
    { end = $1; begin = $1 - $2; target = $6
      if (NR == 1 && target != "/robots.txt") { bad++; print "asked before robots.txt: " $0 }
      for (i = 1; i <= rules; i++) if (index(target, shut[i]) == 1) { bad++; print "disallowed by " shut[i] ": " $0 }
      if ($5 !~ /^"(GET|HEAD)$/) { bad++; print "neither GET nor HEAD: " $0 }
      if (NR > 1) {
        if (begin < last_end - 0.005) { bad++; print "two at once: " $0 }
        due = due + least
        if (due - begin > early) early = due - begin
        if (due - begin > 0.25) { bad++; print due - begin " s early: " $0 }
      }
      if (!(($3) in connections)) { connections[$3]; opened++ }
      second = int(begin); if (++asks[second] > most) most = asks[second]
      last_end = end; if (NR == 1) first = begin; if (begin > due) due = begin }
    END { printf "%d asks in %.0f s over %d connections, at most %d in one second, one each %.1f s allowed, at most %.3f s early, %d rules of robots.txt: %d breaches\n",
      NR, end - first, opened, most, least, early, rules, bad; exit bad > 0 }' "$work/asks.log"
}

failed=0
for least in 1 "$delay"; do
  # a section that the home page links to is closed besides
  section=$(grep -o 'href="/[^"/]*/[^"/]*/"' "$site/index.html" | sort -u | sed -n 's/^href="\(.*\)"$/\1/;1p')
  sed "s|^User-agent: \*.*|&\nDisallow: ${section:-/none/}|" "$site/robots.txt" >"$work/robots.txt"
  many=$pages
  if [[ $least != 1 ]]; then
    sed -i "s/^User-agent: \*.*/&\nCrawl-delay: $least/" "$work/robots.txt"
    many=$((pages / least))
    echo "With «Crawl-delay: $least»:"
  fi
  : >"$work/asks.log"
  serve_slowly
  "$home/portal-audit" audit "http://127.0.0.1:$port/" --allow-private --browser never --max-pages "$many" --out "$work/$least/audit" >"$work/out" 2>&1 ||
    { tail -5 "$work/out"; exit 1; }
  kill -QUIT "$(cat "$work/nginx.pid")"
  while [[ -f $work/nginx.pid ]]; do sleep 0.1; done
  judge "$least" || failed=1
done
exit $failed
