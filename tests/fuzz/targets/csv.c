/* csv.c - fuzz target: any bytes as a file.  Refused with a message, or a table that is sound; the same table in
 * every way to read the same bytes. */
#include "table.h"

/* Ways to read that give the same table where the first gives one.  A second reader of CSV (of another instruction set,
 * with other blocks) is one more line here. */
static const struct load_request ways[] = {
	{ .skip_bad_rows = false },
	{ .skip_bad_rows = true },
};

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct table *first = fuzz_load(bytes, n, ways[0]);

	if (first) {
		fuzz_check_table(first);
		HOLDS(first->n_rejects == 0);
	}
	for (size_t i = 1; i < sizeof(ways) / sizeof(*ways); i++) {
		struct table *t = fuzz_load(bytes, n, ways[i]);

		HOLDS(t || !first);
		if (t)
			fuzz_check_table(t);
		if (first)
			fuzz_check_same(first, t);
		table_free(t);
	}
	table_free(first);
	return 0;
}
