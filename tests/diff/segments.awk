# segments.awk - prints what the differential test of compare needs, into -v folder: for each of -v tables random tables a CSV
# file, and three lists: cxq (statements), queries (their texts, one per answer) and sql.  Needs answers.awk.
# ---- metrics: answers x (1, 0, -1 or numbers), and the test
function choose_metric(    m) {
	m = random(3)
	if (m == 0) {
		metric = "100 * net(recommend >= 9, recommend < 7) as m"
		answer = "CASE WHEN recommend >= 9 THEN 1 WHEN recommend < 7 THEN -1 WHEN recommend IS NOT NULL THEN 0 END"
		value = "100.0 * (plus - minus) / n"
		test = net()
	} else if (m == 1) {
		metric = "100 * share(csat >= 4) as m"
		answer = "CASE WHEN csat >= 4 THEN 1 WHEN csat IS NOT NULL THEN 0 END"
		value = "100.0 * plus / n"
		test = share()
	} else {
		metric = "avg(recommend) as mean"
		answer = "recommend"
		value = "mean"
		test = mean_of_numbers()
	}
	label = m == 2 ? "mean" : "m"
	kish = m < 2 ? "(n * sw2 / (sw * sw))" : "CASE WHEN q > 1e-12 THEN n * n * l / (sw * sw * q) ELSE 1.0 END"
}
# Columns low, high and statistic of the joined sides a and b.
function net() {
	return "100 * max(-2, dd - 1.959963984540054 * se), 100 * min(2, dd + 1.959963984540054 * se), dd / se FROM (SELECT *, " \
		"pa - ma - pb + mb AS dd, sqrt((pa + ma - (pa - ma) * (pa - ma)) / na + (pb + mb - (pb - mb) * (pb - mb)) / nb) AS se FROM (SELECT *, " \
		"(a_plus / a_d + 0.75) / na AS pa, (a_minus / a_d + 0.75) / na AS ma, (b_plus / b_d + 0.75) / nb AS pb, " \
		"(b_minus / b_d + 0.75) / nb AS mb FROM (SELECT *, a_n / a_d + 3 AS na, b_n / b_d + 3 AS nb FROM j)))"
}
function wilson(side, sign,    z2) {
	z2 = "3.841458820694124"
	return "((p" side " + " z2 " / (2 * n" side ") " sign " 1.959963984540054 * sqrt(p" side " * (1 - p" side ") / n" side " + " z2 \
		" / (4 * n" side " * n" side "))) / (1 + " z2 " / n" side "))"
}
function share() {
	return "100 * (pa - pb - sqrt((pa - la) * (pa - la) + (ub - pb) * (ub - pb))), 100 * (pa - pb + sqrt((ua - pa) * (ua - pa) + " \
		"(pb - lb) * (pb - lb))), CASE WHEN q > 0 AND q < 1 THEN (pa - pb) / sqrt(q * (1 - q) * (1 / na + 1 / nb)) END FROM (SELECT *, " \
		wilson("a", "-") " AS la, " wilson("a", "+") " AS ua, " wilson("b", "-") " AS lb, " wilson("b", "+") " AS ub, " \
		"(pa * na + pb * nb) / (na + nb) AS q FROM (SELECT *, a_n / a_d AS na, b_n / b_d AS nb, 1.0 * a_plus / a_n AS pa, " \
		"1.0 * b_plus / b_n AS pb FROM j))"
}
function mean_of_numbers() { # limits need Student's t
	return "NULL, NULL, CASE WHEN se > 0 THEN (a_mean - b_mean) / se END FROM (SELECT *, sqrt(a_q / (a_n - 1) * a_d / a_n + " \
		"b_q / (b_n - 1) * b_d / b_n) AS se FROM j)"
}

# W is a query of (grp, side, c, x, w): answers x of the voices c, that weigh w: counts are in proportion to the answers.
function both_sides(w, dimension, a, b, order,    side, sql) {
	sql = "WITH w AS (" w "), s AS (SELECT grp, side, count(x) AS n, sum(w * x) / sum(w) AS mean, sum(w * (x = 1)) * count(x) / sum(w) AS plus, " \
		"sum(w * (x = -1)) * count(x) / sum(w) AS minus, sum(w) AS sw, sum(w * w) AS sw2 FROM w " \
		"WHERE x IS NOT NULL AND w > 0 GROUP BY grp, side), " \
		"v AS (SELECT s.grp, s.side, c, sum(w * (x - mean)) AS dev, sum(w * w * (x - mean) * (x - mean)) AS dev2, " \
		"sum(w * (x - mean) * (x - mean)) * n / sw AS dev1 FROM w JOIN s ON w.grp IS s.grp AND " \
		"w.side = s.side WHERE x IS NOT NULL AND w > 0 GROUP BY s.grp, s.side, c), " \
		"k AS (SELECT grp, side, sum(dev * dev) AS r, sum(dev2) AS l, sum(dev1) AS q FROM v GROUP BY grp, side), " \
		"f AS (SELECT s.*, q, CASE WHEN n > 1 AND q > 1e-12 AND r > l THEN r / l ELSE 1.0 END * " kish " AS d, " value \
		" AS value FROM s JOIN k ON " \
		"s.grp IS k.grp AND s.side = k.side), g AS (SELECT DISTINCT grp FROM s), j AS (SELECT g.grp AS grp, "
	sql = sql columns("a") ", " columns("b") " FROM g LEFT JOIN f a ON a.grp IS g.grp AND a.side = 'a' LEFT JOIN f b ON b.grp IS g.grp " \
		"AND b.side = 'b'), t AS (SELECT grp AS tested, " test " WHERE a_n > 1 AND b_n > 1) "
	sql = sql "SELECT " (dimension ? "j.grp, " : "") "'" label "', " a ", " b ", a_value, b_value, coalesce(a_n, 0), coalesce(b_n, 0), " \
		"a_value - b_value, low, high, statistic FROM j LEFT JOIN u ON u.tested IS j.grp" order
	sub(/t AS \(SELECT grp AS tested,/, "u(tested, low, high, statistic) AS (SELECT grp AS tested,", sql)
	return sql
}
function columns(side) {
	return side ".n AS " side "_n, " side ".plus AS " side "_plus, " side ".minus AS " side "_minus, " side ".mean AS " side "_mean, " \
		side ".q AS " side "_q, " side ".d AS " side "_d, " side ".value AS " side "_value"
}

# ---- questions
function segments(    by, periods, a, b, side, text, w) {
	choose_metric()
	by = random(2)
	periods = random(3) == 0
	a = 1 + random(3)
	b = a % 3 + 1
	text = "compare " metric " for " (periods ? "during 2025-01 as one vs from 2025-02 to 2025-03 as two" : \
		"channel = " channels[a] " vs channel = " channels[b]) (by ? " by kind" : "")
	side = periods ? "CASE WHEN month = 1 THEN 'a' WHEN month < 4 THEN 'b' END" : \
		"CASE channel WHEN '" channels[a] "' THEN 'a' WHEN '" channels[b] "' THEN 'b' END"
	w = "SELECT * FROM (SELECT " (by ? "kind" : "0") " AS grp, " side " AS side, " voice() " AS c, " answer " AS x, " \
		weight() " AS w FROM t) WHERE side IS NOT NULL"
	if (!by)	# one row, even about nothing
		w = w " UNION ALL SELECT 0, 'a', NULL, NULL, NULL"
	a = periods ? "'one'" : "'" channels[a] "'"
	b = periods ? "'two'" : "'" channels[b] "'"
	ask(text, both_sides(w, by, a, b, by ? " ORDER BY a_value IS NULL, a_value DESC, j.grp IS NULL, j.grp" : ""))
}
function others(    w) {
	choose_metric()
	w = "SELECT k.kind AS grp, CASE WHEN t.kind IS k.kind THEN 'a' ELSE 'b' END AS side, " voice() " AS c, " answer \
		" AS x, " weight() " AS w FROM (SELECT DISTINCT kind FROM t) k, t"
	ask("compare " metric " by kind", both_sides(w, 1, "coalesce(j.grp, '(missing)')", "'(others)'", \
		" WHERE a_n > 0 ORDER BY a_value DESC, j.grp IS NULL, j.grp"))
}

BEGIN {
	begin()
	for (i = 1; i <= tables; i++) {
		make_table(i)
		choose_settings()
		segments()
		segments()
		others()
	}
}
