#!/bin/sh
# split_files.sh - a real file, cut into pieces that are loaded as one table or appended one by one: the same table as the whole.
# Skipped where the file is not beside the project.
. tests/tools/check.sh
whole=../shared/data/it_incidents/IT_Incident_Data.csv

if [ ! -r "$whole" ]; then
	echo "ok - it_incidents in pieces # SKIP it is not beside the project"
	exit 0
fi
folder=$scratch
awk -v folder="$folder" 'NR == 1 { head = $0; next }
	(NR - 2) % 25000 == 0 { file = sprintf("%s/piece_%02d.csv", folder, n++); print head > file }
	{ print > file }' "$whole"
questions='show roles
show columns
median(reassignment_count), 100 * share(made_sla) by priority
count by category, knowledge with share
list number, opened_at, resolved_at where reopen_count > 3 limit 1000'

ask() { # NAME STATEMENT...
	name=$1
	shift
	{
		printf '%s\n' "$@" "$questions"
		echo "export it_incident_data to \"$folder/$name.csv\""
	} | cxq -F csv >"$folder/$name" 2>&1
}

append=$(for file in "$folder"/piece_0[1-9].csv; do echo "append \"$file\""; done)
ask whole "load \"$whole\""
ask glob "load \"$folder/piece_*.csv\" as it_incident_data"
ask appended "load \"$folder/piece_00.csv\" as it_incident_data" "$append"
same 'it_incidents: 5 pieces' 5 "$(ls "$folder" | grep -c piece_)"
for name in glob appended; do
	same "it_incidents in pieces, $name: the same answers" '' "$(diff "$folder/whole" "$folder/$name" | head -n 5)"
	same "it_incidents in pieces, $name: the same table" '' "$(cmp "$folder/whole.csv" "$folder/$name.csv" 2>&1)"
done
same 'it_incidents: all rows' 119999 "$(wc -l <"$folder/whole.csv")"
finish
