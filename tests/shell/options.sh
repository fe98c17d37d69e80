#!/bin/sh
# The command line: what it takes, what it refuses, and how it says so.
. tests/tools/check.sh
survey "$scratch/survey.csv"
cd "$scratch" || exit 1

run cxq --version
same '--version' 'cxq 0.1.0' "$out"
run cxq --help
contains '--help lists options' '--complete TEXT' "$out"
same '--help succeeds' 0 "$status"
same '--help fits 120 columns' '' "$(printf '%s\n' "$out" | awk 'length > 120')"

run cxq survey.csv -F csv -c nps
same '-c runs statements' 'nps,nps_n
20,5' "$out"
run cxq -F csv -c nps survey.csv
same 'options may stand before files' 'nps,nps_n
20,5' "$out"
run cxq survey.csv -Fjsonl -c nps
same 'a value may touch its letter' '{"nps":20,"nps_n":5}' "$out"
run cxq survey.csv -F csv -c nps -c 'csat where
channel = phone'
same 'several -c are one script' 'nps,nps_n
20,5

csat,csat_n
50,2' "$out"
run cxq survey.csv -c nps -c bogus
same 'and one wrong -c keeps all from running' '2:' "$status:$out"

echo 'csat' >score.cxq
run cxq survey.csv -F csv -f score.cxq -c nps
same '-f and -c run in their order' 'csat,csat_n
75,4

nps,nps_n
20,5' "$out"
run cxq survey.csv -F csv -f score.cxq -c 'nps by by'
same 'a wrong -c after -f keeps both from running' '2:' "$status:$out"
run cxq survey.csv score.cxq -F csv
same 'a script among the files is run' 'csat,csat_n
75,4' "$out"
printf '#!/usr/bin/env -S cxq -f\nload "survey.csv"\nnps\n' >script
chmod +x script
run ./script
contains 'a script can be a program' '20.0' "$out"
same 'and says nothing else' '' "$errors"
run cxq survey.csv -F csv -p way=phone -c 'param way
nps where channel = $way'
same '-p gives a parameter' 'nps,nps_n
0,2' "$out"

run cxq survey.csv -F csv -o answer.csv -c nps
same '-o writes to the file only' '' "$out$errors"
same 'and all of it' 'nps,nps_n
20,5' "$(cat answer.csv)"
run cxq survey.csv -F csv -o answer.csv -c bogus
same 'a failing run leaves the older file' 'nps,nps_n
20,5' "$(cat answer.csv)"
run cxq survey.csv -F csv -o answer.csv -c csat
same 'the next one replaces it' 'csat,csat_n
75,4' "$(cat answer.csv)"

run cxq survey.csv --echo -F csv -c '# scores
nps
  where channel = phone

let x = 3'
same '--echo prints statements and receipts' '> # scores
> nps
.   where channel = phone
nps,nps_n
0,2

> let x = 3' "$(printf '%s\n' "$out" | sed -n '/^> #/,/^> let/p')"
contains 'and what loading did' '5 rows' "$out"
run cxq survey.csv --echo -c 'nps

csat
csat by stge'
contains 'its messages keep the line' '-c:4:9' "$errors"
run cxq survey.csv --echo -F csv -c 'nps
# of all
  where channel = phone
# the other
csat'
same 'comments stand where they stood' '> nps
. # of all
.   where channel = phone
nps,nps_n
0,2

> # the other
> csat
csat,csat_n
75,4' "$(printf '%s\n' "$out" | sed -n '/^>/,$p')"
run cxq survey.csv --echo -c 'nps
csat by by'
same 'and wrong syntax keeps all from running' '' "$(printf '%s\n' "$out" | grep '^>')"

run cxq survey.csv --complete 'nps where channel=ph'
same '--complete prints candidates' 'phone	2 rows' "$out"
run cxq --dump tokens -c 'nps'
same '--dump does not run' 0 "$status"
contains '--dump prints the stage' 'nps' "$out"

run cxq --safe survey.csv -F csv -c nps
same '--safe allows the files of the command line' 'nps,nps_n
20,5' "$out"
run cxq --safe -c 'load "survey.csv"'
same '--safe refuses files in statements' 1 "$status"
run cxq survey.csv --threads 2 -F csv -c nps
same '--threads is taken' 'nps,nps_n
20,5' "$out"
if grep -q __asan_init "$(command -v cxq)"; then
	echo 'ok - --memory # SKIP the sanitizer needs terabytes of addresses'
else
	run cxq survey.csv --memory 1G -F csv -c nps
	same '--memory is taken' 'nps,nps_n
20,5' "$out"
	run cxq --memory 2M -c 'load sample'
	same '--memory limits: status 1' 1 "$status"
	contains '--memory limits: says so' 'memory' "$errors"
fi

printf 'NPS   by stage   -- comment\n' >loose.cxq
run cxq fmt loose.cxq
contains 'fmt prints the canonical form' 'by stage' "$out"
contains 'and keeps comments' 'comment' "$out"
run cxq check loose.cxq
same 'check is silent about what is right' '0::' "$status:$out:$errors"
echo 'nps by by' >wrong.cxq
run cxq check loose.cxq wrong.cxq
same 'check fails for what is wrong' 2 "$status"
contains 'and says where' 'wrong.cxq:1:8' "$errors"

refused() { # NAME MESSAGE ARGUMENTS...
	name=$1 message=$2
	shift 2
	run cxq "$@" </dev/null
	same "$name: status 2" 2 "$status"
	contains "$name: says so" "$message" "$errors"
}
refused 'unknown option' 'there is no option --ehco' --ehco
contains 'unknown option: suggests' 'did you mean --echo?' "$errors"
refused 'unknown letter' 'there is no option -x' -x
refused 'a format as option' 'write -F csv' --csv
refused 'unknown format' 'did you mean csv?' -F cvs -c nps
refused 'missing value' '-c needs a value' survey.csv -c
refused 'a value too many' '--echo takes no value' --echo=yes
refused 'unknown stage' 'did you mean plan?' --dump plam
refused 'no size' '--memory takes' --memory much
refused 'no number' '--threads takes' --threads 0
refused 'no assignment' 'NAME=VALUE' -p month
refused 'data but no statements' 'standard input is data' -
refused 'two readers of standard input' 'only once' - -f -
refused 'fmt without files' 'needs files' fmt

mkdir -p config/cxq
echo 'define metric mine as 100 * net(recommend >= 9, recommend < 7)' >config/cxq/cxqrc
run env XDG_CONFIG_HOME="$PWD/config" cxq survey.csv -F csv -c mine
same 'the settings file is read' 'mine,mine_n
20,5' "$out"
run env XDG_CONFIG_HOME="$PWD/config" cxq --no-rc survey.csv -c mine
same '--no-rc leaves it out' 2 "$status"
echo 'nonsense here' >config/cxq/cxqrc
run env XDG_CONFIG_HOME="$PWD/config" cxq survey.csv -c nps
same 'a mistake in it ends a script' 2 "$status"
contains 'and is told with its place' 'cxqrc:1:1' "$errors"
finish
