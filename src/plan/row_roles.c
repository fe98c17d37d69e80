/* A role that no column serves: what it needs, and which columns might do. */
#include "plan/row.h"

static void role_scale(enum role role, double *low, double *high)
{
	static const struct {
		double low, high;
	} scales[] = {
#define ROLE(id, kind, low, high, names) { low, high },
#include "store/roles.def"
#undef ROLE
	};

	*low = scales[role].low;
	*high = scales[role].high;
}

/* In words. */
static struct text needs_of_role(struct scope *s, enum role role)
{
	static const char *const kinds[] = { "an identifier", "a date or time", "a category", "yes or no", "",
					     "a time span",   "a whole number", "a number",   "text" };
	double low, high;

	role_scale(role, &low, &high);
	if (role_kind_of(role) == ROLE_SCORE)
		return arena_printf(s->arena, "a score from %g to %g", low, high);
	return text_of(kinds[role_kind_of(role)]);
}

static bool is_taken(const struct table *t, const struct column *c)
{
	for (int r = 0; r < ROLES; r++)
		if (t->roles[r].column == c)
			return true;
	return false;
}

/* Does C hold what the role needs? */
static bool could_serve(enum role role, const struct column *c)
{
	double low, high;

	switch (role_kind_of(role)) {
	case ROLE_SCORE:
		role_scale(role, &low, &high);
		return (c->type == COLUMN_INTEGER || c->type == COLUMN_DECIMAL) && c->domain > 2 &&
		       column_code_number(c, 0) >= low && column_code_number(c, c->domain - 1) <= high;
	case ROLE_YESNO:
		return c->type == COLUMN_YESNO;
	case ROLE_MOMENT:
		return c->type == COLUMN_DATE || c->type == COLUMN_TIME;
	default:
		return false;
	}
}

enum { CANDIDATES_MAX = 5 };

static struct text possible_columns(struct scope *s, enum role role)
{
	struct text list = TEXT_NONE;
	size_t n = 0;

	for (size_t i = 0; i < s->table->n_columns; i++) {
		const struct column *c = &s->table->columns[i];

		if (!c->derived && !is_taken(s->table, c) && could_serve(role, c) && n++ < CANDIDATES_MAX)
			list = arena_printf(s->arena, "%.*s%s`%.*s`", TEXT_ARGS(list), list.n ? ", " : "",
					    TEXT_ARGS(c->name));
	}
	return n > CANDIDATES_MAX ? arena_printf(s->arena, "%.*s ...", TEXT_ARGS(list)) : list;
}

/* Columns that the load has already spoken of, with its reason. */
static struct text candidates_of_load(struct scope *s, enum role role)
{
	const struct table *t = s->table;
	struct text list = TEXT_NONE;

	for (size_t i = 0; i < t->n_candidates; i++)
		if (t->candidates[i].role == role)
			list = arena_printf(s->arena, "%.*s%s`%.*s` (%.*s)", TEXT_ARGS(list), list.n ? ", " : "",
					    TEXT_ARGS(t->candidates[i].column->name), TEXT_ARGS(t->candidates[i].why));
	return list;
}

static void help_with_role(struct scope *s, enum role role)
{
	struct text candidates = candidates_of_load(s, role), possible = possible_columns(s, role);

	if (role == ROLE_invited)
		diagnose_help(s->errors, "response_rate_per_row counts the answers per row");
	else if (candidates.n)
		diagnose_help(s->errors, "it might be %.*s", TEXT_ARGS(candidates));
	else if (possible.n)
		diagnose_help(s->errors, "columns of that kind: %.*s; load the file with `mapping %s = COLUMN`",
			      TEXT_ARGS(possible), role_name(role));
	else
		diagnose_help(s->errors, "load the file with `mapping %s = COLUMN`; `show columns` lists the columns",
			      role_name(role));
}

static bool was_told(const struct scope *s, struct text message)
{
	for (const struct diagnostic *d = s->errors->first; d; d = d->next)
		if (text_equal(d->message, message))
			return true;
	return false;
}

struct row *row_unmapped_role(struct scope *s, enum role role, struct span span)
{
	struct text message = arena_printf(s->arena, "no column is mapped to the role %s (%.*s)", role_name(role),
					   TEXT_ARGS(needs_of_role(s, role)));

	if (was_told(s, message))
		return NULL;
	/* Inside a definition the place to point at is the word that the user wrote. */
	if (s->definition_depth > 0 && s->used_at.source)
		span = s->used_at;
	diagnose(s->errors, STATUS_BAD_INPUT, span, "%.*s", TEXT_ARGS(message))->code = 102;
	help_with_role(s, role);
	return NULL;
}

bool row_underivable(struct scope *s, struct text name, struct span span)
{
	static const struct {
		const char *name;
		enum role roles[2];
	} derived[] = {
		{ "since_previous", { ROLE_customer, ROLE_time } },
		{ "until_next", { ROLE_customer, ROLE_time } },
		{ "contact_number", { ROLE_customer, ROLE_time } },
		{ "since_contact", { ROLE_customer, ROLE_time } },
		{ "until_contact", { ROLE_customer, ROLE_time } },
		{ "case_contact_number", { ROLE_case, ROLE_case } },
		{ "revenue_at_stake", { ROLE_churned, ROLE_revenue } },
	};

	for (size_t i = 0; i < sizeof(derived) / sizeof(*derived); i++)
		for (size_t k = 0; k < 2 && text_equal_folded(name, text_of(derived[i].name)); k++)
			if (!s->table->roles[derived[i].roles[k]].column) {
				row_unmapped_role(s, derived[i].roles[k], span);
				return true;
			}
	return false;
}
