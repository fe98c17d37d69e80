#!/bin/bash
# load.sh BUILD - from a file of customer interactions to the first answer: cxq beside DuckDB, ClickHouse (chdb) and
# Polars, in one run.  Writes build/bench/load.md (the table, printed too) and load.tsv (every single run).
#
#	ROWS=10000000			of the main file; the other variants have about the same bytes
#	ROUNDS=3			the median counts; programs take turns within a round
#	VARIANTS="main quoted wide text shuffled"	see generate.c
#	PROGRAMS="cxq duckdb duckdb-typed chdb polars"
#	THREADS="1 2"			and as many cores
#	BENCH_DIR=build/bench/data	where the files go (5 GB), kept for the next run
#
# A run is a process of its own that loads the file (which is in the page cache), finds the types, and tells promoters,
# detractors and answers overall and by channel; these must be what the generator counted, else this fails.  Peers are
# installed with npm into build/bench/peers, the first time only; without node or npm, or where a package cannot be
# installed, the table says so.
cd "$(dirname "$0")/../.." || exit 1
build=${1:-build/release}
bench=build/bench
rows=${ROWS:-10000000}
rounds=${ROUNDS:-3}
variants=${VARIANTS:-main quoted wide text shuffled}
programs=${PROGRAMS:-cxq duckdb duckdb-typed chdb polars}
threads=${THREADS:-1 2}
data=$(realpath -m -- "${BENCH_DIR:-$bench/data}")
peers=$bench/peers
export NODE_PATH=$PWD/$peers/node_modules LC_ALL=C

die() { echo "bench-load: $*" >&2; exit 1; }

package_of() { # PROGRAM
	case $1 in
	duckdb*) echo @duckdb/node-api ;;
	chdb) echo chdb ;;
	polars) echo nodejs-polars nodejs-polars-linux-x64-gnu ;;
	esac
}

# Install what PROGRAM needs, unless it is there; what it says is kept in a file.
have() { # PROGRAM
	local first
	[ "$1" = cxq ] && return
	first=$(package_of "$1")
	first=${first%% *}
	command -v npm >/dev/null 2>&1 || { echo 'node and npm are not there' >"$scratch/$1.absent"; return 1; }
	if [ ! -d "$peers/node_modules/$first" ]; then
		[ -e "$peers/package.json" ] || echo '{"private":true}' >"$peers/package.json"
		echo "bench-load: installing $(package_of "$1")" >&2
		# shellcheck disable=SC2046
		(cd "$peers" && npm install --no-audit --no-fund $(package_of "$1")) >"$scratch/npm" 2>&1
	fi
	node -e "require('$first')" >"$scratch/node" 2>&1 && return
	echo 'its package could not be installed' >"$scratch/$1.absent"
	return 1
}

version_of() { # PROGRAM
	local package
	if [ "$1" = cxq ]; then
		"$build/cxq" --version | head -n 1
		return
	fi
	package=$(package_of "$1")
	node -p "'$1 ' + JSON.parse(require('fs').readFileSync('$peers/node_modules/${package%% *}/package.json')).version"
}

rows_of() { # VARIANT
	case $1 in
	quoted) echo $((rows * 3 / 5)) ;;
	wide) echo $((rows / 4)) ;;
	text) echo $((rows / 5)) ;;
	*) echo "$rows" ;;
	esac
}

command_of() { # PROGRAM FILE THREADS
	case $1 in
	cxq) command=("$build/cxq" --no-rc -q --threads "$3" "$2" -F csv -c 'nps; nps by channel') ;;
	duckdb-typed) command=(node tests/bench/peers/duckdb.cjs "$2" "$3" typed) ;;
	*) command=(node "tests/bench/peers/$1.cjs" "$2" "$3") ;;
	esac
	# A number of threads is a wish to some; a set of cores is none.
	command -v taskset >/dev/null 2>&1 && [ "$3" -le "$(nproc)" ] && command=(taskset -c "0-$(($3 - 1))" "${command[@]}")
	return 0
}

# Is what cxq (CSV: nps and its n) or a peer (counts) printed what the generator counted?
right() { # PROGRAM FILE
	awk -v program="$1" '
		function near(a, b) { return a - b < 1e-9 && b - a < 1e-9 }
		NR == FNR { wanted[$1] = 100 * ($2 - $3) / $4; n[$1] = $4; left++; next }
		program != "cxq" { name = $1; score = $4 ? 100 * ($2 - $3) / $4 : 0; count = $4 }
		program == "cxq" {
			cells = split($0, cell, ",")
			if (cells < 2 || cell[cells] == "nps_n")
				next
			name = cells == 2 ? "(all)" : cell[1]
			score = cell[cells - 1]
			count = cell[cells]
		}
		{ right = name in wanted && near(score, wanted[name]) && count == n[name]; left--; wrong += !right }
		END { exit wrong || left }' "$2.answers" "$scratch/answer"
}

run() { # PROGRAM VARIANT FILE THREADS
	local command
	command_of "$1" "$3" "$4"
	if ! timeout 1800 "$bench/measure" "$scratch/measured" "${command[@]}" >"$scratch/answer" 2>"$scratch/errors"; then
		[ "$1" = cxq ] && die "cxq failed on $3: $(head -n 3 "$scratch/errors")"
		echo "bench-load: $1 failed on $3: $(head -n 1 "$scratch/errors")" >&2
		printf '%s\t%s\t%s\tfailed\n' "$2" "$4" "$1" >>"$bench/load.tsv"
		return
	fi
	right "$1" "$3" || { cat "$scratch/answer" >&2; die "$1 gave another answer for $3 than the generator counted"; }
	printf '%s\t%s\t%s\t%s\n' "$2" "$4" "$1" "$(tr ' ' '\t' <"$scratch/measured")" >>"$bench/load.tsv"
}

table() {
	local processor
	processor=$(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)
	echo "# From a file to the first answer"
	echo
	echo "$(nproc) cores${processor:+, $processor}; median of $rounds; $(cat "$scratch/versions")."
	echo
	echo "Wall time of a whole process, its start included (Node's own, about 0.05 s, for the peers). *Resident* is the peak that"
	echo "the kernel kept, in which pages of the input count when a program maps it, though they can be dropped at any"
	echo "time; *own* is the peak of its own memory (seen every 2 ms), which is what a machine must have. \`x\` is how"
	echo "many times cxq's figure it is. duckdb-typed was given the types and need not keep the order of rows."
	echo
	cat "$scratch"/*.absent 2>/dev/null | sort -u | sed 's/^/Not all peers are here: /; s/$/./'
	awk -F '\t' -v programs="$programs" -v sizes="$sizes" -f tests/bench/load.awk "$bench/load.tsv"
}

scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$peers" "$data" || exit 1
present=
for program in $programs; do
	have "$program" && present="$present $program" && versions="${versions:+$versions, }$(version_of "$program")"
done
echo "$versions" >"$scratch/versions"
: >"$bench/load.tsv"
sizes=
for variant in $variants; do
	n=$(rows_of "$variant")
	file=$data/$variant-$n.csv
	if [ ! "$file.answers" -nt "$bench/generate" ]; then
		"$bench/generate" "$variant" "$n" "$file" || exit 1
	fi
	sizes="$sizes $variant=$n=$(stat -c %s "$file")"
	cat "$file" >/dev/null
	for ((round = 1; round <= rounds; round++)); do
		for t in $threads; do
			for program in $present; do
				[ -t 2 ] && printf '\r%s, round %s, %s threads: %s\033[K' "$variant" "$round" "$t" "$program" >&2
				run "$program" "$variant" "$file" "$t"
			done
		done
	done
	[ -t 2 ] && printf '\r\033[K' >&2
done
table | tee "$bench/load.md"
