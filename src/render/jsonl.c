/* jsonl: one object per line. */
#include "render/format.h"
#include "render/json_value.h"

void render_jsonl(const struct result *r, const struct render_look *look, struct buffer *out)
{
	(void)look;
	if (r->n_columns == 0 && r->text.n) {
		json_add_text(r->text, out);
		buffer_add_char(out, '\n');
	}
	for (size_t row = 0; row < r->n_rows; row++) {
		json_add_row(r, row, out);
		buffer_add_char(out, '\n');
	}
}
