#include <string.h>

#include "ingest/load_bytes.h"
#include "ingest/reader.h"

/* Bytes before the digits at the end of T. */
static size_t prefix_length(struct text t)
{
	size_t n = t.n;

	while (n > 0 && is_digit(t.at[n - 1]))
		n--;
	return n;
}

bool serials_are_regular(const struct facts *f)
{
	return !f->padded || !f->shortest || f->shortest >= f->padded;
}

static bool note_width(struct facts *f, unsigned digits, bool zero)
{
	if (zero) {
		if (f->padded && f->padded != digits)
			return false;
		f->padded = digits;
	} else if (!f->shortest || digits < f->shortest) {
		f->shortest = digits;
	}
	return serials_are_regular(f);
}

static bool has_prefix(const struct serial *s, struct text t)
{
	for (size_t i = 0; i < s->n_prefix; i++)
		if (t.at[i] != s->prefix[i])
			return false;
	return true;
}

/* Digits, eight at a time from the end on. */
static bool read_number(struct text t, uint64_t *number)
{
	uint64_t power = 1;

	for (*number = 0; t.n; power *= 100000000) {
		size_t n = t.n < 8 ? t.n : 8;
		uint64_t digits = load_digits(t.at + t.n, n);

		if (!are_digits(digits))
			return false;
		*number += eight_digits(digits) * power;
		t.n -= n;
	}
	return true;
}

bool read_serial(struct batch *b, struct text t, size_t i)
{
	struct serial *s = &b->serial;
	size_t n = s->n_prefix;
	uint64_t number = 0;

	if (!b->facts.padded && !b->facts.shortest) {
		n = prefix_length(t);
		if (n > sizeof(s->prefix))
			return false;
		memcpy(s->prefix, t.at, n);
		s->n_prefix = (uint8_t)n;
	}
	if (t.n <= n || t.n - n > DIGITS_MAX || !has_prefix(s, t) || !read_number(text_from(t, n), &number))
		return false;
	b->values[i] = (int64_t)number;
	return note_width(&b->facts, (unsigned)(t.n - n), t.at[n] == '0');
}

enum { SLOTS = 4 * BLOCK_ROWS, RANGE_MAX = 1 << 30, FEW = 256 };

bool serials_are_many(const int64_t *values, size_t n)
{
	int64_t slots[SLOTS], low = INT64_MAX, high = INT64_MIN;
	size_t different = 0;

	memset(slots, 0x80, sizeof(slots));
	for (size_t i = 0; i < n; i++) {
		size_t slot = (size_t)((uint64_t)values[i] * 0x9e3779b97f4a7c15u >> 52) % SLOTS;

		if (values[i] == VALUE_MISSING)
			continue;
		while (slots[slot] >= 0 && slots[slot] != values[i])
			slot = (slot + 1) % SLOTS;
		different += slots[slot] != values[i];
		slots[slot] = values[i];
		low = values[i] < low ? values[i] : low;
		high = values[i] > high ? values[i] : high;
	}
	return different >= FEW && different >= n / 2 && high - low < RANGE_MAX;
}
