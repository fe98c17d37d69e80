#include <stdlib.h>
#include <zstd.h>

#include "ingest/source_int.h"

struct zstd {
	struct stage stage;
	struct stage_input in;
	ZSTD_DStream *z;
	size_t open; /* 0: between two frames */
};

static ptrdiff_t zstd_read(struct stage *s, char *to, size_t n, const char **why)
{
	struct zstd *z = (struct zstd *)s;
	ZSTD_outBuffer out = { to, n, 0 };

	while (out.pos == 0) {
		ZSTD_inBuffer in;
		bool last;

		if (!stage_fill(s, &z->in, false, why))
			return SOURCE_FAILED;
		last = z->in.end && z->in.at == z->in.n;
		if (last && z->open == 0)
			return 0;
		in = (ZSTD_inBuffer){ z->in.bytes, z->in.n, z->in.at };
		z->open = ZSTD_decompressStream(z->z, &out, &in);
		z->in.at = in.pos;
		if (ZSTD_isError(z->open))
			return stage_fail(s, why, "its zstd data is damaged near byte %llu (%s)",
					  (unsigned long long)stage_offset(&z->in), ZSTD_getErrorName(z->open));
		if (last && out.pos == 0)
			return stage_fail(s, why, "its zstd data is cut off: it ends after %llu bytes, inside a frame",
					  (unsigned long long)stage_offset(&z->in));
	}
	return (ptrdiff_t)out.pos;
}

static bool zstd_rewind(struct stage *s, const char **why)
{
	struct zstd *z = (struct zstd *)s;

	(void)why;
	z->in.at = z->in.n = 0;
	z->in.before = 0;
	z->in.end = false;
	z->open = 0;
	return !ZSTD_isError(ZSTD_DCtx_reset(z->z, ZSTD_reset_session_only));
}

static void zstd_close(struct stage *s)
{
	ZSTD_freeDStream(((struct zstd *)s)->z);
	free(s);
}

struct stage *zstd_open(struct stage *below)
{
	struct zstd *z = calloc(1, sizeof(*z));

	if (!z)
		return NULL;
	z->stage = (struct stage){ .read = zstd_read, .rewind = zstd_rewind, .close = zstd_close, .below = below };
	z->z = ZSTD_createDStream();
	if (z->z)
		return &z->stage;
	free(z);
	return NULL;
}
