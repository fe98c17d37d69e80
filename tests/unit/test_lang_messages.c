/* What people are told: every message of the parser, row by row. */
#include "test_lang_common.h"

struct promise {
	const char *text;
	const char *message;
	const char *help; /* NULL: none */
	int code;
	size_t from; /* where the caret stands */
};

static void check(const struct promise *m)
{
	struct parsed p;
	const struct diagnostic *d;

	parse_text(&p, m->text);
	if (p.result == PARSE_OK || p.result == PARSE_EMPTY)
		fail_msg("%s: no error", m->text);
	d = error_at(&p, 0);
	if (strcmp(c_string(d->message), m->message) || strcmp(c_string(d->help), m->help ? m->help : "") ||
	    d->code != m->code || d->span.from != m->from)
		fail_msg("%s: E%03d at %zu: %s / %s", m->text, d->code, d->span.from, c_string(d->message),
			 c_string(d->help));
	assert_int_equal(d->status, STATUS_BAD_INPUT);
	parsed_free(&p);
}

static void check_all(const struct promise *m)
{
	for (; m->text; m++)
		check(m);
}

static void what_does_not_fit_is_named(void **state)
{
	static const struct promise promises[] = {
		{ "nps bye stage", "\"bye\" does not fit here", "did you mean `by`?", 1, 4 },
		{ "nps by", "the query stops too early", NULL, 2, 6 },
		{ "nps by # comment\n", "the query stops too early", NULL, 2, 6 },
		{ "define metric x", "the statement stops too early", NULL, 2, 15 },
		{ "nps last 30 dyas", "\"dyas\" does not fit here", "did you mean `days`?", 1, 12 },
		{ "nps by stage \"x\"", "\"x\" does not fit here", NULL, 1, 13 },
		{ "define metrc x as y", "\"metrc\" does not fit here", "did you mean `metric`?", 1, 7 },
		{ "shwo metrics", "\"metrics\" does not fit here", "did you mean `show` instead of `shwo`?", 1, 5 },
		{ "nps where a = 1 anr b", "\"anr\" does not fit here", "did you mean `and`?", 1, 16 },
		{ "nps cum", "\"cum\" does not fit here", "did you mean `cumulative`?", 1, 4 },
		{ "nps tp 5", "\"tp\" does not fit here", "did you mean `top`?", 1, 4 },
		{ "nps this 3 months", "\"3\" does not fit here", NULL, 1, 9 },
		{ NULL, NULL, NULL, 0, 0 },
	};

	(void)state;
	check_all(promises);
}

static void known_mistakes_get_their_own_advice(void **state)
{
	static const struct promise promises[] = {
		{ "select nps", "a query does not begin with \"select\"", "write the metric first: `nps by stage`", 14,
		  0 },
		{ "SELECT * FROM t", "a query does not begin with \"select\"", "write the metric first: `nps by stage`",
		  14, 0 },
		{ "nps by stage group by channel", "\"group\" does not fit here", "write `by`, not `group by`", 1, 13 },
		{ "nps from interactions", "\"interactions\" does not fit here",
		  "choose the table with `use interactions`", 1, 9 },
		{ "nps where channel = first contact", "\"contact\" does not fit here",
		  "a value of several words needs quotes: \"first contact\"", 1, 26 },
		{ "nps where channel = first contact done by x", "\"contact\" does not fit here",
		  "a value of several words needs quotes: \"first contact done\"", 1, 26 },
		{ "nps where a in (x, first contact)", "\"contact\" does not fit here",
		  "values need a comma between them; a value of several words needs quotes: \"first contact\"", 1, 25 },
		{ "nps where channel in phone", "\"phone\" does not fit here", "a list needs brackets: in (phone)", 1,
		  21 },
		{ "nps by stage, where channel=phone", "\"where\" does not fit here", "remove the comma before `where`",
		  1, 14 },
		{ "nps where a = null", "\"null\" does not fit here", "write `is missing`", 1, 14 },
		{ "nps where a != missing", "\"missing\" does not fit here", "write `is not missing`", 1, 15 },
		{ "nps last 30days", "\"30days\" does not fit here", "put a space: 30 days", 1, 9 },
		{ "nps by stage, last 3 months", "\"3\" does not fit here",
		  "`last` was read as a name because a name was needed there; to begin a clause, remove the comma "
		  "before it",
		  1, 19 },
		{ "nps by limit 5", "\"5\" does not fit here",
		  "`limit` was read as a name because a name was needed there", 1, 13 },
		{ "last 3 months", "\"3\" does not fit here",
		  "`last` was read as a metric because a statement begins here; a line that goes on with the query "
		  "above is "
		  "indented",
		  1, 5 },
		{ "by stage", "\"by\" does not fit here",
		  "a query begins with a metric: `nps by stage`; a line that goes on with the query above is indented",
		  1, 0 },
		{ "count(*)", "\"*\" does not fit here", "to count rows write `count()`", 1, 6 },
		{ "nps where a => 1", "\">\" does not fit here", "write `>=`", 1, 13 },
		{ "nps where by stage", "\"by\" does not fit here",
		  "a condition follows `where`: where channel = phone", 1, 10 },
		{ "nps where channel phone", "\"phone\" does not fit here", "an operator is missing: channel = phone",
		  1, 18 },
		{ NULL, NULL, NULL, 0, 0 },
	};

	(void)state;
	check_all(promises);
}

static void reports_say_what_they_lack(void **state)
{
	static const char second[] = "compare needs a second segment: … vs …";
	static const char steps[] = "a funnel needs at least two steps: a -> b";
	static const char arrow[] = "steps are joined by `->`: contact -> triage";
	static const struct promise promises[] = {
		{ "compare nps for x", "the statement stops too early", second, 2, 17 },
		{ "explain compare nps for a = b as c", "the statement stops too early", second, 2, 34 },
		{ "define query q as compare nps for last month", "the statement stops too early", second, 2, 44 },
		{ "compare nps for vip by plan", "\"by\" does not fit here", second, 1, 20 },
		{ "compare nps for a vx b", "\"vx\" does not fit here", "did you mean `vs`?", 1, 18 },
		{ "compare nps for a = phone, b", "\",\" does not fit here",
		  "segments are joined by `vs`: channel = phone vs channel = web", 1, 25 },
		{ "compare nps for top 120% of csat vs b",
		  "a percentage of more than 0% and less than 100% is needed here", NULL, 15, 16 },
		{ "compare nps for top 20 of csat vs b", "\"20\" does not fit here", NULL, 1, 20 },
		{ "funnel a", "the statement stops too early", steps, 2, 8 },
		{ "funnel a within 7 days", "\"within\" does not fit here", steps, 1, 9 },
		{ "recovery of csat failed", "the statement stops too early",
		  "recovery needs two steps: a failure -> what makes it good", 2, 23 },
		{ "funnel a b", "\"b\" does not fit here", arrow, 1, 9 },
		{ "funnel a -> b, c", "\",\" does not fit here", arrow, 1, 13 },
		{ "funnel a than b", "\"than\" does not fit here", "did you mean `then`?", 1, 9 },
		{ "funnel a -> b wihtin 7 days", "\"wihtin\" does not fit here", "did you mean `within`?", 1, 14 },
		{ "funnel a -> b within 0 days", "a whole number of at least 1 is needed here", NULL, 15, 14 },
		{ "funnel a -> b split after 0 days", "a whole number of at least 1 is needed here", NULL, 15, 14 },
		{ "funnel a -> b without c without d", "`without` is given twice",
		  "write both as one condition: `without (stage in (a, b))`", 11, 24 },
		{ "paths up to 0 steps", "a whole number of at least 1 is needed here", NULL, 15, 12 },
		{ "paths up to 4", "the statement stops too early", NULL, 2, 13 },
		{ "journey", "the statement stops too early", NULL, 2, 7 },
		{ "retention each 3 months", "\"3\" does not fit here", NULL, 1, 15 },
		{ "retention returning a returning b", "`returning` is given twice", "join the conditions with `and`",
		  11, 22 },
		{ "drivers csat", "\"csat\" does not fit here", "write `drivers of csat`", 1, 8 },
		{ "consistency nps across month", "\"nps\" does not fit here", "write `consistency of nps`", 1, 12 },
		{ "calc nps 110, 70, 20", "\",\" does not fit here",
		  "counts stand in brackets: calc nps (110, 70, 20); 1,000 is written 1000", 1, 12 },
		{ "words of", "the statement stops too early", NULL, 2, 8 },
		{ "consistency of nps", "the statement stops too early", NULL, 2, 18 },
		{ "drivers of csat among a among b", "`among` is given twice", "separate with a comma: `among a, b`",
		  11, 24 },
		{ "trend by month", "\"by\" does not fit here", NULL, 1, 6 },
		{ "funel contact -> b", "\"contact\" does not fit here", "did you mean `funnel` instead of `funel`?", 1,
		  6 },
		{ "define metric trend as nps", "`trend` begins a statement and cannot name a metric",
		  "choose another name", 16, 14 },
		{ NULL, NULL, NULL, 0, 0 },
	};

	(void)state;
	check_all(promises);
}

static void brackets_are_shown_where_they_were_opened(void **state)
{
	static const struct promise promises[] = {
		{ "nps where (a = b", "this bracket is never closed", NULL, 3, 10 },
		{ "nps where (a = b;", "this bracket is never closed", NULL, 3, 10 },
		{ "nps where (a = b\ncsat", "this bracket is never closed", NULL, 3, 10 },
		{ "nps where a = b)", "\")\" closes no bracket", NULL, 4, 15 },
		{ "nps where (a = )", "\")\" does not fit here", "something is missing between \"=\" and \")\"", 1,
		  15 },
		{ NULL, NULL, NULL, 0, 0 },
	};

	(void)state;
	check_all(promises);
}

static void wrong_characters_have_a_place_and_a_remedy(void **state)
{
	static const struct promise promises[] = {
		{ "nps where a && b", "\"&&\" is not an operator here", "write `and`", 9, 12 },
		{ "nps where a & b", "\"&\" is not an operator here", "write `and`", 9, 12 },
		{ "nps where a || b", "\"||\" is not an operator here", "write `or`", 9, 12 },
		{ "nps where !a", "\"!\" is not an operator here", "write `not`", 9, 10 },
		{ "nps by: stage", "\":\" is not an operator here", "no colon is needed", 9, 6 },
		{ "nps where a in [b]", "\"[\" is not an operator here", "write `(`", 9, 15 },
		{ "nps where a ≥ 3", "\"≥\" is not an operator here", "write `>=`", 9, 12 },
		{ "nps where a = “first contact”", "text needs straight quotes", "write \"first contact\"", 8, 14 },
		{ "nps where a = \"x", "the quote is not closed on this line",
		  "a line break inside text is written \\n", 7, 14 },
		{ "nps by `x", "the backquote is not closed on this line", "a name ends with a second backquote", 7,
		  7 },
		{ "nps by ``", "there is no name between the backquotes", NULL, 1, 7 },
		{ "nps where a = $", "\"$\" has no meaning here", "a parameter is written `$name`", 5, 14 },
		{ "nps where a = .5", "\".\" has no meaning here",
		  "a number needs a digit before and after the point: `0.5`; a range is `0..6`", 5, 14 },
		{ "nps \x01 by", "the character U+0001 has no meaning here", "remove it, or put the text in quotes", 5,
		  4 },
		{ "nps \xe2\x80\xae by", "the character U+202E has no meaning here",
		  "remove it, or put the text in quotes", 5, 4 },
		{ "nps ⇒ csat", "the character U+21D2 has no meaning here", "remove it, or put the text in quotes", 5,
		  4 },
		{ "nps by \xff\xfe", "these bytes are not UTF-8", "save the text as UTF-8", 6, 7 },
		{ "nps where a = \"x\xff\"", "these bytes are not UTF-8", "save the text as UTF-8", 6, 16 },
		{ "nps # caf\xe9", "these bytes are not UTF-8", "save the text as UTF-8", 6, 9 },
		{ "nps since 2025-02-30", "2025-02-30 is not on the calendar", NULL, 10, 10 },
		{ "nps since 2025-13", "2025-13 is not on the calendar", NULL, 10, 10 },
		{ "nps since 2025-03-01T25:00", "2025-03-01T25:00 is not on the calendar", NULL, 10, 10 },
		{ "nps since 2025-3-1", "2025-3-1 is not a date",
		  "dates look like 2025-03-01, 2025-03, 2025-Q1 or 2025-W07; subtraction needs blanks around the minus",
		  10, 10 },
		{ NULL, NULL, NULL, 0, 0 },
	};

	(void)state;
	check_all(promises);
}

static void what_is_given_twice_is_an_error_at_the_second(void **state)
{
	static const struct promise promises[] = {
		{ "nps by a by b", "`by` is given twice", "separate with a comma: `by a, b`", 11, 9 },
		{ "nps last month since 2025", "the time range is given twice",
		  "for both ends write `from 2025-01-01 to 2025-03-31`", 11, 15 },
		{ "nps vs previous vs last year", "`vs` is given twice", "remove one of them", 11, 16 },
		{ "nps having a > 1 having b > 1", "`having` is given twice", "join the conditions with `and`", 11,
		  17 },
		{ "define metric m as n better higher better lower", "`better` is given twice", "remove one of them",
		  11, 35 },
		{ "load \"f\" as a as b", "`as` is given twice", "remove one of them", 11, 14 },
		{ "nps top 0", "a whole number of at least 1 is needed here", NULL, 15, 8 },
		{ "nps limit 2.5", "a whole number of at least 1 is needed here", NULL, 15, 10 },
		{ "define metric list as nps", "`list` begins a statement and cannot name a metric",
		  "choose another name", 16, 14 },
		{ NULL, NULL, NULL, 0, 0 },
	};

	(void)state;
	check_all(promises);
}

static void several_mistakes_of_one_statement_are_all_told(void **state)
{
	struct parsed p;

	(void)state;
	parse_text(&p, "nps where by stage, where (channel = ) last 3 mnths");
	assert_int_equal(p.errors.n, 3);
	assert_int_equal(error_at(&p, 0)->span.from, 10);
	assert_int_equal(error_at(&p, 1)->span.from, 20);
	assert_int_equal(error_at(&p, 2)->span.from, 37);
	assert_null(p.node);
	parsed_free(&p);
	parse_text(&p, "nps where a in (,) by stage, month last 3 dyas");
	assert_int_equal(p.errors.n, 2);
	parsed_free(&p);
	parse_text(&p, "nps where a && b || ! c");
	assert_int_equal(p.errors.n, 3);
	parsed_free(&p);
}

static void at_most_six_expected_things_are_listed(void **state)
{
	struct parsed p;

	(void)state;
	parse_text(&p, "nps bye stage");
	assert_string_equal(c_string(error_at(&p, 0)->expected), "by, where, vs, last, since, having, …");
	parsed_free(&p);
	parse_text(&p, "nps by");
	assert_string_equal(c_string(error_at(&p, 0)->expected),
			    "a column to group by, a time unit, each, cohort, quartile of, quintile of, …");
	parsed_free(&p);
	parse_text(&p, "nps last 30 dyas");
	assert_string_equal(c_string(error_at(&p, 0)->expected), "a time unit");
	parsed_free(&p);
	parse_text(&p, "funnel a ;");
	assert_string_equal(c_string(error_at(&p, 0)->expected), "->, as");
	parsed_free(&p);
	parse_text(&p, "funnel a -> 3");
	assert_string_equal(c_string(error_at(&p, 0)->expected), "a stage, \"text\", (");
	parsed_free(&p);
	parse_text(&p, "drivers of csat amongst a");
	assert_string_equal(c_string(error_at(&p, 0)->expected), "among, by, where, last, since, top, …");
	parsed_free(&p);
	parse_text(&p, "define order stage");
	assert_string_equal(c_string(error_at(&p, 0)->expected), "of");
	parsed_free(&p);
}

static void a_run_of_wrong_bytes_is_one_error(void **state)
{
	struct parsed p;

	(void)state;
	parse_text(&p, "nps by stage \xff\xfe\xfd\x80\x81");
	assert_int_equal(p.errors.n, 1);
	parsed_free(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_does_not_fit_is_named),
		cmocka_unit_test(known_mistakes_get_their_own_advice),
		cmocka_unit_test(reports_say_what_they_lack),
		cmocka_unit_test(brackets_are_shown_where_they_were_opened),
		cmocka_unit_test(wrong_characters_have_a_place_and_a_remedy),
		cmocka_unit_test(what_is_given_twice_is_an_error_at_the_second),
		cmocka_unit_test(several_mistakes_of_one_statement_are_all_told),
		cmocka_unit_test(at_most_six_expected_things_are_listed),
		cmocka_unit_test(a_run_of_wrong_bytes_is_one_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
