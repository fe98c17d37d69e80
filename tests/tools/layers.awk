# Who includes whom: awk -f layers.awk src/LAYERS src/*/*.[ch].  Prints file:line of every include that src/LAYERS
# does not allow, of a folder it does not name, and of circles among its own lines; exit status 1 if there was one.
function refuse(where, what) { print where ": " what; bad = 1 }

# Can FROM reach WANTED by the arrows of LAYERS?  Each folder is visited once.
function reaches(from, wanted, visited,    list, n, i) {
	if (visited[from]++)
		return 0
	n = split(arrows[from], list, " ")
	for (i = 1; i <= n; i++)
		if (list[i] == wanted || reaches(list[i], wanted, visited))
			return 1
	return 0
}

FILENAME == ARGV[1] {
	if ($0 ~ /^[ \t]*(#|$)/)
		next
	folder = $1
	sub(/:$/, "", folder)
	known[folder] = 1
	line_of[folder] = FNR
	may[folder, folder] = 1
	for (i = 2; i <= NF; i++) {
		may[folder, $i] = 1
		arrows[folder] = arrows[folder] " " $i
	}
	next
}

FNR == 1 {
	n = split(FILENAME, part, "/")
	folder = part[n - 1]
	if (!(folder in known))
		refuse(FILENAME ":1", "the folder " folder " is not named in " ARGV[1])
}

/^[ \t]*#[ \t]*include[ \t]*"/ {
	split($0, quoted, "\"")
	target = quoted[2]
	# Without a folder: the public header, or a generated one, which belongs to the folder that drives it.
	if (target ~ /\//)
		sub(/\/.*/, "", target)
	else if (target != "cxq.h")
		next
	if ((folder in known) && !((folder, target) in may))
		refuse(FILENAME ":" FNR, folder " must not include " quoted[2])
}

# One file alone knows the line editor.
/^[ \t]*#[ \t]*include[ \t]*<readline\// && FILENAME !~ /(^|\/)src\/shell\/line\.c$/ {
	refuse(FILENAME ":" FNR, "only src/shell/line.c may include Readline")
}

END {
	for (folder in known) {
		split("", visited)
		if (reaches(folder, folder, visited))
			refuse(ARGV[1] ":" line_of[folder], folder " leads back to itself")
	}
	exit bad
}
