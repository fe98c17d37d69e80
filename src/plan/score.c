#include "plan/score.h"

#include "base/take.h"

static bool no_score(struct scope *s, struct span span)
{
	diagnose(s->errors, STATUS_BAD_INPUT, span, "this is no share, net or mean of one score");
	diagnose_help(s->errors,
		      "take one that is, such as csat, nps, ces or avg(...): single rows have no median and no ratio");
	return false;
}

bool score_of_item(struct scope *s, const struct item *expression, const struct aggregate_list *aggregates,
		   struct score *out)
{
	const struct aggregate *a;
	size_t index;
	double factor;

	if (!item_is_scaled_aggregate(expression, &index, &factor))
		return no_score(s, expression->span);
	a = &aggregates->list[index];
	if (a->kind != AGGREGATE_SHARE && a->kind != AGGREGATE_NET && a->kind != AGGREGATE_AVG)
		return no_score(s, expression->span);
	out->kind = a->kind;
	out->a = a->a;
	out->b = a->b;
	out->filter = a->filter;
	out->factor = factor;
	return true;
}

struct row *score_column(struct scope *s, const struct node *node)
{
	bool metric = definitions_find(s->definitions, DEFINED_METRIC, node->text) != NULL;
	enum role role = role_find(node->text);

	if (node->kind != NODE_NAME)
		return NULL;
	if (metric && !table_column(s->table, node->text) && (role == ROLE_NONE || !s->table->roles[role].column))
		return NULL;
	return row_bind_name(s, node);
}

static bool metric_score(struct scope *s, const struct node *node, struct score *out)
{
	struct aggregate_list aggregates = { 0 };
	const struct definition *d = definitions_find(s->definitions, DEFINED_METRIC, node->text);
	struct item *i = item_bind(s, node, NULL, &aggregates);
	struct text format = d ? metric_facts_of(d->node).format : TEXT_NONE;

	out->look = text_is(format, "points") ? SHOW_POINTS : text_is(format, "duration") ? SHOW_DURATION : SHOW_MEAN;
	return i && score_of_item(s, i, &aggregates, out);
}

static bool is_number(struct scope *s, const struct node *node, const struct row *r)
{
	if (r->type == ROW_NUMBER || r->type == ROW_YESNO)
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, node->span, "a number is needed here; this is %s", row_type_name(r->type))
		->code = 107;
	return false;
}

bool score_bind(struct scope *s, const struct node *node, struct score *out)
{
	size_t errors = s->errors->n;
	struct buffer canonical = { 0 };
	struct row *r;

	*out = (struct score){ .name = node->text, .kind = AGGREGATE_AVG, .factor = 1, .look = SHOW_MEAN };
	if (!out->name.n || node->kind != NODE_NAME) {
		node_print(node, &canonical);
		out->name = buffer_take(&canonical, s->arena);
	}
	r = node->kind == NODE_NAME ? score_column(s, node) : NULL;
	if (!r)
		return s->errors->n == errors && metric_score(s, node, out);
	out->a = r;
	if (r->seconds != 0)
		out->look = SHOW_DURATION;
	return is_number(s, node, r);
}
