#include "base/take.h"

static void fail(struct buffer *b, struct arena *a, jmp_buf *outer)
{
	a->on_failure = outer;
	buffer_free(b);
	*b = (struct buffer){ 0 };
	arena_fail(a);
}

struct text buffer_take(struct buffer *b, struct arena *a)
{
	jmp_buf *outer = a->on_failure;
	jmp_buf failure;
	struct text t;

	if (b->failed || setjmp(failure))
		fail(b, a, outer);
	a->on_failure = &failure;
	t = arena_text(a, buffer_text(b));
	a->on_failure = outer;
	buffer_free(b);
	return t;
}
