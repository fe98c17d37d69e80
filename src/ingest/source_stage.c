#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "ingest/source_int.h"

ptrdiff_t stage_fail(struct stage *s, const char **why, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(s->message, sizeof(s->message), format, args);
	va_end(args);
	*why = s->message;
	return SOURCE_FAILED;
}

bool stage_fill(struct stage *s, struct stage_input *in, bool more, const char **why)
{
	size_t left = in->n - in->at;
	ptrdiff_t got;

	if (in->end || (left && !more))
		return true;
	memmove(in->bytes, in->bytes + in->at, left);
	in->before += in->at;
	in->at = 0;
	in->n = left;
	if (left == sizeof(in->bytes))
		return true;
	got = s->below->read(s->below, in->bytes + left, sizeof(in->bytes) - left, why);
	if (got < 0)
		return false;
	in->n += (size_t)got;
	in->end = got == 0;
	return true;
}

uint64_t stage_offset(const struct stage_input *in)
{
	return in->before + in->at;
}

bool stage_rewind(struct stage *s, const char **why)
{
	return (!s->below || stage_rewind(s->below, why)) && s->rewind(s, why);
}
