/* A difference in a sentence that needs no statistics to be read. */
#include <math.h>

#include "report/compare.h"

/* ---- a difference in words ------------------------------------------------------------------- */

struct text compare_p(struct environment *e, double p)
{
	if (p < 0.0001)
		return TEXT("p < 0.0001");
	if (p >= 0.995)
		return TEXT("p = 1");
	return arena_printf(e->arena, p < 0.1 ? "p = %.2g" : "p = %.2f", p);
}

/* Numbers without a format of their own: two decimals are enough where they have many. */
static enum look look_of(const struct comparison *c, const struct contrast *one, double v)
{
	enum look look = derive_look(c->plan->items[one->item].look);

	return look == LOOK_PLAIN && v != floor(v) && fabs(v) >= 1 ? LOOK_MEAN : look;
}

/* "12.4 points", "3.1 percentage points", "1 m 20 s". */
struct text compare_amount(struct comparison *c, const struct contrast *one, double v)
{
	struct environment *e = c->environment;
	enum look look = look_of(c, one, v);

	if (look == LOOK_PERCENT)
		return arena_printf(e->arena, "%.*s percentage points",
				    TEXT_ARGS(derive_number(e, LOOK_POINTS, 100 * fabs(v))));
	return arena_printf(e->arena, "%.*s%s", TEXT_ARGS(derive_number(e, look, fabs(v))),
			    look == LOOK_POINTS ? " points" : "");
}

const char *compare_direction(const struct comparison *c, const struct contrast *one, double v)
{
	bool time = c->plan->items[one->item].look == SHOW_DURATION;

	return v < 0 ? (time ? "shorter" : "lower") : time ? "longer" : "higher";
}

/* "is 12.4 points lower than chat". */
struct text compare_difference(struct comparison *c, const struct contrast *one, struct text b)
{
	if (one->difference == 0)
		return arena_printf(c->environment->arena, "is equal to %.*s", TEXT_ARGS(b));
	return arena_printf(c->environment->arena, "is %.*s %s than %.*s",
			    TEXT_ARGS(compare_amount(c, one, one->difference)),
			    compare_direction(c, one, one->difference), TEXT_ARGS(b));
}

/* "95 % interval 8.1 to 16.7 points"; on both sides of nothing "2.0 points lower to 3.1 points higher". */
struct text compare_interval(struct comparison *c, const struct contrast *one)
{
	struct environment *e = c->environment;
	double near = fmin(fabs(one->low), fabs(one->high)), far = fmax(fabs(one->low), fabs(one->high));
	enum look look = look_of(c, one, one->low);
	double scale = look == LOOK_PERCENT ? 100 : 1;

	if (isnan(one->low))
		return TEXT("no interval");
	if (one->low * one->high > 0 && one->low * one->difference > 0)
		return arena_printf(
			e->arena, "%g %% interval %.*s to %.*s", c->plan->level * 100,
			TEXT_ARGS(derive_number(e, look == LOOK_PERCENT ? LOOK_POINTS : look, scale * near)),
			TEXT_ARGS(derive_number(e, look == LOOK_PERCENT ? LOOK_POINTS : look, scale * far)));
	return arena_printf(e->arena, "%g %% interval from %.*s %s to %.*s %s", c->plan->level * 100,
			    TEXT_ARGS(compare_amount(c, one, one->low)), compare_direction(c, one, one->low),
			    TEXT_ARGS(compare_amount(c, one, one->high)), compare_direction(c, one, one->high));
}

struct text compare_chance(struct comparison *c, const struct contrast *one)
{
	struct text p = compare_p(c->environment, one->p_adjusted);

	if (one->tests < 2)
		return p;
	return arena_printf(c->environment->arena, "%.*s, adjusted for %zu tests", TEXT_ARGS(p), one->tests);
}

/* ---- who was asked --------------------------------------------------------------------------- */

static const char *counted(const struct comparison *c)
{
	return c->plan->paired ? "pairs" : c->plan->per ? "units" : "answers";
}

/* "96 and 41"; of pairs, and against a target, one number. */
static struct text bases(struct comparison *c, const struct contrast *one)
{
	struct environment *e = c->environment;
	struct text first = report_thousands(e, (uint64_t)one->n[0]);

	if (c->plan->paired || c->plan->has_target)
		return first;
	return arena_printf(e->arena, "%.*s and %.*s", TEXT_ARGS(first),
			    TEXT_ARGS(report_thousands(e, (uint64_t)one->n[1])));
}

static struct text nobody(struct comparison *c, const struct contrast *one)
{
	if (c->plan->paired)
		return arena_printf(c->environment->arena, "no %.*s has answers on both sides",
				    TEXT_ARGS(c->plan->per_name));
	if (c->plan->has_target)
		return TEXT("no answers");
	return one->n[0] > 0   ? TEXT("no answers from the second")
	       : one->n[1] > 0 ? TEXT("no answers from the first")
			       : TEXT("no answers from either");
}

/* ---- verdicts -------------------------------------------------------------------------------- */

struct contrast compare_with(const struct contrast *one, const struct contrast_finding *f)
{
	struct contrast with = *one;

	with.difference = f->difference;
	with.low = f->low;
	with.high = f->high;
	with.standard_error = f->standard_error;
	with.statistic = f->statistic;
	with.df = f->df;
	with.p = f->p;
	with.p_adjusted = f->p_adjusted;
	with.tests = f->tests;
	with.too_few = f->too_few;
	return with;
}

struct text compare_verdict(struct comparison *c, const struct contrast *one, struct text a, struct text b)
{
	struct environment *e = c->environment;
	struct text told = compare_difference(c, one, b), range = compare_interval(c, one);

	if (one->hidden[0] || one->hidden[1])
		return arena_printf(e->arena, "%.*s against %.*s: not shown, too few answers", TEXT_ARGS(a),
				    TEXT_ARGS(b));
	if (isnan(one->difference))
		return arena_printf(e->arena, "%.*s against %.*s: %.*s", TEXT_ARGS(a), TEXT_ARGS(b),
				    TEXT_ARGS(nobody(c, one)));
	if (one->test == CONTRAST_NONE)
		return arena_printf(e->arena, "%.*s %.*s; this metric has no test", TEXT_ARGS(a), TEXT_ARGS(told));
	if (one->too_few)
		return arena_printf(e->arena, "%.*s %.*s, but these are too few %s for a verdict (n %.*s)",
				    TEXT_ARGS(a), TEXT_ARGS(told), counted(c), TEXT_ARGS(bases(c, one)));
	if (isnan(one->p))
		return arena_printf(e->arena, "%.*s %.*s; the answers do not spread, so there is nothing to test",
				    TEXT_ARGS(a), TEXT_ARGS(told));
	if (one->p_adjusted < 1 - c->plan->level)
		return arena_printf(e->arena, "%.*s %.*s, %.*s; this is more than chance explains (%.*s)", TEXT_ARGS(a),
				    TEXT_ARGS(told), TEXT_ARGS(range), TEXT_ARGS(compare_chance(c, one)));
	return arena_printf(
		e->arena, "%.*s against %.*s: no difference that %.*s %s could show (%.*s %s, %.*s, %.*s)",
		TEXT_ARGS(a), TEXT_ARGS(b),
		TEXT_ARGS(report_thousands(e, (uint64_t)(c->plan->paired ? one->n[0] : one->n[0] + one->n[1]))),
		counted(c), TEXT_ARGS(compare_amount(c, one, one->difference)),
		compare_direction(c, one, one->difference), TEXT_ARGS(range), TEXT_ARGS(compare_chance(c, one)));
}
