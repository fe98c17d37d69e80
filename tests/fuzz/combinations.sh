#!/bin/sh
# combinations.sh BUILD - random statements made of every verb, clause and option, on the sample and on files with little
# or nothing in them: an answer or an error, never a crash, and `cxq fmt` prints what it printed once more.
# SEEDS="1 50" N=400 tries that many.
. tests/tools/check.sh
transcript=$1/transcript
fuzz=$PWD/tests/fuzz
n=${N:-60}
set -- ${SEEDS:-1 1}
cd "$scratch" || exit 1

header=time,customer,case,recommend,csat,effort,channel,type,stage,reason,comment,wait,weight,churned,revenue,cost,contact,freq
echo "$header" >nothing.csv
{
	echo "$header"
	echo '2025-03-01T10:00,ü1,k1,9,5,7,chat,help,service,how-to,ärger e,5,1.5,yes,100,2,yes,3'
} >one.csv
{
	echo "$header"
	echo '2025-03-01,c1,,,,,,,,,,,,,,,,'
	echo '2025-03-02,c2,,,,,,,,,,,,,,,,'
} >missing.csv
awk -v header="$header" 'BEGIN {
	srand(7)
	print header
	for (i = 0; i < 120; i++)
		printf "2025-0%d-0%dT10:00,%s%d,k%d,%d,%d,%d,%s,%s,%s,%s,%s,%d,%.1f,%s,%d,%d,%s,%d\n", 1 + rand() * 4,
			1 + rand() * 3, rand() < .1 ? "日本" : "c", rand() * 25, rand() * 30, rand() * 11, 1 + rand() * 5,
			1 + rand() * 7, rand() < .5 ? "chat" : "phone", rand() < .5 ? "help" : "renewal",
			rand() < .5 ? "service" : "use", rand() < .5 ? "" : "how-to", rand() < .5 ? "" : "wait - too long; e" i % 3,
			rand() * 300 - 50, rand() * 2, rand() < .3 ? "yes" : rand() < .5 ? "no" : "", rand() * 90 - 20, rand() * 9,
			rand() < .5 ? "yes" : "no", i % 4
}' >some.csv
cut -d, -f2- some.csv >timeless.csv
cut -d, -f1,4- some.csv >nobody.csv

session() { # LOAD, statements on standard input
	printf '> %s\n' "$1"
	sed 's/^/> /' <<'DEFINITIONS'
define segment unhappy as recommend <= 6
define segment bought as preceded by (csat >= 4) within 30 days
define dimension topic as words of comment ("batt" as battery, "wait" as waiting, "e" as other)
define dimension lane as bands of wait (..60 as quick, 61.. as slow)
define dimension band_w as bands of csat (1..2 as low, 4..5 as high)
DEFINITIONS
	sed 's/^/> /'
}

try() { # NAME LOAD
	session "$2" <statements.txt >session.cxt
	timeout 60 "$transcript" session.cxt >answers.txt 2>errors.txt
	status=$?
	grep -q '^roles:' answers.txt || status="$status, not loaded"
	same "$1, seed $seed" 0 "$status"
	[ $status = 0 ] || cat errors.txt
}

reads_back() { # the first statements that fit the grammar
	head -n 40 statements.txt | while IFS= read -r statement; do
		printf '%s\n' "$statement" >first.cxq
		cxq fmt first.cxq >second.cxq 2>/dev/null || continue
		cxq fmt second.cxq >third.cxq 2>&1
		cmp -s second.cxq third.cxq || echo "$statement"
	done
}

seed=$1
while [ "$seed" -le "$2" ]; do
	awk -v seed="$seed" -v n="$n" -f "$fuzz/expand.awk" "$fuzz/statements.txt" >statements.txt
	try 'the sample' 'load sample'
	for file in nothing one missing some timeless nobody; do
		try "$file" "load \"$file.csv\""
	done
	try 'counted answers' 'load "some.csv" mapping frequency = freq'
	same "printed once more, seed $seed" '' "$(reads_back)"
	seed=$((seed + 1))
done
finish
