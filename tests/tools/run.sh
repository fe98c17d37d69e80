#!/bin/bash
# run.sh BUILD - every test of the project on the program in BUILD (build/release, build/asan); the last line is
# "N passed, N failed", followed by ", N skipped" where something optional is not there.  Status 1 if anything failed.
#
#	layers		src/LAYERS holds (layers.awk)
#	unit		BUILD/unit/*, cmocka
#	golden		tests/golden/*.cxt (golden.sh, transcript.c)
#	examples	examples/* (examples.sh: `# try: COMMAND` lines say how)
#	README.md	blocks marked ```cxq-session are transcripts as in .cxt files, on the sample data (loaded
#			before) and all in one session; blocks marked ```sh are run with bash from the project's root
#			if every command in them is one of cxq ("cxq ...", "build/cxq ...", "printf ... | cxq ..."):
#			they must succeed, and print what a block marked ```output right after them holds.  A line
#			<!-- not run --> before a block keeps it from being run.
#	diff		tests/diff/run.sh, jsonl.sh, reports.sh, segments.sh, fair.sh, why.sh, base.sh: the same questions to
#			cxq and to sqlite3; regression.sh: to cxq and to R; frequency.sh: counted answers and one row
#			per answer; why_noise.sh: tables of noise; tables.sh: files joined, appended, looked up
#	data		tests/data/*.sh: real files beside the project, skipped where they are not there
#	corpora		tests/corpora/*.sh: public files against what other programs make of them, skipped likewise
#	fuzz		tests/fuzz/combinations.sh: random statements of every clause and option, on odd files
#			replay.sh: every fuzz target of tests/fuzz/targets on its corpus
#	shell, pty	tests/shell/*.sh, tests/pty/*.sh (in a terminal, through tmux)
#
# Each part prints a line "ok - NAME" or "not ok - NAME" per test (TAP), what is to be known about a failure before it.
cd "$(dirname "$0")/../.." || exit 1
build=$(realpath -s -- "${1:-.}")
if [ ! -x "$build/cxq" ]; then
	echo "usage: run.sh BUILD, after the program was built there" >&2
	exit 2
fi

scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$scratch/bin" "$scratch/home" "$scratch/parts"
ln -s "$build/cxq" "$scratch/bin/cxq"
export PATH="$scratch/bin:$PATH" HOME="$scratch/home" LC_ALL=C.UTF-8 CMOCKA_MESSAGE_OUTPUT=TAP
export XDG_CONFIG_HOME="$HOME/.config" XDG_STATE_HOME="$HOME/.local/state"
unset NO_COLOR COLUMNS LINES TERM INPUTRC TMUX

# Run a part and keep what it printed, its status in the last line.
part() { # NAME COMMAND...
	local name=$1
	shift
	timeout 300 "$@" >"$scratch/parts/$name" 2>&1 </dev/null
	echo "status $?" >>"$scratch/parts/$name"
}

layers() {
	if awk -f tests/tools/layers.awk src/LAYERS src/*/*.[ch]; then
		echo "ok - layers"
	else
		echo "not ok - layers"
		return 1
	fi
}

# What sits in a terminal mostly waits, so it runs beside the rest.
terminals() {
	local file
	for file in tests/pty/*.sh; do
		[ -e "$file" ] && part "5 ${file##*/}" sh "$file"
	done
}

others() {
	local file
	for file in "$build"/unit/test_*; do
		[ -x "$file" ] && [ -f "$file" ] && [[ $file != *.d ]] && part "1 ${file##*/}" "$file"
	done
	part "2 golden" sh tests/tools/golden.sh "$build"
	part "3 examples" sh tests/tools/examples.sh
	[ -e README.md ] && part "3 README" sh tests/tools/readme.sh "$build"
	for file in tests/shell/*.sh; do
		[ -e "$file" ] && part "4 ${file##*/}" sh "$file"
	done
	part "4 combinations" sh tests/fuzz/combinations.sh "$build"
	part "4 replay" sh tests/fuzz/replay.sh "$build"
	part "6 diff" sh tests/diff/run.sh
	part "6 reports" sh tests/diff/reports.sh
	part "6 segments" sh tests/diff/segments.sh
	part "6 jsonl" sh tests/diff/jsonl.sh
	part "6 regression" sh tests/diff/regression.sh
	part "6 frequency" sh tests/diff/frequency.sh
	part "6 fair" sh tests/diff/fair.sh
	part "6 why" sh tests/diff/why.sh
	part "6 why_noise" sh tests/diff/why_noise.sh
	part "6 bases" sh tests/diff/base.sh
	part "6 tables" sh tests/diff/tables.sh
	part "7 duckdb_csv" sh tests/corpora/duckdb_csv.sh "$build"
	for file in tests/data/*.sh; do
		[ -e "$file" ] && part "7 ${file##*/}" sh "$file"
	done
}

terminals 2>/dev/null &
layers >"$scratch/parts/0 layers" 2>&1
echo "status $?" >>"$scratch/parts/0 layers"
others 2>/dev/null
wait

awk '
	FNR == 1 { name = FILENAME; sub(/.*\/[0-9] /, "", name); shown = failed_here = 0 }
	function show(line) {
		if (!shown++)
			print "== " name
		print line
	}
	# cmocka says "not ok N # SKIP name".
	/^(not )?ok .*# SKIP/ {
		skipped++
		sub(/^(not )?ok [-0-9 ]*(# SKIP )?/, "")
		sub(/ # SKIP/, ":")
		show("skipped: " $0)
		next
	}
	/^ok / { passed++; next }
	/^not ok / { failed++; failed_here++; show($0); next }
	/^1\.\.[0-9]+( |$)/ || /^# (not )?ok - / { next }
	/^status [0-9]+$/ {
		# A crash, or time that ran out, is a failure of its own: the tests after it did not run.
		if ($2 >= 124 || ($2 != 0 && !failed_here)) {
			failed++
			show("not ok - " name " ended with status " $2 ($2 == 124 ? " (took too long)" : ""))
		}
		next
	}
	{ show($0) }
	END {
		printf "%d passed, %d failed%s\n", passed, failed, skipped ? ", " skipped " skipped" : ""
		exit failed > 0
	}' "$scratch"/parts/*
