# terminal.sh - sourced by tests/pty/*.sh: the program in a terminal of 80 columns and 24 rows, made by tmux.
. tests/tools/check.sh
command -v tmux >/dev/null || { echo "ok - terminal # SKIP tmux is not here"; exit 0; }
unset TMUX
export TMUX_TMPDIR="$scratch" HOME="$scratch" LC_ALL=C.UTF-8 INPUTRC=/dev/null
export XDG_STATE_HOME="$scratch/state" XDG_CONFIG_HOME="$scratch/config"
terminals=0
tty() { tmux -f /dev/null -L "cxq$terminals" "$@" 2>/dev/null; }
clean_up() {
	tty kill-server
	# A program that just lost its terminal may still write.
	rm -rf "$scratch" 2>/dev/null || { sleep 0.5; rm -rf "$scratch"; }
}

start() { # COMMAND: in a new terminal; when it has ended the screen says "ended with N"
	tty kill-server
	terminals=$((terminals + 1))
	tty new-session -d -s t -x 80 -y 24 "$1; echo ended with \$?; exec sleep 300" || exit 1
}

type() { tty send-keys -t t -l -- "$1"; }
keys() { tty send-keys -t t "$@"; }
screen() { tty capture-pane -t t -p; }

# Wait until the screen holds a line that the pattern (grep -E) fits, for at most ten seconds; once something went
# wrong the rest is not worth that much.
sees() { # NAME PATTERN
	deadline=$(($(date +%s) + (failures ? 1 : 10)))
	until screen | grep -q -E -- "$2"; do
		if [ "$(date +%s)" -gt "$deadline" ] || ! tty has-session; then
			{ printf 'wanted: %s\nscreen:\n' "$2"; screen | sed '/^ *$/d'; } | not_ok "$1"
			return 1
		fi
		sleep 0.05
	done
	ok "$1"
}

# The same without a test of its own; the prompt, for example.
await() { sees "$1" "$1" >"$scratch/.await" || cat "$scratch/.await"; }

prompt() { await '^cxq>$'; }
