#!/bin/sh
# JSON Lines: what the program writes it reads back, and strings come out byte by byte as they went in.
. tests/tools/check.sh
root=$PWD
cd "$scratch" || exit 1

printf '{"s": "x\\u0000y"}\n{"s": "z"}\n' >nul.jsonl
run cxq -F json nul.jsonl -c 'show columns'
contains 'a NUL within an example does not end it' 'x\u0000y, z' "$out"

cxq -c 'load sample' -c 'export sample to "sample.csv"' >/dev/null
# A list takes 16 columns, so the sample goes in four parts.
for from in 1 17 33 49; do
	columns=$(head -n 1 sample.csv | cut -d , -f "$from-$((from + 15))")
	[ -z "$columns" ] && continue
	cxq -F jsonl -c 'load sample' -c "list $columns limit 100000" >part.jsonl
	run cxq -F jsonl part.jsonl -c "list $columns limit 100000"
	same "the sample's columns from $from on come back" "0:$(cksum <part.jsonl)" "$status:$(printf '%s\n' "$out" | cksum)"
done

columns='customer, time, stage, channel, recommend, csat, effort, resolved, sentiment, comment'
cxq -F jsonl -c 'load sample' -c "list $columns limit 100000" >part.jsonl
for question in 'nps by stage with ci' 'csat, ces by channel' 'nps by month last 12 months' 'share(resolved)' \
	'distinct(comment)' 'avg(sentiment) by channel' 'retention by month'; do
	cxq -F csv -c 'load sample' -c "$question" >wanted 2>&1
	run cxq -F csv part.jsonl -c "$question"
	same "the same answer: $question" "$(cat wanted)" "$out$errors"
done

cxq -F jsonl -c 'load sample' -c 'export nps by stage, channel to "nps.jsonl"' >/dev/null
run cxq -F csv nps.jsonl -c 'list stage, channel, nps, nps_n'
same 'an answer that was exported comes back' "$(cxq -F csv -c 'load sample' -c 'nps by stage, channel')" "$out"

printf '{"customer":{"id":7,"plan":"gold"},"score":9}\n{"customer":{"id":8},"score":null}\n' >nested.ndjson
run cxq -F csv nested.ndjson -c 'list `customer.id`, customer_plan, score'
same 'nested members are columns with a dot, or a word' 'customer.id,customer_plan,score
7,gold,9
8,,' "$out"
run sh -c 'cxq --echo -F csv - -c count <nested.ndjson'
contains 'JSON Lines from standard input are known by their content' 'JSON Lines, 2 rows' "$out"
printf '{"a":1}\n{"a":"\033[31m\033]0;x\007"}\n' >escape.jsonl
run cxq escape.jsonl -c count
same 'a bad row does not reach the terminal raw' '1:0' "$status:$(printf '%s' "$errors" | grep -c "$(printf '\033')")"
printf '{"a":1}\n{"\\u001b[31m":[1]}\n' >escape.jsonl
run cxq escape.jsonl -c count
same 'nor does a key' '1:0' "$status:$(printf '%s' "$errors" | grep -c "$(printf '\033')")"
contains 'which is shown' '[31m` is an array' "$errors"
printf '[{"a":1},\n {"a":2}]\n' >array.json
run cxq array.json -c count
same 'an array of objects is refused' 1 "$status"
contains 'with what to do' "jq -c '.[]' IN.json > OUT.jsonl" "$errors"

naughty=$root/../shared/suites/blns/blns.json
if ! [ -r "$naughty" ] || ! sqlite3 :memory: "SELECT json_extract('{}', '$')" >/dev/null 2>&1; then
	echo "ok - naughty strings # SKIP the strings, or sqlite3 with JSON, are not here"
	finish
fi
# The strings stand one to a line.
awk '/^ *"/ { sub(/^ */, ""); sub(/, *$/, ""); print "{\"i\":" ++n ",\"s\":" $0 "}" }' "$naughty" >naughty.jsonl
# The bytes of each string, by another program than ours.
bytes() { # FILE
	{
		printf 'create table lines(line text);\n.mode ascii\n.separator "\\037" "\\n"\n.import %s lines\n' "$1"
		echo "select json_extract(line, '\$.i') || ' ' || hex(coalesce(json_extract(line, '\$.s'), '')) || ';' from lines;"
	} | sqlite3 :memory: | tr ';' '\n'
}
cxq -F jsonl naughty.jsonl -c 'list i, s sort by i limit 1000' >out.jsonl
bytes naughty.jsonl >wanted
bytes out.jsonl >got
same 'all naughty strings are there' 515 "$(grep -c . wanted)"
same 'naughty strings come out as they went in' "$(cksum <wanted)" "$(cksum <got)"
cxq -F jsonl out.jsonl -c 'list i, s sort by i limit 1000' >again.jsonl
same 'and once more' "$(cksum <out.jsonl)" "$(cksum <again.jsonl)"
cxq -F csv naughty.jsonl -c 'export naughty to "naughty.csv"' >/dev/null
cxq -F jsonl naughty.csv -c 'list i, s sort by i limit 1000' >csv.jsonl
same 'through CSV as well' "$(cksum <out.jsonl)" "$(cksum <csv.jsonl)"
finish
