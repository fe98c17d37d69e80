/* Radix sort by the bits of a double: least digit first, one pass per digit in which the numbers differ at all. */
#include "base/sort.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS, PASSES = (64 + DIGIT_BITS - 1) / DIGIT_BITS, FEW = 512 };

static int by_number(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Unsigned numbers in the order of the doubles: a negative one has all bits turned, others the first. */
static uint64_t key_of(double number)
{
	double plain = number + 0.0; /* -0 is 0 */
	uint64_t bits;

	memcpy(&bits, &plain, sizeof(bits));
	return bits >> 63 ? ~bits : bits | (uint64_t)1 << 63;
}

static uint64_t key_at(const char *record)
{
	double number;

	memcpy(&number, record, sizeof(number));
	return key_of(number);
}

static void count_digits(const char *records, size_t n, size_t width, size_t (*counts)[DIGITS])
{
	for (size_t i = 0; i < n; i++) {
		uint64_t key = key_at(records + i * width);

		for (size_t pass = 0; pass < PASSES; pass++)
			counts[pass][key >> pass * DIGIT_BITS & (DIGITS - 1)]++;
	}
}

/* Where each digit begins; false: all have the same, the pass would change nothing. */
static bool starts_of(size_t *counts, size_t n)
{
	size_t sum = 0;

	for (size_t d = 0; d < DIGITS; d++) {
		size_t count = counts[d];

		if (count == n)
			return false;
		counts[d] = sum;
		sum += count;
	}
	return true;
}

/* Inlined, so that WIDTH is known where it is copied. */
static inline void move(const char *from, char *to, size_t n, size_t width, size_t pass, size_t *starts)
{
	for (size_t i = 0; i < n; i++) {
		const char *record = from + i * width;
		size_t digit = key_at(record) >> pass * DIGIT_BITS & (DIGITS - 1);

		memcpy(to + starts[digit]++ * width, record, width);
	}
}

static void sort_digits(void *records, void *spare, size_t n, size_t width, size_t (*counts)[DIGITS])
{
	char *from = records, *to = spare, *old;

	count_digits(records, n, width, counts);
	for (size_t pass = 0; pass < PASSES; pass++) {
		if (!starts_of(counts[pass], n))
			continue;
		if (width == 8)
			move(from, to, n, 8, pass, counts[pass]);
		else
			move(from, to, n, 16, pass, counts[pass]);
		old = from;
		from = to;
		to = old;
	}
	if (from != (char *)records)
		memcpy(records, from, n * width);
}

void sort_by_number(void *records, size_t n, size_t width)
{
	size_t(*counts)[DIGITS] = n > FEW ? calloc(PASSES, sizeof(*counts)) : NULL;
	void *spare = counts ? malloc(n * width) : NULL;

	if (spare)
		sort_digits(records, spare, n, width, counts);
	else if (n > 1)
		qsort(records, n, width, by_number);
	free(spare);
	free(counts);
}
