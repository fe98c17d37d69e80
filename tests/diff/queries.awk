# queries.awk - prints -v count queries made by chance, each as a line of cxq and a line of SQL for the table of table.awk.
# The SQL is written from the language's rules (two-valued conditions, missing values, order of rows), not from the program.
function random(n) {
	state = (state * 69069 + 1) % 4294967296
	return int(state / 65536) % n
}
function chance(percent) { return random(100) < percent }
function pick(text,    words, n) {
	n = split(text, words, "|")
	return words[1 + random(n)]
}
function minus_one(text, word) { gsub(word, "", text); gsub(/\|\|/, "|", text); sub(/^\|/, "", text); sub(/\|$/, "", text); return text }

# ---- conditions: C is the text, S the SQL, 0 or 1 and never null --------------------------------------------------------

function values_of(column) {
	if (column == "stage") return "awareness|purchase|use|service|retention"
	if (column == "channel") return "phone|chat|email|store|web"
	if (column == "reason") return "battery|billing|how-to|delivery"
	return "east|north|south|west"
}
function text_condition(    column, a, b) {
	column = pick("stage|channel|reason|region")
	a = pick(values_of(column))
	b = pick(minus_one(values_of(column), a))
	if (chance(30)) { C = column " = " a; S = "(" column " is '" a "')" }
	else if (chance(30)) { C = column " != " a; S = "(" column " is not '" a "')" }
	else if (chance(50)) { C = column " in (" a ", " b ")"; S = "coalesce(" column " in ('" a "','" b "'), 0)" }
	else if (chance(50)) { C = column " not in (" a ", " b ")"; S = "not coalesce(" column " in ('" a "','" b "'), 0)" }
	else if (chance(50)) { C = column " is missing"; S = "(" column " is null)" }
	else { C = column " is not missing"; S = "(" column " is not null)" }
}
function word_condition(    word) {
	word = pick("slow|kind|agent|again|fast|solved|battery")
	if (chance(40)) { C = "comment contains " word; S = "coalesce(instr(comment, '" word "') > 0, 0)" }
	else if (chance(30)) { C = "comment not contains \"" word "\""; S = "not coalesce(instr(comment, '" word "') > 0, 0)" }
	else if (chance(40)) { C = "comment starts with " word; S = "coalesce(comment like '" word "%', 0)" }
	else if (chance(40)) { C = "comment ends with " word; S = "coalesce(comment like '%" word "', 0)" }
	else if (chance(50)) { C = "comment like \"%" word "%s%\""; S = "coalesce(comment like '%" word "%s%', 0)" }
	else { C = "comment matches \"^" word "( |$)\""; S = "coalesce(comment || ' ' like '" word " %', 0)" }
}
function number_condition(    column, top, a, b, op) {
	column = pick("recommend|csat|effort|wait_s|handle_s|cost|growth")
	top = column == "recommend" ? 11 : column == "csat" ? 6 : column == "effort" ? 8 : column == "wait_s" ? 2000 : column == "handle_s" ? 900 : 20
	a = random(top)
	b = a + random(top)
	op = pick("=|!=|<|<=|>|>=")
	if (chance(45)) { C = column " " op " " a; S = op == "!=" ? "not coalesce(" column " = " a ", 0)" : "coalesce(" column " " op " " a ", 0)" }
	else if (chance(25)) { C = column " in " a ".." b; S = "coalesce(" column " between " a " and " b ", 0)" }
	else if (chance(20)) { C = column " in " a ".."; S = "coalesce(" column " >= " a ", 0)" }
	else if (chance(25)) { C = column " between " a " and " b; S = "coalesce(" column " between " a " and " b ", 0)" }
	else if (chance(25)) { C = column " not between " a " and " b; S = "not coalesce(" column " between " a " and " b ", 0)" }
	else if (chance(25)) { C = column " in (" a ", " b ".." b + 2 ")"; S = "coalesce(" column " = " a " or " column " between " b " and " b + 2 ", 0)" }
	else if (chance(30)) { C = column " is missing"; S = "(" column " is null)" }
	else if (chance(30)) { C = "wait_s > " 1 + random(20) " minutes"; S = "coalesce(wait_s > " 60 * substr(C, 10, index(substr(C, 10), " ") - 1) ", 0)" }
	else if (chance(50)) { C = "handle_s " op (op ~ /^!?=$/ ? " `wait_s`" : " wait_s"); S = op == "!=" ? "not coalesce(handle_s = wait_s, 0)" : "coalesce(handle_s " op " wait_s, 0)" }
	else { C = "(wait_s + handle_s) / 2 > " 500 + a; S = "coalesce((wait_s + handle_s) / 2.0 > " 500 + a ", 0)" }
}
function yesno_condition(    column) {
	column = pick("resolved|first_contact|answered|churned")
	if (chance(40)) { C = column; S = "coalesce(" column ", 0)" }
	else if (chance(30)) { C = "not " column; S = "not coalesce(" column ", 0)" }
	else if (chance(40)) { C = column " = no"; S = "(" column " is 0)" }
	else if (chance(40)) { C = column " != yes"; S = "(" column " is not 1)" }
	else { C = column " is not missing"; S = "(" column " is not null)" }
}
function time_condition(    month) {
	month = sprintf("%02d", 1 + random(9))
	if (chance(30)) { C = "time >= 2024-" month "-15"; S = "(time >= '2024-" month "-15')" }
	else if (chance(30)) { C = "time = 2024-" month; S = "(substr(time, 1, 7) = '2024-" month "')" }
	else if (chance(30)) { C = "time > 2024-" month; S = "(substr(time, 1, 7) > '2024-" month "')" }
	else if (chance(30)) { C = "time <= 2024-" month; S = "(substr(time, 1, 7) <= '2024-" month "')" }
	else if (chance(50)) { C = "weekday in (Sat, Sun)"; S = "(strftime('%w', time) in ('0', '6'))" }
	else { C = "hour_of_day between 8 and 17"; S = "(substr(time, 12, 2) between '08' and '17')" }
}
function simple_condition(    r) {
	r = random(10)
	if (r < 3) text_condition()
	else if (r < 4) word_condition()
	else if (r < 7) number_condition()
	else if (r < 9) yesno_condition()
	else time_condition()
}
function condition(depth,    c, s, word) {
	if (depth == 0 || chance(40)) { simple_condition(); return }
	if (chance(20)) { condition(depth - 1); C = "not (" C ")"; S = "not (" S ")"; return }
	condition(depth - 1)
	c = C; s = S
	word = pick("and|or")
	condition(depth - 1)
	C = "(" c " " word " " C ")"
	S = "(" s " " word " " S ")"
}

# The rows of a customer before and after: strictly later, up to the length; where the data ends too early it is not known.
function seconds_of(x) { return "datetime(replace(" x ", 'T', ' '))" }
function sequence(    n, unit, followed, moved, known, found) {
	followed = chance(60)
	unit = pick("days|hours")
	n = unit == "days" ? 1 + random(60) : 12 + random(400)
	simple_condition()
	moved = "datetime(replace(t.time, 'T', ' '), '" (followed ? "+" : "-") n " " unit "')"
	known = followed ? moved " <= (select datetime(date(max(substr(time, 1, 10)), '+1 day')) from t)" : \
		moved " >= (select datetime(min(substr(time, 1, 10))) from t)"
	found = "exists (select 1 from t x where x.customer = t.customer and " seconds_of("x.time") (followed ? " > " : " < ") \
		seconds_of("t.time") " and " seconds_of("x.time") (followed ? " <= " : " >= ") moved " and " S ")"
	C = (followed ? "followed" : "preceded") " by (" C ") within " n " " unit
	if (chance(30)) { C = "not " C; found = "not " found }
	S = "(" known " and " found ")"
}

# ---- time ranges --------------------------------------------------------------------------------------------------------

function range(    r, m) {
	r = random(9)
	m = sprintf("%02d", 1 + random(6))
	if (r == 0) { C = "during 2024-" m; S = "substr(time, 1, 7) = '2024-" m "'" }
	else if (r == 1) { C = "since 2025-" m; S = "time >= '2025-" m "'" }
	else if (r == 2) { C = "before 2024-" m "-20"; S = "time < '2024-" m "-20'" }
	else if (r == 3) { C = "through 2025-" m; S = "substr(time, 1, 7) <= '2025-" m "'" }
	else if (r == 4) { C = "from 2024-" m " to 2024-1" random(3); S = "substr(time, 1, 7) between '2024-" m "' and '" substr(C, length(C) - 6) "'" }
	else if (r == 5) { C = "last 3 months"; S = "time >= '2025-04'" }
	else if (r == 6) { C = "this year"; S = "time >= '2025'" }
	else if (r == 7) { C = "last quarter"; S = "time >= '2025-01' and time < '2025-04'" }
	else { C = "last 90 days"; S = "time >= '2025-04-02'" }
}

# ---- dimensions: C, S, order O (empty: no order of its own) ----------------------------------------------------------------

function dimension(r) {
	O = ""
	if (r == 0) { C = "stage"; S = "stage"; O = "case DD when 'awareness' then 1 when 'purchase' then 2 when 'use' then 3 when 'service' then 4 else 5 end" }
	else if (r <= 2) { C = "channel"; S = C }
	else if (r == 3) { C = "reason"; S = C }
	else if (r == 4) { C = "region"; S = C }
	else if (r == 5) { C = "agent"; S = C }
	else if (r == 6) { C = pick("resolved|churned"); S = "case " C " when 1 then 'true' when 0 then 'false' end"; O = "DD" }
	else if (r == 7) { C = pick("recommend|effort"); S = C; O = "DD" }
	else if (r == 8) { C = "year"; S = "substr(time, 1, 4)"; O = "DD" }
	else if (r == 9) { C = "quarter"; S = "substr(time, 1, 4) || '-Q' || ((substr(time, 6, 2) + 2) / 3)"; O = "DD" }
	else if (r <= 11) { C = "month"; S = "substr(time, 1, 7)"; O = "DD" }
	else if (r == 12) {
		C = "week"	# of ISO 8601: the week and the year of its Thursday
		S = "strftime('%Y-W', date(time, '-3 days', 'weekday 4')) || printf('%02d', (strftime('%j', date(time, '-3 days', 'weekday 4')) + 6) / 7)"
		O = "DD"
	} else if (r == 13) { C = "hour_of_day"; S = "cast(substr(time, 12, 2) as integer)"; O = "DD" }
	else if (r == 14) {
		C = "weekday"
		S = "substr('SunMonTueWedThuFriSat', 1 + 3 * strftime('%w', time), 3)"
		O = "instr('MonTueWedThuFriSatSun', DD)"
	} else if (r == 15) {
		C = "bands of recommend (0..6 as low, 7..8 as middle, 9..10 as high)"
		S = "case when recommend <= 6 then 'low' when recommend <= 8 then 'middle' when recommend <= 10 then 'high' end"
		O = "case DD when 'low' then 1 when 'middle' then 2 else 3 end"
	} else { C = "cohort quarter"; S = "(select substr(min(x.time), 1, 4) || '-Q' || ((substr(min(x.time), 6, 2) + 2) / 3) from t x where x.customer = t.customer)"; O = "DD" }
}
function is_time(c) { return c ~ /^(year|quarter|month|week)$/ }

# ---- metrics: C text, V value, N answers ("" where the value is its own), W what the rows need beside -------------------------

function counted(test) { return "count(*) filter (where " F " and " test ")" }
function metric(i,    filter, r) {
	filter = ""
	F = "1"
	W = ""
	N = ""
	r = random(24)
	if (chance(20)) {
		simple_condition()
		filter = C
		F = S
	}
	if (r <= 2) { C = call("nps", filter); V = "100.0 * (" counted("recommend >= 9") " - " counted("recommend < 7") ") / nullif(" counted("recommend is not null") ", 0)"; N = counted("recommend is not null") }
	else if (r <= 4) { C = call("csat", filter); V = "100.0 * " counted("csat >= 4") " / nullif(" counted("csat is not null") ", 0)"; N = counted("csat is not null") }
	else if (r == 5) { C = call("ces", filter); mean("effort") }
	else if (r == 6) { C = call("csat_mean", filter); mean("csat") }
	else if (r == 7) { C = with_filter("count(", filter); V = counted("1") }
	else if (r == 8) { C = with_filter("count(recommend", filter); V = counted("recommend is not null") }
	else if (r == 9) { C = call("customers", filter); V = "count(distinct customer) filter (where " F ")" }
	else if (r == 10) { C = with_filter("avg(cost", filter); mean("cost") }
	else if (r == 11) { C = with_filter("sum(cost", filter); V = "round(sum(cost) filter (where " F "), 2)"; N = counted("cost is not null") }
	else if (r == 12) { C = with_filter("min(wait_s", filter); V = "min(wait_s) filter (where " F ")"; N = counted("wait_s is not null") }
	else if (r == 13) { C = with_filter("max(csat", filter); V = "max(csat) filter (where " F ")"; N = counted("csat is not null") }
	else if (r == 14) {
		C = with_filter("stdev(handle_s", filter)
		N = counted("handle_s is not null")
		V = "sqrt((sum(1.0 * handle_s * handle_s) filter (where " F ") - 1.0 * sum(handle_s) filter (where " F ") * sum(handle_s) filter (where " F ") / " N ") / nullif(" N " - 1, 0))"
	} else if (r == 15) { C = with_filter("share(resolved", filter); N = counted("resolved is not null"); V = "1.0 * " counted("resolved") " / nullif(" N ", 0)" }
	else if (r == 16) { C = with_filter("share(comment contains battery", filter); N = counted("comment is not null"); V = "1.0 * " counted("instr(comment, 'battery') > 0") " / nullif(" N ", 0)" }
	else if (r == 17) { C = with_filter("net(csat >= 4, csat <= 2", filter); N = counted("csat is not null"); V = "1.0 * (" counted("csat >= 4") " - " counted("csat <= 2") ") / nullif(" N ", 0)" }
	else if (r == 18) { C = with_filter("distinct(customer, stage", filter); V = "count(distinct customer || stage) filter (where " F ")" }
	else if (r == 19) {
		C = with_filter("corr(wait_s, handle_s", filter)
		N = counted("wait_s is not null and handle_s is not null")
		V = spread("wait_s", "handle_s") " / nullif(sqrt(" spread("wait_s", "wait_s") " * " spread("handle_s", "handle_s") "), 0)"
		V = "case when " N " >= 2 then " V " end"
		if (F != "1") { F = "1"; C = "csat_mean"; mean("csat") }
	} else if (r == 20) {
		C = with_filter("median(wait_s", filter)
		ranked("wait_s", i)
		V = "avg(wait_s) filter (where m" i " and r" i " in ((c" i " + 1) / 2, (c" i " + 2) / 2))"
	} else if (r == 21) {
		C = with_filter("percentile(handle_s, 75", filter)
		ranked("handle_s", i)
		low = "max(handle_s) filter (where m" i " and r" i " = (c" i " - 1) * 3 / 4 + 1)"
		high = "max(handle_s) filter (where m" i " and r" i " = (c" i " - 1) * 3 / 4 + 2)"
		V = low " + (coalesce(" high ", " low ") - " low ") * max((c" i " - 1) * 3 % 4) filter (where m" i ") / 4.0"	# quarters are exact
	} else if (r == 22) { C = "count(where resolved) / count()"; V = "1.0 * count(*) filter (where resolved) / count(*)"; N = "count(*)" }
	else {
		C = "nps - csat"
		V = "100.0 * (count(*) filter (where recommend >= 9) - count(*) filter (where recommend < 7)) / nullif(count(recommend), 0) - 100.0 * count(*) filter (where csat >= 4) / nullif(count(csat), 0)"
		N = "min(count(recommend), count(csat))"
	}
}
function call(name, filter) { return filter == "" ? name : name "(where " filter ")" }
function with_filter(open, filter) { return open (filter == "" ? "" : (open ~ /\($/ ? "" : " ") "where " filter) ")" }
function mean(column) { V = "avg(" column ") filter (where " F ")"; N = counted(column " is not null") }
function both(x) { return "sum(1.0 * " x ") filter (where wait_s is not null and handle_s is not null)" }
function spread(x, y) { return "(" N " * " both(x " * " y) " - " both(x) " * " both(y) ")" }	# exact: all of it is whole
function ranked(column, i) {
	N = counted(column " is not null")
	W = ", (" F " and " column " is not null) as m" i \
		", row_number() over (partition by PARTS (" F " and " column " is not null) order by " column ") as r" i \
		", count(*) over (partition by PARTS (" F " and " column " is not null)) as c" i
}

# ---- a query ---------------------------------------------------------------------------------------------------------------

function replace(text, from, to,    at, out) {
	while ((at = index(text, from)) > 0) {
		out = out substr(text, 1, at - 1) to
		text = substr(text, at + length(from))
	}
	return out text
}
function query(    items, dims, i, c, where, keys, names, d, having, from, select, groups, nothing, order, options, per, missing, cols, sparse) {
	items = 1 + (chance(40) ? 1 + random(2) : 0)
	dims = chance(20) ? 0 : chance(70) ? 1 : 2
	per = chance(8)
	names = select = nothing = having = ""
	extra = ""
	for (i = 1; i <= items; i++) {
		metric(i)
		if (i == 1 && per && (C ~ /^(count|customers|distinct|sum)/ || W != "")) { C = "csat"; F = "1"; W = ""; V = "100.0 * " counted("csat >= 4") " / nullif(count(csat), 0)"; N = "count(csat)" }
		if (per && i > 1) { items = 1; break }
		names = names (i > 1 ? ", " : "") C
		value[i] = V
		answers[i] = N
		extra = extra W
		text[i] = C
	}
	for (d = 1; d <= dims; d++) {
		do dimension(random(17)); while (d == 2 && C == dim[1] || d == 2 && is_time(C) && is_time(dim[1]))
		dim[d] = C
		key[d] = S
		place[d] = O
	}
	if (dims == 2 && place[1] == "" && dim[2] ~ /^(bands|cohort)/) {	# these cannot be named in `sort by`
		C = dim[1]; S = key[1]
		dim[1] = dim[2]; key[1] = key[2]; place[1] = place[2]
		dim[2] = C; key[2] = S; place[2] = ""
	}
	c = names
	if (dims)
		c = c " by " dim[1] (dims > 1 ? ", " dim[2] : "")
	where = "1"
	if (chance(50)) { condition(2); c = c " where " C; where = S }
	if (chance(12)) { sequence(); c = c (where == "1" ? " where " : " and ") C; where = "(" where ") and " S }
	if (chance(25)) { range(); c = c " " C; where = "(" where ") and " S }
	if (per)
		c = c " per customer"
	groups = dims == 0 ? "" : dims == 1 ? "d1" : "d1, d2"
	from = "with f as materialized (select *"
	for (d = 1; d <= dims; d++)
		from = from ", " key[d] " as d" d
	from = from " from t where " where "), e as (select *" replace(extra, "PARTS", groups == "" ? "" : groups ",") " from f)"
	for (i = 1; i <= items; i++) {
		select = select ", " value[i] " as v" i ", " (answers[i] == "" ? value[i] : answers[i]) " as n" i
		nothing = nothing " and coalesce(n" i ", 0) = 0"
	}
	if (per) {
		from = from ", u as (select " (dims ? groups ", " : "") "customer" select " from e group by " (dims ? groups ", " : "") "customer)"
		from = from ", g as (select " (dims ? groups ", " : "") "avg(v1) as v1, count(v1) as n1 from u" (dims ? " group by " groups : "") ")"
	} else {
		if (dims && chance(15)) { having = " having count(*) > " 5 + random(40); c = c " having count() > " substr(having, 19) }
		from = from ", g as (select " (dims ? groups : "1 as one") select " from e" (dims ? " group by " groups having : "") ")"
	}
	options = ""
	for (d = 1; d <= dims; d++)
		sparse = sparse || is_time(dim[d])
	if (sparse)
		options = options ", sparse"
	share = !per && dims && having == "" && chance(15)
	if (share)
		options = options ", share"
	totals = !per && dims && having == "" && extra == "" && chance(15)
	if (totals)
		options = options ", totals"
	if (options != "")
		c = c " with " substr(options, 3)
	if (share || totals)
		from = from ", a as (select 1 as one" select " from e)"
	order = ""
	if (dims) {
		if (dims == 2 && place[1] == "" || chance(20)) {
			for (d = 1; d <= dims; d++)
				order = order ", " by_place(d)
			if (dims == 1 || dim[1] !~ /^(bands|cohort)/ && dim[2] !~ /^(bands|cohort)/) {
				c = c " sort by " dim[1] (dims == 2 ? ", " dim[2] : "")
				if (dim[1] ~ /^(bands|cohort)/) c = substr(c, 1, index(c, " sort by") - 1)
			}
			if (c !~ / sort by /) { order = ""; natural = 1 } else natural = 0
		} else if (chance(30)) {
			i = 1 + random(items)
			natural = 0
			up = chance(50)
			c = c " sort by " text[i] (up ? " asc" : chance(50) ? " desc" : "")
			order = ", v" i (up ? " asc" : " desc") " nulls last"
		} else
			natural = 1
		if (natural)
			for (d = 1; d <= dims; d++)
				order = order ", " (place[d] != "" ? by_place(d) : "v1 desc nulls last")
		for (d = 1; d <= dims; d++)
			order = order ", " by_place(d)
	}
	cols = ""
	for (d = 1; d <= dims; d++)
		cols = cols ", d" d
	for (i = 1; i <= items; i++) {
		cols = cols ", v" i
		if (answers[i] != "" || per)
			cols = cols ", n" i
		if (share)
			cols = cols ", " (text[i] ~ /^(count\(|sum\()/ && text[i] !~ / \/ / ? "1.0 * v" i " / nullif((select v" i " from a), 0)" : "1.0 * n" i " / nullif((select n" i " from a), 0)")
	}
	missing = dims == 0 ? "0" : dims == 1 ? "d1 is null" : "(d1 is null or d2 is null)"
	sql = "select * from (select " substr(cols, 3) " from g where not (" missing nothing ")" (order == "" ? "" : " order by " substr(order, 3))
	if (dims && !totals && natural && chance(15)) {
		i = 1 + random(5)
		c = c " limit " i
		sql = sql " limit " i
	}
	sql = from " " sql ")"
	if (totals) {
		cols = dims == 1 ? ", '(total)'" : ", '(total)', '(total)'"
		for (i = 1; i <= items; i++)
			cols = cols ", v" i (answers[i] != "" ? ", n" i : "") (share ? ", case when n" i " > 0 and v" i " is not null then 1.0 end" : "")
		sql = sql " union all select " substr(cols, 3) " from a"
	}
	print c
	print sql
}
function by_place(d) { return "d" d " is null, " (place[d] == "" ? "d" d : replace(place[d], "DD", "d" d) ", d" d) }

BEGIN {
	state = seed
	for (q = 0; q < count; q++)
		query()
}
