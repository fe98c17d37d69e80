# Cuts the blocks out of a Markdown file: awk -v folder=DIR -f readme.awk README.md.
# Writes DIR/session_N.cxt (blocks ```cxq-session; the input of the blocks before it runs first, quietly, after `load
# sample`), DIR/session_N.want (the block as it stands), DIR/shell_N.sh (blocks ```sh to be run) and DIR/shell_N.want
# (a block ```output that follows one).  What counts as to be run is told in run.sh.
function is_cxq(line) {
	return line ~ /^ *(build\/)?cxq( |$)/ || line ~ /^ *(printf|echo|cat) .*\| *(build\/)?cxq( |$)/
}

function end_session(    i) {
	n_sessions++
	file = folder "/session_" n_sessions ".cxt"
	printf "@quiet\n> load sample\n%s@loud\n", history > file
	for (i = 1; i <= n; i++) {
		print block[i] > file
		print block[i] > (folder "/session_" n_sessions ".want")
		if (block[i] ~ /^[>.]( |$)/)
			history = history block[i] "\n"
	}
	close(file)
}

# A shell block is run when each of its commands is one of cxq; a line that ends in a backslash goes on.
function end_shell(    i, runs, goes_on) {
	runs = 0
	for (i = 1; i <= n; i++) {
		if (!goes_on && block[i] !~ /^ *(#|$)/) {
			if (!is_cxq(block[i]))
				return
			runs = 1
		}
		goes_on = block[i] ~ /\\$/
	}
	if (!runs || not_run)
		return
	n_shells++
	file = folder "/shell_" n_shells ".sh"
	for (i = 1; i <= n; i++) {
		gsub(/build\/cxq/, "cxq", block[i])
		print block[i] > file
	}
	close(file)
	follows = n_shells
}

function end_output(    i) {
	file = folder "/shell_" follows ".want"
	printf "" > file
	for (i = 1; i <= n; i++)
		print block[i] > file
	close(file)
}

/^```/ && kind == "" {
	kind = substr($0, 4)
	if (kind == "")
		kind = "text"
	n = 0
	next
}

/^```/ {
	if (kind == "cxq-session")
		end_session()
	else if (kind == "sh")
		end_shell()
	else if (kind == "output") {
		# Which commands it belongs to, 0 for none: for those who put new output there.
		print follows + 0 > (folder "/outputs")
		if (follows)
			end_output()
	}
	if (kind != "sh")
		follows = 0
	kind = ""
	not_run = 0
	next
}

kind != "" { block[++n] = $0; next }

/^<!-- not run -->$/ { not_run = 1; next }
/[^ \t]/ { follows = not_run = 0 }
