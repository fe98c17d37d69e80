/* calc: the numbers that were typed, and what is wrong with them. */
#include <math.h>

#include "report/calc.h"
#include "stats/stats.h"

static const double COUNT_MAX = 1e15; /* beyond, doubles do not count one by one */

static const struct calc_figure figures[] = {
	{ "nps", "(promoters, passives, detractors)", "from promoters, passives and detractors", CONTRAST_NET, 100,
	  SHOW_POINTS, 1, 0.01, " points", "adjusted Wald" },
	{ "share", "hits of answers: 450 of 1000", "from hits of answers", CONTRAST_SHARE, 1, SHOW_PERCENT, 0.25, 0.01,
	  " percentage points", "Wilson" },
	{ "mean", "(mean, standard deviation, answers)", "from mean, standard deviation and answers", CONTRAST_MEAN, 1,
	  SHOW_MEAN, NAN, 1, "", "t" },
};

enum { FIGURES = sizeof(figures) / sizeof(*figures) };

void calc_figures(struct name_list *out)
{
	for (size_t i = 0; i < FIGURES; i++)
		scope_add_name(out, text_of(figures[i].name), text_of(figures[i].help));
}

const struct calc_figure *calc_figure_of(struct environment *e, const struct node *statement)
{
	struct name_list names = { .arena = e->arena };

	for (size_t i = 0; i < FIGURES; i++)
		if (text_equal_folded(statement->text, text_of(figures[i].name)))
			return &figures[i];
	calc_figures(&names);
	report_bad(e, report_name_span(statement), "calc works out nps, share and mean, not %.*s",
		   TEXT_ARGS(statement->text));
	report_did_you_mean(e, statement->text, &names, "a percentage of answers is a share: calc share 450 of 1000");
	return NULL;
}

/* The value of a parameter may be a number with a sign, which the scanner takes for two things. */
static void join_signs(struct arena *a, struct node *n)
{
	if (n->kind == NODE_NEGATE && n->first->kind == NODE_NUMBER) {
		n->kind = NODE_NUMBER;
		n->number = -n->first->number;
		n->text = arena_printf(a, "-%.*s", TEXT_ARGS(n->first->text));
		n->first = n->last = NULL;
		n->n_children = 0;
	}
	for (struct node *c = n->first; c; c = c->next)
		join_signs(a, c);
}

struct node *calc_resolved(struct environment *e, const struct node *n)
{
	struct node *copy = node_copy(e->arena, n);

	if (report_resolve(e, copy) != STATUS_OK)
		return NULL;
	join_signs(e->arena, copy);
	return copy;
}

bool calc_has_parameters(const struct node *n)
{
	bool has = n->kind == NODE_PARAM;

	for (const struct node *c = n->first; !has && c; c = c->next)
		has = calc_has_parameters(c);
	return has;
}

/* ---- numbers --------------------------------------------------------------------------------- */

static bool bad(struct environment *e, const struct node *n, const char *problem, const char *help)
{
	report_bad(e, n->span, "%.*s %s", TEXT_ARGS(report_print(e, n)), problem);
	diagnose_help(e->errors, "%s", help);
	return false;
}

static bool read_number(struct environment *e, const struct node *n, double *out)
{
	*out = n->number;
	if (n->kind == NODE_PERCENT)
		return bad(e, n, "is a percentage; here a number is needed", "write 0.45 for 45%");
	if (n->kind != NODE_NUMBER)
		return bad(e, n, "is no number", "write the number itself, with a point before its decimals");
	return isfinite(n->number) || bad(e, n, "is too large", "write a smaller number");
}

/* A number of answers. */
static bool read_count(struct environment *e, const struct node *n, double *out)
{
	if (n->kind == NODE_PERCENT)
		return bad(e, n, "is a percentage; here a number of answers is needed",
			   "write how many they are: 45% of 200 answers are 90");
	if (!read_number(e, n, out))
		return false;
	if (*out < 0)
		return bad(e, n, "is below 0; a number of answers is 0 or more", "write how many answers there are");
	if (*out != floor(*out))
		return bad(e, n, "is no whole number of answers", "write how many answers there are, not their part");
	return *out <= COUNT_MAX || bad(e, n, "is too large for a number of answers", "at most 1e15 are possible");
}

static bool no_answers(struct environment *e, const struct node *n)
{
	return bad(e, n, "has no answers; nothing can be worked out", "at least one answer is needed");
}

static bool of_another_form(struct environment *e, const struct calc_figure *f, const struct node *n)
{
	report_bad(e, n->span, "%.*s is not how %s is given", TEXT_ARGS(report_print(e, n)), f->name);
	diagnose_help(e->errors, "%s takes %s", f->name, f->takes);
	return false;
}

/* Values without the label. */
static size_t n_values(const struct node *n)
{
	return n->n_children - (n->last->kind == NODE_LABEL);
}

/* ---- sides ----------------------------------------------------------------------------------- */

static double sample_variance(double squares, double n)
{
	return n < 2 ? NAN : squares / (n - 1);
}

static bool read_net(struct environment *e, const struct node *n, struct calc_side *out)
{
	double plus, zero, minus, all;

	if (!read_count(e, node_at(n, 0), &plus) || !read_count(e, node_at(n, 1), &zero) ||
	    !read_count(e, node_at(n, 2), &minus))
		return false;
	all = plus + zero + minus;
	if (!(all > 0))
		return no_answers(e, n);
	out->numbers = (struct fold_side){ .n = all, .plus = plus, .minus = minus, .value = (plus - minus) / all };
	out->numbers.variance = sample_variance(all * stats_net_variance(plus, minus, all), all);
	out->parts = arena_printf(e->arena, "promoters %.1f%%, passives %.1f%%, detractors %.1f%%", 100 * plus / all,
				  100 * zero / all, 100 * minus / all);
	return true;
}

static bool read_share(struct environment *e, const struct node *n, struct calc_side *out)
{
	double hits, all, share;

	if (!read_count(e, node_at(n, 0), &hits) || !read_count(e, node_at(n, 1), &all))
		return false;
	if (!(all > 0))
		return no_answers(e, n);
	if (hits > all)
		return bad(e, n, "is more than all of them", "first the hits, then all answers, hits included");
	share = hits / all;
	out->numbers = (struct fold_side){ .n = all, .plus = hits, .value = share };
	out->numbers.variance = sample_variance(all * share * (1 - share), all);
	return true;
}

static bool read_deviation(struct environment *e, const struct node *n, double *out)
{
	return read_number(e, n, out) && (*out >= 0 || bad(e, n, "is below 0; a standard deviation is 0 or more",
							   "mean, standard deviation, answers"));
}

static bool read_mean(struct environment *e, const struct node *n, struct calc_side *out)
{
	double mean, deviation, all;

	if (!read_number(e, node_at(n, 0), &mean) || !read_deviation(e, node_at(n, 1), &deviation) ||
	    !read_count(e, node_at(n, 2), &all))
		return false;
	if (!(all > 0))
		return no_answers(e, n);
	out->numbers = (struct fold_side){ .n = all, .value = mean, .variance = all < 2 ? NAN : deviation * deviation };
	return true;
}

bool calc_read_side(struct environment *e, const struct calc_figure *f, const struct node *node, struct calc_side *out)
{
	const struct node *label = node_child(node, NODE_LABEL);
	struct node *bare = node_copy(e->arena, node);
	bool share = f->test == CONTRAST_SHARE, fine;

	if ((node->kind == NODE_PART_OF) != share || n_values(node) != (share ? 2 : 3))
		return of_another_form(e, f, node);
	fine = share			 ? read_share(e, node, out)
	       : f->test == CONTRAST_NET ? read_net(e, node, out)
					 : read_mean(e, node, out);
	out->numbers.effect = 1;
	if (label)
		for (struct node *n = bare->first; n; n = n->next)
			if (n->next && n->next->kind == NODE_LABEL) {
				n->next = NULL;
				bare->last = n;
			}
	out->label = label ? label->text : report_print(e, bare);
	return fine;
}

bool calc_read_spread(struct environment *e, const struct calc_figure *f, const struct node *node, double *variance)
{
	struct calc_side side;
	double deviation;

	if (f->test == CONTRAST_MEAN && node->kind == NODE_FIGURES && n_values(node) == 1) {
		if (!read_deviation(e, node->first, &deviation))
			return false;
		*variance = deviation * deviation;
		return deviation > 0 ||
		       bad(e, node->first, "is no spread", "write the standard deviation of one answer");
	}
	if (!calc_read_side(e, f, node, &side))
		return false;
	/* Sizes are asked of the variance of one answer, not of an estimate of it. */
	*variance = f->test == CONTRAST_MEAN ? side.numbers.variance
		    : f->test == CONTRAST_NET
			    ? stats_net_variance(side.numbers.plus, side.numbers.minus, side.numbers.n)
			    : side.numbers.value * (1 - side.numbers.value);
	return *variance > 0 || bad(e, node, "has no spread, so no number of answers follows from it",
				    "leave it out for the worst case, or give numbers that differ");
}

bool calc_read_margin(struct environment *e, const struct calc_figure *f, const struct node *margin, double *value,
		      double *typed)
{
	const struct node *n = margin->first;
	bool percent = n->kind == NODE_PERCENT && f->test == CONTRAST_SHARE;

	if (n->kind == NODE_PERCENT && !percent)
		return bad(e, n, "is a percentage; this distance is a number",
			   f->test == CONTRAST_NET ? "points of a score from -100 to 100: within 5"
						   : "in the unit of the mean: within 0.1");
	if (!percent && !read_number(e, n, typed))
		return false;
	if (percent)
		*typed = 100 * n->number;
	*value = *typed * f->margin_unit;
	if (!(*typed > 0))
		return bad(e, n, "is no distance; it must be above 0",
			   "how far the true value may lie from the answer: within 5");
	if (f->test != CONTRAST_MEAN && *value >= 1)
		return bad(e, n, "is further than the scale reaches",
			   f->test == CONTRAST_NET ? "points of a score from -100 to 100: within 5"
						   : "percentage points: within 3");
	return true;
}
