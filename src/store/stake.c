/* revenue_at_stake: what a customer's decision to stay or leave is worth. */
#include <math.h>
#include <stdlib.h>

#include "store/arrange.h"
#include "store/pending.h"

struct stake {
	const struct column *churned, *revenue, *segment; /* SEGMENT may be NULL */
	double *sums; /* revenue of those who stayed, by segment; last: no segment */
	uint64_t *counts;
	size_t n; /* segments and the missing one */
};

static size_t segment_of(const struct stake *k, size_t row)
{
	return !k->segment || column_is_missing(k->segment, row) ? k->n - 1 : (size_t)column_code(k->segment, row);
}

static void sum_stayers(struct stake *k, size_t n_rows)
{
	for (size_t row = 0; row < n_rows; row++) {
		double revenue = column_number(k->revenue, row);

		if (column_number(k->churned, row) != 0 || isnan(revenue))
			continue;
		k->sums[segment_of(k, row)] += revenue;
		k->counts[segment_of(k, row)]++;
	}
}

/* Who leaves pays nothing any more: a leaver's row without a revenue above 0 is worth what those who stayed in the
 * same segment pay on average. */
static double stake_of(const struct stake *k, size_t row)
{
	double churned = column_number(k->churned, row), revenue = column_number(k->revenue, row);
	size_t segment = segment_of(k, row);

	if (isnan(churned))
		return NAN;
	if (churned == 0 || revenue > 0)
		return revenue;
	return k->counts[segment] ? k->sums[segment] / (double)k->counts[segment] : NAN;
}

static bool fill(struct builder *b, const struct stake *k, size_t n_rows)
{
	double values[1024];

	for (size_t row = 0, n; row < n_rows; row += n) {
		n = n_rows - row < 1024 ? n_rows - row : 1024;
		for (size_t i = 0; i < n; i++)
			values[i] = stake_of(k, row + i);
		if (!builder_add_doubles(b, (uint32_t)row, values, n))
			return false;
	}
	return true;
}

static bool add_column(struct table *t, const struct stake *k)
{
	struct builder b = { 0 };
	struct column *c = &t->columns[t->n_columns++];
	bool done;

	*c = (struct column){ .name = TEXT("revenue_at_stake"),
			      .snake = TEXT("revenue_at_stake"),
			      .type = COLUMN_NUMBER,
			      .per_second = 1,
			      .derived = true };
	done = fill(&b, k, t->n_rows) && column_fill(c, &b);
	builder_clear(&b);
	return done;
}

bool table_derive_stake(struct table *t)
{
	struct stake k = { .churned = t->roles[ROLE_churned].column, .revenue = t->roles[ROLE_revenue].column };
	const struct column *segment = t->roles[ROLE_segment].column;
	bool done;

	if (!k.churned || !k.revenue || table_find(t, TEXT("revenue_at_stake")))
		return true;
	k.segment = segment && segment->type == COLUMN_TEXT ? segment : NULL;
	k.n = k.segment ? (size_t)k.segment->domain + 1 : 1;
	k.sums = calloc(k.n, sizeof(*k.sums));
	k.counts = calloc(k.n, sizeof(*k.counts));
	done = k.sums && k.counts;
	if (done) {
		sum_stayers(&k, t->n_rows);
		done = add_column(t, &k);
	}
	free(k.sums);
	free(k.counts);
	return done;
}
