/* json: an array of objects, the whole answer on one line, so that several answers are one document per line. */
#include "render/format.h"
#include "render/json_value.h"

void render_json(const struct result *r, const struct render_look *look, struct buffer *out)
{
	(void)look;
	buffer_add_char(out, '[');
	if (r->n_columns == 0 && r->text.n)
		json_add_text(r->text, out);
	for (size_t row = 0; row < r->n_rows; row++) {
		if (row > 0)
			buffer_add_char(out, ',');
		json_add_row(r, row, out);
	}
	buffer_add_c(out, "]\n");
}
