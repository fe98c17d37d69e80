/* explain compare: strata and weights behind an adjusted difference, the four cells behind an interaction. */
#include <math.h>

#include "report/compare.h"
#include "stats/stats.h"

enum { STRATA_MAX = 40 };

static void tell_chance(struct comparison *c, const struct contrast_finding *f, struct buffer *out)
{
	if (isnan(f->p)) {
		buffer_add_c(out, "  no test: too few answers, or answers that do not spread\n");
		return;
	}
	buffer_printf(out, "  SE = %.5g, %c = %.3f", f->standard_error, isinf(f->df) ? 'z' : 't', f->statistic);
	if (!isinf(f->df))
		buffer_printf(out, " on %.1f df", f->df);
	buffer_printf(out, ", interval %.6g to %.6g, two-sided %.*s", f->low, f->high,
		      TEXT_ARGS(compare_p(c->environment, f->p)));
	if (f->too_few)
		buffer_printf(out, "; fewer than %u on a side, so there is no verdict", c->plan->settings->min_n);
	else if (f->tests > 1 && !isnan(f->p_adjusted))
		buffer_printf(out, "; Holm over %zu tests: %.*s", f->tests,
			      TEXT_ARGS(compare_p(c->environment, f->p_adjusted)));
	buffer_add_char(out, '\n');
}

/* ---- adjusted for ---------------------------------------------------------------------------- */

static bool has_few(const struct comparison *c, const struct contrast_adjusted *a)
{
	double least = c->plan->settings->suppress_below;

	for (size_t i = 0; i < a->n_strata; i++)
		if (a->strata[i].sides[0].n < least || a->strata[i].sides[1].n < least)
			return true;
	return false;
}

/* The names of strata are those of dimensions past the ones of the answer. */
static struct text stratum_name(struct comparison *c, struct result *r, const struct contrast_stratum *s)
{
	const struct plan *p = c->plan;
	struct plan as_grouped = *p;
	struct grid grid = { .arena = c->environment->arena, .plan = &as_grouped, .coders = c->contrasts.strata };

	for (size_t i = 0; i < p->n_strata; i++)
		as_grouped.dimensions[i] = p->dimensions[p->strata + i];
	as_grouped.n_dimensions = p->n_strata;
	return derive_group(c->environment, &grid, r, 0, s->codes, p->n_strata);
}

static void tell_strata(struct comparison *c, struct result *r, const struct contrast *one, struct buffer *out)
{
	const struct contrast_adjusted *a = one->adjusted;
	double all = 0, all_mh = 0;

	if (has_few(c, a)) {
		buffer_add_c(out, "  the strata are not shown: some have too few answers (suppress_below)\n");
		return;
	}
	for (size_t i = 0; i < a->n_strata; i++) {
		const double *w = a->strata[i].weights;

		all += w[0] + w[1];
		all_mh += w[0] * w[1] / (w[0] + w[1]);
	}
	for (size_t i = 0; i < a->n_strata && i < STRATA_MAX; i++) {
		const struct contrast_stratum *s = &a->strata[i];
		const double *w = s->weights, both = w[0] + w[1];

		buffer_printf(out,
			      "    %.*s: %.6g (n %.0f, design effect %.3f) - %.6g (n %.0f, %.3f) = %.6g; weight %.4f, "
			      "Mantel-Haenszel %.4f\n",
			      TEXT_ARGS(stratum_name(c, r, s)), one->factor * s->sides[0].value, s->sides[0].n,
			      s->sides[0].effect, one->factor * s->sides[1].value, s->sides[1].n, s->sides[1].effect,
			      one->factor * (s->sides[0].value - s->sides[1].value), both / all,
			      w[0] * w[1] / both / all_mh);
	}
	if (a->n_strata > STRATA_MAX)
		buffer_printf(out, "    and %zu more\n", a->n_strata - STRATA_MAX);
}

static void tell_adjusted(struct comparison *c, struct result *r, const struct contrast *one, struct buffer *out)
{
	const struct contrast_adjusted *a = one->adjusted;

	buffer_printf(out,
		      "  adjusted: %zu strata with answers of both sides (%.0f and %.0f), %zu of one side left out\n",
		      a->n_strata, a->n[0], a->n[1], a->n_left_out);
	if (a->n_strata == 0)
		return;
	tell_strata(c, r, one, out);
	buffer_add_c(out, "  direct standardisation, weight w = both sides' part of all answers (Cochran 1977): "
			  "sum of w d, SE = sqrt(sum of w^2 (sa^2 / na + sb^2 / nb)), n / design effect\n");
	buffer_printf(out, "  %.6g - %.6g = %.6g\n", a->values[0], a->values[1], a->direct.difference);
	tell_chance(c, &a->direct, out);
	buffer_printf(out,
		      "  Mantel-Haenszel (1959), weight na nb / (na + nb), the same SE (Greenland and Robins 1985): "
		      "%.6g\n",
		      a->mantel_haenszel.difference);
	tell_chance(c, &a->mantel_haenszel, out);
}

/* ---- with interaction ------------------------------------------------------------------------ */

static void tell_interaction(struct comparison *c, const struct contrast *one, struct buffer *out)
{
	const struct contrast_interaction *in = one->interaction;
	const struct fold_side *a = &one->sides[0], *b = &one->sides[1];

	if (isnan(in->finding.difference)) {
		buffer_add_c(out, "  interaction: none, a side has no answers or too few to be shown\n");
		return;
	}
	buffer_printf(out, "  elsewhere: %.6g (n %.0f, design effect %.3f) - %.6g (n %.0f, %.3f) = %.6g\n",
		      in->values[0], in->n[0], in->others[0].effect, in->values[1], in->n[1], in->others[1].effect,
		      in->difference);
	buffer_printf(out, "  interaction: (%.6g - %.6g) - (%.6g - %.6g) = %.6g\n", one->values[0], one->values[1],
		      in->values[0], in->values[1], in->finding.difference);
	buffer_printf(
		out, "  %s of the four, with n / design effect %.1f, %.1f, %.1f and %.1f\n",
		one->test == CONTRAST_MEAN ? "SE = sqrt of the sum of s^2 / n" : "Wald: SE = sqrt of the sum of V / n",
		a->n / a->effect, b->n / b->effect, in->n[0] / in->others[0].effect, in->n[1] / in->others[1].effect);
	tell_chance(c, &in->finding, out);
}

void compare_fair_explain(struct comparison *c, struct result *r, const struct contrast *one, struct buffer *out)
{
	if (one->adjusted)
		tell_adjusted(c, r, one, out);
	if (one->interaction)
		tell_interaction(c, one, out);
}
