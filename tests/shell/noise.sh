#!/bin/sh
# News of data in which nothing happens: the sample with its times given to its rows by lot, which seldom is news.
# SEEDS="1 300" tries that many; of them 10 had news.  Then a new file of one month, which has nothing before it.
. tests/tools/check.sh
lots=$PWD/tests/tools/lots.awk
set -- ${SEEDS:-1 20}
cd "$scratch" || exit 1

cxq -c 'load sample; export sample to "sample.csv"' >/dev/null
seed=$1
tried=0
told=0
while [ "$seed" -le "$2" ]; do
	awk -v seed="$seed" -f "$lots" sample.csv >lots.csv
	cxq -F csv lots.csv -c news >news.csv
	[ "$(wc -l <news.csv)" -gt 1 ] && told=$((told + 1))
	[ -s news.csv ] && tried=$((tried + 1))
	seed=$((seed + 1))
done
same 'every shuffled sample has an answer' "$(($2 - $1 + 1))" "$tried"
same "news in noise: $told of $tried, at most one in ten" 0 "$((told > tried / 10))"

awk -F, 'NR == 1 || $2 >= "2025-06"' sample.csv >june.csv
run cxq june.csv -c 'news'
contains 'a first month has nothing to compare with' \
	'there is nothing to compare: the data reach from 2025-06-01 to 2025-06-30, and 2025-05 is not in them' "$out"
run cxq june.csv -c 'news this month'
contains 'nor has it as the present month' 'and 2025-05 is not in them' "$out"
same 'and that is no error' 0 "$status"
finish
