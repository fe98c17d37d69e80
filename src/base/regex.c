#define PCRE2_CODE_UNIT_WIDTH 8
#include "base/regex.h"

#include <pcre2.h>

enum { MATCH_LIMIT = 1000000, DEPTH_LIMIT = 10000, HEAP_KILOBYTES = 64 * 1024 };

struct regex {
	pcre2_code *code;
	pcre2_match_data *match;
	pcre2_match_context *limits;
};

static struct text message_of(struct arena *a, int error)
{
	PCRE2_UCHAR line[200];

	if (pcre2_get_error_message(error, line, sizeof(line)) < 0)
		return TEXT("not a regular expression");
	return arena_text(a, text_of((const char *)line));
}

/* PCRE2 takes its memory from the arena, so nothing has to be given back. */
static void *from_arena(size_t size, void *arena)
{
	return arena_alloc(arena, size);
}

static void to_arena(void *block, void *arena)
{
	(void)block;
	(void)arena;
}

struct regex *regex_new(struct arena *a, struct text pattern, bool fold, struct text *what, size_t *at)
{
	struct regex *r = ARENA_NEW(a, struct regex);
	pcre2_general_context *memory = pcre2_general_context_create(from_arena, to_arena, a);
	pcre2_compile_context *compiling = pcre2_compile_context_create(memory);
	uint32_t options = PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C | (fold ? PCRE2_CASELESS : 0);
	int error;

	r->code = pcre2_compile((PCRE2_SPTR)(pattern.at ? pattern.at : ""), pattern.n, options, &error, at, compiling);
	if (!r->code) {
		*what = message_of(a, error);
		return NULL;
	}
	r->match = pcre2_match_data_create(1, memory);
	r->limits = pcre2_match_context_create(memory);
	pcre2_set_match_limit(r->limits, MATCH_LIMIT);
	pcre2_set_depth_limit(r->limits, DEPTH_LIMIT);
	pcre2_set_heap_limit(r->limits, HEAP_KILOBYTES);
	return r;
}

bool regex_matches(const struct regex *r, struct text subject, size_t *gave_up)
{
	int n = pcre2_match(r->code, (PCRE2_SPTR)(subject.at ? subject.at : ""), subject.n, 0, 0, r->match, r->limits);

	if (n < 0 && n != PCRE2_ERROR_NOMATCH)
		++*gave_up;
	return n >= 0;
}
