#!/bin/sh
# base.sh - the differential test of bases and bounds: the questions of base.txt to cxq, with a file attached, and, as SQL, to
# sqlite3; the numbers must agree within 1e-9.  Finds cxq by PATH.
cd "$(dirname "$0")" || exit 1
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
base=../fixtures/base_sample.csv

if ! sqlite3 :memory: 'SELECT sqrt(2)' >/dev/null 2>&1; then
	echo "ok - bases against SQL # SKIP sqlite3 is not here, or cannot count"
	exit 0
fi
cxq -c 'load sample' -c "export sample to \"$folder/sample.csv\"" || exit 1
awk -f examples.awk base.txt >"$folder/pairs"
awk 'NR % 2' "$folder/pairs" >"$folder/queries"
{
	echo 'load sample'
	echo "attach \"$base\" as base on customer"
	cat "$folder/queries"
} >"$folder/cxq"
{
	awk -v file="$folder/sample.csv" -f import.awk "$folder/sample.csv"
	awk -F, 'NR == 1 { print "create table b (customer text primary key, segment text, plan text);"; next }
		{ printf "insert into b values (\047%s\047, \047%s\047, \047%s\047);\n", $1, $2, $3 }' "$base"
	echo 'create table r as select t.*, b.plan as plan from t join b using (customer);'
	echo 'update r set segment = (select b.segment from b where b.customer = r.customer);'
	awk 'NR % 2 == 0 { print ".print ----"; print $0 ";" }' "$folder/pairs"
} >"$folder/sql"
cxq -F csv -f "$folder/cxq" >"$folder/cxq.out" 2>"$folder/errors" || sed 's/^/# /' "$folder/errors"
sqlite3 :memory: <"$folder/sql" >"$folder/sql.out" 2>"$folder/errors" || sed 's/^/# /' "$folder/errors"
awk -v name="bases and bounds against SQL" -f compare.awk "$folder/cxq.out" "$folder/sql.out" "$folder/queries"
