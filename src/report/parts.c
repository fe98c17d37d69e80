#include "report/parts.h"

#include <stdarg.h>
#include <stdio.h>

struct text report_print(struct environment *e, const struct node *n)
{
	struct buffer b = { 0 };

	node_print(n, &b);
	return buffer_take(&b, e->arena);
}

static bool is_plain_name(struct text name)
{
	for (size_t i = 0; i < name.n; i++) {
		char c = name.at[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';

		if (!letter && (i == 0 || c < '0' || c > '9'))
			return false;
	}
	return name.n > 0;
}

void report_column_name(const struct column *c, struct buffer *out)
{
	if (is_plain_name(c->name))
		buffer_add(out, c->name);
	else
		buffer_printf(out, "\"%.*s\"", TEXT_ARGS(c->name));
}

static enum status replace(struct environment *e, struct node *child)
{
	bool known = false;
	const struct node *value = definitions_value(e->definitions, child->text, &known);
	struct node *next = child->next;

	if (!value) {
		report_bad(e, child->span, known ? "$%.*s has no value" : "no value is named $%.*s",
			   TEXT_ARGS(child->text));
		if (known)
			diagnose_help(e->errors, "give it one: -p %.*s=VALUE, or a default", TEXT_ARGS(child->text));
		else
			diagnose_help(e->errors, "declare it: let %.*s = VALUE, or param %.*s default VALUE",
				      TEXT_ARGS(child->text), TEXT_ARGS(child->text));
		return STATUS_BAD_INPUT;
	}
	value = node_copy(e->arena, value);
	child->kind = value->kind;
	child->op = value->op;
	child->unit = value->unit;
	child->flags = value->flags;
	child->number = value->number;
	child->text = value->text;
	child->first = value->first;
	child->last = value->last;
	child->n_children = value->n_children;
	child->depth = value->depth;
	child->next = next;
	return STATUS_OK;
}

enum status report_resolve(struct environment *e, struct node *n)
{
	enum status status = STATUS_OK;

	for (struct node *child = n->first; child && status == STATUS_OK; child = child->next)
		status = child->kind == NODE_PARAM ? replace(e, child) : report_resolve(e, child);
	return status;
}

/* A name without quotes and escapes is still the bytes of its source. */
struct span report_name_span(const struct node *n)
{
	const struct source *source = n->span.source;
	uintptr_t name = (uintptr_t)n->text.at, text = source ? (uintptr_t)source->text.at : 0;

	if (!source || !n->text.n || name < text + n->span.from || name + n->text.n > text + n->span.to)
		return n->span;
	return (struct span){ source, name - text, name - text + n->text.n };
}

struct scope report_scope(struct environment *e)
{
	return (struct scope){
		.arena = e->arena,
		.table = e->catalog->active,
		.definitions = e->definitions,
		.settings = e->settings,
		.errors = e->errors,
	};
}

void report_did_you_mean(struct environment *e, struct text word, const struct name_list *names, const char *otherwise)
{
	struct scope scope = report_scope(e);
	struct text near = scope_near(&scope, word, names);

	if (near.n)
		diagnose_help(e->errors, "did you mean %.*s?", TEXT_ARGS(near));
	else
		diagnose_help(e->errors, "%s", otherwise);
}

enum status report_bad(struct environment *e, struct span where, const char *format, ...)
{
	char line[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	diagnose(e->errors, STATUS_BAD_INPUT, where, "%s", line);
	return STATUS_BAD_INPUT;
}

struct text report_file_name(struct environment *e, const struct node *n)
{
	const struct node *value = n;

	if (n->kind == NODE_PARAM)
		value = definitions_value(e->definitions, n->text, NULL);
	if (value && value->text.n && (value == n || value->kind == NODE_TEXT))
		return arena_text(e->arena, value->text);
	if (value && value != n)
		report_bad(e, n->span, "$%.*s is not the name of a file", TEXT_ARGS(n->text));
	else if (value)
		report_bad(e, n->span, "a file name is needed here");
	else
		report_bad(e, n->span, "$%.*s has no value", TEXT_ARGS(n->text));
	return TEXT_NONE;
}

bool report_may_use_files(struct environment *e, struct span where, const char *what)
{
	if (!e->safe)
		return true;
	diagnose(e->errors, STATUS_FAILED, where, "no access to files: %s is refused in safe mode", what);
	return false;
}

struct text report_thousands(struct environment *e, uint64_t n)
{
	struct text digits = arena_printf(e->arena, "%llu", (unsigned long long)n), out = TEXT_NONE;
	size_t first = digits.n % 3 ? digits.n % 3 : 3;

	out = text_slice(digits, 0, first);
	for (size_t i = first; i < digits.n; i += 3)
		out = arena_printf(e->arena, "%.*s,%.*s", TEXT_ARGS(out), TEXT_ARGS(text_slice(digits, i, i + 3)));
	return out;
}

void report_column(struct result *r, const char *name)
{
	result_add_column(r, (struct result_column){ .name = text_of(name), .decimals = -1, .part = PART_DIMENSION });
}

void report_part_column(struct result *r, const char *name, struct text heading, enum look look, enum column_part part)
{
	result_add_column(r, (struct result_column){ .name = text_of(name),
						     .heading = heading,
						     .look = look,
						     .decimals = -1,
						     .part = part,
						     .is_change = part == PART_CHANGE });
}

void report_dimension_columns(struct result *r, const struct plan *p, size_t n)
{
	for (size_t d = 0; d < n; d++)
		result_add_column(r, (struct result_column){ .name = p->dimensions[d].name,
							     .look = LOOK_RAW,
							     .decimals = -1,
							     .part = PART_DIMENSION });
}

const struct table *report_table(struct environment *e, struct span where)
{
	if (e->catalog->active)
		return e->catalog->active;
	report_bad(e, where, "no table is loaded");
	diagnose_help(e->errors, "load one: load \"file.csv\", or try: load sample");
	return NULL;
}
