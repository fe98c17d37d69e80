#include "plan/scope.h"
#include "store/base.h"

void scope_note(struct scope *s, bool warning, const char *format, ...)
{
	struct plan_note *note = ARENA_NEW(s->arena, struct plan_note), **end = &s->notes;
	va_list args;

	va_start(args, format);
	note->text = arena_vprintf(s->arena, format, args);
	va_end(args);
	note->warning = warning;
	for (; *end; end = &(*end)->next)
		if (text_equal((*end)->text, note->text))
			return;
	*end = note;
}

void scope_add_name(struct name_list *list, struct text name, struct text description)
{
	if (list->n == list->capacity) {
		size_t more = list->capacity ? 2 * list->capacity : 32;

		list->names = arena_grow(list->arena, list->names, list->n, more, sizeof(*list->names));
		list->descriptions =
			arena_grow(list->arena, list->descriptions, list->n, more, sizeof(*list->descriptions));
		list->capacity = more;
	}
	list->names[list->n] = name;
	list->descriptions[list->n++] = description;
}

static void defined_names(const struct scope *s, enum definition_kind kind, struct name_list *out)
{
	for (size_t i = 0; i < s->definitions->n; i++) {
		const struct definition *d = &s->definitions->list[i];
		const struct node *describe = node_child(d->node, NODE_DESCRIBE);

		if (d->kind == kind)
			scope_add_name(out, d->name, describe ? describe->text : TEXT_NONE);
	}
}

static void column_names(const struct scope *s, struct name_list *out)
{
	for (size_t i = 0; s->table && i < s->table->n_columns; i++) {
		const struct column *c = &s->table->columns[i];

		scope_add_name(out, c->snake, text_equal(c->snake, c->name) ? TEXT_NONE : c->name);
	}
	for (size_t i = 0; s->table && table_base_column(s->table, i); i++)
		scope_add_name(out, table_base_column(s->table, i)->snake, TEXT_NONE);
}

static void role_names(const struct scope *s, struct name_list *out)
{
	for (int r = 0; s->table && r < ROLES; r++)
		if (s->table->roles[r].column)
			scope_add_name(out, text_of(role_name((enum role)r)), s->table->roles[r].column->name);
}

static const char *const functions[] = { "today",   "yesterday",   "data_start", "data_end",
					 "weekday", "hour_of_day", "in_base",	 NULL };
static const char *const units[] = { "minute", "hour", "day", "week", "month", "quarter", "year", "cohort", NULL };
static const char *const aggregates[] = { "count", "sum",    "avg",	      "share",		 "net",	     "min",
					  "max",   "median", "percentile",    "stdev",		 "distinct", "first",
					  "last",  "corr",   "customer_base", "known_customers", NULL };

static void fixed_names(const char *const *names, struct name_list *out)
{
	for (; *names; names++)
		scope_add_name(out, text_of(*names), TEXT_NONE);
}

void scope_names(const struct scope *s, enum name_kind kind, struct name_list *out)
{
	out->arena = s->arena;
	switch (kind) {
	case NAME_METRIC:
		defined_names(s, DEFINED_METRIC, out);
		break;
	case NAME_COLUMN:
		column_names(s, out);
		break;
	case NAME_ROLE:
		role_names(s, out);
		break;
	case NAME_SEGMENT:
		defined_names(s, DEFINED_SEGMENT, out);
		break;
	case NAME_DIMENSION:
		defined_names(s, DEFINED_DIMENSION, out);
		fixed_names(units, out);
		break;
	case NAME_QUERY:
		defined_names(s, DEFINED_QUERY, out);
		break;
	case NAME_FUNCTION:
		fixed_names(functions, out);
		break;
	case NAME_AGGREGATE:
		fixed_names(aggregates, out);
		break;
	}
}

enum { NEAR_MAX = 5 };

/* A word that NAME begins with, or that begins NAME, counts as no edit at all. */
static unsigned distance(struct text word, struct text name, unsigned limit)
{
	if (word.n >= 3 && name.n > word.n && text_equal_folded(text_slice(name, 0, word.n), word))
		return 0;
	return text_distance(word, name, limit);
}

static bool listed(const struct text *names, size_t n, struct text name)
{
	for (size_t i = 0; i < n; i++)
		if (text_equal_folded(names[i], name))
			return true;
	return false;
}

struct text scope_near(const struct scope *s, struct text word, const struct name_list *list)
{
	unsigned limit = (unsigned)((word.n + 2) / 3), best = limit + 1;
	struct text near[NEAR_MAX], out = TEXT_NONE;
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++) {
		unsigned d = distance(word, list->names[i], limit);

		if (d < best) {
			best = d;
			n = 0;
		}
		if (d == best && best <= limit && n < NEAR_MAX && !listed(near, n, list->names[i]))
			near[n++] = list->names[i];
	}
	for (size_t i = 0; i < n; i++)
		out = i ? arena_printf(s->arena, "%.*s or `%.*s`", TEXT_ARGS(out), TEXT_ARGS(near[i]))
			: arena_printf(s->arena, "`%.*s`", TEXT_ARGS(near[i]));
	return out;
}
