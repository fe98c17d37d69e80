/* explain calc: the formulas with the numbers in them. */
#include <math.h>

#include "report/calc.h"
#include "report/compare.h"
#include "report/explain.h"

/* ---- one side -------------------------------------------------------------------------------- */

static void tell_net(const struct calculation *c, size_t i, struct buffer *out)
{
	const struct fold_side *s = &c->sides[i].numbers;
	double n = s->n + 3, plus = (s->plus + 0.75) / n, minus = (s->minus + 0.75) / n;
	double variance = plus + minus - (plus - minus) * (plus - minus);

	buffer_printf(out, "  100 * (%.0f - %.0f) / %.0f = %.4f\n", s->plus, s->minus, s->n,
		      c->figure->factor * s->value);
	buffer_printf(
		out,
		"  interval: with 3/4, 3/2 and 3/4 answers more 100 * (%.4f -+ %.3f * sqrt(%.4f / %.0f)) = %.4f to "
		"%.4f (adjusted Wald, Rocks 2016)\n",
		plus - minus, stats_z(c->plan->level), variance, n, c->intervals[i].low, c->intervals[i].high);
}

static void tell_share(const struct calculation *c, size_t i, struct buffer *out)
{
	const struct fold_side *s = &c->sides[i].numbers;
	double z = stats_z(c->plan->level), more = 1 + z * z / s->n;

	buffer_printf(out, "  %.0f / %.0f = %.6f\n", s->plus, s->n, s->value);
	buffer_printf(out,
		      "  interval: (%.4f + z^2 / 2n -+ z * sqrt(p (1 - p) / n + z^2 / 4n^2)) / %.4f = %.6f to %.6f, z "
		      "= %.3f (Wilson 1927)\n",
		      s->value, more, c->intervals[i].low, c->intervals[i].high, z);
}

static void tell_mean(const struct calculation *c, size_t i, struct buffer *out)
{
	const struct fold_side *s = &c->sides[i].numbers;

	buffer_printf(out, "  mean %.6g, standard deviation %.6g, n %.0f\n", s->value, sqrt(s->variance), s->n);
	buffer_printf(out, "  interval: %.6g -+ %.3f * %.5g / sqrt(%.0f) = %.6g to %.6g, t on %.0f df\n", s->value,
		      stats_t(c->plan->level, s->n - 1), sqrt(s->variance), s->n, c->intervals[i].low,
		      c->intervals[i].high, s->n - 1);
}

static void tell_side(const struct calculation *c, size_t i, struct buffer *out)
{
	buffer_printf(out, "%.*s\n", TEXT_ARGS(c->sides[i].label));
	if (isnan(c->intervals[i].low))
		buffer_printf(out, "  value %.6g, n %.0f; one answer, or answers without spread, have no interval\n",
			      c->figure->factor * c->sides[i].numbers.value, c->sides[i].numbers.n);
	else if (c->figure->test == CONTRAST_NET)
		tell_net(c, i, out);
	else if (c->figure->test == CONTRAST_SHARE)
		tell_share(c, i, out);
	else
		tell_mean(c, i, out);
}

bool explain_calc(struct environment *e, struct scope *scope, const struct node *report, struct buffer *out)
{
	struct calculation c;
	struct comparison told = { .environment = e };

	(void)scope;
	if (e->checking && calc_has_parameters(report))
		return true;
	if (!calc_run(e, report, &c))
		return false;
	buffer_printf(out, "no rows: the numbers of the statement\n");
	for (size_t i = 0; i < c.n_sides; i++)
		tell_side(&c, i, out);
	if (c.n_sides < 2)
		return true;
	told.plan = c.plan;
	buffer_add_c(out, "difference\n");
	compare_tell_test(&told, &c.difference, (struct text[]){ c.sides[0].label, c.sides[1].label }, out);
	return true;
}

/* ---- sizes ----------------------------------------------------------------------------------- */

void calc_tell_sizes(const struct calc_figure *f, const struct plan *p, const struct calc_size *sizes, size_t n,
		     struct buffer *out)
{
	for (size_t i = 0; i < n; i++) {
		const struct calc_size *size = &sizes[i];
		double m = size->margin * f->margin_unit, z = stats_z(p->level);
		double of_power = stats_z(2 * size->power - 1); /* one-sided */

		buffer_printf(out, "%s, spread: %s\n", size->goal, size->spread);
		if (isnan(size->power))
			buffer_printf(out,
				      "  n = z^2 V / m^2 = %.4f^2 * %.6g / %.6g^2 = %.3f, rounded up (Cochran 1977)\n",
				      z, size->variance, m, z * z * size->variance / (m * m));
		else
			buffer_printf(
				out,
				"  n each = (z + z of %g %%)^2 (V + V) / d^2 = (%.4f + %.4f)^2 * %.6g / %.6g^2 = %.3f, "
				"rounded up (Fleiss, Levin and Paik 2003)\n",
				100 * size->power, z, of_power, 2 * size->variance, m,
				pow(z + of_power, 2) * 2 * size->variance / (m * m));
	}
}

bool explain_calc_sample(struct environment *e, struct scope *scope, const struct node *report, struct buffer *out)
{
	struct calc_sample s;

	(void)scope;
	if (e->checking && calc_has_parameters(report))
		return true;
	if (!calc_sample_run(e, report, &s))
		return false;
	buffer_printf(out, "no rows: the numbers of the statement\n");
	calc_tell_sizes(s.figure, s.plan, s.sizes, s.n, out);
	return true;
}
