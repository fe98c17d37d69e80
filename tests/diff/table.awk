# table.awk - prints the random table of the differential test as CSV; the same bytes for the same -v seed, with any awk.
# Every column has missing values, but for id and time.
function random(n) { # 0 .. n - 1; exact in doubles
	state = (state * 69069 + 1) % 4294967296
	return int(state / 65536) % n
}
function one_of(words, n, missing) { # MISSING of 100 are empty
	return random(100) < missing ? "" : words[1 + random(n)]
}
function number(low, high, missing) { return random(100) < missing ? "" : low + random(high - low + 1) }
function yesno(yes, missing) { return random(100) < missing ? "" : random(100) < yes ? "yes" : "no" }
function two(n) { return sprintf("%02d", n) }
function moment(    day, month, year) {
	month = random(18)
	year = 2024 + int(month / 12)
	month = month % 12 + 1
	day = 1 + random(month == 2 ? 28 : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31)
	return year "-" two(month) "-" two(day) "T" two(random(24)) ":" two(random(60))
}
BEGIN {
	state = seed
	n_stages = split("awareness purchase use service retention", stages)
	n_channels = split("phone chat email store web", channels)
	n_reasons = split("battery billing how-to delivery", reasons)
	n_regions = split("east north south west", regions)
	n_words = split("slow kind agent again fast solved battery", words)
	print "id,time,customer,stage,channel,reason,region,agent,recommend,csat,effort,wait_s,handle_s,resolved," \
		"first_contact,answered,churned,cost,growth,comment"
	for (id = 1; id <= rows; id++) {
		comment = ""
		for (i = random(4); i > 0; i--)
			comment = comment (comment == "" ? "" : " ") words[1 + random(n_words)]
		printf "%d,%s,C%03d,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s\n", id, moment(), 100 + random(300),
			one_of(stages, n_stages, 3), one_of(channels, n_channels, 5), one_of(reasons, n_reasons, 30),
			one_of(regions, n_regions, 4), random(100) < 10 ? "" : "agent-" two(1 + random(12)), number(0, 10, 40),
			number(1, 5, 30), number(1, 7, 50), number(5, 2000, 20), number(30, 900, 25), yesno(60, 15), yesno(40, 20),
			yesno(85, 10), yesno(12, 50), random(100) < 10 ? "" : random(20) "." two(random(100)),
			random(100) < 10 ? "" : (random(2) ? "-" : "") random(9) "." random(10), comment
	}
}
