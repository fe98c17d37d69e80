#!/bin/sh
# worked_numbers.sh - published numbers of tests/fixtures/worked_numbers.txt come out of the language.
. tests/tools/check.sh

# One file per case, its queries beside it: folder/N.csv, folder/N.asked with lines "ID<TAB>query<TAB>answer".
awk -v folder="$scratch" '
	/^#/ || /^$/ { next }
	/^  / {
		at = index($0, " = ")
		print id "\t" substr($0, 3, at - 3) "\t" substr($0, at + 3) >(folder "/" n ".asked")
		next
	}
	{
		n++
		id = $1
		colon = index($0, ": ")
		header = substr($0, length($1) + 2, colon - length($1) - 2)
		gsub(/\|/, ",", header)
		print "case," header >(folder "/" n ".csv")
		rows = split(substr($0, colon + 2), row, ", ")
		for (i = k = 1; i <= rows; i++) {
			times = split(row[i], part, "*") > 1 ? part[2] : 1
			gsub(/none/, "", part[1])
			gsub(/\|/, ",", part[1])
			for (; times > 0; times--)
				print "case-" k++ "," part[1] >(folder "/" n ".csv")
		}
	}' tests/fixtures/worked_numbers.txt

# Are the cells of ANSWER (CSV without its header) those of WANTED, to the places that are given there?
agrees() { # WANTED ANSWER
	printf '%s\n%s\n' "$1" "$2" | awk '
		function cells(text, out) { return split(text, out, ",") }
		NR == 1 { rows = split($0, wanted, "; "); next }
		{ answer[++n] = $0 }
		END {
			for (r = 1; r <= rows || r <= n; r++) {
				gsub(/, /, ",", wanted[r])
				if (cells(wanted[r], w) != cells(answer[r], a))
					exit 1
				for (i = 1; i in w; i++) {
					point = index(w[i], ".")
					half = 0.5000001 / 10 ^ (point ? length(w[i]) - point : 6)
					if (w[i] == a[i] || w[i] ~ /^-?[0-9.]+$/ && a[i] ~ /^-?[0-9.]+(e-[0-9]+)?$/ && w[i] - a[i] <= half && a[i] - w[i] <= half)
						continue
					exit 1
				}
			}
		}'
}

n=0
while n=$((n + 1)) && [ -e "$scratch/$n.csv" ]; do
	while IFS='	' read -r id query wanted; do
		run cxq -q -F csv "$scratch/$n.csv" -c "$query"
		answer=$(printf '%s\n' "$out" | tail -n +2)
		if [ "$status" = 0 ] && agrees "$wanted" "$answer"; then
			ok "$id $query"
		else
			printf 'wanted: %s\ngot: %s\n%s\n' "$wanted" "$answer" "$errors" | not_ok "$id $query"
		fi
	done <"$scratch/$n.asked"
done

# W-N07: answers off the scale are left out, and said (more than one in a hundred, and the column is not taken for a score).
{
	echo case,recommend
	awk 'BEGIN { for (i = 1; i <= 100; i++) print "a" i ",9\nb" i ",3\nc" i ",9" }'
	printf 'x,11\ny,-1\n'
} >"$scratch/range.csv"
run cxq -F csv --echo --notes "$scratch/range.csv" -c nps
contains 'W-N07 answers off the scale are left out' '33.333333333333336,300' "$out"
contains 'W-N07 and counted' '2 values outside 0..10' "$out$errors"
finish
