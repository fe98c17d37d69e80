/* explain compare: the test of every difference, why it was chosen, and its formula with the numbers in it. */
#include <math.h>

#include "report/compare.h"
#include "stats/stats.h"

enum { EXPLAINED_MAX = 12 };

struct told {
	struct comparison *c;
	const struct contrast *one;
	struct text names[2];
	struct buffer *out;
};

/* One side against a number. */
static const char *reason_against_target(enum contrast_test t)
{
	static const char *const reasons[] = {
		[CONTRAST_NET] = "one-sample adjusted Wald: answers count +1, 0 or -1, with 3/4, 3/2 and 3/4 more; the "
				 "target is a number without chance (Rocks 2016)",
		[CONTRAST_SHARE] = "one-sample z: the variance is that of the target; the interval is Wilson's (1927)",
		[CONTRAST_MEAN] = "one-sample t: a mean of numbers against a number (Student 1908)",
		[CONTRAST_UNITS] = "one-sample t over one value per unit (Student 1908)",
		[CONTRAST_QUANTILE] =
			"one-sample z: a percentile against a number, from its interval by order statistics "
			"(Woodruff 1952)",
		[CONTRAST_JACKKNIFE] = NULL,
	};

	return reasons[t];
}

static const char *reason(enum contrast_test t)
{
	static const char *const reasons[] = {
		[CONTRAST_NONE] =
			"no test: counts, sums and extremes depend on how much there is, not on a sample of answers",
		[CONTRAST_NET] = "adjusted Wald: answers count +1, 0 or -1; 3/4, 3/2 and 3/4 answers more on either "
				 "side keep small samples "
				 "honest (Rocks 2016)",
		[CONTRAST_SHARE] = "pooled z: answers count 1 or 0, and without a difference both sides have one "
				   "share; the interval is "
				   "Newcombe's (1998), from the Wilson limits of either side",
		[CONTRAST_MEAN] = "Welch's t: a mean of numbers; the sides need not spread alike (Welch 1947)",
		[CONTRAST_UNITS] = "Welch's t over one value per unit; the sides need not spread alike (Welch 1947)",
		[CONTRAST_PAIRED] =
			"paired t: the same units on both sides, so only the differences within them spread "
			"(Student 1908)",
		[CONTRAST_QUANTILE] =
			"z from the intervals: those of either side by order statistics (Woodruff 1952), put "
			"together as Zou and Donner (2008) do",
		[CONTRAST_JACKKNIFE] =
			"jackknife: a metric without a formula of its own; its voices (set unit) are left "
			"out in 50 groups, one after the other (Kott 2001)",
	};

	return reasons[t];
}

/* ---- the sides ------------------------------------------------------------------------------- */

static double voices(const struct fold_side *s)
{
	return s->n / s->effect;
}

static void tell_effect(const struct told *t, const struct fold_side *s)
{
	if (s->effect > 1.0005)
		buffer_printf(t->out, "; design effect %.3f, so %.1f voices", s->effect, voices(s));
	buffer_add_char(t->out, '\n');
}

static void tell_net(const struct told *t, int which)
{
	const struct fold_side *s = &t->one->sides[which];

	buffer_printf(t->out, "  %.*s: %.0f answers, %.0f count +1 and %.0f count -1: %g * (%.0f - %.0f) / %.0f = %.4g",
		      TEXT_ARGS(t->names[which]), s->n, s->plus, s->minus, t->one->factor, s->plus, s->minus, s->n,
		      t->one->values[which]);
	tell_effect(t, s);
}

static void tell_share(const struct told *t, int which)
{
	const struct fold_side *s = &t->one->sides[which];

	buffer_printf(t->out, "  %.*s: %.0f of %.0f answers: %g * %.0f / %.0f = %.4g", TEXT_ARGS(t->names[which]),
		      s->plus, s->n, t->one->factor, s->plus, s->n, t->one->values[which]);
	tell_effect(t, s);
}

static void tell_mean(const struct told *t, int which)
{
	const struct fold_side *s = &t->one->sides[which];

	buffer_printf(t->out, "  %.*s: n %.0f, mean %.6g, standard deviation %.6g", TEXT_ARGS(t->names[which]), s->n,
		      s->value, sqrt(s->variance));
	tell_effect(t, s);
}

static void tell_value(const struct told *t, int which)
{
	buffer_printf(t->out, "  %.*s: n %.0f, value %.6g\n", TEXT_ARGS(t->names[which]), t->one->n[which],
		      t->one->values[which]);
}

/* ---- the tests ------------------------------------------------------------------------------- */

struct added {
	double n, value, variance;
};

static struct added with_added(const struct fold_side *s)
{
	struct added a = { .n = voices(s) + 3 };
	double plus = (s->plus / s->effect + 0.75) / a.n, minus = (s->minus / s->effect + 0.75) / a.n;

	a.value = plus - minus;
	a.variance = plus + minus - a.value * a.value;
	return a;
}

static void test_net(const struct told *t)
{
	const struct contrast *one = t->one;
	struct added a = with_added(&one->sides[0]), b = with_added(&one->sides[1]);

	buffer_printf(t->out,
		      "  with the added answers n is %.1f and %.1f, the nets %.4f and %.4f, V = p + m - (p - m)^2 %.4f "
		      "and %.4f\n",
		      a.n, b.n, a.value, b.value, a.variance, b.variance);
	buffer_printf(t->out, "  SE = sqrt(%.4f / %.1f + %.4f / %.1f) = %.5f\n", a.variance, a.n, b.variance, b.n,
		      one->standard_error);
	buffer_printf(t->out, "  z = (%.4f - %.4f) / %.5f = %.3f\n", a.value, b.value, one->standard_error,
		      one->statistic);
	buffer_printf(t->out, "  interval: %g * (%.4f -+ %.3f * %.5f) = %.2f to %.2f\n", one->factor,
		      one->adjusted_difference, stats_z(t->c->plan->level), one->standard_error, one->low, one->high);
}

static void test_share(const struct told *t)
{
	const struct contrast *one = t->one;
	const struct fold_side *a = &one->sides[0], *b = &one->sides[1];
	double level = t->c->plan->level, na = voices(a), nb = voices(b);
	double q = (a->plus / a->effect + b->plus / b->effect) / (na + nb);
	struct interval l = stats_share_wilson(a->plus / a->effect, na, level),
			m = stats_share_wilson(b->plus / b->effect, nb, level);

	buffer_printf(t->out, "  both together q = %.4f, SE = sqrt(q * (1 - q) * (1 / %.1f + 1 / %.1f)) = %.5f\n", q,
		      na, nb, one->standard_error);
	buffer_printf(t->out, "  z = (%.4f - %.4f) / %.5f = %.3f\n", a->plus / a->n, b->plus / b->n,
		      one->standard_error, one->statistic);
	buffer_printf(t->out, "  Wilson: %.4f to %.4f and %.4f to %.4f; interval: %.2f to %.2f\n", l.low, l.high, m.low,
		      m.high, one->low, one->high);
}

static void test_mean(const struct told *t)
{
	const struct contrast *one = t->one;
	const struct fold_side *a = &one->sides[0], *b = &one->sides[1];

	buffer_printf(t->out, "  SE = sqrt(%.5g / %.1f + %.5g / %.1f) = %.5g\n", a->variance, voices(a), b->variance,
		      voices(b), one->standard_error);
	buffer_printf(t->out, "  t = (%.6g - %.6g) / %.5g = %.3f on %.1f df\n", a->value, b->value, one->standard_error,
		      one->statistic, one->df);
	buffer_printf(t->out, "  interval: %g * (%.6g -+ %.3f * %.5g) = %.6g to %.6g\n", one->factor,
		      a->value - b->value, stats_t(t->c->plan->level, one->df), one->standard_error, one->low,
		      one->high);
}

static void test_paired(const struct told *t)
{
	const struct contrast *one = t->one;
	const struct fold_side *d = &one->pairs;

	buffer_printf(t->out, "  %.0f differences within pairs: mean %.6g, standard deviation %.6g\n", d->n, d->value,
		      sqrt(d->variance));
	buffer_printf(t->out, "  SE = %.6g / sqrt(%.0f) = %.6g\n", sqrt(d->variance), d->n, one->standard_error);
	buffer_printf(t->out, "  t = %.6g / %.6g = %.3f on %.0f df; d_z = %.6g / %.6g = %.3f\n", d->value,
		      one->standard_error, one->statistic, one->df, d->value, sqrt(d->variance), one->size);
	buffer_printf(t->out, "  interval: %.6g -+ %.3f * %.6g = %.6g to %.6g\n", d->value,
		      stats_t(t->c->plan->level, one->df), one->standard_error, one->low, one->high);
	buffer_printf(t->out, "  on one side only, left out: %.0f and %.0f\n", one->alone[0], one->alone[1]);
}

static void test_target(const struct told *t)
{
	const struct contrast *one = t->one;
	const struct fold_side *a = &one->sides[0];
	double goal = t->c->plan->target / one->factor;
	struct added n = with_added(a);

	if (one->test == CONTRAST_NET)
		buffer_printf(t->out,
			      "  with the added answers n is %.1f, the net %.4f, SE = sqrt(%.4f / %.1f) = %.5f\n", n.n,
			      n.value, n.variance, n.n, one->standard_error);
	else if (one->test == CONTRAST_SHARE)
		buffer_printf(t->out, "  SE = sqrt(%.4f * (1 - %.4f) / %.1f) = %.5f\n", goal, goal, voices(a),
			      one->standard_error);
	else
		buffer_printf(t->out, "  SE = sqrt(%.5g / %.1f) = %.5g\n", a->variance, voices(a), one->standard_error);
	buffer_printf(t->out, "  %c = %.6g / %.6g = %.3f", isinf(one->df) ? 'z' : 't', one->adjusted_difference,
		      one->standard_error, one->statistic);
	if (!isinf(one->df))
		buffer_printf(t->out, " on %.1f df", one->df);
	buffer_printf(t->out, "\n  interval of the difference: %.6g to %.6g\n", one->low, one->high);
}

static void test_quantile(const struct told *t)
{
	const struct contrast *one = t->one;

	for (int which = 0; which < 2 - t->c->plan->has_target; which++)
		buffer_printf(t->out, "  %.*s: n %.0f, design effect of the share below %.2f\n",
			      TEXT_ARGS(t->names[which]), one->n[which], one->sides[which].effect);
	buffer_printf(t->out,
		      "  SE = the half of the interval that reaches towards 0, over %.3f: %.5g\n"
		      "  z = %.6g / %.5g = %.3f\n  interval: %.6g to %.6g\n",
		      stats_z(t->c->plan->level), one->standard_error, one->adjusted_difference, one->standard_error,
		      one->statistic, one->low, one->high);
}

static void test_jackknife(const struct told *t)
{
	const struct contrast *one = t->one;

	buffer_printf(t->out, "  SE = sqrt(49 / 50 * sum of (d without a group - their mean)^2) = %.5g\n",
		      one->standard_error);
	buffer_printf(t->out, "  t = %.6g / %.5g = %.3f on %.0f df\n", one->difference, one->standard_error,
		      one->statistic, one->df);
	buffer_printf(t->out, "  interval: %.6g -+ %.3f * %.5g = %.6g to %.6g\n", one->difference,
		      stats_t(t->c->plan->level, one->df), one->standard_error, one->low, one->high);
}

static void tell_chance(const struct told *t)
{
	const struct contrast *one = t->one;
	struct environment *e = t->c->environment;

	buffer_printf(t->out, "  two-sided %.*s", TEXT_ARGS(compare_p(e, one->p)));
	if (one->too_few)
		buffer_printf(t->out, "; fewer than %u on a side, so there is no verdict", t->c->plan->settings->min_n);
	else if (one->tests > 1)
		buffer_printf(t->out, "; Holm over %zu tests: %.*s", one->tests,
			      TEXT_ARGS(compare_p(e, one->p_adjusted)));
	buffer_add_char(t->out, '\n');
}

static void tell_test(const struct told *t)
{
	static const struct {
		void (*side)(const struct told *t, int which);
		void (*test)(const struct told *t);
	} tellers[] = {
		[CONTRAST_NONE] = { tell_value, NULL },
		[CONTRAST_NET] = { tell_net, test_net },
		[CONTRAST_SHARE] = { tell_share, test_share },
		[CONTRAST_MEAN] = { tell_mean, test_mean },
		[CONTRAST_UNITS] = { tell_mean, test_mean },
		[CONTRAST_PAIRED] = { tell_mean, test_paired },
		[CONTRAST_QUANTILE] = { tell_value, test_quantile },
		[CONTRAST_JACKKNIFE] = { tell_value, test_jackknife },
	};
	const struct contrast *one = t->one;

	bool against = t->c->plan->has_target && reason_against_target(one->test);

	buffer_printf(t->out, "  %s\n", against ? reason_against_target(one->test) : reason(one->test));
	tellers[one->test].side(t, 0);
	if (t->c->plan->has_target)
		buffer_printf(t->out, "  target: %.6g\n", t->c->plan->target);
	else
		tellers[one->test].side(t, 1);
	if (one->test == CONTRAST_NONE)
		return;
	if (isnan(one->p)) {
		buffer_add_c(t->out, "  no test: too few answers, or answers that do not spread\n");
		return;
	}
	if (against)
		test_target(t);
	else
		tellers[one->test].test(t);
	tell_chance(t);
}

void compare_tell_test(struct comparison *c, const struct contrast *one, const struct text names[2], struct buffer *out)
{
	struct told t = { c, one, { names[0], names[1] }, out };

	tell_test(&t);
}

/* ---- together -------------------------------------------------------------------------------- */

static void tell(struct comparison *c, struct result *r, const struct contrast *one, struct buffer *out)
{
	struct told t = { c, one, { compare_side(c, r, one, 0), compare_side(c, r, one, 1) }, out };
	const struct plan *p = c->plan;
	struct text group = p->segments == SIZE_MAX
				    ? TEXT_NONE
				    : derive_group(c->environment, &c->grid, r, 0,
						   &c->contrasts.codes[one->group * p->n_dimensions], p->n_dimensions);

	buffer_printf(out, "%.*s, %.*s%s%.*s against %.*s\n", TEXT_ARGS(p->items[one->item].label), TEXT_ARGS(group),
		      group.n ? ": " : "", TEXT_ARGS(t.names[0]), TEXT_ARGS(t.names[1]));
	if (one->hidden[0] || one->hidden[1]) {
		buffer_add_c(out, "  not shown: too few answers (suppress_below)\n");
		return;
	}
	tell_test(&t);
	compare_fair_explain(c, r, one, out);
}

bool compare_explain(struct environment *e, const struct node *statement, struct buffer *out)
{
	struct scope scope = report_scope(e);
	struct comparison c;
	struct result *r;
	size_t per_row, all;

	if (compare_run(e, &scope, statement, &c) != STATUS_OK)
		return false;
	r = report_answer(e); /* lends the memory of labels */
	per_row = c.plan->n_items * c.contrasts.n_pairs;
	all = c.grid.n_rows * per_row;
	for (size_t i = 0; i < all && i < EXPLAINED_MAX; i++)
		tell(&c, r, compare_at(&c, i / per_row, i % per_row / c.contrasts.n_pairs, i % c.contrasts.n_pairs),
		     out);
	if (all > EXPLAINED_MAX)
		buffer_printf(out, "and %zu more\n", all - EXPLAINED_MAX);
	result_free(r);
	e->making = NULL;
	return true;
}
