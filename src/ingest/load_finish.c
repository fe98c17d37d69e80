/* Columns to a table that can be asked: roles, order, derived columns, statistics. */
#include <stdlib.h>

#include "ingest/load.h"
#include "ingest/recipe.h"
#include "store/arrange.h"

static bool finish(struct table *t, const struct load_request *request, const struct role_map *kept,
		   struct diagnostics *errors)
{
	bool *is_clock = ARENA_ARRAY(&t->arena, t->n_columns, bool);
	struct role_plan *plan = ARENA_NEW(&t->arena, struct role_plan);

	for (size_t i = 0; i < t->n_columns; i++)
		is_clock[i] = t->columns[i].clock;
	if (!roles_plan(plan, request, kept, t, errors) || !roles_map(t, plan, is_clock, errors))
		return false;
	t->request = recipe_keep(&t->arena, request);
	t->bases = calloc(1, sizeof(*t->bases));
	if (t->bases && table_arrange(t) && table_derive(t) && table_measure(t))
		return true;
	diagnose(errors, STATUS_FAILED, request->span, "%.*s does not fit into memory", TEXT_ARGS(t->file));
	return false;
}

struct table *load_finish(struct table *t, const struct load_request *request, const struct role_map *kept,
			  struct diagnostics *errors)
{
	jmp_buf *const place = errors->arena->on_failure;
	jmp_buf out_of_memory;
	bool done;

	if (setjmp(out_of_memory)) {
		table_free(t);
		errors->arena->on_failure = place;
		arena_fail(errors->arena);
	}
	t->arena.on_failure = errors->arena->on_failure = &out_of_memory;
	done = finish(t, request, kept, errors);
	t->arena.on_failure = NULL;
	errors->arena->on_failure = place;
	if (done)
		return t;
	table_free(t);
	return NULL;
}
