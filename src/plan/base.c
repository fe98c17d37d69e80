#include "plan/base.h"

#include <string.h>

#include "plan/computed.h"
#include "plan/item_int.h"

/* ---- names ----------------------------------------------------------------------------------- */

static void note_once(struct scope *s, bool warning, struct text text)
{
	for (const struct plan_note *n = s->notes; n; n = n->next)
		if (text_equal(n->text, text))
			return;
	scope_note(s, warning, "%.*s", TEXT_ARGS(text));
}

/* When something happened is for the rows to tell, where they know: a base has no dates. */
static bool is_dated(const struct table *t, const struct column *c)
{
	return c == t->roles[ROLE_time].column || c == t->roles[ROLE_churned].column ||
	       c == t->roles[ROLE_churn_category].column || c == t->roles[ROLE_churn_reason].column;
}

static bool both_have(const struct scope *s, struct text name, const struct column *own)
{
	enum role role = role_find(name);

	return (own && !base_has(s->base, own)) || (role != ROLE_NONE && s->table->roles[role].column);
}

const struct column *base_name(struct scope *s, const struct node *name)
{
	const struct column *own, *c = s->base && s->base_names ? base_column(s->base, name->text) : NULL;

	if (!c || c == s->base->key)
		return c;
	own = table_column(s->table, name->text);
	if (own && is_dated(s->table, own))
		return NULL;
	if (s->base->file.n && both_have(s, name->text, own))
		note_once(s, false,
			  arena_printf(s->arena, "%.*s: as %.*s has it", TEXT_ARGS(name->text),
				       TEXT_ARGS(s->base->file)));
	return c;
}

struct row *base_members(struct scope *s, struct row *filter, struct span span)
{
	if (!s->base || !s->base->file.n)
		return filter;
	s->base_used = true;
	return row_both(s, filter, row_column(s, s->base->member, NULL, span));
}

/* ---- conditions ------------------------------------------------------------------------------ */

static bool refuse_mixture(struct scope *s, struct span span)
{
	diagnose(s->errors, STATUS_BAD_INPUT, span,
		 "this mixes what customers are with what happened: of those without a row nobody can tell")
		->code = 130;
	diagnose_help(s->errors, "join conditions on columns of the base and on others with `and`");
	return false;
}

static const struct column *first_event(const struct base *b, const struct row *r)
{
	const struct column *c;

	if (!r)
		return NULL;
	if (r->kind == ROW_COLUMN && !base_has(b, r->column))
		return r->column;
	c = first_event(b, r->a);
	c = c ? c : first_event(b, r->b);
	for (size_t i = 0; !c && i < r->n_list; i++)
		c = first_event(b, r->list[i]);
	return c;
}

/* Whatever else a column holds may be what customers are: their region, their product. */
static bool is_event(const struct table *t, const struct column *c)
{
	static const enum role events[] = { ROLE_case,	  ROLE_interaction,    ROLE_time,	 ROLE_stage,
					    ROLE_channel, ROLE_type,	       ROLE_survey,	 ROLE_invited,
					    ROLE_reason,  ROLE_agent,	       ROLE_team,	 ROLE_initiator,
					    ROLE_churned, ROLE_churn_category, ROLE_churn_reason };

	for (size_t i = 0; i < sizeof(events) / sizeof(*events); i++)
		if (t->roles[events[i]].column == c)
			return true;
	return c->derived || !base_is_constant(t, c);
}

/* C tells customers apart as well as any column of the base would, but not those without a row. */
static bool refuse_property(struct scope *s, const struct column *c, struct span span)
{
	diagnose(s->errors, STATUS_BAD_INPUT, span,
		 "%.*s never changes within a customer, and %.*s does not have it: of customers without a row nobody "
		 "knows it",
		 TEXT_ARGS(c->snake), TEXT_ARGS(s->base->file))
		->code = 130;
	diagnose_help(s->errors, "add the column to the file and attach it again");
	return false;
}

/* The time of a row is asked of every answer, and needs no word. */
static bool tell_event(struct scope *s, const struct row *expr, struct span span)
{
	const struct column *c = first_event(s->base, expr);

	if (!c || c == s->table->roles[ROLE_time].column)
		return true;
	if (s->base->file.n && !is_event(s->table, c))
		return refuse_property(s, c, span);
	note_once(s, true,
		  s->base->file.n
			  ? arena_printf(s->arena, "%.*s is no column of %.*s: it limits what happened, not the base",
					 TEXT_ARGS(c->snake), TEXT_ARGS(s->base->file))
			  : arena_printf(s->arena,
					 "%.*s changes within a customer: it limits what happened, not the base",
					 TEXT_ARGS(c->snake)));
	return true;
}

/* Everybody in the base is. */
static bool is_membership(const struct base *b, const struct row *r)
{
	return row_only_column(r) == b->member;
}

/* What CONDITION says of customers, added to PART. */
static bool split(struct scope *s, struct row *condition, struct row **part)
{
	bool fine = true;

	if (!condition || is_membership(s->base, condition))
		return true;
	if (condition->kind == ROW_AND) {
		for (size_t i = 0; i < condition->n_list; i++)
			fine &= split(s, condition->list[i], part);
		return fine;
	}
	switch (base_speech(s->base, condition)) {
	case BASE_ONLY:
		*part = row_both(s, *part, condition);
		return true;
	case BASE_NEVER:
		return tell_event(s, condition, condition->span);
	default:
		return refuse_mixture(s, condition->span);
	}
}

bool base_aggregate(struct scope *s, const struct node *call, struct row *filter, struct row *own, struct aggregate *a,
		    bool *counts)
{
	bool known;

	base_is_counter(call, &known);
	*counts = s->base && (known || s->base->file.n);
	if (!*counts)
		return true;
	if (own && base_speech(s->base, own) == BASE_MIXED)
		return refuse_mixture(s, own->span);
	*counts = !own || base_speech(s->base, own) == BASE_ONLY;
	if (!*counts)
		return true;
	a->filter = own;
	return split(s, filter, &a->filter);
}

/* ---- the plan -------------------------------------------------------------------------------- */

static bool check_dimension(struct scope *s, const struct dimension *d)
{
	switch (base_dimension(s->base, d)) {
	case BASE_ONLY:
		return true;
	case BASE_NEVER:
		return !d->value || tell_event(s, d->value, d->span);
	default:
		diagnose(s->errors, STATUS_BAD_INPUT, d->span,
			 "which customers of the base belong to which %.*s nobody can tell", TEXT_ARGS(d->name))
			->code = 130;
		diagnose_help(s->errors, "group by a column of the base, or by time");
		return false;
	}
}

struct row *base_in(struct scope *s, struct span span)
{
	const struct base *b = s->table->bases ? s->table->bases->attached : NULL;

	s->base_used = b != NULL;
	return b ? row_column(s, b->member, NULL, span) : row_constant(s, 1, ROW_YESNO, span);
}

static const char *plural(size_t n)
{
	return n == 1 ? "" : "s";
}

static void note_base(struct scope *s)
{
	const struct base *b = s->base;

	if (!b->file.n) {
		scope_note(s, false,
			   "base: %zu customer%s with a row in any period; `attach \"FILE\" as base on customer` adds "
			   "those without",
			   b->n_rows, plural(b->n_rows));
		return;
	}
	scope_note(s, false, "base: %zu customer%s of %.*s, %zu without a row", b->n_rows, plural(b->n_rows),
		   TEXT_ARGS(b->file), b->n_silent);
	if (b->n_strangers || b->n_stranger_rows)
		scope_note(s, false, "left out, as not in the base: %zu customer%s, %zu row%s", b->n_strangers,
			   plural(b->n_strangers), b->n_stranger_rows, plural(b->n_stranger_rows));
}

static bool counts_base(const struct plan *p)
{
	for (size_t i = 0; i < p->aggregates.n; i++)
		if (p->aggregates.list[i].kind == AGGREGATE_BASE)
			return true;
	return false;
}

static bool is_undated(const struct plan *p, const struct item *i)
{
	if (i->kind == ITEM_AGGREGATE)
		return p->aggregates.list[i->aggregate].kind == AGGREGATE_BASE;
	return (!i->a || is_undated(p, i->a)) && (!i->b || is_undated(p, i->b));
}

/* By a metric of customers: how many and when they had rows is part of the answer. */
static bool is_grouped(const struct scope *s, const struct plan *p)
{
	for (size_t i = 0; i < p->n_dimensions; i++)
		if (p->dimensions[i].value && p->dimensions[i].value->computed &&
		    p->dimensions[i].value->computed->base == s->base)
			return true;
	return false;
}

/* A base says how customers are, not when they became so. */
static void note_undated(struct scope *s, const struct plan *p)
{
	for (size_t i = 0; i < p->n_items; i++)
		if ((p->window.given || p->has_before || p->time_dimension != SIZE_MAX) && !is_grouped(s, p) &&
		    p->items[i].expression->kind != ITEM_NUMBER && is_undated(p, p->items[i].expression))
			scope_note(s, true,
				   "%.*s comes from %.*s alone, which has no dates: it is the same in every period",
				   TEXT_ARGS(p->items[i].label),
				   TEXT_ARGS(s->base->file.n ? s->base->file : s->table->name));
}

static bool is_customers(const struct scope *s, const struct aggregate *a)
{
	return a->kind == AGGREGATE_DISTINCT && a->n_columns == 1 && !a->filter &&
	       (a->columns[0]->column == s->base->key ||
		a->columns[0]->column == s->table->roles[ROLE_customer].column);
}

static bool asks_for_customers(const struct scope *s, const struct plan *p)
{
	bool counted = false;

	for (size_t i = 0; i < p->n_items; i++)
		counted |= p->items[i].expression->kind == ITEM_AGGREGATE &&
			   is_customers(s, &p->aggregates.list[p->items[i].expression->aggregate]);
	return counted && is_grouped(s, p);
}

/* `customers` by a metric per customer counts all of the base, as far as those without a row can be in a group. */
static void count_silent(struct scope *s, struct plan *p)
{
	if (!s->base || counts_base(p) || !asks_for_customers(s, p))
		return;
	s->base_used = true;
	for (size_t i = 0; i < p->n_dimensions; i++) {
		if (base_dimension(s->base, &p->dimensions[i]) == BASE_ONLY)
			continue;
		scope_note(s, true, "customers without a row are not counted: nobody can tell their %.*s",
			   TEXT_ARGS(p->dimensions[i].name));
		return;
	}
	for (size_t i = 0; i < p->aggregates.n; i++)
		if (is_customers(s, &p->aggregates.list[i]))
			p->aggregates.list[i].kind = AGGREGATE_BASE;
}

bool base_close(struct scope *s, struct plan *p)
{
	bool fine = true;

	count_silent(s, p);
	if (s->base_used && s->base && !counts_base(p))
		note_base(s);
	if (!s->base || !counts_base(p))
		return true;
	p->base = s->base;
	p->base_where = NULL;
	fine &= split(s, p->where, &p->base_where);
	for (size_t i = 0; i < p->n_dimensions; i++)
		fine &= check_dimension(s, &p->dimensions[i]);
	if (p->segments != SIZE_MAX)
		fine &= check_dimension(s, &p->dimensions[p->segments]);
	if (p->per && base_speech(s->base, p->per) != BASE_ONLY) {
		diagnose(s->errors, STATUS_BAD_INPUT, p->per->span,
			 "which customers of the base belong to which %.*s nobody can tell", TEXT_ARGS(p->per_name))
			->code = 130;
		fine = false;
	}
	if (fine && p->segments == SIZE_MAX) {
		note_base(s);
		note_undated(s, p);
	}
	return fine;
}
