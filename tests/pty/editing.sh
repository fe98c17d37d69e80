#!/bin/sh
# Typing statements: prompt, answers, several lines, Ctrl-C, paste, leaving.
. tests/tools/terminal.sh
survey "$scratch/survey.csv"

start "cxq '$scratch/survey.csv'"
sees 'the greeting tells how to get help' 'help'
prompt

type 'nps'
keys Enter
sees 'Enter runs a whole statement' '20'
keys C-l
prompt

type 'nps by'
keys Enter
type 'channel'
sees 'Enter goes on with an unfinished statement' '^channel$'
keys Enter
sees 'the finished statement runs' 'live chat'

keys C-l
type 'nps by'
keys Enter Enter
sees 'an empty line ends a statement that is not finished' 'error'

keys C-l
type 'csat by ch'
keys C-c
sees 'Ctrl-C is shown' 'csat by ch\^C'
prompt
ok 'Ctrl-C drops the line and leaves a prompt'

keys C-l
type 'nps'
keys M-Enter
type 'by stage'
sees 'Alt-Enter breaks the line' '^  by stage$'
keys Up
keys End
type ', csat'
sees 'Up moves within the statement' '^cxq> nps, csat$'
keys Down
type 's'
sees 'and Down too' '^  by stages$'
keys C-c
prompt

keys C-l
tty set-buffer 'nps
  by stage
  where channel = phone
'
tty paste-buffer -p -t t
sees 'what is pasted is not run before Enter' '^  where channel = phone$'
keys Enter
sees 'a pasted statement runs whole' 'use'

keys C-l
type 'bogus'
keys Enter
sees 'a wrong statement is answered by an error' 'error'
prompt
type 'nps by channel'
keys Enter
sees 'and the session goes on' 'live chat'

keys C-d
sees 'Ctrl-D leaves with status 0' 'ended with 0'

start 'cxq -q'
prompt
same 'no greeting with -q' 1 "$(screen | grep -c .)"
type 'exit'
keys Enter
sees 'exit leaves' 'ended with 0'
start 'cxq -q'
prompt
type 'quit'
keys Enter
sees 'quit leaves' 'ended with 0'
finish
