#include "ingest/jsonl.h"

/* A message, behind the name of the member where there is one, and what to do. */
struct words {
	const char *what, *advice;
};

#define ONE_PER_LINE "each line has to hold one whole object: jq -c . IN.json > OUT.jsonl"

static const struct words words[] = {
	[JSONL_SYNTAX] = { "this is not JSON", NULL },
	[JSONL_UNFINISHED] = { "the line ends before its object does", ONE_PER_LINE },
	[JSONL_OPEN_STRING] = { "this string does not end on its line", "a line break in a string is written \\n" },
	[JSONL_BAD_UTF8] = { "bytes that are not UTF-8", "convert it first: iconv -f CP1252 -t UTF-8 IN > OUT" },
	[JSONL_CONTROL] = { "a control character in a string", "write it as \\t, \\u0000 and so on" },
	[JSONL_ESCAPE] = { "no such escape in JSON", "a backslash itself is written \\\\" },
	[JSONL_SURROGATE] = { "a \\u escape that is half a character",
			      "characters beyond \\uffff are two escapes, high before low" },
	[JSONL_COMMENT] = { "JSON has no comments", "remove it" },
	[JSONL_SINGLE_QUOTE] = { "strings stand in double quotes", NULL },
	[JSONL_NAN] = { "JSON has no such number", "write null where there is no value" },
	[JSONL_TRAILING_COMMA] = { "a comma with nothing behind it", "remove it" },
	[JSONL_NUMBER] = { "not a number as JSON writes them", "as in -1, 0.5, 1e9; as text, in double quotes" },
	[JSONL_SECOND_VALUE] = { "something behind the object", ONE_PER_LINE },
	[JSONL_BARE_WORD] = { "a word without quotes", "the only ones are true, false and null" },
	[JSONL_DEEP] = { "nested more than 64 deep", NULL },
	[JSONL_MANY_VALUES] = { "more than 1,048,576 values in one line", ONE_PER_LINE },
	[JSONL_LONG_ROW] = { "a line longer than 64 MiB", ONE_PER_LINE },
	[JSONL_LONG_VALUE] = { "a value longer than 16 MiB", NULL },
	[JSONL_NUMBER_TOO_LARGE] = { "a number past what a double holds", NULL },
	[JSONL_NOT_OBJECT] = { "a value that is no object", "each line has to hold one object: {\"a\": 1, \"b\": 2}" },
	[JSONL_TOP_ARRAY] = { "an array where an object has to be",
			      "write its elements one per line: jq -c '.[]' IN.json > OUT.jsonl" },
	[JSONL_ARRAY] = { "is an array, and a column holds one value", NULL },
	[JSONL_TWICE] = { "stands twice in one object", "keep one of them" },
	[JSONL_DOTTED] = { "is a key with a dot and the path of a nested key as well: two columns of one name",
			   "rename one of the two" },
	[JSONL_NUL_IN_KEY] = { "a NUL character in a key", "rename it" },
	[JSONL_LONG_NAME] = { "a key, with those around it, longer than 16,384 bytes", NULL },
	[JSONL_MANY_COLUMNS] = { "more than 4,096 columns, or more than 16,384 keys with the nested ones", NULL },
	[JSONL_NEW_KEY] = { "a key that no row had a moment ago; is the file being written?", NULL },
};

static const struct words *words_of(const struct jsonl *j)
{
	static const struct words none = { "does not fit into memory", NULL };

	return j->fault < sizeof(words) / sizeof(*words) && words[j->fault].what ? &words[j->fault] : &none;
}

void jsonl_explain(const struct jsonl *j, struct buffer *out)
{
	bool is_limit = j->fault == JSONL_LONG_VALUE || j->fault == JSONL_DEEP || j->fault == JSONL_MANY_COLUMNS;

	if (j->fault_name.n)
		buffer_printf(out, "`%.*s`%s", TEXT_ARGS(j->fault_name), is_limit ? ": " : " ");
	buffer_add_c(out, words_of(j)->what);
}

/* A path that jq reads without quotes. */
static bool is_plain(struct text path)
{
	for (size_t i = 0; i < path.n; i++) {
		char c = path.at[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
		bool begins = i == 0 || path.at[i - 1] == '.';

		if (!letter && (begins || !((c >= '0' && c <= '9') || c == '.')))
			return false;
	}
	return path.n > 0 && path.at[path.n - 1] != '.';
}

void jsonl_advise(const struct jsonl *j, struct buffer *out)
{
	if (j->fault == JSONL_ARRAY) {
		struct text path = is_plain(j->fault_name) ? j->fault_name : TEXT("KEY");

		buffer_printf(out, "keep it as text: jq -c '(.%.*s | arrays) |= tostring' IN.jsonl > OUT.jsonl",
			      TEXT_ARGS(path));
	} else if (words_of(j)->advice) {
		buffer_add_c(out, words_of(j)->advice);
	}
}
