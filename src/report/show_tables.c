/* Tables, settings and skipped rows. */
#include "report/show.h"
#include "store/base.h"

/* Of the file: what cxq derived is not counted. */
static size_t own_columns(const struct table *t)
{
	size_t n = 0;

	for (size_t c = 0; c < t->n_columns; c++)
		n += !t->columns[c].derived;
	return n;
}

/* Empty: none is attached. */
static struct text base_file(const struct table *t)
{
	return t->bases && t->bases->attached ? t->bases->attached->file : TEXT_NONE;
}

enum status show_tables(struct environment *e, const struct node *statement, struct result **out)
{
	struct result *r = report_answer(e);

	(void)statement;
	report_column(r, "table");
	report_column(r, "rows");
	report_column(r, "columns");
	report_column(r, "active");
	report_column(r, "file");
	report_column(r, "base");
	for (size_t i = 0; i < e->catalog->n; i++) {
		const struct table *t = e->catalog->tables[i];
		struct cell *row = result_add_row(r, 0);

		row[0] = show_text(r, t->name);
		row[1] = cell_integer((int64_t)t->n_rows);
		row[2] = cell_integer((int64_t)own_columns(t));
		row[3] = cell_yesno(t == e->catalog->active);
		row[4] = show_text(r, t->file);
		row[5] = show_text(r, base_file(t));
	}
	*out = r;
	return STATUS_OK;
}

enum status show_settings(struct environment *e, const struct node *statement, struct result **out)
{
	struct result *r = report_answer(e);
	bool more = true;

	(void)statement;
	report_column(r, "setting");
	report_column(r, "value");
	report_column(r, "describe");
	for (size_t i = 0; more; i++) {
		struct text name, help, value;
		struct buffer b = { 0 };
		struct cell *row;

		more = settings_describe(e->settings, i, &name, &help, &b);
		value = buffer_take(&b, e->arena);
		if (!more)
			continue;
		row = result_add_row(r, 0);
		row[0] = show_text(r, name);
		row[1] = show_text(r, value);
		row[2] = show_text(r, help);
	}
	*out = r;
	return STATUS_OK;
}

enum { REJECTS_KEPT = 1000 };

enum status show_rejects(struct environment *e, const struct node *statement, struct result **out)
{
	const struct table *t = report_table(e, statement->span);
	size_t n = t && t->n_rejects < REJECTS_KEPT ? t->n_rejects : REJECTS_KEPT;
	struct result *r;

	if (!t)
		return STATUS_BAD_INPUT;
	r = report_answer(e);
	result_add_column(r, (struct result_column){ .name = TEXT("line"), .look = LOOK_RAW, .decimals = -1 });
	result_add_column(r, (struct result_column){ .name = TEXT("column"), .look = LOOK_RAW, .decimals = -1 });
	report_column(r, "why");
	if (t->n_parts > 1)
		report_column(r, "file");
	for (size_t i = 0; i < n; i++) {
		struct cell *row = result_add_row(r, 0);

		row[0] = cell_integer((int64_t)t->rejects[i].line);
		row[1] = cell_integer((int64_t)t->rejects[i].column);
		row[2] = show_text(r, t->rejects[i].why);
		if (t->n_parts > 1)
			row[3] = show_text(r, t->rejects[i].file);
	}
	if (t->n_rejects > n)
		result_note(r, NOTE_FACT, "the first %zu of %.*s", n, TEXT_ARGS(report_thousands(e, t->n_rejects)));
	*out = r;
	return STATUS_OK;
}
