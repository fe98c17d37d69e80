#include "base/buffer.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool buffer_reserve(struct buffer *b, size_t more)
{
	size_t need, capacity = b->capacity ? b->capacity : 64;
	char *at;

	if (b->failed || __builtin_add_overflow(b->n, more, &need) || need > SIZE_MAX / 2 - 1) {
		b->failed = true;
		return false;
	}
	if (need < b->capacity)
		return true;
	while (capacity <= need)
		capacity *= 2;
	at = realloc(b->at, capacity);
	if (!at) {
		b->failed = true;
		return false;
	}
	b->at = at;
	b->capacity = capacity;
	return true;
}

void buffer_add(struct buffer *b, struct text t)
{
	if (!buffer_reserve(b, t.n))
		return;
	if (t.n)
		memcpy(b->at + b->n, t.at, t.n);
	b->n += t.n;
	b->at[b->n] = '\0';
}

void buffer_add_c(struct buffer *b, const char *c_string)
{
	buffer_add(b, text_of(c_string));
}

void buffer_add_char(struct buffer *b, char c)
{
	buffer_add(b, (struct text){ &c, 1 });
}

void buffer_add_repeated(struct buffer *b, const char *c_string, size_t times)
{
	while (times-- > 0)
		buffer_add_c(b, c_string);
}

void buffer_printf(struct buffer *b, const char *format, ...)
{
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n < 0) {
		b->failed = true;
		return;
	}
	if (!buffer_reserve(b, (size_t)n))
		return;
	va_start(args, format);
	vsnprintf(b->at + b->n, (size_t)n + 1, format, args);
	va_end(args);
	b->n += (size_t)n;
}

struct text buffer_text(const struct buffer *b)
{
	return (struct text){ b->at, b->n };
}

void buffer_clear(struct buffer *b)
{
	b->n = 0;
	if (b->at)
		b->at[0] = '\0';
}

void buffer_free(struct buffer *b)
{
	free(b->at);
	*b = (struct buffer){ 0 };
}
