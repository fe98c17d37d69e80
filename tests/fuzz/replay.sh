#!/bin/sh
# replay.sh BUILD - every fuzz target once on its corpus (tests/fuzz/corpus/TARGET) and on the public suites beside the
# project: nothing crashes, hangs, or breaks what the target says holds.
. tests/tools/check.sh
. tests/fuzz/seeds.sh
build=$1

for program in "$build"/fuzz/*; do
	target=${program##*/}
	[ -f "$program" ] && [ -x "$program" ] || continue
	if [ ! -d "tests/fuzz/corpus/$target" ]; then
		echo "tests/fuzz/corpus/$target is not there" | not_ok "fuzz corpus of $target"
		continue
	fi
	# shellcheck disable=SC2046
	if "$program" "tests/fuzz/corpus/$target" $(present_seeds "$target") >"$scratch/out" 2>"$scratch/errors"; then
		ok "fuzz corpus of $target: $(cat "$scratch/out")"
	else
		# Behind the last name stands what went wrong with it.
		awk 'FNR == NR { if (/^(tests\/fuzz\/corpus|\.\.)\//) last = FNR; next } FNR >= last' "$scratch/errors" "$scratch/errors" |
			head -n 40 | not_ok "fuzz corpus of $target"
	fi
done
finish
