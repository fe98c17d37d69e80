#!/bin/sh
# paste.sh - the real files beside the project (../shared/data): the statement that a load prints as decided loads the
# same table again; the encodings are the same tables as their plain sources.
. tests/tools/check.sh
data=../shared/data
[ -d "$data" ] || { echo "ok - real files pasted # SKIP they are not beside the project"; exit; }

# The whole table, as loaded by STATEMENT, into FILE.
table() { # STATEMENT FILE
	rm -f "$2"
	run cxq -c "$1" -c "export t to \"$2\""
	[ "$status" = 0 ]
}

pasted() { # FILE
	decided=$(cxq --echo -c "load \"$1\" as t" | sed -n 's/^as decided: //p')
	if table "load \"$1\" as t" "$scratch/first.csv" && table "$decided" "$scratch/second.csv" &&
		cmp -s "$scratch/first.csv" "$scratch/second.csv"; then
		ok "$1: as decided"
	else
		echo "$decided $errors" | not_ok "$1: as decided"
	fi
}

find -L "$data" -type f \( -name '*.csv' -o -name '*.tsv' -o -name '*-data.txt' \) ! -name '*BROKEN*' |
	LC_ALL=C sort >"$scratch/files"
while read -r file; do
	pasted "$file"
done <"$scratch/files"

# The first column of one of them has no name in the other.
like() { # FILE PLAIN
	if table "load \"$data/$2\" as t" "$scratch/first.csv" && table "load \"$data/encodings/$1\" as t" "$scratch/second.csv"; then
		same "$1 is $2" "$(tail -n +2 "$scratch/first.csv" | cksum)" "$(tail -n +2 "$scratch/second.csv" | cksum)"
	else
		echo "$errors" | not_ok "$1 is $2"
	fi
}
for file in garden_semicolon_decimal_comma_latin1.csv garden_utf16le.csv garden_utf8.csv; do
	like "$file" nps_garden_fr/nps.csv
done
for file in pwc_blank_lines_no_final_eol.csv pwc_cr_only.csv pwc_mixed_eol.csv pwc_quote_all.csv pwc_utf16be_bom_tab.tsv \
	pwc_utf16le_bom_crlf.csv; do
	like "$file" callcenter_pwc/Call-Center-Dataset.csv
done

run cxq -c "load \"$data/encodings/pwc_BROKEN.csv\""
same 'the broken file is refused' 1 "$status"
contains 'the broken file: where' 'line 21, column 52: 7 fields, but the header has 10' "$errors"
finish
