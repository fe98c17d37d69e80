#include "report/explain.h"
#include "plan/plan.h"
#include "report/break_lines.h"
#include "report/compare.h"
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

/* Reports that show more: how they came to their numbers. */
static const struct {
	enum node_kind kind;
	const char *title;
	bool (*explain)(struct environment *e, const struct node *report, struct buffer *out);
} explainers[] = {
	{ NODE_COMPARE_REPORT, "tests", compare_explain },
};

static bool add_more(struct environment *e, const struct node *report, struct buffer *out)
{
	struct buffer b = { 0 };
	bool fine = true;

	for (size_t i = 0; fine && i < sizeof(explainers) / sizeof(*explainers); i++)
		if (explainers[i].kind == report->kind) {
			fine = explainers[i].explain(e, report, &b);
			buffer_printf(out, "%s\n", explainers[i].title);
			indent(buffer_text(&b), out);
		}
	buffer_free(&b);
	return fine;
}

static describe_report *const descriptions[NODE_KINDS] = {
#define EXPLAINED(kind, name) [NODE_##kind] = explain_##name,
#include "report/explain_list.def"
#undef EXPLAINED
};

/* A report that is no metric query has a plan and a method of its own. */
static bool describe(struct environment *e, struct scope *scope, const struct node *report, struct buffer *out)
{
	describe_report *own = descriptions[report->kind];

	return own ? own(e, scope, report, out) : plan_describe(scope, report, out);
}

/* What a statement went through on its way: text, tree, plan; the same every time. */
static struct result *description(struct environment *e, const struct node *report, struct text plan, struct text more)
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
	buffer_add(&b, more);
	r->text = buffer_take(&b, &r->arena);
	return r;
}

enum status report_explain(struct environment *e, const struct node *statement, struct result **out)
{
	const struct node *report = statement->first ? statement->first : e->last_report;
	struct scope scope = report_scope(e);
	struct buffer plan = { 0 }, more = { 0 };

	if (!report && e->checking)
		return STATUS_OK;
	if (!report)
		return report_bad(e, statement->span, "there is no query yet that could be explained");
	if (report->kind != NODE_CALC && report->kind != NODE_CALC_SAMPLE && !report_table(e, report->span))
		return STATUS_BAD_INPUT;
	if (!describe(e, &scope, report, &plan)) {
		buffer_free(&plan);
		return e->errors->first ? diagnostics_status(e->errors) : STATUS_FAILED;
	}
	if (!e->checking && !add_more(e, report, &more)) {
		buffer_free(&plan);
		buffer_free(&more);
		return diagnostics_status(e->errors);
	}
	*out = description(e, report, buffer_take(&plan, e->arena), buffer_take(&more, e->arena));
	return STATUS_OK;
}
