#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

enum { LARGE_PAGE = 2 << 20 };

void *memory_large(size_t n)
{
	void *block;

	if (n < LARGE_PAGE)
		return malloc(n ? n : 1);
	if (n > SIZE_MAX - LARGE_PAGE)
		return NULL;
	block = aligned_alloc(LARGE_PAGE, (n + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE);
	if (block)
		/* Advice only: without it the block is slower, not wrong. */
		madvise(block, n / LARGE_PAGE * LARGE_PAGE, MADV_HUGEPAGE);
	return block;
}

void *memory_large_array(size_t count, size_t size)
{
	size_t n;

	return __builtin_mul_overflow(count, size, &n) ? NULL : memory_large(n);
}
