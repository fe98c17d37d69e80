#!/bin/sh
# segments.sh - the differential test of compare: random tables, each with its comparisons, to cxq and, as SQL, to sqlite3:
# values, answers, difference, interval and statistic must agree within 1e-9.  (sqlite3 has no distributions: p, and the limits
# of Student's t, are left to the unit tests.)  SEED and TABLES in the environment try others.  Finds cxq by PATH.
cd "$(dirname "$0")" || exit 1
seed=${SEED:-20250866}
tables=${TABLES:-240}
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT

if ! sqlite3 :memory: 'SELECT sqrt(2)' >/dev/null 2>&1; then
	echo "ok - compare against SQL # SKIP sqlite3 is not here, or cannot count"
	exit 0
fi
awk -v seed="$seed" -v tables="$tables" -v folder="$folder" -f answers.awk -f segments.awk
cxq -F csv -f "$folder/cxq" >"$folder/all" 2>"$folder/errors" || sed 's/^/# /' "$folder/errors"
# ... metric a b value_a value_b n_a n_b diff diff_low diff_high statistic | p p_adjusted effect test
awk 'BEGIN { FS = OFS = "," }
	NF { if ($(NF - 14) == "mean") $(NF - 6) = $(NF - 5) = ""; NF -= 4 }
	{ print }' "$folder/all" >"$folder/cxq.out"
sqlite3 :memory: <"$folder/sql" >"$folder/sql.out" 2>"$folder/errors" || sed 's/^/# /' "$folder/errors"
awk -v name="compare of $tables tables against SQL (seed $seed)" -f compare.awk \
	"$folder/cxq.out" "$folder/sql.out" "$folder/queries"
