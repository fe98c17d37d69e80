#include "unit/suite.h"

#include <math.h>

#include "result/result.h"

static void names_of_columns_are_unique(void **state)
{
	static const char *const given[] = { "nps", "nps_2", "nps", "nps" };
	static const char *const wanted[] = { "nps", "nps_2", "nps_3", "nps_4" };
	struct result *r = result_new();

	(void)state;
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(result_add_column(r, (struct result_column){ .name = text_of(given[i]) }), i);
	for (size_t i = 0; i < 4; i++)
		assert_text(r->columns[i].name, text_of(wanted[i]));
	assert_text(r->columns[2].heading, TEXT("nps_3"));
	result_free(r);
}

static void rows_start_empty_and_keep_their_cells(void **state)
{
	struct result *r = result_new();

	(void)state;
	result_add_column(r, (struct result_column){ .name = TEXT("a") });
	result_add_column(r, (struct result_column){ .name = TEXT("b") });
	for (int i = 0; i < 1000; i++)
		result_add_row(r, i % 2 ? ROW_SMALL : 0)[1] = cell_integer(i);
	assert_int_equal(r->n_rows, 1000);
	assert_int_equal(result_cell(r, 999, 0)->kind, CELL_NONE);
	for (size_t i = 0; i < 1000; i++) {
		assert_int_equal(result_cell(r, i, 1)->integer, i);
		assert_int_equal(r->flags[i], i % 2 ? ROW_SMALL : 0);
	}
	result_free(r);
}

static void cells_own_their_text(void **state)
{
	struct result *r = result_new();
	char text[] = "buy";
	struct cell c = cell_text(r, text_of(text));

	(void)state;
	text[0] = 'x';
	assert_text(c.text, TEXT("buy"));
	assert_int_equal(cell_time(r, TEXT("2024")).kind, CELL_TIME);
	assert_int_equal(cell_yesno(true).integer, 1);
	assert_int_equal(cell_decimal(1250, 2).scale, 2);
	result_free(r);
}

static void what_is_no_number_is_no_value(void **state)
{
	(void)state;
	assert_int_equal(cell_number(NAN).kind, CELL_NONE);
	assert_int_equal(cell_number(-INFINITY).kind, CELL_NONE);
	assert_false(signbit(cell_number(-0.0).number));
}

static void notes_are_kept_in_order(void **state)
{
	struct result *r = result_new();

	(void)state;
	for (int i = 0; i < 20; i++)
		result_note(r, i ? NOTE_FACT : NOTE_WARNING, "note %d of %s", i, "many");
	assert_int_equal(r->n_notes, 20);
	assert_int_equal(r->notes[0].kind, NOTE_WARNING);
	assert_text(r->notes[19].text, TEXT("note 19 of many"));
	result_free(r);
	result_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_of_columns_are_unique), cmocka_unit_test(rows_start_empty_and_keep_their_cells),
		cmocka_unit_test(cells_own_their_text),	       cmocka_unit_test(what_is_no_number_is_no_value),
		cmocka_unit_test(notes_are_kept_in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
