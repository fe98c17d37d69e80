/* Definitions outlive their text, are replaced, marked and rolled back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lang/parse.h"
#include "metric/definitions.h"

struct fixture {
	struct arena arena, statement;
	struct definitions definitions;
};

static int open_fixture(void **state)
{
	struct fixture *f = test_calloc(1, sizeof(*f));

	f->definitions.arena = &f->arena;
	*state = f;
	return 0;
}

static int close_fixture(void **state)
{
	struct fixture *f = *state;

	arena_reset(&f->statement);
	arena_reset(&f->arena);
	test_free(f);
	return 0;
}

/* Parse TEXT, keep it, and forget the text. */
static const struct definition *put(struct fixture *f, const char *text)
{
	struct source *source = ARENA_NEW(&f->statement, struct source);
	struct diagnostics errors = { .arena = &f->statement };
	struct definition *d;
	struct node *node;
	size_t used;

	source->name = TEXT("script.cxq");
	source->text = arena_text(&f->statement, text_of(text));
	assert_int_equal(parse_statement(&f->statement, source, 0, &used, &node, &errors), PARSE_OK);
	d = definitions_put(&f->definitions, node, false);
	arena_reset(&f->statement);
	return d;
}

static void check_text(const struct node *n, const char *expected)
{
	struct buffer b = { 0 };

	node_print(n, &b);
	assert_string_equal(b.at, expected);
	buffer_free(&b);
}

static void a_definition_outlives_its_text(void **state)
{
	struct fixture *f = *state;
	const struct definition *d = put(f, "define metric Good as 100 * share(csat >= 4) better higher");

	assert_true(text_is(d->name, "good"));
	check_text(d->node, "define metric Good as 100 * share(csat >= 4) better higher");
	assert_true(text_is(d->node->span.source->name, "metric good"));
	assert_true(d->node->span.to <= d->node->span.source->text.n);
}

static void names_are_found_in_any_case(void **state)
{
	struct fixture *f = *state;

	put(f, "define segment Vip as plan = gold");
	assert_non_null(definitions_find(&f->definitions, DEFINED_SEGMENT, TEXT("VIP")));
	assert_null(definitions_find(&f->definitions, DEFINED_METRIC, TEXT("vip")));
	assert_null(definitions_find(&f->definitions, DEFINED_SEGMENT, TEXT("vi")));
}

static void an_order_is_named_by_its_column(void **state)
{
	struct fixture *f = *state;

	put(f, "define order of `Journey Stage` as (a, b)");
	assert_non_null(definitions_find(&f->definitions, DEFINED_ORDER, TEXT("journey stage")));
}

static void a_second_definition_replaces_the_first_in_its_place(void **state)
{
	struct fixture *f = *state;

	put(f, "define metric a as count()");
	put(f, "define metric b as count()");
	put(f, "define metric a as sum(cost)");
	assert_int_equal(f->definitions.n, 2);
	check_text(f->definitions.list[0].node, "define metric a as sum(cost)");
}

static void a_word_that_is_a_value_is_text(void **state)
{
	struct fixture *f = *state;
	bool known;

	put(f, "let ch = phone");
	put(f, "param days default 7 days");
	put(f, "param open");
	assert_int_equal(definitions_value(&f->definitions, TEXT("ch"), &known)->kind, NODE_TEXT);
	assert_int_equal(definitions_value(&f->definitions, TEXT("days"), &known)->kind, NODE_DURATION);
	assert_null(definitions_value(&f->definitions, TEXT("open"), &known));
	assert_true(known);
	assert_null(definitions_value(&f->definitions, TEXT("nothing"), &known));
	assert_false(known);
}

static void what_is_defined_after_a_mark_is_forgotten(void **state)
{
	struct fixture *f = *state;
	struct arena scratch = { 0 };
	struct definitions mark;

	put(f, "define metric a as count()");
	mark = definitions_mark(&f->definitions, &scratch);
	put(f, "define metric a as sum(cost)");
	put(f, "define metric b as count()");
	assert_non_null(definitions_find(&f->definitions, DEFINED_METRIC, TEXT("b")));
	definitions_rollback(&f->definitions, mark);
	arena_reset(&scratch);
	assert_int_equal(f->definitions.n, 1);
	assert_null(definitions_find(&f->definitions, DEFINED_METRIC, TEXT("b")));
	check_text(definitions_find(&f->definitions, DEFINED_METRIC, TEXT("a"))->node, "define metric a as count()");
}

static void unwinding_goes_back_past_every_mark(void **state)
{
	struct fixture *f = *state;
	struct arena scratch = { 0 };

	put(f, "let x = 1");
	definitions_mark(&f->definitions, &scratch);
	put(f, "let x = 2");
	definitions_mark(&f->definitions, &scratch);
	put(f, "let x = 3");
	definitions_unwind(&f->definitions);
	arena_reset(&scratch);
	check_text(definitions_value(&f->definitions, TEXT("x"), NULL), "1");
	assert_ptr_equal(f->definitions.arena, &f->arena);
}

static void every_builtin_metric_says_what_it_is(void **state)
{
	struct fixture *f = *state;
	struct diagnostics errors = { .arena = &f->statement };

	assert_true(definitions_load_builtin(&f->definitions, &errors));
	for (size_t i = 0; i < f->definitions.n; i++) {
		const struct definition *d = &f->definitions.list[i];
		struct metric_facts facts;

		assert_true(d->builtin);
		if (d->kind != DEFINED_METRIC)
			continue;
		facts = metric_facts_of(d->node);
		assert_non_null(facts.expression);
		assert_true(facts.family.n && facts.format.n && facts.describe.n);
		assert_int_not_equal(facts.better, OP_NONE);
	}
	assert_non_null(definitions_find(&f->definitions, DEFINED_METRIC, TEXT("nps")));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_definition_outlives_its_text),	   TEST(names_are_found_in_any_case),
		TEST(an_order_is_named_by_its_column),	   TEST(a_second_definition_replaces_the_first_in_its_place),
		TEST(a_word_that_is_a_value_is_text),	   TEST(what_is_defined_after_a_mark_is_forgotten),
		TEST(unwinding_goes_back_past_every_mark), TEST(every_builtin_metric_says_what_it_is),
	};

	return cmocka_run_group_tests_name("definitions", tests, NULL, NULL);
}
