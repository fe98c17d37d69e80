/* weights.c - weighted means and ratios, and their standard errors. */
#include "stats/weights.h"

#include <math.h>

static const struct stats_estimate no_answer = { NAN, NAN, NAN };

double stats_kish_n(double weight, double weight_squares)
{
	return weight_squares > 0 ? weight * weight / weight_squares : NAN;
}

double stats_kish_effect(double n, double weight, double weight_squares)
{
	return n / stats_kish_n(weight, weight_squares);
}

struct stats_share stats_weighted_share(double hits, double weight, double weight_squares)
{
	double n = stats_kish_n(weight, weight_squares);

	/* Summed in another order, the weight of the hits can be a rounding error more than that of all. */
	return (struct stats_share){ fmin(1, hits / weight) * n, n };
}

struct stats_net stats_weighted_net(double plus, double minus, double weight, double weight_squares)
{
	double n = stats_kish_n(weight, weight_squares);

	return (struct stats_net){ plus / weight * n, minus / weight * n, n };
}

bool stats_weighted_add(struct stats_weighted *w, double value, double weight)
{
	if (weight < 0)
		return false;
	if (!(weight > 0) || isnan(value))
		return true;
	w->n++;
	w->weight_squares += weight * weight;
	stats_running_add(&w->value, value, weight);
	stats_running_add(&w->square, value, weight * weight);
	return true;
}

struct stats_estimate stats_weighted_mean(const struct stats_weighted *w)
{
	double off = w->square.mean - w->value.mean;
	double squares = w->square.squares + w->square.weight * off * off;

	if (!(w->n > 0))
		return no_answer;
	if (!(w->n > 1))
		return (struct stats_estimate){ w->value.mean, NAN, 0 };
	return (struct stats_estimate){ w->value.mean, sqrt(w->n / (w->n - 1) * squares) / w->value.weight, w->n - 1 };
}

void stats_ratio_add(struct stats_ratio *r, double top, double bottom)
{
	double above = top - r->top, below = bottom - r->bottom, part;

	if (isnan(top) || isnan(bottom))
		return;
	r->n++;
	part = (r->n - 1) / r->n;
	r->top += above / r->n;
	r->bottom += below / r->n;
	r->top_squares += part * above * above;
	r->bottom_squares += part * below * below;
	r->products += part * above * below;
}

struct stats_estimate stats_ratio_estimate(const struct stats_ratio *r)
{
	double ratio = r->top / r->bottom;
	/* The differences top - ratio * bottom have a sum of 0, so that their squares are squared deviations. */
	double squares = r->top_squares - 2 * ratio * r->products + ratio * ratio * r->bottom_squares;

	if (!(r->n > 0) || r->bottom == 0)
		return no_answer;
	if (!(r->n > 1))
		return (struct stats_estimate){ ratio, NAN, 0 };
	return (struct stats_estimate){ ratio, sqrt(fmax(0, squares) / (r->n - 1) / r->n) / fabs(r->bottom), r->n - 1 };
}

struct stats_estimate stats_jackknife(double whole, const double *left_out, size_t n)
{
	struct stats_running r = { 0, 0, 0 };

	if (n < 2)
		return (struct stats_estimate){ whole, NAN, 0 };
	for (size_t i = 0; i < n; i++)
		stats_running_add(&r, left_out[i], 1);
	return (struct stats_estimate){ whole, sqrt((r.weight - 1) / r.weight * r.squares), r.weight - 1 };
}

struct interval stats_estimate_interval(struct stats_estimate e, double level)
{
	double quantile = isinf(e.df) ? stats_z(level) : stats_t(level, e.df), half = quantile * e.standard_error;

	if (!(half > 0))
		return (struct interval){ NAN, NAN };
	return (struct interval){ e.value - half, e.value + half };
}
