# Compiles text files in: one byte array per file, and a table of names (embedded.h).
BEGIN { print "#include \"base/embedded.h\"\n"; }
function close_file() { if (n) print "\"\";" }
FNR == 1 { close_file(); n++; name[n] = FILENAME; printf "static const char text_%d[] =\n", n }
{ gsub(/\\/, "\\\\"); gsub(/"/, "\\\""); gsub(/\?/, "\\?"); printf "\t\"%s\\n\"\n", $0 }
END {
	close_file()
	print "\nconst struct embedded embedded_texts[] = {"
	for (i = 1; i <= n; i++) printf "\t{ \"%s\", text_%d, sizeof(text_%d) - 1 },\n", name[i], i, i
	print "\t{ 0, 0, 0 },\n};"
}
