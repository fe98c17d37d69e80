#include <stdlib.h>
#include <zlib.h>

#include "ingest/source_int.h"

struct gzip {
	struct stage stage;
	struct stage_input in;
	z_stream z;
	bool inside; /* a member has begun and not ended */
	bool any;    /* some member has ended */
};

/* Some tools fill the last block of a tape or a disk with zeros. */
static void skip_padding(struct stage_input *in)
{
	while (in->at < in->n && in->bytes[in->at] == 0)
		in->at++;
}

static int unpack(struct gzip *g)
{
	struct stage_input *in = &g->in;
	int status;

	g->z.next_in = (Bytef *)in->bytes + in->at;
	g->z.avail_in = (uInt)(in->n - in->at);
	status = inflate(&g->z, Z_NO_FLUSH);
	in->at = in->n - g->z.avail_in;
	if (status != Z_STREAM_END)
		return status == Z_BUF_ERROR ? Z_OK : status;
	g->inside = false;
	g->any = true;
	return inflateReset(&g->z);
}

/* Behind the last byte of input: the end, if a member has ended there. */
static ptrdiff_t at_end(struct gzip *g, const char **why)
{
	if (!g->inside && g->any)
		return 0;
	return stage_fail(&g->stage, why, "its gzip data is cut off: it ends after %llu bytes, inside a member",
			  (unsigned long long)stage_offset(&g->in));
}

static ptrdiff_t gzip_read(struct stage *s, char *to, size_t n, const char **why)
{
	struct gzip *g = (struct gzip *)s;
	size_t room = n < 1 << 30 ? n : 1 << 30;
	int status;

	g->z.next_out = (Bytef *)to;
	g->z.avail_out = (uInt)room;
	while (g->z.avail_out == room) {
		if (!stage_fill(s, &g->in, false, why))
			return SOURCE_FAILED;
		if (!g->inside && g->any)
			skip_padding(&g->in);
		if (g->in.at == g->in.n && !g->in.end)
			continue;
		if (g->in.at == g->in.n)
			return at_end(g, why);
		g->inside = true;
		status = unpack(g);
		if (status != Z_OK)
			return stage_fail(s, why, "its gzip data is damaged near byte %llu (%s)",
					  (unsigned long long)stage_offset(&g->in),
					  g->z.msg ? g->z.msg : zError(status));
	}
	return (ptrdiff_t)(room - g->z.avail_out);
}

static bool gzip_rewind(struct stage *s, const char **why)
{
	struct gzip *g = (struct gzip *)s;

	(void)why;
	g->in.at = g->in.n = 0;
	g->in.before = 0;
	g->in.end = g->inside = g->any = false;
	return inflateReset(&g->z) == Z_OK;
}

static void gzip_close(struct stage *s)
{
	inflateEnd(&((struct gzip *)s)->z);
	free(s);
}

enum { GZIP_WINDOW = 15 + 16 }; /* the largest, with the header of gzip and not of zlib */

struct stage *gzip_open(struct stage *below)
{
	struct gzip *g = calloc(1, sizeof(*g));

	if (!g)
		return NULL;
	g->stage = (struct stage){ .read = gzip_read, .rewind = gzip_rewind, .close = gzip_close, .below = below };
	if (inflateInit2(&g->z, GZIP_WINDOW) == Z_OK)
		return &g->stage;
	free(g);
	return NULL;
}
