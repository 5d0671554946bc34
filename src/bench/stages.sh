#!/usr/bin/env bash
# CPU of each stage of an audit beside the bare call of a library, per page, on the pages of a static portal.
# usage: src/bench/stages.sh SITE-FOLDER [ROUNDS [STAGES]]      STAGES is a regular expression, e.g. 'read|parse|keep'
set -euo pipefail
site=$(readlink -f "${1:?usage: stages.sh SITE-FOLDER [ROUNDS [STAGES]]}")
source "$(dirname "$0")/prepare.sh"
prepare

"$jdk/bin/java" "${java_options[@]}" "${short_job[@]}" --sun-misc-unsafe-memory-access=allow -Djava.io.tmpdir="$work" "-Dportalaudit.bench.site=$site" \
  -cp "$jar:$classes:$(cat "$libraries")" vn.portalaudit.bench.Stages "${@:2}"
load
