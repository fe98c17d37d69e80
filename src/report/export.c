#include <errno.h>
#include <string.h>

#include "render/render.h"
#include "report/out_file.h"
#include "report/parts.h"
#include "report/report.h"
#include "report/table_export.h"

/* The letters after the last point of the file's name. */
static struct text extension_of(struct text path)
{
	for (size_t i = path.n; i > 0 && path.at[i - 1] != '/'; i--)
		if (path.at[i - 1] == '.')
			return text_from(path, i);
	return TEXT_NONE;
}

static const struct render_format *format_of(struct environment *e, struct text path, struct span where)
{
	static const char *const other_names[][2] = { { "md", "markdown" }, { "txt", "box" }, { "ndjson", "jsonl" } };
	struct text extension = extension_of(path);
	const struct render_format *format = NULL;

	for (size_t i = 0; i < sizeof(other_names) / sizeof(other_names[0]); i++)
		if (text_equal_folded(extension, text_of(other_names[i][0])))
			format = render_find(text_of(other_names[i][1]));
	for (size_t i = 0; !format && render_at(i); i++)
		if (text_equal_folded(extension, text_of(render_at(i)->name)) && !text_is(extension, "box"))
			format = render_at(i);
	if (format)
		return format;
	report_bad(e, where, "the end of the file name says no format that is known");
	diagnose_help(e->errors, "end it in .csv .tsv .json .jsonl .md or .txt");
	return NULL;
}

/* `export sample to ...`: a bare name that is a table, and no metric. */
static const struct table *whole_table(struct environment *e, const struct node *report)
{
	const struct node *items = report->kind == NODE_QUERY && report->n_children == 1 ? report->first : NULL;
	const struct node *item = items && items->n_children == 1 ? items->first : NULL;
	const struct node *name = item && item->n_children == 1 ? item->first : NULL;

	if (!name || name->kind != NODE_NAME || definitions_find(e->definitions, DEFINED_METRIC, name->text))
		return NULL;
	return catalog_find(e->catalog, name->text);
}

static struct result *written(struct environment *e, size_t n_rows, bool table, struct text path)
{
	if (!table)
		return report_receipt(e, "written to \"%.*s\"", TEXT_ARGS(path));
	return report_receipt(e, "%.*s row%s written to \"%.*s\"", TEXT_ARGS(report_thousands(e, n_rows)),
			      n_rows == 1 ? "" : "s", TEXT_ARGS(path));
}

static enum status export_table(struct environment *e, const struct table *t, const struct render_format *format,
				struct text path, const struct node *target, struct result **out)
{
	bool tabs = strcmp(format->name, "tsv") == 0;
	enum status status;

	if (!tabs && strcmp(format->name, "csv") != 0)
		return report_bad(e, target->span, "a whole table is written as csv or tsv only");
	if (e->checking)
		return STATUS_OK;
	status = table_export(e, t, tabs, path, target->span);
	if (status == STATUS_OK)
		*out = written(e, t->n_rows, true, path);
	return status;
}

static enum status write_answer(struct environment *e, const struct result *r, const struct render_format *format,
				struct text path, struct span where)
{
	const struct render_look look = { .width = 0 };
	struct buffer b = { 0 };
	struct out_file f;
	bool done;

	done = out_file_open(&f, e->arena, path);
	if (done) {
		format->render(r, &look, &b);
		errno = ENOMEM;
		done = b.failed ? (out_file_abandon(&f), false)
				: out_file_write(&f, buffer_text(&b)) && out_file_finish(&f);
	}
	if (!done)
		diagnose(e->errors, STATUS_OUTPUT_FAILED, where, "cannot write %.*s: %s", TEXT_ARGS(path),
			 strerror(errno));
	buffer_free(&b);
	return done ? STATUS_OK : STATUS_OUTPUT_FAILED;
}

static enum status export_it(struct environment *e, const struct render_format *format, struct text path,
			     const struct node *statement, struct result **out)
{
	enum status status;

	if (e->checking)
		return STATUS_OK;
	if (!e->last)
		return report_bad(e, statement->span, "there is no answer yet that could be exported");
	status = write_answer(e, e->last, format, path, statement->last->span);
	if (status == STATUS_OK)
		*out = written(e, e->last->n_rows, e->last->n_columns > 0, path);
	return status;
}

static enum status export_report(struct environment *e, const struct node *report, const struct render_format *format,
				 struct text path, const struct node *target, struct result **out)
{
	struct result *answer = NULL;
	enum status status = report_run(e, report, &answer);
	size_t n_rows = answer ? answer->n_rows : 0;

	if (status != STATUS_OK || !answer)
		return status;
	e->making = answer;
	status = write_answer(e, answer, format, path, target->span);
	e->making = NULL;
	result_free(answer);
	if (status == STATUS_OK)
		*out = written(e, n_rows, true, path);
	return status;
}

enum status report_export(struct environment *e, const struct node *statement, struct result **out)
{
	const struct node *report = statement->first, *target = statement->last;
	struct text path = report_file_name(e, target);
	const struct render_format *format = path.n ? format_of(e, path, target->span) : NULL;
	const struct table *table;

	if (!format)
		return STATUS_BAD_INPUT;
	if (!report_may_use_files(e, statement->span, "export"))
		return STATUS_FAILED;
	if (report->kind == NODE_NONE)
		return export_it(e, format, path, statement, out);
	table = whole_table(e, report);
	if (table)
		return export_table(e, table, format, path, target, out);
	return export_report(e, report, format, path, target, out);
}
