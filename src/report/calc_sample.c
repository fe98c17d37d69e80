/* calc sample: how many answers are enough. */
#include <math.h>

#include "report/calc.h"
#include "report/derive.h"
#include "stats/size.h"

static const double POWER = 0.8;

/* ---- sizes ----------------------------------------------------------------------------------- */

size_t calc_sizes(const char *spread, double margin, double typed, double variance, double level,
		  struct calc_size out[2])
{
	out[0] = (struct calc_size){ "interval", spread, typed,
				     variance,	 NAN,	 stats_size_for_mean(margin, variance, level) };
	out[1] =
		(struct calc_size){ "difference", spread,
				    typed,	  variance,
				    POWER,	  stats_size_for_difference(margin, variance, variance, level, POWER) };
	return 2;
}

/* ---- the answer ------------------------------------------------------------------------------ */

static struct text goal_text(struct environment *e, const struct calc_figure *f, const struct calc_size *s)
{
	if (s->goal[0] == 'i')
		return arena_printf(e->arena, "an interval of \xc2\xb1%.10g%s", s->margin, f->unit);
	return arena_printf(e->arena, "two groups that differ by %.10g%s", s->margin, f->unit);
}

static void add_screen(struct environment *e, struct result *r, const struct calc_figure *f,
		       const struct calc_size *sizes, size_t n)
{
	struct result *s = result_screen(r);

	report_part_column(s, "for", TEXT_NONE, LOOK_PLAIN, PART_DIMENSION);
	report_part_column(s, "spread", TEXT_NONE, LOOK_PLAIN, PART_DIMENSION);
	report_part_column(s, "answers", TEXT_NONE, LOOK_INTEGER, PART_VALUE);
	report_part_column(s, "in all", TEXT_NONE, LOOK_INTEGER, PART_OTHER);
	for (size_t i = 0; i < n; i++) {
		bool two = sizes[i].goal[0] == 'd';
		struct cell *at = result_add_row(s, 0);

		at[0] = cell_text(s, goal_text(e, f, &sizes[i]));
		at[1] = cell_text(s, text_of(sizes[i].spread));
		at[2] = cell_number(sizes[i].n);
		at[3] = cell_number(two ? 2 * sizes[i].n : sizes[i].n);
	}
}

static struct cell whole(double n)
{
	return n < 1e18 ? cell_integer((int64_t)n) : cell_number(n);
}

void calc_add_sizes(struct environment *e, struct result *r, const struct calc_figure *f, const struct plan *p,
		    const struct calc_size *sizes, size_t n)
{
	static const char *const columns[] = { "metric", "goal",  "spread", "margin", "variance",
					       "level",	 "power", "groups", "n_each", "n_total" };

	for (size_t i = 0; i < sizeof(columns) / sizeof(*columns); i++)
		report_part_column(r, columns[i], TEXT_NONE, i < 8 ? LOOK_PLAIN : LOOK_INTEGER,
				   i < 3 ? PART_DIMENSION : PART_OTHER);
	for (size_t i = 0; i < n; i++) {
		bool two = sizes[i].goal[0] == 'd';
		struct cell *at = result_add_row(r, 0);

		*at++ = cell_text(r, p->items->label);
		*at++ = cell_text(r, text_of(sizes[i].goal));
		*at++ = cell_text(r, text_of(sizes[i].spread));
		*at++ = cell_number(sizes[i].margin);
		*at++ = cell_number(sizes[i].variance * f->factor * f->factor);
		*at++ = cell_number(p->level);
		*at++ = cell_number(sizes[i].power);
		*at++ = cell_integer(two ? 2 : 1);
		*at++ = whole(sizes[i].n);
		*at++ = whole(two ? 2 * sizes[i].n : sizes[i].n);
	}
	add_screen(e, r, f, sizes, n);
	result_note(
		r, NOTE_FACT,
		"%g %% confidence; a difference is found with a chance of %g %%; its answers are those of each group",
		p->level * 100, POWER * 100);
}

void calc_note_spread(struct result *r, const struct calc_figure *f, bool worst)
{
	if (worst)
		result_note(r, NOTE_FACT, "worst case: %s",
			    f->test == CONTRAST_NET ? "one half +1 (promoters), one half -1 (detractors)"
						    : "one half of all answers");
	if (f->test == CONTRAST_NET)
		result_note(r, NOTE_FACT, "an adjusted Wald interval needs 3 answers less");
}

/* ---- what is asked --------------------------------------------------------------------------- */

/* The answers that would show the difference of two such sides. */
static bool of_two(struct environment *e, const struct calc_figure *f, const struct node *first, double level,
		   struct calc_size *out)
{
	struct calc_side a, b;
	double va, vb, distance;

	if (!calc_read_side(e, f, first, &a) || !calc_read_side(e, f, first->next, &b) ||
	    !calc_read_spread(e, f, first, &va) || !calc_read_spread(e, f, first->next, &vb))
		return false;
	distance = fabs(a.numbers.value - b.numbers.value);
	if (!(distance > 0)) {
		report_bad(e, first->next->span, "the two do not differ, so no number of answers would show it");
		diagnose_help(e->errors, "give two that differ, or a distance: within 5");
		return false;
	}
	*out = (struct calc_size){ "difference",  "given", distance / f->margin_unit,
				   (va + vb) / 2, POWER,   stats_size_for_difference(distance, va, vb, level, POWER) };
	return true;
}

static bool within(struct environment *e, const struct calc_figure *f, const struct node *statement, double level,
		   struct calc_size *sizes, size_t *n)
{
	const struct node *margin = node_child(statement, NODE_MARGIN), *given = statement->first;
	double value, typed, variance;

	*n = 0;
	if (!calc_read_margin(e, f, margin, &value, &typed))
		return false;
	if (given != margin) {
		if (!calc_read_spread(e, f, given, &variance))
			return false;
		*n += calc_sizes("given", value, typed, variance, level, sizes);
	}
	if (!isnan(f->worst_variance))
		*n += calc_sizes("worst case", value, typed, f->worst_variance, level, &sizes[*n]);
	if (*n)
		return true;
	report_bad(e, statement->span, "a mean has no worst case; its spread must be known");
	diagnose_help(e->errors, "give the standard deviation of one answer: calc sample mean (0.9) within 0.1");
	return false;
}

bool calc_sample_run(struct environment *e, const struct node *statement, struct calc_sample *out)
{
	const struct node *resolved = calc_resolved(e, statement);
	bool two;

	*out = (struct calc_sample){ .figure = calc_figure_of(e, statement), .n = 1 };
	if (!resolved || !out->figure)
		return false;
	out->plan = calc_plan(e, out->figure, statement);
	if (!out->plan)
		return false;
	two = !node_child(resolved, NODE_MARGIN);
	out->worst = !two && !isnan(out->figure->worst_variance);
	return two ? of_two(e, out->figure, resolved->first, out->plan->level, out->sizes)
		   : within(e, out->figure, resolved, out->plan->level, out->sizes, &out->n);
}

enum status report_calc_sample(struct environment *e, const struct node *statement, struct result **out)
{
	struct calc_sample s;

	if (e->checking && calc_has_parameters(statement))
		return calc_figure_of(e, statement) ? STATUS_OK : STATUS_BAD_INPUT;
	if (!calc_sample_run(e, statement, &s))
		return diagnostics_status(e->errors);
	if (e->checking)
		return STATUS_OK;
	*out = report_answer(e);
	calc_add_sizes(e, *out, s.figure, s.plan, s.sizes, s.n);
	calc_note_spread(*out, s.figure, s.worst);
	result_note(*out, NOTE_FACT, "where people answer more than once, more are needed: times the design effect");
	return STATUS_OK;
}
