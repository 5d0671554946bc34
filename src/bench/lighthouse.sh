#!/usr/bin/env bash
# Lighthouse's performance, accessibility and best practices for the main screens of a running demo, those behind the
# sign-in with its cookies: the median of three looks; 95 is wanted of each. Lighthouse is installed into a temporary folder (npm) unless LIGHTHOUSE
# names a folder with node_modules. The desktop settings are used, as these are screens of an office; "mobile" asks for those.
#   lighthouse.sh [address of a running demo] [desktop|mobile] [login:path ...]
set -euo pipefail
address=${1:-http://localhost:8080}; form=${2:-desktop}; shift $(($# < 2 ? $# : 2))
password=${DEMO_PASSWORD:-cổng mẫu chạy thử}
screens=("$@")
if [[ ${#screens[@]} = 0 ]]; then
  screens=(-:/dang-nhap -:/trang-thai vanhanh:/bang-dieu-hanh vanhanh:/cong vanhanh:/cong/so-mau vanhanh:/xep-hang baocao:/don-vi/ky/5 thamdinh:/tham-dinh)
fi
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
folder=${LIGHTHOUSE:-$work}
[[ -x $folder/node_modules/.bin/lighthouse ]] || (cd "$folder" && npm install --silent --no-audit --no-fund lighthouse@12.8.2 >&2)
export CHROME_PATH=${CHROME_PATH:-/usr/bin/chromium}
preset=(); [[ $form = desktop ]] && preset=(--preset=desktop)
under=0
printf '%-40s %12s %13s %14s\n' screen performance accessibility best-practices
for screen in "${screens[@]}"; do
  who=${screen%%:*}; path=${screen#*:}; headers='{}'
  if [[ $who != - ]]; then
    jar=$work/$who.jar
    if [[ ! -f $jar ]]; then
      token=$(curl -s -c "$jar" "$address/dang-nhap" | grep -o 'name="_csrf" value="[^"]*"' | head -1 | sed 's/.*value="//; s/"$//')
      curl -s -o "$work/in" -b "$jar" -c "$jar" --data-urlencode "_csrf=$token" --data-urlencode "login=$who" --data-urlencode "password=$password" "$address/dang-nhap"
    fi
    headers="{\"Cookie\":\"phien=$(awk '$6 == "phien" {print $7}' "$jar")\"}"
  fi
  # one look is moved by whatever else the machine does at that moment; the middle of three is not
  for n in 1 2 3; do
    "$folder/node_modules/.bin/lighthouse" "$address$path" "${preset[@]}" --quiet --output=json --output-path="$work/report$n.json" \
      --only-categories=performance,accessibility,best-practices --extra-headers="$headers" \
      --chrome-flags="--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage" >&2 || rm -f "$work/report$n.json"
  done
  compgen -G "$work/report*.json" >/dev/null || { echo "$screen: Lighthouse could not look" >&2; under=1; continue; }
  node -e '
    const fs = require("fs"), names = ["performance", "accessibility", "best-practices"];
    const reports = process.argv.slice(2).map((file) => JSON.parse(fs.readFileSync(file)));
    const middle = (list) => list[Math.floor((list.length - 1) / 2)];
    const of = (report, id) => Math.round(100 * report.categories[id].score);
    const all = names.map((id) => middle(reports.map((report) => of(report, id)).sort((a, b) => a - b)));
    console.log(process.argv[1].padEnd(40), ...all.map((n, i) => String(n).padStart([12, 13, 14][i])));
    const report = middle(reports.sort((a, b) => of(a, "performance") - of(b, "performance")));
    for (const audit of Object.values(report.audits)) {
      const counts = names.some((id) => report.categories[id].auditRefs.some((ref) => ref.id === audit.id && ref.weight > 0));
      if (counts && audit.score !== null && audit.score < 0.9) console.log("    " + audit.id + " " + audit.score + " " + (audit.displayValue || ""));
    }
    process.exit(Math.min(...all) < 95 ? 3 : 0);' -- "$screen" "$work"/report*.json || under=1
  rm -f "$work"/report*.json
done
exit $under
