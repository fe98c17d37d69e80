#!/bin/sh
# why.sh - the differential test of why: random tables, each with its questions, to cxq and, as SQL, to sqlite3: answers, values,
# within, mix, total and excess of every group must agree within 1e-9, and the groups must add up to the change.  (sqlite3 has
# no distributions: intervals and p are left to the unit tests.)  SEED and TABLES in the environment try others.  Finds cxq by
# PATH.
cd "$(dirname "$0")" || exit 1
seed=${SEED:-20250866}
tables=${TABLES:-120}
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT

if ! command -v sqlite3 >/dev/null 2>&1; then
	echo "ok - why against SQL # SKIP sqlite3 is not here"
	exit 0
fi
awk -v seed="$seed" -v tables="$tables" -v folder="$folder" -f why.awk
cxq -F csv -f "$folder/cxq" >"$folder/all" 2>"$folder/errors" || sed 's/^/# /' "$folder/errors"
sqlite3 :memory: <"$folder/sql" >"$folder/sql.all" 2>"$folder/errors" || sed 's/^/# /' "$folder/errors"

# The groups of an answer are in the order of a p value: bring both into the order of their names.
awk 'BEGIN { FS = OFS = ","; q = 1 }
	$0 == "" { q++; next }
	$1 == "dimension" { next }
	{ print q, $1, $2, $3, $4, $5, $6, $7, $10, $13, $16 }' "$folder/all" | sort -t , -k 1,1n -k 2,3 >"$folder/cxq.sorted"
awk 'BEGIN { OFS = "," }
	$0 == "----" { q++; next }
	{ print q, $0 }' "$folder/sql.all" | sort -t , -k 1,1n -k 2,3 >"$folder/sql.sorted"
awk -F , '{ line = $0; sub(/^[0-9]+,/, "", line) }
	$1 != q { printf "%sheader\n", q ? "\n" : ""; q = $1 }
	{ print line }' "$folder/cxq.sorted" >"$folder/cxq.out"
awk -F , '{ line = $0; sub(/^[0-9]+,/, "", line) }
	$1 != q { print "----"; q = $1 }
	{ print line }' "$folder/sql.sorted" >"$folder/sql.out"
awk -v name="why of $tables tables against SQL (seed $seed)" -f compare.awk "$folder/cxq.out" "$folder/sql.out" \
	"$folder/queries" || failed=1

awk -F , -v name="the groups of every column add up to the change" '
	function far(a, b, d) { d = a - b; return d > 1e-9 || d < -1e-9 }
	function check() {
		if (parts && (far(within, sum_within) || far(mix, sum_mix) || far(total, sum_total) || far(within + mix, total)))
			print "# question " q ": " within " + " mix " of " total " but " sum_within " + " sum_mix, bad = 1
		checked += parts
		parts = 0
	}
	$1 != q { check(); q = $1; sum_within = sum_mix = sum_total = 0 }
	$2 == "(total)" { next }
	$3 == "(total)" { within = $8; mix = $9; total = $10; parts = 1; next }
	{ sum_within += $8; sum_mix += $9; sum_total += $10 }
	END {
		check()
		print (bad || !checked ? "not ok - " : "ok - ") name " (" checked ")"
		exit bad || !checked
	}' "$folder/cxq.sorted" || failed=1
exit "${failed:-0}"
