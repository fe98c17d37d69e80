/* buffer.h - bytes that grow on the heap.  After a failed allocation the buffer is marked and ignores writes,
 * so a caller checks once, at the end. */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

struct buffer {
	char *at; /* always NUL-terminated once something was written; the NUL is not counted */
	size_t n;
	size_t capacity;
	bool failed;
};

/* Room for MORE further bytes; false (and marked) when memory ran out. */
bool buffer_reserve(struct buffer *b, size_t more);
void buffer_add(struct buffer *b, struct text t);
void buffer_add_c(struct buffer *b, const char *c_string);
void buffer_add_char(struct buffer *b, char c);
void buffer_add_repeated(struct buffer *b, const char *c_string, size_t times);
void buffer_printf(struct buffer *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct text buffer_text(const struct buffer *b);
void buffer_clear(struct buffer *b);
void buffer_free(struct buffer *b);

#endif
