#!/bin/sh
# What was typed is remembered, for the user alone.
. tests/tools/terminal.sh
survey "$scratch/survey.csv"
file=$scratch/state/cxq/history

start "umask 000; cxq -q '$scratch/survey.csv'"
prompt
type 'nps by channel'
keys Enter
await 'live chat'
keys C-l
type 'nps by'
keys Enter
type 'stage'
keys Enter
await 'use'
type ' csat'
keys Enter
await '75'
keys C-d
await 'ended with 0'
same 'the file is for the user alone' '600' "$(stat -c %a "$file")"
same 'a line that begins with a blank is not kept' 0 "$(grep -c csat "$file")"

start "cxq -q '$scratch/survey.csv'"
prompt
keys Up
sees 'a statement of several lines comes back whole' '^stage$'
keys Home Up Up
sees 'the one before it' '^cxq> nps by channel$'
keys C-c
prompt
keys C-d
await 'ended with 0'

rm -f "$file"
ln -s "$scratch/elsewhere" "$file"
start "cxq -q '$scratch/survey.csv'"
prompt
type 'nps'
keys Enter
await '20'
keys C-d
await 'ended with 0'
[ -e "$scratch/elsewhere" ] && echo made | not_ok 'a link is not followed' || ok 'a link is not followed'
finish
