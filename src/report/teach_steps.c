/* The answer of a metric query, step by step: its numbers are those of the query itself, from the same plan and scans.
 */
#include <math.h>

#include "report/derive.h"
#include "report/teach.h"

/* The group with the most answers to the first item: what is worked out in full.  (other) and (total) only if need be.
 */
static const struct grid_row *largest(const struct query_run *q)
{
	const struct grid_row *best = NULL;

	for (size_t i = 0; i < q->grid.n_rows; i++) {
		const struct grid_row *row = &q->grid.rows[i];
		bool pooled = teach_is_pooled(q, row);

		if (row->empty || (pooled && best))
			continue;
		if (!best || teach_is_pooled(q, best) || row->now[0].n > best->now[0].n)
			best = row;
	}
	return best;
}

static void name_group(struct lesson *l)
{
	const struct plan *p = l->query->grid.plan;
	struct result *r;

	l->row = largest(l->query);
	if (!l->row || !p->n_dimensions)
		return;
	r = report_answer(l->environment);
	l->group = derive_group(l->environment, &l->query->grid, r, 0, l->row->codes, p->n_dimensions);
	l->group = arena_printf(l->environment->arena, ", for %.*s%s", TEXT_ARGS(l->group),
				l->query->grid.n_rows > 1 ? " (most answers)" : "");
	lesson_forget(l, r);
}

/* The same query with intervals. */
static enum status open_lesson(struct lesson *l, struct environment *e, struct scope *scope, const struct node *query)
{
	struct plan *p = plan_query(scope, query);
	enum status status;

	*l = (struct lesson){ .environment = e, .report = query };
	if (!p)
		return diagnostics_status(scope->errors);
	if (e->checking)
		return STATUS_OK;
	p->ci = true;
	l->query = query_new(e, scope, p);
	status = query_fill(l->query, query->span);
	if (status == STATUS_OK)
		name_group(l);
	return status;
}

static void which_rows(struct lesson *l)
{
	struct result *r = report_answer(l->environment);

	lesson_step(l, "Which rows");
	query_notes_rows(l->query, r);
	for (size_t i = 0; i < r->n_notes; i++)
		lesson_say(l, "%.*s", TEXT_ARGS(r->notes[i].text));
	lesson_forget(l, r);
}

static void one_item(struct lesson *l, const struct worked *w)
{
	struct text name = w->item->label;

	lesson_step(l, "%.*s: what counts", TEXT_ARGS(name));
	teach_counting(l, w);
	lesson_step(l, "%.*s: the counts", TEXT_ARGS(name));
	teach_table(l, w);
	if (!l->row)
		return;
	lesson_step(l, "%.*s: the formula%.*s", TEXT_ARGS(name), TEXT_ARGS(l->group));
	teach_formula(l, w);
	lesson_step(l, "%.*s: the %g %% interval%.*s", TEXT_ARGS(name), l->query->grid.plan->level * 100,
		    TEXT_ARGS(l->group));
	teach_interval(l, w);
}

/* What the tables of counts leave out: the period before, the target, shares ... */
static bool has_more(const struct plan *p)
{
	return p->has_before || p->has_target || p->share || p->impact || p->bounds;
}

static enum status whole_answer(struct lesson *l)
{
	struct result *r;
	enum status status = query_result(l->query, &r);

	if (status != STATUS_OK)
		return status;
	lesson_step(l, "The whole answer");
	r->n_notes = 0;
	lesson_table(l, r);
	if (l->query->bounds)
		lesson_say(l,
			   "share: of those whose group is known; at least: as if none of the unknown belonged to it, "
			   "at most: as if all of them did.");
	lesson_forget(l, r);
	return STATUS_OK;
}

enum status teach_steps(struct environment *e, const struct node *query, struct result **out)
{
	struct scope scope = report_scope(e);
	struct lesson l;
	struct worked *items;
	enum status status = open_lesson(&l, e, &scope, query);
	size_t n;

	if (status != STATUS_OK || e->checking)
		return status;
	n = l.query->grid.plan->n_items;
	items = ARENA_ARRAY(e->arena, n, struct worked);
	lesson_title(&l, report_print(e, query));
	which_rows(&l);
	for (size_t i = 0; i < n; i++) {
		teach_understand(&l, i, &items[i]);
		one_item(&l, &items[i]);
	}
	if (has_more(l.query->grid.plan))
		status = whole_answer(&l);
	if (status != STATUS_OK)
		return status;
	teach_care(&l, items, n);
	*out = report_answer(e);
	(*out)->text = lesson_text(&l, &(*out)->arena);
	return STATUS_OK;
}

/* ---- below the page of a topic --------------------------------------------------------------- */

static struct text buckets(struct lesson *l, const struct worked *w)
{
	const struct scan *scan;
	double parts[FOLD_PARTS], plus, minus, n;
	size_t g;

	if (w->shape > SHAPE_SHARE || l->row->now[w->index].hidden || !teach_source(l->query, l->row->now, &scan, &g))
		return TEXT_NONE;
	fold_parts(scan->folds[w->aggregate], g, parts);
	n = parts[FOLD_WEIGHT];
	plus = parts[FOLD_SUM];
	minus = parts[FOLD_LESS];
	if (w->shape == SHAPE_SHARE)
		return arena_printf(l->environment->arena, ": %.*s %s, %.*s %s", TEXT_ARGS(lesson_number(l, plus, 1)),
				    w->plus, TEXT_ARGS(lesson_number(l, n - plus, 1)), w->minus);
	return arena_printf(l->environment->arena, ": %.*s %s, %.*s %s, %.*s %s", TEXT_ARGS(lesson_number(l, plus, 1)),
			    w->plus, TEXT_ARGS(lesson_number(l, n - plus - minus, 1)), w->zero,
			    TEXT_ARGS(lesson_number(l, minus, 1)), w->minus);
}

static void say_shortly(struct lesson *l, const struct worked *w)
{
	const struct estimate *e = &l->row->now[w->index];
	const struct plan *p = l->query->grid.plan;

	lesson_title(l, arena_printf(l->environment->arena, "In your data (%.*s%s%.*s)", TEXT_ARGS(p->table->name),
				     p->time ? ", " : "",
				     TEXT_ARGS(p->time ? window_text(l->query->scope, p->window.p) : TEXT_NONE)));
	lesson_say(l, "n %.*s%s%.*s", TEXT_ARGS(lesson_number(l, e->n, 1)), p->weight ? ", weighted" : "",
		   TEXT_ARGS(buckets(l, w)));
	if (isnan(e->low) || isnan(e->high))
		lesson_say(l, "%.*s: %.*s", TEXT_ARGS(w->item->label), TEXT_ARGS(teach_in_one_line(l, w)));
	else
		lesson_say(l, "%.*s: %.*s, %g %% interval %.*s to %.*s", TEXT_ARGS(w->item->label),
			   TEXT_ARGS(teach_in_one_line(l, w)), p->level * 100, TEXT_ARGS(lesson_value(l, w, e->low)),
			   TEXT_ARGS(lesson_value(l, w, e->high)));
	lesson_say(l, "step by step, for any query: teach %.*s %s", TEXT_ARGS(w->item->label),
		   p->table->roles[ROLE_channel].column ? "by channel" : "with ci");
}

struct text teach_shortly(struct environment *e, const struct node *query)
{
	struct diagnostics quiet = { .arena = e->arena };
	struct scope scope = report_scope(e);
	struct lesson l;
	struct worked w;

	scope.errors = &quiet;
	if (!e->catalog->active || open_lesson(&l, e, &scope, query) != STATUS_OK || e->checking || !l.row)
		return TEXT_NONE;
	teach_understand(&l, 0, &w);
	say_shortly(&l, &w);
	return lesson_text(&l, e->arena);
}
