/* tally.h - how often each value of a column occurs. */
#ifndef REPORT_TALLY_H
#define REPORT_TALLY_H

#include "base/arena.h"
#include "store/table.h"

struct tally_entry {
	uint64_t code; /* of doubles: their bits; the missing code is an entry too */
	uint64_t n;    /* rows */
	bool missing;
};

struct tally {
	const struct column *column;
	struct tally_entry *entries; /* those that occur, in the order of their values */
	size_t n, capacity;
	size_t n_present; /* without the missing one */
};

struct tally tally_column(struct arena *a, const struct table *t, const struct column *c);
/* The (at most) K most frequent entries, most frequent first, equals by value; the missing one only if WITH_MISSING.
 * Returns how many. */
size_t tally_top(struct arena *a, const struct tally *t, size_t k, bool with_missing, struct tally_entry **out);
double tally_number(const struct tally_entry *e); /* of a double */

#endif
