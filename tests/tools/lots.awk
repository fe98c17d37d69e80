# lots.awk - give the times (second column) of a CSV file to its rows by lot: nothing has to do with time any more.
# awk -v seed=N -f lots.awk FILE
BEGIN {
	FS = OFS = ","
	x = seed * 2 + 1
	for (i = 0; i < 20; i++)
		lot(2)
}

# Park and Miller (1988), the multiplier of 1993: the same numbers in every awk.
function lot(n) {
	x = x * 48271 % 2147483647
	return int(x / 2147483647 * n)
}

NR == 1 {
	print
	next
}

{
	line[NR] = $0
	time[NR] = $2
}

END {
	for (i = NR; i > 2; i--) {
		j = 2 + lot(i - 1)
		t = time[i]
		time[i] = time[j]
		time[j] = t
	}
	for (i = 2; i <= NR; i++) {
		$0 = line[i]
		$2 = time[i]
		print
	}
}
