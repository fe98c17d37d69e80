#include "unit/suite.h"

#include "base/utf8.h"
#include "render/render.h"

static void add_column(struct result *r, const char *name, const char *heading, enum look look, enum column_part part)
{
	result_add_column(r, (struct result_column){ .name = text_of(name),
						     .heading = text_of(heading),
						     .look = look,
						     .decimals = -1,
						     .part = part,
						     .is_change = part == PART_CHANGE });
}

static struct buffer drawn(const struct result *r, const char *format, struct render_look look)
{
	struct buffer b = { 0 };

	render_find(text_of(format))->render(r, &look, &b);
	assert_false(b.failed);
	return b;
}

static void assert_drawn(const struct result *r, const char *format, struct render_look look, const char *wanted)
{
	struct buffer b = drawn(r, format, look);

	assert_written(&b, wanted);
	buffer_free(&b);
}

/* nps by stage, month with one small and one unfinished row, and a total. */
static struct result *nps_by_stage(void)
{
	static const char *const stages[] = { "browse", NULL, "購入" };
	struct result *r = result_new();
	struct cell *c;

	add_column(r, "stage", "", LOOK_PLAIN, PART_DIMENSION);
	add_column(r, "month", "", LOOK_PLAIN, PART_DIMENSION);
	add_column(r, "nps", "", LOOK_POINTS, PART_VALUE);
	add_column(r, "nps_n", "n", LOOK_PLAIN, PART_BASE);
	add_column(r, "nps_change", "change", LOOK_POINTS, PART_CHANGE);
	for (int i = 0; i < 3; i++) {
		c = result_add_row(r, i == 1 ? ROW_SMALL : i == 2 ? ROW_PARTIAL : 0);
		c[0] = stages[i] ? cell_text(r, text_of(stages[i])) : (struct cell){ .kind = CELL_MISSING };
		c[1] = cell_time(r, i == 2 ? TEXT("2024-03") : TEXT("2024-02"));
		c[2] = cell_number(53.4161 - 40 * i);
		c[3] = cell_integer(i == 1 ? 12 : 13612);
		if (i != 1)
			c[4] = cell_number(3.14 - 2 * i);
	}
	c = result_add_row(r, ROW_TOTAL);
	c[0] = cell_text(r, TEXT("(total)"));
	c[2] = cell_number(41);
	c[3] = cell_integer(27236);
	result_note(r, NOTE_FACT, "* fewer than 30 answers");
	return r;
}

static void a_box_shows_marks_signs_and_notes(void **state)
{
	struct result *r = nps_by_stage();

	(void)state;
	assert_drawn(r, "box", (struct render_look){ 0 },
		     "┌───────────┬───────────────────┬───────┬─────────┬────────┐\n"
		     "│ stage     │ month             │   nps │      n  │ change │\n"
		     "├───────────┼───────────────────┼───────┼─────────┼────────┤\n"
		     "│ browse    │ 2024-02           │  53.4 │ 13,612  │   +3.1 │\n"
		     "│ (missing) │ 2024-02           │  13.4 │     12* │        │\n"
		     "│ 購入      │ 2024-03 (partial) │ -26.6 │ 13,612  │   -0.9 │\n"
		     "├───────────┼───────────────────┼───────┼─────────┼────────┤\n"
		     "│ (total)   │                   │  41.0 │ 27,236  │        │\n"
		     "└───────────┴───────────────────┴───────┴─────────┴────────┘\n"
		     "* fewer than 30 answers\n");
	result_free(r);
}

static void a_narrow_box_wraps_then_hides_and_says_so(void **state)
{
	struct result *r = nps_by_stage();

	(void)state;
	assert_drawn(r, "box", (struct render_look){ .width = 52, .ascii = true },
		     "+-----------+-----------+-------+---------+--------+\n"
		     "| stage     | month     |   nps |      n  | change |\n"
		     "+-----------+-----------+-------+---------+--------+\n"
		     "| browse    | 2024-02   |  53.4 | 13,612  |   +3.1 |\n"
		     "| (missing) | 2024-02   |  13.4 |     12* |        |\n"
		     "| 購入      | 2024-03   | -26.6 | 13,612  |   -0.9 |\n"
		     "|           | (partial) |       |         |        |\n"
		     "+-----------+-----------+-------+---------+--------+\n"
		     "| (total)   |           |  41.0 | 27,236  |        |\n"
		     "+-----------+-----------+-------+---------+--------+\n"
		     "* fewer than 30 answers\n");
	assert_drawn(r, "box", (struct render_look){ .width = 40, .ascii = true },
		     "+-----------+-----------+-------+---+\n"
		     "| stage     | month     |   nps | ~ |\n"
		     "+-----------+-----------+-------+---+\n"
		     "| browse    | 2024-02   |  53.4 | ~ |\n"
		     "| (missing) | 2024-02   |  13.4 | ~ |\n"
		     "| 購入      | 2024-03   | -26.6 | ~ |\n"
		     "|           | (partial) |       |   |\n"
		     "+-----------+-----------+-------+---+\n"
		     "| (total)   |           |  41.0 | ~ |\n"
		     "+-----------+-----------+-------+---+\n"
		     "(2 of 5 columns hidden to fit 40\n"
		     "  columns: nps_n, nps_change; -F csv\n"
		     "  shows all)\n"
		     "* fewer than 30 answers\n");
	result_free(r);
}

static void colour_is_bold_heads_and_dim_small_rows_only(void **state)
{
	struct result *r = result_new();
	struct cell *c;

	(void)state;
	add_column(r, "stage", "", LOOK_PLAIN, PART_DIMENSION);
	add_column(r, "n", "", LOOK_PLAIN, PART_BASE);
	c = result_add_row(r, ROW_SMALL);
	c[0] = cell_text(r, TEXT("buy"));
	c[1] = cell_integer(2);
	assert_drawn(r, "box", (struct render_look){ .colour = true },
		     "┌───────┬────┐\n"
		     "│ \x1b[1mstage\x1b[0m │ \x1b[1mn\x1b[0m  │\n"
		     "├───────┼────┤\n"
		     "│ \x1b[90mbuy\x1b[0m   │ \x1b[90m2*\x1b[0m │\n"
		     "└───────┴────┘\n");
	result_free(r);
}

static void no_rows_are_said_unless_told_otherwise(void **state)
{
	struct result *r = result_new();

	(void)state;
	add_column(r, "stage", "", LOOK_PLAIN, PART_DIMENSION);
	add_column(r, "nps", "", LOOK_POINTS, PART_VALUE);
	assert_drawn(r, "box", (struct render_look){ .ascii = true },
		     "+-------+-----+\n| stage | nps |\n+-------+-----+\n(no rows)\n");
	assert_drawn(r, "markdown", (struct render_look){ 0 }, "| stage | nps |\n| --- | ---: |\n\n(no rows)\n");
	r->no_rows_note = true;
	assert_drawn(r, "markdown", (struct render_look){ 0 }, "| stage | nps |\n| --- | ---: |\n");
	result_free(r);
}

static void text_is_shown_as_it_is(void **state)
{
	struct result *r = result_new();

	(void)state;
	r->text = TEXT("  two   \n\nlines\t\x1b[1m");
	result_note(r, NOTE_WARNING, "a note of several words");
	assert_drawn(r, "box", (struct render_look){ .width = 20 },
		     "  two\n\nlines\\t\\x1b[1m\nwarning: a note of\n  several words\n");
	assert_drawn(r, "markdown", (struct render_look){ 0 },
		     "```\n  two\n\nlines\\t\\x1b[1m\n```\nwarning: a note of several words\n");
	result_free(r);
}

static void markdown_is_a_table_and_nothing_else(void **state)
{
	struct result *r = nps_by_stage(), *odd = result_new();

	(void)state;
	assert_drawn(r, "markdown", (struct render_look){ 0 },
		     "| stage | month | nps | n | change |\n"
		     "| --- | --- | ---: | ---: | ---: |\n"
		     "| browse | 2024-02 | 53.4 | 13,612 | +3.1 |\n"
		     "| (missing) | 2024-02 | 13.4 | 12\\* | |\n"
		     "| 購入 | 2024-03 (partial) | -26.6 | 13,612 | -0.9 |\n"
		     "| (total) | | 41.0 | 27,236 | |\n"
		     "\n"
		     "\\* fewer than 30 answers\n");
	add_column(odd, "a|b", "", LOOK_PLAIN, PART_DIMENSION);
	result_add_row(odd, 0)[0] = cell_text(odd, TEXT("x|y\\|z\nnew_name _em_ <b> `c`"));
	assert_drawn(odd, "markdown", (struct render_look){ 0 },
		     "| a\\|b |\n| --- |\n| x\\|y\\\\\\|z\\nnew_name \\_em\\_ \\<b> \\`c\\` |\n");
	result_free(r);
	result_free(odd);
}

/* Lines between borders are equally wide, at most WIDTH; no line ends in a blank. */
static void assert_aligned(const struct buffer *b, size_t width)
{
	struct text rest = buffer_text(b);
	size_t box = 0, n;

	for (; rest.n; rest = text_from(rest, n + 1)) {
		struct text line;

		n = text_find(rest, TEXT("\n"));
		assert_true(n != SIZE_MAX);
		line = text_slice(rest, 0, n);
		assert_false(text_ends(line, TEXT(" ")));
		if (!text_starts(line, TEXT("┌")) && !text_starts(line, TEXT("│")) && !text_starts(line, TEXT("├")) &&
		    !text_starts(line, TEXT("└")))
			continue;
		box = text_starts(line, TEXT("┌")) ? render_width(line) : box;
		assert_int_equal(render_width(line), box);
		if (width)
			assert_in_range(box, 1, width);
	}
}

/* Line ends and the box's own characters aside, nothing that a terminal would obey. */
static void assert_no_control(const struct buffer *b)
{
	struct text rest = buffer_text(b);
	uint32_t code = 0;
	size_t n;

	for (; rest.n; rest = text_from(rest, n)) {
		n = utf8_decode(rest, &code);
		assert_int_not_equal(n, 0);
		assert_true(code == '\n' || !utf8_is_control(code));
	}
}

/* Below this many columns a box with a first column and the mark for the others does not fit. */
enum { SMALLEST = 11 };

static void assert_safe(const struct result *r)
{
	static const size_t widths[] = { 0, 1, 2, 5, 10, 20, 40, 80, 120, 200 };

	for (size_t i = 0; i < sizeof(widths) / sizeof(widths[0]); i++) {
		struct buffer b = drawn(r, "box", (struct render_look){ .width = widths[i] });

		assert_aligned(&b, widths[i] < SMALLEST ? 0 : widths[i]);
		assert_no_control(&b);
		buffer_free(&b);
	}
	struct buffer b = drawn(r, "markdown", (struct render_look){ 0 });

	assert_no_control(&b);
	buffer_free(&b);
}

static void borders_align_whatever_is_in_the_cells(void **state)
{
	static const char *const texts[] = {
		"日本語のとても長いコメントです。日本語のとても長いコメントです。",
		"e\u0301e\u0301e\u0301 combining \u0301",
		"👨\u200d👩\u200d👧 🙂 🇺🇸 ❤\ufe0f 👍🏽 1\ufe0f⃣",
		"\x1b[31mred\x1b[0m",
		"a\nb\tc\r\nd",
		"\xff\xfe\x80",
		"هذا نص عربي",
		"हिन्दी में टिप्पणी",
		"ﷺ﷽",
		"",
		" ",
	};
	enum { N = sizeof(texts) / sizeof(texts[0]) };
	struct result *r = result_new();
	struct buffer lengthy = { 0 };

	(void)state;
	buffer_add_repeated(&lengthy, "x", 300);
	add_column(r, "comment", "", LOOK_PLAIN, PART_DIMENSION);
	add_column(r, "コメント \x1b[1m", "", LOOK_PLAIN, PART_OTHER);
	add_column(r, "score", "", LOOK_PLAIN, PART_OTHER);
	for (size_t i = 0; i <= N; i++) {
		struct cell *c = result_add_row(r, i % 3 ? 0 : ROW_SMALL);

		c[0] = cell_text(r, i < N ? text_of(texts[i]) : buffer_text(&lengthy));
		c[1] = cell_text(r, text_of(texts[N - 1 - i % N]));
		c[2] = cell_integer((int64_t)i * 12345);
	}
	assert_safe(r);
	buffer_free(&lengthy);
	result_free(r);
}

/* Parts that join, stack and break in every order; always the same ones. */
static struct text mixture(unsigned *seed, struct buffer *b)
{
	static const char *const parts[] = {
		"日", "e\u0301", "\u200d", "👨",	     "🇺",    "\ufe0f", " ",	 "_",	   "/",	       "\x1b[",
		"\n", "\u0600",	 "क",	   "\u093f", "\xff", "x",      "word",	 "\u1112", "\u1161",   "|",
		"*",  "\u00a0",	 "🏽",   "❤",	     "1",    "\u20e3", "\u0e33", "\u0301", "\xe6\x97",
	};

	buffer_clear(b);
	for (unsigned n = (*seed >> 8) % 40; n > 0; n--) {
		*seed = *seed * 1664525 + 1013904223;
		buffer_add_c(b, parts[(*seed >> 8) % (sizeof(parts) / sizeof(parts[0]))]);
	}
	*seed = *seed * 1664525 + 1013904223;
	return buffer_text(b);
}

static void borders_align_for_mixtures_of_anything(void **state)
{
	struct buffer b = { 0 };
	unsigned seed = 1;

	(void)state;
	for (int i = 0; i < 200; i++) {
		struct result *r = result_new();

		for (int column = 0; column < 3; column++)
			result_add_column(r, (struct result_column){ .name = mixture(&seed, &b), .decimals = -1 });
		for (int row = 0; row < 3; row++) {
			struct cell *c = result_add_row(r, row == 1 ? ROW_SMALL : 0);

			c[0] = cell_text(r, mixture(&seed, &b));
			c[1] = row ? cell_text(r, mixture(&seed, &b)) : cell_integer(1234567);
			c[2] = cell_integer(row * 1000003);
		}
		assert_safe(r);
		result_free(r);
	}
	buffer_free(&b);
}

static void many_columns_fit_any_width(void **state)
{
	struct result *r = result_new();
	struct cell *c;

	(void)state;
	for (int i = 0; i < 300; i++)
		add_column(r, "value", "", LOOK_PLAIN, i < 2 ? PART_DIMENSION : PART_VALUE);
	c = result_add_row(r, 0);
	for (int i = 0; i < 300; i++)
		c[i] = cell_integer(i * 1000003);
	assert_safe(r);
	result_free(r);
}

static void a_cut_is_always_said(void **state)
{
	struct result *r = result_new();
	struct buffer lengthy = { 0 };

	(void)state;
	buffer_add_repeated(&lengthy, "word ", 100);
	add_column(r, "comment", "", LOOK_PLAIN, PART_OTHER);
	result_add_row(r, 0)[0] = cell_text(r, buffer_text(&lengthy));
	assert_drawn(r, "box", (struct render_look){ .width = 40 },
		     "┌──────────────────────────────────────┐\n"
		     "│ comment                              │\n"
		     "├──────────────────────────────────────┤\n"
		     "│ word word word word word word word   │\n"
		     "│ word word word word word word word   │\n"
		     "│ word word word word word word word   │\n"
		     "│ word word word word word word word…  │\n"
		     "└──────────────────────────────────────┘\n"
		     "(… marks cut text; -F csv shows all)\n");
	buffer_free(&lengthy);
	result_free(r);
}

static void hostile_cells_never_reach_the_terminal(void **state)
{
	FILE *file = suite_open(SUITES "own-hostile/terminal_escapes.tsv");
	struct result *r = result_new();
	char *line = NULL, bytes[4096];
	size_t capacity = 0;

	(void)state;
	add_column(r, "name", "", LOOK_PLAIN, PART_DIMENSION);
	add_column(r, "cell", "", LOOK_PLAIN, PART_OTHER);
	suite_line(file, &line, &capacity);
	while (suite_line(file, &line, &capacity)) {
		struct cell *c = result_add_row(r, 0);

		c[0] = cell_text(r, suite_field(line, 0));
		c[1] = cell_text(r, suite_bytes(suite_field(line, 1), bytes));
		result_note(r, NOTE_FACT, "%.*s", TEXT_ARGS(c[1].text));
	}
	assert_int_equal(r->n_rows, 42);
	assert_safe(r);
	free(line);
	fclose(file);
	result_free(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_box_shows_marks_signs_and_notes),
		cmocka_unit_test(a_narrow_box_wraps_then_hides_and_says_so),
		cmocka_unit_test(colour_is_bold_heads_and_dim_small_rows_only),
		cmocka_unit_test(no_rows_are_said_unless_told_otherwise),
		cmocka_unit_test(text_is_shown_as_it_is),
		cmocka_unit_test(markdown_is_a_table_and_nothing_else),
		cmocka_unit_test(borders_align_whatever_is_in_the_cells),
		cmocka_unit_test(borders_align_for_mixtures_of_anything),
		cmocka_unit_test(many_columns_fit_any_width),
		cmocka_unit_test(a_cut_is_always_said),
		cmocka_unit_test(hostile_cells_never_reach_the_terminal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
