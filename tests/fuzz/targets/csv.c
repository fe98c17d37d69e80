/* csv.c - fuzz target: any bytes as a file.  Refused with a message, or a table that is sound; and the same message or
 * table with every kind of instructions, the same table from a pipe, which is read window by window on several threads
 * and never sampled, when texts are left in the file until they are looked at, and when bad rows may be skipped. */
#include "table.h"

#include "base/threads.h"
#include "ingest/separators.h"

struct way {
	bool skip_bad_rows, stream, leave;
	unsigned threads;
	const char *isa; /* NULL: the best that there is */
};

/* The first is the one that the others are held against. */
static const struct way ways[] = {
	{ false, false, false, 1, "plain" }, { false, false, false, 1, NULL }, { false, true, false, 3, "avx2" },
	{ false, false, true, 2, NULL },     { true, false, false, 2, NULL },
};

/* The place and reason of a refusal, or empty, into WHY. */
static struct table *load_so(const uint8_t *bytes, size_t n, const struct way *w, char why[static 512])
{
	struct load_request request = { .skip_bad_rows = w->skip_bad_rows, .may_leave = w->leave };
	struct table *t;

	threads_limit(w->threads);
	if (w->isa)
		setenv("CXQ_ISA", w->isa, 1);
	else
		unsetenv("CXQ_ISA");
	t = fuzz_load_from(bytes, n, w->stream, request, why);
	if (t)
		fuzz_check_table(t);
	return t;
}

/* All kinds of instructions find the same separators, wherever the text begins. */
static void check_separators(const char *text, size_t n)
{
	enum { ROOM = 1 << 16, COLUMNS = 3 };
	static uint32_t plain[ROOM], best[ROOM];
	uint8_t doubled[2][COLUMNS] = { 0 };
	const struct places to[] = { { plain, ROOM, doubled[0], COLUMNS }, { best, ROOM, doubled[1], COLUMNS } };
	struct separators a = separators_find_plain(text, n, ',', '"', &to[0]), b;

	unsetenv("CXQ_ISA");
	b = separators_choose()(text, n, ',', '"', &to[1]);
	HOLDS(a.n == b.n && a.n_line_ends == b.n_line_ends && a.irregular == b.irregular);
	HOLDS(a.quotes == b.quotes && a.bare == b.bare && memcmp(doubled[0], doubled[1], COLUMNS) == 0);
	HOLDS(a.returns == b.returns && memcmp(plain, best, a.n * sizeof(*plain)) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	char wanted[512], why[512];
	struct table *first;

	setenv("CXQ_LEAVE", "all", 1);
	if (n > PIPE_BYTES)
		return 0;
	first = load_so(bytes, n, &ways[0], wanted);

	HOLDS(!first || first->n_rejects == 0);
	for (size_t i = 1; i < sizeof(ways) / sizeof(*ways); i++) {
		struct table *t = load_so(bytes, n, &ways[i], why);

		HOLDS(t || !first);
		HOLDS(ways[i].skip_bad_rows || !t == !first);
		/* A pipe cannot be read again for the line of a row. */
		HOLDS(ways[i].skip_bad_rows || ways[i].stream || strcmp(wanted, why) == 0);
		if (first)
			fuzz_check_same(first, t);
		table_free(t);
	}
	table_free(first);
	for (size_t from = 0; from < 3 && from < n; from++)
		check_separators((const char *)bytes + from, n - from);
	return 0;
}
