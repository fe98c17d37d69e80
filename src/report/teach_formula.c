/* The formula of a metric with the numbers of one group in it. */
#include <math.h>

#include "base/take.h"
#include "render/number.h"
#include "report/derive.h"
#include "report/teach.h"

/* ---- ratios and indices ---------------------------------------------------------------------- */

struct formula {
	struct lesson *lesson;
	const struct worked *worked;
	const struct scan *scan; /* NULL: letters instead of numbers */
	size_t group;
	struct buffer *out;
};

static char letter_of(const struct formula *f, size_t aggregate)
{
	size_t n = 0;

	for (size_t i = 0; i < aggregate; i++)
		n += f->worked->parts[i].n > 0;
	return (char)('a' + n % 26);
}

static int strength(const struct item *i)
{
	return i->kind == ITEM_ADD || i->kind == ITEM_SUBTRACT	    ? 1
	       : i->kind == ITEM_MULTIPLY || i->kind == ITEM_DIVIDE ? 2
								    : 3;
}

static void print_item(const struct formula *f, const struct item *i);

/* In brackets where it binds less than what stands around it. */
static void print_side(const struct formula *f, const struct item *i, int least)
{
	bool brackets = strength(i) < least;

	if (brackets)
		buffer_add_char(f->out, '(');
	print_item(f, i);
	if (brackets)
		buffer_add_char(f->out, ')');
}

static void print_number(const struct formula *f, double v)
{
	if (isnan(v))
		buffer_add_c(f->out, "(no value)");
	else
		number_add_short(v, 4, f->out);
}

static void print_item(const struct formula *f, const struct item *i)
{
	static const char *const signs[] = {
		[ITEM_ADD] = " + ", [ITEM_SUBTRACT] = " - ", [ITEM_MULTIPLY] = " * ", [ITEM_DIVIDE] = " / "
	};
	int own = strength(i);

	switch (i->kind) {
	case ITEM_NUMBER:
		print_number(f, i->number);
		break;
	case ITEM_AGGREGATE:
		if (f->scan)
			print_number(f, fold_value(f->scan->folds[i->aggregate], f->group));
		else
			buffer_add_char(f->out, letter_of(f, i->aggregate));
		break;
	case ITEM_NEGATE:
		buffer_add_char(f->out, '-');
		print_side(f, i->a, 3);
		break;
	default:
		print_side(f, i->a, own);
		buffer_add_c(f->out, signs[i->kind]);
		print_side(f, i->b, i->kind == ITEM_ADD || i->kind == ITEM_MULTIPLY ? own : own + 1);
	}
}

static struct text expression(struct lesson *l, const struct worked *w, const struct scan *s, size_t g)
{
	struct buffer b = { 0 };
	struct formula f = { .lesson = l, .worked = w, .scan = s, .group = g, .out = &b };

	print_item(&f, w->item->expression);
	return buffer_take(&b, l->environment->arena);
}

/* ---- single aggregates ----------------------------------------------------------------------- */

/* "100 * ", or nothing. */
static struct text factor_of(struct lesson *l, const struct worked *w)
{
	if (fabs(w->factor - 1) <= 0)
		return TEXT_NONE;
	return arena_printf(l->environment->arena, "%g * ", w->factor);
}

static struct text counted(struct lesson *l, double n)
{
	return lesson_number(l, n, 1);
}

struct sums {
	const struct scan *scan;
	size_t group;
	const struct fold *fold;
	double n, plus, minus, sum; /* weighted, N being the sum of weights */
};

static bool sums_of(const struct lesson *l, const struct worked *w, struct sums *s)
{
	double parts[FOLD_PARTS];

	*s = (struct sums){ .n = l->row->now[w->index].n };
	if (!teach_source(l->query, l->row->now, &s->scan, &s->group))
		return false;
	if (w->shape == SHAPE_FORMULA || w->shape == SHAPE_COUNT || w->shape == SHAPE_OTHER)
		return true;
	s->fold = s->scan->folds[w->aggregate];
	if (w->shape == SHAPE_PERCENTILE)
		return true;
	fold_parts(s->fold, s->group, parts);
	s->n = w->shape == SHAPE_UNITS ? s->n : parts[FOLD_WEIGHT];
	s->plus = s->sum = parts[FOLD_SUM];
	s->minus = parts[FOLD_LESS];
	return true;
}

/* The right side without the result. */
static struct text numbers(struct lesson *l, const struct worked *w, const struct sums *s)
{
	struct arena *a = l->environment->arena;
	struct text factor = factor_of(l, w), n = counted(l, s->n);

	switch (w->shape) {
	case SHAPE_NET:
		return arena_printf(a, "%.*s(%.*s - %.*s) / %.*s", TEXT_ARGS(factor), TEXT_ARGS(counted(l, s->plus)),
				    TEXT_ARGS(counted(l, s->minus)), TEXT_ARGS(n));
	case SHAPE_SHARE:
		return arena_printf(a, "%.*s%.*s / %.*s", TEXT_ARGS(factor), TEXT_ARGS(counted(l, s->plus)),
				    TEXT_ARGS(n));
	case SHAPE_MEAN:
		return arena_printf(a, "%.*s%.*s / %.*s", TEXT_ARGS(factor), TEXT_ARGS(lesson_number(l, s->sum, 1)),
				    TEXT_ARGS(n));
	default:
		return expression(l, w, s->scan, s->group);
	}
}

static struct text letters(struct lesson *l, const struct worked *w)
{
	struct arena *a = l->environment->arena;
	struct text factor = factor_of(l, w);
	const char *n = l->query->grid.plan->weight ? "weight" : "n";

	switch (w->shape) {
	case SHAPE_NET:
		return arena_printf(a, "%.*s(%s - %s) / %s", TEXT_ARGS(factor), w->plus, w->minus, n);
	case SHAPE_SHARE:
		return arena_printf(a, "%.*s%s / %s", TEXT_ARGS(factor), w->plus, n);
	case SHAPE_MEAN:
		return arena_printf(a, "%.*ssum / %s", TEXT_ARGS(factor), n);
	default:
		return expression(l, w, NULL, 0);
	}
}

/* Type 7: h = 1 + (n - 1) p, between the values at the places next to it. */
static void percentile(struct lesson *l, const struct worked *w, const struct sums *s)
{
	size_t n;
	double p = l->query->grid.plan->aggregates.list[w->aggregate].p, place;
	const double *sorted = fold_sorted(s->fold, s->group, &n);
	struct text at, value = lesson_value(l, w, l->row->now[w->index].value);

	if (n == 0)
		return;
	if (l->query->grid.plan->weight) {
		lesson_say(l,
			   "Sorted, with weights added up and scaled to %.*s in all: the value at 1 + (n - 1) * %g is "
			   "%.*s.",
			   TEXT_ARGS(counted(l, (double)n)), p, TEXT_ARGS(value));
		return;
	}
	place = 1 + (double)(n - 1) * p;
	at = lesson_number(l, place, 1);
	lesson_line(l, "place = 1 + (n - 1) * %g = 1 + (%.*s - 1) * %g = %.*s", p, TEXT_ARGS(counted(l, (double)n)), p,
		    TEXT_ARGS(at));
	lesson_say(l, "Sorted, value %.*s is %.*s, value %.*s is %.*s; place %.*s: %.*s.",
		   TEXT_ARGS(counted(l, floor(place))),
		   TEXT_ARGS(lesson_value(l, w, w->factor * sorted[(size_t)floor(place) - 1])),
		   TEXT_ARGS(counted(l, ceil(place))),
		   TEXT_ARGS(lesson_value(l, w, w->factor * sorted[(size_t)ceil(place) - 1])), TEXT_ARGS(at),
		   TEXT_ARGS(value));
}

static bool is_worked_out(const struct worked *w)
{
	return w->shape == SHAPE_NET || w->shape == SHAPE_SHARE || w->shape == SHAPE_MEAN || w->shape == SHAPE_FORMULA;
}

static void write_formula(struct lesson *l, const struct worked *w, const struct sums *s)
{
	int width = (int)(w->item->label.n < 24 ? w->item->label.n : 24);
	struct text name = w->item->label.n <= 24 ? w->item->label : TEXT("value");

	lesson_line(l, "%.*s = %.*s", TEXT_ARGS(name), TEXT_ARGS(letters(l, w)));
	width = (int)name.n;
	lesson_line(l, "%*s = %.*s", width, "", TEXT_ARGS(numbers(l, w, s)));
	lesson_line(l, "%*s = %.*s", width, "", TEXT_ARGS(lesson_value(l, w, l->row->now[w->index].value)));
}

void teach_formula(struct lesson *l, const struct worked *w)
{
	const struct estimate *e = &l->row->now[w->index];
	struct sums s;
	bool found = sums_of(l, w, &s);

	if (e->hidden)
		lesson_say(l, "Too few answers: the value is not shown (set suppress_below).");
	else if (isnan(e->value))
		lesson_say(l, "Nothing to divide by: there is no value, which is not the same as 0.");
	else if (w->shape == SHAPE_UNITS)
		lesson_say(l, "The mean of %.*s values, one for each %.*s: %.*s.", TEXT_ARGS(counted(l, e->n)),
			   TEXT_ARGS(l->query->grid.plan->per_name), TEXT_ARGS(lesson_value(l, w, e->value)));
	else if (found && w->shape == SHAPE_PERCENTILE)
		percentile(l, w, &s);
	else if (found && is_worked_out(w))
		write_formula(l, w, &s);
	else
		lesson_say(l, "%.*s: %.*s, as it is.", TEXT_ARGS(w->written), TEXT_ARGS(lesson_value(l, w, e->value)));
}

struct text teach_in_one_line(struct lesson *l, const struct worked *w)
{
	struct text value = lesson_value(l, w, l->row->now[w->index].value);
	struct sums s;

	if (l->row->now[w->index].hidden || !sums_of(l, w, &s) || !is_worked_out(w))
		return value;
	return arena_printf(l->environment->arena, "%.*s = %.*s", TEXT_ARGS(numbers(l, w, &s)), TEXT_ARGS(value));
}
