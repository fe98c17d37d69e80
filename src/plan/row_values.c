/* Values: literals in the type of what stands left, words looked up in the dictionary, text tests. */
#include <math.h>

#include "base/regex.h"
#include "plan/row.h"

bool row_value_text(const struct node *value, struct text *out)
{
	switch (value->kind) {
	case NODE_NAME:
	case NODE_TEXT:
	case NODE_NUMBER:
	case NODE_PERCENT:
	case NODE_DATE:
		*out = value->text;
		return true;
	case NODE_TRUE:
		*out = TEXT("true");
		return true;
	case NODE_FALSE:
		*out = TEXT("false");
		return true;
	case NODE_TODAY:
		*out = TEXT("today");
		return true;
	case NODE_YESTERDAY:
		*out = TEXT("yesterday");
		return true;
	default:
		return false;
	}
}

enum { NEAR_WORDS = 5, SEARCHED_WORDS = 200000 };

/* The words of D nearest to WORD, for the help of an error: always some, at most five. */
static struct text near_words(struct scope *s, const struct dictionary *d, struct text word)
{
	uint32_t best[NEAR_WORDS];
	unsigned distance[NEAR_WORDS], worst = (unsigned)(word.n > 4 ? word.n : 4);
	size_t n = 0, i;
	struct text out = TEXT_NONE;

	for (uint32_t code = 0; code < d->n && code < SEARCHED_WORDS; code++) {
		unsigned far = text_distance(word, dictionary_word(d, code), worst);

		if (far > worst || (n == NEAR_WORDS && far >= distance[n - 1]))
			continue;
		if (n < NEAR_WORDS)
			n++;
		for (i = n - 1; i > 0 && distance[i - 1] > far; i--) {
			best[i] = best[i - 1];
			distance[i] = distance[i - 1];
		}
		best[i] = code;
		distance[i] = far;
	}
	while (n > 1 && distance[n - 1] > distance[0] + 2) /* far behind the nearest: no help */
		n--;
	for (i = 0; i < n; i++)
		out = arena_printf(s->arena, "%.*s%s`%.*s`", TEXT_ARGS(out),
				   i == 0	? ""
				   : i + 1 == n ? " or "
						: ", ",
				   TEXT_ARGS(dictionary_word(d, best[i])));
	return out;
}

/* The one word that equals WORD but for case; *n counts them. */
static uint32_t folded_word(const struct dictionary *d, struct text word, size_t *n)
{
	uint32_t found = UINT32_MAX;

	for (uint32_t code = 0; code < d->n; code++)
		if (text_equal_folded(dictionary_word(d, code), word)) {
			found = code;
			++*n;
		}
	return found;
}

/* Outbound is the company's doing, inbound the customer's. */
static struct text initiator_word(const struct scope *s, const struct row *left, struct text word)
{
	if (left->role != &s->table->roles[ROLE_initiator])
		return word;
	if (text_equal_folded(word, TEXT("company")))
		return TEXT("outbound");
	return text_equal_folded(word, TEXT("customer")) ? TEXT("inbound") : word;
}

static void help_column(struct scope *s, struct text name)
{
	diagnose_help(s->errors, "a bare word here is a value; the column is written `` `%.*s` ``", TEXT_ARGS(name));
}

static uint32_t not_in_data(struct scope *s, const struct row *left, const struct node *value, struct text word)
{
	struct text near = near_words(s, left->column->words, word);

	if (s->definition_depth > 0 || s->lenient || !s->settings->unknown_values_error) {
		scope_note(s, true, "no row has %.*s = %.*s", TEXT_ARGS(left->column->snake), TEXT_ARGS(word));
		return UINT32_MAX;
	}
	diagnose(s->errors, STATUS_BAD_INPUT, value->span, "%.*s has no value \"%.*s\"", TEXT_ARGS(left->column->snake),
		 TEXT_ARGS(word))
		->code = 108;
	if (value->kind == NODE_NAME && table_column(s->table, word))
		help_column(s, word);
	else if (near.n)
		diagnose_help(s->errors, "did you mean %.*s?", TEXT_ARGS(near));
	else
		diagnose_help(s->errors, "`show values of %.*s` lists them", TEXT_ARGS(left->column->snake));
	return UINT32_MAX;
}

uint32_t row_word_code(struct scope *s, const struct row *left, const struct node *value)
{
	const struct dictionary *d = left->column->words;
	struct text word;
	size_t n = 0;
	uint32_t code;

	if (!row_value_text(value, &word)) {
		diagnose(s->errors, STATUS_BAD_INPUT, value->span, "%.*s holds text; a value of text is needed here",
			 TEXT_ARGS(left->column->snake))
			->code = 107;
		return UINT32_MAX;
	}
	code = dictionary_find(d, word);
	if (code == UINT32_MAX)
		code = folded_word(d, word, &n);
	if (n > 1)
		code = UINT32_MAX;
	if (n == 1)
		scope_note(s, false, "%.*s: \"%.*s\" taken for %.*s", TEXT_ARGS(left->column->snake),
			   TEXT_ARGS(dictionary_word(d, code)), TEXT_ARGS(word));
	if (code == UINT32_MAX)
		code = dictionary_find(d, initiator_word(s, left, word));
	return code != UINT32_MAX ? code : not_in_data(s, left, value, word);
}

static bool one_of(struct text word, const char *const *words)
{
	for (; *words; words++)
		if (text_equal_folded(word, text_of(*words)))
			return true;
	return false;
}

static struct row *yesno_literal(struct scope *s, const struct row *left, const struct node *value)
{
	static const char *const yes[] = { "yes", "y", "true", "1", NULL }, *const no[] = { "no", "n", "false", "0",
											    NULL };
	struct text word = TEXT_NONE;

	if (row_value_text(value, &word) && (one_of(word, yes) || one_of(word, no)))
		return row_constant(s, one_of(word, yes), ROW_YESNO, value->span);
	word = left->column ? left->column->snake : TEXT("this");
	diagnose(s->errors, STATUS_BAD_INPUT, value->span, "%.*s is yes or no", TEXT_ARGS(word))->code = 107;
	diagnose_help(s->errors, "write `= yes` or `= no`");
	return NULL;
}

static struct row *label_literal(struct scope *s, const struct row *left, const struct node *value)
{
	struct text word;
	struct text known = TEXT_NONE;

	if (value->kind == NODE_NUMBER && left->labels) /* weekday = 1: Monday */
		return row_constant(s, value->number - 1, ROW_LABEL, value->span);
	if (row_value_text(value, &word)) {
		for (size_t i = 0; left->labels && left->labels[i]; i++)
			if (word.n >= 3 && text_equal_folded(text_slice(word, 0, 3), text_of(left->labels[i])))
				return row_constant(s, (double)i, ROW_LABEL, value->span);
		for (size_t i = 0; i < left->n_bands; i++)
			if (text_equal_folded(word, left->bands[i].label))
				return row_constant(s, (double)i, ROW_LABEL, value->span);
	}
	for (size_t i = 0; left->labels && left->labels[i]; i++)
		known = arena_printf(s->arena, "%.*s%s%s", TEXT_ARGS(known), i ? ", " : "", left->labels[i]);
	for (size_t i = 0; i < left->n_bands; i++)
		known = arena_printf(s->arena, "%.*s%s%.*s", TEXT_ARGS(known), i ? ", " : "",
				     TEXT_ARGS(left->bands[i].label));
	diagnose(s->errors, STATUS_BAD_INPUT, value->span, "there is no such value here")->code = 108;
	diagnose_help(s->errors, "one of %.*s", TEXT_ARGS(known));
	return NULL;
}

static struct row *number_literal(struct scope *s, const struct row *left, const struct node *value)
{
	struct row *r;

	if (value->kind == NODE_NUMBER || value->kind == NODE_PERCENT || value->kind == NODE_DURATION ||
	    value->kind == NODE_NEGATE)
		return row_bind(s, value);
	diagnose(s->errors, STATUS_BAD_INPUT, value->span, "a number is needed here")->code = 107;
	r = (struct row *)left;
	if (value->kind == NODE_NAME && table_column(s->table, value->text))
		help_column(s, value->text);
	else if (r->kind == ROW_COLUMN && r->role && r->role->high != r->role->low)
		diagnose_help(s->errors, "%.*s is a number from %g to %g", TEXT_ARGS(r->column->snake),
			      fmin(r->role->low, r->role->high), fmax(r->role->low, r->role->high));
	else if (r->kind == ROW_COLUMN)
		diagnose_help(s->errors, "%.*s holds numbers", TEXT_ARGS(r->column->snake));
	return NULL;
}

static struct row *moment_literal(struct scope *s, const struct node *value)
{
	struct period p;
	struct row *r;

	if (!scope_moment(s, value, &p))
		return NULL;
	r = row_constant(s, (double)p.from, ROW_MOMENT, value->span);
	r->length = p.to - p.from;
	return r;
}

struct row *row_literal_for(struct scope *s, const struct row *left, const struct node *value)
{
	value = row_parameter(s, value);
	if (!value)
		return NULL;
	switch (left->type) {
	case ROW_YESNO:
		return yesno_literal(s, left, value);
	case ROW_LABEL:
		return label_literal(s, left, value);
	case ROW_MOMENT:
		return moment_literal(s, value);
	default:
		return number_literal(s, left, value);
	}
}

/* A bad pattern is found now, with its place, not in the middle of a scan. */
static bool check_pattern(struct scope *s, const struct node *value, struct text pattern)
{
	struct text what;
	size_t at;
	struct regex *r = regex_new(s->arena, pattern, false, &what, &at);

	if (r)
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, value->span, "not a regular expression: %.*s (at character %zu)",
		 TEXT_ARGS(what), at + 1);
	return false;
}

struct row *row_text_test(struct scope *s, const struct node *node)
{
	struct row *a = row_bind(s, node_at(node, 0)), *r;
	const struct node *value = row_parameter(s, node_at(node, 1));

	if (!a || !value)
		return NULL;
	if (a->type != ROW_WORD) {
		diagnose(s->errors, STATUS_BAD_INPUT, node->first->span, "%s needs a text column; this is %s",
			 op_name(node->op), row_type_name(a->type))
			->code = 107;
		return NULL;
	}
	r = row_new(s, ROW_TEXT_TEST, ROW_YESNO, node->span);
	r->op = node->op;
	r->a = a;
	if (!row_value_text(value, &r->pattern)) {
		diagnose(s->errors, STATUS_BAD_INPUT, value->span, "a text is needed here")->code = 107;
		return NULL;
	}
	if (node->op == OP_MATCHES && !check_pattern(s, value, r->pattern))
		return NULL;
	return node->flags & FLAG_NEGATED ? row_not(s, r) : r;
}
