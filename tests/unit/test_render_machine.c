#include "unit/suite.h"

#include <jansson.h>

#include "base/utf8.h"
#include "render/render.h"

static struct buffer rendered(const char *format, const struct result *r)
{
	const struct render_look look = { 0 };
	struct buffer b = { 0 };

	render_find(text_of(format))->render(r, &look, &b);
	assert_false(b.failed);
	return b;
}

static void assert_rendered(const char *format, const struct result *r, const char *wanted)
{
	struct buffer b = rendered(format, r);

	assert_written(&b, wanted);
	buffer_free(&b);
}

static void add_columns(struct result *r, size_t n, const char *const names[])
{
	for (size_t i = 0; i < n; i++)
		result_add_column(r, (struct result_column){ .name = text_of(names[i]), .decimals = -1 });
}

/* One row of each kind of cell, one with none. */
static struct result *every_kind(void)
{
	struct result *r = result_new();
	struct cell *c;

	add_columns(r, 6, (const char *const[]){ "stage", "month", "nps", "nps_n", "promoter", "cost" });
	c = result_add_row(r, ROW_SMALL | ROW_PARTIAL);
	c[0] = cell_text(r, TEXT("buy"));
	c[1] = cell_time(r, TEXT("2024-03"));
	c[2] = cell_number(53.4);
	c[3] = cell_integer(13612);
	c[4] = cell_yesno(true);
	c[5] = cell_decimal(1250, 2);
	result_add_row(r, 0)[0].kind = CELL_MISSING;
	result_note(r, NOTE_FACT, "not for machines");
	return r;
}

#define FULL_ROW                                                                                                       \
	"{\"stage\":\"buy\",\"month\":\"2024-03\",\"nps\":53.4,\"nps_n\":13612,\"promoter\":true,\"cost\":12.50}"
#define EMPTY_ROW "{\"stage\":null,\"month\":null,\"nps\":null,\"nps_n\":null,\"promoter\":null,\"cost\":null}"

static void every_kind_of_cell_in_every_format(void **state)
{
	struct result *r = every_kind();

	(void)state;
	assert_rendered("csv", r, "stage,month,nps,nps_n,promoter,cost\nbuy,2024-03,53.4,13612,true,12.50\n,,,,,\n");
	assert_rendered("tsv", r,
			"stage\tmonth\tnps\tnps_n\tpromoter\tcost\n"
			"buy\t2024-03\t53.4\t13612\ttrue\t12.50\n"
			"\t\t\t\t\t\n");
	assert_rendered("json", r, "[" FULL_ROW "," EMPTY_ROW "]\n");
	assert_rendered("jsonl", r, FULL_ROW "\n" EMPTY_ROW "\n");
	result_free(r);
}

static void csv_quotes_only_where_needed(void **state)
{
	struct result *r = result_new();
	struct cell *c;

	(void)state;
	add_columns(r, 2, (const char *const[]){ "a,b", "c\"d" });
	c = result_add_row(r, 0);
	c[0] = cell_text(r, TEXT("say \"hi\", please"));
	c[1] = cell_text(r, TEXT(" lead; and trail "));
	c = result_add_row(r, 0);
	c[0] = cell_text(r, TEXT("two\nlines"));
	c[1] = cell_text(r, TEXT("\r"));
	assert_rendered("csv", r,
			"\"a,b\",\"c\"\"d\"\n"
			"\"say \"\"hi\"\", please\", lead; and trail \n"
			"\"two\nlines\",\"\r\"\n");
	result_free(r);
}

static void a_csv_row_is_never_an_empty_line(void **state)
{
	struct result *r = result_new();

	(void)state;
	add_columns(r, 1, (const char *const[]){ "a" });
	result_add_row(r, 0)[0].kind = CELL_MISSING;
	result_add_row(r, 0)[0] = cell_integer(1);
	assert_rendered("csv", r, "a\n\"\"\n1\n");
	result_free(r);
}

static void tsv_escapes_what_would_break_it(void **state)
{
	struct result *r = result_new();

	(void)state;
	add_columns(r, 1, (const char *const[]){ "a\tb" });
	result_add_row(r, 0)[0] = cell_text(r, TEXT("x\ty\nz\r\\n \"q\""));
	assert_rendered("tsv", r, "a\\tb\nx\\ty\\nz\\r\\\\n \"q\"\n");
	result_free(r);
}

static void json_is_valid_whatever_the_text(void **state)
{
	struct result *r = result_new();

	(void)state;
	add_columns(r, 1, (const char *const[]){ "a\"b" });
	result_add_row(r, 0)[0] = cell_text(r, TEXT("\"\\\n\t\x01\x1b\x7f\xc2\x9b\u202e\U000e0041"
						    " é日🙂\xff\xe6\x97"));
	assert_rendered("jsonl", r,
			"{\"a\\\"b\":\"\\\"\\\\\\n\\t\\u0001\\u001b\\u007f\\u009b\\u202e\\udb40\\udc41"
			" é日🙂\xef\xbf\xbd\xef\xbf\xbd\"}\n");
	result_free(r);
}

static void an_answer_without_rows_is_a_header_or_an_empty_array(void **state)
{
	struct result *r = result_new();

	(void)state;
	add_columns(r, 2, (const char *const[]){ "stage", "nps" });
	assert_rendered("csv", r, "stage,nps\n");
	assert_rendered("tsv", r, "stage\tnps\n");
	assert_rendered("json", r, "[]\n");
	assert_rendered("jsonl", r, "");
	result_free(r);
}

static void an_answer_of_text_is_its_text(void **state)
{
	struct result *r = result_new();

	(void)state;
	r->text = TEXT("two\nlines \x1b\n");
	assert_rendered("csv", r, "two\nlines \\x1b\n");
	assert_rendered("json", r, "[{\"text\":\"two\\nlines \\u001b\\n\"}]\n");
	assert_rendered("jsonl", r, "{\"text\":\"two\\nlines \\u001b\\n\"}\n");
	result_free(r);
}

static void notes_for_the_side_stream_have_their_prefix(void **state)
{
	struct result *r = result_new();
	struct buffer b = { 0 };

	(void)state;
	result_note(r, NOTE_FACT, "last month = 2024-03");
	result_note(r, NOTE_WARNING, "odd \x1b[1m\nvalue");
	render_notes(r, "note: ", &b);
	assert_written(&b, "note: last month = 2024-03\nwarning: odd \\x1b[1m\\nvalue\n");
	render_notes(r, NULL, &b);
	assert_written(&b, "last month = 2024-03\nwarning: odd \\x1b[1m\\nvalue\n");
	buffer_free(&b);
	result_free(r);
}

static void formats_are_found_by_name(void **state)
{
	size_t n = 0;

	(void)state;
	while (render_at(n))
		n++;
	assert_int_equal(n, 6);
	assert_string_equal(render_at(0)->name, "box");
	assert_true(render_find(TEXT("jsonl"))->machine);
	assert_false(render_find(TEXT("markdown"))->machine);
	assert_null(render_find(TEXT("xml")));
}

/* Every naughty string in a row of its own, between two others. */
static struct result *naughty(json_t **strings)
{
	struct result *r = result_new();
	size_t i;
	json_t *s;

	*strings = json_load_file(SUITES "blns/blns.json", JSON_ALLOW_NUL, NULL);
	if (!*strings) {
		result_free(r);
		skip();
	}
	add_columns(r, 3, (const char *const[]){ "before", "s", "after" });
	json_array_foreach(*strings, i, s)
	{
		struct cell *c = result_add_row(r, 0);

		c[0] = cell_integer((int64_t)i);
		c[1] = cell_text(r, (struct text){ json_string_value(s), json_string_length(s) });
		c[2] = cell_text(r, TEXT("x"));
	}
	assert_true(r->n_rows > 500);
	return r;
}

/* One field of csv from AT into OUT; returns where it ended. */
static const char *read_csv_field(const char *at, struct buffer *out)
{
	bool quoted = *at == '"';

	for (at += quoted; *at && (quoted || (*at != ',' && *at != '\n')); at++) {
		if (quoted && *at == '"' && *++at != '"')
			break;
		buffer_add_char(out, *at);
	}
	return at;
}

static const char *read_tsv_field(const char *at, struct buffer *out)
{
	for (; *at && *at != '\t' && *at != '\n'; at++) {
		if (*at == '\\') {
			at++;
			buffer_add_char(out, *at == 't' ? '\t' : *at == 'n' ? '\n' : *at == 'r' ? '\r' : *at);
		} else {
			buffer_add_char(out, *at);
		}
	}
	return at;
}

static void assert_fields_survive(const char *format, const char *(*read_field)(const char *, struct buffer *))
{
	json_t *strings;
	struct result *r = naughty(&strings);
	struct buffer b = rendered(format, r), field = { 0 };
	const char *at = strchr(b.at, '\n') + 1;

	for (size_t row = 0; row < r->n_rows; row++) {
		for (size_t i = 0; i < 3; i++) {
			buffer_clear(&field);
			at = read_field(at, &field);
			if (i == 1)
				assert_text(buffer_text(&field), result_cell(r, row, 1)->text);
			assert_int_equal(*at, i == 2 ? '\n' : *format == 'c' ? ',' : '\t');
			at++;
		}
	}
	assert_int_equal(*at, '\0');
	buffer_free(&field);
	buffer_free(&b);
	result_free(r);
	json_decref(strings);
}

static void naughty_strings_survive_csv(void **state)
{
	(void)state;
	assert_fields_survive("csv", read_csv_field);
}

static void naughty_strings_survive_tsv(void **state)
{
	(void)state;
	assert_fields_survive("tsv", read_tsv_field);
}

static void naughty_strings_survive_json(void **state)
{
	json_t *strings, *back;
	struct result *r = naughty(&strings);
	struct buffer b = rendered("json", r);

	(void)state;
	back = json_loadb(b.at, b.n, JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES, NULL);
	assert_int_equal(json_array_size(back), r->n_rows);
	for (size_t row = 0; row < r->n_rows; row++)
		assert_true(json_equal(json_object_get(json_array_get(back, row), "s"), json_array_get(strings, row)));
	json_decref(back);
	buffer_free(&b);
	result_free(r);
	json_decref(strings);
}

static void naughty_strings_survive_jsonl(void **state)
{
	json_t *strings;
	struct result *r = naughty(&strings);
	struct buffer b = rendered("jsonl", r);
	struct text rest = buffer_text(&b);

	(void)state;
	for (size_t row = 0; row < r->n_rows; row++) {
		size_t n = text_find(rest, TEXT("\n"));
		json_t *back = json_loadb(rest.at, n, JSON_ALLOW_NUL, NULL);

		assert_true(json_equal(json_object_get(back, "s"), json_array_get(strings, row)));
		json_decref(back);
		rest = text_from(rest, n + 1);
	}
	assert_int_equal(rest.n, 0);
	buffer_free(&b);
	result_free(r);
	json_decref(strings);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_of_cell_in_every_format),
		cmocka_unit_test(csv_quotes_only_where_needed),
		cmocka_unit_test(a_csv_row_is_never_an_empty_line),
		cmocka_unit_test(tsv_escapes_what_would_break_it),
		cmocka_unit_test(json_is_valid_whatever_the_text),
		cmocka_unit_test(an_answer_without_rows_is_a_header_or_an_empty_array),
		cmocka_unit_test(an_answer_of_text_is_its_text),
		cmocka_unit_test(notes_for_the_side_stream_have_their_prefix),
		cmocka_unit_test(formats_are_found_by_name),
		cmocka_unit_test(naughty_strings_survive_csv),
		cmocka_unit_test(naughty_strings_survive_tsv),
		cmocka_unit_test(naughty_strings_survive_json),
		cmocka_unit_test(naughty_strings_survive_jsonl),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
