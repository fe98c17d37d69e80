#!/bin/sh
# reports.sh - the differential test of funnel, paths and retention: random small tables, each with its questions, to cxq and,
# as SQL, to sqlite3; the answers must agree row by row, numbers within 1e-9.  SEED and TABLES in the environment try others.
# Finds cxq by PATH.
cd "$(dirname "$0")" || exit 1
seed=${SEED:-20250866}
tables=${TABLES:-240}
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT

if ! command -v sqlite3 >/dev/null 2>&1; then
	echo "ok - reports against SQL # SKIP sqlite3 is not here"
	exit 0
fi
awk -v seed="$seed" -v tables="$tables" -v folder="$folder" -f reports.awk
cxq -F csv -f "$folder/cxq" >"$folder/cxq.out" 2>"$folder/errors" || sed 's/^/# /' "$folder/errors"
sqlite3 :memory: <"$folder/sql" >"$folder/sql.out" 2>"$folder/errors" || sed 's/^/# /' "$folder/errors"
awk -v name="funnel, paths and retention of $tables tables against SQL (seed $seed)" -f compare.awk \
	"$folder/cxq.out" "$folder/sql.out" "$folder/queries"
