# check.sh - sourced by tests/shell/*.sh and tests/pty/*.sh: a scratch folder, and a line "ok - NAME" or "not ok -
# NAME" per test. The program under test is the cxq that PATH finds first.
scratch=$(mktemp -d) || exit 1
trap 'clean_up' EXIT
clean_up() { rm -rf "$scratch"; }
failures=0

ok() { echo "ok - $1"; }

not_ok() { # NAME, details on standard input
	sed 's/^/#   /'
	echo "not ok - $1"
	failures=$((failures + 1))
}

same() { # NAME WANTED ACTUAL
	if [ "$2" = "$3" ]; then
		ok "$1"
	else
		printf 'wanted:\n%s\ngot:\n%s\n' "$2" "$3" | not_ok "$1"
	fi
}

contains() { # NAME PART TEXT
	case $3 in
	*"$2"*) ok "$1" ;;
	*) printf 'wanted somewhere:\n%s\ngot:\n%s\n' "$2" "$3" | not_ok "$1" ;;
	esac
}

# Run a command: its standard output, errors and status are left in $out, $errors and $status.
run() {
	"$@" >"$scratch/.out" 2>"$scratch/.errors"
	status=$?
	out=$(cat "$scratch/.out")
	errors=$(cat "$scratch/.errors")
}

# A small file of interactions, whose nps is 20 (3 promoters, 2 detractors of 5), csat 75 (3 of 4).
survey() { # FILE
	cat >"$1" <<'END'
customer_id,date,channel,stage,recommend,csat
1,2024-01-03,phone,buy,10,5
2,2024-01-09,live chat,use,9,4
3,2024-02-02,phone,use,3,2
4,2024-02-20,email,buy,0,
5,2024-03-01,live chat,buy,9,5
END
}

finish() { [ "$failures" = 0 ]; exit; }
