#!/bin/sh
# examples.sh - run every file of examples/: a script as `cxq FILE`, or, where it has lines `# try: COMMAND`, by each
# of those; a shell script (.sh) with sh; a C program (.c) is built with the library beside cxq and run, and stands
# in README.md as it is. Each must end with status 0 and write nothing to stderr.  Finds cxq by PATH.
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
failed=0

mkdir "$folder/root"
for entry in *; do
	[ "$entry" = build ] || ln -s "$PWD/$entry" "$folder/root/$entry"
done

library=$(dirname "$(readlink -f "$(command -v cxq)")")/libcxq.a
sanitize=
case $library in */asan/*) sanitize=-fsanitize=address,undefined ;; esac

try() { # COMMAND
	(cd "$folder/root" && timeout 120 sh -c "$1") >"$folder/out" 2>"$folder/errors" </dev/null
	status=$?
	if [ $status = 0 ] && [ ! -s "$folder/errors" ]; then
		echo "ok - $1"
		return
	fi
	cat "$folder/errors"
	echo "not ok - $1 (status $status)"
	failed=1
}

for file in examples/*.cxq; do
	[ -e "$file" ] || continue
	sed -n 's/^# try: //p' "$file" | sed 's,build/cxq,cxq,g' >"$folder/commands"
	[ -s "$folder/commands" ] || echo "cxq $file" >"$folder/commands"
	while IFS= read -r command; do
		try "$command"
	done <"$folder/commands"
done
for file in examples/*.sh; do
	[ -e "$file" ] && try "sh $file"
done
for file in examples/*.c; do
	[ -e "$file" ] || continue
	try "${CC:-cc} -std=c11 -Wall -Wextra -Werror $sanitize -Iinclude -o program $file $library $(sed -n 's/^LIBS *:= *//p' Makefile)"
	try ./program
	try "awk '/^\`\`\`/ { inside = \$0 == \"\`\`\`c\"; next } inside' README.md | diff $file -"
done
exit $failed
