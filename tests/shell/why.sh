#!/bin/sh
# Which columns `why` takes when none is named: not those that tell the answer, have one value, or too many.
. tests/tools/check.sh
awk 'BEGIN {
	print "id,time,customer,recommend,verdict,planet,shop,word,vip"
	for (i = 1; i <= 240; i++) {
		score = (i * 7) % 11
		print i ",2025-0" 1 + i % 2 "-1" i % 10 ",C" i % 90 "," score "," (score >= 9 ? "promoter" : score < 7 ? "detractor" : "passive") \
			",earth,shop-" i % 3 ",word-" i % 80 "," (i % 5 ? "no" : "yes")
	}
}' >"$scratch/t.csv"

run cxq -F csv "$scratch/t.csv" -c 'why nps during 2025-02 vs 2025-01'
same 'a column that tells the answer, has one value or too many is not taken' '0:shop' \
	"$status:$(printf '%s\n' "$out" | awk -F , '$2 == "(total)" && $1 != "(total)" { print $1 }')"
run cxq "$scratch/t.csv" -c 'why nps during 2025-02 vs 2025-01'
contains 'that is told' 'left out: verdict, which tells the answer itself' "$out"
contains 'and that yes/no columns wait to be named' 'named (by ...): vip' "$out"
run cxq "$scratch/t.csv" -c 'why nps during 2025-02 vs 2025-01 by verdict'
contains 'who names a column that tells the answer is warned' 'verdict tells the answer itself' "$out"
finish
