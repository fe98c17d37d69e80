/* What is proposed at the cursor: text before it -> what may come next, in order. */
#include "test_lang_common.h"

#define CLAUSES                                                                                                        \
	"by per split_after where last previous this since before through during from vs having sort top bottom best " \
	"worst limit "                                                                                                 \
	"rolling cumulative with"
#define COMMON "by per split_after where last previous this since before through during from"
#define REPORTS                                                                                                        \
	"list compare funnel paths journey retention drivers trend recovery consistency needed calc calc_sample news " \
	"scorecard words why"
#define VERBS REPORTS " define let param load attach append use include run show set help explain teach export quit"
#define DIMENSIONS "DIMENSION UNIT each cohort quartile_of quintile_of decile_of bands"

static void add_word(const struct expected_word *w, struct buffer *out)
{
	static const char *const kinds[] = {
		[EXPECT_KEYWORD] = "",
		[EXPECT_UNIT] = "UNIT",
		[EXPECT_METRIC] = "METRIC",
		[EXPECT_COLUMN] = "COLUMN",
		[EXPECT_DIMENSION] = "DIMENSION",
		[EXPECT_VALUE] = "VALUE",
		[EXPECT_SEGMENT] = "SEGMENT",
		[EXPECT_TOPIC] = "TOPIC",
		[EXPECT_OPTION] = "OPTION",
		[EXPECT_TABLE] = "TABLE",
		[EXPECT_QUERY] = "QUERY",
		[EXPECT_SETTING] = "SETTING",
		[EXPECT_FORMAT] = "FORMAT",
		[EXPECT_ROLE] = "ROLE",
		[EXPECT_PARAMETER] = "PARAMETER",
		[EXPECT_FILE] = "FILE",
		[EXPECT_STEP] = "STEP",
		[EXPECT_FIGURE] = "FIGURE",
		[EXPECT_LOAD_OPTION] = "LOAD_OPTION",
	};

	if (out->n)
		buffer_add_char(out, ' ');
	buffer_add_c(out, kinds[w->kind]);
	if (w->kind == EXPECT_UNIT && w->plural)
		buffer_add_char(out, 'S');
	for (size_t i = 0; i < w->text.n; i++)
		buffer_add_char(out, w->text.at[i] == ' ' ? '_' : w->text.at[i]);
}

struct promise {
	const char *text;
	const char *expected; /* two-word keywords with an underscore */
	size_t word_start;
	const char *column;
	const char *verb;
};

static void check(const struct promise *row)
{
	struct arena a = { 0 };
	struct expectation e;
	struct buffer out = { 0 };

	buffer_add_c(&out, "");
	parse_expectation(&a, text_of(row->text), &e);
	for (size_t i = 0; i < e.n; i++)
		add_word(&e.words[i], &out);
	if (strcmp(out.at, row->expected) || e.word_start != row->word_start ||
	    !text_is(e.column, row->column ? row->column : "") || !text_is(e.verb, row->verb ? row->verb : ""))
		fail_msg("[%s] at %zu, column %.*s, verb %.*s: %s", row->text, e.word_start, TEXT_ARGS(e.column),
			 TEXT_ARGS(e.verb), out.at);
	buffer_free(&out);
	arena_reset(&a);
}

static void names_come_before_clauses(void **state)
{
	static const struct promise rows[] = {
		{ "", "METRIC " VERBS, 0, NULL, NULL },
		{ "n", "METRIC " VERBS, 0, NULL, NULL },
		{ "nps ", CLAUSES " as format", 4, NULL, NULL },
		{ "nps by", CLAUSES " as format", 4, NULL, NULL },
		{ "nps, ", "METRIC", 5, NULL, NULL },
		{ "nps by ", DIMENSIONS, 7, NULL, NULL },
		{ "nps by st", DIMENSIONS, 7, NULL, NULL },
		{ "nps by in-", DIMENSIONS, 7, NULL, NULL },
		{ "nps by stage ", CLAUSES, 13, NULL, NULL },
		{ "nps by stage\n  wh", CLAUSES, 15, NULL, NULL },
		{ "nps where ", "COLUMN SEGMENT not today yesterday followed_by preceded_by true false", 10, NULL,
		  NULL },
		{ "nps where channel ", "in contains is between matches like starts_with ends_with and or not " CLAUSES,
		  18, NULL, NULL },
		{ "nps where comment starts ", "with", 25, NULL, NULL },
		{ "nps where comment starts w", "with", 25, NULL, NULL },
		{ "nps by quartile ", "of " CLAUSES, 16, NULL, NULL },
		{ "nps by quartile of ", "METRIC", 19, NULL, NULL },
		{ "nps by month of ", "COLUMN", 16, NULL, NULL },
		{ "nps sort by nps ", "asc desc " CLAUSES, 16, NULL, NULL },
		{ "nps sort by ", "METRIC UNIT", 12, NULL, NULL },
		{ "nps having ", "METRIC not", 11, NULL, NULL },
		{ "nps format ", "FORMAT", 11, NULL, NULL },
		{ "nps with ", "OPTION", 9, NULL, NULL },
		{ "nps with share of ", "DIMENSION", 18, NULL, NULL },
		{ "nps per ", "COLUMN", 8, NULL, NULL },
		{ "avg(", "COLUMN SEGMENT not where today yesterday followed_by preceded_by true false", 4, NULL,
		  NULL },
		{ NULL, NULL, 0, NULL, NULL },
	};

	(void)state;
	for (const struct promise *row = rows; row->text; row++)
		check(row);
}

static void only_values_where_a_value_is_expected(void **state)
{
	static const struct promise rows[] = {
		{ "nps where channel = ", "VALUE PARAMETER", 20, "channel", NULL },
		{ "nps where channel = ph", "VALUE PARAMETER", 20, "channel", NULL },
		{ "nps where channel=ph", "VALUE PARAMETER", 18, "channel", NULL },
		{ "nps where a = b and channel != ", "VALUE PARAMETER", 31, "channel", NULL },
		{ "nps where channel in (", "VALUE PARAMETER", 22, "channel", NULL },
		{ "nps where channel not in (phone, ", "VALUE PARAMETER", 33, "channel", NULL },
		{ "nps where comment contains re", "VALUE PARAMETER", 27, "comment", NULL },
		{ "nps where comment not starts with ", "VALUE PARAMETER", 34, "comment", NULL },
		{ "nps where `Wait (min)` = ", "VALUE PARAMETER", 25, "Wait (min)", NULL },
		{ "nps where plan = \"Prem", "VALUE", 17, "plan", NULL },
		{ "nps where plan = 'Premium Pl", "VALUE", 17, "plan", NULL },
		{ "nps(where channel = ", "VALUE PARAMETER", 20, "channel", NULL },
		{ "share(a = ", "VALUE PARAMETER", 10, "a", NULL },
		{ "nps where channel = $", "VALUE PARAMETER", 20, "channel", NULL },
		{ "nps where channel = $c", "VALUE PARAMETER", 20, "channel", NULL },
		{ "set format = ", "VALUE PARAMETER", 13, "format", "set" },
		{ "nps where score > ", "COLUMN today yesterday true false", 18, NULL, NULL },
		{ NULL, NULL, 0, NULL, NULL },
	};

	(void)state;
	for (const struct promise *row = rows; row->text; row++)
		check(row);
}

static void units_follow_numbers_in_the_plural(void **state)
{
	static const struct promise rows[] = {
		{ "nps last ", "UNIT", 9, NULL, NULL },
		{ "nps last 3 ", "UNITS", 11, NULL, NULL },
		{ "nps last 3 d", "UNITS", 11, NULL, NULL },
		{ "nps rolling 4 ", "UNITS", 14, NULL, NULL },
		{ "nps by cohort ", "UNIT", 14, NULL, NULL },
		{ "nps vs last ", "UNIT", 12, NULL, NULL },
		{ NULL, NULL, 0, NULL, NULL },
	};

	(void)state;
	for (const struct promise *row = rows; row->text; row++)
		check(row);
}

static void statements_say_what_they_want(void **state)
{
	static const struct promise rows[] = {
		{ "show ", "TOPIC metric segment dimension order query values", 5, NULL, "show" },
		{ "show metric ", "METRIC", 12, NULL, "show" },
		{ "show segment ", "SEGMENT", 13, NULL, "show" },
		{ "show values of ", "COLUMN", 15, NULL, "show" },
		{ "show query ", "QUERY", 11, NULL, "show" },
		{ "set ", "SETTING", 4, NULL, "set" },
		{ "use ", "TABLE", 4, NULL, "use" },
		{ "run ", "QUERY", 4, NULL, "run" },
		{ "load ", "FILE", 5, NULL, "load" },
		{ "load \"da", "FILE", 5, NULL, "load" },
		{ "load \"x\" with (", "LOAD_OPTION missing file_column", 15, NULL, "load" },
		{ "load \"x\" with (header on, ", "LOAD_OPTION missing file_column", 26, NULL, "load" },
		{ "load \"x\" mapping ", "ROLE", 17, NULL, "load" },
		{ "load \"x\" mapping score = ", "COLUMN", 25, NULL, "load" },
		{ "include ", "FILE", 8, NULL, "include" },
		{ "export nps to ", "FILE", 14, NULL, "export" },
		{ "define ", "metric segment dimension order query", 7, NULL, "define" },
		{ "explain ", "METRIC " REPORTS " it", 8, NULL, "explain" },
		{ "list ", DIMENSIONS, 5, NULL, "list" },
		{ "nps; show ", "TOPIC metric segment dimension order query values", 10, NULL, "show" },
		{ NULL, NULL, 0, NULL, NULL },
	};

	(void)state;
	for (const struct promise *row = rows; row->text; row++)
		check(row);
}

static void reports_propose_stages_and_their_own_clauses(void **state)
{
	static const struct promise rows[] = {
		{ "compare ", "METRIC", 8, NULL, "compare" },
		{ "compare nps ", "for adjusted_for paired_by " CLAUSES " as format", 12, NULL, "compare" },
		{ "compare nps for ",
		  "COLUMN SEGMENT not last previous this since before through during from top bottom today yesterday "
		  "followed_by preceded_by true false",
		  16, NULL, "compare" },
		{ "compare nps for channel = ", "VALUE PARAMETER", 26, "channel", "compare" },
		{ "compare nps for vip ", "in contains is between matches like starts_with ends_with and or not vs as",
		  20, NULL, "compare" },
		{ "compare nps for top 20% ", "of", 24, NULL, "compare" },
		{ "compare nps for top 20% of ", "METRIC COLUMN", 27, NULL, "compare" },
		{ "funnel ", "STEP", 7, NULL, "funnel" },
		{ "funnel con", "STEP", 7, NULL, "funnel" },
		{ "funnel \"first con", "STEP", 7, NULL, "funnel" },
		{ "funnel contact ", "then as", 15, NULL, "funnel" },
		{ "funnel contact -> ", "STEP", 18, NULL, "funnel" },
		{ "funnel a -> b ", "then within strict any_order without holding " COMMON " vs top with as", 14, NULL,
		  "funnel" },
		{ "funnel a -> b any ", "order", 18, NULL, "funnel" },
		{ "funnel a -> b within 3 ", "UNITS", 23, NULL, "funnel" },
		{ "funnel a -> b without ", "STEP", 22, NULL, "funnel" },
		{ "funnel a -> b holding ", "COLUMN", 22, NULL, "funnel" },
		{ "funnel a -> b split ", "after", 20, NULL, "funnel" },
		{ "paths ", "of starting_at ending_at up_to within without " COMMON " top with", 6, NULL, "paths" },
		{ "paths of ", "COLUMN", 9, NULL, "paths" },
		{ "paths starting ", "at", 15, NULL, "paths" },
		{ "paths starting at ", "STEP", 18, NULL, "paths" },
		{ "paths up to 4 ", "steps", 14, NULL, "paths" },
		{ "journey ", "VALUE PARAMETER", 8, NULL, "journey" },
		{ "journey C-42 ", COMMON " with", 13, NULL, "journey" },
		{ "retention ", "of for returning each " COMMON " with", 10, NULL, "retention" },
		{ "retention each ", "UNIT", 15, NULL, "retention" },
		{ "drivers ", "of", 8, NULL, "drivers" },
		{ "drivers of csat ", "among " COMMON " top with", 16, NULL, "drivers" },
		{ "drivers of csat among ", "METRIC COLUMN", 22, NULL, "drivers" },
		{ "trend csat ", CLAUSES " as format", 11, NULL, "trend" },
		{ "recovery ", "STEP of within strict any_order without holding " COMMON " vs top with", 9, NULL,
		  "recovery" },
		{ "news ", CLAUSES, 5, NULL, "news" },
		{ "scorecard by ", DIMENSIONS, 13, NULL, "scorecard" },
		{ "consistency of nps ", "across", 19, NULL, "consistency" },
		{ "consistency of nps across ", DIMENSIONS, 26, NULL, "consistency" },
		{ "needed nps ", "within", 11, NULL, "needed" },
		{ "needed nps within 5 ", COMMON " with", 20, NULL, "needed" },
		{ "calc ", "FIGURE", 5, NULL, "calc" },
		{ "calc sample ", "FIGURE", 12, NULL, "calc sample" },
		{ "calc sample nps ", "PARAMETER within", 16, NULL, "calc sample" },
		{ "calc share 4 ", "of", 13, NULL, "calc" },
		{ "calc nps (1, 2, 3) ", "vs with as", 19, NULL, "calc" },
		{ "words ", "of", 6, NULL, "words" },
		{ "words of ", "COLUMN", 9, NULL, "words" },
		{ "words of comment ", "for " COMMON " top with", 17, NULL, "words" },
		{ "count() by each tag in tags ", "split", 28, NULL, "" },
		{ "define dimension a as words ", "of", 28, NULL, "define" },
		{ "teach ", "METRIC TOPIC " REPORTS, 6, NULL, "teach" },
		{ NULL, NULL, 0, NULL, NULL },
	};

	(void)state;
	for (const struct promise *row = rows; row->text; row++)
		check(row);
}

static void nothing_is_proposed_after_a_mistake_or_in_a_comment(void **state)
{
	static const struct promise rows[] = {
		{ "nps bogus x ", "", 12, NULL, NULL },
		{ "nps # by ", "", 9, NULL, NULL },
		{ "nps # by", "", 8, NULL, NULL },
		{ "nps @ ", "", 6, NULL, NULL },
		{ "nps by stage\n", "METRIC " VERBS, 13, NULL, NULL },
		{ "nps bogus x; csat by ", DIMENSIONS, 21, NULL, NULL },
		{ "nps bogus x\ncsat by ", DIMENSIONS, 20, NULL, NULL },
		{ NULL, NULL, 0, NULL, NULL },
	};

	(void)state;
	for (const struct promise *row = rows; row->text; row++)
		check(row);
}

static void an_open_quote_is_part_of_the_word(void **state)
{
	struct arena a = { 0 };
	struct expectation e;

	(void)state;
	parse_expectation(&a, TEXT("nps by `Wait (m"), &e);
	assert_true(e.in_quotes);
	assert_int_equal(e.quote, '`');
	assert_int_equal(e.word_start, 7);
	assert_int_equal(e.n, 1);
	assert_int_equal(e.words[0].kind, EXPECT_DIMENSION);
	parse_expectation(&a, TEXT("nps where a = 'x y'"), &e);
	assert_false(e.in_quotes);
	assert_int_equal(e.word_start, 19);
	arena_reset(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_come_before_clauses),
		cmocka_unit_test(only_values_where_a_value_is_expected),
		cmocka_unit_test(units_follow_numbers_in_the_plural),
		cmocka_unit_test(statements_say_what_they_want),
		cmocka_unit_test(reports_propose_stages_and_their_own_clauses),
		cmocka_unit_test(nothing_is_proposed_after_a_mistake_or_in_a_comment),
		cmocka_unit_test(an_open_quote_is_part_of_the_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
