#include "plan/words.h"

static bool refuse(struct scope *s, const struct node *clause, const char *what)
{
	if (!clause)
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, clause->span, "`%s` has no place in `words of`", what)->code = 124;
	diagnose_help(s->errors, "it takes for A vs B, where, a time range, top and with");
	return false;
}

static bool refuse_clauses(struct scope *s, const struct node *report)
{
	return refuse(s, node_child(report, NODE_BY), "by") && refuse(s, node_child(report, NODE_PER), "per") &&
	       refuse(s, node_child(report, NODE_SPLIT), "split after");
}

static bool bind_column(struct scope *s, const struct node *name, struct words_plan *out)
{
	out->column = row_bind_name(s, name);
	if (!out->column)
		return false;
	if (out->column->kind == ROW_COLUMN && out->column->type == ROW_WORD)
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, name->span, "%.*s holds no text: it has no words", TEXT_ARGS(name->text))
		->code = 107;
	diagnose_help(s->errors, "name a column of comments: words of comment");
	return false;
}

static bool bind_least(struct scope *s, const struct node *option, struct words_plan *out)
{
	out->least = option->number;
	if ((option->flags & (FLAG_NUMBER | FLAG_PERCENT)) == FLAG_NUMBER && option->number >= 1)
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, option->span, "`least` needs a number of texts")->code = 123;
	diagnose_help(s->errors, "with least 10: words of at least ten texts");
	return false;
}

static bool bind_option(struct scope *s, const struct node *option, struct words_plan *out)
{
	if (text_equal_folded(option->text, TEXT("ci")))
		return plan_level(s, out->rows, option);
	if (text_equal_folded(option->text, TEXT("least")))
		return bind_least(s, option, out);
	if (text_equal_folded(option->text, TEXT("stopwords"))) {
		out->keeps_stop_words = true;
		return true;
	}
	if (text_equal_folded(option->text, TEXT("weight"))) /* plan_unweighted has refused it */
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, option->span, "`words of` has no option %.*s", TEXT_ARGS(option->text))
		->code = 123;
	diagnose_help(s->errors, "it takes `with stopwords`, `with least 10` and `with ci 90%%`");
	return false;
}

static bool bind_options(struct scope *s, const struct node *report, struct words_plan *out)
{
	const struct node *with = node_child(report, NODE_WITH);
	bool fine = plan_unweighted(s, out->rows, with, "words") && plan_uncounted(s, out->rows, report->span, "words");

	for (const struct node *n = with ? with->first : NULL; n; n = n->next)
		fine &= bind_option(s, n, out);
	return fine;
}

static bool bind_sides(struct scope *s, const struct node *report, struct words_plan *out)
{
	const struct node *segments = node_child(report, NODE_SEGMENTS);

	out->compares = segments != NULL;
	if (!segments)
		return true;
	if (segments->n_children == 2)
		return plan_segments(s, out->rows, segments);
	diagnose(s->errors, STATUS_BAD_INPUT, node_at(segments, 2)->span, "words are compared between two sides")
		->code = 126;
	diagnose_help(s->errors, "ask for one pair after the other");
	return false;
}

bool plan_words(struct scope *s, const struct node *report, struct words_plan *out)
{
	const struct node *top = node_child(report, NODE_TOP);
	bool fine;

	*out = (struct words_plan){ .least = WORDS_LEAST, .top = top ? (size_t)top->number : WORDS_TOP };
	if (!refuse_clauses(s, report))
		return false;
	out->rows = plan_rows(s, report);
	if (!out->rows)
		return false;
	fine = bind_column(s, node_at(report, 0), out) & bind_options(s, report, out) & bind_sides(s, report, out);
	out->rows->notes = s->notes;
	return fine;
}
