/* Operands and conditions: from tree to typed row expression. */
#include <math.h>

#include "plan/computed.h"
#include "plan/row.h"

const struct node *row_parameter(struct scope *s, const struct node *node)
{
	bool known;
	const struct node *value;

	s->lenient = node->kind == NODE_PARAM;
	if (node->kind != NODE_PARAM)
		return node;
	value = definitions_value(s->definitions, node->text, &known);
	if (value)
		return value;
	if (known) {
		diagnose(s->errors, STATUS_BAD_INPUT, node->span, "the parameter $%.*s has no value",
			 TEXT_ARGS(node->text))
			->code = 104;
		diagnose_help(s->errors, "give it with `-p %.*s=VALUE`, or a default: `param %.*s default VALUE`",
			      TEXT_ARGS(node->text), TEXT_ARGS(node->text));
	} else {
		diagnose(s->errors, STATUS_BAD_INPUT, node->span, "no value is named $%.*s", TEXT_ARGS(node->text))
			->code = 104;
		diagnose_help(s->errors, "define it: `let %.*s = VALUE` or `param %.*s default VALUE`",
			      TEXT_ARGS(node->text), TEXT_ARGS(node->text));
	}
	return NULL;
}

static struct row *not_here(struct scope *s, const struct node *node, const char *what)
{
	diagnose(s->errors, STATUS_BAD_INPUT, node->span, "%s cannot stand here", what);
	return NULL;
}

static struct row *moment_row(struct scope *s, const struct node *node)
{
	struct period p;
	struct row *r;

	if (!scope_moment(s, node, &p))
		return NULL;
	r = row_constant(s, (double)p.from, ROW_MOMENT, node->span);
	r->length = p.to - p.from;
	return r;
}

static struct row *duration_row(struct scope *s, const struct node *node)
{
	double unit = unit_seconds(node->unit);
	struct row *r;

	if (unit == 0) {
		diagnose(s->errors, STATUS_BAD_INPUT, node->span, "a %s has no fixed length", unit_name(node->unit));
		diagnose_help(s->errors, "use days: 30 days, 90 days, 365 days");
		return NULL;
	}
	r = row_constant(s, node->number * unit, ROW_NUMBER, node->span);
	r->seconds = 1;
	return r;
}

/* Moments and durations: time + 7 days, time - time.  The unit of the result follows. */
static bool arithmetic_type(struct scope *s, const struct node *node, struct row *r)
{
	bool plus = r->kind == ROW_ADD, minus = r->kind == ROW_SUBTRACT;

	if (r->a->type == ROW_NUMBER && r->b->type == ROW_NUMBER) {
		r->type = ROW_NUMBER;
		r->seconds = plus || minus ? (r->a->seconds != 0 ? r->a->seconds : r->b->seconds) : 0;
		return true;
	}
	if (minus && r->a->type == ROW_MOMENT && r->b->type == ROW_MOMENT) {
		r->type = ROW_NUMBER;
		r->seconds = 1;
		row_elapse(s, r->a, r->b);
		return true;
	}
	if ((plus || minus) && r->a->type == ROW_MOMENT && r->b->type == ROW_NUMBER && r->b->seconds != 0) {
		r->type = ROW_MOMENT;
		return true;
	}
	diagnose(s->errors, STATUS_BAD_INPUT, node->span, "%s and %s cannot be combined so", row_type_name(r->a->type),
		 row_type_name(r->b->type));
	return false;
}

/* Constants are added up at once, so that today - 7 days is a moment like any literal. */
static struct row *fold(struct row *r)
{
	double a, b;

	if (r->a->kind != ROW_CONSTANT || r->b->kind != ROW_CONSTANT)
		return r;
	a = r->a->number;
	b = r->b->number;
	r->number = r->kind == ROW_ADD	      ? a + b
		    : r->kind == ROW_SUBTRACT ? a - b
		    : r->kind == ROW_MULTIPLY ? a * b
					      : a / b;
	if (r->kind == ROW_DIVIDE && b == 0)
		r->number = NAN;
	r->length = r->type == ROW_MOMENT ? r->a->length : 0;
	r->kind = ROW_CONSTANT;
	r->a = r->b = NULL;
	return r;
}

static struct row *arithmetic(struct scope *s, const struct node *node)
{
	static const enum row_kind kinds[] = { [NODE_ADD] = ROW_ADD,
					       [NODE_SUBTRACT] = ROW_SUBTRACT,
					       [NODE_MULTIPLY] = ROW_MULTIPLY,
					       [NODE_DIVIDE] = ROW_DIVIDE };
	struct row *a = row_bind(s, node_at(node, 0)), *b = row_bind(s, node_at(node, 1)), *r;

	if (!a || !b)
		return NULL;
	/* Two columns of different units are brought to seconds first. */
	if (a->own_unit != 0 && (b->seconds != 0 || (b->own_unit != 0 && b->own_unit != a->own_unit)))
		a->seconds = a->own_unit;
	if (b->own_unit != 0 && (a->seconds != 0 || a->type == ROW_MOMENT))
		b->seconds = b->own_unit;
	r = row_new(s, kinds[node->kind], ROW_NUMBER, node->span);
	r->a = a;
	r->b = b;
	return arithmetic_type(s, node, r) ? fold(r) : NULL;
}

static struct row *negate(struct scope *s, const struct node *node)
{
	struct row *a = row_bind(s, node_at(node, 0)), *r;

	if (!a)
		return NULL;
	if (a->type != ROW_NUMBER)
		return not_here(s, node, "a minus sign before what is no number");
	if (a->kind == ROW_CONSTANT) {
		a->number = -a->number;
		return a;
	}
	r = row_new(s, ROW_NEGATE, ROW_NUMBER, node->span);
	r->a = a;
	r->seconds = a->seconds;
	return r;
}

static struct row *call_row(struct scope *s, const struct node *node)
{
	if (definitions_find(s->definitions, DEFINED_METRIC, node->text) || text_is(node->text, "count")) {
		diagnose(s->errors, STATUS_BAD_INPUT, node->span, "%.*s(...) is a metric; here a row is tested",
			 TEXT_ARGS(node->text));
		diagnose_help(s->errors, "a condition on a metric goes into `having`");
		return NULL;
	}
	diagnose(s->errors, STATUS_BAD_INPUT, node->span, "there is no function %.*s for single rows",
		 TEXT_ARGS(node->text));
	diagnose_help(s->errors, "aggregates such as avg(...) stand where a metric is named");
	return NULL;
}

static struct row *wrong_band(struct scope *s, const struct node *body, const struct row *of, struct text name)
{
	bool words = of->type == ROW_WORD;

	diagnose(s->errors, STATUS_BAD_INPUT, body->span,
		 words ? "%.*s is text; its bands are lists of words" : "%.*s is no text; its bands are ranges",
		 TEXT_ARGS(name))
		->code = 107;
	diagnose_help(s->errors, words ? "write (phone, chat) as spoken" : "write 0..6 as low");
	return NULL;
}

struct row *row_bind_bands(struct scope *s, const struct node *bands)
{
	struct row *of = row_bind_name(s, node_at(bands, 0)), *r;

	if (!of)
		return NULL;
	if (of->type == ROW_YESNO || of->type == ROW_LABEL)
		return not_here(s, bands, "bands of a yes/no column");
	r = row_new(s, ROW_BAND, ROW_LABEL, bands->span);
	r->a = of;
	r->bands = ARENA_ARRAY(s->arena, bands->n_children, struct row_band);
	for (const struct node *n = bands->first->next; n; n = n->next) {
		struct row_band *band = &r->bands[r->n_bands++];
		const struct node *body = node_at(n, 0);

		band->label = n->text;
		band->low = -INFINITY;
		band->high = INFINITY;
		if (body->kind == NODE_LIST) {
			band->codes = ARENA_ARRAY(s->arena, body->n_children, uint32_t);
			if (of->type != ROW_WORD)
				return wrong_band(s, body, of, node_at(bands, 0)->text);
			for (const struct node *word = body->first; word; word = word->next) {
				uint32_t code = row_word_code(s, of, word);

				if (code != UINT32_MAX)
					band->codes[band->n_codes++] = code;
			}
			continue;
		}
		if (of->type == ROW_WORD)
			return wrong_band(s, body, of, node_at(bands, 0)->text);
		for (size_t i = 0; i < 2; i++) {
			const struct node *bound = node_at(body, i);
			struct row *value;

			if (bound->kind == NODE_NONE)
				continue;
			value = row_literal_for(s, of, bound);
			if (!value)
				return NULL;
			if (i == 0)
				band->low = value->number;
			else /* a literal period belongs to the band up to its end */
				band->high = value->number + (value->length > 0 ? (double)value->length - 1 : 0);
		}
	}
	return r;
}

/* `channel = phone or web`: the classic slip, web being a value of the column before it. */
static bool slip_after(struct scope *s, const struct node *test, const struct node *name)
{
	const struct column *column;
	struct text value;

	if (!test || name->kind != NODE_NAME || test->kind != NODE_COMPARE || test->op != OP_EQ ||
	    node_at(test, 0)->kind != NODE_NAME || !row_value_text(node_at(test, 1), &value))
		return false;
	column = table_column(s->table, node_at(test, 0)->text);
	if (!column || column->type != COLUMN_TEXT || table_column(s->table, name->text) ||
	    role_find(name->text) != ROLE_NONE || definitions_find(s->definitions, DEFINED_SEGMENT, name->text) ||
	    dictionary_find(column->words, name->text) == UINT32_MAX)
		return false;
	diagnose(s->errors, STATUS_BAD_INPUT, name->span, "%.*s is a value, not a condition", TEXT_ARGS(name->text))
		->code = 105;
	diagnose_help(s->errors, "did you mean `%.*s in (%.*s, %.*s)`?", TEXT_ARGS(node_at(test, 0)->text),
		      TEXT_ARGS(value), TEXT_ARGS(name->text));
	return true;
}

static struct row *list_row(struct scope *s, const struct node *node, enum row_kind kind)
{
	struct row *r = row_new(s, kind, ROW_YESNO, node->span);

	r->list = ARENA_ARRAY(s->arena, node->n_children, struct row *);
	for (const struct node *child = node->first, *before = NULL; child; before = child, child = child->next) {
		struct row *part = kind == ROW_OR && slip_after(s, before, child) ? NULL : row_bind_condition(s, child);

		if (part)
			r->list[r->n_list++] = part;
	}
	return r->n_list == node->n_children ? r : NULL;
}

static struct row *missing_row(struct scope *s, const struct node *node)
{
	struct row *r = row_new(s, ROW_MISSING, ROW_YESNO, node->span);

	r->a = row_bind(s, node_at(node, 0));
	if (!r->a)
		return NULL;
	return node->flags & FLAG_NEGATED ? row_not(s, r) : r;
}

static struct row *yesno_constant(struct scope *s, const struct node *node)
{
	return row_constant(s, node->kind == NODE_TRUE ? 1 : 0, ROW_YESNO, node->span);
}

struct row *row_bind(struct scope *s, const struct node *node)
{
	struct row *r;

	switch (node->kind) {
	case NODE_NUMBER:
	case NODE_PERCENT:
		return row_constant(s, node->number, ROW_NUMBER, node->span);
	case NODE_DURATION:
		return duration_row(s, node);
	case NODE_DATE:
	case NODE_AGO:
	case NODE_TODAY:
	case NODE_YESTERDAY:
		return moment_row(s, node);
	case NODE_TRUE:
	case NODE_FALSE:
		return yesno_constant(s, node);
	case NODE_PARAM:
		node = row_parameter(s, node);
		return node ? row_bind(s, node) : NULL;
	case NODE_NAME:
		return row_bind_name(s, node);
	case NODE_CALL:
		return call_row(s, node);
	case NODE_TEXT:
		return not_here(s, node, "a text by itself (compare a column with it)");
	case NODE_GROUP:
		return row_bind(s, node_at(node, 0));
	case NODE_NEGATE:
		return negate(s, node);
	case NODE_ADD:
	case NODE_SUBTRACT:
	case NODE_MULTIPLY:
	case NODE_DIVIDE:
		return arithmetic(s, node);
	case NODE_AND:
		return list_row(s, node, ROW_AND);
	case NODE_OR:
		r = list_row(s, node, ROW_OR);
		return r ? computed_known(s, r) : NULL;
	case NODE_NOT:
		r = row_bind_condition(s, node_at(node, 0));
		return r ? computed_known(s, row_not(s, r)) : NULL;
	case NODE_COMPARE:
		return row_compare(s, node);
	case NODE_IN:
		return row_in(s, node);
	case NODE_BETWEEN:
		return row_between(s, node);
	case NODE_IS_MISSING:
		return missing_row(s, node);
	case NODE_TEXT_TEST:
		return row_text_test(s, node);
	case NODE_SEQUENCE:
		return computed_sequence(s, node);
	default:
		return not_here(s, node, "this");
	}
}

/* A value by itself, of some column. */
static bool slip_of_or(struct scope *s, const struct node *node)
{
	struct text value = node->text;

	for (size_t c = 0; c < s->table->n_columns; c++) {
		const struct column *column = &s->table->columns[c];

		if (column->type != COLUMN_TEXT || column_is_prose(column) ||
		    dictionary_find(table_ready(s->table, column)->words, node->text) == UINT32_MAX)
			continue;
		diagnose(s->errors, STATUS_BAD_INPUT, node->span, "%.*s is a value, not a condition", TEXT_ARGS(value))
			->code = 105;
		diagnose_help(s->errors, "did you mean `%.*s in (..., %.*s)`?", TEXT_ARGS(column->snake),
			      TEXT_ARGS(value));
		return true;
	}
	return false;
}

struct row *row_bind_condition(struct scope *s, const struct node *node)
{
	struct row *r, *is_true;

	if (node->kind == NODE_NAME && !table_column(s->table, node->text) && role_find(node->text) == ROLE_NONE &&
	    !definitions_find(s->definitions, DEFINED_SEGMENT, node->text) &&
	    !definitions_find(s->definitions, DEFINED_DIMENSION, node->text) && slip_of_or(s, node))
		return NULL;
	r = row_bind(s, node);
	if (!r)
		return NULL;
	if (r->type != ROW_YESNO) {
		diagnose(s->errors, STATUS_BAD_INPUT, node->span, "yes or no is needed here; this is %s",
			 row_type_name(r->type))
			->code = 105;
		if (node->kind == NODE_NAME)
			diagnose_help(s->errors, "compare it: `%.*s = ...`, `%.*s is not missing`",
				      TEXT_ARGS(node->text), TEXT_ARGS(node->text));
		return NULL;
	}
	if (r->kind != ROW_COLUMN)
		return r;
	is_true = row_new(s, ROW_TRUE, ROW_YESNO, r->span);
	is_true->a = r;
	return is_true;
}
