# why.awk - prints what the differential test of why needs, into -v folder: for each of -v tables random tables a CSV file, and
# three lists: cxq (statements), queries (their texts, one per answer) and sql.  The same bytes for the same -v seed, with any
# awk.  Some groups answer in one period only, ratios have groups without a denominator, and half of the tables have weights.
function random(n) { # 0 .. n - 1; exact in doubles
	state = (state * 69069 + 1) % 4294967296
	return int(state / 65536) % n
}
function two(n) { return sprintf("%02d", n) }
function quoted(s) { return s == "" ? "NULL" : "'" s "'" }
function plain(s) { return s == "" ? "NULL" : s }

function make_table(number,    file, rows, i, score, csat, month, channel, kind, weight) {
	file = folder "/t" number ".csv"
	rows = 15 + random(200)
	print "DELETE FROM t;" > (folder "/sql")
	print "id,time,customer,channel,kind,recommend,csat,w" > file
	for (i = 1; i <= rows; i++) {
		month = 1 + random(3)
		kind = random(12) ? kinds[1 + random(3 + month)] : ""
		channel = random(15) ? channels[1 + random(2 + random(2))] : ""
		score = random(10) ? random(11) : ""
		csat = random(4) ? 1 + random(5) : ""
		weight = random(12) ? random(40) / 8 : ""
		print i ",2025-" two(month) "-" two(1 + random(28)) ",C" two(random(40)) "," channel "," kind "," score "," csat "," weight > file
		print "INSERT INTO t VALUES(" month "," quoted(channel) "," quoted(kind) "," plain(score) "," plain(csat) "," \
			plain(weight) ");" > (folder "/sql")
	}
	close(file)
	print "load \"" file "\" as t" number > (folder "/cxq")
}

# A metric is FACTOR times the sum of TOP over the sum of BOTTOM, of rows that answer (COUNTS).
function choose_metric(    m, answer, w) {
	m = random(4)
	w = by_weight ? "w" : "1.0"
	factor = m < 2 ? 100 : 1
	if (m == 0) {
		metric = "100 * net(recommend >= 9, recommend < 7)"
		answer = "((recommend >= 9) - (recommend < 7))"
	} else if (m == 1) {
		metric = "100 * share(csat >= 4)"
		answer = "(csat >= 4)"
	} else if (m == 2) {
		metric = "avg(recommend)"
		answer = "recommend"
	} else {
		metric = "sum(recommend) / count(csat)"
		top = "coalesce(recommend, 0)"
		bottom = counts = "(csat IS NOT NULL)"
		return
	}
	counts = "(" answer " IS NOT NULL AND " w " > 0)"
	counts = "coalesce(" counts ", 0)"
	top = "CASE WHEN " counts " THEN " w " * " answer " ELSE 0 END"
	bottom = "CASE WHEN " counts " THEN " w " ELSE 0 END"
}

function ask(dimension, condition, where,    sql) {
	choose_metric()
	print "why " metric " during 2025-02 vs 2025-01 by " dimension condition > (folder "/cxq")
	print "why " metric " during 2025-02 vs 2025-01 by " dimension condition > (folder "/queries")
	sql = "WITH r AS (SELECT " dimension " AS g, month, 1.0 * " top " AS x, 1.0 * " bottom " AS d, " counts " AS c FROM t WHERE month < 3" \
		where "), a AS (SELECT g, " sums("2", "1") ", " sums("1", "0") " FROM r GROUP BY g HAVING s1 <> 0 OR b1 <> 0 OR s0 <> 0 OR b0 <> 0), " \
		"o AS (SELECT total(s1) AS ts1, total(s0) AS ts0, total(b1) AS tb1, total(b0) AS tb0, cast(total(n1) AS INTEGER) AS tn1, " \
		"cast(total(n0) AS INTEGER) AS tn0 FROM a), " \
		"v AS (SELECT *, " factor " * s1 / b1 AS v1, " factor " * s0 / b0 AS v0, b1 / tb1 AS w1, b0 / tb0 AS w0, " \
		factor " * ts1 / tb1 AS t1, " factor " * ts0 / tb0 AS t0 FROM a, o WHERE tb1 <> 0 AND tb0 <> 0), " \
		"p AS (SELECT *, CASE WHEN b1 <> 0 AND b0 <> 0 THEN (w1 + w0) / 2 * (v1 - v0) ELSE 0 END AS within, " \
		"CASE WHEN b1 <> 0 AND b0 <> 0 THEN ((v1 + v0) / 2 - (t1 + t0) / 2) * (w1 - w0) ELSE " \
		factor " * s1 / tb1 - " factor " * s0 / tb0 - (t1 + t0) / 2 * (w1 - w0) END AS mix FROM v) "
	print ".print ----" > (folder "/sql")
	print sql "SELECT '(total)', '(total)', tn1, tn0, CASE WHEN tb1 <> 0 THEN " factor " * ts1 / tb1 END, CASE WHEN tb0 <> 0 THEN " \
		factor " * ts0 / tb0 END, NULL, NULL, " factor " * ts1 / tb1 - " factor " * ts0 / tb0, NULL FROM o " \
		"UNION ALL SELECT '" dimension "', '(total)', max(tn1), max(tn0), max(t1), max(t0), sum(within), sum(mix), max(t1 - t0), NULL FROM p " \
		"HAVING count(*) > 0 UNION ALL SELECT '" dimension "', g, n1, n0, v1, v0, within, mix, within + mix, " \
		"within + mix - w0 * (t1 - t0) FROM p;" > (folder "/sql")
}
function sums(month, suffix,    rows) {
	rows = "(CASE WHEN month = " month " THEN "
	return "sum" rows "x ELSE 0 END) AS s" suffix ", sum" rows "d ELSE 0 END) AS b" suffix ", sum" rows "c ELSE 0 END) AS n" suffix
}

BEGIN {
	state = seed
	split("phone chat web", channels)
	split("help order visit renewal advice update", kinds)
	print ".mode csv\n.separator , \"\\n\"\nCREATE TABLE t(month INTEGER, channel TEXT, kind TEXT, recommend INTEGER, csat INTEGER, " \
		"w REAL);" > (folder "/sql")
	print "set unknown_values = note" > (folder "/cxq")
	for (i = 1; i <= tables; i++) {
		make_table(i)
		by_weight = random(2)
		print "set weight = " (by_weight ? "w" : "none") > (folder "/cxq")
		ask("channel", "", "")
		ask("kind", "", "")
		ask("kind", " where channel = \"chat\"", " AND channel = 'chat'")
	}
}
