#!/bin/sh
# cron.sh [FILE.csv [FOLDER]] - figures of FILE as CSV into FOLDER, for cron:
#
#	15 6 * * 1  cron.sh /data/interactions.csv /srv/reports
#
# Cron mails what a job prints.  This one prints nothing when all went well, and otherwise what went wrong; the report
# of the time before stays.  Without FILE it tries itself out on the built-in data, in a folder that it removes again.
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
folder=${2:-$scratch}
failures=0

report() { # NAME STATEMENT
	if [ -n "$file" ]; then
		set -- "$1" "$file" -c "$2"
	else
		set -- "$1" -c 'load sample' -c "$2"
	fi
	name=$1
	shift
	cxq --no-rc -F csv -o "$scratch/new.csv" "$@" 2>"$scratch/errors"
	status=$?
	case $status in
	0)	mv "$scratch/new.csv" "$folder/$name.csv" && return
		why="$folder cannot be written" ;;
	1)	why="$file cannot be read, or its data is bad" ;;
	2)	why="the statement does not fit: was a column renamed?" ;;
	74)	why="the answer cannot be written: is the disk full?" ;;
	130)	why="interrupted" ;;
	*)	why="cxq ended strangely" ;;
	esac
	echo "$name: $why (status $status)"
	cat "$scratch/errors"
	failures=1
}

file=$1
report nps_by_month 'nps by month with ci'
report csat_by_channel 'csat, contacts by channel, month last 3 months'
report unhappy 'list time, channel, comment where recommend <= 2 and comment is not missing last 7 days limit 500'
exit $failures
