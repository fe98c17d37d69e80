#!/bin/sh
# Tab: keywords, columns, values.
. tests/tools/terminal.sh
survey "$scratch/survey.csv"

start "cxq -q '$scratch/survey.csv'"
prompt
type 'nps by stage whe'
keys Tab
sees 'a keyword' '^cxq> nps by stage where$'
type 'chan'
keys Tab
sees 'a column' '^cxq> nps by stage where channel$'
type '=ph'
keys Tab
sees 'a value' '^cxq> nps by stage where channel =phone$'
keys C-c
prompt

keys C-l
type 'nps where channel=li'
keys Tab
sees 'a value of two words is quoted' '^cxq> nps where channel="live chat"$'
keys C-c
prompt

keys C-l
type 'nps where channel="live c'
keys Tab
sees 'also when the quote was typed' '^cxq> nps where channel="live chat"$'
keys C-c
prompt

keys C-l
type 'nps where channel='
keys Tab
sees 'several candidates are listed' '^ +email '
sees 'with the number of rows' '"?live chat"? .*2'
sees 'and the statement stays as it was' '^cxq> nps where channel=$'
keys C-c
prompt

keys C-l
type 'nps /et'
keys Tab
sleep 0.3
sees 'files are never offered' '^cxq> nps /et$'
keys C-c C-d
sees 'and it leaves' 'ended with 0'
finish
