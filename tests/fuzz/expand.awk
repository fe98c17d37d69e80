# expand.awk -v seed=S -v n=N - N random statements from a grammar: lines NAME, tab, alternatives parted by `|`; a word in
# capitals that has a line stands for one of its alternatives.  The first line is what a statement is.
function any(list, parts)
{
	return parts[1 + int(rand() * split(list, parts, "|"))]
}

function expand(text, out, name)
{
	while (match(text, /[A-Z][A-Z0-9]*/)) {
		name = substr(text, RSTART, RLENGTH)
		out = out substr(text, 1, RSTART - 1)
		text = substr(text, RSTART + RLENGTH)
		out = out (name in rule && ++steps < 300 ? expand(any(rule[name])) : name)
	}
	return out text
}

BEGIN { FS = "\t" }
/^#/ || !NF { next }
{ rule[$1] = $2; if (!start) start = $1 }
END {
	srand(seed)
	for (i = 0; i < n; i++) {
		steps = 0
		statement = expand(any(rule[start]))
		gsub(/  +/, " ", statement)
		sub(/ $/, "", statement)
		print statement
	}
}
