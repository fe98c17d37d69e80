#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/encoding.h"
#include "ingest/source_int.h"

struct converter {
	struct stage stage;
	struct stage_input in;
	iconv_t cd;
	char name[ENCODING_NAME_MAX];
	size_t mark;
	bool flushed; /* the end was told to iconv, which may write a last character then */
	char out[STAGE_BYTES];
	size_t at, n; /* of out: what was not handed on yet */
};

static ptrdiff_t refuse(struct converter *c, const char **why)
{
	unsigned long long offset = stage_offset(&c->in) + c->mark;

	if (errno == EINVAL)
		return stage_fail(&c->stage, why, "it ends inside a character of %s, at byte %llu", c->name, offset);
	return stage_fail(&c->stage, why, "the byte 0x%02x at offset %llu is not %s",
			  (unsigned char)c->in.bytes[c->in.at], offset, c->name);
}

/* Convert what there is; false when it cannot be converted. */
static bool convert(struct converter *c)
{
	struct stage_input *in = &c->in;
	char *from = in->bytes + in->at, *to = c->out;
	size_t left = in->n - in->at, room = sizeof(c->out);
	size_t status;

	c->flushed = left == 0 && in->end;
	status = iconv(c->cd, c->flushed ? NULL : &from, &left, &to, &room);
	in->at = in->n - left;
	c->at = 0;
	c->n = sizeof(c->out) - room;
	if (status != (size_t)-1 || errno == E2BIG || c->n)
		return true;
	/* An incomplete character, of which the rest may come. */
	return errno == EINVAL && !in->end;
}

static ptrdiff_t hand_on(struct converter *c, char *to, size_t n)
{
	size_t left = c->n - c->at;

	if (n > left)
		n = left;
	memcpy(to, c->out + c->at, n);
	c->at += n;
	return (ptrdiff_t)n;
}

static ptrdiff_t converter_read(struct stage *s, char *to, size_t n, const char **why)
{
	struct converter *c = (struct converter *)s;
	bool incomplete = false;

	while (c->at == c->n && !c->flushed) {
		if (!stage_fill(s, &c->in, incomplete, why))
			return SOURCE_FAILED;
		if (!convert(c))
			return refuse(c, why);
		incomplete = c->n == 0;
	}
	return hand_on(c, to, n);
}

/* Bytes of the mark are no text. */
static bool skip_mark(struct converter *c, const char **why)
{
	char mark[8];
	size_t left = c->mark;

	while (left) {
		ptrdiff_t got = c->stage.below->read(c->stage.below, mark, left, why);

		if (got <= 0)
			return got == 0;
		left -= (size_t)got;
	}
	return true;
}

static bool converter_rewind(struct stage *s, const char **why)
{
	struct converter *c = (struct converter *)s;

	c->in.at = c->in.n = c->at = c->n = 0;
	c->in.before = 0;
	c->in.end = c->flushed = false;
	iconv(c->cd, NULL, NULL, NULL, NULL);
	return skip_mark(c, why);
}

static void converter_close(struct stage *s)
{
	iconv_close(((struct converter *)s)->cd);
	free(s);
}

struct stage *iconv_stage_open(struct stage *below, const char *name, size_t mark)
{
	struct converter *c = calloc(1, sizeof(*c));

	if (!c)
		return NULL;
	c->stage = (struct stage){
		.read = converter_read, .rewind = converter_rewind, .close = converter_close, .below = below
	};
	c->mark = mark;
	snprintf(c->name, sizeof(c->name), "%s", name);
	c->cd = iconv_open("UTF-8", name);
	if (c->cd != (iconv_t)-1)
		return &c->stage;
	free(c);
	return NULL;
}
