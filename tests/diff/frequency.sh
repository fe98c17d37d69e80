#!/bin/sh
# frequency.sh - a table whose rows stand for several answers (role frequency) must answer as the one in which each of them
# is a row, to the last digit shown: random tables, and every kind of question.  SEED and TABLES in the environment try
# others.  Finds cxq by PATH.
cd "$(dirname "$0")" || exit 1
seed=${SEED:-20250866}
tables=${TABLES:-40}
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT

awk -v seed="$seed" -v tables="$tables" -v folder="$folder" -f frequency.awk
# Each statement in the answer, without what only one of the two has to say.
answers() { # load statement, script
	{
		echo "$1"
		cat frequency.cxq
		[ "$2" = people ] && cat frequency_people.cxq
	} >"$folder/script.cxq"
	cxq --echo -f "$folder/script.cxq" 2>&1 | grep -Ev '^(> |  )?load |^> --|^table|^ *counted by |^( *|warning: ).* left out: .* is missing or 0$|^  times  |^  scan   '
}
wrong=0
t=0
while [ $((t = t + 1)) -le "$tables" ]; do
	people=people
	[ $((t % 4)) = 0 ] && people=nobody
	mapping=
	[ $((t % 2)) = 0 ] && mapping=' mapping frequency = times'
	answers "load \"$folder/$t.counted.csv\" as answers$mapping" $people | sed '/^answers: /,/^$/d' >"$folder/counted"
	answers "load \"$folder/$t.repeated.csv\" as answers" $people | sed '/^answers: /,/^$/d' >"$folder/repeated"
	if ! cmp -s "$folder/counted" "$folder/repeated"; then
		wrong=$((wrong + 1))
		diff "$folder/repeated" "$folder/counted" | sed "s/^/# table $t: /" | head -20
	fi
done
lines=$(grep -c '^> ' "$folder/counted")
echo "# $tables tables of counted answers, $lines questions each (seed $seed): $wrong differ from their rows"
if [ $wrong = 0 ] && [ "$lines" -gt 40 ]; then
	echo "ok - counted answers are answers"
else
	echo "not ok - counted answers are answers"
fi
