#!/bin/sh
# jsonl.sh - the differential test of JSON Lines: the questions of jsonl.txt about random objects to cxq and, as SQL over its
# JSON functions, to sqlite3; the numbers must agree within 1e-9.  SEED in the environment tries others.  Finds cxq by PATH.
cd "$(dirname "$0")" || exit 1
seed=${SEED:-20250866}
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT

if ! sqlite3 :memory: "SELECT json_extract('{}', '$')" >/dev/null 2>&1; then
	echo "ok - JSON Lines against SQL # SKIP sqlite3 is not here, or knows no JSON"
	exit 0
fi
awk -v seed="$seed" -v rows=4000 -f jsonl.awk >"$folder/t.jsonl"
awk -f examples.awk jsonl.txt >"$folder/pairs"
awk 'NR % 2' "$folder/pairs" >"$folder/queries"
{
	printf 'create table lines(line text);\n.mode ascii\n.separator "\\037" "\\n"\n.import %s lines\n' "$folder/t.jsonl"
	echo 'create table t as select'
	for pair in id:id channel:channel customer:customer.id plan:customer.plan city:customer.address.city \
		zip:customer.address.zip score:score amount:amount ratio:ratio big:big ok:ok at:at; do
		echo "json_extract(line, '\$.${pair#*:}') as ${pair%%:*},"
	done
	echo "1 as one from lines where trim(line, ' ' || char(13)) <> '';"
	echo '.mode csv'
	awk 'NR % 2 == 0 { print ".print ----"; print $0 ";" }' "$folder/pairs"
} >"$folder/sql"
{
	echo "load \"$folder/t.jsonl\" mapping time = at"
	cat "$folder/queries"
} >"$folder/cxq"
cxq -F csv -f "$folder/cxq" >"$folder/cxq.out" 2>"$folder/errors" || sed 's/^/# /' "$folder/errors"
sqlite3 :memory: <"$folder/sql" >"$folder/sql.out" 2>"$folder/errors" || sed 's/^/# /' "$folder/errors"
tr -d '\r' <"$folder/sql.out" >"$folder/sql.lines"
awk -v name="JSON Lines against SQL (seed $seed)" -f compare.awk "$folder/cxq.out" "$folder/sql.lines" "$folder/queries"
