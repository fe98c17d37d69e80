/* Radix sort of pairs by their upper half, the threads side by side: each counts and moves a part of its own, and the
 * parts of one digit stand behind each other in the order of the parts, so that it is stable for any number of them. */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/sort.h"
#include "base/threads.h"

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS, LOWER = 32, FEW = 1 << 16 };

struct pass {
	const uint64_t *from;
	uint64_t *to;
	size_t n, n_parts;
	unsigned shift;
	size_t (*counts)[DIGITS]; /* by part; then where the next pair of the part and digit goes */
};

static size_t part_start(const struct pass *p, size_t part)
{
	return p->n / p->n_parts * part + (part == p->n_parts ? p->n % p->n_parts : 0);
}

static size_t digit_of(const struct pass *p, size_t i)
{
	return p->from[i] >> p->shift & (DIGITS - 1);
}

static void count_part(void *user, size_t part)
{
	const struct pass *p = user;

	memset(p->counts[part], 0, sizeof(p->counts[part]));
	for (size_t i = part_start(p, part); i < part_start(p, part + 1); i++)
		p->counts[part][digit_of(p, i)]++;
}

static void move_part(void *user, size_t part)
{
	const struct pass *p = user;

	for (size_t i = part_start(p, part); i < part_start(p, part + 1); i++)
		p->to[p->counts[part][digit_of(p, i)]++] = p->from[i];
}

static void find_starts(const struct pass *p)
{
	size_t sum = 0;

	for (size_t d = 0; d < DIGITS; d++)
		for (size_t part = 0; part < p->n_parts; part++) {
			size_t count = p->counts[part][d];

			p->counts[part][d] = sum;
			sum += count;
		}
}

static void run_pass(struct pass *p, unsigned shift)
{
	p->shift = shift;
	threads_run(p->n_parts, count_part, p);
	find_starts(p);
	threads_run(p->n_parts, move_part, p);
}

bool sort_by_high_half(uint64_t *pairs, size_t n, unsigned bits)
{
	struct pass p = { .from = pairs, .n = n, .n_parts = n < FEW ? 1 : threads_count() };
	uint64_t *spare = memory_large_array(n, sizeof(*spare));
	bool done;

	p.to = spare;
	p.counts = calloc(p.n_parts, sizeof(*p.counts));
	done = spare && p.counts;
	if (done)
		for (unsigned shift = 0; shift < bits; shift += DIGIT_BITS) {
			uint64_t *old = (uint64_t *)p.from;

			run_pass(&p, LOWER + shift);
			p.from = p.to;
			p.to = old;
		}
	if (done && p.from != pairs)
		memcpy(pairs, p.from, n * sizeof(*pairs));
	free(p.counts);
	free(spare);
	return done;
}
