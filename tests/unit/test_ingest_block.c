/* The fields of a block that was cut by places are those that the exact reader finds, with quotes and without. */
#include <stdlib.h>

#include "loading.h"
#include "pick.h"

#include "ingest/rows.h"

enum { COLUMNS = 6, ROWS = 5000 };

/* How a column is written. */
enum quoting { NEVER, ALWAYS, SOMETIMES, MOSTLY, RARELY_DOUBLED, DOUBLED, QUOTINGS };

static void add_cell(struct buffer *b, enum quoting quoting)
{
	bool is_quoted = quoting == SOMETIMES ? pick(2) : quoting == MOSTLY ? pick(6000) : quoting != NEVER;
	bool is_doubled = quoting == DOUBLED || (quoting == RARELY_DOUBLED && pick(1500) == 0);

	if (is_quoted)
		buffer_add_c(b, "\"");
	for (unsigned n = pick(14); n; n--)
		buffer_add(b, (struct text){ &"abcdefgh12345678.,\n"[pick(is_quoted ? 19 : 17)], 1 });
	if (is_doubled)
		buffer_add_c(b, pick(2) ? "\"\"" : "x\"\"\"\"y");
	if (is_quoted)
		buffer_add_c(b, "\"");
}

static struct buffer write_rows(const enum quoting *quotings, bool returns)
{
	struct buffer b = { 0 };

	for (size_t i = 0; i < ROWS; i++)
		for (size_t c = 0; c < COLUMNS; c++) {
			add_cell(&b, quotings[c]);
			buffer_add_c(&b, c + 1 < COLUMNS ? "," : returns ? "\r\n" : "\n");
		}
	return b;
}

static void check_column(const struct block *b, size_t c, const struct field *exact, enum quoting quoting)
{
	static struct field found[BLOCK_ROWS];
	const struct field *fields = block_column(b, c, found);
	struct placed p;
	bool is_placed = block_place(b, c, &p);

	for (size_t i = 0; i < b->n_rows; i++) {
		const struct field *e = &exact[i * COLUMNS + c];

		assert_ptr_equal(fields[i].at, e->at);
		assert_int_equal(fields[i].n, e->n);
		assert_int_equal(fields[i].doubled, e->doubled);
		if (!is_placed)
			continue;
		assert_ptr_equal(placed_text(&p, i).at, e->at);
		assert_int_equal(placed_text(&p, i).n, e->n);
		assert_false(e->doubled);
	}
	/* Columns of one way to quote are to be had from their places, but for the last where CR may stand before LF. */
	if (b->has_places && quoting <= ALWAYS && !(b->returns && c + 1 == COLUMNS))
		assert_true(is_placed);
}

/* Rows of the text, one by one. */
static struct field *read_exactly(struct csv csv)
{
	struct field *fields = malloc((ROWS + 1) * COLUMNS * sizeof(*fields)), *at = fields;

	assert_non_null(fields);
	csv.n_columns = COLUMNS;
	while (csv_read(&csv, at, 1) == CSV_ROW)
		at += COLUMNS;
	assert_int_equal(at - fields, ROWS * COLUMNS);
	return fields;
}

static void check_rows(const enum quoting *quotings, bool returns)
{
	struct buffer text = write_rows(quotings, returns);
	struct csv csv = csv_open(buffer_text(&text), csv_usual, COLUMNS);
	struct field *exact = read_exactly(csv);
	struct block b = { 0 };
	struct rows rows;
	size_t n_placed = 0;

	rows_open(&rows, csv, NULL, COLUMNS, false);
	while (rows_next(&rows, &b)) {
		n_placed += b.has_places;
		for (size_t c = 0; c < COLUMNS; c++)
			check_column(&b, c, exact + b.first_row * COLUMNS, quotings[c]);
	}
	assert_int_equal(rows.n_rows, ROWS);
	assert_true(n_placed > 0);
	rows_close(&rows);
	block_free(&b);
	free(exact);
	buffer_free(&text);
}

static void fields_are_those_of_the_exact_reader(void **state)
{
	(void)state;
	seed = 14;
	for (unsigned round = 0; round < 90; round++) {
		enum quoting quotings[COLUMNS], all = round % QUOTINGS;

		for (size_t c = 0; c < COLUMNS; c++)
			quotings[c] = round < 60 ? all : (enum quoting)pick(QUOTINGS);
		check_rows(quotings, round % 4 == 3);
	}
}

/* Separators of ROW. */
static struct separators find_in(const char *row, uint8_t *doubled)
{
	uint32_t at[2 * SEPARATORS_STEP];
	const struct places places = { at, 2 * SEPARATORS_STEP, doubled, 2 };

	return separators_choose()(row, strlen(row), ',', '"', &places);
}

/* The same of a quoted field of N bytes and LAST. */
static struct separators find_in_row(size_t n, const char *last, uint8_t *doubled)
{
	char row[300];

	snprintf(row, sizeof(row), "\"%0*d\",%s\n", (int)n, 0, last);
	return find_in(row, doubled);
}

static void quotes_are_noticed_wherever_they_are(void **state)
{
	(void)state;
	for (size_t n = 1; n < 200; n++) {
		uint8_t doubled[2] = { 0 };

		assert_true(find_in_row(n, "b", doubled).bare);
		assert_true(find_in_row(n, "", doubled).bare);
		assert_false(find_in_row(n, "\"b\"", doubled).bare);
		assert_false(find_in_row(n, "\"\"", doubled).bare);
		assert_false(doubled[0] || doubled[1]);
		assert_false(find_in_row(n, "\"b\"\"\"", doubled).irregular);
		assert_true(!doubled[0] && doubled[1]);
	}
	assert_true(find_in("b,\"c\"\n", (uint8_t[2]){ 0 }).bare);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_are_those_of_the_exact_reader),
		cmocka_unit_test(quotes_are_noticed_wherever_they_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
