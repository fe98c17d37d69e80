#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = 16, FIRST_BLOCK = 16 * 1024 };

struct arena_block {
	struct arena_block *older;
	size_t size;
	size_t used;
	size_t padding; /* keeps the bytes that follow aligned */
};

void arena_fail(struct arena *a)
{
	if (a->on_failure)
		longjmp(*a->on_failure, 1);
	fputs("cxq: out of memory\n", stderr);
	exit(1);
}

static struct arena_block *add_block(struct arena *a, size_t size)
{
	struct arena_block *b;

	if (size > SIZE_MAX - sizeof(*b))
		arena_fail(a);
	b = calloc(1, sizeof(*b) + size);
	if (!b)
		arena_fail(a);
	b->size = size;
	b->older = a->block;
	a->block = b;
	return b;
}

/* With CXQ_ARENA_DEBUG every object is its own allocation, so that a memory checker sees each overrun. */
static size_t block_size(size_t need, const struct arena_block *newest)
{
#ifdef CXQ_ARENA_DEBUG
	(void)newest;
	return need;
#else
	size_t size = newest ? newest->size * 2 : FIRST_BLOCK;

	if (size > ((size_t)1 << 20))
		size = (size_t)1 << 20;
	return size < need ? need : size;
#endif
}

void *arena_alloc(struct arena *a, size_t size)
{
	struct arena_block *b = a->block;
	void *at;

	if (size > SIZE_MAX / 2)
		arena_fail(a);
	if (size == 0)
		size = 1;
#ifndef CXQ_ARENA_DEBUG
	size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
#endif
	if (!b || b->size - b->used < size)
		b = add_block(a, block_size(size, b));
	at = (char *)(b + 1) + b->used;
	b->used += size;
	a->used += size;
	return at;
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes))
		arena_fail(a);
	return arena_alloc(a, bytes);
}

void *arena_grow(struct arena *a, const void *old, size_t count, size_t new_count, size_t size)
{
	void *copy = arena_array(a, new_count, size);

	if (count)
		memcpy(copy, old, count * size);
	return copy;
}

struct text arena_text(struct arena *a, struct text t)
{
	char *copy;

	if (t.n == SIZE_MAX)
		arena_fail(a);
	copy = arena_alloc(a, t.n + 1);
	if (t.n)
		memcpy(copy, t.at, t.n);
	return (struct text){ copy, t.n };
}

struct text arena_vprintf(struct arena *a, const char *format, va_list args)
{
	va_list again;
	char *at;
	int n;

	va_copy(again, args);
	n = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (n < 0)
		arena_fail(a);
	at = arena_alloc(a, (size_t)n + 1);
	vsnprintf(at, (size_t)n + 1, format, args);
	return (struct text){ at, (size_t)n };
}

struct text arena_printf(struct arena *a, const char *format, ...)
{
	struct text t;
	va_list args;

	va_start(args, format);
	t = arena_vprintf(a, format, args);
	va_end(args);
	return t;
}

void arena_reset(struct arena *a)
{
	while (a->block) {
		struct arena_block *older = a->block->older;

		free(a->block);
		a->block = older;
	}
	a->used = 0;
}
