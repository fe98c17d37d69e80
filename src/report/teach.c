/* teach: the topics; the page of one; those that speak of "some words"; the answer of a query, step by step. */
#include "report/teach.h"
#include "base/take.h"
#include "render/render.h"
#include "report/report.h"

static enum status show_page(struct environment *e, const struct topic *t, struct text below, struct result **out)
{
	struct text page = teach_page(t);

	*out = report_answer(e);
	(*out)->text =
		arena_printf(&(*out)->arena, "%.*s%s%.*s", TEXT_ARGS(page), below.n ? "\n" : "", TEXT_ARGS(below));
	return STATUS_OK;
}

/* QUERY of the metric NAME alone. */
static struct node *query_of(struct environment *e, const char *name, struct span span)
{
	struct node *metric = node_new(e->arena, NODE_NAME, span), *query = node_new(e->arena, NODE_QUERY, span);
	struct node *items = node_new(e->arena, NODE_ITEMS, span), *item = node_new(e->arena, NODE_ITEM, span);

	metric->text = text_of(name);
	return node_add(query, node_add(items, node_add(item, metric)));
}

static enum status one_word(struct environment *e, const struct node *statement, const struct topic *t,
			    struct result **out)
{
	const char *metric = t->metric;
	struct text below = TEXT_NONE;

	if (e->checking)
		return STATUS_OK;
	if (metric[0])
		below = teach_shortly(e, query_of(e, metric, statement->span));
	return show_page(e, t, below, out);
}

static enum status no_topic(struct environment *e, const struct node *statement)
{
	struct scope scope = report_scope(e);
	struct name_list names = { .arena = e->arena };

	teach_topics(&names);
	scope_names(&scope, NAME_METRIC, &names);
	report_bad(e, report_name_span(statement), "there is no lesson on %.*s", TEXT_ARGS(statement->text));
	report_did_you_mean(e, statement->text, &names,
			    "`teach` lists the topics, teach \"some words\" looks into them");
	return STATUS_BAD_INPUT;
}

/* The page that a report belongs to. */
static const struct topic *topic_of(const struct node *report)
{
	switch (report->kind) {
	case NODE_COMPARE_REPORT:
		return teach_topic(node_child(report, NODE_ADJUSTED) ? TEXT("simpson") : TEXT("significance"));
	case NODE_TREND:
	case NODE_CALC:
	case NODE_NEWS:
	case NODE_SCORECARD:
	case NODE_WORD_REPORT:
		return teach_topic(TEXT("significance"));
	case NODE_CALC_SAMPLE:
	case NODE_NEEDED:
		return teach_topic(TEXT("interval"));
	case NODE_FUNNEL:
	case NODE_PATHS:
	case NODE_JOURNEY:
	case NODE_RETENTION:
		return teach_topic(TEXT("journey"));
	case NODE_DRIVERS:
		return teach_topic(TEXT("drivers"));
	case NODE_RECOVERY:
		return teach_topic(TEXT("recovery"));
	case NODE_CONSISTENCY:
		return teach_topic(TEXT("consistency"));
	case NODE_WHY:
		return teach_topic(TEXT("simpson"));
	default:
		return NULL;
	}
}

static struct text as_box(struct environment *e, const struct node *report, const struct result *r)
{
	const struct render_look look = { .width = 0 };
	struct buffer b = { 0 };

	node_print(report, &b);
	buffer_add_char(&b, '\n');
	render_find(TEXT("box"))->render(r, &look, &b);
	return buffer_take(&b, e->arena);
}

/* Any other report: its page, then its own answer. */
static enum status page_and_answer(struct environment *e, const struct node *report, struct result **out)
{
	const struct topic *t = topic_of(report);
	struct result *answer = NULL;
	struct text below;
	enum status status;

	if (!t) {
		report_bad(e, report->span, "there are no steps in a list of rows");
		diagnose_help(e->errors, "ask for a metric: teach nps by channel");
		return STATUS_BAD_INPUT;
	}
	status = report_run(e, report, &answer);
	if (status != STATUS_OK || !answer)
		return status;
	e->making = answer;
	below = as_box(e, report, answer);
	e->making = NULL;
	result_free(answer);
	return show_page(e, t, below, out);
}

static bool is_metric(struct environment *e, struct text word)
{
	return definitions_find(e->definitions, DEFINED_METRIC, word) != NULL;
}

enum status report_teach(struct environment *e, const struct node *statement, struct result **out)
{
	const struct node *report = statement->first;
	const struct topic *t = statement->flags & FLAG_STRING ? NULL : teach_topic(statement->text);

	if (statement->flags & FLAG_STRING)
		return teach_search(e, statement->text, statement->span, out);
	if (!report && !statement->text.n) {
		*out = teach_list(e);
		return STATUS_OK;
	}
	/* A metric of the user's own is meant before another word for a topic. */
	if (t && (!is_metric(e, statement->text) || text_equal_folded(statement->text, text_of(t->name)) ||
		  text_equal_folded(statement->text, text_of(t->metric))))
		return one_word(e, statement, t, out);
	if (statement->text.n && (!report || (report->kind == NODE_QUERY && !is_metric(e, statement->text))))
		return no_topic(e, statement);
	return report->kind == NODE_QUERY ? teach_steps(e, report, out) : page_and_answer(e, report, out);
}
