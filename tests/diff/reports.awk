# reports.awk - prints what the differential test of the reports about journeys needs, into -v folder: for each of -v tables
# random tables a CSV file, and three lists: cxq (statements), queries (their texts, one per answer) and sql.  The same bytes
# for the same -v seed, with any awk.  Times lie on a coarse grid, so that many rows of a customer share theirs.
function random(n) { # 0 .. n - 1; exact in doubles
	state = (state * 69069 + 1) % 4294967296
	return int(state / 65536) % n
}
function one_of(words, n) { return words[1 + random(n)] }
function two(n) { return sprintf("%02d", n) }

# ---- tables
function date_of(day,    z, era, doe, yoe, doy, mp, y) { # of days since 1970
	z = day + 719468
	era = int(z / 146097)
	doe = z - era * 146097
	yoe = int((doe - int(doe / 1460) + int(doe / 36524) - int(doe / 146096)) / 365)
	doy = doe - (365 * yoe + int(yoe / 4) - int(yoe / 100))
	mp = int((5 * doy + 2) / 153)
	y = yoe + era * 400 + (mp >= 10)
	return y "-" two(mp < 10 ? mp + 3 : mp - 9) "-" two(doy - int((153 * mp + 2) / 5) + 1)
}
function quoted(s) { return s == "" ? "NULL" : "'" s "'" }
function make_table(number,    rows, days, i, day, hour, customer, ticket, stage, channel, file) {
	file = folder "/t" number ".csv"
	rows = 20 + random(60)
	days = random(2) ? 30 : 300
	print "DELETE FROM t;" > (folder "/sql")
	print "id,time,customer,case,stage,channel" > file
	for (i = 1; i <= rows; i++) {
		day = 19700 + random(days)
		hour = 6 * random(4)
		customer = random(20) ? "C" random(7) : ""
		ticket = random(10) ? "K" random(9) : ""
		stage = random(15) ? one_of(stages, n_stages) : ""
		channel = random(12) ? one_of(channels, n_channels) : ""
		print i "," date_of(day) "T" two(hour) ":00," customer "," ticket "," stage "," channel > file
		print "INSERT INTO t VALUES(" i "," day * 86400 + hour * 3600 "," quoted(customer) "," quoted(ticket) "," \
			quoted(stage) "," quoted(channel) ");" > (folder "/sql")
	}
	close(file)
	print "load \"" file "\" as t" number > (folder "/cxq")
}
function ask(query, sql) {
	print query > (folder "/cxq")
	print query > (folder "/queries")
	print ".print ----\n" sql ";" > (folder "/sql")
}

# ---- what the reports share: rows r with the unit u and the row's place rn in it
function choose_unit(    per, gap) {
	per = random(4) == 0
	gap = random(4) == 0 ? 1 + random(20) : 0
	clauses = (per ? " per case" : "") (gap ? " split after " gap " days" : "")
	base = "b AS (SELECT *, " (per ? "ticket" : "customer") " AS u0 FROM t WHERE " (per ? "ticket" : "customer") " IS NOT NULL), " \
		"g AS (SELECT *, ts - lag(ts) OVER (PARTITION BY u0 ORDER BY ts, id) > " (gap ? gap * 86400 : "1e18") " AS cut FROM b), " \
		"h AS (SELECT *, u0 || ':' || sum(coalesce(cut, 0)) OVER (PARTITION BY u0 ORDER BY ts, id ROWS UNBOUNDED PRECEDING) AS u FROM g), " \
		"r AS (SELECT *, row_number() OVER (PARTITION BY u ORDER BY ts, id) AS rn FROM h)"
}
function window_of(    n) {
	if (random(4) == 0) {
		limit = "1e18"
		return ""
	}
	n = 1 + random(40)
	limit = n * (random(2) ? 86400 : 3600)
	return " within " n (limit == n * 86400 ? " days" : " hours")
}

# ---- funnel
function step_text(k) { return kind[k] == 1 ? "(channel = " word[k] ")" : kind[k] == 2 ? "(stage = " word[k] " or channel = " other[k] ")" : word[k] }
function step_sql(k, row) {
	return kind[k] == 1 ? row ".channel = '" word[k] "'" : kind[k] == 2 ? "(" row ".stage = '" word[k] "' OR coalesce(" row \
		".channel = '" other[k] "', 0))" : row ".stage = '" word[k] "'"
}
function choose_step(k,    kinds) {
	kinds = random(6)
	kind[k] = kinds == 0 ? 1 : kinds == 1 ? 2 : 0
	word[k] = kind[k] == 1 ? one_of(channels, n_channels) : one_of(stages, n_stages)
	other[k] = one_of(channels, n_channels)
}
function label_of(k) { return kind[k] == 1 ? "channel = " word[k] : kind[k] == 2 ? "stage = " word[k] " or channel = " other[k] : word[k] }
function median_of(expression, condition) {
	return "(SELECT avg(x) FROM (SELECT x, row_number() OVER (ORDER BY x) AS i, count(*) OVER () AS n FROM (SELECT " expression \
		" AS x FROM w WHERE w.grp IS q.grp AND " condition ")) WHERE i IN ((n + 1) / 2, (n + 2) / 2))"
}
function funnel(    n, k, strict, hold, without, by, text, sql, depth, row) {
	n = 2 + random(3)
	choose_unit()
	for (k = 1; k <= n; k++)
		choose_step(k)
	choose_step(0)
	strict = random(5) == 0
	hold = random(5) == 0
	without = !strict && random(3) == 0
	by = random(3) == 0
	text = "funnel " step_text(1)
	for (k = 2; k <= n; k++)
		text = text " -> " step_text(k)
	text = text window_of() (strict ? " strict" : "") (hold ? " holding channel" : "") (without ? " without " step_text(0) : "") \
		(by ? " by channel" : "") clauses
	sql = "WITH " base ", s1 AS (SELECT r.u, r.rn AS start, r.channel AS c, " (by ? "r.channel" : "NULL") " AS grp, r.ts AS t1 " \
		"FROM r WHERE " step_sql(1, "r") (hold ? " AND r.channel IS NOT NULL" : "") ")"
	depth = "1"
	for (k = 2; k <= n; k++) {
		sql = sql ", f" k " AS (SELECT " columns("s", k - 1) ", (SELECT min(i.ts) FROM r i WHERE i.u = s.u AND " step_sql(k, "i") \
			" AND i.ts > s.t" (k - 1) " AND i.ts <= s.t1 + " limit (strict ? " AND i.rn = s.start + " (k - 1) : "") \
			(hold ? " AND i.channel = s.c" : "") ") AS next FROM s" (k - 1) " s), s" k " AS (SELECT " columns("f", k - 1) ", " \
			(without ? "CASE WHEN EXISTS (SELECT 1 FROM r x WHERE x.u = f.u AND " step_sql(0, "x") " AND x.ts > f.t" (k - 1) \
				" AND x.ts < f.next) THEN NULL ELSE f.next END" : "f.next") " AS t" k " FROM f" k " f)"
		depth = depth " + (t" k " IS NOT NULL)"
	}
	sql = sql ", d AS (SELECT *, " depth " AS depth FROM s" n "), w AS (SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY u " \
		"ORDER BY depth DESC, start) AS pick FROM d) WHERE pick = 1), q AS (SELECT grp, count(*) AS n1 FROM w GROUP BY grp" \
		(by ? "" : " UNION ALL SELECT NULL, 0 WHERE NOT EXISTS (SELECT 1 FROM w)") ") "
	row = ""
	for (k = 1; k <= n; k++)
		row = row (k > 1 ? " UNION ALL " : "") "SELECT q.grp AS grp, q.n1 AS n1, " k " AS step, '" label_of(k) "' AS label, " \
			"(SELECT count(*) FROM w WHERE w.grp IS q.grp AND depth >= " k ") AS customers, " \
			"1.0 * (SELECT count(*) FROM w WHERE w.grp IS q.grp AND depth >= " k ") / nullif(n1, 0) AS of_first, " \
			(k == 1 ? "NULL" : "1.0 * (SELECT count(*) FROM w WHERE w.grp IS q.grp AND depth >= " k \
				") / nullif((SELECT count(*) FROM w WHERE w.grp IS q.grp AND depth >= " (k - 1) "), 0)") " AS of_previous, " \
			(k == n ? "NULL" : median_of("t" (k + 1) " - t" k, "t" (k + 1) " IS NOT NULL")) " AS median_seconds FROM q"
	sql = sql "SELECT " (by ? "grp, " : "") "step, label, customers, of_first, of_previous, median_seconds FROM (" row \
		") ORDER BY n1 DESC, grp IS NULL, grp, step"
	ask(text, sql)
}
function columns(table, k,    i, list) {
	list = table ".u, " table ".start, " table ".c, " table ".grp"
	for (i = 1; i <= k; i++)
		list = list ", " table ".t" i
	return list
}

# Two stages in any order: both first rows from any start on.
function any_order(    a, b, text, sql) {
	choose_unit()
	a = 1 + random(n_stages)
	b = a % n_stages + 1
	a = stages[a]
	b = stages[b]
	text = "funnel " a " -> " b window_of() " any order" clauses
	sql = "WITH " base ", s AS (SELECT u, rn, ts, stage FROM r WHERE stage IN ('" a "', '" b "')), " \
		"p AS (SELECT s.*, (SELECT min(i.ts) FROM s i WHERE i.u = s.u AND i.stage <> s.stage AND i.rn > s.rn AND i.ts <= s.ts + " limit \
		") AS t2 FROM s), w AS (SELECT *, NULL AS grp FROM (SELECT *, row_number() OVER (PARTITION BY u ORDER BY t2 IS NULL, rn) AS pick " \
		"FROM p) WHERE pick = 1), q AS (SELECT NULL AS grp, count(*) AS n1, count(t2) AS n2 FROM w) " \
		"SELECT 1, 'any 1 of 2', n1, 1.0 * n1 / nullif(n1, 0), NULL, " median_of("t2 - ts", "t2 IS NOT NULL") " FROM q " \
		"UNION ALL SELECT 2, 'any 2 of 2', n2, 1.0 * n2 / nullif(n1, 0), 1.0 * n2 / nullif(n1, 0), NULL FROM q"
	ask(text, sql)
}

# ---- paths
function paths(    start, end, without, repeats, steps, top, text, sql, from, to) {
	choose_unit()
	start = random(2)
	end = random(3) == 0
	without = random(4) == 0
	repeats = random(3) == 0
	steps = random(2) ? 1 + random(4) : 0
	top = random(2) ? 1 + random(5) : 0
	for (k = 0; k < 3; k++)
		choose_step(k)
	text = "paths" (start ? " starting at " step_text(1) : "") (end ? " ending at " step_text(2) : "") (steps ? " up to " steps " steps" : "") \
		window_of() (without ? " without " step_text(0) : "") (top ? " top " top : "") (repeats ? " with repeats" : "") clauses
	# a: where it starts; e: where it ends; z: the rows of the part
	sql = "WITH " base ", a AS (SELECT r.u, min(r.rn) AS a FROM r" (start ? " WHERE " step_sql(1, "r") : "") " GROUP BY r.u), " \
		"ta AS (SELECT a.u, a.a, r.ts AS t FROM a JOIN r ON r.u = a.u AND r.rn = a.a), " \
		"e AS (SELECT ta.u, min(r.rn) AS e FROM ta JOIN r ON r.u = ta.u AND r.rn " (start ? ">" : ">=") " ta.a" \
		(end ? " AND " step_sql(2, "r") : "") (start || !end ? " AND r.ts <= ta.t + " limit : "") " GROUP BY ta.u), " \
		"te AS (SELECT e.u, e.e, r.ts AS t FROM e JOIN r ON r.u = e.u AND r.rn = e.e), "
	if (end)
		sql = sql "z AS (SELECT r.* FROM r JOIN ta ON ta.u = r.u JOIN te ON te.u = r.u WHERE r.rn >= ta.a AND r.rn <= te.e" \
			(start ? "" : " AND r.ts >= te.t - " limit) "), "
	else
		sql = sql "z AS (SELECT r.* FROM r JOIN ta ON ta.u = r.u WHERE r.rn >= ta.a AND r.ts <= ta.t + " limit "), "
	sql = sql "y AS (SELECT * FROM z WHERE stage IS NOT NULL" (without ? " AND u NOT IN (SELECT u FROM z WHERE " step_sql(0, "z") ")" : "") "), " \
		"x AS (SELECT u, rn, stage, lag(stage) OVER (PARTITION BY u ORDER BY rn) AS prev FROM y), " \
		"v AS (SELECT u, stage, row_number() OVER (PARTITION BY u ORDER BY rn) AS pos, count(*) OVER (PARTITION BY u) AS n FROM x " \
		(repeats ? "" : "WHERE prev IS NOT stage") "), " \
		"o AS (SELECT * FROM v" (!steps ? "" : start && end ? " WHERE n <= " steps : end ? " WHERE pos > n - " steps : " WHERE pos <= " steps) \
		" ORDER BY u, pos), p AS (SELECT u, group_concat(stage, ' -> ') AS path FROM o GROUP BY u) " \
		"SELECT path, count(*) AS customers, 1.0 * count(*) / sum(count(*)) OVER () FROM p GROUP BY path ORDER BY customers DESC, path" \
		(top ? " LIMIT " top : "")
	ask(text, sql)
}

# ---- retention
function retention(    unit, periods, unbounded, of, returning, text, sql, bucket, name, number) {
	unit = one_of(units, n_units)
	choose_step(1)
	choose_step(2)
	of = random(3)
	returning = random(3)
	periods = 1 + random(8)
	unbounded = random(3) == 0
	text = "retention" (of ? " of " condition(1) : "") (returning ? " returning " condition(2) : "") " each " unit " for " periods " " unit "s" \
		(unbounded ? " with unbounded" : "")
	number = unit == "day" ? "ts / 86400" : unit == "month" ? "12 * strftime('%Y', ts, 'unixepoch') + strftime('%m', ts, 'unixepoch') - 1" \
		: "4 * strftime('%Y', ts, 'unixepoch') + (strftime('%m', ts, 'unixepoch') - 1) / 3"
	name = unit == "day" ? "strftime('%Y-%m-%d', cohort * 86400, 'unixepoch')" : unit == "month" ? "printf('%d-%02d', cohort / 12, cohort % 12 + 1)" \
		: "printf('%d-Q%d', cohort / 4, cohort % 4 + 1)"
	sql = "WITH RECURSIVE k(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM k WHERE k < " periods "), " \
		"n AS (SELECT *, " number " AS m FROM t), l AS (SELECT max(m) AS last FROM n), " \
		"b AS (SELECT customer, min(m) AS cohort FROM n WHERE customer IS NOT NULL" (of ? " AND " step_sql(1, "n") : "") " GROUP BY customer), " \
		"c AS (SELECT DISTINCT b.customer, cohort, m - cohort AS d FROM b JOIN n ON n.customer = b.customer AND m >= cohort" \
		(returning ? " AND " step_sql(2, "n") : "") "), " \
		"s AS (SELECT cohort, count(*) AS size FROM b GROUP BY cohort) " \
		"SELECT " name ", k, (SELECT count(DISTINCT customer) FROM c WHERE c.cohort = s.cohort AND c.d " (unbounded ? ">=" : "=") " k) AS customers, size, " \
		"1.0 * (SELECT count(DISTINCT customer) FROM c WHERE c.cohort = s.cohort AND c.d " (unbounded ? ">=" : "=") " k) / size " \
		"FROM s, k, l WHERE s.cohort + k <= last ORDER BY s.cohort, k"
	ask(text, sql)
}
function condition(k) { return kind[k] == 0 ? "stage = " word[k] : label_of(k) }

BEGIN {
	state = seed
	n_stages = split("contact triage solved churn", stages)
	n_channels = split("phone chat web", channels)
	n_units = split("day month quarter", units)
	print ".mode csv\n.separator , \"\\n\"\nCREATE TABLE t(id INTEGER, ts INTEGER, customer TEXT, ticket TEXT, stage TEXT, channel TEXT);" > (folder "/sql")
	print "set unknown_values = note" > (folder "/cxq")
	for (i = 1; i <= tables; i++) {
		make_table(i)
		funnel()
		any_order()
		paths()
		retention()
	}
}
