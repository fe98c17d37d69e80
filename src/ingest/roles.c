#include "ingest/roles.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/combine.h"
#include "ingest/fit.h"
#include "ingest/value.h"
#include "store/roles.h"

struct text roles_near(struct arena *a, struct text wrong, const struct text *names, size_t n)
{
	unsigned limit = (unsigned)(wrong.n + 2) / 3, best = limit;
	struct text list = TEXT("");

	for (size_t i = 0; i < n; i++) {
		unsigned distance = text_distance(wrong, names[i], best);

		if (distance < best)
			best = distance;
	}
	for (size_t i = 0; i < n; i++)
		if (text_distance(wrong, names[i], best) <= best)
			list = arena_printf(a, "%.*s%s`%.*s`", TEXT_ARGS(list), list.n ? " or " : "",
					    TEXT_ARGS(names[i]));
	return list;
}

static void unknown_role(const struct mapping_request *m, struct diagnostics *errors)
{
	struct text names[ROLES], near;

	for (unsigned r = 0; r < ROLES; r++)
		names[r] = text_of(role_name((enum role)r));
	near = roles_near(errors->arena, m->role, names, ROLES);
	diagnose(errors, STATUS_BAD_INPUT, m->role_span, "there is no role named `%.*s`", TEXT_ARGS(m->role));
	if (near.n)
		diagnose_help(errors, "did you mean %.*s?", TEXT_ARGS(near));
	else
		diagnose_help(errors, "`show roles` lists them");
}

void roles_unknown_column(struct text column, struct span span, const struct table *t, struct diagnostics *errors)
{
	struct text *names = ARENA_ARRAY(errors->arena, t->n_columns, struct text), near;

	for (size_t i = 0; i < t->n_columns; i++)
		names[i] = t->columns[i].snake;
	near = roles_near(errors->arena, column, names, t->n_columns);
	diagnose(errors, STATUS_BAD_INPUT, span, "%.*s has no column `%.*s`", TEXT_ARGS(t->file), TEXT_ARGS(column));
	if (near.n)
		diagnose_help(errors, "did you mean %.*s?", TEXT_ARGS(near));
}

/* The missing codes that are numbers belong to the role; the others are words of the column. */
static bool plan_missing(struct role_plan *p, enum role r, const struct mapping_request *m, struct diagnostics *errors)
{
	enum { ROOM = sizeof(p->missing[0]) / sizeof(p->missing[0][0]) };

	for (size_t i = 0; i < m->n_missing; i++) {
		struct decimal d;

		if (!scan_decimal(m->missing[i], '.', &d))
			continue;
		if (p->n_missing[r] == ROOM) {
			diagnose(errors, STATUS_BAD_INPUT, m->column_span, "more than %d missing codes for `%.*s`",
				 ROOM, TEXT_ARGS(m->column));
			return false;
		}
		for (p->missing[r][p->n_missing[r]] = (double)d.mantissa; d.places; d.places--)
			p->missing[r][p->n_missing[r]] /= 10;
		p->n_missing[r]++;
	}
	return true;
}

/* `scale` and units on roles that have none would be ignored silently. */
static bool check_options(enum role r, const struct mapping_request *m, struct diagnostics *errors)
{
	const struct role_definition *role = role_definition(r);

	if (m->has_scale && role->low == role->high) {
		diagnose(errors, STATUS_BAD_INPUT, m->role_span, "the role `%s` has no scale", role->name);
		return false;
	}
	if (m->has_scale && m->low == m->high) {
		diagnose(errors, STATUS_BAD_INPUT, m->role_span, "a scale needs two different ends");
		return false;
	}
	if (m->plus.n && role->kind != ROLE_MOMENT) {
		diagnose(errors, STATUS_BAD_INPUT, m->role_span, "the role `%s` is no date and time", role->name);
		return false;
	}
	if (m->seconds > 0 && role->kind != ROLE_SPAN) {
		diagnose(errors, STATUS_BAD_INPUT, m->role_span, "the role `%s` is not a time span and has no unit",
			 role->name);
		return false;
	}
	return true;
}

static bool is_used(const struct role_plan *p, const struct column *c, enum role *by)
{
	for (unsigned r = 0; r < ROLES; r++) {
		*by = (enum role)r;
		if (p->column[r] == c || p->plus[r] == c)
			return true;
	}
	return false;
}

static bool plan_one(struct role_plan *p, const struct mapping_request *m, const struct table *t,
		     struct diagnostics *errors)
{
	enum role r = role_find(m->role), other;
	const struct column *c = table_find(t, m->column), *plus = table_find(t, m->plus);

	if (r == ROLE_NONE)
		unknown_role(m, errors);
	if (!c)
		roles_unknown_column(m->column, m->column_span, t, errors);
	if (!plus && m->plus.n)
		roles_unknown_column(m->plus, m->plus_span, t, errors);
	if (r == ROLE_NONE || !c || (!plus && m->plus.n) || !check_options(r, m, errors))
		return false;
	if (p->request[r] || is_used(p, c, &other)) {
		if (p->request[r])
			diagnose(errors, STATUS_BAD_INPUT, m->role_span, "the role `%s` is mapped twice", role_name(r));
		else
			diagnose(errors, STATUS_BAD_INPUT, m->column_span, "`%.*s` is mapped to `%s` already",
				 TEXT_ARGS(m->column), role_name(other));
		return false;
	}
	p->request[r] = m;
	p->column[r] = c;
	p->plus[r] = m->plus.n ? plus : NULL;
	return plan_missing(p, r, m, errors);
}

/* A column that another file of the same load may have is no mistake here. */
static bool is_elsewhere(const struct load_request *request, const struct mapping_request *m, const struct table *t)
{
	bool has_all = table_find(t, m->column) && (!m->plus.n || table_find(t, m->plus));

	return request->is_part && role_find(m->role) != ROLE_NONE && !has_all;
}

bool roles_plan(struct role_plan *p, const struct load_request *request, const struct role_map *kept,
		const struct table *t, struct diagnostics *errors)
{
	bool fine = true;

	for (size_t i = 0; i < request->n_mappings; i++)
		if (!is_elsewhere(request, &request->mappings[i], t))
			fine &= plan_one(p, &request->mappings[i], t, errors);
	for (unsigned r = 0; kept && r < ROLES; r++)
		if (kept[r].column && !p->request[r] && !kept[r].column->derived)
			p->kept[r] = table_find(t, kept[r].column->name);
	return fine;
}

/* Whether NAME is the role's own name or one of its others. */
static bool is_name_of(enum role r, struct text name)
{
	const char *list = role_definition(r)->names;
	struct text other;

	if (text_is(name, role_name(r)))
		return true;
	while ((other = role_next_name(&list)).n)
		if (text_equal(other, name))
			return true;
	return false;
}

bool roles_want_clock(const struct role_plan *p, const struct column *c)
{
	enum role by;

	if (is_used(p, c, &by))
		return role_kind_of(by) == ROLE_SPAN && p->plus[by] != c;
	for (unsigned r = 0; r < ROLES; r++)
		if (role_kind_of((enum role)r) == ROLE_SPAN && is_name_of((enum role)r, c->snake))
			return true;
	return false;
}

/* The values of the other roles are looked at while the table is made. */
static bool waits(enum role r)
{
	return role_kind_of(r) == ROLE_TEXT;
}

bool roles_may_wait(const struct role_plan *p, const struct column *c)
{
	enum role by;

	if (is_used(p, c, &by))
		return waits(by);
	for (unsigned r = 0; r < ROLES; r++)
		if (!waits((enum role)r) && is_name_of((enum role)r, c->snake))
			return false;
	return fit_unit_length(c->snake) == 0;
}

/* Mapping under way. */
struct matching {
	struct table *table;
	const struct role_plan *plan;
	const bool *is_clock;
	bool *taken; /* for each column: it serves a role */
	size_t candidates_room;
};

static size_t column_index(const struct matching *m, const struct column *c)
{
	return (size_t)(c - m->table->columns);
}

static struct fit fit_for(struct matching *m, enum role r, const struct column *c)
{
	return (struct fit){ .arena = &m->table->arena,
			     .table = m->table,
			     .role = r,
			     .column = c,
			     .is_clock = !c->derived && m->is_clock[column_index(m, c)] };
}

static void take(struct matching *m, struct fit *f)
{
	f->map.column = f->column;
	f->map.explicit_mapping = f->explicit_mapping;
	m->table->roles[f->role] = f->map;
	m->taken[column_index(m, f->column)] = true;
}

/* The date and the time of the day that R is mapped to become the table's last column. */
static bool add_moment(struct matching *m, enum role r, struct diagnostics *errors)
{
	const struct mapping_request *q = m->plan->request[r];
	const struct column *date = m->plan->column[r], *time = m->plan->plus[r];
	struct text why;

	m->taken[column_index(m, date)] = m->taken[column_index(m, time)] = true;
	if (combine_moments(m->table, date, time, &why))
		return true;
	if (!why.n)
		arena_fail(&m->table->arena);
	diagnose(errors, STATUS_BAD_INPUT, q->column_span, "`%.*s + %.*s` cannot be the role `%s`: %.*s",
		 TEXT_ARGS(q->column), TEXT_ARGS(q->plus), role_name(r), TEXT_ARGS(why));
	return false;
}

static bool map_request(struct matching *m, enum role r, struct diagnostics *errors)
{
	const struct mapping_request *q = m->plan->request[r];
	struct fit f =
		fit_for(m, r, m->plan->plus[r] ? &m->table->columns[m->table->n_columns - 1] : m->plan->column[r]);

	f.explicit_mapping = true;
	f.has_scale = q->has_scale;
	f.map.low = q->low;
	f.map.high = q->high;
	f.map.seconds = q->seconds;
	memcpy(f.map.missing, m->plan->missing[r], sizeof(f.map.missing));
	f.map.n_missing = m->plan->n_missing[r];
	if (fit_role(&f)) {
		take(m, &f);
		return true;
	}
	diagnose(errors, STATUS_BAD_INPUT, q->column_span, "`%.*s` cannot be the role `%s`: %.*s", TEXT_ARGS(q->column),
		 role_name(r), TEXT_ARGS(f.why));
	if (f.advice.n)
		diagnose_help(errors, "write %.*s", TEXT_ARGS(f.advice));
	return false;
}

static void add_candidate(struct matching *m, const struct fit *f)
{
	struct table *t = m->table;
	struct text why = f->why;

	if (f->advice.n)
		why = arena_printf(&t->arena, "%.*s; write %.*s", TEXT_ARGS(why), TEXT_ARGS(f->advice));
	if (t->n_candidates == m->candidates_room) {
		m->candidates_room = m->candidates_room * 2 + 8;
		t->candidates = arena_grow(&t->arena, t->candidates, t->n_candidates, m->candidates_room,
					   sizeof(*t->candidates));
	}
	t->candidates[t->n_candidates++] = (struct role_candidate){ f->role, f->column, why };
}

/* The free column with that snake name: there is at most one. */
static const struct column *find_free(const struct matching *m, struct text name)
{
	for (size_t i = 0; i < m->table->n_columns; i++)
		if (!m->taken[i] && text_equal(m->table->columns[i].snake, name))
			return &m->table->columns[i];
	return NULL;
}

static bool try_name(struct matching *m, enum role r, struct text name)
{
	const struct column *c = find_free(m, name);
	struct fit f;

	if (!c)
		return false;
	f = fit_for(m, r, c);
	if (fit_role(&f)) {
		take(m, &f);
		return true;
	}
	add_candidate(m, &f);
	return false;
}

/* Rows that were added may have changed what the values look like. */
static bool map_kept(struct matching *m, enum role r, struct diagnostics *errors)
{
	struct fit f = fit_for(m, r, m->plan->kept[r]);

	if (fit_role(&f)) {
		take(m, &f);
		return true;
	}
	diagnose(errors, STATUS_FAILED, (struct span){ 0 },
		 "with these rows `%.*s` could no longer be the role `%s`: %.*s", TEXT_ARGS(f.column->name),
		 role_name(r), TEXT_ARGS(f.why));
	if (f.advice.n)
		diagnose_help(errors, "load all files anew with %.*s", TEXT_ARGS(f.advice));
	return false;
}

/* By the role's own name, else by the others from left to right; what did not fit on the way is forgotten then. */
static void map_by_name(struct matching *m, enum role r)
{
	const char *list = role_definition(r)->names;
	size_t before = m->table->n_candidates;
	struct text name = text_of(role_name(r));

	for (; name.n; name = role_next_name(&list)) {
		if (try_name(m, r, name)) {
			m->table->n_candidates = before;
			return;
		}
	}
}

/* "first_response_min" is not a name of the list, but a role's name and a unit: worth telling. */
static void suggest_by_unit(struct matching *m, const struct column *c)
{
	struct text name = c->snake;
	struct fit f;

	name.n -= fit_unit_length(name);
	for (unsigned r = 0; r < ROLES; r++) {
		if (role_kind_of((enum role)r) != ROLE_SPAN || m->table->roles[r].column ||
		    !is_name_of((enum role)r, name))
			continue;
		f = fit_for(m, (enum role)r, c);
		if (fit_role(&f)) {
			f.why = TEXT("its name is not one of the role's");
			f.advice = arena_printf(f.arena, "mapping %s = %.*s", role_name(f.role),
						TEXT_ARGS(fit_name(f.arena, c)));
		}
		add_candidate(m, &f);
	}
}

bool roles_map(struct table *t, const struct role_plan *p, const bool *is_clock, struct diagnostics *errors)
{
	bool *taken = ARENA_ARRAY(&t->arena, t->n_columns + ROLES, bool);
	struct matching m = { t, p, is_clock, taken, 0 };
	bool fine = true;

	for (unsigned r = 0; r < ROLES; r++)
		if (p->request[r])
			fine &= (!p->plus[r] || add_moment(&m, (enum role)r, errors)) &&
				map_request(&m, (enum role)r, errors);
	for (unsigned r = 0; r < ROLES; r++)
		if (p->kept[r])
			fine &= map_kept(&m, (enum role)r, errors);
	for (unsigned r = 0; fine && r < ROLES; r++)
		if (!p->request[r] && !p->kept[r])
			map_by_name(&m, (enum role)r);
	for (size_t i = 0; fine && i < t->n_columns; i++)
		if (!m.taken[i] && fit_unit_length(t->columns[i].snake))
			suggest_by_unit(&m, &t->columns[i]);
	return fine;
}
