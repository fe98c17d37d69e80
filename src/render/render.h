/* render.h - a result into bytes, one function per format (render_list.def).  Knows nothing of queries.
 * Deterministic: the same result and look give the same bytes. */
#ifndef RENDER_RENDER_H
#define RENDER_RENDER_H

#include "base/buffer.h"
#include "result/result.h"

struct render_look {
	size_t width; /* columns of the terminal; 0: as wide as needed */
	bool colour;
	bool ascii; /* draw boxes with + - | only */
};

struct render_format {
	const char *name;
	bool machine;  /* full precision, notes go elsewhere */
	bool separate; /* an empty line between two answers */
	void (*render)(const struct result *r, const struct render_look *look, struct buffer *out);
};

/* The format of that name, or NULL; formats in the order of render_list.def. */
const struct render_format *render_find(struct text name);
const struct render_format *render_at(size_t index); /* NULL past the end */

/* Notes, one per line, as under a box; with PREFIX before each ("note: " on stderr). */
void render_notes(const struct result *r, const char *prefix, struct buffer *out);
/* Columns that T takes on a terminal, by grapheme clusters. */
size_t render_width(struct text t);

#endif
