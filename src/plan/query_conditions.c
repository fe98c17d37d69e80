/* What `where` speaks of, for the notes: `!=` and `not` keep rows whose value is missing, and the answer says how
 * many. */
#include "plan/plan.h"

static void add_column(struct scope *s, struct plan *p, struct row *column)
{
	struct row *missing;

	for (size_t i = 0; i < p->n_negated; i++)
		if (row_equal(p->negated[i]->a, column))
			return;
	missing = row_new(s, ROW_MISSING, ROW_YESNO, column->span);
	missing->a = column;
	p->negated = arena_grow(s->arena, p->negated, p->n_negated, p->n_negated + 1, sizeof(*p->negated));
	p->negated[p->n_negated++] = missing;
}

static void walk(struct scope *s, struct plan *p, struct row *r, bool negated)
{
	if (!r || r->kind == ROW_MISSING)
		return;
	if (r->kind == ROW_NOT || (r->kind == ROW_COMPARE && r->op == OP_NE))
		negated = !negated;
	if (r->kind == ROW_COLUMN && negated)
		add_column(s, p, r);
	walk(s, p, r->a, negated);
	walk(s, p, r->b, negated);
	for (size_t i = 0; i < r->n_list; i++)
		walk(s, p, r->list[i], negated);
}

void plan_conditions(struct scope *s, struct plan *p)
{
	walk(s, p, p->where, false);
	p->time_in_where = p->time && row_mentions(p->where, p->time->column);
}
