/* sniff.c - fuzz target: what is found out about a file does not hang on what says nothing: a mark in front of UTF-8
 * text changes no table, and neither does a blank line at its end. */
#include "table.h"

static struct table *load_between(const char *before, struct text t, const char *after)
{
	struct buffer b = { 0 };
	struct table *table;

	buffer_add_c(&b, before);
	buffer_add(&b, t);
	buffer_add_c(&b, after);
	table = fuzz_load(b.at ? b.at : "", b.n, (struct load_request){ 0 });
	if (table)
		fuzz_check_table(table);
	buffer_free(&b);
	return table;
}

static void check_same(const struct table *a, struct table *b)
{
	HOLDS(!a == !b);
	if (a)
		fuzz_check_same(a, b);
	table_free(b);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct text t = { (const char *)bytes, n };
	struct table *plain = load_between("", t, "");

	if (n && utf8_valid(t) && !memchr(bytes, '\0', n)) {
		if (!text_starts(t, TEXT("\xef\xbb\xbf")))
			check_same(plain, load_between("\xef\xbb\xbf", t, ""));
		if (plain && bytes[n - 1] == '\n')
			check_same(plain, load_between("", t, "\n"));
	}
	table_free(plain);
	return 0;
}
