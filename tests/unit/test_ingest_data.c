#include "loading.h"

#define DATA "../shared/data/"

/* The file beside the project, or the test is skipped. */
static struct loaded *load_data(const char *file)
{
	if (access(file, R_OK) != 0)
		skip();
	return load_file_with(file, (struct load_request){ 0 });
}

static void assert_rows(const struct loaded *l, size_t n_rows, size_t n_columns)
{
	size_t own = 0;

	if (!l->table)
		fail_msg("%s", l->errors.first->message.at);
	for (size_t i = 0; i < l->table->n_columns; i++)
		own += !l->table->columns[i].derived;
	assert_int_equal(l->table->n_rows, n_rows);
	assert_int_equal(own, n_columns);
}

static void the_call_centre_loads(void **state)
{
	struct loaded *l = load_data(DATA "callcenter_pwc/Call-Center-Dataset.csv");

	(void)state;
	assert_rows(l, 5000, 10);
	assert_true(text_is(l->table->name, "call_center_dataset"));
	assert_role(l, ROLE_case, "Call Id");
	assert_role(l, ROLE_time, "Date");
	assert_role(l, ROLE_agent, "Agent");
	assert_role(l, ROLE_reason, "Topic");
	assert_role(l, ROLE_answered, "Answered (Y/N)");
	assert_role(l, ROLE_resolved, "Resolved");
	assert_role(l, ROLE_wait, "Speed of answer in seconds");
	assert_role(l, ROLE_talk, "AvgTalkDuration");
	assert_role(l, ROLE_csat, "Satisfaction rating");
	assert_role(l, ROLE_customer, NULL);
	assert_int_equal(column(l, "satisfaction_rating")->n_missing, 946);
	assert_int_equal(column(l, "time")->type, COLUMN_TEXT);
	unload(l);
}

static void the_telephone_company_loads(void **state)
{
	struct loaded *l = load_data(DATA "telco_reasons/telco.csv");

	(void)state;
	assert_rows(l, 7043, 49);
	assert_role(l, ROLE_customer, "Customer ID");
	assert_role(l, ROLE_csat, "Satisfaction Score");
	assert_role(l, ROLE_churned, "Churn Label");
	assert_role(l, ROLE_churn_reason, "Churn Reason");
	assert_role(l, ROLE_churn_category, "Churn Category");
	assert_int_equal(column(l, "churn_reason")->words->n, 20);
	assert_int_equal(column(l, "churn_reason")->n_missing, 5174);
	assert_int_equal(column(l, "internet_type")->n_missing, 0);
	assert_int_equal(column(l, "latitude")->type, COLUMN_DECIMAL);
	unload(l);
}

static void the_garden_stores_load(void **state)
{
	struct loaded *l = load_data(DATA "nps_garden_fr/nps.csv");

	(void)state;
	assert_rows(l, 13954, 9);
	assert_role(l, ROLE_recommend, "nps");
	assert_role(l, ROLE_comment, "explication");
	assert_role(l, ROLE_revenue, "CaTicket");
	assert_role(l, ROLE_csat, NULL);
	assert_non_null(strstr(candidate(l, ROLE_csat)->why.at, "mapping csat = satisfaction scale 1..10"));
	assert_int_equal(column(l, "nps")->n_missing, 342);
	assert_int_equal(column(l, "explication")->n_missing, 0);
	assert_int_not_equal(dictionary_find(column(l, "explication")->words, TEXT("NA")), UINT32_MAX);
	assert_int_equal(l->table->n_repaired, 0);
	assert_non_null(strstr(l->table->dialect.at, "ISO-8859-1"));
	unload(l);
}

static void the_airline_loads(void **state)
{
	struct loaded *l = load_data(DATA "airline_satisfaction/airline_passenger_satisfaction.csv");

	(void)state;
	assert_rows(l, 129880, 24);
	assert_role(l, ROLE_interaction, "ID");
	assert_role(l, ROLE_segment, "Customer Type");
	assert_int_equal(column(l, "arrival_delay")->n_missing, 393);
	unload(l);
}

static void the_support_tickets_load(void **state)
{
	struct loaded *l = load_data(DATA "support_tickets/customer_support_tickets.csv");

	(void)state;
	assert_rows(l, 8469, 17);
	assert_role(l, ROLE_case, "Ticket ID");
	assert_role(l, ROLE_channel, "Ticket Channel");
	assert_role(l, ROLE_reason, "Ticket Type");
	assert_role(l, ROLE_product, "Product Purchased");
	assert_role(l, ROLE_csat, "Customer Satisfaction Rating");
	assert_role(l, ROLE_first_response, NULL);
	assert_int_equal(column(l, "first_response_time")->type, COLUMN_TIME);
	unload(l);
}

static void the_incidents_load(void **state)
{
	struct loaded *l = load_data(DATA "it_incidents/IT_Incident_Data.csv");

	(void)state;
	assert_rows(l, 119998, 21);
	assert_role(l, ROLE_customer, "caller_id");
	assert_role(l, ROLE_channel, "contact_type");
	assert_role(l, ROLE_team, "assignment_group");
	assert_role(l, ROLE_agent, "assigned_to");
	assert_role(l, ROLE_sla_met, "made_sla");
	assert_role(l, ROLE_reopens, "reopen_count");
	assert_role(l, ROLE_time, "opened_at");
	assert_int_equal(column(l, "opened_at")->type, COLUMN_TIME);
	unload(l);
}

static void assert_same(const struct loaded *a, const struct loaded *b)
{
	assert_non_null(b->table);
	assert_int_equal(a->table->n_rows, b->table->n_rows);
	for (size_t i = 0; i < a->table->n_columns; i++) {
		const struct column *x = &a->table->columns[i], *y = &b->table->columns[i];

		assert_true(text_equal(x->name, y->name));
		assert_int_equal(x->type, y->type);
		assert_memory_equal(column_values(x), column_values(y), a->table->n_rows * x->width);
		for (uint32_t k = 0; x->words && k < x->words->n; k++)
			assert_true(text_equal(dictionary_word(x->words, k), dictionary_word(y->words, k)));
	}
}

static void the_same_records_in_other_clothes_are_the_same_table(void **state)
{
	static const char *const files[] = { "pwc_cr_only.csv", "pwc_mixed_eol.csv", "pwc_quote_all.csv",
					     "pwc_blank_lines_no_final_eol.csv" };
	struct loaded *plain = load_data(DATA "callcenter_pwc/Call-Center-Dataset.csv");
	char path[256];

	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		struct loaded *l;

		snprintf(path, sizeof(path), DATA "encodings/%s", files[i]);
		l = load_file_with(path, (struct load_request){ 0 });
		assert_same(plain, l);
		unload(l);
	}
	unload(plain);
}

static void the_broken_file_is_refused_or_loaded_without_its_bad_rows(void **state)
{
	struct loaded *l = load_data(DATA "encodings/pwc_BROKEN.csv");

	(void)state;
	assert_refused(l, "pwc_BROKEN.csv, line 21, column 52: 7 fields, but the header has 10");
	unload(l);
	l = load_file_with(DATA "encodings/pwc_BROKEN.csv", (struct load_request){ .skip_bad_rows = true });
	assert_int_equal(l->table->n_rows, 184);
	assert_int_equal(l->table->n_rejects, 17);
	unload(l);
}

static void the_sample_loads(void **state)
{
	struct loaded *l = load_file_with("sample", (struct load_request){ .is_sample = true });

	(void)state;
	assert_rows(l, 5108, 49);
	assert_int_equal(l->table->n_customers, 800);
	assert_true(text_is(l->table->name, "sample"));
	for (unsigned r = 0; r < ROLES; r++)
		if (l->table->roles[r].column)
			assert_int_equal(l->table->roles[r].n_outside, 0);
	assert_role(l, ROLE_outcome, "growth");
	assert_role(l, ROLE_initiator, "initiator");
	assert_int_equal(column(l, "until_contact")->derived, true);
	unload(l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_call_centre_loads),
		cmocka_unit_test(the_telephone_company_loads),
		cmocka_unit_test(the_garden_stores_load),
		cmocka_unit_test(the_airline_loads),
		cmocka_unit_test(the_support_tickets_load),
		cmocka_unit_test(the_incidents_load),
		cmocka_unit_test(the_same_records_in_other_clothes_are_the_same_table),
		cmocka_unit_test(the_broken_file_is_refused_or_loaded_without_its_bad_rows),
		cmocka_unit_test(the_sample_loads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
