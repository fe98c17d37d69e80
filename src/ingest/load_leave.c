/* Which columns of texts stay in their file: see left.h. */
#include <stdlib.h>
#include <string.h>

#include "ingest/left.h"
#include "ingest/load.h"
#include "store/dictionary.h"

enum {
	LEAVE_FROM = 64 << 20, /* in shorter files it is not worth the risk that the file changes */
	PROSE_BYTES = 32,      /* what most words have at least, on average */
};

/* CXQ_LEAVE=all: whatever the length, for tests; none: nothing is left in a file that will change. */
static bool is_told(const char *what)
{
	const char *told = getenv("CXQ_LEAVE");

	return told && strcmp(told, what) == 0;
}

static bool may_leave(const struct load *l)
{
	struct text whole;
	bool long_enough = l->text.n >= LEAVE_FROM || is_told("all");

	return !l->jsonl && !l->csv.dialect.escape && l->source && l->request->may_leave &&
	       source_whole(l->source, &whole) && long_enough && !is_told("none");
}

/* As many different ones as no category has, and long. */
static bool is_prose(const struct reader *r)
{
	size_t n = 0;

	if (is_told("all"))
		return true;
	for (uint32_t i = 0; i < r->words->n; i++)
		n += dictionary_word(r->words, i).n;
	return r->words->n >= PROSE_WORDS && n / r->words->n >= PROSE_BYTES;
}

/* Where a sample has made it text each word is needed, to see whether the sample was right. */
static bool is_left(const struct load *l, size_t c)
{
	const struct reader *r = &l->lanes[0].readers[c];

	return l->wanted[c] && r->family == FAMILY_TEXT && r->guessed_from == FAMILY_NONE && !r->behind && !r->left &&
	       r->words && r->words->n > 0 && roles_may_wait(&l->plan, &l->table->columns[c]) && is_prose(r);
}

/* The readers of column C in all lanes keep places only, the first from its first block on. */
static bool leave(struct load *l, size_t c)
{
	struct lane *first = &l->lanes[0];
	uint32_t n_words = first->readers[c].words->n;
	uint64_t n_repaired = first->batch->n_repaired;
	bool done = true;

	reader_restart(&first->readers[c], FAMILY_TEXT);
	for (size_t i = 0; i < l->n_lanes && done; i++) {
		struct reader *r = &l->lanes[i].readers[c];

		r->left = left_new(l->kept, n_words, l->request->stop);
		done = r->left != NULL;
	}
	done = done && load_read_again(first, c);
	first->batch->n_repaired = n_repaired;
	return done;
}

void load_remark_left(struct load *l)
{
	struct table *t = l->table;

	for (size_t c = 0; c < t->n_columns; c++)
		if (column_is_prose(&t->columns[c]))
			table_remark(t,
				     arena_printf(&t->arena, "%.*s stays in the file until it is asked for: long texts",
						  TEXT_ARGS(t->columns[c].name)));
}

void load_leave(struct load *l)
{
	if (!may_leave(l))
		return;
	for (size_t c = 0; c < l->n_read; c++) {
		if (!is_left(l, c))
			continue;
		/* Without a file of its own the table has the texts, as of any other file. */
		if (!l->kept && !(l->kept = source_keep(l->source)))
			return;
		if (!leave(l, c))
			atomic_store(&l->no_memory, true);
	}
}
