/* The dates of whole columns: order of day and month, mixtures, what was declared. */
#include "loading.h"

#include "base/threads.h"
#include "ingest/moment.h"

static struct loaded *load_dates(const char *csv, const char *column_name, const char *order)
{
	struct column_option option = { .column = text_of(column_name), .value = text_of(order) };
	struct load_request request = { .options = { .dates = &option, .n_dates = 1 } };

	return load_with(csv, request);
}

static struct loaded *load_type(const char *csv, const char *column_name, const char *type)
{
	struct column_option option = { .column = text_of(column_name), .value = text_of(type) };
	struct load_request request = { .options = { .types = &option, .n_types = 1 } };

	return load_with(csv, request);
}

static void assert_remark(const struct loaded *l, const char *part)
{
	for (size_t i = 0; i < l->table->n_remarks; i++)
		if (strstr(l->table->remarks[i].at, part))
			return;
	fail_msg("no remark says \"%s\" (%zu, the first: %s)", part, l->table->n_remarks,
		 l->table->n_remarks ? l->table->remarks[0].at : "");
}

static void a_day_past_twelve_decides(void **state)
{
	static const struct {
		const char *csv, *days[3];
	} cases[] = {
		{ "d,n\n01/02/2021,1\n13/02/2021,1\n03/04/2021,1\n", { "18659", "18671", "18720" } },
		{ "d,n\n01/02/2021,1\n02/13/2021,1\n03/04/2021,1\n", { "18629", "18671", "18690" } },
		{ "d,n\n2/13/21,1\n1/2/21,1\n3/4/21,1\n", { "18671", "18629", "18690" } },
		{ "d,n\n05/05/2021,1\n06/06/2021,1\n,1\n", { "18752", "18784", "" } },
		{ "d,n\n\"Feb 1, 2021\",1\n2021-02-13,1\nna,1\n", { "18659", "18671", "" } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct loaded *l = load(cases[i].csv);

		assert_int_equal(column(l, "d")->type, COLUMN_DATE);
		for (size_t row = 0; row < 3; row++)
			assert_string_equal(cell(l, "d", row), cases[i].days[row]);
		assert_int_equal(l->table->n_remarks, 0);
		unload(l);
	}
}

/* The day that decides comes blocks after the days that it decides on, and the other way round. */
static void late_evidence_is_evidence(void **state)
{
	enum { ROWS = 5000 };

	(void)state;
	for (size_t at = 0; at <= ROWS; at += 1250) {
		struct buffer b = { 0 };
		struct loaded *l;

		buffer_add_c(&b, "d,n\n");
		for (size_t i = 0; i <= ROWS; i++)
			buffer_add_c(&b, i == at ? "12/31/2021 10:00,1\n" : "01/02/2021 10:00,1\n");
		l = load_bytes_with(b.at, b.n, (struct load_request){ 0 });
		assert_non_null(l->table);
		assert_int_equal(column(l, "d")->type, COLUMN_TIME);
		for (size_t i = 0; i <= ROWS; i++)
			assert_string_equal(cell(l, "d", i), i == at ? "1640944800" : "1609581600");
		unload(l);
		buffer_free(&b);
	}
}

static void what_cannot_be_decided_is_refused(void **state)
{
	struct loaded *l = load_with("a,opened\n1,05/05/2021\n2,01/02/2021\n", (struct load_request){ 0 });

	(void)state;
	assert_refused(l, "line 3, opened: 01/02/2021 is 1 February 2021 or 2 January 2021");
	assert_non_null(strstr(l->errors.first->help.at, "with (dates dmy)"));
	unload(l);
	l = load_dates("opened\n05/05/2021\n01/02/2021\n", "", "dmy");
	assert_string_equal(cell(l, "opened", 1), "18659");
	unload(l);
	l = load_dates("opened\n05/05/2021\n01/02/2021\n", "", "mdy");
	assert_string_equal(cell(l, "opened", 1), "18629");
	unload(l);
	l = load_dates("opened\n21/02/01\n", "opened", "ymd");
	assert_string_equal(cell(l, "opened", 0), "18659");
	unload(l);
	l = load_type("opened\n05/05/2021\n01/02/2021\n", "opened", "text");
	assert_int_equal(column(l, "opened")->type, COLUMN_TEXT);
	unload(l);
	/* Two columns, two errors. */
	l = load_with("a,b\n1/2/2021,3/4/2021\n", (struct load_request){ 0 });
	assert_int_equal(l->errors.n, 2);
	unload(l);
}

static void mixtures_stay_text_and_say_so(void **state)
{
	static const struct {
		const char *csv, *remark;
	} cases[] = {
		{ "d\n01/02/2021\n13/02/2021\n02/13/2021\n", "\"13/02/2021\" (line 3) and \"02/13/2021\" (line 4)" },
		{ "d\n2021-02-01\n13/02/2021\n", "\"2021-02-01\" (line 2) and \"13/02/2021\" (line 3)" },
		{ "d\n13-02-2021\n13/02/2021\n", "\"13/02/2021\" (line 3) and \"13-02-2021\" (line 2)" },
		{ "d\n13/02/21\n13/02/2021\n", "\"13/02/2021\" (line 3) and \"13/02/21\" (line 2)" },
		{ "d\n2021-02-01T10:00Z\n\n2021-02-01T10:00\n", "\"2021-02-01T10:00\" (line 4)" },
	};
	struct loaded *l;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		l = load(cases[i].csv);
		assert_int_equal(column(l, "d")->type, COLUMN_TEXT);
		assert_remark(l, cases[i].remark);
		unload(l);
	}
	/* Blocks apart, under a line that holds a line break. */
	{
		struct buffer b = { 0 };

		buffer_add_c(&b, "d,\"n\nn\"\n");
		for (size_t i = 0; i < 3000; i++)
			buffer_add_c(&b, i == 10     ? "12/31/2021,1\n"
					 : i == 2900 ? "31/12/2021,\"2\n2\"\n"
						     : "1/2/2021,1\n");
		l = load_bytes_with(b.at, b.n, (struct load_request){ 0 });
		assert_int_equal(column(l, "d")->type, COLUMN_TEXT);
		assert_remark(l, "\"31/12/2021\" (line 2903) and \"12/31/2021\" (line 13)");
		unload(l);
		buffer_free(&b);
	}
}

static void what_was_declared_wins(void **state)
{
	struct loaded *l = load_dates("d\n01/02/2021\n13/02/2021\n02/13/2021\n", "", "dmy");

	(void)state;
	assert_int_equal(column(l, "d")->type, COLUMN_DATE);
	assert_string_equal(cell(l, "d", 0), "18659");
	assert_string_equal(cell(l, "d", 2), "");
	assert_remark(l, "d: 1 value is no date as dmy, taken as missing; the first is \"02/13/2021\" (line 4)");
	unload(l);
	/* Text remains text when dates are dmy in general; said of the column, it is dates. */
	l = load_dates("d\n13/02/2021\nsoon\n", "", "dmy");
	assert_int_equal(column(l, "d")->type, COLUMN_TEXT);
	unload(l);
	l = load_dates("d\n13/02/2021\nsoon\n\"a \"\"b\"\"\"\n", "d", "dmy");
	assert_int_equal(column(l, "d")->type, COLUMN_DATE);
	assert_remark(l, "2 values are no date");
	unload(l);
	l = load_type("t\n1704067200\n-1\n\"\"\n", "t", "epoch");
	assert_int_equal(column(l, "t")->type, COLUMN_TIME);
	assert_true(column(l, "t")->zoned);
	assert_string_equal(cell(l, "t", 0), "1704067200");
	assert_string_equal(cell(l, "t", 1), "-1");
	assert_string_equal(cell(l, "t", 2), "");
	unload(l);
	l = load_type("t\n1704067200500\n", "t", "epoch_ms");
	assert_string_equal(cell(l, "t", 0), "1704067200.5");
	unload(l);
	l = load("t\n1704067200\n");
	assert_int_equal(column(l, "t")->type, COLUMN_INTEGER);
	unload(l);
	l = load_type("d\n20240229\n2024-03-01\n", "d", "date");
	assert_string_equal(cell(l, "d", 0), "19782");
	unload(l);
	l = load_type("zip\n1234\n5678\n", "zip", "text");
	assert_string_equal(cell(l, "zip", 0), "1234");
	assert_int_equal(column(l, "zip")->type, COLUMN_TEXT);
	unload(l);
	l = load_type("s\n2:23\nPT5M\n1:00:00\n", "s", "mm_ss");
	assert_string_equal(cell(l, "s", 0), "143");
	assert_string_equal(cell(l, "s", 1), "300");
	assert_string_equal(cell(l, "s", 2), "3600");
	unload(l);
	l = load_type("n\n1\nx\n1.5\n", "n", "number");
	assert_refused(l, "line 3, column 1: \"x\" is not a number (n)");
	unload(l);
	l = load_type("t\n1704067200\nx\n", "t", "epoch");
	assert_refused(l, "line 3, column 1: \"x\" is not a time (t)");
	unload(l);
	l = load_type("n\n1\n", "n", "colour");
	assert_refused(l, "there is no type colour");
	unload(l);
	l = load_type("n\n1\n", "m", "text");
	assert_refused(l, "has no column `m`");
	unload(l);
	l = load_dates("n\n1\n", "", "xyz");
	assert_refused(l, "there is no order of dates xyz");
	unload(l);
}

static void spans_take_minutes_where_the_unit_says_so(void **state)
{
	struct mapping_request minutes = { .role = TEXT("talk"), .column = TEXT("length"), .seconds = 60 };
	struct load_request request = { .mappings = &minutes, .n_mappings = 1 };
	struct loaded *l = load_with("length\n2:23\n75:00\n", request);

	(void)state;
	assert_non_null(l->table);
	assert_string_equal(cell(l, "length", 0), "143");
	assert_string_equal(cell(l, "length", 1), "4500");
	assert_true(l->table->roles[ROLE_talk].seconds == 1);
	unload(l);
	l = load("talk_time\nPT5M\nP1DT2H\n");
	assert_role(l, ROLE_talk, "talk_time");
	assert_string_equal(cell(l, "talk_time", 1), "93600");
	unload(l);
	l = load("talk_time\n2:23\n");
	assert_int_equal(column(l, "talk_time")->type, COLUMN_TEXT);
	assert_string_equal(candidate(l, ROLE_talk)->why.at,
			    "\"2:23\" may be minutes and seconds, or hours and minutes; "
			    "write mapping talk = talk_time in minutes, or in hours");
	unload(l);
}

static void the_reason_is_told_where_a_role_wants_dates(void **state)
{
	struct loaded *l = load("created_at,n\n2021-01-01,1\n2021-01-02,1\nsoon,1\n");

	(void)state;
	assert_non_null(candidate(l, ROLE_time));
	assert_non_null(strstr(candidate(l, ROLE_time)->why.at, "\"soon\" (line 4) is no date"));
	unload(l);
}

static struct loaded *load_sum(const char *csv, const char *date, const char *time)
{
	struct mapping_request sum = { .role = TEXT("time"), .column = text_of(date), .plus = text_of(time) };

	return load_with(csv, (struct load_request){ .mappings = &sum, .n_mappings = 1 });
}

static void a_date_and_a_time_are_one_time(void **state)
{
	static const struct {
		const char *csv, *seconds[3];
	} cases[] = {
		{ "day,at\n2021-01-01,9:12:58\n2021-01-02,\n,10:00\n", { "1609492378", "", "" } },
		{ "day,at\n13/01/2021,9:12 PM\n01/02/2021,12 am\n01/02/2021,NA\n", { "1610572320", "1612137600", "" } },
		{ "day,at\n2021-01-01 00:00:00,09:12:58.5\n2021-01-02 00:00:00,10:00\n2021-01-03 00:00:00,0:00\n",
		  { "1609492378.5", "1609581600", "1609632000" } },
		{ "day,at\n2021-01-01,1900-01-01 09:12:58\n2021-01-02,1899-12-30 10:00:00\n1969-12-31,1900-01-01 "
		  "23:00:00\n",
		  { "1609492378", "1609581600", "-3600" } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct loaded *l = load_sum(cases[i].csv, "day", "at");

		assert_non_null(l->table);
		assert_role(l, ROLE_time, "day + at");
		for (size_t row = 0; row < 3; row++)
			assert_string_equal(cell(l, "day + at", table_row_at(l->table, row)), cases[i].seconds[row]);
		assert_true(column(l, "day_at")->derived);
		if (i == 0)
			assert_remark(l, "day + at: 2 rows have only one of the two");
		unload(l);
	}
}

static void what_is_no_date_and_time_is_refused(void **state)
{
	static const char *const cases[][2] = {
		{ "day,at\n2021-01-01,9:12:58\n2021-01-02,soon\n", "`at` holds \"soon\", which is no time of the day" },
		{ "day,at\n2021-01-01,900\n", "`at` holds no times of the day" },
		{ "day,at\n2021-01-01,2021-01-01T10:00Z\n", "`at` has a zone" },
		{ "day,at\n2021-01-01 10:00,10:00\n", "`day` holds times already" },
		{ "day,at\nsoon,10:00\n", "`day` holds no dates" },
		{ "day,at\n13/01/2021,10:00\n01/13/2021,10:00\n", "`day` holds no dates: its dates do not agree" },
		{ "day,when\n2021-01-01,10:00\n", "has no column `at`" },
	};
	struct loaded *l;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		l = load_sum(cases[i][0], "day", "at");
		assert_refused(l, cases[i][1]);
		unload(l);
	}
	l = load("time,day\n1900-01-01 10:00:00,2021-01-01\n1900-01-01 10:00:00,2021-01-01\n");
	assert_role(l, ROLE_time, NULL);
	assert_string_equal(candidate(l, ROLE_time)->why.at,
			    "it holds times of one and the same day; write mapping time = day + time");
	unload(l);
}

/* Each thread sees other rows, and mostly not the one that decides. */
static void threads_agree(void **state)
{
	enum { ROWS = 200000 };
	struct buffer b = { 0 };

	(void)state;
	buffer_add_c(&b, "d,e,f,g\n");
	for (size_t i = 0; i < ROWS; i++)
		buffer_printf(&b, "%s,%s,%s,%zu\n", i == ROWS - 9 ? "12/31/2021" : "01/02/2021",
			      i == 150000   ? "31/12/2021"
			      : i == 100000 ? "12/31/2021"
					    : "03/04/2021",
			      i == 125001   ? "soon"
			      : i == 190000 ? "later"
					    : "2021-01-01",
			      i);
	for (unsigned threads = 1; threads <= 8; threads *= 2) {
		struct loaded *l;

		threads_limit(threads);
		l = load_bytes_with(b.at, b.n, (struct load_request){ 0 });
		assert_non_null(l->table);
		for (size_t i = 0; i < ROWS; i++)
			if (column_number(column(l, "d"), i) != (i == ROWS - 9 ? 18992 : 18629))
				fail_msg("row %zu with %u threads: %s", i, threads, cell(l, "d", i));
		assert_int_equal(column(l, "e")->type, COLUMN_TEXT);
		assert_remark(l,
			      "e stays text: its dates do not agree: \"31/12/2021\" (line 150002) and \"12/31/2021\" "
			      "(line 100002)");
		assert_remark(l, "f stays text: \"soon\" (line 125003) is no date");
		unload(l);
	}
	threads_limit(0);
	buffer_free(&b);
}

static void facts_merge(void **state)
{
	struct moment_facts a = { 0 }, b = { 0 }, c = { 0 };
	enum moment_sign first, second;

	(void)state;
	moment_facts_note(&a, 1u << SIGN_SLASH_4 | 1u << SIGN_EITHER, 7, TEXT("01/02/2021"));
	moment_facts_note(&b, 1u << SIGN_SLASH_4 | 1u << SIGN_MONTH_FIRST, 103, TEXT("01/13/2021"));
	moment_facts_note(&c, 1u << SIGN_SLASH_4 | 1u << SIGN_DAY_FIRST, 201, TEXT("13/01/2021"));
	assert_int_equal(moment_verdict(&a, ORDER_OPEN, &first, &second), MOMENT_UNDECIDED);
	moment_facts_merge(&a, &b);
	assert_int_equal(moment_verdict(&a, ORDER_OPEN, &first, &second), MOMENT_CLEAR);
	assert_int_equal(moment_order(&a, ORDER_DMY), ORDER_MDY);
	assert_int_equal(a.first[SIGN_MONTH_FIRST].row, 103);
	assert_int_equal(a.first[SIGN_SLASH_4].row, 7);
	moment_facts_merge(&a, &c);
	assert_int_equal(moment_verdict(&a, ORDER_OPEN, &first, &second), MOMENT_MIXED_ORDER);
	assert_text(moment_shown(&a, first), TEXT("13/01/2021"));
	assert_text(moment_shown(&a, second), TEXT("01/13/2021"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_day_past_twelve_decides),
		cmocka_unit_test(late_evidence_is_evidence),
		cmocka_unit_test(what_cannot_be_decided_is_refused),
		cmocka_unit_test(mixtures_stay_text_and_say_so),
		cmocka_unit_test(what_was_declared_wins),
		cmocka_unit_test(spans_take_minutes_where_the_unit_says_so),
		cmocka_unit_test(the_reason_is_told_where_a_role_wants_dates),
		cmocka_unit_test(a_date_and_a_time_are_one_time),
		cmocka_unit_test(what_is_no_date_and_time_is_refused),
		cmocka_unit_test(threads_agree),
		cmocka_unit_test(facts_merge),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
