#include "report/show.h"
#include "report/spelling.h"
#include "report/tally.h"
#include "store/base.h"

enum { EXAMPLES = 3, EXAMPLE_BYTES = 40 };

static const char *role_of_column(const struct table *t, const struct column *c)
{
	for (int r = 0; r < ROLES; r++)
		if (t->roles[r].column == c)
			return role_name((enum role)r);
	if (t->bases && t->bases->attached && base_has(t->bases->attached, c))
		return "(base)";
	return c->derived ? "(derived)" : c->looked_up ? "(look-up)" : "";
}

/* Cut at a character. */
static void add_shortened(struct text t, struct buffer *out)
{
	size_t n = t.n < EXAMPLE_BYTES ? t.n : EXAMPLE_BYTES;

	while (n > 0 && n < t.n && ((unsigned char)t.at[n] & 0xC0) == 0x80)
		n--;
	buffer_add(out, text_slice(t, 0, n));
	buffer_add_c(out, n < t.n ? "…" : "");
}

static struct text spell_entry(struct environment *e, const struct column *c, const struct tally_entry *entry)
{
	struct buffer b = { 0 };

	if (c->type == COLUMN_NUMBER)
		buffer_printf(&b, "%.10g", tally_number(entry));
	else
		spell_code(c, entry->code, &b);
	return buffer_take(&b, e->arena);
}

static struct text examples(struct environment *e, const struct tally *tally)
{
	struct tally_entry *top;
	size_t n = tally_top(e->arena, tally, EXAMPLES, false, &top);
	struct buffer list = { 0 };

	for (size_t i = 0; i < n; i++) {
		buffer_add_c(&list, i ? ", " : "");
		add_shortened(spell_entry(e, tally->column, &top[i]), &list);
	}
	return buffer_take(&list, e->arena);
}

/* The counts of each column are forgotten before the next one is counted. */
static void add_column(struct environment *e, const struct table *t, const struct column *c, struct result *r)
{
	struct arena *statement = e->arena;
	struct cell *row = result_add_row(r, 0);
	struct tally tally;

	e->arena = e->scratch;
	tally = tally_column(e->arena, t, c);
	row[0] = show_text(r, c->name);
	row[1] = show_text(r, text_of(spell_type(c->type)));
	row[2] = cell_integer((int64_t)tally.n_present);
	row[3] = cell_integer((int64_t)c->n_missing);
	row[4] = show_text(r, text_of(role_of_column(t, c)));
	row[5] = show_text(r, examples(e, &tally));
	e->arena = statement;
	arena_reset(e->scratch);
}

/* What an attached base has and the table has not. */
static void add_base(struct environment *e, const struct table *t, struct result *r)
{
	for (size_t i = 0; table_base_column(t, i) && !(e->stop && *e->stop); i++)
		add_column(e, t, table_base_column(t, i), r);
}

enum status show_columns(struct environment *e, const struct node *statement, struct result **out)
{
	const struct table *t = report_table(e, statement->span);
	struct result *r;

	if (!t)
		return STATUS_BAD_INPUT;
	if (e->checking)
		return STATUS_OK;
	r = report_answer(e);
	report_column(r, "column");
	report_column(r, "type");
	report_column(r, "values");
	report_column(r, "missing");
	report_column(r, "role");
	report_column(r, "examples");
	for (size_t i = 0; i < t->n_columns && !(e->stop && *e->stop); i++)
		add_column(e, t, table_ready(t, &t->columns[i]), r);
	add_base(e, t, r);
	*out = r;
	return e->stop && *e->stop ? STATUS_INTERRUPTED : STATUS_OK;
}
