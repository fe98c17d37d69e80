# answers.awk - what the differential tests of compare (segments.awk, fair.awk) share: chance, and tables of answers made by it.
# The same bytes for the same -v seed, with any awk.  Customers answer several times, and half of the tables have weights, so that
# design effects differ from 1.
function random(n) { # 0 .. n - 1; exact in doubles
	state = (state * 69069 + 1) % 4294967296
	return int(state / 65536) % n
}
function two(n) { return sprintf("%02d", n) }
function quoted(s) { return s == "" ? "NULL" : "'" s "'" }
function plain(s) { return s == "" ? "NULL" : s }
function ask(query, sql) {
	print query > (folder "/cxq")
	print query > (folder "/queries")
	print ".print ----\n" sql ";" > (folder "/sql")
}

# ---- tables: answers lean on who gives them
function make_table(number,    file, rows, people, i, who, lean, score, csat, month, day, channel, type, weight) {
	file = folder "/t" number ".csv"
	rows = 15 + random(150)
	people = 3 + random(40)
	print "DELETE FROM t;" > (folder "/sql")
	print "id,time,customer,channel,kind,recommend,csat,w" > file
	for (i = 1; i <= rows; i++) {
		who = random(people)
		lean = who * 7 % 5
		score = random(10) ? random(7) + lean : ""
		csat = random(10) ? 1 + int((random(3) + lean) * 4 / 6) : ""
		month = 1 + random(4)
		day = 1 + random(28)
		channel = random(15) ? channels[1 + random(3)] : ""
		type = random(12) ? kinds[1 + random(3)] : ""
		weight = random(12) ? random(40) / 8 : ""
		print i ",2025-" two(month) "-" two(day) ",C" two(who) "," channel "," type "," score "," csat "," weight > file
		print "INSERT INTO t VALUES(" i "," month ",'C" two(who) "'," quoted(channel) "," quoted(type) "," plain(score) "," \
			plain(csat) "," plain(weight) ");" > (folder "/sql")
	}
	close(file)
	print "load \"" file "\" as t" number > (folder "/cxq")
}

# ---- answers of voices that weigh
function weight() { return by_weight ? "w" : "1.0" }
function voice() { return by_row ? "id" : "customer" }

# The settings of one table, and the lines before the first.
function begin() {
	state = seed
	split("phone chat web", channels)
	split("help order visit", kinds)
	print ".mode csv\n.separator , \"\\n\"\nCREATE TABLE t(id INTEGER, month INTEGER, customer TEXT, channel TEXT, kind TEXT, recommend INTEGER, " \
		"csat INTEGER, w REAL);" > (folder "/sql")
	print "set unknown_values = note" > (folder "/cxq")
}
function choose_settings() {
	by_row = random(4) == 0
	by_weight = random(2)
	print "set weight = " (by_weight ? "w" : "none") > (folder "/cxq")
	print "set unit = " (by_row ? "row" : "customer") > (folder "/cxq")
}
