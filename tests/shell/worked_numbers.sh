#!/bin/sh
# worked_numbers.sh - published numbers of tests/fixtures/worked_numbers.txt come out of the language.
. tests/tools/check.sh
. tests/tools/agrees.sh

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

n=0
while n=$((n + 1)) && [ -e "$scratch/$n.csv" ]; do
	while IFS='	' read -r id query wanted; do
		gives "$id $query" "$wanted" "$scratch/$n.csv" -c "$query"
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
