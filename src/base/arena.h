/* arena.h - memory that dies all at once: one arena per statement, per table, per session.
 * Knows nothing of what it holds.  Running out of memory jumps to the place set with arena_on_failure. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "base/text.h"

struct arena_block;

/* All zero is a valid empty arena. */
struct arena {
	struct arena_block *block; /* newest first */
	size_t used;		   /* bytes handed out, for budgets and tests */
	jmp_buf *on_failure;	   /* NULL: running out of memory ends the program */
};

/* SIZE zeroed bytes aligned for any type; never NULL.  Zero bytes give a unique valid pointer. */
void *arena_alloc(struct arena *a, size_t size);
/* COUNT objects of SIZE bytes; the product is checked. */
void *arena_array(struct arena *a, size_t count, size_t size);
/* A larger copy of OLD (which stays valid until the arena is reset): COUNT of NEW_COUNT objects are kept. */
void *arena_grow(struct arena *a, const void *old, size_t count, size_t new_count, size_t size);
/* A copy of T that lives in the arena, followed by a NUL that is not counted. */
struct text arena_text(struct arena *a, struct text t);
/* printf into the arena. */
struct text arena_printf(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct text arena_vprintf(struct arena *a, const char *format, va_list args);
/* Jump to the failure place, as if an allocation had failed. */
void arena_fail(struct arena *a) __attribute__((noreturn));
/* Give everything back; the arena can be used again. */
void arena_reset(struct arena *a);

#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, count, type) ((type *)arena_array((a), (count), sizeof(type)))

#endif
