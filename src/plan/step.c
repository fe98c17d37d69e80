/* A step of a funnel, the start and the end of a path: a stage, a segment or a condition. */
#include "base/take.h"
#include "plan/journeys.h"

static struct text canonical(struct scope *s, const struct node *node)
{
	struct buffer b = { 0 };

	node_print(node, &b);
	return buffer_take(&b, s->arena);
}

/* Stages that are numbers in the file are written in quotes: "1" -> "8". */
static bool as_number(struct text word, double *out)
{
	int64_t value = 0;

	if (!word.n || word.n > 15)
		return false;
	for (size_t i = 0; i < word.n; i++) {
		if (word.at[i] < '0' || word.at[i] > '9')
			return false;
		value = 10 * value + (word.at[i] - '0');
	}
	*out = (double)value;
	return true;
}

static const struct column *stage_column(struct scope *s, const struct node *step)
{
	const struct column *c = s->table->roles[ROLE_stage].column;

	if (c)
		return c;
	row_unmapped_role(s, ROLE_stage, step->span);
	diagnose_help(
		s->errors,
		"load the file with `mapping stage = COLUMN`, or write the step as a condition: (COLUMN = value)");
	return NULL;
}

/* stage = WORD, built as if it had been written so. */
static struct row *stage_condition(struct scope *s, const struct node *step)
{
	const struct column *c = stage_column(s, step);
	struct node *test, *name, *value;

	if (!c)
		return NULL;
	test = node_new(s->arena, NODE_COMPARE, step->span);
	name = node_new(s->arena, NODE_NAME, step->span);
	value = node_new(s->arena, NODE_TEXT, step->span);
	test->op = OP_EQ;
	name->text = TEXT("stage");
	value->text = step->text;
	if (c->type != COLUMN_TEXT && as_number(step->text, &value->number))
		value->kind = NODE_NUMBER;
	if (step->last && step->last->kind == NODE_LABEL) /* errors point at the stage alone */
		value->span.to =
			step->last->span.from > value->span.from ? step->span.from + step->text.n : value->span.to;
	node_add(test, name);
	node_add(test, value);
	return row_bind_condition(s, test);
}

/* A bare word that is no stage may name a segment. */
static bool is_segment(const struct scope *s, const struct node *step)
{
	const struct column *c = s->table->roles[ROLE_stage].column;

	if (step->flags & FLAG_QUOTED || !definitions_find(s->definitions, DEFINED_SEGMENT, step->text))
		return false;
	return !c || c->type != COLUMN_TEXT || dictionary_find(c->words, step->text) == UINT32_MAX;
}

static struct row *segment_condition(struct scope *s, const struct node *step)
{
	struct node *name = node_new(s->arena, NODE_NAME, step->span);

	name->text = step->text;
	return row_bind_condition(s, name);
}

bool step_bind(struct scope *s, const struct node *step, struct step *out)
{
	const struct node *label = step->last && step->last->kind == NODE_LABEL ? step->last : NULL;
	const struct node *inner = step->first != label ? step->first : NULL;

	if (inner && inner->kind != NODE_TEXT) /* a condition, or a name in backquotes */
		out->condition = row_bind_condition(s, inner);
	else if (is_segment(s, step))
		out->condition = segment_condition(s, step);
	else
		out->condition = stage_condition(s, step);
	out->label = label ? label->text : step->text.n ? step->text : inner ? canonical(s, inner) : TEXT_NONE;
	return out->condition != NULL;
}
