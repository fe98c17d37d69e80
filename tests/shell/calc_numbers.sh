#!/bin/sh
# calc_numbers.sh - published numbers of tests/fixtures/calc_numbers.txt come out of calc.
. tests/tools/check.sh

# Are the columns of the first row of a TSV answer those of WANTED ("column value, column value"), to the places that
# are given there?
columns_agree() { # WANTED ANSWER
	printf '%s\n%s\n' "$1" "$2" | awk -F '\t' '
		NR == 1 { n = split($0, wanted, ", "); next }
		NR == 2 { for (i = 1; i <= NF; i++) column[$i] = i; next }
		NR == 3 {
			for (i = 1; i <= n; i++) {
				split(wanted[i], w, " ")
				value = $column[w[1]]
				point = index(w[2], ".")
				half = 0.5000001 / 10 ^ (point ? length(w[2]) - point : 6)
				if (!(w[1] in column) || value == "" || w[2] - value > half || value - w[2] > half)
					exit 1
				found++
			}
		}
		END { exit !(n > 0 && found == n) }'
}

grep -v '^#' tests/fixtures/calc_numbers.txt | grep . >"$scratch/numbers"
while read -r id line; do
	query=${line%% = *}
	wanted=${line#* = }
	run cxq -q -F tsv -c "$query"
	if [ "$status" = 0 ] && columns_agree "$wanted" "$out"; then
		ok "$id $query"
	else
		printf 'wanted: %s\ngot: %s\n%s\n' "$wanted" "$out" "$errors" | not_ok "$id $query"
	fi
done <"$scratch/numbers"
finish
