/* text.h - a view of bytes: pointer and length, no terminator, owned by somebody else. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text {
	const char *at;
	size_t n;
};

#define TEXT(literal) ((struct text){ "" literal, sizeof(literal) - 1 })
#define TEXT_NONE ((struct text){ NULL, 0 })
/* For printf: "%.*s". */
#define TEXT_ARGS(t) (int)((t).n < 100000 ? (t).n : 100000), ((t).at ? (t).at : "")

struct text text_of(const char *c_string);
bool text_equal(struct text a, struct text b);
/* ASCII letters without regard to case. */
bool text_equal_folded(struct text a, struct text b);
bool text_is(struct text a, const char *c_string);
/* Order by bytes: negative, zero or positive. */
int text_order(struct text a, struct text b);
/* Order for people: case-blind, runs of digits by their value, then by bytes. */
int text_natural_order(struct text a, struct text b);
bool text_starts(struct text a, struct text prefix);
bool text_ends(struct text a, struct text suffix);
/* Offset of NEEDLE in A, or SIZE_MAX. */
size_t text_find(struct text a, struct text needle);
/* Without leading and trailing blanks (space, tab, CR, LF, no-break space U+00A0). */
struct text text_trim(struct text a);
struct text text_from(struct text a, size_t offset);
struct text text_slice(struct text a, size_t from, size_t to);
uint64_t text_hash(struct text a);
/* Edits (insert, delete, replace, swap of neighbours; case-blind) from A to B, at most LIMIT + 1. */
unsigned text_distance(struct text a, struct text b, unsigned limit);

/* 0 to 9. */
static inline bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

#endif
