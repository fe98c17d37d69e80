#include "ingest/join.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "ingest/join_int.h"
#include "ingest/load.h"
#include "ingest/names.h"
#include "store/arrange.h"
#include "store/base.h"
#include "store/dictionary.h"

/* ---- the parts ------------------------------------------------------------------------------- */

/* File I, with N more columns that are to be read as they are said to be. */
static bool read_file(struct joining *j, size_t i, const struct column_option *types, size_t n)
{
	struct load_request one = *j->request;
	struct load_options *o = &one.options;
	struct column_option *all = ARENA_ARRAY(&j->scratch, o->n_types + n, struct column_option);

	for (size_t t = 0; t < o->n_types + n; t++)
		all[t] = t < o->n_types ? o->types[t] : types[t - o->n_types];
	o->types = all;
	o->n_types += n;
	one.file = j->files[i];
	one.is_part = j->n_files > 1 || j->old;
	j->raws[i] = load_raw(&one, j->errors);
	return j->raws[i] != NULL;
}

static bool read_files(struct joining *j)
{
	for (size_t i = 0; i < j->n_files; i++)
		if (!read_file(j, i, NULL, 0))
			return false;
	return true;
}

static bool can_be_read_again(struct text file)
{
	struct stat s;

	return !text_is(file, "-") && stat(file.at, &s) == 0 && S_ISREG(s.st_mode);
}

/* The columns of file I that are something else there and text in the whole, as options of a load. */
static struct column_option *find_texts(struct joining *j, size_t i, size_t *n)
{
	const struct concat *c = &j->concat;
	struct column_option *list = ARENA_ARRAY(&j->scratch, c->n_columns, struct column_option);

	*n = 0;
	for (size_t k = 0; k < c->n_columns; k++) {
		const struct column *from = c->columns[k].of[i + (j->old != NULL)];

		if (c->columns[k].type == COLUMN_TEXT && from && from->type != COLUMN_TEXT)
			list[(*n)++] = (struct column_option){ .column = arena_text(&j->scratch, from->name),
							       .value = TEXT("text") };
	}
	return list;
}

/* What is text in the whole was best read as text: its values are then as they stand in the file, not as numbers and dates
 * are spelt, and words like NA are values. */
static bool read_texts_again(struct joining *j)
{
	for (size_t i = 0; i < j->n_files; i++) {
		size_t n;
		struct column_option *texts = find_texts(j, i, &n);

		if (n == 0 || !can_be_read_again(j->files[i]))
			continue;
		table_free(j->raws[i]);
		j->raws[i] = NULL;
		if (!read_file(j, i, texts, n))
			return false;
	}
	return true;
}

/* Is NAME free for a column that names files? */
static bool is_free(const struct joining *j, struct text name)
{
	for (size_t i = 0; i < j->n_files; i++)
		if (table_column(j->raws[i], name))
			return false;
	return true;
}

static bool name_file_column(struct joining *j)
{
	struct text name = TEXT("file");

	if (j->old) {
		j->file_column = j->old->file_column;
		if (is_free(j, j->file_column))
			return true;
		diagnose(j->errors, STATUS_FAILED, j->request->span,
			 "the file has a column %.*s, which in %.*s names the file of a row", TEXT_ARGS(j->file_column),
			 TEXT_ARGS(j->old->name));
		return false;
	}
	for (unsigned k = 2; !is_free(j, name); k++)
		name = arena_printf(&j->scratch, "file_%u", k);
	j->file_column = name;
	return true;
}

/* One word for all rows. */
static bool add_file_column(struct table *t, struct text name)
{
	struct column *c = &t->columns[t->n_columns++];

	*c = (struct column){
		.name = name, .snake = name, .type = COLUMN_TEXT, .width = 1, .domain = 1, .per_second = 1
	};
	c->codes = calloc(t->n_rows + 1, 1);
	c->words = dictionary_new();
	return c->codes && c->words && dictionary_add(c->words, t->parts->file) != UINT32_MAX;
}

static bool add_file_columns(struct joining *j)
{
	bool wanted = j->old ? j->old->file_column.n > 0 : j->request->options.file_column;

	if (!wanted || j->n_files == 0)
		return true;
	if (!name_file_column(j))
		return false;
	for (size_t i = 0; i < j->n_files; i++)
		if (!add_file_column(j->raws[i], j->file_column))
			return join_out_of_memory(j);
	return true;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static void refuse_zones(struct joining *j)
{
	const struct concat *c = &j->concat;
	size_t zoned = c->fault_parts[!c->fault_column->zoned], bare = c->fault_parts[c->fault_column->zoned];

	diagnose(j->errors, STATUS_FAILED, j->request->span, "%.*s has a time zone in %.*s and none in %.*s",
		 TEXT_ARGS(c->fault_column->name), TEXT_ARGS(c->parts[zoned].table->file),
		 TEXT_ARGS(c->parts[bare].table->file));
	diagnose_help(j->errors, "times with a zone and times without one cannot stand in one column");
}

static void refuse_orders(struct joining *j)
{
	const struct concat *c = &j->concat;
	bool month = c->fault_column->date_order == 2;

	diagnose(j->errors, STATUS_FAILED, j->request->span,
		 "the dates of %.*s have the day first in %.*s and the month first in %.*s",
		 TEXT_ARGS(c->fault_column->name), TEXT_ARGS(c->parts[c->fault_parts[month]].table->file),
		 TEXT_ARGS(c->parts[c->fault_parts[!month]].table->file));
	diagnose_help(j->errors, "make one table of each order, or write the dates of one of them anew");
}

static bool refuse(struct joining *j)
{
	const struct concat *c = &j->concat;
	struct span span = j->request->span;

	switch (c->fault) {
	case CONCAT_TOO_MANY_ROWS:
		diagnose(j->errors, STATUS_FAILED, span, "together the files have more than 2,147,483,647 rows");
		break;
	case CONCAT_TOO_MANY_COLUMNS:
		diagnose(j->errors, STATUS_FAILED, span, "together the files have more than 4,096 columns");
		break;
	case CONCAT_ZONES:
		refuse_zones(j);
		break;
	case CONCAT_ORDERS:
		refuse_orders(j);
		break;
	default:
		return join_out_of_memory(j);
	}
	return false;
}

static bool plan(struct joining *j)
{
	struct concat *c = &j->concat;

	*c = (struct concat){ .arena = &j->scratch };
	c->parts = ARENA_ARRAY(&j->scratch, j->n_files + 1, struct concat_part);
	if (j->old)
		c->parts[c->n_parts++] = (struct concat_part){ j->old, j->old->places, true };
	for (size_t i = 0; i < j->n_files; i++)
		c->parts[c->n_parts++] = (struct concat_part){ j->raws[i], NULL, false };
	return concat_plan(c) || refuse(j);
}

static bool concatenate(struct joining *j)
{
	size_t room = DERIVED_MAX;

	if (!plan(j))
		return false;
	join_note_types(j);
	if (!read_texts_again(j) || !add_file_columns(j) || !plan(j))
		return false;
	for (size_t i = 0; i < j->n_lookups; i++)
		room += lookup_width(&j->lookups[i]);
	j->table = concat_table(&j->concat, room, &j->out_of_memory);
	return j->table || refuse(j);
}

static bool apply_lookups(struct joining *j)
{
	for (size_t i = 0; i < j->n_lookups; i++) {
		size_t rows[2];
		enum lookup_fault fault = lookup_apply(j->table, &j->lookups[i], rows);

		if (fault != LOOKUP_FINE) {
			join_refuse_lookup(j, &j->lookups[i], fault, rows);
			return false;
		}
		if (&j->lookups[i] == j->added && j->added->n_matched == 0 && j->table->n_rows) {
			join_refuse_strangers(j, j->added);
			return false;
		}
	}
	return j->table->n_columns <= TABLE_COLUMNS_MAX || (j->concat.fault = CONCAT_TOO_MANY_COLUMNS, refuse(j));
}

static bool finish(struct joining *j)
{
	const struct load_request *recipe = j->old ? j->old->request : j->request;
	struct load_request request = *recipe;
	struct table *t = j->table;

	request.span = j->request->span;
	j->table = NULL;
	j->table = load_finish(t, &request, j->old ? j->old->roles : NULL, j->errors);
	if (j->table)
		j->table->arena.on_failure = &j->out_of_memory;
	return j->table != NULL;
}

/* The base sees the new rows, too. */
static bool attach_base(struct joining *j)
{
	const struct base *b = j->old && j->old->bases ? j->old->bases->attached : NULL;
	const struct column *key = NULL;
	enum base_fault fault;
	struct table *file;
	size_t rows[2];

	if (!b)
		return true;
	file = base_as_table(b, &key);
	if (!file)
		return join_out_of_memory(j);
	j->table->bases->attached = base_new(j->table, file, key, &fault, rows);
	table_free(file);
	if (!j->table->bases->attached)
		return join_out_of_memory(j);
	j->table->bases->attached->n_keyless = b->n_keyless;
	return true;
}

/* What was left in the file of the table goes into the whole. */
static bool fill_old(struct joining *j)
{
	if (!j->old || table_fill_all(j->old))
		return true;
	table_explain_fault(j->old, j->request->span, j->errors);
	return false;
}

static bool join(struct joining *j)
{
	if (!fill_old(j))
		return false;
	j->raws = ARENA_ARRAY(&j->scratch, j->n_files, struct table *);
	if (!read_files(j) || !concatenate(j))
		return false;
	join_describe(j);
	return apply_lookups(j) && finish(j) && attach_base(j);
}

static void drop(struct joining *j)
{
	for (size_t i = 0; j->raws && i < j->n_files; i++)
		table_free(j->raws[i]);
	table_free(j->table);
	arena_reset(&j->scratch);
}

/* The whole, or NULL.  What runs out of memory on the way jumps to here first. */
static struct table *run(struct joining *j)
{
	jmp_buf *const place = j->errors->arena->on_failure;
	struct table *volatile done = NULL;

	if (setjmp(j->out_of_memory)) {
		drop(j);
		j->errors->arena->on_failure = place;
		arena_fail(j->errors->arena);
	}
	j->scratch.on_failure = j->errors->arena->on_failure = &j->out_of_memory;
	if (join(j)) {
		done = j->table;
		done->arena.on_failure = NULL;
		j->table = NULL;
	}
	j->errors->arena->on_failure = place;
	drop(j);
	return done;
}

struct table *join_load(const struct load_request *request, const struct text *files, size_t n_files,
			struct diagnostics *errors)
{
	struct joining j = { .request = request, .files = files, .n_files = n_files, .errors = errors };

	return run(&j);
}

/* The files that were looked up go over to the new table, with their counts. */
static void take_over(struct table *t, struct table *done, const struct joining *j, struct lookups *list)
{
	if (list) {
		memcpy(list->items, j->lookups, j->n_lookups * sizeof(*list->items));
		list->n = j->n_lookups;
		if (t->lookups)
			t->lookups->n = 0;
		done->lookups = list;
	}
	table_swap(t, done);
	table_free(done);
}

bool join_append(struct table *t, const struct load_request *request, const struct text *files, size_t n_files,
		 struct diagnostics *errors)
{
	struct load_request again = *t->request;
	struct joining j = { .request = &again, .files = files, .n_files = n_files, .old = t, .errors = errors };
	struct lookups *list = t->lookups;
	struct table *done;

	again.span = request->span;
	again.progress = request->progress;
	again.user = request->user;
	again.stop = request->stop;
	again.skip_bad_rows |= request->skip_bad_rows;
	j.n_lookups = list ? list->n : 0;
	j.lookups = ARENA_ARRAY(errors->arena, j.n_lookups, struct lookup);
	if (j.n_lookups)
		memcpy(j.lookups, list->items, j.n_lookups * sizeof(*j.lookups));
	done = run(&j);
	if (!done)
		return false;
	if (list)
		t->lookups = NULL;
	take_over(t, done, &j, list);
	return true;
}

struct table *join_read(const struct load_request *request, struct diagnostics *errors)
{
	return load_raw(request, errors);
}

static bool is_same(const struct lookup *a, const struct lookup *b)
{
	return text_equal(a->file->file, b->file->file) && text_equal(a->on, b->on);
}

bool join_look_up(struct table *t, struct lookup *l, struct span span, struct diagnostics *errors)
{
	struct load_request again = *t->request;
	struct joining j = { .request = &again, .old = t, .errors = errors };
	size_t n = t->lookups ? t->lookups->n : 0, at = 0;
	struct table *replaced = NULL, *done;
	struct lookups *list;

	again.span = span;
	l->file->arena.on_failure = errors->arena->on_failure;
	l->on = arena_text(&l->file->arena, l->on);
	l->prefix = l->file->name;
	l->file->arena.on_failure = NULL;
	j.lookups = ARENA_ARRAY(errors->arena, n + 1, struct lookup);
	for (size_t i = 0; i < n; i++)
		j.lookups[i] = t->lookups->items[i];
	while (at < n && !is_same(&j.lookups[at], l))
		at++;
	if (at < n)
		replaced = j.lookups[at].file;
	j.n_lookups = at < n ? n : n + 1;
	j.lookups[at] = *l;
	j.added = &j.lookups[at];
	done = run(&j);
	if (!done)
		return false;
	list = lookups_new(j.n_lookups);
	if (!list) {
		table_free(done);
		return join_out_of_memory(&j);
	}
	take_over(t, done, &j, list);
	table_free(replaced);
	*l = j.lookups[at];
	return true;
}
