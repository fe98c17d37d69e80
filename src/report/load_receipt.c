#include "report/load_receipt.h"

#include "report/parts.h"

/* Without those that cxq derives. */
static size_t own_columns(const struct table *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->n_columns; i++)
		n += !t->columns[i].derived;
	return n;
}

static void add_table(struct environment *e, const struct table *t, bool is_sample, struct buffer *out)
{
	size_t n = own_columns(t);

	buffer_printf(out, "%.*s: %.*s row%s, %zu column%s", TEXT_ARGS(t->name), TEXT_ARGS(report_thousands(e, t->n_rows)),
		      t->n_rows == 1 ? "" : "s", n, n == 1 ? "" : "s");
	if (is_sample)
		buffer_add_c(out, ", the built-in data");
	else
		buffer_printf(out, " from %.*s", TEXT_ARGS(t->file));
	if (!is_sample && t->dialect.n)
		buffer_printf(out, " (%.*s)", TEXT_ARGS(t->dialect));
	buffer_add_char(out, '\n');
}

static void add_role(const char *role, const struct column *c, struct buffer *out)
{
	buffer_add_c(out, role);
	if (text_is(c->name, role))
		return;
	buffer_add_c(out, " = ");
	report_column_name(c, out);
}

static void add_roles(const struct table *t, struct buffer *out)
{
	const char *before = "roles: ";

	for (int r = 0; r < ROLES; r++) {
		if (!t->roles[r].column)
			continue;
		buffer_add_c(out, before);
		add_role(role_name((enum role)r), t->roles[r].column, out);
		before = ", ";
	}
	if (before[0] != ',')
		buffer_add_c(out, "no column was recognised as a role; map them: load ... mapping csat = COLUMN");
	buffer_add_char(out, '\n');
}

static void add_candidates(const struct table *t, struct buffer *out)
{
	for (size_t i = 0; i < t->n_candidates; i++) {
		const struct role_candidate *c = &t->candidates[i];

		buffer_printf(out, "perhaps %s = ", role_name(c->role));
		report_column_name(c->column, out);
		buffer_printf(out, ": %.*s\n", TEXT_ARGS(c->why));
	}
}

static void add_outside(struct environment *e, const struct table *t, struct buffer *out)
{
	for (int r = 0; r < ROLES; r++) {
		const struct role_map *m = &t->roles[r];

		if (m->column && m->n_outside)
			buffer_printf(out, "%s: %.*s value%s outside %g..%g, taken as missing\n", role_name((enum role)r),
				      TEXT_ARGS(report_thousands(e, m->n_outside)), m->n_outside == 1 ? "" : "s", m->low, m->high);
	}
}

static void add_damage(struct environment *e, const struct table *t, struct buffer *out)
{
	if (t->n_rejects)
		buffer_printf(out, "%.*s bad row%s skipped: `show rejects` lists %s\n",
			      TEXT_ARGS(report_thousands(e, t->n_rejects)), t->n_rejects == 1 ? "" : "s",
			      t->n_rejects == 1 ? "it" : "them");
	if (t->n_repaired)
		buffer_printf(out, "%.*s byte%s not UTF-8, replaced by U+FFFD\n", TEXT_ARGS(report_thousands(e, t->n_repaired)),
			      t->n_repaired == 1 ? "" : "s");
}

struct result *load_receipt(struct environment *e, const struct table *t, bool is_sample)
{
	struct result *r = report_answer(e);
	struct buffer b = { 0 };

	add_table(e, t, is_sample, &b);
	add_roles(t, &b);
	add_candidates(t, &b);
	add_outside(e, t, &b);
	add_damage(e, t, &b);
	r->receipt = true;
	r->text = report_take(e, &b, &r->arena);
	return r;
}
