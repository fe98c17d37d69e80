/* json_value.h - rows as JSON objects (RFC 8259), for the two formats that print them. */
#ifndef RENDER_JSON_VALUE_H
#define RENDER_JSON_VALUE_H

#include "base/buffer.h"
#include "result/result.h"

/* {"stage":"buy","nps":53.4} without a line end. */
void json_add_row(const struct result *r, size_t row, struct buffer *out);
/* {"text":"..."}: an answer that is no table. */
void json_add_text(struct text t, struct buffer *out);

#endif
