# seeds.sh - sourced: which folders and files a fuzz target starts from, those of public suites beside the project.
suites=../shared/suites

seeds_of() { # TARGET
	case $1 in
	csv | sniff) echo "$suites/duckdb-csv/data $suites/csv-spectrum/csvs $suites/own-hostile/csv $suites/go-fuzz-corpus/csv" ;;
	dates) echo "$suites/own-hostile/dates_awkward.tsv $suites/json-schema-formats $suites/toml-dates $suites/go-fuzz-corpus/time" ;;
	jsonl) echo "$suites/own-hostile/jsonl $suites/JSONTestSuite $suites/go-fuzz-corpus/json" ;;
	esac
}

# Those that are there.
present_seeds() { # TARGET
	for seed in $(seeds_of "$1"); do
		[ -e "$seed" ] && echo "$seed"
	done
}
