#include "base/text.h"

#include <string.h>
#include <xxhash.h>

struct text text_of(const char *c_string)
{
	return (struct text){ c_string, c_string ? strlen(c_string) : 0 };
}

bool text_equal(struct text a, struct text b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.at, b.at, a.n) == 0);
}

static unsigned char lower(char c)
{
	unsigned char u = (unsigned char)c;

	return u >= 'A' && u <= 'Z' ? (unsigned char)(u + 32) : u;
}

bool text_equal_folded(struct text a, struct text b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (lower(a.at[i]) != lower(b.at[i]))
			return false;
	return true;
}

bool text_is(struct text a, const char *c_string)
{
	return text_equal(a, text_of(c_string));
}

int text_order(struct text a, struct text b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n ? memcmp(a.at, b.at, n) : 0;

	if (order)
		return order;
	return (a.n > b.n) - (a.n < b.n);
}

static size_t digits_at(struct text t, size_t i)
{
	size_t n = 0;

	while (i + n < t.n && is_digit(t.at[i + n]))
		n++;
	return n;
}

/* Two runs of digits by value: without leading zeros the longer is larger. */
static int number_order(struct text a, struct text b)
{
	while (a.n && *a.at == '0')
		a = text_from(a, 1);
	while (b.n && *b.at == '0')
		b = text_from(b, 1);
	if (a.n != b.n)
		return a.n < b.n ? -1 : 1;
	return text_order(a, b);
}

int text_natural_order(struct text a, struct text b)
{
	size_t i = 0, j = 0;

	while (i < a.n && j < b.n) {
		size_t da = digits_at(a, i), db = digits_at(b, j);
		int order;

		if (da && db) {
			order = number_order(text_slice(a, i, i + da), text_slice(b, j, j + db));
			i += da;
			j += db;
		} else {
			order = lower(a.at[i++]) - lower(b.at[j++]);
		}
		if (order)
			return order;
	}
	if (a.n - i != b.n - j)
		return a.n - i < b.n - j ? -1 : 1;
	return text_order(a, b);
}

bool text_starts(struct text a, struct text prefix)
{
	return a.n >= prefix.n && text_equal(text_slice(a, 0, prefix.n), prefix);
}

bool text_ends(struct text a, struct text suffix)
{
	return a.n >= suffix.n && text_equal(text_from(a, a.n - suffix.n), suffix);
}

size_t text_find(struct text a, struct text needle)
{
	const char *at = a.at, *end = a.at + a.n, *hit;

	if (needle.n == 0)
		return 0;
	while ((size_t)(end - at) >= needle.n) {
		hit = memchr(at, needle.at[0], (size_t)(end - at) - needle.n + 1);
		if (!hit)
			break;
		if (memcmp(hit, needle.at, needle.n) == 0)
			return (size_t)(hit - a.at);
		at = hit + 1;
	}
	return SIZE_MAX;
}

/* Bytes of the blank at the start of T, or 0. */
static size_t blank_at_start(struct text t)
{
	if (t.n && (*t.at == ' ' || *t.at == '\t' || *t.at == '\r' || *t.at == '\n'))
		return 1;
	return t.n > 1 && memcmp(t.at, "\xc2\xa0", 2) == 0 ? 2 : 0;
}

static size_t blank_at_end(struct text t)
{
	if (t.n && blank_at_start(text_from(t, t.n - 1)) == 1)
		return 1;
	return t.n > 1 && blank_at_start(text_from(t, t.n - 2)) == 2 ? 2 : 0;
}

struct text text_trim(struct text a)
{
	size_t n;

	while ((n = blank_at_start(a)))
		a = text_from(a, n);
	while ((n = blank_at_end(a)))
		a.n -= n;
	return a;
}

struct text text_from(struct text a, size_t offset)
{
	if (offset > a.n)
		offset = a.n;
	return (struct text){ a.at ? a.at + offset : NULL, a.n - offset };
}

struct text text_slice(struct text a, size_t from, size_t to)
{
	if (to > a.n)
		to = a.n;
	return from >= to ? (struct text){ a.at, 0 } : (struct text){ a.at + from, to - from };
}

uint64_t text_hash(struct text a)
{
	return XXH3_64bits(a.at ? a.at : "", a.n);
}

enum { LONGEST_NAME = 128 };

/* Optimal string alignment over three rows; names longer than LONGEST_NAME are never near. */
unsigned text_distance(struct text a, struct text b, unsigned limit)
{
	unsigned rows[3][LONGEST_NAME + 1];
	unsigned *before = rows[0], *above = rows[1], *here = rows[2], *spare;

	if (a.n > LONGEST_NAME || b.n > LONGEST_NAME)
		return limit + 1;
	for (size_t j = 0; j <= b.n; j++)
		above[j] = (unsigned)j;
	for (size_t i = 1; i <= a.n; i++) {
		here[0] = (unsigned)i;
		for (size_t j = 1; j <= b.n; j++) {
			bool same = lower(a.at[i - 1]) == lower(b.at[j - 1]);
			unsigned best = above[j - 1] + !same;

			if (above[j] + 1 < best)
				best = above[j] + 1;
			if (here[j - 1] + 1 < best)
				best = here[j - 1] + 1;
			if (i > 1 && j > 1 && lower(a.at[i - 1]) == lower(b.at[j - 2]) &&
			    lower(a.at[i - 2]) == lower(b.at[j - 1]) && before[j - 2] + 1 < best)
				best = before[j - 2] + 1;
			here[j] = best;
		}
		spare = before;
		before = above;
		above = here;
		here = spare;
	}
	return above[b.n] > limit ? limit + 1 : above[b.n];
}
