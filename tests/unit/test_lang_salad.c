/* Random tokens and random bytes: an answer or an error, always progress, and what parses is read back as printed. */
#include "test_lang_common.h"

static uint64_t seed = 0x9e3779b97f4a7c15u;

static size_t pick(size_t n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (size_t)(seed % n);
}

static const char *const extras[] = {
	"nps",
	"csat",
	"channel",
	"a",
	"b-2",
	"4g",
	"`c d`",
	"`by`",
	"\"x y\"",
	"'z'",
	"1",
	"2.5",
	"1_000",
	"95%",
	"2025-03-01",
	"2025-Q1",
	"$p",
	"=",
	"!=",
	"<",
	"<=",
	">",
	">=",
	"~",
	"!~",
	",",
	"(",
	")",
	"+",
	"-",
	"*",
	"/",
	"..",
	"3 months",
	"\n",
	"\n  ",
	";",
	"#c\n",
	"&&",
	"“",
	"”",
	"\\\n",
	":",
	"[",
	"?",
	"\x01",
	"\xff",
	"$",
	"`",
	"\"",
	"group",
	"select",
	"count()",
	"by a",
	"where a = b",
	"last month",
	"sort by",
	"as x",
	"in (1, 2)",
	"is missing",
	"define metric",
	"share of",
	"->",
	"→",
	"compare nps for",
	"funnel a ->",
	"(a = b)",
	"starting at",
	"top 7%",
};

static const char *random_word(void)
{
	const char *const *words = parse_keywords();
	size_t n = 0;

	while (words[n])
		n++;
	return pick(3) ? extras[pick(sizeof(extras) / sizeof(*extras))] : words[pick(n)];
}

static void assert_reads_back(const struct node *n)
{
	struct buffer printed;
	struct parsed p;

	print_to(n, &printed);
	parse_bytes(&p, printed.at, printed.n);
	if (p.result != PARSE_OK || !node_equal(p.node, n))
		fail_msg("printed as %s", printed.at);
	buffer_free(&printed);
	parsed_free(&p);
}

/* How many statements of TEXT parse. */
static size_t read_all(struct text text)
{
	struct arena a = { 0 };
	struct source s = { .text = text };
	struct diagnostics errors = { .arena = &a };
	struct buffer messages = { 0 };
	size_t n = 0;
	size_t at = 0;

	while (at < text.n) {
		struct node *out;
		size_t from = at;
		enum parse_result result = parse_statement(&a, &s, from, &at, &out, &errors);

		assert_true(at > from && at <= text.n);
		assert_int_equal(result == PARSE_OK, out != NULL);
		if (out)
			assert_reads_back(out);
		n += out != NULL;
	}
	for (const struct diagnostic *d = errors.first; d; d = d->next) {
		assert_true(d->message.n > 0 && d->span.from <= d->span.to && d->span.to <= text.n);
		diagnostic_print(d, &messages);
	}
	buffer_free(&messages);
	arena_reset(&a);
	return n;
}

static void ask_everywhere(struct text text)
{
	struct arena a = { 0 };
	struct expectation e;
	size_t at = pick(text.n + 1);

	parse_expectation(&a, text_slice(text, 0, at), &e);
	assert_true(e.word_start <= at);
	parse_completeness(&a, text_slice(text, 0, at));
	arena_reset(&a);
}

static void any_words_are_answered_or_refused(void **state)
{
	size_t whole = 0;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct buffer b = { 0 };
		size_t n = 1 + pick(12);

		for (size_t i = 0; i < n; i++) {
			buffer_add_c(&b, random_word());
			if (pick(8))
				buffer_add_char(&b, ' ');
		}
		whole += read_all(buffer_text(&b));
		ask_everywhere(buffer_text(&b));
		buffer_free(&b);
	}
	assert_true(whole > 100);
}

/* Clauses in any number and order after a metric: most of these parse. */
static void likely_queries_are_read_back_as_printed(void **state)
{
	static const char *const parts[] = {
		" by a, month",
		" where a = top or b",
		" where not c in (1, last)",
		" last 3 days",
		" since 2025",
		" vs target 3",
		" vs last year",
		" per `x y`",
		" having nps > 3 and csat",
		" sort by nps desc, month",
		" top 3 month",
		" limit 4",
		" rolling 2 weeks",
		" cumulative",
		" with share of day, ci 95%",
		" as by",
		"\n  best 2",
		" vs previous",
		" order by -a",
		" by quartile of (nps)",
		" where d > 3 days and e ~ \"f\"",
		", csat(where a.b)",
		", -2 * x / y",
	};
	size_t whole = 0;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		struct buffer b = { 0 };

		buffer_add_c(&b, pick(9) ? "nps" : "list a, day");
		for (size_t n = pick(5); n > 0; n--)
			buffer_add_c(&b, parts[pick(sizeof(parts) / sizeof(*parts))]);
		whole += read_all(buffer_text(&b));
		buffer_free(&b);
	}
	assert_true(whole > 700);
}

static const char *const report_starts[] = {
	"compare nps, csat",
	"compare nps for a = b as c vs last month as \"d e\"",
	"compare csat for top 7% of nps per x vs bottom 33.3% of (nps + 1)",
	"compare nps for not vip vs top 20% of csat(where a = b) vs previous month",
	"funnel a -> b",
	"funnel then then (a = top or b) as \"B\" → `c d` then \"e\" as with",
	"paths",
	"paths of trend",
	"journey C-42",
	"journey $who",
	"retention",
	"retention of a = b or c",
	"drivers of nps - csat",
	"trend nps as x",
	"recovery",
	"recovery of csat a -> (b)",
	"consistency of nps across quartile of csat",
	"calc nps (110, 70, 20) as ours vs (170, 129, 41) with ci 90%",
	"calc sample share 5 of 100 within 3%",
	"news by channel where csat >= 4 during 2025-03 vs previous month",
	"scorecard by channel last quarter vs previous year with ci 90%",
	"words of a for b = c vs last month top 2 with stopwords",
	"nps by each a in b split \";\", c",
	"define dimension a as words of b (\"c\" as d)",
	"why nps during 2025-03 vs from 2024-09 to 2025-02 by product top 3 with ci 90%",
	"teach nps",
	"teach recovery",
	"explain funnel a -> b",
	"define query q as paths",
};

static const char *const report_parts[] = {
	" by a, month",
	" where a = then or b",
	" last 3 days",
	" from 2024 to last month",
	" per case",
	" split after 30 days",
	" with ci 7%",
	" vs last year",
	" top 3",
	" within 1 day",
	" strict",
	" any order",
	" without (a = (b))",
	" without \"x\"",
	" holding channel",
	" adjusted for channel, month",
	" paired by customer",
	" starting at top",
	" ending at `e f`",
	" up to 4 steps",
	" returning stage = each",
	" each month",
	" for 6 months",
	" among a, nps, (nps / csat)",
	" sort by nps",
	"\n  among f(a)",
};

/* As above for the other reports. */
static void likely_reports_are_read_back_as_printed(void **state)
{
	size_t whole = 0;

	(void)state;
	for (int round = 0; round < 4000; round++) {
		struct buffer b = { 0 };

		buffer_add_c(&b, report_starts[pick(sizeof(report_starts) / sizeof(*report_starts))]);
		for (size_t n = pick(4); n > 0; n--)
			buffer_add_c(&b, report_parts[pick(sizeof(report_parts) / sizeof(*report_parts))]);
		whole += read_all(buffer_text(&b));
		ask_everywhere(buffer_text(&b));
		buffer_free(&b);
	}
	assert_true(whole > 1500);
}

static void any_bytes_are_answered_or_refused(void **state)
{
	(void)state;
	for (int round = 0; round < 1500; round++) {
		char bytes[64];
		size_t n = 1 + pick(sizeof(bytes));

		for (size_t i = 0; i < n; i++)
			bytes[i] = pick(2) ? (char)pick(256) : " nps\"'`\\$#-\n("[pick(13)];
		read_all((struct text){ bytes, n });
		ask_everywhere((struct text){ bytes, n });
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_words_are_answered_or_refused),
		cmocka_unit_test(likely_queries_are_read_back_as_printed),
		cmocka_unit_test(likely_reports_are_read_back_as_printed),
		cmocka_unit_test(any_bytes_are_answered_or_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
