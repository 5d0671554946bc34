#!/usr/bin/env bash
# How many bytes the first view of each main screen takes over the wire, without images: the page and the style and
# script that it names, compressed as a browser gets them, nothing in its cache. The figure to reach is 100 KB.
#   first-view.sh [address of a running demo] [login:path ...]
set -euo pipefail
address=${1:-http://localhost:8080}; shift || true
password=${DEMO_PASSWORD:-cổng mẫu chạy thử}
screens=("$@")
if [[ ${#screens[@]} = 0 ]]; then
  screens=(-:/dang-nhap -:/trang-thai -:/cong-bo -:/phuong-phap vanhanh:/bang-dieu-hanh vanhanh:/cong "vanhanh:/cong?co=100" vanhanh:/cong/so-mau
    vanhanh:/cong/so-mau/kiem-tra vanhanh:/su-co vanhanh:/xep-hang baocao:/don-vi baocao:/don-vi/cong/so-mau/bao-cao baocao:/don-vi/ky
    thamdinh:/tham-dinh vanhanh:/tim-kiem?tu-khoa=so vanhanh:/thong-bao)
fi
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
get() { curl -s --compressed -L -b "$work/$who.jar" -c "$work/$who.jar" "$@"; }
weigh() { # path -> bytes of head and body as sent
  get -o "$work/body" -w '%{size_download} %{size_header}' "$address$1" | awk '{print $1 + $2}'
}
over=0
printf '%-48s %8s %8s %8s\n' screen page assets total
for screen in "${screens[@]}"; do
  who=${screen%%:*}; path=${screen#*:}
  if [[ $who != - && ! -f $work/$who.jar ]]; then
    token=$(get "$address/dang-nhap" | grep -o 'name="_csrf" value="[^"]*"' | head -1 | sed 's/.*value="//; s/"$//')
    get -o "$work/in" --data-urlencode "_csrf=$token" --data-urlencode "login=$who" --data-urlencode "password=$password" "$address/dang-nhap"
  fi
  page=$(weigh "$path"); assets=0
  for file in $(grep -o '\(src\|href\)="/tai-san/[^"]*"' "$work/body" | sed 's/.*="//; s/"$//' | sort -u); do
    [[ $file == *.svg ]] || assets=$((assets + $(weigh "$file")))
  done
  total=$((page + assets))
  printf '%-48s %8d %8d %8d%s\n' "$screen" "$page" "$assets" "$total" "$([[ $total -gt 102400 ]] && echo '  over 100 KB')"
  [[ $total -gt 102400 ]] && over=1
done
exit $over
