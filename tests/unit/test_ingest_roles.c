#include "loading.h"

static struct loaded *load_mapped(const char *csv, const struct mapping_request *mappings, size_t n)
{
	return load_with(csv, (struct load_request){ .mappings = mappings, .n_mappings = n });
}

static void headers_find_their_roles(void **state)
{
	struct loaded *l = load("Customer ID,Created At,nps,Agent Name,Satisfaction,handle_s,Resolved,topic\n"
				"C1,2024-01-01,9,Ann,4,300,1,bill\n");

	(void)state;
	assert_role(l, ROLE_customer, "Customer ID");
	assert_role(l, ROLE_time, "Created At");
	assert_role(l, ROLE_recommend, "nps");
	assert_role(l, ROLE_agent, "Agent Name");
	assert_role(l, ROLE_csat, "Satisfaction");
	assert_role(l, ROLE_handle, "handle_s");
	assert_role(l, ROLE_resolved, "Resolved");
	assert_role(l, ROLE_reason, "topic");
	assert_role(l, ROLE_channel, NULL);
	assert_true(l->table->roles[ROLE_recommend].low == 0 && l->table->roles[ROLE_recommend].high == 10);
	assert_true(l->table->roles[ROLE_handle].seconds == 1);
	assert_int_equal(column(l, "resolved")->type, COLUMN_INTEGER);
	unload(l);
}

static void the_own_name_comes_first_then_the_list_from_left_to_right(void **state)
{
	struct loaded *l = load("client,customer_id,source,via,recommend,nps\na,b,c,d,1,2\n");

	(void)state;
	assert_role(l, ROLE_customer, "customer_id");
	assert_role(l, ROLE_channel, "via");
	assert_role(l, ROLE_recommend, "recommend");
	unload(l);
}

static void a_column_of_another_type_is_passed_over(void **state)
{
	struct loaded *l = load("time,date,csat,satisfaction\n9:12:58,2024-01-01,good,4\n");

	(void)state;
	assert_role(l, ROLE_time, "date");
	assert_role(l, ROLE_csat, "satisfaction");
	assert_null(candidate(l, ROLE_time));
	unload(l);
}

static void a_score_off_its_scale_is_a_candidate(void **state)
{
	struct loaded *l = load("csat,x\n9,1\n3,1\n10,1\n");

	(void)state;
	assert_role(l, ROLE_csat, NULL);
	assert_non_null(candidate(l, ROLE_csat));
	assert_string_equal(candidate(l, ROLE_csat)->why.at, "its values run from 3 to 10, not from 1 to 5; "
							     "write mapping csat = csat scale 1..10");
	unload(l);
}

/* 1 value in 100 may be off; it is missing for the role. */
static void few_values_off_the_scale_are_counted(void **state)
{
	struct buffer csv = { 0 };
	struct loaded *l;

	(void)state;
	buffer_add_c(&csv, "csat,effort\n");
	for (int i = 0; i < 198; i++)
		buffer_add_c(&csv, "4,4\n");
	buffer_add_c(&csv, "9,9\n9,9\n,9\n");
	l = load_bytes_with(csv.at, csv.n, (struct load_request){ 0 });
	assert_role(l, ROLE_csat, "csat");
	assert_int_equal(l->table->roles[ROLE_csat].n_outside, 2);
	assert_role(l, ROLE_effort, NULL);
	unload(l);
	buffer_free(&csv);
}

static void units_come_from_the_name_or_not_at_all(void **state)
{
	struct loaded *l = load("wait_time,talk_s,sla_target_min,resolution_hours,handle_time\n1,2,3,4,\n");

	(void)state;
	assert_role(l, ROLE_wait, NULL);
	assert_string_equal(candidate(l, ROLE_wait)->why.at, "its name does not say in which unit it counts; "
							     "write mapping wait = wait_time in seconds");
	assert_role(l, ROLE_talk, "talk_s");
	assert_true(l->table->roles[ROLE_sla_target].seconds == 60);
	assert_role(l, ROLE_resolution, NULL);
	assert_non_null(strstr(candidate(l, ROLE_resolution)->why.at, "mapping resolution = resolution_hours"));
	unload(l);
}

static void durations_become_seconds_for_time_spans_only(void **state)
{
	struct loaded *l = load("AvgTalkDuration,clock\n0:02:23,0:02:23\n,\n1:00:00,1:00:00\n");

	(void)state;
	assert_role(l, ROLE_talk, "AvgTalkDuration");
	assert_int_equal(column(l, "avgtalkduration")->type, COLUMN_INTEGER);
	assert_string_equal(cell(l, "avgtalkduration", 0), "143");
	assert_string_equal(cell(l, "avgtalkduration", 1), "");
	assert_string_equal(cell(l, "clock", 2), "1:00:00");
	unload(l);
}

static void mappings_of_the_user_come_first(void **state)
{
	static const struct text missing[] = { TEXT("11"), TEXT("none given"), TEXT("0.5") };
	const struct mapping_request mappings[] = {
		{ .role = TEXT("csat"),
		  .column = TEXT("satisfaction"),
		  .has_scale = true,
		  .low = 1,
		  .high = 10,
		  .missing = missing,
		  .n_missing = 3 },
		{ .role = TEXT("wait"), .column = TEXT("queue (hrs)"), .seconds = 3600 },
		{ .role = TEXT("talk"), .column = TEXT("Length (in hrs)") },
		{ .role = TEXT("effort"), .column = TEXT("ces"), .has_scale = true, .low = 5, .high = 1 },
		{ .role = TEXT("handle"), .column = TEXT("clock") },
	};
	struct loaded *l =
		load_mapped("Satisfaction,queue (hrs),Length (in hrs),ces,clock,x\n"
			    "10,1,2,5,0:00:10,none given\n11,2,3,1,0:00:11,\nnone given,2,2,2,,\n12,1,1,1,,\n",
			    mappings, 5);
	const struct role_map *csat;

	(void)state;
	assert_non_null(l->table);
	csat = &l->table->roles[ROLE_csat];
	assert_role(l, ROLE_csat, "Satisfaction");
	assert_true(csat->explicit_mapping && csat->low == 1 && csat->high == 10);
	assert_int_equal(csat->n_missing, 2);
	assert_true(csat->missing[0] == 11 && csat->missing[1] == 0.5);
	assert_int_equal(csat->n_outside, 1);
	assert_int_equal(column(l, "satisfaction")->n_missing, 1);
	assert_string_equal(cell(l, "x", 0), "none given");
	assert_true(l->table->roles[ROLE_wait].seconds == 3600);
	assert_true(l->table->roles[ROLE_talk].seconds == 3600);
	assert_true(l->table->roles[ROLE_effort].low == 5 && l->table->roles[ROLE_effort].high == 1);
	assert_true(l->table->roles[ROLE_handle].seconds == 1);
	unload(l);
}

static void wrong_mappings_are_refused_with_advice(void **state)
{
	static const struct {
		struct mapping_request mapping;
		const char *message, *help;
	} cases[] = {
		{ { .role = TEXT("recomend"), .column = TEXT("nps") },
		  "no role named `recomend`",
		  "did you mean `recommend`?" },
		{ { .role = TEXT("zzzz"), .column = TEXT("nps") }, "no role named `zzzz`", "show roles" },
		{ { .role = TEXT("recommend"), .column = TEXT("npss") }, "no column `npss`", "did you mean `nps`?" },
		{ { .role = TEXT("csat"), .column = TEXT("nps") },
		  "from 0 to 10",
		  "write mapping csat = nps scale 0..10" },
		{ { .role = TEXT("csat"), .column = TEXT("who") }, "it holds text, not numbers", "" },
		{ { .role = TEXT("time"), .column = TEXT("who") }, "it holds text, not dates", "" },
		{ { .role = TEXT("wait"), .column = TEXT("nps") },
		  "in which unit",
		  "write mapping wait = nps in seconds" },
		{ { .role = TEXT("wait"), .column = TEXT("nps"), .has_scale = true, .low = 1, .high = 2 },
		  "has no scale",
		  "" },
		{ { .role = TEXT("csat"), .column = TEXT("nps"), .seconds = 60 }, "has no unit", "" },
		{ { .role = TEXT("churned"), .column = TEXT("nps") }, "not all 0 and 1", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct loaded *l = load_mapped("nps,who\n0,a\n10,b\n", &cases[i].mapping, 1);

		assert_refused(l, cases[i].message);
		assert_int_equal(l->errors.first->status, STATUS_BAD_INPUT);
		if (*cases[i].help && !(l->errors.first->help.at && strstr(l->errors.first->help.at, cases[i].help)))
			fail_msg("case %zu: help \"%.*s\"", i, TEXT_ARGS(l->errors.first->help));
		unload(l);
	}
}

static void a_column_serves_one_role(void **state)
{
	const struct mapping_request twice[] = { { .role = TEXT("csat"), .column = TEXT("score") },
						 { .role = TEXT("overall"), .column = TEXT("score") } };
	const struct mapping_request again[] = { { .role = TEXT("csat"), .column = TEXT("score") },
						 { .role = TEXT("csat"), .column = TEXT("other") } };
	const struct mapping_request one[] = { { .role = TEXT("overall"), .column = TEXT("csat") } };
	struct loaded *l = load_mapped("score,other\n1,1\n", twice, 2);

	(void)state;
	assert_refused(l, "`score` is mapped to `csat` already");
	unload(l);
	l = load_mapped("score,other\n1,1\n", again, 2);
	assert_refused(l, "`csat` is mapped twice");
	unload(l);
	l = load_mapped("csat,x\n1,1\n", one, 1);
	assert_role(l, ROLE_overall, "csat");
	assert_role(l, ROLE_csat, NULL);
	unload(l);
}

static void directions_become_parties(void **state)
{
	struct loaded *l = load("direction,x\nOutbound,1\ninbound,2\n,3\nother,4\n");

	(void)state;
	assert_role(l, ROLE_initiator, "initiator");
	assert_true(column(l, "initiator")->derived);
	assert_string_equal(cell(l, "initiator", 0), "company");
	assert_string_equal(cell(l, "initiator", 1), "customer");
	assert_string_equal(cell(l, "initiator", 2), "");
	assert_string_equal(cell(l, "initiator", 3), "other");
	assert_string_equal(cell(l, "direction", 0), "Outbound");
	unload(l);
	l = load("direction,x\nnorth,1\n");
	assert_role(l, ROLE_initiator, "direction");
	unload(l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headers_find_their_roles),
		cmocka_unit_test(the_own_name_comes_first_then_the_list_from_left_to_right),
		cmocka_unit_test(a_column_of_another_type_is_passed_over),
		cmocka_unit_test(a_score_off_its_scale_is_a_candidate),
		cmocka_unit_test(few_values_off_the_scale_are_counted),
		cmocka_unit_test(units_come_from_the_name_or_not_at_all),
		cmocka_unit_test(durations_become_seconds_for_time_spans_only),
		cmocka_unit_test(mappings_of_the_user_come_first),
		cmocka_unit_test(wrong_mappings_are_refused_with_advice),
		cmocka_unit_test(a_column_serves_one_role),
		cmocka_unit_test(directions_become_parties),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
