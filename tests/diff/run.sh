#!/bin/sh
# run.sh - the differential test: the same questions to cxq and, as SQL, to sqlite3; the numbers must agree within 1e-9.
# The examples of the language (examples.txt) run on the sample, queries made by chance (queries.awk) on a table made by chance;
# SEED in the environment tries others.  Finds cxq by PATH.
cd "$(dirname "$0")" || exit 1
seed=${SEED:-20250866}
count=${COUNT:-240}
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
failed=0

# NAME CSV PAIRS: pairs are a line of cxq and a line of SQL, by turns.
compare() {
	awk 'NR % 2' "$3" >"$folder/cxq"
	{
		awk -v file="$2" -f import.awk "$2"
		awk 'NR % 2 == 0 { print ".print ----"; print $0 ";" }' "$3"
	} >"$folder/sql"
	cxq -F csv "$2" <"$folder/cxq" >"$folder/cxq.out" 2>"$folder/errors" || sed 's/^/# /' "$folder/errors"
	sqlite3 :memory: <"$folder/sql" >"$folder/sql.out" 2>"$folder/errors" || sed 's/^/# /' "$folder/errors"
	awk -v name="$1" -f compare.awk "$folder/cxq.out" "$folder/sql.out" "$folder/cxq" || failed=1
}

if ! command -v sqlite3 >/dev/null 2>&1; then
	echo "ok - differential test # SKIP sqlite3 is not here"
	exit 0
fi
cxq -c 'load sample' -c "export sample to \"$folder/sample.csv\"" || exit 1
awk -f examples.awk examples.txt >"$folder/examples"
compare "examples against SQL" "$folder/sample.csv" "$folder/examples"
awk -v seed="$seed" -v rows=4000 -f table.awk >"$folder/table.csv"
awk -v seed="$seed" -v count="$count" -f queries.awk >"$folder/queries"
compare "random queries against SQL (seed $seed)" "$folder/table.csv" "$folder/queries"
exit $failed
