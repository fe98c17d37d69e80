# jsonl.awk - prints random objects as JSON Lines, the same bytes for the same -v seed: members in any order, on two
# levels, null or absent where there is no value, and strings with escapes of every kind.
function random(n) { # 0 .. n - 1; exact in doubles
	state = (state * 69069 + 1) % 4294967296
	return int(state / 65536) % n
}
function quoted(s) { return "\"" s "\"" }
function two(n) { return sprintf("%02d", n) }
function digits(n,    s) {
	s = 1 + random(9)
	while (--n > 0)
		s = s random(10)
	return s
}
# Add "key": value, or null, or nothing at all.
function member(key, value, missing,    at, space) {
	if (random(100) < missing) {
		if (random(2))
			return
		value = "null"
	}
	space = random(8) ? "" : random(2) ? " " : "\t "
	at = n + 1
	if (n && random(3) == 0) {
		at = 1 + random(n)
		members[n + 1] = members[at]
	}
	members[at] = quoted(key) space ":" space value
	n++
}
function object(    i, text) {
	for (i = 1; i <= n; i++)
		text = text (i > 1 ? random(5) ? "," : " , " : "") members[i]
	n = 0
	return "{" text "}"
}
BEGIN {
	state = seed
	n_channels = split("phone|chat|e\\u002dmail|\\u0073tore", channels, "|")
	n_plans = split("gold|silver|br\303\266nze|br\\u00f6nze|\\ud83d\\ude00 plan", plans, "|")
	n_cities = split("K\\u00f6ln|K\303\266ln|say \\\"hi\\\"|a\\\\b|x, y|tab\\there|s\\/lash|NA|12|007|true|\\u4e2d\346\226\207", cities, "|")
	for (id = 1; id <= rows; id++) {
		n = 0
		member("city", quoted(cities[1 + random(n_cities)]), 5)
		member("zip", quoted(two(random(40))), 5)
		address = object()
		member("id", quoted("C-" random(300)), 0)
		member("plan", quoted(plans[1 + random(n_plans)]), 10)
		member("address", address, 3)
		customer = object()
		member("id", id, 0)
		member("customer", customer, 2)
		member("channel", quoted(channels[1 + random(n_channels)]), 4)
		member("score", random(11), 30)
		member("amount", (random(4) ? "" : "-") random(100000) "." digits(1 + random(3)), 10)
		member("ratio", random(10) "." digits(7 + random(8)) "e" (random(2) ? "-" : "+") random(5), 10)
		member("big", (random(2) ? "-" : "") digits(15), 10)
		member("ok", random(3) ? "true" : "false", 20)
		member("at", quoted("2025-" two(1 + random(12)) "-" two(1 + random(28)) "T" two(1 + random(23)) ":" two(random(60))), 5)
		line = object()
		print (random(9) ? "" : " ") line (random(9) ? "" : " \r")
		if (random(50) == 0)
			print ""
	}
}
