/* The tests of news: one comparison per dimension, all metrics and periods in it. */
#include <math.h>
#include <setjmp.h>

#include "report/news.h"
#include "stats/compare.h"
#include "stats/multiple.h"

/* ---- one comparison -------------------------------------------------------------------------- */

static struct node *compare_node(struct news *n, const struct node *dimension)
{
	struct environment *e = n->environment;
	const struct node *periods[] = { n->now.range, n->against[0].range, n->against[1].range };

	return metric_list_compare(e, n->statement, metric_list_items(e, &n->metrics, n->statement->span), periods,
				   1 + n->n_against, dimension);
}

/* What a comparison over ten million rows needs is given back before the next one. */
static void run_apart(struct news *n, const struct plan *p, struct arena *own, struct contrasts *out)
{
	struct environment *e = n->environment;
	struct contrast_request request = { .plan = p,
					    .scratch = e->scratch,
					    .stop = e->stop,
					    .judged = true,
					    .with_first = true,
					    .sample = n->sample };
	jmp_buf failure, *outer = e->arena->on_failure, *outer_scratch = e->scratch->on_failure;

	if (setjmp(failure)) {
		e->arena->on_failure = outer;
		e->scratch->on_failure = outer_scratch;
		arena_reset(own);
		arena_fail(e->arena);
	}
	own->on_failure = e->arena->on_failure = e->scratch->on_failure = &failure;
	contrasts_run(own, &request, out);
	e->arena->on_failure = outer;
	e->scratch->on_failure = outer_scratch;
}

/* ---- findings -------------------------------------------------------------------------------- */

static struct finding *add(struct news *n)
{
	if (n->n == n->capacity) {
		size_t capacity = 2 * n->capacity + 64;

		n->findings = arena_grow(n->environment->arena, n->findings, n->n, capacity, sizeof(*n->findings));
		n->capacity = capacity;
	}
	n->findings[n->n] = (struct finding){ .q = NAN, .size = NAN };
	return &n->findings[n->n++];
}

/* Percentages have Cohen's h even where the test knows nothing of their insides; NaN elsewhere. */
static double size_of(const struct plan *p, const struct contrast *c)
{
	bool points = p->items[c->item].look == SHOW_POINTS;
	double a = c->values[0], b = c->values[1];

	if (!isnan(c->size))
		return fabs(c->size);
	if (points && a >= 0 && a <= 100 && b >= 0 && b <= 100)
		return fabs(stats_cohen_h(a / 100, b / 100));
	return NAN;
}

static bool is_large(const struct finding *f)
{
	if (!isnan(f->size))
		return f->size >= NEWS_EFFECT;
	return fabs(f->c.difference) >= NEWS_RATIO * fabs(f->c.values[1]);
}

static struct text value_of(const struct news *n, const struct comparison *c, const struct contrast *one)
{
	return derive_group(n->environment, &c->grid, n->result, 0,
			    &c->contrasts.codes[one->group * c->plan->n_dimensions], 1);
}

/* Few answers can hint where a change lies, not whether there is one. */
enum { PART_ANSWERS = 20 };

static void note_part(struct news *n, const struct comparison *c, size_t dimension, const struct contrast *one)
{
	struct part *part = &n->parts[one->item * NEWS_AGAINST_MAX + one->b - 1];
	double beyond = news_beyond(n, one);

	if (one->n[0] < PART_ANSWERS || one->n[1] < PART_ANSWERS || !(one->p < 1 - c->plan->level) ||
	    !(beyond > part->beyond))
		return;
	*part = (struct part){ .dimension = dimension, .c = *one, .beyond = beyond };
	part->value = value_of(n, c, one);
}

/* Few answers, or groups of customers to leave out with hardly an answer in them. */
static bool is_few(const struct contrast *one)
{
	double least = one->test == CONTRAST_JACKKNIFE ? NEWS_PER_GROUP * JACKKNIFE_FOLDS : 0;

	return one->too_few || one->n[0] < least || one->n[1] < least;
}

/* Where a value of a dimension holds all answers it says nothing that all together do not say. */
static bool is_whole(const struct news *n, const struct contrast *one)
{
	for (size_t i = 0; i < n->all.contrasts.n_pairs * n->all.plan->n_items; i++) {
		const struct contrast *c = &n->all.contrasts.list[i];

		if (c->item == one->item && c->a == one->a && c->b == one->b)
			return c->n[0] <= one->n[0] && c->n[1] <= one->n[1];
	}
	return false;
}

static void collect_one(struct news *n, const struct comparison *c, size_t dimension, const struct contrast *one)
{
	struct finding *f;

	if (one->a != 0 || (dimension && is_whole(n, one)))
		return;
	if (dimension)
		note_part(n, c, dimension, one);
	if (is_few(one) || isnan(one->p)) {
		n->n_few += is_few(one) && one->n[0] + one->n[1] > 0;
		return;
	}
	f = add(n);
	f->dimension = dimension;
	f->c = *one;
	f->against = one->b - 1;
	f->size = size_of(c->plan, one);
	n->effect = fmax(n->effect, fmax(one->sides[0].effect, one->sides[1].effect));
	if (dimension)
		f->value = value_of(n, c, one);
}

/* Rows without a value of the dimension are no value of it. */
static bool is_missing(const struct comparison *c, const struct contrast *one)
{
	return c->plan->n_dimensions && c->contrasts.codes[one->group] >= c->contrasts.coders[0].domain;
}

static void collect(struct news *n, struct comparison *c, size_t dimension)
{
	size_t all = c->contrasts.n_groups * c->plan->n_items * c->contrasts.n_pairs;

	c->grid = (struct grid){ .arena = n->environment->arena, .plan = c->plan, .coders = c->contrasts.coders };
	for (size_t i = 0; i < all; i++)
		if (!is_missing(c, &c->contrasts.list[i]))
			collect_one(n, c, dimension, &c->contrasts.list[i]);
}

static enum status test_dimension(struct news *n, size_t dimension)
{
	struct environment *e = n->environment;
	struct scope quiet = *n->scope;
	struct arena *own = ARENA_NEW(e->arena, struct arena);
	struct comparison c = { .environment = e, .scope = &quiet };
	enum status status = STATUS_OK;

	c.plan = plan_compare(&quiet, compare_node(n, n->dimensions[dimension].node));
	if (!c.plan)
		return diagnostics_status(e->errors);
	run_apart(n, c.plan, own, &c.contrasts);
	if (c.contrasts.status != STATUS_OK)
		status = derive_failed(e, c.contrasts.status, n->statement->span);
	else if (c.contrasts.too_many || c.contrasts.overlap)
		status = report_bad(e, n->statement->span, "%.*s has too many values",
				    TEXT_ARGS(n->dimensions[dimension].name));
	else
		collect(n, &c, dimension);
	arena_reset(own);
	return status;
}

/* All together: kept, its plan words the metrics. */
static enum status test_all(struct news *n)
{
	struct environment *e = n->environment;
	struct contrast_request request = {
		.scratch = e->scratch, .stop = e->stop, .judged = true, .with_first = true, .sample = n->sample
	};

	n->all = (struct comparison){ .environment = e, .scope = n->scope };
	n->all.plan = plan_compare(n->scope, compare_node(n, NULL));
	if (!n->all.plan)
		return diagnostics_status(e->errors);
	request.plan = n->all.plan;
	contrasts_run(e->arena, &request, &n->all.contrasts);
	if (n->all.contrasts.status != STATUS_OK)
		return derive_failed(e, n->all.contrasts.status, n->statement->span);
	collect(n, &n->all, 0);
	return STATUS_OK;
}

/* ---- false discoveries ----------------------------------------------------------------------- */

static void judge(struct news *n)
{
	double *p = ARENA_ARRAY(n->environment->arena, n->n, double);

	for (size_t i = 0; i < n->n; i++)
		p[i] = n->findings[i].c.p;
	stats_benjamini_hochberg(n->environment->scratch, p, n->n, p);
	for (size_t i = 0; i < n->n; i++) {
		n->findings[i].q = p[i];
		n->findings[i].told = p[i] < NEWS_FALSE_DISCOVERIES && is_large(&n->findings[i]);
	}
	n->n_tests = n->n;
	arena_reset(n->environment->scratch);
}

enum status news_test(struct news *n)
{
	enum status status;

	n->parts = ARENA_ARRAY(n->environment->arena, n->metrics.n * NEWS_AGAINST_MAX, struct part);
	status = test_all(n);

	for (size_t d = 1; d < n->n_dimensions && status == STATUS_OK; d++)
		status = test_dimension(n, d);
	if (status == STATUS_OK)
		judge(n);
	return status;
}
