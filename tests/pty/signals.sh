#!/bin/sh
# Ctrl-C while something runs, Ctrl-Z, a terminal that changes its size.
. tests/tools/terminal.sh
survey "$scratch/survey.csv"

# A load that waits for data which never comes.
mkfifo "$scratch/slow.csv"
sleep 60 >"$scratch/slow.csv" &
writer=$!
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
kill $writer

start 'bash --norc --noprofile'
await '[$#] *$'
type "cxq -q '$scratch/survey.csv'"
keys Enter
prompt
keys C-l
type 'nps by'
keys C-z
await 'Stopped'
type 'clear; fg'
keys Enter
sees 'after Ctrl-Z the statement is there again' '^cxq> nps by$'
type ' stage where channel = "live chat"'
tty resize-window -t t -x 30 -y 24
sees 'a narrower terminal wraps it' '^cxq> nps by stage where channel$'
tty resize-window -t t -x 80 -y 24
sees 'a wider one has it in one row' '^cxq> nps by stage where channel = "live chat"$'
keys Enter
sees 'and it runs' 'use'
finish
