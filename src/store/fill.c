/* Columns that wait until they are asked for: derived ones, and texts left in their file. */
#include "store/table.h"

bool table_fill(const struct table *t, const struct column *c)
{
	/* Values that can be told at any time are no change of the table. */
	struct column *waiting = (struct column *)c;
	struct table *told = (struct table *)t;
	enum fill_fault (*fill)(const struct table *, struct column *) = c->fill;

	if (!fill)
		return true;
	/* Filling may ask for others, not for itself. */
	waiting->fill = NULL;
	told->fault = fill(t, waiting);
	if (told->fault == FILL_FINE)
		return true;
	waiting->fill = fill;
	told->unfilled = c;
	return false;
}

const struct column *table_ready(const struct table *t, const struct column *c)
{
	if (!table_fill(t, c))
		arena_fail((struct arena *)&t->arena);
	return c;
}

void table_explain_fault(struct table *t, struct span span, struct diagnostics *errors)
{
	enum fill_fault fault = t->fault;

	t->fault = FILL_FINE;
	switch (fault) {
	case FILL_CHANGED:
		diagnose(errors, STATUS_FAILED, span,
			 "%.*s cannot be read: %.*s is no longer what it was when it was loaded",
			 TEXT_ARGS(t->unfilled->name), TEXT_ARGS(t->file));
		diagnose_help(errors, "long texts stay in their file until they are asked for; load it again");
		break;
	case FILL_STOPPED:
		diagnose(errors, STATUS_INTERRUPTED, span, "interrupted");
		break;
	default:
		diagnose(errors, STATUS_FAILED, span, "%.*s of %.*s does not fit into memory",
			 TEXT_ARGS(t->unfilled->name), TEXT_ARGS(t->file));
		break;
	}
}

bool table_fill_all(const struct table *t)
{
	for (size_t i = 0; i < t->n_columns; i++)
		if (!t->columns[i].derived && !table_fill(t, &t->columns[i]))
			return false;
	return true;
}

void table_ready_all(const struct table *t)
{
	if (!table_fill_all(t))
		arena_fail((struct arena *)&t->arena);
}

bool column_is_prose(const struct column *c)
{
	return c->left && c->left->n_words >= PROSE_WORDS;
}
