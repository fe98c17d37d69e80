#!/bin/sh
# tables.sh - the differential test of tables made of several files: random tables split into files (tables.awk), loaded by a glob,
# against a union by name in sqlite3; look-ups against left joins; show duplicates against group by; a table that was appended
# to file by file against one load of all rows, byte for byte.  SEED and COUNT in the environment try others.  Finds cxq by PATH.
cd "$(dirname "$0")" || exit 1
seed=${SEED:-1}
count=${COUNT:-25}
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
failed=0

if ! command -v sqlite3 >/dev/null 2>&1; then
	echo "ok - tables of several files # SKIP sqlite3 is not here"
	exit 0
fi

# Without the column `rows` of show duplicates, which is numbers by file, here, and by table there.
without_places='/^times,rows,/ { here = 1 } $0 == "" { here = 0 }
	here { gsub(/part_[0-9]/, "part"); match($0, /^[^,]*,("[^"]*"|[^",]*),/); $0 = substr($0, 1, index($0, ",")) substr($0, RLENGTH + 1) } { print }'

# The same columns of both, then what the whole is good for.
questions() { # COLUMNS AGENT?
	columns=$(echo "$1" | sed 's/,/, /g')
	echo "list $columns limit 100000"
	echo "select $columns from t order by rowid;"
	echo "count by customer"
	echo "select customer, count(*) from t group by customer order by 2 desc, 1;"
	case ,$1, in *,amount,*)
		echo "sum(amount) as s, count by customer sort by customer"
		echo "select customer, sum(amount), count(amount), count(*) from t group by customer order by 1;"
	esac
	case ,$1, in *,agent,*)
		echo "attach \"$folder/agents.csv\" on agent"
		echo
		echo "list id, team, level, agents_id limit 100000"
		echo "select t.id, team, level, a.id from t left join agents a on t.agent = a.agent order by t.rowid;"
	esac
	echo "show duplicates"
	echo "select count(*), $columns from t group by $columns having count(*) > 1 order by min(rowid) limit 50;"
}

# What the answers of a table depend on.
everything() { # COLUMNS FILE
	echo "show columns"
	echo "show roles"
	echo "show duplicates"
	echo "list $(echo "$1" | sed 's/,/, /g') limit 100000"
	echo "count by customer, weekday"
	case ,$1, in *,agent,*csat,* | *,csat,*agent,*) echo "csat by agent" ;; esac
	echo "avg(since_previous), max(contact_number) by month"
	echo "export t to \"$2\""
}

one() { # SEED
	rm -f "$folder"/*
	columns=$(awk -v seed="$1" -v folder="$folder" -f tables.awk)
	[ "$(awk 'END { print NR }' "$folder/whole.csv")" -gt 1 ] || return 0
	questions "$columns" >"$folder/questions"
	awk 'NR % 2' "$folder/questions" >"$folder/cxq"
	{ cat "$folder/tables.sql"; printf '.mode csv\n.separator , "\\n"\n'; awk 'NR % 2 == 0 && $0 { print ".print ----"; print }' "$folder/questions"; } >"$folder/sql"
	cxq -F csv -c "load \"$folder/part_*.csv\" as t" -f "$folder/cxq" >"$folder/cxq.out" || return 1
	sqlite3 :memory: <"$folder/sql" | sed "s/T00:00//g" >"$folder/sql.out" # a time at midnight is a date
	awk "$without_places" "$folder/cxq.out" | sed "s/T00:00//g" >"$folder/cxq.folded"
	awk 'NR % 2 && !/^attach/' "$folder/questions" >"$folder/names"
	awk -v name="tables of several files (seed $1)" -f compare.awk "$folder/cxq.folded" "$folder/sql.out" "$folder/names" >"$folder/compared" || return 1
	# One file after the other.
	{
		echo "load \"$folder/part_1.csv\" as t"
		for file in "$folder"/part_[2-9].csv; do
			[ -e "$file" ] && echo "append \"$file\""
		done
		everything "$columns" "$folder/appended.csv"
	} >"$folder/append"
	{ echo "load \"$folder/whole.csv\" as t"; everything "$columns" "$folder/at_once.csv"; } >"$folder/load"
	# Where the rows of duplicates stand is said by file.
	cxq -F csv <"$folder/append" 2>&1 | awk "$without_places" >"$folder/append.out"
	cxq -F csv <"$folder/load" 2>&1 | awk "$without_places" >"$folder/load.out"
	diff "$folder/append.out" "$folder/load.out" >"$folder/compared" &&
		diff "$folder/appended.csv" "$folder/at_once.csv" >>"$folder/compared" || return 1
	# By a glob, with values of which one file does not know what they are in another.
	rm -f "$folder"/part_*
	columns=$(awk -v seed="$1" -v nasty=1 -v folder="$folder" -f tables.awk)
	{ echo "load \"$folder/part_*.csv\" as t"; everything "$columns" "$folder/appended.csv"; } >"$folder/glob"
	{ echo "load \"$folder/whole.csv\" as t"; everything "$columns" "$folder/at_once.csv"; } >"$folder/load"
	cxq -F csv <"$folder/glob" 2>&1 | awk "$without_places" >"$folder/glob.out"
	cxq -F csv <"$folder/load" 2>&1 | awk "$without_places" >"$folder/load.out"
	diff "$folder/glob.out" "$folder/load.out" >"$folder/compared" &&
		diff "$folder/appended.csv" "$folder/at_once.csv" >>"$folder/compared"
}

for i in $(seq "$count"); do
	if ! one $((seed + i * 7919)); then
		sed 's/^/# /' "$folder/compared" | head -n 20
		echo "not ok - tables of several files (seed $((seed + i * 7919)))"
		failed=1
	fi
done
[ $failed = 0 ] && echo "ok - $count tables of several files, by a glob, appended, looked up, against SQL and one load"
exit $failed
