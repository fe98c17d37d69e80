/* Public lists of awkward strings, all the way: written as CSV, loaded, listed in every format. */
#include "api_session.h"
#include "suite.h"

#include <jansson.h>
#include <unistd.h>

#include "base/utf8.h"

enum { STRINGS_MAX = 1000, KEPT_BYTES = 8192 };

struct strings {
	struct text at[STRINGS_MAX]; /* as they have to come back: an empty one is a missing value */
	char *bytes;
	size_t n, used;
};

static void keep(struct strings *s, struct text t)
{
	if (!s->bytes)
		s->bytes = malloc((size_t)STRINGS_MAX * KEPT_BYTES);
	assert_true(s->n < STRINGS_MAX && t.n <= KEPT_BYTES);
	if (t.n)
		memcpy(s->bytes + s->used, t.at, t.n);
	s->at[s->n++] = (struct text){ s->bytes + s->used, t.n };
	s->used += t.n;
}

static void read_naughty(struct strings *s)
{
	json_t *all = json_load_file(SUITES "blns/blns.json", JSON_ALLOW_NUL, NULL), *string;
	size_t i;

	if (!all)
		skip();
	json_array_foreach(all, i, string)
		keep(s, (struct text){ json_string_value(string), json_string_length(string) });
	json_decref(all);
	assert_true(s->n > 500);
}

static void read_escapes(struct strings *s)
{
	FILE *file = suite_open(SUITES "own-hostile/terminal_escapes.tsv");
	char *line = NULL, bytes[KEPT_BYTES];
	size_t capacity = 0;

	suite_line(file, &line, &capacity);
	while (suite_line(file, &line, &capacity))
		keep(s, suite_bytes(suite_field(line, 1), bytes));
	free(line);
	fclose(file);
	assert_int_equal(s->n, 42);
}

static void write_quoted(FILE *file, struct text t)
{
	putc('"', file);
	for (size_t i = 0; i < t.n; i++) {
		if (t.at[i] == '"')
			putc('"', file);
		putc(t.at[i], file);
	}
	putc('"', file);
}

/* Load them as table `texts`, each between its number and an x; returns the session's heard. */
static struct heard *load_strings(const struct strings *s)
{
	char path[] = "/tmp/cxq_test_XXXXXX", statement[128];
	FILE *file = fdopen(mkstemp(path), "w");
	void *heard;

	fputs("n,s,after\n", file);
	for (size_t i = 0; i < s->n; i++) {
		fprintf(file, "%zu,", i);
		write_quoted(file, s->at[i]);
		fputs(",x\n", file);
	}
	assert_int_equal(fclose(file), 0);
	heard_open(&heard);
	snprintf(statement, sizeof(statement), "load \"%s\" as texts", path);
	if (heard_run(heard, "test", statement, 0) != CXQ_OK)
		fail_msg("%s", ((struct heard *)heard)->errors);
	unlink(path);
	return heard;
}

struct rendering {
	const char *format;
	char *text;
	size_t n;
};

static enum cxq_status render(void *user, const cxq_answer *answer)
{
	struct rendering *r = user;
	const struct cxq_look look = { .format = r->format };
	FILE *out = open_memstream(&r->text, &r->n);
	enum cxq_status status = cxq_render(answer, &look, out);

	fclose(out);
	return status;
}

/* All strings in FORMAT, to be freed. */
static struct text listed(struct heard *h, const char *format)
{
	static const char query[] = "list n, s, after sort by n limit 1000";
	struct rendering r = { .format = format };

	assert_int_equal(cxq_run(h->session, "test", query, strlen(query), 0, render, &r), CXQ_OK);
	return (struct text){ r.text, r.n };
}

/* A field of csv (RFC 4180) from AT; where it ended. */
static const char *csv_field(const char *at, const char *end, struct buffer *out)
{
	bool quoted = at < end && *at == '"';

	for (at += quoted; at < end && (quoted || (*at != ',' && *at != '\n')); at++) {
		if (quoted && *at == '"' && (++at == end || *at != '"'))
			break;
		buffer_add_char(out, *at);
	}
	return at;
}

static const char *tsv_field(const char *at, const char *end, struct buffer *out)
{
	for (; at < end && *at != '\t' && *at != '\n'; at++)
		if (*at == '\\' && ++at < end)
			buffer_add_char(out, *at == 't' ? '\t' : *at == 'n' ? '\n' : *at == 'r' ? '\r' : *at);
		else
			buffer_add_char(out, *at);
	return at;
}

static void assert_fields(const struct strings *s, struct text all, char delimiter,
			  const char *(*read)(const char *, const char *, struct buffer *))
{
	const char *end = all.at + all.n, *at = memchr(all.at, '\n', all.n);
	struct buffer field = { 0 };

	for (size_t row = 0; row < s->n; row++)
		for (size_t i = 0; i < 3; i++) {
			buffer_clear(&field);
			at = read(at + 1, end, &field);
			if (i == 1)
				assert_text(buffer_text(&field), s->at[row]);
			assert_int_equal(*at, i == 2 ? '\n' : delimiter);
		}
	assert_ptr_equal(at + 1, end);
	buffer_free(&field);
}

static void assert_object(const json_t *object, struct text wanted)
{
	const json_t *value = json_object_get(object, "s");

	assert_int_equal(json_object_size(object), 3);
	if (wanted.n == 0)
		assert_true(json_is_null(value));
	else
		assert_text((struct text){ json_string_value(value), json_string_length(value) }, wanted);
}

static void assert_json(const struct strings *s, struct text all)
{
	json_t *back = json_loadb(all.at, all.n, JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES, NULL);

	assert_int_equal(json_array_size(back), s->n);
	for (size_t i = 0; i < s->n; i++)
		assert_object(json_array_get(back, i), s->at[i]);
	json_decref(back);
}

static void assert_jsonl(const struct strings *s, struct text all)
{
	for (size_t i = 0; i < s->n; i++) {
		size_t n = text_find(all, TEXT("\n"));
		json_t *back = json_loadb(all.at, n, JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES, NULL);

		assert_object(back, s->at[i]);
		json_decref(back);
		all = text_from(all, n + 1);
	}
	assert_int_equal(all.n, 0);
}

/* What moves a cursor, starts a sequence, reorders or hides: by the Unicode tables, not by ours. */
static bool is_harmful(uint32_t code)
{
	return (code < 0x20 && code != '\n') || (code >= 0x7f && code < 0xa0) || code == 0x200b || code == 0x200e ||
	       code == 0x200f || (code >= 0x2028 && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f) ||
	       code == 0xfeff || code == 0x61c || (code >= 0xe0000 && code <= 0xe007f);
}

static void assert_harmless(struct text all, size_t lines_at_least)
{
	size_t lines = 0, n;
	uint32_t code;

	for (; all.n; all = text_from(all, n)) {
		n = utf8_decode(all, &code);
		assert_int_not_equal(n, 0);
		if (is_harmful(code))
			fail_msg("U+%04X reaches the terminal before \"%.40s\"", code, all.at);
		lines += code == '\n';
	}
	assert_true(lines >= lines_at_least);
}

static void assert_safe_for_people(struct heard *h, const struct strings *s)
{
	static const char *const formats[] = { "box", "markdown" };

	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++) {
		struct text all = listed(h, formats[i]);

		assert_harmless(all, s->n);
		free((char *)all.at);
	}
}

static void assert_come_back(struct heard *h, const struct strings *s)
{
	struct text csv = listed(h, "csv"), tsv = listed(h, "tsv"), json = listed(h, "json"),
		    jsonl = listed(h, "jsonl");

	assert_fields(s, csv, ',', csv_field);
	assert_fields(s, tsv, '\t', tsv_field);
	assert_json(s, json);
	assert_jsonl(s, jsonl);
	free((char *)csv.at);
	free((char *)tsv.at);
	free((char *)json.at);
	free((char *)jsonl.at);
}

static void go_all_the_way(struct strings *s)
{
	struct heard *h = load_strings(s);
	void *state = h;

	assert_come_back(h, s);
	assert_safe_for_people(h, s);
	heard_close(&state);
	free(s->bytes);
}

static void naughty_strings_go_all_the_way(void **state)
{
	static struct strings s;

	(void)state;
	read_naughty(&s);
	go_all_the_way(&s);
}

/* What is no UTF-8 is replaced in the load; the rest has to come back byte by byte. */
static void terminal_escapes_go_all_the_way(void **state)
{
	static struct strings raw, s;
	struct buffer repaired = { 0 };
	struct heard *h;
	void *session;

	(void)state;
	read_escapes(&raw);
	for (size_t i = 0; i < raw.n; i++) {
		buffer_clear(&repaired);
		utf8_repair(raw.at[i], &repaired);
		keep(&s, buffer_text(&repaired));
	}
	session = h = load_strings(&raw);
	assert_come_back(h, &s);
	assert_safe_for_people(h, &s);
	heard_close(&session);
	buffer_free(&repaired);
	free(raw.bytes);
	free(s.bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(naughty_strings_go_all_the_way),
		cmocka_unit_test(terminal_escapes_go_all_the_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
