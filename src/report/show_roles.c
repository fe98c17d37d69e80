#include "report/show.h"

static struct text scale_of(struct environment *e, enum role role, const struct role_map *m)
{
	switch (role_kind_of(role)) {
	case ROLE_SCORE:
		return arena_printf(e->arena, "%g..%g", m->low, m->high);
	case ROLE_SPAN:
		return m->seconds == 60	     ? TEXT("minutes")
		       : m->seconds == 3600  ? TEXT("hours")
		       : m->seconds == 86400 ? TEXT("days")
		       : m->seconds == 1     ? TEXT("seconds")
					     : arena_printf(e->arena, "%g s", m->seconds);
	default:
		return TEXT_NONE;
	}
}

static struct text remarks(struct environment *e, const struct role_map *m)
{
	const char *source = m->column->derived	   ? "derived"
			     : m->explicit_mapping ? "given with mapping"
						   : "by its name";

	if (!m->n_outside)
		return text_of(source);
	return arena_printf(e->arena, "%s; %.*s outside the scale are missing", source,
			    TEXT_ARGS(report_thousands(e, m->n_outside)));
}

static void add_role(struct environment *e, enum role role, const struct role_map *m, struct result *r)
{
	struct cell *row = result_add_row(r, 0);

	row[0] = show_text(r, text_of(role_name(role)));
	row[1] = show_text(r, m->column->name);
	row[2] = show_text(r, scale_of(e, role, m));
	row[3] = show_text(r, remarks(e, m));
}

static void add_candidate(struct environment *e, const struct role_candidate *c, struct result *r)
{
	struct cell *row = result_add_row(r, 0);
	struct buffer b = { 0 };
	struct text name;

	report_column_name(c->column, &b);
	name = buffer_take(&b, e->arena);
	row[0] = show_text(r, text_of(role_name(c->role)));
	row[3] = show_text(
		r, arena_printf(e->arena, "not mapped; perhaps %.*s: %.*s", TEXT_ARGS(name), TEXT_ARGS(c->why)));
}

enum status show_roles(struct environment *e, const struct node *statement, struct result **out)
{
	const struct table *t = report_table(e, statement->span);
	struct result *r;

	if (!t)
		return STATUS_BAD_INPUT;
	r = report_answer(e);
	report_column(r, "role");
	report_column(r, "column");
	report_column(r, "scale");
	report_column(r, "source");
	for (int role = 0; role < ROLES; role++)
		if (t->roles[role].column)
			add_role(e, (enum role)role, &t->roles[role], r);
	for (size_t i = 0; i < t->n_candidates; i++)
		add_candidate(e, &t->candidates[i], r);
	*out = r;
	return STATUS_OK;
}
