#include "ingest/load.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "base/threads.h"
#include "ingest/names.h"

enum {
	BYTES_PER_THREAD = 1 << 20, /* less is not worth a thread */
	LINES_COUNTED = 16 << 20,
	SERIALS_FROM = 16 << 20, /* in shorter files words are found quickly enough */
};

static struct batch *batch_new(const struct load *l)
{
	struct batch *b = calloc(1, sizeof(*b));

	if (!b)
		return NULL;
	b->text = l->text.at;
	b->decimal = l->jsonl ? '.' : l->csv.dialect.decimal;
	b->c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	if (b->c_locale)
		return b;
	batch_free(b);
	return NULL;
}

static void drop_lane(struct lane *lane, size_t n_columns)
{
	for (size_t c = 0; lane->readers && c < n_columns; c++)
		reader_clear(&lane->readers[c]);
	free(lane->readers);
	block_free(&lane->block);
	batch_free(lane->batch);
}

static void load_drop(struct load *l)
{
	for (size_t i = 0; l->lanes && i < l->n_lanes; i++)
		drop_lane(&l->lanes[i], l->n_read);
	free(l->lanes);
	free(l->given_up);
	batch_free(l->checking);
	buffer_free(&l->read);
	buffer_free(&l->words);
	buffer_free(&l->repaired);
	load_close_jsonl(l);
	kept_file_release(l->kept);
	source_close(l->source);
	arena_reset(&l->scratch);
	table_free(l->table);
	free(l);
}

/* The words that are missing in column C: those of the load and those of its mapping. */
static void set_missing_words(struct load *l, struct reader *r, size_t c)
{
	const struct mapping_request *m = NULL;
	struct text *words;

	for (unsigned role = 0; role < ROLES; role++)
		if (l->plan.column[role] == &l->table->columns[c])
			m = l->plan.request[role];
	r->missing = l->request->missing;
	r->n_missing = l->request->n_missing;
	if (!m || m->n_missing == 0)
		return;
	words = arena_grow(&l->scratch, r->missing, r->n_missing, r->n_missing + m->n_missing, sizeof(*words));
	for (size_t i = 0; i < m->n_missing; i++) {
		struct decimal d;

		if (!scan_decimal(m->missing[i], '.', &d))
			words[r->n_missing++] = m->missing[i];
	}
	r->missing = words;
}

/* Of the input; of a pipe nobody knows. */
static uint64_t expected_bytes(const struct load *l)
{
	uint64_t done, total = l->text.n;

	if (l->streams)
		source_progress(l->source, &done, &total);
	return total;
}

static bool prepare_lane(struct load *l, struct lane *lane)
{
	size_t n = l->n_read;

	lane->readers = calloc(n, sizeof(*lane->readers));
	lane->batch = batch_new(l);
	if (!lane->readers || !lane->batch)
		return false;
	for (size_t c = 0; c < n; c++) {
		lane->readers[c].wants_clock = roles_want_clock(&l->plan, &l->table->columns[c]);
		lane->readers[c].may_be_serial = expected_bytes(l) >= SERIALS_FROM;
		lane->readers[c].given_up = &l->given_up[c];
		set_missing_words(l, &lane->readers[c], c);
	}
	return true;
}

static bool prepare_checks(struct load *l)
{
	l->checking = batch_new(l);
	l->as_told = ARENA_ARRAY(&l->scratch, l->n_read, struct reader);
	memcpy(l->as_told, l->lanes[0].readers, l->n_read * sizeof(*l->as_told));
	return l->checking || load_out_of_memory(l);
}

static bool prepare(struct load *l)
{
	size_t n_threads = threads_count(), useful = l->streams ? n_threads : l->text.n / BYTES_PER_THREAD + 1;

	if (!roles_plan(&l->plan, l->request, NULL, l->table, l->errors))
		return false;
	l->n_read = l->table->n_columns;
	l->wanted = ARENA_ARRAY(&l->scratch, l->n_read, bool);
	memset(l->wanted, true, l->n_read);
	l->given_up = calloc(l->n_read, sizeof(*l->given_up));
	l->n_lanes = n_threads < useful ? n_threads : useful;
	l->lanes = calloc(l->n_lanes, sizeof(*l->lanes));
	if (!l->lanes || !l->given_up)
		return load_out_of_memory(l);
	for (size_t i = 0; i < l->n_lanes; i++) {
		if (!prepare_lane(l, &l->lanes[i]))
			return load_out_of_memory(l);
		if (!load_told(l, l->lanes[i].readers))
			return false;
	}
	return !l->request->options.n_types || prepare_checks(l);
}

/* Lines are counted in short files only; N_LINES 0: not counted. */
static void find_lines(const struct load *l, uint64_t *first, uint64_t *n_lines)
{
	struct csv csv = csv_open(l->text, l->csv.dialect, 0);
	uint64_t column;

	*first = *n_lines = 0;
	if (l->text.n == 0 || l->text.n > LINES_COUNTED || l->streams)
		return;
	csv_place(&csv, l->csv.at ? l->csv.at : l->text.at, first, &column);
	csv_place(&csv, l->text.at + l->text.n, n_lines, &column);
	*n_lines -= column == 1;
}

/* Only where every line is a row do lines tell rows. */
static void set_part(struct table *t, uint64_t first, uint64_t n_lines)
{
	t->parts = ARENA_NEW(&t->arena, struct table_part);
	t->parts[t->n_parts++] =
		(struct table_part){ t->file, t->n_rows, n_lines + 1 == first + t->n_rows ? first : 0 };
}

uint8_t load_date_order(const struct reader *r)
{
	enum date_order order = r->order != ORDER_OPEN ? r->order : moment_order(&r->facts.moments, ORDER_OPEN);

	return order == ORDER_DMY ? 1 : order == ORDER_MDY ? 2 : 0;
}

static bool load_table(struct load *l)
{
	struct table *t = l->table;
	uint64_t first, n_lines;

	t->file = l->request->is_sample ? TEXT("sample") : arena_text(&t->arena, l->request->file);
	t->name = l->request->name.n ? arena_text(&t->arena, l->request->name) : names_of_file(&t->arena, t->file);
	if (!load_open(l) || !prepare(l))
		return false;
	find_lines(l, &first, &n_lines);
	if (!load_check_jsonl(l) || !load_rows(l))
		return false;
	set_part(t, first, n_lines);
	load_describe(l);
	if (!load_finish_columns(l))
		return false;
	load_remark_left(l);
	for (size_t c = 0; c < t->n_columns; c++) {
		const struct reader *r = &l->lanes[0].readers[c];

		t->columns[c].clock = r->family == FAMILY_CLOCK;
		if (r->family == FAMILY_MOMENT)
			t->columns[c].date_order = load_date_order(r);
	}
	return true;
}

/* Arenas report exhaustion by a jump.  It ends here, so that nothing is left behind, and goes on to the caller's place.
 */
struct table *load_raw(const struct load_request *request, struct diagnostics *errors)
{
	struct load *volatile load = calloc(1, sizeof(*load));
	jmp_buf *const place = errors->arena->on_failure;
	struct table *volatile table = NULL;

	if (!load)
		arena_fail(errors->arena);
	load->request = request;
	load->errors = errors;
	load->table = calloc(1, sizeof(*load->table));
	if (!load->table || setjmp(load->out_of_memory)) {
		load_drop(load);
		errors->arena->on_failure = place;
		arena_fail(errors->arena);
	}
	load->table->arena.on_failure = &load->out_of_memory;
	load->scratch.on_failure = &load->out_of_memory;
	errors->arena->on_failure = &load->out_of_memory;
	if (load_table(load)) {
		table = load->table;
		table->arena.on_failure = NULL;
		load->table = NULL;
	}
	errors->arena->on_failure = place;
	load_drop(load);
	return table;
}

struct table *ingest_load(const struct load_request *request, struct diagnostics *errors)
{
	struct table *t = load_raw(request, errors);

	return t ? load_finish(t, request, NULL, errors) : NULL;
}
