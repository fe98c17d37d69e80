/* calc: value, interval and difference from numbers that somebody published, with the statistics and the words that rows
 * get. */
#include "report/calc.h"

#include <math.h>

#include "report/compare.h"
#include "stats/stats.h"

/* ---- the numbers ----------------------------------------------------------------------------- */

static bool takes(struct environment *e, const struct node *option)
{
	if (text_equal_folded(option->text, TEXT("ci")) && !option->first)
		return true;
	report_bad(e, option->span, "calc has no option %.*s", TEXT_ARGS(option->text));
	diagnose_help(e->errors, "it takes `with ci 95%%`");
	return false;
}

struct plan *calc_plan(struct environment *e, const struct calc_figure *f, const struct node *statement)
{
	const struct node *with = node_child(statement, NODE_WITH);
	struct plan *p = ARENA_NEW(e->arena, struct plan);
	struct scope scope = report_scope(e);

	p->settings = e->settings;
	p->level = e->settings->level;
	p->n_items = 1;
	p->items = ARENA_NEW(e->arena, struct plan_item);
	p->items->label = text_of(f->name);
	p->items->look = f->look;
	p->segments = SIZE_MAX;
	for (const struct node *option = with ? with->first : NULL; option; option = option->next)
		if (!takes(e, option) || !plan_level(&scope, p, option))
			return NULL;
	return p;
}

static struct interval interval_of(const struct calc_figure *f, const struct fold_side *s, double level)
{
	struct interval i = { NAN, NAN };

	if (f->test == CONTRAST_SHARE)
		i = stats_share_wilson(s->plus, s->n, level);
	else if (s->n >= 2 && f->test == CONTRAST_NET) /* as of rows: one answer has none */
		i = stats_net_adjusted_wald(s->plus, s->minus, s->n, level);
	else if (s->n >= 2)
		i = stats_mean_t(s->value, sqrt(s->variance / s->n), s->n - 1, level);
	return (struct interval){ f->factor * i.low, f->factor * i.high };
}

static void set_difference(struct calculation *c, unsigned min_n)
{
	struct contrast *d = &c->difference;

	*d = (struct contrast){ .test = c->figure->test, .factor = c->figure->factor };
	for (size_t i = 0; i < 2; i++) {
		d->sides[i] = c->sides[i].numbers;
		d->values[i] = c->figure->factor * c->sides[i].numbers.value;
		d->n[i] = c->sides[i].numbers.n;
		d->too_few |= d->n[i] < min_n;
	}
	d->difference = d->values[0] - d->values[1];
	d->low = d->high = d->standard_error = d->statistic = d->df = d->p = d->size = NAN;
	contrast_by_sides(d, c->plan->level);
	d->p_adjusted = d->too_few ? NAN : d->p;
	d->tests = 1;
}

bool calc_run(struct environment *e, const struct node *statement, struct calculation *out)
{
	const struct node *resolved = calc_resolved(e, statement);

	*out = (struct calculation){ .figure = calc_figure_of(e, statement) };
	if (!resolved || !out->figure)
		return false;
	out->plan = calc_plan(e, out->figure, statement);
	if (!out->plan)
		return false;
	for (const struct node *n = resolved->first; n && n->kind != NODE_WITH; n = n->next) {
		struct calc_side *side = &out->sides[out->n_sides++];

		if (!calc_read_side(e, out->figure, n, side))
			return false;
		out->intervals[out->n_sides - 1] = interval_of(out->figure, &side->numbers, out->plan->level);
	}
	if (out->n_sides == 2)
		set_difference(out, e->settings->min_n);
	return true;
}

/* ---- the table of scripts -------------------------------------------------------------------- */

static struct cell count_cell(const struct calculation *c, size_t side)
{
	struct cell cell = cell_integer((int64_t)c->sides[side].numbers.n);

	cell.is_ample = c->sides[side].numbers.n >= c->plan->settings->min_n;
	return cell;
}

static unsigned small(const struct calculation *c)
{
	for (size_t i = 0; i < c->n_sides; i++)
		if (c->sides[i].numbers.n < c->plan->settings->min_n)
			return ROW_SMALL;
	return 0;
}

/* Named as those of a query `with ci`. */
static void add_column(struct environment *e, struct result *r, const struct calc_figure *f, const char *part,
		       struct text heading, enum look look, enum column_part kind)
{
	report_part_column(r, arena_printf(e->arena, "%s%s", f->name, part).at, heading, look, kind);
}

static void add_one(struct environment *e, const struct calculation *c, struct result *r)
{
	enum look look = derive_look(c->figure->look);
	struct cell *at;

	report_part_column(r, c->figure->name, TEXT_NONE, look, PART_VALUE);
	add_column(e, r, c->figure, "_n", TEXT("n"), LOOK_INTEGER, PART_BASE);
	add_column(e, r, c->figure, "_low", TEXT("low"), look, PART_LOW);
	add_column(e, r, c->figure, "_high", TEXT("high"), look, PART_HIGH);
	at = result_add_row(r, small(c));
	at[0] = cell_number(c->figure->factor * c->sides[0].numbers.value);
	at[1] = count_cell(c, 0);
	at[2] = cell_number(c->intervals[0].low);
	at[3] = cell_number(c->intervals[0].high);
}

static void add_columns(const struct calculation *c, struct result *r)
{
	static const struct {
		const char *name;
		enum look look; /* LOOK_RAW: that of the figure */
	} columns[] = {
		{ "metric", LOOK_PLAIN }, { "a", LOOK_PLAIN },	     { "b", LOOK_PLAIN },
		{ "value_a", LOOK_RAW },  { "value_b", LOOK_RAW },   { "n_a", LOOK_INTEGER },
		{ "n_b", LOOK_INTEGER },  { "low_a", LOOK_RAW },     { "high_a", LOOK_RAW },
		{ "low_b", LOOK_RAW },	  { "high_b", LOOK_RAW },    { "diff", LOOK_RAW },
		{ "diff_low", LOOK_RAW }, { "diff_high", LOOK_RAW }, { "statistic", LOOK_MEAN },
		{ "p", LOOK_PLAIN },	  { "effect", LOOK_MEAN },   { "test", LOOK_PLAIN },
	};

	for (size_t i = 0; i < sizeof(columns) / sizeof(*columns); i++)
		report_part_column(r, columns[i].name, TEXT_NONE,
				   columns[i].look == LOOK_RAW ? derive_look(c->figure->look) : columns[i].look,
				   i < 3 ? PART_DIMENSION : PART_OTHER);
}

static void add_two(const struct calculation *c, struct result *r)
{
	const struct contrast *d = &c->difference;
	struct cell *at;

	add_columns(c, r);
	at = result_add_row(r, small(c));
	*at++ = cell_text(r, text_of(c->figure->name));
	*at++ = cell_text(r, c->sides[0].label);
	*at++ = cell_text(r, c->sides[1].label);
	*at++ = cell_number(d->values[0]);
	*at++ = cell_number(d->values[1]);
	*at++ = count_cell(c, 0);
	*at++ = count_cell(c, 1);
	for (size_t i = 0; i < 2; i++) {
		*at++ = cell_number(c->intervals[i].low);
		*at++ = cell_number(c->intervals[i].high);
	}
	*at++ = cell_number(d->difference);
	*at++ = cell_number(d->low);
	*at++ = cell_number(d->high);
	*at++ = cell_number(d->statistic);
	*at++ = cell_number(d->p);
	*at++ = cell_number(d->size);
	*at++ = cell_text(r, text_of(compare_test_name(false, d->test)));
}

/* ---- on the screen --------------------------------------------------------------------------- */

/* A line for each side and one for the difference. */
static void add_screen(const struct calculation *c, struct result *r)
{
	const struct contrast *d = &c->difference;
	struct result *s = result_screen(r);
	enum look look = derive_look(c->figure->look);
	struct cell *at;

	report_part_column(s, "side", TEXT(" "), LOOK_PLAIN, PART_DIMENSION);
	report_part_column(s, c->figure->name, TEXT_NONE, look, PART_VALUE);
	report_part_column(s, "n", TEXT_NONE, LOOK_INTEGER, PART_BASE);
	report_part_column(s, "low", TEXT_NONE, look, PART_LOW);
	report_part_column(s, "high", TEXT_NONE, look, PART_HIGH);
	report_part_column(s, d->test == CONTRAST_MEAN ? "t" : "z", TEXT_NONE, LOOK_MEAN, PART_OTHER);
	report_part_column(s, "p", TEXT_NONE, LOOK_PLAIN, PART_OTHER);
	report_part_column(s, "effect", TEXT_NONE, LOOK_MEAN, PART_OTHER);
	for (size_t i = 0; i < 2; i++) {
		at = result_add_row(s, d->n[i] < c->plan->settings->min_n ? ROW_SMALL : 0);
		at[0] = cell_text(s, c->sides[i].label);
		at[1] = cell_number(d->values[i]);
		at[2] = count_cell(c, i);
		at[3] = cell_number(c->intervals[i].low);
		at[4] = cell_number(c->intervals[i].high);
	}
	at = result_add_row(s, 0);
	at[0] = cell_text(s, TEXT("difference"));
	at[1] = cell_number(d->difference);
	at[3] = cell_number(d->low);
	at[4] = cell_number(d->high);
	at[5] = cell_number(d->statistic);
	at[6] = cell_number(d->p);
	at[7] = cell_number(d->size);
}

static void add_notes(struct environment *e, const struct calculation *c, struct result *r)
{
	struct comparison told = { .environment = e, .plan = c->plan };
	bool shares = c->figure->test == CONTRAST_SHARE;

	if (c->n_sides == 2)
		result_note(r, NOTE_FACT, "%.*s",
			    TEXT_ARGS(compare_verdict(&told, &c->difference, c->sides[0].label, c->sides[1].label)));
	for (size_t i = 0; i < c->n_sides; i++)
		if (c->sides[i].parts.n)
			result_note(r, NOTE_FACT, "%.*s: %.*s", TEXT_ARGS(c->sides[i].label),
				    TEXT_ARGS(c->sides[i].parts));
	result_note(r, NOTE_FACT, "%s %g %% %s; every answer is taken as one voice", c->figure->interval,
		    c->plan->level * 100, c->n_sides == 1 ? "interval" : "intervals");
	if (c->n_sides == 2)
		result_note(r, NOTE_FACT, "effect: %s; 0.2 is small, 0.5 medium, 0.8 large",
			    shares ? "Cohen's h" : "Hedges' g");
	if (small(c))
		result_note(r, NOTE_FACT, "* fewer than %u answers", c->plan->settings->min_n);
}

enum status report_calc(struct environment *e, const struct node *statement, struct result **out)
{
	struct calculation c;

	if (e->checking && calc_has_parameters(statement))
		return calc_figure_of(e, statement) ? STATUS_OK : STATUS_BAD_INPUT;
	if (!calc_run(e, statement, &c))
		return diagnostics_status(e->errors);
	if (e->checking)
		return STATUS_OK;
	*out = report_answer(e);
	if (c.n_sides == 2) {
		add_two(&c, *out);
		add_screen(&c, *out);
	} else {
		add_one(e, &c, *out);
	}
	add_notes(e, &c, *out);
	return STATUS_OK;
}
