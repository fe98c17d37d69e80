/* scope.h - where names are looked up while a statement is planned. */
#ifndef PLAN_SCOPE_H
#define PLAN_SCOPE_H

#include "base/arena.h"
#include "base/diagnostic.h"
#include "metric/definitions.h"
#include "plan/settings.h"
#include "store/table.h"

struct scope {
	struct arena *arena;	   /* of the statement */
	const struct table *table; /* the active one */
	const struct definitions *definitions;
	const struct settings *settings;
	struct diagnostics *errors;
	struct plan_note *notes; /* newest first: values folded, unknown values ... */
	/* roles bound to other columns while a metric is expanded: nps(q12) */
	const struct role_binding *bindings;
	struct computed_list *computed; /* columns of the statement; set by the plan */
	const struct column *unit;	/* of `per`, while a plan is made */
	const struct base *base;	/* of a statement that counts one (plan/base.h), else NULL */
	bool base_names;		/* names mean its columns before those of the table */
	bool base_members;		/* the rows of the expression at hand are those of its customers already */
	bool base_used;			/* some rows were left out for it */
	bool lone_day_noted;		/* once per statement */
	bool lenient;			/* the value at hand came from a $parameter: unknown ones are noted */
	struct span used_at;		/* inside definitions: where the outermost was named */
	unsigned definition_depth; /* inside definitions unknown values are notes, and endless recursion is refused */
};

struct plan_note {
	struct plan_note *next;
	bool warning;
	struct text text;
};

struct role_binding {
	const struct role_binding *outer;
	enum role role;
	const struct column *column;
};

void scope_note(struct scope *s, bool warning, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* The names that may stand where one is missing, for "did you mean" and completion. */
enum name_kind {
	NAME_METRIC,
	NAME_COLUMN,
	NAME_ROLE,
	NAME_SEGMENT,
	NAME_DIMENSION,
	NAME_QUERY,
	NAME_FUNCTION,
	NAME_AGGREGATE
};
struct name_list {
	struct arena *arena;
	struct text *names;
	struct text *descriptions;
	size_t n, capacity;
};
/* Add NAME to LIST. */
void scope_add_name(struct name_list *list, struct text name, struct text description);
void scope_names(const struct scope *s, enum name_kind kind, struct name_list *out);
/* Up to FIVE names of LIST nearest to WORD, all ties of the best distance, within (length + 2) / 3 edits; "" if none:
 * "`stage`" or "`stage` or `state`". */
struct text scope_near(const struct scope *s, struct text word, const struct name_list *list);

#endif
