#!/bin/sh
# why_noise.sh - why finds nothing where nothing is: tables of noise, in which customers answer several times and no column has
# anything to do with their answers.  Columns are called beyond chance as rarely as promised, and a column of forty values comes
# first no more often than one of two.  SEED and TABLES in the environment try others.  Finds cxq by PATH.
cd "$(dirname "$0")" || exit 1
seed=${SEED:-20250866}
tables=${TABLES:-200}
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT

awk -v seed="$seed" -v tables="$tables" -v folder="$folder" '
	function random(n) { # 0 .. n - 1; exact in doubles
		state = (state * 69069 + 1) % 4294967296
		return int(state / 65536) % n
	}
	function two(n) { return sprintf("%02d", n) }
	BEGIN {
		state = seed
		for (t = 1; t <= tables; t++) {
			file = folder "/t" t ".csv"
			print "id,time,customer,two,four,forty,channel,score" > file
			for (c = 0; c < 200; c++) {
				mood[c] = random(4) + random(4)
				of[c] = "two" random(2) ",four" random(4) ",forty" random(40)
			}
			for (i = 1; i <= 350; i++) {
				c = random(200)
				score = mood[c] + random(3) + random(4)
				print i ",2025-" (i < 140 ? "01-" : "02-") two(1 + random(28)) ",C" c "," of[c] ",channel" random(1 + random(8)) \
					"," (score > 10 ? 10 : score) > file
			}
			close(file)
			print "load \"" file "\" as t" t "\nwhy 100 * net(score >= 9, score < 7) during 2025-02 vs previous month " \
				"by two, four, forty, channel" > (folder "/cxq")
		}
	}'
cxq -F csv -f "$folder/cxq" | awk -F , -v tables="$tables" '
	$1 == "(total)" { answers++; first = 1; next }
	$2 != "(total)" || $1 == "dimension" { next }
	first { lead[$1]++; first = 0; found += $19 < 0.05 }
	$18 < 0.05 { low[$1]++ }
	END {
		# 0.05 and, of four columns, 1/4, with three standard errors.
		most = 0.05 * tables + 3 * sqrt(tables * 0.05 * 0.95)
		share = tables / 4 + 3 * sqrt(tables * 3 / 16)
		for (c in lead)
			if (low[c] > most || lead[c] > share) {
				print "# " c ": first " lead[c] " times, p below 0.05 " low[c] " times"
				bad = 1
			}
		bad = bad || answers != tables || found > most
		print (bad ? "not ok" : "ok") " - why finds nothing in noise (" found + 0 " of " answers + 0 " tables)"
		exit bad
	}'
