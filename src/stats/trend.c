/* trend.c - a line through a series. */
#include "stats/trend.h"

#include <math.h>

#include "stats/tail.h"

/* Part of a series' sum of squares that is rounding. */
static const double rounding = 1e-24;

/* Weighted means and products of deviations. */
struct moments {
	double n, weight, x, y, xx, xy, yy;
};

static struct moments moments_of(const double *x, const double *y, const double *weight, size_t n)
{
	struct moments m = { 0, 0, 0, 0, 0, 0, 0 };

	for (size_t i = 0; i < n; i++) {
		double w = weight ? weight[i] : 1, off_x = x[i] - m.x, off_y = y[i] - m.y, part;

		if (!(w > 0))
			continue;
		m.n++;
		m.weight += w;
		part = w / m.weight;
		m.x += part * off_x;
		m.y += part * off_y;
		m.xx += w * (1 - part) * off_x * off_x;
		m.xy += w * (1 - part) * off_x * off_y;
		m.yy += w * (1 - part) * off_y * off_y;
	}
	return m;
}

/* What the line leaves over, from its distances: as a difference of sums it would be mostly rounding. */
static double residual_squares(const double *x, const double *y, const double *weight, size_t n,
			       const struct moments *m)
{
	double slope = m->xy / m->xx, sum = 0;

	for (size_t i = 0; i < n; i++) {
		double w = weight ? weight[i] : 1, off = y[i] - m->y - slope * (x[i] - m->x);

		if (w > 0)
			sum += w * off * off;
	}
	return sum > rounding * (m->yy + m->weight * m->y * m->y) ? sum : 0;
}

struct stats_line stats_line(const double *time, const double *y, const double *weight, size_t n, double level)
{
	struct stats_line l = { NAN, NAN, NAN, NAN, NAN, NAN, NAN, { NAN, NAN } };
	struct moments m = moments_of(time, y, weight, n);
	double left, half;

	if (!(m.n >= 2 && m.xx > 0) || isnan(m.xy))
		return l;
	l.slope = m.xy / m.xx;
	l.intercept = m.y - l.slope * m.x;
	l.df = m.n - 2;
	left = residual_squares(time, y, weight, n, &m);
	if (m.yy > 0)
		l.r_squared = fmax(0, 1 - left / m.yy);
	/* A line that meets every point leaves nothing to judge it by. */
	if (!(l.df > 0 && left > 0))
		return l;
	l.standard_error = sqrt(left / l.df / m.xx);
	l.t = l.slope / l.standard_error;
	l.p = stats_p_of_t(l.t, l.df);
	half = stats_t(level, l.df) * l.standard_error;
	l.interval = (struct interval){ l.slope - half, l.slope + half };
	return l;
}
