/* Rows of the active table that are there more than once. */
#include "report/show.h"
#include "report/spelling.h"
#include "store/duplicates.h"

enum { GROUPS_SHOWN = 50, PLACES_SHOWN = 8 };

static void add_columns(struct result *r, const struct table *t)
{
	result_add_column(r, (struct result_column){ .name = TEXT("times"), .look = LOOK_INTEGER, .decimals = -1 });
	report_column(r, "rows");
	for (size_t c = 0; c < t->n_columns; c++)
		if (duplicates_compare(t, &t->columns[c]))
			result_add_column(r, (struct result_column){ .name = t->columns[c].snake,
								     .look = LOOK_RAW,
								     .decimals = -1,
								     .part = PART_DIMENSION });
}

static struct cell value_cell(struct result *r, const struct column *c, size_t row)
{
	struct cell cell;

	if (c->type == COLUMN_NUMBER)
		return column_is_missing(c, row) ? (struct cell){ .kind = CELL_NONE }
						 : cell_number(column_doubles(c)[row]);
	cell = spell_cell(r, c, column_code(c, row));
	if (cell.kind == CELL_MISSING)
		cell.kind = CELL_NONE;
	return cell;
}

/* The places of the groups that are shown, each a list that is cut after some. */
struct places {
	struct text *lists;
	uint32_t *n;
	size_t *part; /* of the place listed last */
	size_t n_groups;
};

/* "17, 20", or "a.csv 17, 20, b.csv 3" in a table of several files; rows are counted from 1 in each. */
static void add_place(struct environment *e, const struct table *t, struct places *p, uint32_t group, size_t place)
{
	struct text *list = &p->lists[group], file = TEXT_NONE;
	size_t part = 0;

	while (part + 1 < t->n_parts && place >= t->parts[part].n_rows)
		place -= t->parts[part++].n_rows;
	if (t->n_parts > 1 && (p->n[group] == 0 || p->part[group] != part))
		file = t->parts[part].file;
	p->part[group] = part;
	if (p->n[group]++ < PLACES_SHOWN)
		*list = arena_printf(e->arena, "%.*s%s%.*s%s%zu", TEXT_ARGS(*list), list->n ? ", " : "",
				     TEXT_ARGS(file), file.n ? " " : "", place + 1);
	else if (p->n[group] == PLACES_SHOWN + 1)
		*list = arena_printf(e->arena, "%.*s, …", TEXT_ARGS(*list));
}

static struct places find_places(struct environment *e, const struct table *t, const struct duplicates *d)
{
	size_t n = d->n_groups < GROUPS_SHOWN ? d->n_groups : GROUPS_SHOWN;
	struct places p = { ARENA_ARRAY(e->arena, n, struct text), ARENA_ARRAY(e->arena, n, uint32_t),
			    ARENA_ARRAY(e->arena, n, size_t), n };

	for (size_t place = 0; place < t->n_rows; place++) {
		size_t row = table_row_at(t, place);

		if (d->group[row] < n)
			add_place(e, t, &p, d->group[row], place);
	}
	return p;
}

static void show_groups(struct environment *e, const struct table *t, const struct duplicates *d, struct result *r)
{
	struct places places = find_places(e, t, d);

	add_columns(r, t);
	for (size_t g = 0; g < places.n_groups; g++) {
		struct cell *at = result_add_row(r, 0);

		*at++ = cell_integer(d->count[g]);
		*at++ = show_text(r, places.lists[g]);
		for (size_t c = 0; c < t->n_columns; c++)
			if (duplicates_compare(t, &t->columns[c]))
				*at++ = value_cell(r, &t->columns[c], d->first[g]);
	}
	result_note(r, NOTE_FACT, "%.*s of %.*s rows are there more than once; %.*s are different",
		    TEXT_ARGS(report_thousands(e, d->n_rows)), TEXT_ARGS(report_thousands(e, t->n_rows)),
		    TEXT_ARGS(report_thousands(e, t->n_rows - (d->n_rows - d->n_groups))));
	if (d->n_groups)
		result_note(r, NOTE_FACT, "rows are counted from 1 behind the header, bad ones left out");
	if (places.n_groups < d->n_groups)
		result_note(r, NOTE_FACT, "the first %zu are shown", places.n_groups);
}

/* An answer that cannot be made ends the statement by a jump: what is on the heap is freed first. */
static struct result *answer(struct environment *e, const struct table *t, struct duplicates *d)
{
	jmp_buf *const place = e->arena->on_failure;
	struct result *r = report_answer(e);
	jmp_buf out_of_memory;

	if (setjmp(out_of_memory)) {
		duplicates_free(d);
		e->arena->on_failure = place;
		arena_fail(e->arena);
	}
	e->arena->on_failure = r->arena.on_failure = &out_of_memory;
	show_groups(e, t, d, r);
	e->arena->on_failure = r->arena.on_failure = place;
	duplicates_free(d);
	return r;
}

enum status show_duplicates(struct environment *e, const struct node *statement, struct result **out)
{
	const struct table *t = report_table(e, statement->span);
	struct duplicates d;

	if (!t)
		return STATUS_BAD_INPUT;
	if (e->checking)
		return STATUS_OK;
	table_ready_all(t);
	if (!duplicates_find(t, &d)) {
		diagnose(e->errors, STATUS_FAILED, statement->span, "out of memory");
		return STATUS_FAILED;
	}
	*out = answer(e, t, &d);
	return STATUS_OK;
}
