#include "loading.h"

#include "base/threads.h"

/* The cells of column NAME in the order of the rows, "a,b,c". */
static const char *cells(const struct loaded *l, const char *name)
{
	static char out[512];
	size_t n = 0;

	*out = '\0';
	for (size_t i = 0; i < l->table->n_rows; i++)
		n += (size_t)snprintf(out + n, sizeof(out) - n, "%s%s", i ? "," : "", cell(l, name, i));
	return out;
}

static const char *starts(const struct loaded *l)
{
	static char out[65];

	for (size_t i = 0; i < l->table->n_rows; i++)
		out[i] = l->table->starts[i / 64] >> i % 64 & 1 ? '1' : '0';
	out[l->table->n_rows] = '\0';
	return out;
}

static const char visits[] = "row,customer,time,type\n"
			     "0,B,2024-01-03,help\n"
			     "1,A,2024-01-02,visit\n"
			     "2,,2024-01-01,visit\n"
			     "3,B,2024-01-01,visit\n"
			     "4,A,2024-01-02,Help\n"
			     "5,B,,visit\n"
			     "6,,2024-01-05,help\n"
			     "7,B,2024-01-02,complaint\n"
			     "8,A,2024-01-01,help\n";

static void rows_are_ordered_by_customer_time_and_line(void **state)
{
	static const uint32_t order[] = { 3, 7, 0, 5, 8, 1, 4, 2, 6 };
	struct loaded *l = load(visits);

	(void)state;
	assert_string_equal(cells(l, "row"), "3,7,0,5,8,1,4,2,6");
	assert_non_null(l->table->places);
	for (size_t i = 0; i < sizeof(order) / sizeof(*order); i++) {
		assert_int_equal(table_line(l->table, i), order[i]);
		assert_int_equal(table_row_at(l->table, order[i]), i);
	}
	assert_true(l->table->by_customer && l->table->by_time);
	unload(l);
}

static void starts_mark_customers_and_leave_the_unknown_alone(void **state)
{
	struct loaded *l = load(visits);

	(void)state;
	assert_string_equal(starts(l), "100010011");
	assert_int_equal(l->table->n_customers, 2);
	unload(l);
}

static void derived_columns_look_at_the_neighbours(void **state)
{
	struct loaded *l = load(visits);

	(void)state;
	assert_string_equal(cells(l, "since_previous"), ",86400,86400,,,86400,0,,");
	assert_string_equal(cells(l, "until_next"), "86400,86400,,,86400,0,,,");
	assert_string_equal(cells(l, "contact_number"), "1,2,3,4,1,2,3,,");
	assert_string_equal(cells(l, "contact"), "0,1,1,0,1,0,1,0,1");
	assert_string_equal(cells(l, "since_contact"), ",,86400,,,,86400,,");
	assert_string_equal(cells(l, "until_contact"), ",86400,,,86400,,,,");
	assert_true(column(l, "contact")->derived);
	assert_int_equal(column(l, "contact")->type, COLUMN_YESNO);
	assert_false(column(l, "type")->derived);
	unload(l);
}

static void a_column_of_the_file_keeps_its_name(void **state)
{
	struct loaded *l = load("customer,time,contact,Since Previous\nA,2024-01-01,x,z\n");

	(void)state;
	assert_string_equal(cell(l, "contact", 0), "x");
	assert_string_equal(cell(l, "since_previous", 0), "z");
	assert_null(table_column(l->table, TEXT("since_contact")));
	assert_string_equal(cell(l, "contact_number", 0), "1");
	assert_int_equal(l->table->n_columns, 6);
	unload(l);
}

static void every_row_is_a_contact_where_no_type_says_otherwise(void **state)
{
	struct loaded *l = load("type,x\nvisit,1\nupdate,2\n");

	(void)state;
	assert_string_equal(cells(l, "contact"), "1,1");
	assert_null(table_column(l->table, TEXT("since_previous")));
	unload(l);
}

static void without_a_customer_time_alone_orders(void **state)
{
	struct loaded *l = load("x,time\n1,2024-01-02\n2,\n3,2024-01-01\n4,2024-01-02\n");

	(void)state;
	assert_string_equal(cells(l, "x"), "3,1,4,2");
	assert_null(l->table->starts);
	unload(l);
}

static void a_file_in_order_stays_as_it_is(void **state)
{
	struct loaded *l = load("customer,x\nA,1\nA,2\nB,3\n");

	(void)state;
	assert_null(l->table->places);
	assert_string_equal(starts(l), "101");
	assert_int_equal(l->table->n_customers, 2);
	assert_false(l->table->by_time);
	unload(l);
}

static void customers_may_be_numbers_of_any_kind(void **state)
{
	struct loaded *l = load("customer,x\n900000000000000000,1\n-5,2\n900000000000000000,3\n7,4\n,5\n-5,6\n");

	(void)state;
	assert_string_equal(cells(l, "x"), "2,6,4,1,3,5");
	assert_string_equal(starts(l), "101101");
	assert_int_equal(l->table->n_customers, 3);
	unload(l);
	l = load("customer,x\n1e9,1\n2.5,2\n1e9,3\n2.5,4\n");
	assert_string_equal(starts(l), "1010");
	unload(l);
}

static void milliseconds_count_as_whole_seconds(void **state)
{
	struct loaded *l = load("customer,time\nA,2024-01-01T00:00:00.900Z\nA,2024-01-01T00:00:02.100Z\n");

	(void)state;
	assert_string_equal(cells(l, "since_previous"), ",1");
	unload(l);
}

/* Against an order made by comparing: 5,000 rows, few customers, many equal times. */
static void a_larger_table_is_ordered_stably(void **state)
{
	struct buffer csv = { 0 };
	struct loaded *l;
	uint32_t random = 1;

	(void)state;
	buffer_add_c(&csv, "row,customer,time\n");
	for (int i = 0; i < 5000; i++) {
		random = random * 1664525 + 1013904223;
		buffer_printf(&csv, "%d,C%u,2024-01-%02uT%02u:00\n", i, random >> 8 & 127, 1 + (random >> 16) % 28,
			      random >> 24 & 15);
	}
	l = load_bytes_with(csv.at, csv.n, (struct load_request){ 0 });
	assert_non_null(l->table);
	for (size_t i = 1; i < 5000; i++) {
		const struct column *customer = column(l, "customer"), *time = column(l, "time"),
				    *row = column(l, "row");
		uint64_t before = column_code(customer, i - 1), here = column_code(customer, i);

		assert_true(before <= here);
		if (before < here)
			continue;
		assert_true(column_code(time, i - 1) <= column_code(time, i));
		if (column_code(time, i - 1) == column_code(time, i))
			assert_true(column_code(row, i - 1) < column_code(row, i));
	}
	for (size_t i = 0; i < 5000; i++)
		assert_true(column_number(column(l, "row"), i) == (double)table_line(l->table, i));
	unload(l);
	buffer_free(&csv);
}

/* Rows of many customers, some of none, with times spelt as FORM says, some missing. */
static void write_rows(struct buffer *csv, size_t n, unsigned n_customers, int form)
{
	uint32_t random = 7;

	buffer_add_c(csv, "row,customer,time\n");
	for (size_t i = 0; i < n; i++) {
		unsigned day, second;

		random = random * 1664525 + 1013904223;
		day = random >> 16;
		random = random * 1664525 + 1013904223;
		second = random >> 8;
		buffer_printf(csv, "%zu,", i);
		random = random * 1664525 + 1013904223;
		if (random >> 24)
			buffer_printf(csv, "C%u", (random >> 8) % n_customers);
		buffer_add_c(csv, ",");
		if (day % 97)
			buffer_printf(csv, "2024-%02u-%02u", 1 + day % 12, 1 + day / 12 % 28);
		if (day % 97 && form > 0)
			buffer_printf(csv, "T%02u:%02u:%02u", second % 24, second / 24 % 60, second / 1440 % 60);
		if (day % 97 && form > 1)
			buffer_printf(csv, ".%03u", second % 1000);
		buffer_add_c(csv, "\n");
	}
}

static void assert_ordered(const struct loaded *l)
{
	const struct column *customer = column(l, "customer"), *time = column(l, "time");
	size_t n = l->table->n_rows, n_customers = 0;
	bool *seen = calloc(n, sizeof(*seen));

	assert_non_null(seen);
	for (size_t i = 0; i < n; i++) {
		uint64_t now = column_code(customer, i), before = i ? column_code(customer, i - 1) : UINT64_MAX;
		bool starts = now != before || now == column_missing(customer);

		assert_int_equal(l->table->starts[i / 64] >> i % 64 & 1, starts);
		n_customers += starts && now != column_missing(customer);
		assert_true(i == 0 || before <= now);
		if (i && before == now) {
			uint64_t a = column_code(time, i - 1), b = column_code(time, i);

			assert_true(a < b || (a == b && table_line(l->table, i - 1) < table_line(l->table, i)));
		}
		assert_int_equal(column_number(column(l, "row"), i), table_line(l->table, i));
		assert_int_equal(table_row_at(l->table, table_line(l->table, i)), i);
		assert_false(seen[table_line(l->table, i)]);
		seen[table_line(l->table, i)] = true;
	}
	assert_int_equal(l->table->n_customers, n_customers);
	free(seen);
}

/* Days, seconds and milliseconds, of which the last need more than 32 bits; few rows of a customer and many; more rows than
 * one task has. */
static void any_times_order_rows(void **state)
{
	static const unsigned customers[] = { 100000, 900 };

	(void)state;
	for (int form = 0; form < 3; form++)
		for (size_t k = 0; k < 2; k++) {
			struct buffer csv = { 0 };

			write_rows(&csv, 300000, customers[k], form);
			for (unsigned threads = 1; threads <= 3; threads += 2) {
				struct loaded *l;

				threads_limit(threads);
				l = load_bytes_with(csv.at, csv.n, (struct load_request){ 0 });
				assert_non_null(l->table);
				assert_ordered(l);
				unload(l);
			}
			threads_limit(0);
			buffer_free(&csv);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_ordered_by_customer_time_and_line),
		cmocka_unit_test(starts_mark_customers_and_leave_the_unknown_alone),
		cmocka_unit_test(derived_columns_look_at_the_neighbours),
		cmocka_unit_test(a_column_of_the_file_keeps_its_name),
		cmocka_unit_test(every_row_is_a_contact_where_no_type_says_otherwise),
		cmocka_unit_test(without_a_customer_time_alone_orders),
		cmocka_unit_test(a_file_in_order_stays_as_it_is),
		cmocka_unit_test(customers_may_be_numbers_of_any_kind),
		cmocka_unit_test(milliseconds_count_as_whole_seconds),
		cmocka_unit_test(a_larger_table_is_ordered_stably),
		cmocka_unit_test(any_times_order_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
