# fair.awk - prints what the differential test of fair comparisons needs, into -v folder: for each of -v tables random tables a
# CSV file, and three lists: cxq (statements), queries (their texts, one per answer) and sql.  Needs answers.awk.
# Answers are coded x: 1, 0, -1 or numbers; a value is FACTOR times their mean.

# ---- metrics
function choose_metric() {
	kind = random(3)
	factor = kind == 2 ? "1.0" : "100.0"
	label = kind == 2 ? "mean" : "m"
	if (kind == 0) {
		metric = "100 * net(recommend >= 9, recommend < 7) as m"
		answer = "CASE WHEN recommend >= 9 THEN 1 WHEN recommend < 7 THEN -1 WHEN recommend IS NOT NULL THEN 0 END"
	} else if (kind == 1) {
		metric = "100 * share(csat >= 4) as m"
		answer = "CASE WHEN csat >= 4 THEN 1 WHEN csat IS NOT NULL THEN 0 END"
	} else {
		metric = "avg(recommend) as mean"
		answer = "recommend"
	}
	kish = kind < 2 ? "(n * sw2 / (sw * sw))" : "CASE WHEN q > 1e-12 THEN n * n * l / (sw * sw * q) ELSE 1.0 END"
}

# ---- common table expressions
# Cells of NAME, a query of (grp, st, side, c, x, w): n answers, sw their weights, m their mean, plus and minus in proportion to n,
# ne = n / design effect, q squared deviations, v their variance.
function cells(name) {
	return "s AS (SELECT grp, st, side, count(x) AS n, sum(w * x) / sum(w) AS m, sum(w * (x = 1)) * count(x) / sum(w) AS plus, " \
		"sum(w * (x = -1)) * count(x) / sum(w) AS minus, sum(w) AS sw, sum(w * w) AS sw2 FROM " name \
		" WHERE x IS NOT NULL AND w > 0 GROUP BY grp, st, side), " \
		"e AS (SELECT s.grp, s.st, s.side, c, sum(w * (x - m)) AS dev, sum(w * w * (x - m) * (x - m)) AS dev2, " \
		"sum(w * (x - m) * (x - m)) * n / sw AS dev1 FROM " name " w JOIN s ON w.grp IS s.grp AND w.st IS s.st AND w.side = s.side " \
		"WHERE x IS NOT NULL AND w > 0 GROUP BY s.grp, s.st, s.side, c), " \
		"k AS (SELECT grp, st, side, sum(dev * dev) AS r, sum(dev2) AS l, sum(dev1) AS q FROM e GROUP BY grp, st, side), " \
		"d AS (SELECT s.*, q, n / (CASE WHEN n > 1 AND q > 1e-12 AND r > l THEN r / l ELSE 1.0 END * " kish ") AS ne FROM s JOIN k ON " \
		"s.grp IS k.grp AND s.st IS k.st AND s.side = k.side), " \
		"f AS (SELECT *, CASE WHEN n > 1 AND ne > 1 THEN CASE WHEN q > 1e-12 THEN q / (n - 1) ELSE 0.0 END END AS v FROM d) "
}

# ---- adjusted for
# Both sides of a stratum in one row; p: what a side takes its variance from where it has none of its own.
function more(side) { # a variance where all of a side agree in every stratum
	if (kind == 2)
		return "0.0"
	if (kind == 1)
		return "(sum(" side ".plus / " side ".n * " side ".ne) + 1) / (sum(" side ".ne) + 2) * (1 - (sum(" side ".plus / " side ".n * " \
			side ".ne) + 1) / (sum(" side ".ne) + 2))"
	return "(sum((" side ".plus + " side ".minus) / " side ".n * " side ".ne) + 1.5) / (sum(" side ".ne) + 3) - (sum((" side ".plus - " \
		side ".minus) / " side ".n * " side ".ne) / (sum(" side ".ne) + 3)) * (sum((" side ".plus - " side ".minus) / " side \
		".n * " side ".ne) / (sum(" side ".ne) + 3))"
}
function pool(side) {
	return "sum(CASE WHEN " side ".v IS NOT NULL THEN " side ".ne - 1 END) AS df" side ", coalesce(sum((" side ".ne - 1) * " side ".v), 0) AS ss" \
		side ", " more(side) " AS more" side
}
function variance(side) {
	return "CASE WHEN " side "v IS NOT NULL AND ss" side " > 0 THEN " side "v WHEN ss" side " > 0 THEN ss" side " / df" side \
		" WHEN df" side " > 0 OR more" side " > 0 THEN more" side " END"
}
function spread(mix) { # the variance of the difference, NULL where a part of it is unknown
	return "CASE WHEN count(ua) = count(*) AND count(ub) = count(*) THEN sum(" mix " * " mix " * (ua / max(ane, 1) + ub / max(bne, 1))) / " \
		"(sum(" mix ") * sum(" mix ")) END"
}
function adjusted(w, by, a, b, text, only) {
	ask(text, "WITH w AS (" w "), " cells("w") ", g AS (SELECT DISTINCT grp FROM " (by ? "s" : "(SELECT 0 AS grp)") "), " \
		"raw AS (SELECT grp, side, sum(n) AS n, " factor " * sum(m * sw) / sum(sw) AS value FROM s GROUP BY grp, side), " \
		"j AS (SELECT a.grp AS grp, a.st AS st, a.m AS am, b.m AS bm, a.ne AS ane, b.ne AS bne, a.v AS av, b.v AS bv, a.n AS an, b.n AS bn, " \
		"a.sw + b.sw AS w1, a.sw * b.sw / (a.sw + b.sw) AS w2 FROM f a JOIN f b ON a.grp IS b.grp AND a.st IS b.st " \
		"WHERE a.side = 'a' AND b.side = 'b'), " \
		"p AS (SELECT a.grp AS pgrp, " pool("a") ", " pool("b") " FROM f a JOIN f b ON a.grp IS b.grp AND a.st IS b.st " \
		"WHERE a.side = 'a' AND b.side = 'b' GROUP BY a.grp), " \
		"u AS (SELECT j.*, " variance("a") " AS ua, " variance("b") " AS ub FROM j JOIN p ON j.grp IS p.pgrp), " \
		"found AS (SELECT grp, count(*) AS strata, sum(an) AS an, sum(bn) AS bn, " factor " * sum(w1 * am) / sum(w1) AS xa, " \
		factor " * sum(w1 * bm) / sum(w1) AS xb, sum(w1 * (am - bm)) / sum(w1) AS d, sum(w2 * (am - bm)) / sum(w2) AS mh, " \
		spread("w1") " AS v1 FROM u GROUP BY grp), " \
		"z AS (SELECT grp, count(DISTINCT coalesce(st, '?')) AS strata FROM s GROUP BY grp) " \
		"SELECT " (by ? "g.grp, " : "") "'" label "', " a ", " b ", ra.value AS va, rb.value, coalesce(ra.n, 0), coalesce(rb.n, 0), " \
		"ra.value - rb.value, xa, xb, " factor " * d, CASE WHEN v1 > 0 THEN d / sqrt(v1) END, " factor " * mh, coalesce(t.strata, 0), " \
		"coalesce(z.strata, 0) - coalesce(t.strata, 0), coalesce(ra.n, 0) - coalesce(an, 0), coalesce(rb.n, 0) - coalesce(bn, 0) " \
		"FROM g LEFT JOIN found t ON t.grp IS g.grp LEFT JOIN z ON z.grp IS g.grp LEFT JOIN raw ra ON ra.grp IS g.grp AND ra.side = 'a' " \
		"LEFT JOIN raw rb ON rb.grp IS g.grp AND rb.side = 'b'" only)
}

# ---- paired by
function paired(w, by, a, b, text, only) {
	ask(text, "WITH w AS (" w "), m AS (SELECT grp, side, c, " factor " * sum(w * x) / sum(w) AS x FROM w WHERE x IS NOT NULL AND w > 0 " \
		"GROUP BY grp, side, c), p AS (SELECT a.grp AS grp, a.x AS a, b.x AS b, a.x - b.x AS d FROM m a JOIN m b ON a.grp IS b.grp AND " \
		"a.c = b.c WHERE a.side = 'a' AND b.side = 'b'), mean AS (SELECT grp, count(*) AS n, avg(a) AS a, avg(b) AS b, avg(d) AS d FROM p " \
		"GROUP BY grp), found AS (SELECT mean.grp AS grp, n, mean.a AS a, mean.b AS b, mean.d AS d, sqrt(sum((p.d - mean.d) * (p.d - mean.d)) / " \
		"(n - 1)) AS sd FROM mean JOIN p ON p.grp IS mean.grp GROUP BY mean.grp), " \
		"o AS (SELECT grp, sum(side = 'a') AS only_a, sum(side = 'b') AS only_b FROM m GROUP BY grp), " \
		"g AS (SELECT " (by ? "grp FROM found" : "0 AS grp") ") " \
		"SELECT " (by ? "g.grp, " : "") "'" label "', " a ", " b ", t.a AS va, t.b, coalesce(n, 0), coalesce(n, 0), t.a - t.b, " \
		"CASE WHEN sd > 1e-9 THEN d / (sd / sqrt(n)) END, coalesce(only_a, 0) - coalesce(n, 0), coalesce(only_b, 0) - coalesce(n, 0) " \
		"FROM g LEFT JOIN found t ON t.grp IS g.grp LEFT JOIN o ON o.grp IS g.grp" only)
}

# ---- with interaction
# The variance of a cell's mean, for a net or share that of its counts.
function error_of(c) {
	if (kind == 2)
		return c ".q / (" c ".n - 1) / " c ".ne"
	return "CASE WHEN " c ".q / " c ".n > 1e-12 THEN " c ".q / " c ".n / " c ".ne ELSE " (kind == 1 ? alike(c, 1, 1, 2) : alike(c, 0.75, 0.75, 3)) " END"
}
# ADDED +1 and as many misses (or -1) more, ALL in all.
function alike(c, added, minus, all,    up, down) {
	up = "((" c ".plus / " c ".n * " c ".ne + " added ") / (" c ".ne + " all "))"
	down = kind == 1 ? "0.0" : "((" c ".minus / " c ".n * " c ".ne + " minus ") / (" c ".ne + " all "))"
	return "(" up " + " down " - (" up " - " down ") * (" up " - " down ")) / (" c ".ne + " all ")"
}
function cell(name, st, side) {
	return " LEFT JOIN f " name " ON " name ".grp IS g.grp AND " name ".st = '" st "' AND " name ".side = '" side "'"
}
function interaction(w, a, b, text,    least, most) {
	least = kind == 2 ? 2 : 1
	most = kind == 0 ? 400 : 200
	ask(text, "WITH o AS (" w "), w AS (SELECT k.grp AS grp, CASE WHEN o.grp IS k.grp THEN 'own' ELSE 'other' END AS st, side, c, x, w FROM " \
		"(SELECT DISTINCT grp FROM o) k, o), " cells("w") ", g AS (SELECT DISTINCT grp FROM s WHERE st = 'own'), " \
		"r AS (SELECT g.grp AS grp, " factor " * a.m AS va, " factor " * b.m AS vb, " factor " * c.m AS oa, " factor " * d.m AS ob, " \
		"coalesce(a.n, 0) AS na, coalesce(b.n, 0) AS nb, coalesce(c.n, 0) AS noa, coalesce(d.n, 0) AS nob, " factor " * sqrt(" error_of("a") \
		" + " error_of("b") " + " error_of("c") " + " error_of("d") ") AS se FROM g" cell("a", "own", "a") cell("b", "own", "b") \
		cell("c", "other", "a") cell("d", "other", "b") "), found AS (SELECT *, va - vb - (oa - ob) AS i, min(na, nb, noa, nob) >= " least \
		" AND se > 1e-9 AS fit FROM r) SELECT grp, '" label "', " a ", " b ", va, vb, na, nb, va - vb, oa, ob, noa, nob, oa - ob, i, " \
		(kind == 2 ? "NULL, NULL" : "CASE WHEN fit THEN max(-" most ", i - 1.959963984540054 * se) END, CASE WHEN fit THEN min(" most \
		", i + 1.959963984540054 * se) END") ", CASE WHEN fit THEN i / se END FROM found")
}

# ---- vs target
function target(    goal, w, low, t) {
	choose_metric()
	goal = kind == 0 ? random(80) - 30 : kind == 1 ? 5 + random(90) : 3 + random(60) / 10
	w = "SELECT kind AS grp, 0 AS st, 'a' AS side, " voice() " AS c, " answer " AS x, " weight() " AS w FROM t"
	if (kind == 0) {
		t = "(plus - minus) / n * ne / (ne + 3) - t AS d, sqrt((((plus + minus) / n * ne + 1.5) / (ne + 3) - (plus - minus) / n * ne / (ne + 3) * " \
			"((plus - minus) / n * ne / (ne + 3))) / (ne + 3)) AS se"
		low = "100 * max(-1 - t, d - 1.959963984540054 * se), 100 * min(1 - t, d + 1.959963984540054 * se)"
	} else if (kind == 1) {
		t = "m - t AS d, sqrt(t * (1 - t) / ne) AS se"
		low = "100 * (" wilson("-") " - t), 100 * (" wilson("+") " - t)"
	} else {
		t = "m - t AS d, CASE WHEN q > 1e-12 THEN sqrt(v / ne) END AS se"
		low = "NULL, NULL"
	}
	ask("compare " metric " by kind vs target " goal, "WITH w AS (" w "), " cells("w") ", z AS (SELECT *, " goal " / " factor " AS t FROM f), " \
		"y AS (SELECT *, " t " FROM z) SELECT grp, '" label "', coalesce(grp, '(missing)'), 'target', " factor " * m AS va, " goal \
		", n, NULL, " factor " * m - " goal ", " (kind == 2 ? low : "CASE WHEN n > 1 THEN " substr(low, 1, index(low, ", 100 * ") - 1) \
		" END, CASE WHEN n > 1 THEN " substr(low, index(low, ", 100 * ") + 2) " END") ", CASE WHEN n > 1 AND se > 0 THEN d / se END FROM y")
}
function wilson(sign,    z2) {
	z2 = "3.841458820694124"
	return "(m + " z2 " / (2 * ne) " sign " 1.959963984540054 * sqrt(m * (1 - m) / ne + " z2 " / (4 * ne * ne))) / (1 + " z2 " / ne)"
}

# ---- questions
# Rows of two sides, one of them empty where there is no group; ST divides them.
function sides_of(by, st, unit,    w) {
	w = "SELECT * FROM (SELECT " (by ? "kind" : "0") " AS grp, " st " AS st, " side " AS side, " unit " AS c, " answer " AS x, " weight() \
		" AS w FROM t) WHERE side IS NOT NULL"
	return w
}
function choose_sides(    a, b) {
	if (random(3) == 0) {
		sides = "from 2025-03 to 2025-04 as two vs from 2025-01 to 2025-02 as one"
		side = "CASE WHEN month > 2 THEN 'a' ELSE 'b' END"
		first = "'two'"
		second = "'one'"
		return "channel"
	}
	a = 1 + random(3)
	b = a % 3 + 1
	sides = "channel = " channels[a] " vs channel = " channels[b]
	side = "CASE channel WHEN '" channels[a] "' THEN 'a' WHEN '" channels[b] "' THEN 'b' END"
	first = "'" channels[a] "'"
	second = "'" channels[b] "'"
	return random(2) ? "month" : "kind"
}
function others_of(st, unit) {
	return "SELECT k.kind AS grp, " st " AS st, CASE WHEN t.kind IS k.kind THEN 'a' ELSE 'b' END AS side, " unit " AS c, " answer " AS x, " \
		weight() " AS w FROM (SELECT DISTINCT kind FROM t) k, t"
}

BEGIN {
	begin()
	for (i = 1; i <= tables; i++) {
		make_table(i)
		choose_settings()
		choose_metric()
		st = choose_sides()
		by = st != "kind" && random(2)
		adjusted(sides_of(by, st, voice()), by, first, second, "compare " metric " for " sides (by ? " by kind" : "") " adjusted for " st)
		choose_metric()
		adjusted(others_of("channel", voice()), 1, "coalesce(g.grp, '(missing)')", "'(others)'", \
			"compare " metric " by kind adjusted for channel", " WHERE ra.n > 0")
		choose_metric()
		choose_sides()
		by = random(2)
		paired(sides_of(by, "0", "customer"), by, first, second, "compare " metric " for " sides (by ? " by kind" : "") " paired by customer")
		choose_metric()
		paired(others_of("0", "customer"), 1, "coalesce(g.grp, '(missing)')", "'(others)'", "compare " metric " by kind paired by customer")
		choose_metric()
		choose_sides()
		interaction(sides_of(1, "0", voice()), first, second, "compare " metric " for " sides " by kind with interaction")
		target()
	}
}
