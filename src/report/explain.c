#include "plan/plan.h"
#include "report/break_lines.h"
#include "report/parts.h"
#include "report/report.h"

static void indent(struct text t, struct buffer *out)
{
	while (t.n) {
		size_t end = text_find(t, TEXT("\n"));
		struct text line = end == SIZE_MAX ? t : text_slice(t, 0, end);

		if (line.n)
			buffer_add_c(out, "  ");
		buffer_add(out, line);
		buffer_add_char(out, '\n');
		t = end == SIZE_MAX ? TEXT_NONE : text_from(t, end + 1);
	}
}

/* What a statement went through on its way: text, tree, plan; the same every time. */
static struct result *description(struct environment *e, const struct node *report, struct text plan)
{
	struct result *r = report_answer(e);
	struct text canonical = report_print(e, report);
	struct buffer lines = { 0 }, tree = { 0 }, b = { 0 };

	buffer_add_c(&b, "statement\n");
	break_lines(canonical, report, &lines);
	indent(buffer_text(&lines), &b);
	buffer_free(&lines);
	buffer_add_c(&b, "tree\n");
	node_dump(report, &tree);
	indent(buffer_text(&tree), &b);
	buffer_free(&tree);
	buffer_add_c(&b, "plan\n");
	indent(plan, &b);
	r->text = buffer_take(&b, &r->arena);
	return r;
}

enum status report_explain(struct environment *e, const struct node *statement, struct result **out)
{
	const struct node *report = statement->first ? statement->first : e->last_report;
	struct scope scope = report_scope(e);
	struct buffer plan = { 0 };

	if (!report && e->checking)
		return STATUS_OK;
	if (!report)
		return report_bad(e, statement->span, "there is no query yet that could be explained");
	if (!report_table(e, report->span))
		return STATUS_BAD_INPUT;
	if (!plan_describe(&scope, report, &plan)) {
		buffer_free(&plan);
		return e->errors->first ? diagnostics_status(e->errors) : STATUS_FAILED;
	}
	*out = description(e, report, buffer_take(&plan, e->arena));
	return STATUS_OK;
}
