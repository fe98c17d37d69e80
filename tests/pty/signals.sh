#!/bin/sh
# Ctrl-C while something runs, Ctrl-Z, a terminal that changes its size.
. tests/tools/terminal.sh
survey "$scratch/survey.csv"

# A load that never ends: its rows drip.
mkfifo "$scratch/slow.csv"
{
	cat "$scratch/survey.csv"
	for second in 1 2 3 4 5 6 7 8 9 10; do
		sleep 1
		echo "$second,2024-01-03,phone,buy,10,5"
	done
} >"$scratch/slow.csv" 2>/dev/null &
start "cxq -q '$scratch/survey.csv'"
prompt
type "load \"$scratch/slow.csv\""
keys Enter
sleep 0.5
keys C-c
sees 'Ctrl-C stops what runs' 'interrupted'
prompt
keys C-l
type 'nps by channel'
keys Enter
sees 'and keeps the session' 'live chat'
keys C-d
sees 'which ends with status 0' 'ended with 0'

start 'bash --norc --noprofile'
await '[$#] *$'
type "cxq -q '$scratch/survey.csv'"
keys Enter
prompt
keys C-l
type 'nps by'
await '^cxq> nps by$' # Ctrl-Z throws away what was not read yet
keys C-z
await 'Stopped'
type 'clear; fg'
keys Enter
sees 'after Ctrl-Z the statement is there again' '^cxq> nps by$'
type ' stage where channel = "live chat"'
tty resize-window -t t -x 30 -y 24
sees 'a narrower terminal wraps it' '^l = "live chat"$'
tty resize-window -t t -x 80 -y 24
sees 'a wider one has it in one row' '^cxq> nps by stage where channel = "live chat"$'
keys Enter
sees 'and it runs' 'use'
finish
