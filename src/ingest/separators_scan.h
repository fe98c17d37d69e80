/* separators_scan.h - the body of separators_find, included by each kernel, which defines before:
 *   TARGET          attributes of its functions
 *   look(at, ...)   the masks of 64 bytes
 *   put(...)        the offsets of the bits of a mask
 * A template and not a function with two pointers, because the kernels need other instruction sets than their callers. */
#include <string.h>

#include "ingest/separators.h"

/* The processor itself does not look over the end of a page. */
enum { AHEAD = 1024 };

/* One bit for each of 64 bytes. */
struct masks {
	uint64_t delimiter, line_feed, carriage_return, quote;
};

TARGET static inline struct masks look(const char *at, char delimiter, int quote);
TARGET static inline size_t put(uint64_t bits, uint32_t base, uint32_t *at);

/* What the bytes before leave behind. */
struct scan_state {
	uint64_t inside;    /* all bits: within quotes */
	uint64_t separated; /* bit 0: the byte before is a separator, or the row begins */
	uint64_t quoted;    /* bit 0: the byte before is a quote */
	uint64_t closed;    /* bit 0: the byte before is a closing quote */
	uint64_t returned;  /* bit 0: the byte before is a CR outside quotes */
	uint64_t begins;    /* bit 0: a field begins here */
	size_t doubled;	    /* the number of the last field in which a quote was doubled, and one more */
};

/* Bit i: how many bits of M up to i, modulo 2. */
TARGET static inline uint64_t parity(uint64_t m)
{
	for (unsigned shift = 1; shift < 64; shift *= 2)
		m ^= m << shift;
	return m;
}

/* What is known of quotes in 64 bytes. */
struct quoting {
	uint64_t inside; /* an opening quote counts */
	uint64_t again;	 /* the second of two */
};

/* The bits within quotes, or irregular. */
TARGET static inline bool read_quotes(struct scan_state *s, const struct masks *m, uint64_t valid, struct quoting *q)
{
	uint64_t separators = m->delimiter | m->line_feed | m->carriage_return, x = parity(m->quote) ^ s->inside;
	uint64_t opening = m->quote & x, closing = m->quote & ~x, returns = m->carriage_return & ~x;
	uint64_t again = opening & (m->quote << 1 | s->quoted);
	uint64_t bad = opening & ~(separators << 1 | s->separated | again);

	bad |= (closing << 1 | s->closed) & ~(separators | m->quote) & valid;
	bad |= (returns << 1 | s->returned) & ~m->line_feed & valid;
	*q = (struct quoting){ x, again };
	s->inside = x >> 63 ? UINT64_MAX : 0;
	s->separated = separators >> 63;
	s->quoted = m->quote >> 63;
	s->closed = closing >> 63;
	s->returned = returns >> 63;
	return !bad;
}

/* The columns of the fields in which a quote is doubled AGAIN, N places having been found before, ENDS among these bytes. */
TARGET static inline void note_doubled(struct scan_state *s, uint64_t again, uint64_t ends, size_t n,
				       const struct places *places)
{
	for (; again; again &= again - 1) {
		size_t field = n + (size_t)__builtin_popcountll(ends & (again ^ (again - 1)));

		if (s->doubled != field + 1)
			places->doubled[field % places->n_columns] = 1;
		s->doubled = field + 1;
	}
}

/* The last bytes, fewer than 64, as if nothing followed. */
TARGET static inline struct masks look_at_last(const char *at, size_t n, char delimiter, int quote)
{
	char last[SEPARATORS_STEP] = { 0 };
	uint64_t valid = ((uint64_t)1 << n) - 1;
	struct masks m;

	memcpy(last, at, n);
	m = look(last, delimiter, quote);
	m.delimiter &= valid;
	m.line_feed &= valid;
	m.quote &= valid;
	return m;
}

TARGET static struct separators scan(const char *text, size_t n, char delimiter, int quote, const struct places *places)
{
	struct separators found = { 0 };
	struct scan_state s = { .separated = 1, .begins = 1 };

	for (size_t i = 0; i < n && places->room - found.n >= SEPARATORS_STEP; i += SEPARATORS_STEP) {
		bool whole = n - i >= SEPARATORS_STEP;
		uint64_t valid = whole ? UINT64_MAX : ((uint64_t)1 << (n - i)) - 1, ends;
		struct quoting q = { 0 };
		struct masks m;

		__builtin_prefetch((const char *)((uintptr_t)text + i + AHEAD));
		m = whole ? look(text + i, delimiter, quote) : look_at_last(text + i, n - i, delimiter, quote);
		if (m.quote | m.carriage_return | s.inside | s.closed | s.returned) {
			if (!read_quotes(&s, &m, valid, &q)) {
				found.irregular = true;
				break;
			}
			found.quotes |= m.quote != 0;
			found.returns |= (m.carriage_return & ~q.inside) != 0;
		} else {
			s.separated = (m.delimiter | m.line_feed) >> 63;
			s.quoted = 0;
		}
		ends = (m.delimiter | m.line_feed) & ~q.inside;
		if (q.again)
			note_doubled(&s, q.again, ends, found.n, places);
		found.bare |= ((ends << 1 | s.begins) & ~m.quote & valid) != 0;
		s.begins = ends >> 63;
		found.n_line_ends += (size_t)__builtin_popcountll(m.line_feed & ~q.inside);
		found.n += put(ends, (uint32_t)i, places->at + found.n);
	}
	return found;
}
