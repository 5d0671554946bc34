# Sourced by the benchmarks: the launcher's JDK and options, a build that is not stale, and a portal's server.
# shellcheck shell=bash source=../../portal-audit
source "$(dirname "${BASH_SOURCE[0]}")/../../portal-audit"

classes=$home/target/test-classes
libraries=$home/target/bench.classpath
work=$(mktemp -d)
port=8642
trap 'kill "$(cat "$work/nginx.pid" 2>/dev/null)" 2>/dev/null || true; rm -rf "$work"' EXIT

# Builds the program as the launcher does, and what measures it.
prepare() {
  if stale; then build; fi
  if [[ ! -f $libraries || -n $(find "$home/pom.xml" "$built" "$home/src/test/java" -newer "$libraries" -print -quit) ]]; then
    say "Building what measures…"
    maven -q test-compile dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile="$libraries.new" >"$work/build.log" 2>&1 ||
      { cat "$work/build.log" >&2; exit 1; }
    mv -f "$libraries.new" "$libraries"
  fi
}

# Serves a folder on loopback.
serve() { # folder
  cat >"$work/nginx.conf" <<CONF
worker_processes 1; pid $work/nginx.pid; error_log $work/error.log;
events { worker_connections 256; }
http { include /etc/nginx/mime.types; gzip_static on; etag on; access_log off; keepalive_requests 100000;
  server { listen 127.0.0.1:$port; root $1; index index.html; charset utf-8; } }
CONF
  chmod 755 "$work"
  nginx -c "$work/nginx.conf"
}

# Runs a command and leaves user, system and elapsed seconds and peak kilobytes in a file.
measure() { # file, command…
  local file=$1
  shift
  env time -f '%U %S %e %M' -o "$file" "$@" >"$file.out" 2>&1 || { tail -5 "$file.out"; exit 1; }
}

# Mirrors the portal as wget does it with a WARC; leaves the figures in a file.
mirror() { # file
  rm -rf "$work/wget" && mkdir "$work/wget"
  (cd "$work/wget" && measure "$1" wget -q -r -l inf --compression=auto --warc-file=w --warc-digests "http://127.0.0.1:$port/")
}

load() { uptime | sed 's/.*load/load/'; }
