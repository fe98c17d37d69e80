#include "exec/walk_int.h"

#include <math.h>
#include <string.h>

struct facts walk_facts_new(struct arena *a, size_t n)
{
	return (struct facts){ ARENA_ARRAY(a, n, uint8_t), ARENA_ARRAY(a, n, double), ARENA_ARRAY(a, n, uint32_t),
			       ARENA_ARRAY(a, n, uint32_t) };
}

bool walk_stopped(struct walker *w)
{
	if (!w->request->stop || !*w->request->stop)
		return false;
	w->walk->status = STATUS_INTERRUPTED;
	return true;
}

/* ---- facts of a block ------------------------------------------------------------------------ */

static void read_passes(struct walker *w, const struct block *b, struct facts *f)
{
	const struct window *window = w->request->window;
	double from = (double)window->p.from, to = (double)window->p.to;
	const double *seconds = w->wall ? w->wall_seconds : f->seconds;

	if (w->where)
		kernel_truth(w->where, b, f->passes);
	else
		memset(f->passes, 1, b->n);
	if (!window->given) {
		w->walk->rows_in_window += b->n;
		return;
	}
	for (size_t i = 0; i < b->n; i++) {
		bool inside = seconds[i] >= from && seconds[i] < to;

		w->walk->rows_in_window += inside;
		f->passes[i] &= inside;
	}
}

static void read_bits(struct walker *w, const struct block *b, uint32_t *bits)
{
	uint8_t holds[BLOCK_ROWS];

	memset(bits, 0, b->n * sizeof(*bits));
	for (size_t c = 0; c < w->request->n_conditions; c++) {
		kernel_truth(w->conditions[c], b, holds);
		for (size_t i = 0; i < b->n; i++)
			bits[i] |= (uint32_t)holds[i] << c;
	}
}

/* Rows that a negation kept although the value it speaks of is missing. */
static void count_kept(struct walker *w, const struct block *b, const uint8_t *passes)
{
	uint8_t missing[BLOCK_ROWS];

	for (size_t k = 0; k < w->request->journeys->plan->n_negated; k++) {
		kernel_truth(w->kept[k], b, missing);
		for (size_t i = 0; i < b->n; i++)
			w->walk->kept_missing[k] += passes[i] & missing[i];
	}
}

void walk_read_block(struct walker *w, const struct block *b, struct facts *f)
{
	kernel_numbers(w->time, b, f->seconds);
	if (w->wall)
		kernel_numbers(w->wall, b, w->wall_seconds);
	read_passes(w, b, f);
	count_kept(w, b, f->passes);
	read_bits(w, b, f->bits);
	if (w->request->coder)
		coder_codes(w->request->coder, b, f->codes);
}

/* ---- journeys -------------------------------------------------------------------------------- */

static void end_journey(struct walker *w)
{
	struct journey j = { w->events, w->n, w->walk->units - 1 };

	w->walk->journeys += w->any;
	if (w->n)
		w->request->journey(w->request->user, &j);
	w->n = 0;
	w->any = false;
}

void walk_begin_unit(struct walker *w, bool nobody)
{
	end_journey(w);
	w->last = NAN;
	w->skip = nobody;
	w->counted = false;
}

static void keep_event(struct walker *w, struct event e)
{
	if (w->n == w->capacity) {
		w->capacity = w->capacity ? 2 * w->capacity : 256;
		w->events = arena_grow(w->arena, w->events, w->n, w->capacity, sizeof(*w->events));
	}
	w->events[w->n++] = e;
}

static bool takes_part(struct walker *w, double seconds)
{
	w->walk->rows_used++;
	w->walk->nobodys += w->skip;
	w->walk->timeless += !w->skip && isnan(seconds);
	return !w->skip && !isnan(seconds);
}

static void note_time(struct walker *w, double seconds)
{
	struct walk *walk = w->walk;

	walk->tied += seconds == w->last;
	walk->first_second = fmin(walk->first_second, seconds);
	walk->last_second = fmax(walk->last_second, seconds);
}

void walk_add_row(struct walker *w, uint32_t row, double seconds, uint32_t bits, uint32_t code)
{
	struct length split = w->request->journeys->split;
	uint32_t wanted = w->request->wanted;

	if (!takes_part(w, seconds))
		return;
	w->walk->units += !w->counted;
	w->counted = true;
	if (split.n && w->any && seconds > length_after(w->last, split))
		end_journey(w);
	note_time(w, seconds);
	w->last = seconds;
	w->any = true;
	if (!wanted || bits & wanted)
		keep_event(w, (struct event){ seconds, row, bits, code });
}

/* ---- in the table's own order ---------------------------------------------------------------- */

static void walk_block(struct walker *w, const struct block *b)
{
	const struct table *t = w->table;
	const struct column *customer = t->roles[ROLE_customer].column;
	struct facts *f = &w->facts;

	walk_read_block(w, b, f);
	for (size_t i = 0; i < b->n; i++) {
		size_t row = b->from + i;

		if (t->starts[row / 64] >> (row % 64) & 1)
			walk_begin_unit(w, column_is_missing(customer, row));
		if (f->passes[i])
			walk_add_row(w, (uint32_t)row, f->seconds[i], f->bits[i], f->codes[i]);
	}
}

static void walk_table(struct walker *w)
{
	size_t n = w->table->n_rows;

	for (size_t from = 0; from < n && !walk_stopped(w); from += BLOCK_ROWS) {
		struct block b = { from, n - from < BLOCK_ROWS ? n - from : BLOCK_ROWS, NULL };

		walk_block(w, &b);
	}
}

static void init(struct walker *w, struct arena *a, const struct walk_request *request, struct walk *out)
{
	const struct plan *p = request->journeys->plan;

	*w = (struct walker){ .request = request, .walk = out, .arena = a, .table = p->table, .last = NAN };
	w->where = kernel_new(a, p->where);
	/* Steps follow each other, and gaps are counted, in UTC; windows are days of the zone that was set. */
	w->time = kernel_new(a, row_instant(a, p->time));
	if (p->time && p->time->zone) {
		w->wall = kernel_new(a, p->time);
		w->wall_seconds = ARENA_ARRAY(a, BLOCK_ROWS, double);
	}
	w->conditions = ARENA_ARRAY(a, request->n_conditions, struct kernel *);
	for (size_t c = 0; c < request->n_conditions; c++)
		w->conditions[c] = kernel_new(a, request->conditions[c]);
	w->kept = ARENA_ARRAY(a, p->n_negated, struct kernel *);
	out->kept_missing = ARENA_ARRAY(a, p->n_negated, uint64_t);
	for (size_t k = 0; k < p->n_negated; k++)
		w->kept[k] = kernel_new(a, p->negated[k]);
	w->facts = walk_facts_new(a, BLOCK_ROWS);
}

void walk_run(struct arena *a, const struct walk_request *request, struct walk *out)
{
	struct walker w;

	*out = (struct walk){ .first_second = NAN, .last_second = NAN };
	init(&w, a, request, out);
	if (request->journeys->unit)
		walk_ordered(&w);
	else
		walk_table(&w);
	if (out->status == STATUS_OK)
		end_journey(&w);
	if (w.wall && !isnan(out->first_second)) {
		out->first_second = (double)zone_wall(request->journeys->plan->time->zone, (int64_t)out->first_second);
		out->last_second = (double)zone_wall(request->journeys->plan->time->zone, (int64_t)out->last_second);
	}
}
