/* take.h - what was gathered in a buffer moves into an arena. */
#ifndef BASE_TAKE_H
#define BASE_TAKE_H

#include "base/arena.h"
#include "base/buffer.h"

/* The text of B in A; B is freed, also when memory runs out (A then fails as arena_alloc does). */
struct text buffer_take(struct buffer *b, struct arena *a);

#endif
