#!/bin/sh
# golden.sh BUILD [update] - run every tests/golden/*.cxt and compare it with what is recorded there, or record it
# anew.  The blocks of README.md are recorded too.  Runs from the project's root, where the paths in transcripts start.
build=$1
actual=$(mktemp) || exit 1
trap 'rm -f "$actual"' EXIT
failed=0

compare() { # FILE NAME
	if diff -u --label "$1 (recorded)" --label "$1 (now)" "$1" "$actual"; then
		echo "ok - $2"
	else
		echo "not ok - $2"
		failed=1
	fi
}

record() { # FILE NAME
	cmp -s "$actual" "$1" && return
	cat "$actual" >"$1"
	echo "recorded $2"
}

for file in tests/golden/*.cxt; do
	[ -e "$file" ] || continue
	name=${file##*/}
	timeout 120 "$build/transcript" "$file" >"$actual" 2>&1
	status=$?
	if [ $status = 77 ]; then
		echo "ok - $name # SKIP $(grep '^@skip-unless' "$file" | head -n 1 | cut -d ' ' -f 2-) is not here"
	elif [ $status != 0 ]; then
		cat "$actual"
		echo "not ok - $name (ended with status $status)"
		failed=1
	elif [ "$2" = update ]; then
		record "$file" "$name"
	else
		compare "$file" "$name"
	fi
done
if [ "$2" = update ] && [ -e README.md ]; then
	case $build in /*) ;; *) build=$PWD/$build ;; esac
	PATH="$build:$PATH" tests/tools/readme.sh "$build" update
fi
exit $failed
