# compare.awk CXQ SQL QUERIES - compares the answers of two programs, query by query, and prints ok and "not ok" lines.
# CXQ: CSV answers with headers, an empty line between.  SQL: CSV rows, each answer after a line "----"; they come from what
# -v against names, SQL when not given.  QUERIES: their texts.
# Numbers are equal within 1e-9 of themselves, or of 1.
function fields(line, out,    n, c, i, quoted) {
	n = 1
	delete out
	out[1] = ""
	for (i = 1; i <= length(line); i++) {
		c = substr(line, i, 1)
		if (c == "\"")
			quoted = !quoted
		else if (c == "," && !quoted)
			out[++n] = ""
		else
			out[n] = out[n] c
	}
	return n
}
function is_number(s) { return s ~ /^-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?$/ }
function size(x) { x += 0; return x < 0 ? -x : x }
function same(a, b,    most) {
	if (a == b)
		return 1
	if (!is_number(a) || !is_number(b))
		return 0
	most = size(a) > size(b) ? size(a) : size(b)
	return size(a - b) <= 1e-9 * (most > 1 ? most : 1)
}
function same_rows(a, b,    x, y, n, i) {
	n = fields(a, x)
	if (n != fields(b, y))
		return 0
	for (i = 1; i <= n; i++)
		if (!same(x[i], y[i]))
			return 0
	return 1
}
function report(q,    i, n, bad) {
	n = rows[1, q] > rows[2, q] ? rows[1, q] : rows[2, q]
	for (i = 1; i <= n && !bad; i++)
		if (!same_rows(row[1, q, i], row[2, q, i]) || i > rows[1, q] || i > rows[2, q])
			bad = i
	if (!bad) {
		good++
		return
	}
	printf "# %s\n# row %d of %d and %d\n#   cxq: %s\n#   %s: %s\nnot ok - %s\n", query[q], bad, rows[1, q], rows[2, q],
		row[1, q, bad], against, row[2, q, bad], query[q]
	failed = 1
}
BEGIN { against = against ? against : "SQL" }
FNR == 1 { file++; q = 0; header = 1 }
file == 1 && FNR == 1 { q = 1 }
file == 1 && $0 == "" { q++; header = 1; next }
file == 1 && header { header = 0; answers = q; next }
file == 2 && $0 == "----" { q++; next }
file < 3 { row[file, q, ++rows[file, q]] = $0 }
file == 3 { query[FNR] = $0; queries = FNR }
END {
	if (answers != queries) {
		printf "not ok - %s: %d answers to %d queries\n", name, answers, queries
		failed = 1
	}
	for (q = 1; q <= queries; q++)
		report(q)
	printf "# %s: %d of %d queries agree with %s\n", name, good, queries, against
	if (!failed)
		print "ok - " name
	exit failed
}
