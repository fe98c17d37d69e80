#!/bin/sh
# fair.sh - the differential test of fair comparisons: random tables, each asked `adjusted for`, `paired by`, `with interaction` and
# `vs target` of cxq and, as SQL, of sqlite3: values, differences, statistics, what is left out, and limits that need no Student's t
# must agree within 1e-9.  SEED and TABLES in the environment try others.  Finds cxq by PATH.
cd "$(dirname "$0")" || exit 1
seed=${SEED:-20250866}
tables=${TABLES:-120}
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT

if ! sqlite3 :memory: 'SELECT sqrt(2)' >/dev/null 2>&1; then
	echo "ok - fair comparisons against SQL # SKIP sqlite3 is not here, or cannot count"
	exit 0
fi
awk -v seed="$seed" -v tables="$tables" -v folder="$folder" -f answers.awk -f fair.awk
cxq -F csv -f "$folder/cxq" >"$folder/all" 2>"$folder/errors" || sed 's/^/# /' "$folder/errors"
# The columns that SQL can work out; limits only of nets and shares, and only of the finding.
awk 'BEGIN { FS = OFS = "," }
	function wanted(name) {
		if (name ~ /_p$|_p_holm$|^p$|^p_adjusted$|^effect$|^test$|^mh_|^adjusted_(low|high)$/)
			return 0
		return name !~ /^(diff_low|diff_high|statistic)$/ || kind == "target" || (kind == "paired" && name == "statistic")
	}
	start { kind = /only_a/ ? "paired" : /,adjusted_a,/ ? "adjusted" : /interaction/ ? "interaction" : "target"; heads = split($0, head) }
	NF {
		line = ""
		for (i = 1; i <= heads; i++)
			if (wanted(head[i]))
				line = line (line == "" && i == 1 ? "" : OFS) \
					(!start && /,mean,|^mean,/ && head[i] ~ /_(low|high)$/ ? "" : $i)
		print line
	}
	!NF { print "" }
	{ start = !NF }
	BEGIN { start = 1 }' "$folder/all" >"$folder/cxq.out"
sqlite3 :memory: <"$folder/sql" >"$folder/sql.out" 2>"$folder/errors" || sed 's/^/# /' "$folder/errors"
# Means that are equal but for the last digit stand in either order: the rows of an answer by their first column.
for answers in "$folder/cxq.out" "$folder/sql.out"; do
	awk 'function end(    i, j, line) {
		for (i = 2; i <= n; i++) {
			line = row[i]
			for (j = i - 1; j && row[j] > line; j--)
				row[j + 1] = row[j]
			row[j + 1] = line
		}
		for (i = 1; i <= n; i++)
			print row[i]
		n = 0
	}
	/,value_a,/ || $0 == "" || $0 == "----" { end(); print; next }
	{ row[++n] = $0 }
	END { end() }' "$answers" >"$folder/sorted" && mv "$folder/sorted" "$answers"
done
awk -v name="fair comparisons of $tables tables against SQL (seed $seed)" -f compare.awk \
	"$folder/cxq.out" "$folder/sql.out" "$folder/queries"
