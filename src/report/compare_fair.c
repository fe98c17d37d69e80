/* compare, fair: the columns of what stands beside the plain difference. */
#include <math.h>

#include "report/compare.h"

const struct contrast_finding *compare_finding(const struct contrast *one)
{
	return one->adjusted ? &one->adjusted->direct : one->interaction ? &one->interaction->finding : NULL;
}

bool compare_fair_counts(const struct plan *p)
{
	return p->n_strata || p->interaction;
}

/* ---- columns --------------------------------------------------------------------------------- */

enum look_of { LOOK_OF_VALUE, LOOK_OF_LIMIT, LOOK_OF_COUNT, LOOK_OF_P, LOOK_OF_STATISTIC };
enum shown { SHOWN, SHOWN_IF_SEVERAL, NOT_SHOWN };

struct fair_column {
	const char *name, *heading;
	enum look_of look;
	enum column_part part;
	enum shown shown; /* to people; the machine formats have all */
};

static const struct fair_column adjusted_columns[] = {
	{ "adjusted_a", "adjusted a", LOOK_OF_VALUE, PART_VALUE, NOT_SHOWN },
	{ "adjusted_b", "adjusted b", LOOK_OF_VALUE, PART_VALUE, NOT_SHOWN },
	{ "adjusted", "adjusted", LOOK_OF_VALUE, PART_CHANGE, SHOWN },
	{ "adjusted_low", "low", LOOK_OF_LIMIT, PART_CHANGE, SHOWN },
	{ "adjusted_high", "high", LOOK_OF_LIMIT, PART_CHANGE, SHOWN },
	{ "adjusted_statistic", "statistic", LOOK_OF_STATISTIC, PART_OTHER, NOT_SHOWN },
	{ "adjusted_p", "p", LOOK_OF_P, PART_OTHER, SHOWN },
	{ "adjusted_p_holm", "p Holm", LOOK_OF_P, PART_OTHER, SHOWN_IF_SEVERAL },
	{ "mh", "Mantel-Haenszel", LOOK_OF_VALUE, PART_CHANGE, SHOWN },
	{ "mh_low", "low", LOOK_OF_LIMIT, PART_CHANGE, NOT_SHOWN },
	{ "mh_high", "high", LOOK_OF_LIMIT, PART_CHANGE, NOT_SHOWN },
	{ "mh_p", "p", LOOK_OF_P, PART_OTHER, NOT_SHOWN },
	{ "strata", "strata", LOOK_OF_COUNT, PART_OTHER, SHOWN },
	{ "strata_left_out", "left out", LOOK_OF_COUNT, PART_OTHER, NOT_SHOWN },
	{ "left_out_a", "left out a", LOOK_OF_COUNT, PART_OTHER, NOT_SHOWN },
	{ "left_out_b", "left out b", LOOK_OF_COUNT, PART_OTHER, NOT_SHOWN },
};

static const struct fair_column paired_columns[] = {
	{ "only_a", "only a", LOOK_OF_COUNT, PART_OTHER, NOT_SHOWN },
	{ "only_b", "only b", LOOK_OF_COUNT, PART_OTHER, NOT_SHOWN },
};

static const struct fair_column interaction_columns[] = {
	{ "others_a", "others a", LOOK_OF_VALUE, PART_VALUE, NOT_SHOWN },
	{ "others_b", "others b", LOOK_OF_VALUE, PART_VALUE, NOT_SHOWN },
	{ "others_n_a", "n others a", LOOK_OF_COUNT, PART_BASE, NOT_SHOWN },
	{ "others_n_b", "n others b", LOOK_OF_COUNT, PART_BASE, NOT_SHOWN },
	{ "others_diff", "elsewhere", LOOK_OF_VALUE, PART_CHANGE, SHOWN },
	{ "interaction", "interaction", LOOK_OF_VALUE, PART_CHANGE, SHOWN },
	{ "interaction_low", "low", LOOK_OF_LIMIT, PART_CHANGE, SHOWN },
	{ "interaction_high", "high", LOOK_OF_LIMIT, PART_CHANGE, SHOWN },
	{ "interaction_statistic", "statistic", LOOK_OF_STATISTIC, PART_OTHER, NOT_SHOWN },
	{ "interaction_p", "p", LOOK_OF_P, PART_OTHER, SHOWN },
	{ "interaction_p_holm", "p Holm", LOOK_OF_P, PART_OTHER, SHOWN_IF_SEVERAL },
};

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static const struct fair_column *columns_of(const struct plan *p, size_t *n)
{
	*n = p->n_strata      ? COUNT(adjusted_columns)
	     : p->interaction ? COUNT(interaction_columns)
	     : p->paired      ? COUNT(paired_columns)
			      : 0;
	return p->n_strata ? adjusted_columns : p->interaction ? interaction_columns : paired_columns;
}

void compare_fair_columns(const struct comparison *c, struct result *r, enum look look)
{
	const enum look looks[] = { [LOOK_OF_VALUE] = look,
				    [LOOK_OF_LIMIT] = look == LOOK_PLAIN ? LOOK_MEAN : look,
				    [LOOK_OF_COUNT] = LOOK_INTEGER,
				    [LOOK_OF_P] = LOOK_PLAIN,
				    [LOOK_OF_STATISTIC] = LOOK_MEAN };
	size_t n;
	const struct fair_column *list = columns_of(c->plan, &n);

	for (size_t i = 0; i < n; i++)
		report_part_column(r, list[i].name, text_of(list[i].heading), looks[list[i].look], list[i].part);
}

bool compare_fair_is_for_people(const struct plan *p, size_t column, bool several)
{
	size_t n;
	const struct fair_column *list = columns_of(p, &n);

	return list[column].shown == SHOWN || (several && list[column].shown == SHOWN_IF_SEVERAL);
}

static struct cell count_cell(double n)
{
	return n == floor(n) ? cell_integer((int64_t)n) : cell_number(n);
}

static void adjusted_cells(const struct contrast_adjusted *a, struct cell *at)
{
	const struct contrast_finding *d = &a->direct, *m = &a->mantel_haenszel;
	const double numbers[] = { a->values[0], a->values[1],	d->difference, d->low, d->high, d->statistic,
				   d->p,	 d->p_adjusted, m->difference, m->low, m->high, m->p };

	for (size_t i = 0; i < COUNT(numbers); i++)
		*at++ = cell_number(numbers[i]);
	*at++ = cell_integer((int64_t)a->n_strata);
	*at++ = cell_integer((int64_t)a->n_left_out);
	*at++ = count_cell(a->left_out[0]);
	*at++ = count_cell(a->left_out[1]);
}

static void interaction_cells(const struct comparison *c, const struct contrast_interaction *i, struct cell *at)
{
	const struct contrast_finding *f = &i->finding;
	const double numbers[] = { i->difference, f->difference, f->low, f->high, f->statistic, f->p, f->p_adjusted };

	*at++ = cell_number(i->values[0]);
	*at++ = cell_number(i->values[1]);
	*at++ = compare_base_cell(c, i->n[0]);
	*at++ = compare_base_cell(c, i->n[1]);
	for (size_t k = 0; k < COUNT(numbers); k++)
		*at++ = cell_number(numbers[k]);
}

void compare_fair_cells(const struct comparison *c, const struct contrast *one, struct cell *at)
{
	if (one->adjusted) {
		adjusted_cells(one->adjusted, at);
	} else if (one->interaction) {
		interaction_cells(c, one->interaction, at);
	} else if (c->plan->paired) {
		at[0] = count_cell(one->alone[0]);
		at[1] = count_cell(one->alone[1]);
	}
}
