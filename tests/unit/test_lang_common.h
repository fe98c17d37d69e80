/* test_lang_common.h - one text parsed, with what came of it. */
#ifndef TEST_LANG_COMMON_H
#define TEST_LANG_COMMON_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lang/parse.h"

struct parsed {
	struct arena arena;
	struct source source;
	struct diagnostics errors;
	struct node *node;
	size_t used;
	enum parse_result result;
};

static inline void parse_bytes(struct parsed *p, const char *at, size_t n)
{
	memset(p, 0, sizeof(*p));
	p->source.text = (struct text){ at, n };
	p->errors.arena = &p->arena;
	p->result = parse_statement(&p->arena, &p->source, 0, &p->used, &p->node, &p->errors);
}

static inline void parse_text(struct parsed *p, const char *text)
{
	parse_bytes(p, text, strlen(text));
}

static inline void parsed_free(struct parsed *p)
{
	arena_reset(&p->arena);
}

static inline const struct diagnostic *error_at(const struct parsed *p, size_t i)
{
	const struct diagnostic *d = p->errors.first;

	while (d && i--)
		d = d->next;
	assert_non_null(d);
	return d;
}

/* Text of an arena as a C string (arena texts are followed by a NUL, literals too). */
static inline const char *c_string(struct text t)
{
	return t.at ? t.at : "";
}

static inline void print_to(const struct node *n, struct buffer *b)
{
	memset(b, 0, sizeof(*b));
	node_print(n, b);
	buffer_add_c(b, "");
	assert_false(b->failed);
}

/* parse, print, parse again: the same tree and the same text. */
static inline void assert_round_trip(const char *text)
{
	struct parsed first;
	struct parsed second;
	struct buffer printed;
	struct buffer again;

	parse_text(&first, text);
	if (first.result != PARSE_OK)
		fail_msg("%s: %s", text, first.errors.first ? c_string(first.errors.first->message) : "no error");
	print_to(first.node, &printed);
	parse_bytes(&second, printed.at, printed.n);
	if (second.result != PARSE_OK || !node_equal(first.node, second.node))
		fail_msg("%s: printed as %s", text, printed.at);
	print_to(second.node, &again);
	assert_string_equal(printed.at, again.at);
	buffer_free(&printed);
	buffer_free(&again);
	parsed_free(&first);
	parsed_free(&second);
}

static inline void assert_prints(const char *text, const char *canonical)
{
	struct parsed p;
	struct buffer printed;

	assert_round_trip(text);
	parse_text(&p, text);
	print_to(p.node, &printed);
	assert_string_equal(printed.at, canonical);
	buffer_free(&printed);
	parsed_free(&p);
}

static inline void assert_dumps(const char *text, const char *dump)
{
	struct parsed p;
	struct buffer out = { 0 };

	parse_text(&p, text);
	assert_int_equal(p.result, PARSE_OK);
	node_dump(p.node, &out);
	assert_string_equal(out.at, dump);
	buffer_free(&out);
	parsed_free(&p);
}

#endif
