/* A column that becomes something else further down is what reading it from the first to the last row makes of it, whatever
 * the samples said, and mostly in one reading. */
#include <stdlib.h>

#include "loading.h"

#include "base/threads.h"

static struct loaded *load_lines(const struct buffer *b, unsigned threads, struct load_request request)
{
	struct loaded *l;

	assert_false(b->failed);
	threads_limit(threads);
	l = load_bytes_with(b->at, b->n, request);
	threads_limit(0);
	assert_non_null(l->table);
	return l;
}

static enum column_type type_of(const struct loaded *l, const char *name)
{
	return table_column(l->table, text_of(name))->type;
}

/* How far the loading came, in bytes, counted through all readings. */
static void note_progress(void *user, uint64_t done, uint64_t total)
{
	uint64_t *furthest = user;

	(void)total;
	*furthest = done > *furthest ? done : *furthest;
}

static void a_late_text_is_known_before_it_comes(void **state)
{
	enum { ROWS = 3000000 };
	uint64_t furthest = 0;
	struct load_request request = { .progress = note_progress, .user = &furthest };
	struct buffer b = { 0 };
	struct loaded *l;

	(void)state;
	buffer_add_c(&b, "n,zip,ok,when\n");
	for (int i = 0; i < ROWS; i++)
		buffer_printf(&b, "%d,%s%d,%s,%s\n", i, i < ROWS / 2 ? "" : "A", i % 5000,
			      i < ROWS / 3 ? "yes" : "perhaps", i < ROWS / 4 ? "03/04/2021" : "03/14/2021");
	l = load_lines(&b, 2, request);
	assert_true(furthest > 64 << 20 && furthest <= b.n);
	assert_int_equal(type_of(l, "n"), COLUMN_INTEGER);
	assert_int_equal(type_of(l, "zip"), COLUMN_TEXT);
	assert_int_equal(type_of(l, "ok"), COLUMN_TEXT);
	assert_int_equal(type_of(l, "when"), COLUMN_DATE);
	assert_string_equal(cell(l, "zip", 4999), "4999");
	assert_string_equal(cell(l, "ok", ROWS - 1), "perhaps");
	assert_true(column_number(column(l, "when"), 0) == 18690);
	assert_int_equal(column(l, "when")->date_order, 2);
	unload(l);
	buffer_free(&b);
}

/* A sample may begin within quotes, where rows stand that are none. */
static void what_looks_like_rows_within_quotes_decides_nothing(void **state)
{
	struct buffer b = { 0 };

	(void)state;
	buffer_add_c(&b, "n,ok,remark\n");
	for (int i = 0; b.n < 3 << 20; i++) {
		buffer_printf(&b, "%d,%s,\"", i, i % 2 ? "yes" : "no");
		for (int k = 0; k < 2000; k++)
			buffer_add_c(&b, "x,maybe,z\n");
		buffer_add_c(&b, "\"\n");
	}
	for (unsigned threads = 1; threads <= 3; threads++) {
		struct loaded *l = load_lines(&b, threads, (struct load_request){ 0 });

		assert_int_equal(type_of(l, "n"), COLUMN_INTEGER);
		assert_int_equal(type_of(l, "ok"), COLUMN_YESNO);
		assert_true(column_number(column(l, "n"), 17) == 17);
		unload(l);
	}
	buffer_free(&b);
}

static void add_number(struct buffer *b, int i)
{
	switch (i % 7) {
	case 0:
		buffer_printf(b, "%d", i);
		break;
	case 1:
		buffer_printf(b, "-%d.%03d", i, i % 1000);
		break;
	case 2:
		break;
	case 3:
		buffer_printf(b, ".%06d", i % 1000000);
		break;
	case 4:
		buffer_add_c(b, "-0");
		break;
	default:
		buffer_printf(b, "%d.10", i);
	}
}

/* Are the doubles those of the text, bit for bit (-0 of a decimal is 0)? */
static void assert_numbers(const struct loaded *l, const struct buffer *b)
{
	const double *values = column_doubles(column(l, "x"));
	const char *at = strchr(b->at, '\n') + 1;

	for (size_t row = 0; row < l->table->n_rows; row++, at = strchr(at, '\n') + 1) {
		const char *cell_at = strchr(at, ',') + 1;
		double wanted = strtod(cell_at, NULL) + 0.0;

		if (*cell_at == '\n')
			assert_true(values[row] != values[row]);
		else
			assert_memory_equal(&values[row], &wanted, sizeof(wanted));
	}
}

static void decimals_become_doubles_at_a_late_exponent(void **state)
{
	static const char *const late[] = { "1e3", "12345678901234567890", "1e3" };
	static const char *const early[] = { "5", "5", "900719925474.099393" };

	(void)state;
	for (size_t k = 0; k < 3; k++) {
		struct buffer b = { 0 };

		buffer_add_c(&b, "n,x\n");
		for (int i = 0; b.n < 3 << 20; i++) {
			buffer_printf(&b, "%d,", i);
			if (i == 100)
				buffer_add_c(&b, early[k]);
			else if (i == 200000 || i == 200001)
				buffer_add_c(&b, late[k]);
			else
				add_number(&b, i);
			buffer_add_c(&b, "\n");
		}
		for (unsigned threads = 1; threads <= 3; threads++) {
			struct loaded *l = load_lines(&b, threads, (struct load_request){ 0 });

			assert_int_equal(type_of(l, "x"), k == 1 ? COLUMN_TEXT : COLUMN_NUMBER);
			if (k != 1)
				assert_numbers(l, &b);
			unload(l);
		}
		buffer_free(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_late_text_is_known_before_it_comes),
		cmocka_unit_test(what_looks_like_rows_within_quotes_decides_nothing),
		cmocka_unit_test(decimals_become_doubles_at_a_late_exponent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
