# tables.awk - a random table as 1 to 6 files with columns dropped and in other orders, for tables.sh; the same bytes for the same
# -v seed, with any awk.  Into -v folder go part_1.csv ..., whole.csv (all rows, columns in the order in which they first
# appear), agents.csv (one row for each of most agents) and tables.sql: tables t and agents for sqlite3; columns are printed.
# With -v nasty=1 notes are words and numbers in spellings that only text keeps.
# Types widen from file to file: amount is integer, decimal or number; due is date or time; note is integer or text.
function random(n) {
	state = (state * 69069 + 1) % 4294967296
	return int(state / 65536) % n
}
function two(n) { return sprintf("%02d", n) }
function day() { return "2025-" two(1 + random(12)) "-" two(1 + random(28)) }
function amount(style) {
	if (random(100) < 10)
		return ""
	if (style == 0)
		return random(1000) - 200
	if (style == 1)
		return random(100) "." random(10)
	if (style == 2)
		return (random(3) ? "" : "-") random(1000) "." two(random(100))
	return (1 + random(9)) "e" (1 + random(4))
}
function value(name, style) {
	if (name == "id")
		return ++id
	if (name == "customer")
		return "C" (100 + random(40))
	if (name == "time")
		return day() "T" two(random(24)) ":" two(random(60))
	if (name == "agent")
		return random(100) < 8 ? "" : "agent " random(12)
	if (name == "amount")
		return amount(style)
	if (name == "note" && nasty)
		return random(3) || !style ? random(50) : style < 3 ? odd[1 + random(2 * style)] : random(9) ? odd_note() : "late"
	if (name == "note")
		return random(100) < 15 ? "" : style % 2 ? one_note() : random(50)
	if (name == "due")
		return random(100) < 5 ? "" : style % 3 ? day() : day() "T" two(random(24)) ":" two(random(60))
	if (name == "resolved")
		return random(100) < 20 ? "" : random(2) ? "yes" : "no"
	return random(100) < 30 ? "" : 1 + random(5)
}
# Words that are values only among words, and numbers that are spelt in more ways than one.
function odd_note() { return odd[1 + random(n_odd)] }
function one_note() { return random(4) ? notes[1 + random(4)] : random(50) }
function quoted(s) { return s ~ /[",]/ ? "\"" s "\"" : s }
function shuffle(list, n,    i, j, t) {
	for (i = n; i > 1; i--) {
		j = 1 + random(i)
		t = list[i]
		list[i] = list[j]
		list[j] = t
	}
}
function write_part(p,    file, n, i, r, rows, line, style, has, columns) {
	n = 0
	for (i = 1; i <= n_all; i++)
		if (i <= 3 || random(4))
			columns[++n] = all[i]
	shuffle(columns, n)
	file = folder "/part_" p ".csv"
	line = ""
	for (i = 1; i <= n; i++) {
		line = line (i > 1 ? "," : "") columns[i]
		style[columns[i]] = random(4)
		if (!(columns[i] in place)) {
			place[columns[i]] = ++n_seen
			seen[n_seen] = columns[i]
		}
	}
	print line > file
	rows = random(120)
	for (r = 1; r <= rows; r++) {
		n_rows++
		line = ""
		again = r > 1 && random(20) == 0
		for (i = 1; i <= n; i++) {
			if (!again)
				last[i] = value(columns[i], style[columns[i]])
			cell[n_rows, columns[i]] = last[i]
			if (columns[i] == "due" && last[i] ~ /T/)
				has_time = 1
			line = line (i > 1 ? "," : "") quoted(last[i])
		}
		print line > file
	}
	close(file)
}
function sql(name, v) {
	if (v == "")
		return "null"
	if (name == "due" && has_time && v !~ /T/)
		v = v "T00:00"
	if (name == "resolved")
		v = v == "yes" ? "true" : "false"
	return name ~ /^(id|amount|csat)$/ ? v : "'" v "'"
}
BEGIN {
	state = seed
	n_odd = split("NA|5.50|5.5|12.0|1e3|-", odd, "|")
	n_all = split("id customer time agent amount note due resolved csat", all)
	split("slow|kind, again|007|late", notes, "|")
	parts = 1 + random(6)
	for (p = 1; p <= parts; p++)
		write_part(p)
	whole = folder "/whole.csv"
	out = folder "/tables.sql"
	for (i = 1; i <= n_seen; i++)
		head = head (i > 1 ? "," : "") seen[i]
	print head > whole
	print head
	print "create table t (" head ");\nbegin;" > out
	for (r = 1; r <= n_rows; r++) {
		line = values = ""
		for (i = 1; i <= n_seen; i++) {
			line = line (i > 1 ? "," : "") quoted(cell[r, seen[i]])
			values = values (i > 1 ? "," : "") sql(seen[i], cell[r, seen[i]])
		}
		print line > whole
		print "insert into t values (" values ");" > out
	}
	print "create table agents (agent, team, level, id);" > out
	print "level,agent,id,team" > (folder "/agents.csv")
	for (i = 14; i >= 0; i--) {
		if (random(6) == 0)
			continue
		level = random(5) ? random(4) "." random(10) : ""
		team = "team " random(3)
		print level ",agent " i "," 1000 + i "," team > (folder "/agents.csv")
		print "insert into agents values ('agent " i "', '" team "', " (level == "" ? "null" : level) ", " 1000 + i ");" > out
	}
	print "commit;" > out
}
