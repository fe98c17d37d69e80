/* The interval of one group: its formula with the numbers in it. */
#include <math.h>

#include "report/derive.h"
#include "report/teach.h"
#include "stats/stats.h"

struct limits {
	struct lesson *lesson;
	const struct worked *worked;
	const struct estimate *estimate;
	double n, effect, plus, minus, level, z; /* counts are those of the data divided by the design effect */
	const struct fold *fold;
	size_t group;
};

static struct text number(const struct limits *m, double v, int decimals)
{
	return lesson_number(m->lesson, v, decimals);
}

static const char *unit_of(const struct limits *m)
{
	return m->lesson->environment->settings->inference == INFERENCE_CASE ? "Cases" : "Customers";
}

/* What n is worth when some answer more than once. */
static void say_effect(const struct limits *m)
{
	struct text n = number(m, m->estimate->n, 1);

	if (m->effect <= 1.005 && !m->lesson->query->grid.plan->weight)
		return;
	if (m->lesson->query->grid.plan->weight) {
		lesson_say(m->lesson,
			   "Unequal weights, and several answers of one voice, make the design effect %.4f, so %.*s "
			   "answers are worth %.*s / %.4f = %.*s; counts are taken in these proportions.",
			   m->effect, TEXT_ARGS(n), TEXT_ARGS(n), m->effect, TEXT_ARGS(number(m, m->n, 1)));
		return;
	}
	lesson_say(m->lesson,
		   "%s with more than one answer are one voice: the design effect is %.4f, so %.*s answers are worth "
		   "%.*s / %.4f = %.*s, and all counts are divided by it.",
		   unit_of(m), m->effect, TEXT_ARGS(n), TEXT_ARGS(n), m->effect, TEXT_ARGS(number(m, m->n, 1)));
}

static void say_limits(const struct limits *m, double centre, double half)
{
	double rounding = 1e-9 * (1 + fabs(centre) + half);

	lesson_line(m->lesson, "low, high = centre - half, centre + half = %.*s, %.*s",
		    TEXT_ARGS(lesson_value(m->lesson, m->worked, m->estimate->low)),
		    TEXT_ARGS(lesson_value(m->lesson, m->worked, m->estimate->high)));
	if (m->estimate->low > centre - half + rounding || m->estimate->high < centre + half - rounding)
		lesson_say(m->lesson, "It is cut off where the scale ends.");
}

static void adjusted_wald(const struct limits *m)
{
	double plus = m->plus + 0.75, minus = m->minus + 0.75, n = m->n + 3, p = plus / n, d = minus / n,
	       k = m->worked->factor;
	double variance = stats_net_variance(plus, minus, n), half = fabs(k) * m->z * sqrt(variance / n);
	struct lesson *l = m->lesson;

	lesson_say(l, "Adjusted Wald: 0.75 answers are added to %s and to %s, 1.5 to %s, so 3 in all.", m->worked->plus,
		   m->worked->minus, m->worked->zero);
	lesson_line(l, "n = %.*s + 3 = %.*s", TEXT_ARGS(number(m, m->n, 1)), TEXT_ARGS(number(m, n, 1)));
	lesson_line(l, "p = %s / n = %.*s / %.*s = %.4f", m->worked->plus, TEXT_ARGS(number(m, plus, 2)),
		    TEXT_ARGS(number(m, n, 1)), p);
	lesson_line(l, "d = %s / n = %.*s / %.*s = %.4f", m->worked->minus, TEXT_ARGS(number(m, minus, 2)),
		    TEXT_ARGS(number(m, n, 1)), d);
	lesson_line(l, "centre = %g * (p - d) = %.*s", k, TEXT_ARGS(number(m, k * (p - d), 2)));
	lesson_line(l, "V = p + d - (p - d)^2 = %.4f", variance);
	lesson_line(l, "half = %g * %.4f * sqrt(V / n) = %.*s", fabs(k), m->z, TEXT_ARGS(number(m, half, 2)));
	say_limits(m, k * (p - d), half);
}

static void wilson(const struct limits *m)
{
	double n = m->n, p = m->plus / n, z = m->z, k = m->worked->factor, down = 1 + z * z / n;
	double centre = (p + z * z / (2 * n)) / down, half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / down;
	struct lesson *l = m->lesson;

	lesson_say(l, "Wilson's interval: p = %.4f, n = %.*s, z = %.4f.", p, TEXT_ARGS(number(m, n, 1)), z);
	lesson_line(l, "centre = %g * (p + z^2 / 2n) / (1 + z^2 / n) = %.*s", k, TEXT_ARGS(number(m, k * centre, 2)));
	lesson_line(l, "half = %g * z * sqrt(p (1 - p) / n + z^2 / 4n^2) / (1 + z^2 / n) = %.*s", fabs(k),
		    TEXT_ARGS(number(m, fabs(k) * half, 2)));
	say_limits(m, k * centre, fabs(k) * half);
}

static void student(const struct limits *m)
{
	double voices = m->estimate->n / fold_cluster_effect(m->fold, m->group);
	double deviation = fold_deviation(m->fold, m->group), error = deviation / sqrt(m->n),
	       t = stats_t(m->level, voices - 1);
	double k = fabs(m->worked->factor);
	struct lesson *l = m->lesson;

	lesson_say(l, "Student's t: the standard error of the mean, and t with %.*s - 1 degrees of freedom.",
		   TEXT_ARGS(m->lesson->query->grid.plan->weight ? number(m, voices, 1) : TEXT("n")));
	lesson_line(l, "error = standard deviation / sqrt(n) = %.*s / sqrt(%.*s) = %.*s",
		    TEXT_ARGS(number(m, k * deviation, 3)), TEXT_ARGS(number(m, m->n, 1)),
		    TEXT_ARGS(number(m, k * error, 3)));
	lesson_line(l, "centre = the mean, half = t * error = %.3f * %.*s = %.*s", t,
		    TEXT_ARGS(number(m, k * error, 3)), TEXT_ARGS(number(m, k * t * error, 3)));
	say_limits(m, m->estimate->value, k * t * error);
}

static void order_statistics(const struct limits *m)
{
	double p = m->lesson->query->grid.plan->aggregates.list[m->worked->aggregate].p;
	struct interval ranks = stats_quantile_ranks(m->estimate->n, p, m->level);

	lesson_say(
		m->lesson,
		"Order statistics: how many of %.*s values lie below the true one is binomial with p = %g, so it lies "
		"between the values at place %.*s and place %.*s: %.*s to %.*s.",
		TEXT_ARGS(number(m, m->estimate->n, 1)), p, TEXT_ARGS(number(m, ranks.low, 1)),
		TEXT_ARGS(number(m, ranks.high, 1)), TEXT_ARGS(lesson_value(m->lesson, m->worked, m->estimate->low)),
		TEXT_ARGS(lesson_value(m->lesson, m->worked, m->estimate->high)));
}

static void jackknife(const struct limits *m)
{
	struct lesson *l = m->lesson;

	lesson_say(l,
		   "No formula for a combination: %s are dealt into %d groups, each group is left out in turn, and the "
		   "spread of the "
		   "%d values is multiplied by t with %d degrees of freedom: %.*s to %.*s.",
		   derive_voices(l->query->grid.plan), JACKKNIFE_FOLDS, JACKKNIFE_FOLDS, JACKKNIFE_FOLDS - 1,
		   TEXT_ARGS(lesson_value(l, m->worked, m->estimate->low)),
		   TEXT_ARGS(lesson_value(l, m->worked, m->estimate->high)));
}

/* The mean of one value per unit: its error from the limits, which are a mean's. */
static void units(const struct limits *m)
{
	double t = stats_t(m->level, m->estimate->n - 1), half = (m->estimate->high - m->estimate->low) / 2;

	lesson_say(m->lesson, "Student's t over the %.*s values.", TEXT_ARGS(number(m, m->estimate->n, 1)));
	lesson_line(m->lesson, "error = standard deviation / sqrt(n) = %.*s / sqrt(%.*s) = %.*s",
		    TEXT_ARGS(number(m, half / t * sqrt(m->estimate->n), 2)), TEXT_ARGS(number(m, m->estimate->n, 1)),
		    TEXT_ARGS(number(m, half / t, 2)));
	lesson_line(m->lesson, "centre = the mean, half = t * error = %.3f * %.*s = %.*s", t,
		    TEXT_ARGS(number(m, half / t, 2)), TEXT_ARGS(number(m, half, 2)));
	say_limits(m, m->estimate->value, half);
}

static void without_interval(const struct limits *m)
{
	const struct worked *w = m->worked;

	if (m->estimate->hidden)
		lesson_say(m->lesson, "Not shown, as the value.");
	else if (w->shape == SHAPE_COUNT)
		lesson_say(m->lesson, "None: this is counted, not estimated.");
	else if (isnan(m->estimate->value) || m->estimate->n < 2)
		lesson_say(m->lesson, "None: one answer, or none, says nothing of the next.");
	else if (w->shape == SHAPE_MEAN || w->shape == SHAPE_UNITS)
		lesson_say(m->lesson, "None: the values do not spread.");
	else if (w->shape == SHAPE_PERCENTILE)
		lesson_say(m->lesson, "None: too few values lie on one side.");
	else
		lesson_say(m->lesson, "None is known for this aggregate.");
}

static void ready(struct limits *m)
{
	struct lesson *l = m->lesson;
	const struct scan *s;

	m->level = l->query->grid.plan->level;
	m->z = stats_z(m->level);
	m->effect = m->estimate->effect;
	m->n = m->estimate->n / m->effect;
	if (m->worked->shape > SHAPE_PERCENTILE || !teach_source(l->query, l->row->now, &s, &m->group))
		return;
	m->fold = s->folds[m->worked->aggregate];
	if (m->worked->shape == SHAPE_NET || m->worked->shape == SHAPE_SHARE)
		fold_counts(m->fold, m->group, &m->plus, &m->minus);
	m->plus /= m->effect;
	m->minus /= m->effect;
}

void teach_interval(struct lesson *l, const struct worked *w)
{
	static void (*const ways[])(const struct limits *) = {
		[SHAPE_NET] = adjusted_wald,	       [SHAPE_SHARE] = wilson,	    [SHAPE_MEAN] = student,
		[SHAPE_PERCENTILE] = order_statistics, [SHAPE_FORMULA] = jackknife, [SHAPE_UNITS] = units
	};
	struct limits m = { .lesson = l, .worked = w, .estimate = &l->row->now[w->index] };

	ready(&m);
	if (isnan(m.estimate->low) || isnan(m.estimate->high) || !ways[w->shape]) {
		without_interval(&m);
		return;
	}
	if (w->shape != SHAPE_PERCENTILE)
		say_effect(&m);
	ways[w->shape](&m);
}
