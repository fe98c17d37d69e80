#!/bin/sh
# regression.sh - the differential test of drivers and trend: random tables, each with its questions, to cxq and to R: every
# number must agree within 1e-9, and drivers that are constant or made of others must be refused.  regression_questions.R asks,
# regression.R answers.  SEED and TABLES in the environment try others.  Finds cxq by PATH.
cd "$(dirname "$0")" || exit 1
seed=${SEED:-20250866}
tables=${TABLES:-200}
name="drivers and trend of $tables tables against R (seed $seed)"
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
failed=0

if ! command -v Rscript >/dev/null 2>&1; then
	echo "ok - drivers and trend against R # SKIP R (package r-base-core) is not here"
	exit 0
fi
Rscript --vanilla regression_questions.R "$seed" "$tables" "$folder" 2>"$folder/errors" || sed 's/^/# /' "$folder/errors"
cxq -F csv -f "$folder/cxq" >"$folder/cxq.out" 2>"$folder/errors" || sed 's/^/# /' "$folder/errors"
awk -v name="$name" -v against=R -f compare.awk "$folder/cxq.out" "$folder/r" "$folder/queries" || failed=1
for script in "$folder"/refused*; do
	[ -e "$script" ] || continue
	cxq -f "$script" >/dev/null 2>&1
	[ $? = 2 ] && continue
	echo "not ok - to be refused: $(tail -n 1 "$script")"
	failed=1
done
exit $failed
