#!/bin/sh
# What goes where, and what the exit status tells.
. tests/tools/check.sh
survey "$scratch/survey.csv"
cd "$scratch" || exit 1

run cxq survey.csv -c 'nps by stage'
same 'a successful run says nothing on stderr' '0:' "$status:$errors"
run cxq survey.csv -F csv -c 'nps by stage'
same 'in machine formats neither' '0:' "$status:$errors"
run cxq survey.csv -F csv --notes -c 'nps by stage'
contains 'unless notes are wanted' 'note: ' "$errors"
printf 'a,b\n1,x\n2\n3,\344\377\n' >damaged.csv
load='load "damaged.csv" with (encoding utf8) skipping bad rows'
run cxq -c "$load; count"
contains 'what a load has left out is told where its receipt is not' 'note: 1 bad row skipped: `show rejects` lists it
note: 2 bytes not UTF-8, replaced by U+FFFD
' "$out"
same 'on stdout' '0:' "$status:$errors"
run cxq -F csv -c "$load; count"
same 'but not among data' '0:count
2:' "$status:$out:$errors"
run cxq -F csv --notes -c "$load; count"
contains 'where notes go to stderr' 'note: 1 bad row skipped: `show rejects` lists it
note: 2 bytes not UTF-8' "$errors"
run sh -c "echo before >kept; cxq -o kept -c 'load \"survey.csv\"; list nothing'; cat kept"
same 'a load alone begins no output' before "$out"
run cxq survey.csv -c 'nps by stage'
same 'no escape codes in a pipe' 0 "$(printf '%s' "$out" | grep -c "$(printf '\033')")"

printf 'nps by stage\nbogus\nnps\n' >script.cxq
run cxq survey.csv <script.cxq
same 'a wrong script on stdin runs nothing' '2:' "$status:$out"
same 'and is told once' 1 "$(printf '%s\n' "$errors" | grep -c 'error:')"
contains 'with line and column' ':2:1: error' "$errors"
run sh -c 'printf "nps\ncsat" | cxq survey.csv -F csv'
same 'statements come from stdin' 'nps,nps_n
20,5

csat,csat_n
75,4' "$out"
run sh -c 'cxq - -F csv -c nps <survey.csv'
same 'data comes from stdin' 'nps,nps_n
20,5' "$out"
run sh -c 'echo nps | cxq survey.csv -F csv -f -'
same 'a script comes from stdin' 'nps,nps_n
20,5' "$out"
run cxq survey.csv </dev/null
same 'an empty script is fine' '0::' "$status:$out:$errors"
run sh -c 'printf "nps\nquit\nbogus by by\n" | cxq survey.csv -F csv'
same 'syntax is checked past a quit' 2 "$status"
run sh -c 'printf "nps\nquit\ncsat\n" | cxq survey.csv -F csv'
same 'quit ends a script with status 0' '0:nps,nps_n
20,5' "$status:$out"

run cxq missing.csv -c nps
same 'a missing file: status 1' 1 "$status"
contains 'a missing file is named' 'missing.csv' "$errors"
run cxq survey.csv -f missing.cxq
same 'a missing script: status 1' 1 "$status"
run cxq survey.csv missing.cxq
same 'also among the files' 1 "$status"
run cxq survey.csv -c 'nps by by'
same 'wrong syntax: status 2' 2 "$status"
run cxq survey.csv -c 'nps by stge'
same 'an unknown name: status 2' 2 "$status"

if [ -w /dev/full ]; then
	run sh -c 'cxq survey.csv -c nps >/dev/full'
	same 'a full disk: status 74' 74 "$status"
	contains 'a full disk is told' 'No space left' "$errors"
	run cxq survey.csv -o /dev/full -c nps
	same 'also with -o' 74 "$status"
	run sh -c 'cxq --help >/dev/full'
	same 'also for --help' 74 "$status"
else
	echo 'ok - a full disk # SKIP there is no /dev/full'
fi
run cxq survey.csv -o missing/answer -c nps
same 'a file that cannot be made: status 74' 74 "$status"
run sh -c 'cxq survey.csv -c nps >&-'
same 'a closed output: status 74' 74 "$status"
same 'and no file is written instead' "$(survey again.csv; cat again.csv)" "$(cat survey.csv)"

# More than a pipe holds, to a reader that leaves early.
run bash -c 'cxq -F csv -c "load sample" -c "list customer, time limit 100000" | head -n 1; echo "${PIPESTATUS[0]}"'
same 'a reader may leave early, quietly' 'customer,time
141:' "$out:$errors"
run env LC_ALL=C cxq survey.csv -c nps
same 'plain boxes where the locale is not UTF-8' 0 "$(printf '%s' "$out" | LC_ALL=C grep -c '[^ -~]')"

run sh -c 'sleep 3 | timeout --preserve-status -s INT 1 cxq survey.csv'
same 'interrupted: status 130' 130 "$status"

# A pipe that has given more than the first look takes, and then is silent.
run bash -c 'timeout --preserve-status -k 4 -s INT 1 cxq --threads 32 - -c count \
	< <(awk "BEGIN { print \"a,b\"; for (i = 0; i < 600000; i++) print i \",\" i % 7 }"; exec sleep 8)'
same 'interrupted while a pipe is silent: status 130' 130 "$status"
finish
