/* The scorecard as a table: one row per metric and group for machines, a column per group for people where few. */
#include <math.h>

#include "exec/hide.h"
#include "report/scorecard.h"

enum { GROUPS_ACROSS = 6 }; /* columns of groups that fit beside each other */

/* ---- what a row says ------------------------------------------------------------------------- */

/* One metric of one group; NaN where there is none. */
struct card {
	struct text family, metric;
	enum look look;
	enum node_op better;
	double value, n, low, high;	    /* n NaN: the value is its own base */
	double before, n_before, change, p; /* with `vs`; low and high are then those of the change */
	uint8_t hidden, hidden_before;
	const char *verdict;
};

static const char *verdict_of(const struct scorecard *s, const struct contrast *c, enum node_op better)
{
	if (c->test == CONTRAST_NONE || isnan(c->difference))
		return "";
	if (c->too_few)
		return "too few";
	if (isnan(c->p_adjusted))
		return "";
	if (!(c->p_adjusted < 1 - s->plan->level))
		return "not clear";
	if (better == OP_NONE)
		return c->difference > 0 ? "higher" : "lower";
	return (c->difference > 0) == (better == OP_HIGHER) ? "better" : "worse";
}

static const struct card no_card = { .value = NAN,
				     .n = NAN,
				     .low = NAN,
				     .high = NAN,
				     .before = NAN,
				     .n_before = NAN,
				     .change = NAN,
				     .p = NAN,
				     .verdict = "" };

static struct card card_of(const struct scorecard *s, size_t row, size_t item)
{
	const struct listed_metric *m = &s->metrics.list[item];
	const struct plan_item *i = &s->plan->items[item];
	struct card card = no_card;

	card.family = item >= s->n_families ? TEXT("ingredients") : m->facts.family;
	card.metric = m->definition->name;
	card.look = derive_look(i->look);
	card.better = i->better;
	if (s->versus) {
		const struct contrast *c = &s->comparison.contrasts.list[s->order[row] * s->plan->n_items + item];

		card.value = c->values[0];
		card.n = i->no_base ? NAN : c->n[0];
		card.before = c->values[1];
		card.n_before = i->no_base ? NAN : c->n[1];
		card.change = c->difference;
		card.low = c->low;
		card.high = c->high;
		card.p = c->p_adjusted;
		card.hidden = c->hidden[0];
		card.hidden_before = c->hidden[1];
		card.verdict = verdict_of(s, c, i->better);
	} else {
		const struct estimate *cell = &s->grid.rows[row].now[item];

		card.value = cell->value;
		card.n = i->no_base ? NAN : cell->n;
		card.low = cell->low;
		card.high = cell->high;
		card.hidden = cell->hidden;
	}
	return card;
}

/* The row of consistency stands behind all metrics.  It speaks of groups that may be hidden: then it is too. */
static struct card consistency_of(const struct scorecard *s, size_t row)
{
	struct card card = no_card;

	card.family = TEXT("ingredients");
	card.metric = TEXT("consistency");
	card.look = LOOK_POINTS;
	card.better = OP_LOWER;
	if (s->plan->settings->suppress_below)
		return card;
	card.value = s->spreads[row].deviation;
	card.n = s->spreads[row].n;
	if (!s->versus)
		return card;
	card.before = s->spreads[s->grid.n_rows + row].deviation;
	card.n_before = s->spreads[s->grid.n_rows + row].n;
	card.change = card.value - card.before;
	return card;
}

static size_t n_cards(const struct scorecard *s)
{
	return s->metrics.n + (s->across != NULL);
}

static struct card card_at(const struct scorecard *s, size_t row, size_t item)
{
	return item < s->metrics.n ? card_of(s, row, item) : consistency_of(s, row);
}

/* ---- for machines ---------------------------------------------------------------------------- */

static void add_columns(const struct scorecard *s, struct result *r)
{
	report_part_column(r, "family", TEXT_NONE, LOOK_PLAIN, PART_DIMENSION);
	report_part_column(r, "metric", TEXT_NONE, LOOK_PLAIN, PART_DIMENSION);
	report_dimension_columns(r, s->plan, s->plan->n_dimensions);
	report_part_column(r, "value", TEXT_NONE, LOOK_PLAIN, PART_VALUE);
	report_part_column(r, "n", TEXT_NONE, LOOK_INTEGER, PART_BASE);
	if (s->versus) {
		report_part_column(r, "before", TEXT_NONE, LOOK_PLAIN, PART_BEFORE);
		report_part_column(r, "before_n", TEXT_NONE, LOOK_INTEGER, PART_BASE);
		report_part_column(r, "change", TEXT_NONE, LOOK_PLAIN, PART_CHANGE);
	}
	report_part_column(r, s->versus ? "change_low" : "low", TEXT_NONE, LOOK_PLAIN, PART_LOW);
	report_part_column(r, s->versus ? "change_high" : "high", TEXT_NONE, LOOK_PLAIN, PART_HIGH);
	if (s->versus) {
		report_part_column(r, "p", TEXT_NONE, LOOK_PLAIN, PART_OTHER);
		report_part_column(r, "verdict", TEXT_NONE, LOOK_PLAIN, PART_OTHER);
	}
	report_part_column(r, "better", TEXT_NONE, LOOK_PLAIN, PART_OTHER);
}

static struct text better_word(enum node_op better)
{
	return better == OP_HIGHER ? TEXT("higher") : better == OP_LOWER ? TEXT("lower") : TEXT_NONE;
}

static struct cell words(struct result *r, struct text t)
{
	return t.n ? cell_text(r, t) : cell_number(NAN);
}

static struct cell value_cell(const struct scorecard *s, struct result *r, double v, unsigned hidden)
{
	return hidden ? derive_hidden(r, s->plan, hidden) : cell_number(v);
}

static void add_row(const struct scorecard *s, struct result *r, size_t row, const struct card *c)
{
	struct cell *at = result_add_row(r, 0);

	*at++ = words(r, c->family);
	*at++ = cell_text(r, c->metric);
	for (size_t d = 0; d < s->plan->n_dimensions; d++)
		*at++ = grid_cell(&s->grid, r, d, s->grid.rows[row].codes[d]);
	*at++ = value_cell(s, r, c->value, c->hidden);
	*at++ = isnan(c->n) ? cell_number(NAN) : cell_integer((int64_t)c->n);
	if (s->versus) {
		*at++ = value_cell(s, r, c->before, c->hidden_before);
		*at++ = isnan(c->n_before) ? cell_number(NAN) : cell_integer((int64_t)c->n_before);
		*at++ = cell_number(c->change);
	}
	*at++ = cell_number(c->low);
	*at++ = cell_number(c->high);
	if (s->versus) {
		*at++ = cell_number(c->p);
		*at++ = words(r, text_of(c->verdict));
	}
	*at = words(r, better_word(c->better));
}

/* ---- for people ------------------------------------------------------------------------------ */

/* Numbers of several kinds in one column are texts that stand where numbers do. */
static void number_column(struct result *r, struct text name)
{
	result_add_column(r, (struct result_column){ .name = name,
						     .heading = name,
						     .look = LOOK_PLAIN,
						     .decimals = -1,
						     .part = PART_OTHER,
						     .is_right = true });
}

static struct text as_number(const struct scorecard *s, enum look look, double v, bool sign)
{
	struct text t;

	if (isnan(v))
		return TEXT_NONE;
	t = derive_number(s->environment, look == LOOK_PLAIN && v != floor(v) ? LOOK_MEAN : look, v);
	return sign && v > 0 ? arena_printf(s->environment->arena, "+%.*s", TEXT_ARGS(t)) : t;
}

static struct cell shown(const struct scorecard *s, struct result *r, const struct card *c, double v, unsigned hidden)
{
	return hidden ? derive_hidden(r, s->plan, hidden) : words(r, as_number(s, c->look, v, false));
}

/* "1,804", "12*". */
static struct text base(const struct scorecard *s, double n)
{
	bool small = n < s->plan->settings->min_n;

	if (isnan(n))
		return TEXT_NONE;
	return arena_printf(s->environment->arena, "%.*s%s", TEXT_ARGS(report_thousands(s->environment, (uint64_t)n)),
			    small ? "*" : "");
}

static void add_long_columns(const struct scorecard *s, struct result *r)
{
	report_part_column(r, "family", TEXT_NONE, LOOK_PLAIN, PART_DIMENSION);
	report_part_column(r, "metric", TEXT_NONE, LOOK_PLAIN, PART_DIMENSION);
	report_dimension_columns(r, s->plan, s->plan->n_dimensions);
	number_column(r, s->versus ? TEXT("now") : TEXT("value"));
	number_column(r, TEXT("n"));
	if (s->versus) {
		number_column(r, TEXT("before"));
		number_column(r, TEXT("n"));
		number_column(r, TEXT("change"));
		number_column(r, TEXT("interval"));
		report_column(r, "verdict");
		return;
	}
	number_column(r, TEXT("low"));
	number_column(r, TEXT("high"));
	report_column(r, "better");
}

/* "-75.8 to -36.7" */
static struct text interval(const struct scorecard *s, const struct card *c)
{
	if (isnan(c->low) || isnan(c->high))
		return TEXT_NONE;
	return arena_printf(s->environment->arena, "%.*s to %.*s", TEXT_ARGS(as_number(s, c->look, c->low, true)),
			    TEXT_ARGS(as_number(s, c->look, c->high, true)));
}

static void add_long_row(const struct scorecard *s, struct result *r, size_t row, const struct card *c, bool first)
{
	struct cell *at = result_add_row(r, 0);

	*at++ = words(r, first ? c->family : TEXT_NONE);
	*at++ = cell_text(r, c->metric);
	for (size_t d = 0; d < s->plan->n_dimensions; d++)
		*at++ = grid_cell(&s->grid, r, d, s->grid.rows[row].codes[d]);
	*at++ = shown(s, r, c, c->value, c->hidden);
	*at++ = words(r, base(s, c->n));
	if (s->versus) {
		*at++ = shown(s, r, c, c->before, c->hidden_before);
		*at++ = words(r, base(s, c->n_before));
		*at++ = words(r, as_number(s, c->look, c->change, true));
		*at++ = words(r, interval(s, c));
		*at = words(r, text_of(c->verdict));
		return;
	}
	*at++ = words(r, as_number(s, c->look, c->low, false));
	*at++ = words(r, as_number(s, c->look, c->high, false));
	*at = words(r, better_word(c->better));
}

static bool is_wide(const struct scorecard *s)
{
	return !s->versus && s->plan->n_dimensions == 1 && s->grid.n_rows <= GROUPS_ACROSS;
}

static void add_wide_columns(struct scorecard *s, struct result *r)
{
	report_part_column(r, "family", TEXT_NONE, LOOK_PLAIN, PART_DIMENSION);
	report_part_column(r, "metric", TEXT_NONE, LOOK_PLAIN, PART_DIMENSION);
	for (size_t row = 0; row < s->grid.n_rows; row++)
		number_column(r, derive_group(s->environment, &s->grid, r, 0, s->grid.rows[row].codes, 1));
	report_column(r, "better");
}

static void add_wide_row(const struct scorecard *s, struct result *r, size_t item, bool first)
{
	struct cell *at = result_add_row(r, 0);
	struct card c = no_card;

	for (size_t row = 0; row < s->grid.n_rows; row++) {
		struct text value;

		c = card_at(s, row, item);
		value = as_number(s, c.look, c.value, false);
		if (value.n && c.n < s->plan->settings->min_n)
			value = arena_printf(s->environment->arena, "%.*s*", TEXT_ARGS(value));
		at[2 + row] = c.hidden ? derive_hidden(r, s->plan, c.hidden) : words(r, value);
	}
	at[0] = words(r, first ? c.family : TEXT_NONE);
	at[1] = cell_text(r, c.metric);
	at[2 + s->grid.n_rows] = words(r, better_word(c.better));
}

static void add_screen(struct scorecard *s, struct result *r)
{
	struct text family = TEXT_NONE;

	if (is_wide(s))
		add_wide_columns(s, r);
	else
		add_long_columns(s, r);
	for (size_t item = 0; item < n_cards(s); item++)
		for (size_t row = 0; row < s->grid.n_rows; row++) {
			struct card c = card_at(s, row, item);
			bool first = !text_equal_folded(family, c.family);

			family = c.family;
			if (!is_wide(s))
				add_long_row(s, r, row, &c, first);
			else if (row == 0)
				add_wide_row(s, r, item, first);
		}
}

/* ---- notes ----------------------------------------------------------------------------------- */

static bool has_small(const struct scorecard *s)
{
	unsigned min_n = s->plan->settings->min_n;

	for (size_t item = 0; item < n_cards(s); item++)
		for (size_t row = 0; row < s->grid.n_rows; row++) {
			struct card c = card_at(s, row, item);

			if (c.n < min_n || (s->versus && c.n_before < min_n))
				return true;
		}
	return false;
}

static void note_change(const struct scorecard *s, struct result *r)
{
	result_note(r, NOTE_FACT, "against %.*s; the interval is that of the change",
		    TEXT_ARGS(window_text(s->scope, s->before)));
	result_note(r, NOTE_FACT,
		    "each metric is judged alone: of those that did not change %g %% look as if they had; `news` holds "
		    "that down",
		    100 * (1 - s->plan->level));
}

static void note_rows(const struct scorecard *s, struct result *r)
{
	const struct scan *scan = s->versus ? &s->comparison.contrasts.main : &s->values.main;

	result_note(r, NOTE_FACT, "%.*s of %.*s rows; every metric has its own base, n",
		    TEXT_ARGS(report_thousands(s->environment, scan->rows_used)),
		    TEXT_ARGS(report_thousands(s->environment, s->plan->table->n_rows)));
	for (size_t i = 0; i < s->plan->n_negated; i++)
		if (scan->kept_missing[i])
			result_note(r, NOTE_FACT, "%.*s rows with %.*s missing are kept",
				    TEXT_ARGS(report_thousands(s->environment, scan->kept_missing[i])),
				    TEXT_ARGS(s->plan->negated[i]->a->column->snake));
	derive_note_weight(s->environment, r, s->plan, scan->weightless);
}

static void note_left_out(const struct scorecard *s, struct result *r)
{
	if (s->lacking.n)
		result_note(r, NOTE_FACT, "without their roles (`show metrics` lists them): %.*s",
			    TEXT_ARGS(s->lacking));
	if (s->broken.n)
		result_note(r, NOTE_WARNING,
			    "not worked out here, as they name what this table lacks or have a unit of "
			    "their own: %.*s",
			    TEXT_ARGS(s->broken));
	if (s->across && s->plan->settings->suppress_below)
		result_note(r, NOTE_FACT, "consistency is not shown while few answers are hidden (suppress_below)");
	else if (s->across)
		result_note(r, NOTE_FACT, "consistency: standard deviation of %.*s across %.*s",
			    TEXT_ARGS(s->score->text), TEXT_ARGS(s->across->text));
}

void scorecard_show(struct scorecard *s, struct result *r)
{
	add_columns(s, r);
	for (size_t item = 0; item < n_cards(s); item++)
		for (size_t row = 0; row < s->grid.n_rows; row++) {
			struct card c = card_at(s, row, item);

			add_row(s, r, row, &c);
		}
	add_screen(s, result_screen(r));
	if (s->plan->time)
		result_note(r, NOTE_FACT, "%.*s", TEXT_ARGS(window_text(s->scope, s->now)));
	if (s->versus)
		note_change(s, r);
	note_rows(s, r);
	note_left_out(s, r);
	derive_note_plan(r, s->plan);
	derive_note_hidden(r, s->plan);
	if (has_small(s))
		result_note(r, NOTE_FACT, "* fewer than %u answers", s->plan->settings->min_n);
}
