#!/bin/bash
# fuzz.sh TARGET SECONDS - run build/fuzz/fuzz/TARGET (make fuzz builds it) for so long, from its corpus and the public
# suites beside the project.  What it learns is kept in build/fuzz/corpus/TARGET, what breaks it in build/fuzz/findings;
# status 1 when something does.
#
# fuzz.sh TARGET corpus - make the committed corpus again out of what is there and build/fuzz/own/TARGET, as little as
# reaches the same code.  OWN=1 fuzz.sh TARGET SECONDS fills that folder: without the suites, so that nothing in it is
# under somebody else's licence.
cd "$(dirname "$0")/../.." || exit 1
. tests/fuzz/seeds.sh
target=$1
program=build/fuzz/fuzz/$target
committed=tests/fuzz/corpus/$target
learnt=build/fuzz/${OWN:+own/}corpus/$target
if [ ! -x "$program" ] || [ -z "$2" ]; then
	echo "usage: make fuzz TARGET=csv SECONDS=3600, a target of tests/fuzz/targets" >&2
	exit 2
fi
mkdir -p "$learnt" "$committed" build/fuzz/findings

if [ "$2" = corpus ]; then
	small=$(mktemp -d) || exit 1
	"$program" -set_cover_merge=1 -use_counters=0 "$small" "$committed" "build/fuzz/own/corpus/$target" >"$small.log" 2>&1 || exit 1
	find "$committed" -type f ! -name '*-seed*' -delete
	cp -n "$small"/* "$committed"
	rm -rf "$small" "$small.log"
	find "$committed" -type f | wc -l
	exit
fi

# libFuzzer starts from folders only.
seeds=()
for seed in $([ -n "$OWN" ] || present_seeds "$target"); do
	[ -d "$seed" ] && seeds+=("$seed")
done
dictionary=tests/fuzz/targets/$target.dict
exec "$program" -max_total_time="$2" -max_len=$([ "$target" = csv ] && echo 16384 || echo 4096) -timeout=20 -rss_limit_mb=4096 -print_final_stats=1 \
	-artifact_prefix="build/fuzz/findings/$target-" ${FUZZ_OPTIONS:-} \
	$([ -e "$dictionary" ] && echo "-dict=$dictionary") "$learnt" "$committed" "${seeds[@]}"
