/* answer.c - an answer into a stream. */
#include <errno.h>

#include "api/session.h"
#include "render/render.h"

enum { PIECE = 64 * 1024 };

bool cxq_answer_is_receipt(const cxq_answer *a)
{
	return a->result->receipt;
}

bool cxq_answer_has_notes(const cxq_answer *a)
{
	return a->result->n_notes > 0;
}

/* In pieces, so that an interrupt is noticed while a slow reader takes its time. */
static enum cxq_status write_out(const struct buffer *b, const volatile sig_atomic_t *stop, FILE *out)
{
	for (size_t at = 0; at < b->n;) {
		size_t n = b->n - at < PIECE ? b->n - at : PIECE;

		if (*stop)
			return CXQ_INTERRUPTED;
		if (fwrite(b->at + at, 1, n, out) != n)
			return CXQ_OUTPUT_FAILED;
		at += n;
	}
	return fflush(out) == 0 ? CXQ_OK : CXQ_OUTPUT_FAILED;
}

enum cxq_status cxq_render(const cxq_answer *a, const struct cxq_look *look, FILE *out)
{
	const struct render_format *format = render_find(text_of(look->format ? look->format : "box"));
	const struct render_look how = { look->width, look->colour, look->ascii };
	struct buffer b = { 0 };
	enum cxq_status status;

	if (!format)
		return CXQ_BAD_INPUT;
	format->render(a->result, &how, &b);
	status = b.failed ? CXQ_FAILED : write_out(&b, a->stop, out);
	buffer_free(&b);
	return status;
}

void cxq_print_notes(const cxq_answer *a, FILE *out)
{
	struct buffer b = { 0 };

	render_notes(a->result, "note: ", &b);
	if (b.n)
		fwrite(b.at, 1, b.n, out);
	buffer_free(&b);
}

const char *cxq_format_name(size_t index)
{
	const struct render_format *format = render_at(index);

	return format ? format->name : NULL;
}

bool cxq_format_separates(const char *format)
{
	const struct render_format *found = render_find(text_of(format));

	return found && found->separate;
}

bool cxq_format_is_machine(const char *format)
{
	const struct render_format *found = render_find(text_of(format));

	return found && found->machine;
}
