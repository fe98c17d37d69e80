/* What a row has to do with the other rows of its unit. */
#include <math.h>
#include <string.h>

#include "exec/computed_int.h"

enum { NO = 0, YES = 1, UNKNOWN = 2 };

static uint8_t *new_yesno(struct computed *c, uint8_t value)
{
	uint8_t *codes = ARENA_ARRAY(c->arena, c->table->n_rows, uint8_t);

	memset(codes, value, c->table->n_rows);
	c->column.codes = codes;
	return codes;
}

static double *new_numbers(struct computed *c)
{
	size_t n = computed_places(c);
	double *numbers = ARENA_ARRAY(c->arena, n, double);

	for (size_t i = 0; i < n; i++)
		numbers[i] = NAN;
	c->column.codes = numbers;
	return numbers;
}

/* ---- followed by, preceded by ---------------------------------------------------------------- */

/* What lies beyond the data is not known: also where a match was found, or quick ones alone would count. */
static bool is_known(const struct computed *c, double seconds)
{
	return c->kind == COMPUTED_FOLLOWED ? length_after(seconds, c->within) <= (double)c->data.to
					    : length_before(seconds, c->within) >= (double)c->data.from;
}

static bool reaches(const struct computed *c, double from, double to)
{
	return c->kind == COMPUTED_FOLLOWED ? to <= length_after(from, c->within)
					    : to >= length_before(from, c->within);
}

/* The rows of one unit, from the far end: FAR is the nearest match strictly beyond the rows at hand. */
static void look_beyond(struct computed *c, const struct unit_order *o, size_t from, size_t to, const uint8_t *matches,
			uint8_t *out)
{
	bool forward = c->kind == COMPUTED_FOLLOWED;
	double far = NAN, here = NAN, match_here = NAN;

	for (size_t k = 0; k < to - from; k++) {
		uint32_t row = o->rows[forward ? to - 1 - k : from + k];
		double seconds = o->seconds[row];

		if (seconds != here) {
			far = isnan(match_here) ? far : match_here;
			here = seconds;
			match_here = NAN;
		}
		if (matches[row])
			match_here = seconds;
		out[row] = !is_known(c, seconds) ? UNKNOWN : !isnan(far) && reaches(c, seconds, far) ? YES : NO;
		c->n_unknown += out[row] == UNKNOWN;
	}
}

void computed_fill_sequence(struct computed *c, const struct unit_order *o)
{
	uint8_t *matches = ARENA_ARRAY(c->arena, c->table->n_rows, uint8_t), *out = new_yesno(c, UNKNOWN);

	computed_truth(c->arena, c, c->condition, matches);
	c->n_unknown = 0;
	for (size_t from = 0, to; from < o->n; from = to) {
		to = unit_end(o, from);
		look_beyond(c, o, from, to, matches, out);
	}
}

/* ---- first, last ----------------------------------------------------------------------------- */

/* The row of FROM .. TO that is asked for among those in KEPT; SIZE_MAX: none. */
static size_t pick(const struct unit_order *o, size_t from, size_t to, const uint8_t *kept, bool first)
{
	for (size_t k = 0; k < to - from; k++) {
		uint32_t row = o->rows[first ? from + k : to - 1 - k];

		if (kept[row])
			return row;
	}
	return SIZE_MAX;
}

struct picking {
	const uint32_t *words; /* by row; NULL: numbers */
	uint32_t missing;
	const double *numbers;
	uint32_t *to_words;
	uint8_t *to_yesno;
	double *to_numbers;
};

static void spread_pick(const struct unit_order *o, size_t from, size_t to, size_t source, const struct picking *p)
{
	for (size_t i = from; i < to; i++) {
		uint32_t row = o->rows[i];

		if (p->to_words)
			p->to_words[row] = source == SIZE_MAX ? p->missing : p->words[source];
		else if (p->to_yesno)
			p->to_yesno[row] = source == SIZE_MAX ? UNKNOWN : p->numbers[source] != 0 ? YES : NO;
		else
			p->to_numbers[row] = source == SIZE_MAX ? NAN : p->numbers[source];
	}
}

static void read_words(struct computed *c, struct picking *p, uint8_t *kept)
{
	size_t n = c->table->n_rows;
	uint32_t *words = ARENA_ARRAY(c->arena, n, uint32_t);

	p->words = words;
	p->missing = (uint32_t)c->column.domain;
	p->to_words = ARENA_ARRAY(c->arena, n, uint32_t);
	for (size_t from = 0; from < n; from += BLOCK_ROWS) {
		struct block b = { from, n - from < BLOCK_ROWS ? n - from : BLOCK_ROWS, NULL };

		kernel_codes(c->value->column, &b, words + from);
	}
	for (size_t i = 0; i < n; i++) {
		kept[i] = (uint8_t)(kept[i] && words[i] < p->missing);
		p->to_words[i] = p->missing;
	}
	c->column.codes = p->to_words;
}

static void read_numbers(struct computed *c, struct picking *p, uint8_t *kept)
{
	double *numbers = ARENA_ARRAY(c->arena, c->table->n_rows, double);

	p->numbers = numbers;
	computed_numbers(c->arena, c, c->value, numbers);
	for (size_t i = 0; i < c->table->n_rows; i++)
		kept[i] = (uint8_t)(kept[i] && !isnan(numbers[i]));
	if (c->column.type == COLUMN_YESNO)
		p->to_yesno = new_yesno(c, UNKNOWN);
	else
		p->to_numbers = new_numbers(c);
}

void computed_fill_pick(struct computed *c, const struct unit_order *o)
{
	uint8_t *kept = computed_seen(c->arena, c);
	struct picking p = { 0 };

	if (c->column.type == COLUMN_TEXT)
		read_words(c, &p, kept);
	else
		read_numbers(c, &p, kept);
	for (size_t from = 0, to; from < o->n; from = to) {
		to = unit_end(o, from);
		spread_pick(o, from, to, pick(o, from, to, kept, c->kind == COMPUTED_FIRST), &p);
	}
}

void computed_fill_chosen(struct computed *c, const struct unit_order *o)
{
	uint8_t *kept = computed_seen(c->arena, c), *out = new_yesno(c, NO);
	uint8_t *answers = ARENA_ARRAY(c->arena, c->table->n_rows, uint8_t);

	computed_truth(c->arena, c, c->condition, answers);
	for (size_t i = 0; i < c->table->n_rows; i++)
		kept[i] &= answers[i];
	for (size_t from = 0, to; from < o->n; from = to) {
		size_t chosen;

		to = unit_end(o, from);
		chosen = pick(o, from, to, kept, c->earliest);
		if (chosen != SIZE_MAX)
			out[chosen] = YES;
	}
}

/* ---- numbers --------------------------------------------------------------------------------- */

void computed_fill_number(struct computed *c, const struct unit_order *o)
{
	double *out = new_numbers(c);

	for (size_t from = 0, to; from < o->n; from = to) {
		to = unit_end(o, from);
		for (size_t i = from; i < to; i++)
			out[o->rows[i]] = (double)(i - from + 1);
	}
}

/* What the metric is of a customer of the base who has no row: 0 of a count, nothing of a mean. */
static double value_of_nothing(struct computed *c)
{
	struct row never = { .kind = ROW_CONSTANT, .type = ROW_YESNO };
	struct plan plan = *c->metric;
	struct scan_request request = { .plan = &plan, .window = &c->window, .whole = true };
	struct scan scan;

	if (!c->base)
		return NAN;
	plan.where = &never;
	plan.per = NULL;
	scan_run(c->arena, &request, &scan);
	return scan_value(&scan, c->metric->items[0].expression, 0);
}

void computed_fill_metric(struct computed *c)
{
	struct scan_request by_unit = { .plan = c->metric, .window = &c->window, .by_unit = true, .whole = true };
	double *out = new_numbers(c), *values = ARENA_ARRAY(c->arena, (size_t)c->unit->domain + 1, double);
	double of_nothing = value_of_nothing(c);
	size_t n = computed_places(c);
	struct scan units;

	for (size_t u = 0; u < c->unit->domain; u++)
		values[u] = of_nothing;
	values[c->unit->domain] = NAN; /* nobody's */
	scan_run(c->arena, &by_unit, &units);
	for (size_t g = 0; g < units.n_groups; g++)
		if (units.codes[g] < c->unit->domain)
			values[units.codes[g]] = scan_value(&units, c->metric->items[0].expression, g);
	for (size_t from = 0; from < n; from += BLOCK_ROWS) {
		struct block b = { from, n - from < BLOCK_ROWS ? n - from : BLOCK_ROWS, NULL };
		uint32_t codes[BLOCK_ROWS];

		kernel_codes(c->unit, &b, codes);
		for (size_t i = 0; i < b.n; i++)
			out[from + i] = values[codes[i]];
	}
}
