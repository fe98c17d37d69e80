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

# The numbers that another program found for the sample, by Kitagawa's formulas.
totals() { # STATEMENT COLUMN: within, mix and total
	run cxq -F csv -c "load sample; $1"
	printf '%s\n' "$out" | awk -F , -v column="$2" '$1 == column && $2 == "(total)" { printf "%.6f %.6f %.6f", $7, $10, $13 }'
}
same 'March against February, by product' '-49.271533 -8.705515 -57.977048' \
	"$(totals 'why nps during 2025-03 vs previous month' product)"
same 'and by channel' '-56.739648 -1.237400 -57.977048' "$(totals 'why nps during 2025-03 vs previous month' channel)"
same 'March against the six months before' '-38.999629 -6.583400 -45.583030' \
	"$(totals 'why nps during 2025-03 vs from 2024-09 to 2025-02' product)"
same 'the chat whose hours were cut' '7.340204 -24.474014 -17.133811' \
	"$(totals 'why csat where type = help from 2024-07 to 2024-12 vs previous' channel)"
same 'product and battery come first' 'product Aria reason battery' "$(cxq -F csv -c 'load sample; why nps during 2025-03 vs previous month top 2' |
	awk -F , '$2 == "(total)" { next } NR > 1 && !seen[$1]++ { printf "%s%s %s", n++ ? " " : "", $1, $2 }')"
finish
