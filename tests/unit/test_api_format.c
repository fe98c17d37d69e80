/* Canonical form of whole texts: every example of the help, every input of the golden transcripts, every script beside
 * the program.  fmt(fmt(x)) = fmt(x); the trees stay the same; no comment is lost. */
#include "unit/api_session.h"

#include <dirent.h>

#include "base/embedded.h"
#include "base/text.h"
#include "lang/parse.h"
#include "report/break_lines.h"

enum { TEXT_MAX = 1 << 20 };

static char *formatted(struct heard *h, const char *text, enum cxq_status *status)
{
	char *out = NULL;
	size_t n = 0;
	FILE *stream = open_memstream(&out, &n);

	*status = cxq_format(h->session, "f", text, strlen(text), stream);
	fclose(stream);
	return out;
}

/* The next statement of SOURCE from *FROM on, or NULL at the end. */
static const struct node *next_tree(struct arena *a, const struct source *source, size_t *from)
{
	struct diagnostics errors = { .arena = a };
	struct node *statement = NULL;
	size_t used = *from;

	if (parse_statement(a, source, *from, &used, &statement, &errors) != PARSE_OK)
		return NULL;
	*from = used;
	return statement;
}

/* Spelling apart (quotes, brackets, places). */
static bool same_trees(const char *text, const char *other)
{
	struct arena a = { 0 };
	struct source one = { .text = text_of(text) }, two = { .text = text_of(other) };
	const struct node *x, *y;
	size_t from = 0, from_other = 0;
	bool same;

	do {
		x = next_tree(&a, &one, &from);
		y = next_tree(&a, &two, &from_other);
		same = x && y ? node_equal(x, y) : !x && !y;
	} while (same && x);
	arena_reset(&a);
	return same;
}

/* The comments of TEXT, one a line, in order. */
static char *comments_of(const char *text)
{
	char *out = calloc(1, 2 * strlen(text) + 2);
	struct text t = text_of(text);

	while (t.n) {
		bool comment;
		size_t n = source_piece(t, &comment);
		struct text line = text_trim(text_slice(t, 0, n));

		if (comment) {
			strncat(out, line.at, line.n);
			strcat(out, "\n");
		}
		t = text_from(t, n);
	}
	return out;
}

static void expect_same(const char *what, const char *name, const char *text, const char *a, const char *b)
{
	if (strcmp(a, b) != 0)
		fail_msg("%s: %s of\n%s\nfirst:\n%s\nthen:\n%s", name, what, text, a, b);
}

/* A text that does not parse has no canonical form; every other one is checked.  Returns whether it parsed. */
static bool check(struct heard *h, const char *name, const char *text)
{
	enum cxq_status status;
	char *once = formatted(h, text, &status), *twice, *comments, *kept;

	if (status != CXQ_OK) {
		free(once);
		return false;
	}
	twice = formatted(h, once, &status);
	if (status != CXQ_OK)
		fail_msg("%s: not read back:\n%s\nof\n%s", name, once, text);
	if (!same_trees(text, once))
		fail_msg("%s: another tree:\n%s\nof\n%s", name, once, text);
	comments = comments_of(text);
	kept = comments_of(once);
	expect_same("form", name, text, once, twice);
	expect_same("comments", name, text, comments, kept);
	free(once);
	free(twice);
	free(comments);
	free(kept);
	return true;
}

static char *file_text(const char *path)
{
	char *text = calloc(1, TEXT_MAX);
	FILE *f = fopen(path, "r");
	size_t n;

	assert_non_null(f);
	n = fread(text, 1, TEXT_MAX - 1, f);
	text[n] = '\0';
	fclose(f);
	return text;
}

/* ---- where texts come from ------------------------------------------------------------------- */

/* Blocks of a transcript: "> line" and its further lines ". line". */
static size_t check_transcript(struct heard *h, const char *path)
{
	char *text = file_text(path), *block = calloc(1, TEXT_MAX), *all = calloc(1, TEXT_MAX);
	size_t n = 0;

	for (char *line = text; *line; line += strcspn(line, "\n"), line += *line == '\n') {
		size_t length = strcspn(line, "\n");
		bool begins = strncmp(line, "> ", 2) == 0, goes_on = length && line[0] == '.' && block[0];

		if (!goes_on && block[0]) {
			if (check(h, path, block)) {
				strcat(all, block);
				n++;
			}
			block[0] = '\0';
		}
		if (begins || goes_on) {
			strncat(block, line + (length > 1 ? 2 : 1), length > 1 ? length - 2 : 0);
			strcat(block, "\n");
		}
	}
	if (block[0])
		n += check(h, path, block);
	assert_true(check(h, path, all));
	free(text);
	free(block);
	free(all);
	return n;
}

static size_t for_files(struct heard *h, const char *folder, const char *ending,
			size_t (*act)(struct heard *, const char *))
{
	DIR *d = opendir(folder);
	struct dirent *entry;
	char path[512];
	size_t n = 0;

	assert_non_null(d);
	while ((entry = readdir(d))) {
		if (!text_ends(text_of(entry->d_name), text_of(ending)))
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		n += act(h, path);
	}
	closedir(d);
	return n;
}

static void inputs_of_transcripts_have_a_canonical_form(void **state)
{
	assert_true(for_files(*state, "tests/golden", ".cxt", check_transcript) > 300);
}

static size_t check_script(struct heard *h, const char *path)
{
	char *text = file_text(path);

	if (!check(h, path, text))
		fail_msg("%s does not parse", path);
	free(text);
	return 1;
}

static void scripts_have_a_canonical_form(void **state)
{
	assert_true(for_files(*state, "examples", ".cxq", check_script) > 2);
	check_script(*state, "src/metric/builtin.cxq");
}

/* Lines of help that begin with four blanks, up to the remark. */
static void examples_of_help_have_a_canonical_form(void **state)
{
	size_t n = 0;

	for (const struct embedded *e = embedded_texts; e->path; e++)
		for (const char *line = e->text; strstr(e->path, "help/") && *line; line += strcspn(line, "\n") + 1) {
			struct text t = text_slice(text_of(line), 0, strcspn(line, "\n"));
			size_t remark;
			char statement[256];

			if (!text_starts(t, TEXT("    ")) || t.n <= 4 || t.at[4] == ' ')
				continue;
			t = text_from(t, 4);
			remark = text_find(t, TEXT("  "));
			t = remark == SIZE_MAX ? t : text_slice(t, 0, remark);
			snprintf(statement, sizeof(statement), "%.*s", TEXT_ARGS(t));
			if (!check(*state, e->path, statement))
				fail_msg("%s: %s does not parse", e->path, statement);
			n++;
		}
	assert_true(n > 150);
}

/* Comments, blank lines and line ends where they may stand. */
static void comments_are_kept_wherever_they_stand(void **state)
{
	static const char *const texts[] = {
		"# one\nnps # two\n  by channel # three\n# four\n\n\n# five\ncsat;ces # six\n# seven",
		"# only a comment",
		"\n\n# first\n\n# second\n\n\nnps\n\n\n",
		"define metric x as share(csat >= 4) # up here\n  better higher -- down there\n  describe \"# none\" # "
		"end\n",
		"compare nps # a\n  for channel = phone # b\n  vs channel = chat # c\n",
		"funnel awareness # a\n  -> purchase # b\n  within 30 days # c\n",
		"nps;;csat\n;\nces",
		"nps\r\n  by stage # crlf\r\ncsat\r\n",
		"set min_n = 5; # after a semicolon\nnps",
		"nps where (channel = phone # in brackets\n  or channel = chat)\n",
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_true(check(*state, "comments", texts[i]));
}

/* Every report, too long for one line: a line for each clause. */
static void long_reports_get_a_line_per_clause(void **state)
{
	static const char *const cases[][2] = {
		{ "compare nps, csat for channel = phone and stage = service as Phone vs channel = chat and stage = "
		  "service as "
		  "Chat by region with ci 90%",
		  "compare nps, csat\n"
		  "    for channel = phone and stage = service as Phone vs channel = chat and stage = service as Chat\n"
		  "    by region\n"
		  "    with ci 90%\n" },
		{ "funnel awareness -> (stage = consideration and channel = web) as Web -> purchase within 90 days by "
		  "region "
		  "without advocacy",
		  "funnel awareness -> (stage = consideration and channel = web) as Web -> purchase\n"
		  "    within 90 days\n"
		  "    without advocacy\n"
		  "    by region\n" },
		{ "drivers of csat among wait, effort, friendliness, handle where type = help and channel in (phone, "
		  "chat)",
		  "drivers of csat\n"
		  "    among wait, effort, friendliness, handle\n"
		  "    where type = help and channel in (phone, chat)\n" },
		{ "teach nps, csat, ces, friendliness by channel, stage where region = north and type = help last 6 "
		  "months",
		  "teach nps, csat, ces, friendliness\n"
		  "    by channel, stage\n"
		  "    where region = north and type = help\n"
		  "    last 6 months\n" },
		{ "export compare nps for channel = phone vs channel = chat by region where stage = service to "
		  "\"nps.csv\"",
		  "export compare nps\n"
		  "    for channel = phone vs channel = chat\n"
		  "    by region\n"
		  "    where stage = service to \"nps.csv\"\n" },
	};
	struct heard *h = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		enum cxq_status status;
		char *once = formatted(h, cases[i][0], &status);

		assert_int_equal(status, CXQ_OK);
		assert_string_equal(once, cases[i][1]);
		assert_true(check(h, "long", cases[i][0]));
		free(once);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, heard_open, heard_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(inputs_of_transcripts_have_a_canonical_form), TEST(scripts_have_a_canonical_form),
		TEST(examples_of_help_have_a_canonical_form),	   TEST(comments_are_kept_wherever_they_stand),
		TEST(long_reports_get_a_line_per_clause),
	};

	return cmocka_run_group_tests_name("api format", tests, NULL, NULL);
}
