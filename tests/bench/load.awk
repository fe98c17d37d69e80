# load.awk - load.tsv (variant, threads, program, seconds, resident, own) as tables of medians, one per variant and number
# of threads, each with the fastest and the leanest peer beside cxq.
# Variables: programs, in order; sizes "variant=rows=bytes ...".

function median(list,    n, value, i, j, swap) {
	n = split(list, value, " ")
	for (i = 2; i <= n; i++)
		for (j = i; j > 1 && value[j - 1] + 0 > value[j] + 0; j--) {
			swap = value[j]; value[j] = value[j - 1]; value[j - 1] = swap
		}
	return n % 2 ? value[(n + 1) / 2] + 0 : (value[n / 2] + value[n / 2 + 1]) / 2
}

function times(value, of) { return of > 0 ? sprintf("%.1f", value / of) : "" }

{
	key = $1 SUBSEP $2
	if (!(key in seen)) { seen[key]; keys[++n_keys] = key }
	if ($4 == "failed") { failed[key, $3] = 1; next }
	seconds[key, $3] = seconds[key, $3] " " $4
	resident[key, $3] = resident[key, $3] " " $5
	own[key, $3] = own[key, $3] " " $6
}

function one(key, program,    s, r, o) {
	if (failed[key, program] || !((key, program) in seconds)) {
		printf "| %s | %s | | | | | |\n", program, failed[key, program] ? "failed" : "not here"
		return
	}
	s = median(seconds[key, program]); r = median(resident[key, program]); o = median(own[key, program])
	printf "| %s | %.2f | %s | %.0f | %s | %.0f | %s |\n", program, s, times(s, our_s), o, times(o, our_o), r, times(r, our_r)
	if (program == "cxq")
		return
	if (!fastest || s < fastest) { fastest = s; fast = program }
	if (!leanest || o < leanest) { leanest = o; lean = program }
}

END {
	n_programs = split(programs, program, " ")
	n_sizes = split(sizes, list, " ")
	for (i = 1; i <= n_sizes; i++) {
		split(list[i], part, "=")
		size[part[1]] = sprintf("%d rows, %.2f GB", part[2], part[3] / 1e9)
	}
	for (k = 1; k <= n_keys; k++) {
		split(keys[k], name, SUBSEP)
		our_s = median(seconds[keys[k], "cxq"]); our_r = median(resident[keys[k], "cxq"]); our_o = median(own[keys[k], "cxq"])
		fastest = leanest = 0
		printf "\n## %s, %s (%s)\n\n", name[1], name[2] == 1 ? "1 thread" : name[2] " threads", size[name[1]]
		print "| program | seconds | x | own MiB | x | resident MiB | x |"
		print "|---|---:|---:|---:|---:|---:|---:|"
		for (p = 1; p <= n_programs; p++)
			one(keys[k], program[p])
		if (fastest && our_s)
			printf "\nFastest peer: %s, %s times our time (wanted: 3). Leanest peer: %s, %s times our memory (wanted: 2).\n",
				fast, times(fastest, our_s), lean, times(leanest, our_o)
	}
}
