#!/bin/sh
# The same table in every encoding, compression and dialect is the same table, from a file and from standard input;
# what was decided can be pasted back; damaged input is refused with the place.
. tests/tools/check.sh
fixture=$PWD/tests/fixtures/accents.csv
cd "$scratch" || exit 1
cp "$fixture" plain.csv

# The whole table as cxq reads it from FILE.
read_table() { # FILE
	rm -f out.csv
	run cxq -c "load \"$1\" as t" -c 'export t to "out.csv"'
	[ "$status" = 0 ] && cat out.csv
}
wanted=$(read_table plain.csv)
contains 'the fixture loads' 'Zoë' "$wanted"
[ -n "$wanted" ] || finish

as_plain() { # NAME FILE
	same "$1" "$wanted" "$(read_table "$2")"
	decided=$(cxq --echo -c "load \"$2\" as t" | sed -n 's/^as decided: //p')
	rm -f out.csv
	run cxq -c "$decided" -c 'export t to "out.csv"'
	same "$1, as decided" "$wanted" "$(cat out.csv)"
	rm -f out.csv
	cat "$2" | cxq -c 'load "-" as t' -c 'export t to "out.csv"'
	same "$1, from a pipe" "$wanted" "$(cat out.csv)"
}

gzip -c plain.csv >plain.csv.gz
as_plain 'gzip' plain.csv.gz
{ head -n 3 plain.csv | gzip -c; tail -n +4 plain.csv | gzip -c; } >two.csv.gz
as_plain 'gzip of two members' two.csv.gz
cp plain.csv.gz misnamed.csv
as_plain 'gzip without its ending' misnamed.csv
{ cat plain.csv.gz; printf '\0\0\0\0\0\0\0\0'; } >padded.csv.gz
as_plain 'gzip with zeros behind it' padded.csv.gz
zstd -qc plain.csv >plain.csv.zst
as_plain 'zstd' plain.csv.zst
{ head -n 3 plain.csv | zstd -qc; tail -n +4 plain.csv | zstd -qc; } >two.csv.zst
as_plain 'zstd of two frames' two.csv.zst
for encoding in ISO-8859-1 UTF-16LE UTF-16BE UTF-32LE UTF-32BE; do
	iconv -f UTF-8 -t "$encoding" plain.csv >"$encoding.csv"
	as_plain "$encoding" "$encoding.csv"
done
{ printf '\357\273\277'; cat plain.csv; } >utf8_mark.csv
as_plain 'UTF-8 with a mark' utf8_mark.csv
{ printf '\377\376'; cat UTF-16LE.csv; } >utf16le_mark.csv
as_plain 'UTF-16LE with a mark' utf16le_mark.csv
{ printf '\376\377'; cat UTF-16BE.csv; } >utf16be_mark.csv
as_plain 'UTF-16BE with a mark' utf16be_mark.csv
gzip -c utf16be_mark.csv >utf16be_mark.csv.gz
as_plain 'UTF-16BE with a mark, gzip' utf16be_mark.csv.gz
tr '\n' '\r' <plain.csv >cr.csv
as_plain 'lone CR' cr.csv
sed 's/$/\r/' plain.csv >crlf.csv
as_plain 'CRLF' crlf.csv
sed 's/,/|/g' plain.csv >bars.csv
as_plain 'bars' bars.csv
sed 's/,/\t/g' plain.csv >tabs.csv
as_plain 'tabs' tabs.csv
sed 's/,/;/g; s/\./,/g' plain.csv >german.csv
as_plain 'semicolons and decimal commas' german.csv
{ echo 'Answers of spring; not for publication'; echo; sed 's/,/;/g' plain.csv; } >titled.csv
as_plain 'a title' titled.csv
{ echo '# exported by hand, mostly'; head -n 3 plain.csv; echo '# and then'; tail -n +4 plain.csv; } >commented.csv
as_plain 'comments' commented.csv
{ echo 'sep=;'; sed 's/,/;/g' plain.csv; } >sep.csv
as_plain 'sep=;' sep.csv

iconv -f UTF-8 -t CP850 plain.csv >cp850.csv
rm -f out.csv
run cxq -c 'load "cp850.csv" as t with (encoding cp850)' -c 'export t to "out.csv"'
same 'CP850, told' "$wanted" "$(cat out.csv)"
rm -f out.csv
run cxq -c 'load "plain.csv" as t with (header off, skip 1, types (column_1 text))' -c 'export t to "out.csv"'
same 'without a header the columns are numbered' "column_1,column_2,column_3,column_4,column_5
$(printf '%s\n' "$wanted" | tail -n +2)" "$(cat out.csv)"

# Bytes of a pipe that nobody can read again are kept: a column that becomes text is read twice.
{ echo id,word; seq 1 3000 | sed 's/$/,7/'; echo 3001,seven; } >widening.csv
same 'a pipe is read twice' 3001 "$(cat widening.csv | cxq -F csv -c 'load "-" as t' -c 'count where word is not missing' | tail -n 1)"
same 'a mapped standard input' 3001 "$(cxq -F csv -c 'load "-" as t' -c 'count where word is not missing' <widening.csv | tail -n 1)"

refused() { # NAME FILE PART
	run cxq -c "load \"$2\""
	same "$1: status" 1 "$status"
	contains "$1" "$3" "$errors"
}
size=$(wc -c <plain.csv.gz)
head -c $((size - 9)) plain.csv.gz >cut.csv.gz
refused 'gzip that is cut off' cut.csv.gz "its gzip data is cut off: it ends after $((size - 9)) bytes"
{ head -c $((size - 8)) plain.csv.gz; printf 'xxxx'; tail -c 4 plain.csv.gz; } >damaged.csv.gz
refused 'gzip with a wrong checksum' damaged.csv.gz 'its gzip data is damaged near byte'
{ cat plain.csv.gz; echo more; } >trailing.csv.gz
refused 'gzip with something behind it' trailing.csv.gz 'its gzip data is damaged near byte'
size=$(wc -c <plain.csv.zst)
head -c $((size - 5)) plain.csv.zst >cut.csv.zst
refused 'zstd that is cut off' cut.csv.zst "its zstd data is cut off: it ends after $((size - 5)) bytes"
{ head -c $((size - 4)) plain.csv.zst; printf 'xxxx'; } >damaged.csv.zst
refused 'zstd with a wrong checksum' damaged.csv.zst 'its zstd data is damaged near byte'
printf 'a,b\n1,\201\n' >undefined.csv
run cxq -c 'load "undefined.csv" with (encoding cp1252)'
contains 'a byte that the encoding does not have' 'the byte 0x81 at offset 6 is not CP1252' "$errors"
head -c 101 UTF-16LE.csv >odd.csv
refused 'half a character' odd.csv 'it ends inside a character of UTF-16LE, at byte 100'
printf 'PK\003\004more' >book.xlsx
refused 'a workbook' book.xlsx 'is a ZIP archive or an Excel workbook'

finish
