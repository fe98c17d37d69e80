/* format.h - what the formats share: their list, and the parts of an answer that are no table. */
#ifndef RENDER_FORMAT_H
#define RENDER_FORMAT_H

#include "render/render.h"

#define FORMAT(name, machine, separate)                                                                                \
	void render_##name(const struct result *r, const struct render_look *look, struct buffer *out);
#include "render/render_list.def"
#undef FORMAT

/* Help, a plan, a receipt: shown as it is instead of a table.  False when R is a table. */
bool format_text(const struct result *r, size_t width, struct buffer *out);
/* The notes, wrapped to WIDTH columns (0: not at all). */
void format_notes(const struct result *r, size_t width, struct buffer *out);
/* One paragraph for a terminal, wrapped to WIDTH columns (0: not at all); T is visible text. */
void format_wrapped(struct text t, size_t width, struct buffer *out);

#endif
