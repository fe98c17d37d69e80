# examples.awk - prints examples.txt as lines of cxq and SQL by turns: `> query`, and `  SQL` lines joined, after common words
# are replaced.  A line @WORD TEXT defines what {WORD} stands for.
/^#/ || /^$/ { next }
/^@/ { name = substr($1, 2); sub(/^@[^ ]+ /, ""); short["{" name "}"] = $0; next }
/^> / { flush_pair(); query = substr($0, 3); next }
{ sub(/^ +/, ""); sql = sql (sql == "" ? "" : " ") $0 }
END { flush_pair() }
function replace(text, from, to,    at, out) {
	while ((at = index(text, from)) > 0) {
		out = out substr(text, 1, at - 1) to
		text = substr(text, at + length(from))
	}
	return out text
}
function flush_pair(    again, name) {
	if (query == "")
		return
	for (again = 0; again < 3; again++)
		for (name in short)
			sql = replace(sql, name, short[name])
	print query
	print sql
	query = sql = ""
}
