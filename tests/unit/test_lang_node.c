/* The tree by itself: made by hand, copied, compared, printed. */
#include "test_lang_common.h"

static struct node *name(struct arena *a, const char *word)
{
	struct node *n = node_new(a, NODE_NAME, (struct span){ NULL, 0, 0 });

	n->text = text_of(word);
	return n;
}

static struct node *two(struct arena *a, enum node_kind kind, struct node *left, struct node *right)
{
	return node_add(node_add(node_new(a, kind, (struct span){ NULL, 0, 0 }), left), right);
}

static void assert_printed(const struct node *n, const char *expected)
{
	struct buffer b;

	print_to(n, &b);
	assert_string_equal(b.at, expected);
	buffer_free(&b);
}

static void children_are_counted_and_found(void **state)
{
	struct arena a = { 0 };
	struct node *sum = two(&a, NODE_ADD, name(&a, "x"), two(&a, NODE_MULTIPLY, name(&a, "y"), name(&a, "z")));

	(void)state;
	assert_int_equal(sum->n_children, 2);
	assert_int_equal(sum->depth, 3);
	assert_ptr_equal(node_at(sum, 1), sum->last);
	assert_null(node_at(sum, 2));
	assert_ptr_equal(node_child(sum, NODE_MULTIPLY), sum->last);
	assert_null(node_child(sum, NODE_OR));
	assert_ptr_equal(node_add(sum, NULL), sum);
	arena_reset(&a);
}

static void trees_without_brackets_are_printed_with_them(void **state)
{
	struct arena a = { 0 };
	struct node *sum = two(&a, NODE_ADD, name(&a, "x"), name(&a, "y"));
	struct node *either = two(&a, NODE_OR, name(&a, "a"), name(&a, "b"));

	(void)state;
	assert_printed(two(&a, NODE_MULTIPLY, sum, name(&a, "z")), "(x + y) * z");
	assert_printed(two(&a, NODE_SUBTRACT, name(&a, "z"), node_copy(&a, sum)), "z - (x + y)");
	assert_printed(two(&a, NODE_AND, either, name(&a, "c")), "(a or b) and c");
	assert_printed(two(&a, NODE_NOT, node_copy(&a, either), NULL), "not (a or b)");
	assert_printed(two(&a, NODE_NEGATE, two(&a, NODE_NEGATE, name(&a, "x"), NULL), NULL), "- -x");
	arena_reset(&a);
}

static void a_copy_outlives_its_source(void **state)
{
	struct arena a = { 0 };
	char text[] = "nps by stage where channel in (phone, \"x\") last 3 months";
	struct parsed p;
	struct node *copy;

	(void)state;
	parse_text(&p, text);
	assert_int_equal(p.result, PARSE_OK);
	copy = node_copy(&a, p.node);
	assert_true(node_equal(copy, p.node));
	parsed_free(&p);
	memset(text, '?', sizeof(text) - 1);
	assert_printed(copy, "nps by stage where channel in (phone, \"x\") last 3 months");
	arena_reset(&a);
}

static bool equal(const char *one, const char *other)
{
	struct parsed a;
	struct parsed b;
	bool same;

	parse_text(&a, one);
	parse_text(&b, other);
	assert_int_equal(a.result, PARSE_OK);
	assert_int_equal(b.result, PARSE_OK);
	same = node_equal(a.node, b.node);
	parsed_free(&a);
	parsed_free(&b);
	return same;
}

static void equality_ignores_spelling_and_brackets_only(void **state)
{
	(void)state;
	assert_true(equal("nps by `stage` where (a = 1000)", "nps by stage\n where a==1_000"));
	assert_true(equal("nps last month by x", "nps by x last month"));
	assert_false(equal("nps by a, b", "nps by b, a"));
	assert_false(equal("nps where a = b", "nps where a = \"b\""));
	assert_false(equal("nps where a = 1", "nps where a = 2"));
	assert_false(equal("nps sort by x", "nps sort by x desc"));
	assert_false(equal("nps with ci", "nps with ci 0"));
	assert_false(equal("nps last 2 days", "nps last 2 weeks"));
	assert_false(equal("nps where a - (b - c)", "nps where a - b - c"));
}

static void spans_cover_what_was_written(void **state)
{
	struct parsed p;
	const struct node *where;
	const struct node *by;

	(void)state;
	parse_text(&p, "nps where a in (1, 2) by stage, month");
	where = node_child(p.node, NODE_WHERE);
	by = node_child(p.node, NODE_BY);
	assert_int_equal(where->span.from, 4);
	assert_int_equal(where->span.to, 21);
	assert_int_equal(where->first->last->span.from, 15);
	assert_int_equal(by->span.from, 22);
	assert_int_equal(by->span.to, 37);
	assert_int_equal(p.node->span.to, 37);
	parsed_free(&p);
}

static void tokens_are_dumped_with_their_place(void **state)
{
	struct arena a = { 0 };
	struct source s = { .text = TEXT("nps by\n  `a b`, C-42 # x\nwhere t starts  with \"q\";") };
	struct buffer out = { 0 };

	(void)state;
	parse_dump_tokens(&a, &s, &out);
	assert_string_equal(out.at,
			    "WORD 1:1 nps\nBY 1:5 by\nQNAME 2:3 `a b`\n, 2:8 ,\nWORD 2:10 C-42\nWHERE 3:1 where\n"
			    "WORD 3:7 t\nSTARTS_WITH 3:9 starts  with\nSTRING 3:22 \"q\"\n; 3:25 ;\n");
	buffer_free(&out);
	arena_reset(&a);
}

static void the_tree_is_dumped_a_node_a_line(void **state)
{
	(void)state;
	assert_dumps("load \"f.csv\" as t mapping a = `b c` in minutes",
		     "load f.csv [quoted] [string]\n  as t\n  mapping\n    map a\n      name b c [quoted]\n      in "
		     "unit minute\n");
	assert_dumps(
		"nps where a not in 1.. top 3 b with ci 95%",
		"query\n  items\n    item\n      name nps\n  where\n    in [negated]\n      name a\n      range\n"
		"        number 1\n        none\n  top 3\n    name b\n  with\n    option ci 0.95 [percent] [number]\n");
}

static void words_are_listed(void **state)
{
	const char *const *words = parse_keywords();
	size_t n = 0;
	bool starts_with = false;

	(void)state;
	for (; words[n]; n++)
		starts_with = starts_with || strcmp(words[n], "starts with") == 0;
	assert_true(starts_with);
	assert_string_equal(words[0], "for");
	assert_string_equal(words[n - 1], "years");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(children_are_counted_and_found),
		cmocka_unit_test(trees_without_brackets_are_printed_with_them),
		cmocka_unit_test(a_copy_outlives_its_source),
		cmocka_unit_test(equality_ignores_spelling_and_brackets_only),
		cmocka_unit_test(spans_cover_what_was_written),
		cmocka_unit_test(tokens_are_dumped_with_their_place),
		cmocka_unit_test(the_tree_is_dumped_a_node_a_line),
		cmocka_unit_test(words_are_listed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
