#!/bin/sh
# readme.sh BUILD [update] - run the blocks of README.md (see run.sh for which) and compare, or put what sessions
# print now into the file.
build=$1
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
failed=0
# The same everywhere: line-drawing characters, and no settings of whoever runs this.
export LC_ALL=C.UTF-8 XDG_CONFIG_HOME="$folder"

verdict() { # STATUS NAME
	if [ "$1" = 0 ]; then
		echo "ok - $2"
	else
		echo "not ok - $2"
		failed=1
	fi
}

# Commands run where every file of the project is, yet what they write stays out of it.
mkdir "$folder/root"
for entry in *; do
	[ "$entry" = build ] || ln -s "$PWD/$entry" "$folder/root/$entry"
done
awk -v folder="$folder" -f tests/tools/readme.awk README.md

run_session() { # NUMBER
	timeout 120 "$build/transcript" "$folder/session_$1.cxt" >"$folder/session_$1.now" 2>&1
}

run_commands() { # NUMBER
	(cd "$folder/root" && timeout 120 bash -e -o pipefail "$folder/shell_$1.sh") \
		>"$folder/shell_$1.now" 2>"$folder/shell_$1.errors" </dev/null
}

if [ "$2" = update ]; then
	n=0
	while n=$((n + 1)) && [ -e "$folder/session_$n.cxt" ]; do run_session $n; done
	n=0
	while n=$((n + 1)) && [ -e "$folder/shell_$n.sh" ]; do run_commands $n; done
	awk -v folder="$folder" '
		function put(file) {
			while ((getline line < file) > 0)
				print line
			inside = 1
		}
		/^```/ && inside { inside = 0 }
		!inside { print }
		/^```cxq-session$/ { put(folder "/session_" ++n ".now") }
		/^```output$/ && (getline number < (folder "/outputs")) > 0 && number > 0 { put(folder "/shell_" number ".now") }
	' README.md >"$folder/README.md"
	cmp -s README.md "$folder/README.md" || { cat "$folder/README.md" >README.md; echo "recorded README.md"; }
	exit 0
fi

n=0
while n=$((n + 1)) && [ -e "$folder/session_$n.cxt" ]; do
	run_session $n
	status=$?
	diff -u --label "README.md (session $n)" --label "now" "$folder/session_$n.want" "$folder/session_$n.now" ||
		status=1
	verdict $status "README.md session $n"
done

n=0
while n=$((n + 1)) && [ -e "$folder/shell_$n.sh" ]; do
	run_commands $n
	status=$?
	if [ $status != 0 ]; then
		cat "$folder/shell_$n.sh" "$folder/shell_$n.errors"
	elif [ -e "$folder/shell_$n.want" ]; then
		diff -u --label "README.md (commands $n)" --label "now" "$folder/shell_$n.want" "$folder/shell_$n.now"
		status=$?
	fi
	verdict $status "README.md commands $n"
done
exit $failed
