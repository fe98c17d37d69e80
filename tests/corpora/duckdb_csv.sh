#!/bin/sh
# duckdb_csv.sh BUILD [update] - DuckDB's own awkward CSV files: each is loaded as DuckDB loads it, or is in the list of
# reasons (see duckdb_csv.c); skipped where the files are not beside the project.  update: write the list anew; lines that
# are new or changed have no reason then, with which the test fails until there is one.
folder=../shared/suites/duckdb-csv
list=tests/corpora/duckdb_csv_reasons.txt

if [ ! -r "$folder" ]; then
	echo "ok - DuckDB's CSV files # SKIP they are not beside the project"
elif [ "$2" = update ]; then
	{ grep '^#' "$list"; "$1/corpora/duckdb_csv" "$folder" "$list" new; } >"$list.new" && mv "$list.new" "$list"
	grep -c '	$' "$list" | sed 's/$/ without a reason/'
else
	"$1/corpora/duckdb_csv" "$folder" "$list"
fi
