#include "base/read_file.h"

#include <errno.h>
#include <stdio.h>

#include "base/take.h"

static bool read_all(FILE *file, struct buffer *b)
{
	size_t got = 1;

	while (got > 0 && buffer_reserve(b, 65536)) {
		got = fread(b->at + b->n, 1, 65536, file);
		b->n += got;
	}
	if (b->failed)
		errno = ENOMEM;
	return !b->failed && !ferror(file);
}

bool read_file(struct arena *a, struct text path, struct text *out)
{
	FILE *file = fopen(arena_text(a, path).at, "rb");
	struct buffer b = { 0 };
	bool done;
	int error;

	if (!file)
		return false;
	done = read_all(file, &b);
	error = errno;
	fclose(file);
	*out = done ? buffer_take(&b, a) : TEXT_NONE;
	buffer_free(&b);
	if (text_starts(*out, TEXT("\xEF\xBB\xBF")))
		*out = text_from(*out, 3);
	errno = error;
	return done;
}
