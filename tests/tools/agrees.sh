# agrees.sh - sourced after check.sh: answers compared with published numbers.
# Are the cells of ANSWER (CSV without its header) those of WANTED, to the places that are given there?
agrees() { # WANTED ANSWER
	printf '%s\n%s\n' "$1" "$2" | awk '
		function cells(text, out) { return split(text, out, ",") }
		NR == 1 { rows = split($0, wanted, "; "); next }
		{ answer[++n] = $0 }
		END {
			for (r = 1; r <= rows || r <= n; r++) {
				gsub(/, /, ",", wanted[r])
				if (cells(wanted[r], w) != cells(answer[r], a))
					exit 1
				for (i = 1; i in w; i++) {
					point = index(w[i], ".")
					half = 0.5000001 / 10 ^ (point ? length(w[i]) - point : 6)
					if (w[i] == a[i] || w[i] ~ /^-?[0-9.]+$/ && a[i] ~ /^-?[0-9.]+(e-[0-9]+)?$/ && w[i] - a[i] <= half && a[i] - w[i] <= half)
						continue
					exit 1
				}
			}
		}'
}

# One query on files: the cells of its CSV answer are WANTED ("row; row", cells parted by ", ").
gives() { # NAME WANTED CXQ-ARGUMENTS
	name=$1 wanted=$2
	shift 2
	run cxq -q -F csv "$@"
	answer=$(printf '%s\n' "$out" | tail -n +2)
	if [ "$status" = 0 ] && agrees "$wanted" "$answer"; then
		ok "$name"
	else
		printf 'wanted: %s\ngot: %s\n%s\n' "$wanted" "$answer" "$errors" | not_ok "$name"
	fi
}
