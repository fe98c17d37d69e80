#include <string.h>

#include "ingest/reader.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

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
	if (t.n <= n || t.n - n > DIGITS_MAX || memcmp(t.at, s->prefix, n) != 0)
		return false;
	for (size_t k = n; k < t.n; k++) {
		if (!is_digit(t.at[k]))
			return false;
		number = number * 10 + (uint64_t)(t.at[k] - '0');
	}
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
