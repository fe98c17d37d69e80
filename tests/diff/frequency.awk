# frequency.awk - prints what the test of frequencies needs, into -v folder: for each of -v tables random tables a file
# N.counted.csv, whose rows stand for several answers, and N.repeated.csv, in which each answer is a row.  The same bytes for
# the same -v seed, with any awk.  Of four tables one has nobody's answers, the others customers, cases and weights, all with
# missing ones.
function random(n) { # 0 .. n - 1; exact in doubles
	state = (state * 69069 + 1) % 4294967296
	return int(state / 65536) % n
}
function two(n) { return sprintf("%02d", n) }
function one_of(words, n) { return random(12) ? words[1 + random(n)] : "" }

# The first and the last day are answers, so that both files have the same dates.
function make_table(number,    counted, repeated, rows, people, i, k, line, times, day, who) {
	counted = folder "/" number ".counted.csv"
	repeated = folder "/" number ".repeated.csv"
	rows = 20 + random(120)
	people = number % 4 ? 2 + random(40) : 0
	line = "date,channel,kind,recommend,csat,x,w,ticket" (people ? ",customer" : "")
	print line (number % 2 ? ",freq" : ",times") > counted
	print line > repeated
	for (i = 1; i <= rows; i++) {
		day = i == 1 ? "2025-01-01" : i == 2 ? "2025-06-30" : "2025-" two(1 + random(6)) "-" two(1 + random(28))
		line = day "," one_of(channels, n_channels) "," one_of(kinds, n_kinds) "," (random(8) ? random(11) : "") "," \
			(random(8) ? 1 + random(5) : "") "," (random(8) ? random(500) / 7 : "") "," (random(10) ? random(40) / 8 : "") "," \
			(random(6) ? "T" random(30) : "")
		times = i < 3 ? 1 : random(3) ? random(6) : random(15) ? random(120) : ""
		if (times || i < 3) # the order in which customers appear decides who is left out together in a jackknife
			who = random(8) ? ",C" two(random(people ? people : 1)) : ","
		line = line (people ? who : "")
		print line "," times > counted
		for (k = 0; k < times; k++)
			print line > repeated
	}
	close(counted)
	close(repeated)
}
BEGIN {
	state = seed
	n_channels = split("phone chat web", channels)
	n_kinds = split("billing repair", kinds)
	for (t = 1; t <= tables; t++)
		make_table(t)
}
