#include "ingest/load.h"

#include <setjmp.h>
#include <stdlib.h>

#include "ingest/names.h"
#include "store/arrange.h"

enum {
	FIELDS_PER_BLOCK = 16384, /* what the fields of a block take stays in the cache */
};

static void load_drop(struct load *l)
{
	for (size_t i = 0; i < l->n_readers; i++)
		reader_free(&l->readers[i]);
	free(l->readers);
	free(l->fields);
	if (l->batch) {
		buffer_free(&l->batch->in_between);
		buffer_free(&l->batch->repaired);
		if (l->batch->c_locale)
			freelocale(l->batch->c_locale);
	}
	free(l->batch);
	buffer_free(&l->sample);
	buffer_free(&l->words);
	buffer_free(&l->repaired);
	file_close(&l->file);
	arena_reset(&l->scratch);
	table_free(l->table);
	free(l);
}

/* The words that are missing in column C: those of the load and those of its mapping. */
static void set_missing_words(struct load *l, size_t c)
{
	struct reader *r = &l->readers[c];
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

		if (!scan_decimal(m->missing[i], &d))
			words[r->n_missing++] = m->missing[i];
	}
	r->missing = words;
}

static bool prepare(struct load *l)
{
	size_t n = l->table->n_columns;

	if (!roles_plan(&l->plan, l->request, l->table, l->errors))
		return false;
	l->block_rows = FIELDS_PER_BLOCK / n;
	if (l->block_rows > BLOCK_ROWS)
		l->block_rows = BLOCK_ROWS;
	if (l->block_rows < 16)
		l->block_rows = 16;
	l->readers = calloc(n, sizeof(*l->readers));
	l->fields = calloc(l->block_rows * n, sizeof(*l->fields));
	l->batch = calloc(1, sizeof(*l->batch));
	if (!l->readers || !l->fields || !l->batch)
		return load_out_of_memory(l);
	l->n_readers = n;
	l->batch->c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	if (!l->batch->c_locale)
		return load_out_of_memory(l);
	for (size_t i = 0; i < n; i++) {
		l->readers[i].wants_clock = roles_want_clock(&l->plan, &l->table->columns[i]);
		set_missing_words(l, i);
	}
	return load_told(l);
}

static struct text with_separators(struct arena *a, uint64_t n)
{
	struct text t = arena_printf(a, "%03llu", (unsigned long long)(n % 1000));

	for (n /= 1000; n; n /= 1000)
		t = arena_printf(a, "%03llu,%.*s", (unsigned long long)(n % 1000), TEXT_ARGS(t));
	while (t.n > 1 && *t.at == '0')
		t = text_from(t, 1);
	return t;
}

static void describe_dialect(struct load *l)
{
	struct table *t = l->table;
	struct text n = with_separators(&t->arena, t->n_rows);

	if (t->n_columns == 1)
		t->dialect = arena_printf(&t->arena, "one column, header, %.*s rows", TEXT_ARGS(n));
	else if (l->csv.delimiter == '\t')
		t->dialect = arena_printf(&t->arena, "delimiter tab, header, %.*s rows", TEXT_ARGS(n));
	else
		t->dialect =
			arena_printf(&t->arena, "delimiter \"%c\", header, %.*s rows", l->csv.delimiter, TEXT_ARGS(n));
}

static bool finish_columns(struct load *l, bool *is_clock)
{
	for (size_t i = 0; i < l->n_readers; i++) {
		is_clock[i] = l->readers[i].family == FAMILY_CLOCK;
		if (!reader_finish(&l->readers[i], &l->table->columns[i], &l->table->arena))
			return load_out_of_memory(l);
	}
	return true;
}

static bool load_table(struct load *l)
{
	struct table *t = l->table;
	bool *is_clock;

	t->file = l->request->is_sample ? TEXT("sample") : arena_text(&t->arena, l->request->file);
	t->name = l->request->name.n ? arena_text(&t->arena, l->request->name) : names_of_file(&t->arena, t->file);
	if (!load_open(l) || !prepare(l) || !load_rows(l))
		return false;
	describe_dialect(l);
	is_clock = ARENA_ARRAY(&l->scratch, t->n_columns, bool);
	if (!finish_columns(l, is_clock) || !roles_map(t, &l->plan, is_clock, l->errors))
		return false;
	t->bases = calloc(1, sizeof(*t->bases));
	return (t->bases && table_arrange(t) && table_derive(t) && table_measure(t)) || load_out_of_memory(l);
}

/* Arenas report exhaustion by a jump.  It ends here, so that nothing is left behind, and goes on to the caller's place.
 */
struct table *ingest_load(const struct load_request *request, struct diagnostics *errors)
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
