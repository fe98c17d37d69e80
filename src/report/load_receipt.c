#include "report/load_receipt.h"

#include <inttypes.h>
#include <stdio.h>

#include "render/number.h"
#include "report/derive.h"
#include "report/load_decided.h"
#include "report/parts.h"

/* Without those that cxq derives. */
static size_t own_columns(const struct table *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->n_columns; i++)
		n += !t->columns[i].derived;
	return n;
}

/* "5,108 rows" */
static void add_counted(uint64_t n, const char *one, struct buffer *out)
{
	char digits[24];

	snprintf(digits, sizeof(digits), "%" PRIu64, n);
	number_add_grouped(digits, out);
	buffer_printf(out, " %s%s", one, n == 1 ? "" : "s");
}

static void add_table(const struct table *t, bool is_sample, struct buffer *out)
{
	buffer_printf(out, "%.*s: ", TEXT_ARGS(t->name));
	add_counted(t->n_rows, "row", out);
	buffer_add_c(out, ", ");
	add_counted(own_columns(t), "column", out);
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

static void add_outside(const struct table *t, struct buffer *out)
{
	for (int r = 0; r < ROLES; r++) {
		const struct role_map *m = &t->roles[r];

		if (!m->column || !m->n_outside)
			continue;
		buffer_printf(out, "%s: ", role_name((enum role)r));
		add_counted(m->n_outside, "value", out);
		buffer_printf(out, " outside %g..%g, taken as missing\n", m->low, m->high);
	}
}

static void add_remarks(const struct table *t, struct buffer *out)
{
	for (size_t i = 0; i < t->n_remarks; i++)
		buffer_printf(out, "%.*s\n", TEXT_ARGS(t->remarks[i]));
}

void load_note_rejects(struct environment *e, struct result *r, uint64_t n)
{
	if (n)
		result_note(r, NOTE_FACT, "%.*s skipped: `show rejects` lists %s",
			    TEXT_ARGS(derive_count(e, (double)n, "bad row", "bad rows")), n == 1 ? "it" : "them");
}

/* What of the file is not in the table: notes, as these are seen where receipts are not. */
static void note_damage(struct environment *e, struct result *r, const struct table *t)
{
	load_note_rejects(e, r, t->n_rejects);
	if (t->n_repaired)
		result_note(r, NOTE_FACT, "%.*s not UTF-8, replaced by U+FFFD",
			    TEXT_ARGS(derive_count(e, (double)t->n_repaired, "byte", "bytes")));
}

static void add_decided(const struct table *t, const struct node *load, struct buffer *out)
{
	buffer_add_c(out, "as decided: ");
	load_decided(t, load, out);
	buffer_add_char(out, '\n');
}

struct result *load_receipt(struct environment *e, const struct table *t, const struct node *load)
{
	struct result *r = report_answer(e);
	struct buffer b = { 0 };

	add_table(t, load == NULL, &b);
	if (load)
		add_decided(t, load, &b);
	buffer_add(&b, t->notes);
	add_roles(t, &b);
	add_candidates(t, &b);
	add_outside(t, &b);
	add_remarks(t, &b);
	r->receipt = true;
	r->text = buffer_take(&b, &r->arena);
	note_damage(e, r, t);
	return r;
}
