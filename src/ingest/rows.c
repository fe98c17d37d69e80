#include "ingest/rows.h"

#include <stdlib.h>
#include <string.h>

enum {
	PLACES_PER_BLOCK = 65536, /* what the fields of a block take stays in the cache */
	BLOCK_BYTES = 1 << 20,	  /* at most, when found by places */
	WINDOW_BYTES = 256 << 10, /* of a stream */
	SLOW_ROWS = 16,
};

void rows_open(struct rows *r, struct csv csv, struct text_source *source, size_t n_columns, bool skip_bad_rows)
{
	size_t block_rows = PLACES_PER_BLOCK / n_columns;

	*r = (struct rows){ .csv = csv, .source = source, .skip_bad_rows = skip_bad_rows };
	r->csv.n_columns = n_columns;
	r->find = separators_choose();
	r->block_rows = block_rows > BLOCK_ROWS ? BLOCK_ROWS : block_rows < 16 ? 16 : block_rows;
	r->streams = source != NULL;
	r->last = !r->streams;
	r->window = WINDOW_BYTES;
	pthread_mutex_init(&r->lock, NULL);
	if (!r->streams)
		return;
	csv_leave(&r->csv);
	buffer_add(&r->left, (struct text){ csv.at, (size_t)(csv.text.at + csv.text.n - csv.at) });
	if (r->left.failed)
		r->state = ROWS_NO_MEMORY;
}

void rows_close(struct rows *r)
{
	pthread_mutex_destroy(&r->lock);
	buffer_free(&r->left);
	buffer_free(&r->words);
	for (size_t i = 0; r->bad && i < REJECTS_LISTED; i++)
		free(r->bad[i].why);
	free(r->bad);
	r->bad = NULL;
}

static bool stop(struct rows *r, enum rows_state state)
{
	r->state = state;
	return false;
}

static size_t places_room(const struct rows *r)
{
	return r->block_rows * r->csv.n_columns + SEPARATORS_STEP;
}

static bool ready_places(const struct rows *r, struct block *b)
{
	if (!b->places)
		b->places = malloc((places_room(r) + 1) * sizeof(*b->places));
	if (!b->doubled)
		b->doubled = malloc(r->csv.n_columns);
	if (!b->places || !b->doubled)
		return false;
	b->places[0] = UINT32_MAX;
	return true;
}

/* Does the row whose separators are PLACES end where it should, and only there? */
static bool is_row(const char *text, const uint32_t *places, size_t n_columns)
{
	for (size_t c = 0; c + 1 < n_columns; c++)
		if (text[places[c]] == '\n')
			return false;
	return text[places[n_columns - 1]] == '\n';
}

/* An empty line is no row; among several columns it is one of too few fields. */
static bool is_empty_line(const char *text, const uint32_t *places, size_t n_columns)
{
	uint32_t from = places[-1] + 1;

	return n_columns == 1 && (places[0] == from || text[from] == '\r');
}

/* N rows end with a line end each; when there are no more line ends than that, none is inside. */
static bool all_end(const char *text, const uint32_t *places, size_t n, size_t n_columns)
{
	for (size_t i = 0; i < n; i++)
		if (text[places[(i + 1) * n_columns - 1]] != '\n')
			return false;
	return true;
}

/* How many rows FOUND makes up to the first that has not the right number of fields. */
static size_t count_rows(const struct rows *r, const char *text, const uint32_t *places, struct separators found)
{
	size_t n_columns = r->csv.n_columns, n = found.n / n_columns, i = 0;

	if (n_columns > 1 && found.n_line_ends == n && all_end(text, places, n, n_columns))
		return n < r->block_rows ? n : r->block_rows;
	for (; i < n && i < r->block_rows; i++, places += n_columns)
		if (!is_row(text, places, n_columns) || is_empty_line(text, places, n_columns))
			break;
	return i;
}

/* Comments, escapes, values to be checked: what only reading row by row knows of. */
static bool is_exact(const struct rows *r)
{
	return r->check || r->csv.dialect.comment || r->csv.dialect.escape;
}

/* Whole rows by the places of their separators, of at most N bytes from AT on; false when the first is not regular, or not
 * all there. */
static bool cut_rows(const struct rows *r, const char *at, size_t n, struct block *b)
{
	const struct dialect *d = &r->csv.dialect;
	const struct places places = { b->places + 1, places_room(r), b->doubled, r->csv.n_columns };
	struct separators found;

	memset(b->doubled, 0, r->csv.n_columns);
	found = r->find(at, n, d->delimiter, d->quote ? (unsigned char)d->quote : -1, &places);
	b->n_rows = count_rows(r, at, b->places + 1, found);
	b->n_columns = r->csv.n_columns;
	b->has_places = b->n_rows > 0;
	b->text = at;
	b->quotes = found.quotes;
	b->bare = found.bare;
	b->returns = found.returns;
	b->quote = d->quote;
	return b->n_rows > 0;
}

/* The next rows, if that can be done. */
static bool find_rows(struct rows *r, struct block *b)
{
	struct csv *c = &r->csv;
	size_t left = (size_t)(c->text.at + c->text.n - c->at);

	if (is_exact(r) && !r->slowly)
		r->slowly = r->block_rows;
	if (r->slowly)
		return false;
	if (!ready_places(r, b))
		return stop(r, ROWS_NO_MEMORY);
	if (!cut_rows(r, c->at, left < BLOCK_BYTES ? left : BLOCK_BYTES, b)) {
		r->slowly = SLOW_ROWS;
		return false;
	}
	c->at += b->places[b->n_rows * c->n_columns] + 1;
	return true;
}

bool rows_peek(const struct rows *r, size_t offset, size_t n, struct block *b)
{
	struct text some = text_slice(r->csv.text, offset, offset + n);
	const char *line_end = memchr(some.at, '\n', some.n);

	if (!line_end || r->streams || is_exact(r) || !ready_places(r, b))
		return false;
	some = text_from(some, (size_t)(line_end + 1 - some.at));
	return some.n > 0 && cut_rows(r, some.at, some.n, b);
}

/* The row read last is bad: at WHERE, for its fault or for WHY. */
static void note_bad_row(struct rows *r, const char *where, const char *why)
{
	struct bad_row *bad;

	if (!r->skip_bad_rows)
		r->state = ROWS_BAD_ROW;
	if (r->n_bad++ >= REJECTS_LISTED)
		return;
	if (!r->bad && !(r->bad = calloc(REJECTS_LISTED, sizeof(*r->bad)))) {
		r->state = ROWS_NO_MEMORY;
		return;
	}
	bad = &r->bad[r->n_bad - 1];
	csv_place(&r->csv, where, &bad->line, &bad->column);
	bad->fault = r->csv.fault;
	bad->n_fields = r->csv.n_fields;
	if (why && !(bad->why = strdup(why)))
		r->state = ROWS_NO_MEMORY;
}

/* The next row by the exact reader into place I of B.  A row that touches the end of a window that is not the last may go
 * on: then nothing has happened. */
static enum csv_row read_row(struct rows *r, struct block *b, size_t i)
{
	const char *before = r->csv.at, *end = r->csv.text.at + r->csv.text.n;
	enum csv_row row = csv_read(&r->csv, b->fields + i, BLOCK_ROWS);
	bool open = row == CSV_BAD_ROW && r->csv.fault == CSV_UNCLOSED_QUOTE;

	if (!r->last && (r->csv.at == end || open)) {
		r->csv.at = before;
		return CSV_END;
	}
	return row;
}

/* A few rows one by one; false when there is none (or not all of it). */
static bool read_rows(struct rows *r, struct block *b)
{
	enum csv_row row = CSV_ROW;

	if (!b->fields)
		b->fields = malloc(BLOCK_ROWS * r->csv.n_columns * sizeof(*b->fields));
	if (!b->fields)
		return stop(r, ROWS_NO_MEMORY);
	while (r->slowly && row != CSV_END && r->state == ROWS_GOING) {
		const struct field *wrong = NULL;

		row = read_row(r, b, b->n_rows);
		r->slowly -= row != CSV_END;
		if (row == CSV_ROW && r->check)
			wrong = r->check(r->check_user, b->fields + b->n_rows, BLOCK_ROWS, &r->words);
		b->n_rows += row == CSV_ROW && !wrong;
		if (wrong)
			note_bad_row(r, wrong->at, r->words.at);
		if (row == CSV_BAD_ROW)
			note_bad_row(r, r->csv.fault_at, NULL);
	}
	return r->state == ROWS_GOING && b->n_rows > 0;
}

static void note_progress(struct rows *r)
{
	uint64_t done, total;

	source_progress(r->source, &done, &total);
	atomic_store(&r->done, done);
	atomic_store(&r->total, total);
}

/* What is left of the stream and more of it as the new window, in the memory of B: no more than a block needs, as all that
 * it does not need is copied once more; but where the last one did not hold a row, twice that. */
static bool read_window(struct rows *r, struct block *b)
{
	size_t wanted = (r->left.n > r->window ? r->left.n : r->window) << r->starved;
	ptrdiff_t got = 1;

	buffer_clear(&b->hold);
	buffer_add(&b->hold, buffer_text(&r->left));
	if (b->hold.failed || !buffer_reserve(&b->hold, wanted - r->left.n))
		return stop(r, ROWS_NO_MEMORY);
	while (b->hold.n < wanted && got > 0) {
		got = source_read(r->source, b->hold.at + b->hold.n, wanted - b->hold.n, &r->why);
		if (got > 0)
			b->hold.n += (size_t)got;
	}
	if (got < 0)
		return stop(r, ROWS_UNREADABLE);
	note_progress(r);
	r->last = got == 0;
	csv_continue(&r->csv, buffer_text(&b->hold));
	return true;
}

/* What is not handed out waits for the next block; the next window will hold about one block. */
static bool keep_rest(struct rows *r)
{
	struct text window = r->csv.text;
	size_t used = (size_t)(r->csv.at - window.at);

	csv_leave(&r->csv);
	buffer_clear(&r->left);
	buffer_add(&r->left, text_from(window, used));
	if (used > WINDOW_BYTES / 4)
		r->window = used + used / 8;
	return !r->left.failed || stop(r, ROWS_NO_MEMORY);
}

static void advance(struct rows *r, struct block *b)
{
	while (r->state == ROWS_GOING && b->n_rows == 0) {
		if (r->streams && !read_window(r, b))
			return;
		if (!find_rows(r, b) && !read_rows(r, b) && r->slowly && r->last && r->state == ROWS_GOING)
			r->state = ROWS_ENDED;
		if (r->streams && !keep_rest(r))
			return;
		r->starved = b->n_rows == 0;
	}
}

bool rows_next(struct rows *r, struct block *b)
{
	bool found;

	pthread_mutex_lock(&r->lock);
	b->n_rows = 0;
	b->has_places = false;
	b->n_columns = r->csv.n_columns;
	b->first_row = (uint32_t)r->n_rows;
	advance(r, b);
	r->n_rows += b->n_rows;
	if (r->n_rows > TABLE_ROWS_MAX)
		r->state = ROWS_TOO_MANY;
	found = b->n_rows > 0 && (r->state == ROWS_GOING || r->state == ROWS_ENDED);
	pthread_mutex_unlock(&r->lock);
	return found;
}
