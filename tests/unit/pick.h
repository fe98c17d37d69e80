/* pick.h - the same random numbers in every run of a test. */
#ifndef TESTS_PICK_H
#define TESTS_PICK_H

#include <stdint.h>

static uint64_t seed;

/* One of N numbers from 0 on (Knuth's MMIX generator). */
static inline unsigned pick(unsigned n)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(seed >> 33) % n;
}

#endif
