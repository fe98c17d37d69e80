/* table.c - the chi-square test of a table of counts. */
#include <math.h>

#include "stats/groups.h"
#include "stats/tail.h"

static const struct stats_table_test no_answer = { NAN, NAN, NAN, NAN, NAN };

static double sum(const double *counts, size_t n, size_t step)
{
	double total = 0;

	for (size_t i = 0; i < n; i++)
		total += counts[i * step];
	return total;
}

/* How many of the N rows (or columns) START has, BETWEEN apart, of M counts STEP apart, have any count. */
static double in_use(const double *start, size_t n, size_t between, size_t m, size_t step)
{
	double used = 0;

	for (size_t i = 0; i < n; i++)
		used += sum(start + i * between, m, step) > 0;
	return used;
}

static void add_row(struct stats_table_test *t, const double *counts, size_t row, size_t rows, size_t columns)
{
	double total = sum(counts, rows * columns, 1), of_row = sum(counts + row * columns, columns, 1);

	for (size_t c = 0; c < columns; c++) {
		double expected = of_row * sum(counts + c, rows, columns) / total;
		double off = counts[row * columns + c] - expected;

		if (!(expected > 0))
			continue;
		t->chi_square += off * off / expected;
		t->least_expected = fmin(t->least_expected, expected);
	}
}

struct stats_table_test stats_table_test(const double *counts, size_t rows, size_t columns)
{
	struct stats_table_test t = { 0, 0, NAN, NAN, INFINITY };
	double r = in_use(counts, rows, columns, columns, 1), c = in_use(counts, columns, 1, rows, columns);

	for (size_t i = 0; i < rows * columns; i++)
		if (!(counts[i] >= 0))
			return no_answer;
	if (r < 2 || c < 2)
		return no_answer;
	for (size_t i = 0; i < rows; i++)
		add_row(&t, counts, i, rows, columns);
	t.df = (r - 1) * (c - 1);
	t.p = stats_p_of_chi_square(t.chi_square, t.df);
	t.cramer_v = sqrt(t.chi_square / (sum(counts, rows * columns, 1) * fmin(r - 1, c - 1)));
	return t;
}
