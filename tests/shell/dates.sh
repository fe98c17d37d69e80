#!/bin/sh
# dates.sh - dates as `date` of coreutils spells them, and clocks as it shows them, against what cxq makes of them.
. tests/tools/check.sh

seconds=$scratch/seconds
awk 'BEGIN { srand(20240331); for (i = 0; i < 400; i++) printf "@%d\n", -2208988800 + int(rand() * 6500000000) }' >"$seconds"

# What cxq prints for a time: no seconds, and no midnight, where they are naught.
shortly() {
	sed 's/\(T..:..\):00$/\1/; s/T00:00$//'
}

# Do the values that `date` spells by FORMAT come back as those spelt by ISO?
comes_back() { # FORMAT [ISO]
	{
		echo 'n,x'
		date -u -f "$seconds" "+%s,\"$1\""
	} >"$scratch/spelt.csv"
	date -u -f "$seconds" "+%s,${2:-%Y-%m-%dT%H:%M:%S}" | shortly >"$scratch/wanted"
	cxq -q -F csv "$scratch/spelt.csv" -c 'list n, x limit 1000' 2>"$scratch/errors" | tail -n +2 >"$scratch/got"
	same "dates: $1" '' "$(diff "$scratch/wanted" "$scratch/got" | head -5; cat "$scratch/errors")"
}

day=%Y-%m-%d
comes_back '%Y-%m-%d' $day
comes_back '%Y/%m/%d' $day
comes_back '%Y.%-m.%-d' $day
comes_back '%d-%m-%Y' $day
comes_back '%-d.%-m.%Y' $day
comes_back '%d/%m/%Y' $day
comes_back '%-m/%-d/%Y' $day
comes_back '%m-%d-%Y' $day
comes_back '%d-%b-%Y' $day
comes_back '%-d %B %Y' $day
comes_back '%b %-d, %Y' $day
comes_back '%A, %B %-d, %Y' $day
comes_back '%Y-%m-%dT%H:%M:%S'
comes_back '%Y-%m-%d %H:%M:%SZ'
comes_back '%Y-%m-%dT%H:%M:%S+00:00'
comes_back '%-d/%-m/%Y %-H:%M:%S'
comes_back '%-m/%-d/%Y, %-I:%M:%S %p'
comes_back '%d.%m.%Y %I:%M:%S%P'
comes_back '%a, %d %b %Y %H:%M:%S +0000'
comes_back '%d %B %Y %H:%M' '%Y-%m-%dT%H:%M'

# Two digits of the year are of 1969 to 2068.
awk 'BEGIN { srand(69); for (i = 0; i < 400; i++) printf "@%d\n", -31536000 + int(rand() * 3155673600) }' >"$seconds"
comes_back '%d/%m/%y' $day
comes_back '%-m/%-d/%y %H:%M:%S'
comes_back '%d-%b-%y' $day

# Zones: the hours around every change of the clocks, and hours at random.
for zone in Europe/Berlin America/New_York Australia/Lord_Howe Asia/Kathmandu America/Sao_Paulo; do
	if [ ! -e "/usr/share/zoneinfo/$zone" ] || ! command -v zdump >/dev/null; then
		echo "ok - zone $zone # SKIP the system has no zone data"
		continue
	fi
	{
		cat "$seconds"
		zdump -v -c 1970,2038 "$zone" | sed -n 's/^[^ ]* *\(.*\) UTC* = .*/\1/p' |
			while read -r _ month day clock year; do
				[ "$year" -gt 1969 ] && [ "$year" -lt 2038 ] && echo "$day $month $year $clock UTC"
			done | date -u -f - +@%s
	} >"$scratch/moments"
	for more in -3599 0 1800 3600; do
		sed 's/@//' "$scratch/moments" | awk -v more=$more '{ printf "@%d\n", $1 + more }'
	done | sort -u >"$seconds.zone"
	{
		echo 'n,x'
		date -u -f "$seconds.zone" '+%s,%Y-%m-%dT%H:%M:%SZ'
	} >"$scratch/zoned.csv"
	TZ=$zone date -f "$seconds.zone" '+%s,%Y-%m-%dT%H:%M:%S' | shortly >"$scratch/wanted"
	cxq -q -F csv "$scratch/zoned.csv" -c "set timezone = \"$zone\"" -c 'list n, x limit 100000' |
		tail -n +2 >"$scratch/got"
	same "zone $zone: $(wc -l <"$scratch/wanted") times on the wall" '' "$(diff "$scratch/wanted" "$scratch/got" | head -5)"
	TZ=$zone date -f "$seconds.zone" '+%Y-%m' | sort | uniq -c | awk '{ print $2 "," $1 }' >"$scratch/wanted"
	cxq -q -F csv -c "load \"$scratch/zoned.csv\" mapping time = x" -c "set timezone = \"$zone\"" \
		-c 'count() by month' | tail -n +2 | grep -v ',0$' >"$scratch/got"
	same "zone $zone: months" '' "$(diff "$scratch/wanted" "$scratch/got" | head -5)"
	TZ=$zone date -f "$seconds.zone" '+%-H' | sort -n | uniq -c | awk '{ print $2 "," $1 }' >"$scratch/wanted"
	cxq -q -F csv -c "load \"$scratch/zoned.csv\" mapping time = x" -c "set timezone = \"$zone\"" \
		-c 'count() by hour_of_day' | tail -n +2 | grep -v ',0$' >"$scratch/got"
	same "zone $zone: hours of the day" '' "$(diff "$scratch/wanted" "$scratch/got" | head -5)"
done

# Grouped by the wall, counted in UTC: one hour went by between 02:30 and 02:30, three between 00:30 and 04:30.
if [ -e /usr/share/zoneinfo/Europe/Berlin ]; then
	cat >"$scratch/elapsed.csv" <<-'END'
		customer,time,done
		a,2024-10-27T00:30:00Z,2024-10-27T01:30:00Z
		b,2024-03-30T23:30:00Z,2024-03-31T02:30:00Z
		c,2024-06-30T22:30:00Z,2024-06-30T23:00:00Z
	END
	berlin='set timezone = "Europe/Berlin"'
	run cxq -q -F csv "$scratch/elapsed.csv" -c "$berlin" -c 'list customer, time, done' -c 'avg(done - time) by customer' \
		-c 'count() where done > time' -c 'count() during 2024-07' -c 'count() where time = 2024-07-01' \
		-c 'count() where done - time > 1 hour' -c 'count() where time < 2024-03-31T01:00'
	same 'zone: elapsed time is true' "customer,time,done
a,2024-10-27T02:30,2024-10-27T02:30
b,2024-03-31T00:30,2024-03-31T04:30
c,2024-07-01T00:30,2024-07-01T01:00

customer,avg(done - time),avg(done - time)_n
b,10800,1
a,3600,1
c,1800,1

count()
3

count()
1

count()
1

count()
1

count()
1" "$out"
	run cxq -q -F csv "$scratch/elapsed.csv" -c 'set timezone = "Europe/Nowhere"' -c 'count()'
	same 'zone: one that is not there is refused' 2: "$status:$out"
	run cxq -q -F csv "$scratch/elapsed.csv" -c 'set timezone = "../../etc/passwd"' -c 'count()'
	same 'zone: names lead nowhere else' 2: "$status:$out"
	run env TZ=Asia/Kathmandu cxq -q -F csv "$scratch/elapsed.csv" -c 'set timezone = system' -c 'list time limit 1'
	same 'zone: that of the system' "time
2024-10-27T06:15" "$out"
	run env TZ=Asia/Kathmandu cxq -q -F csv "$scratch/elapsed.csv" -c 'list time limit 1'
	same 'zone: without set, UTC' "time
2024-10-27T00:30" "$out"
fi
finish
