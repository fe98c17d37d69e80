#include "report/attached.h"

#include "report/parts.h"

struct table *attached_read(struct environment *e, const struct node *statement,
			    struct table *(*read)(const struct load_request *, struct diagnostics *))
{
	struct load_request request = { .file = report_file_name(e, statement->first),
					.span = statement->first->span,
					.progress = e->progress,
					.user = e->progress_user,
					.stop = e->stop };

	if (!request.file.n || !report_may_use_files(e, statement->span, "attach"))
		return NULL;
	return read(&request, e->errors);
}

enum { NAMES_MAX = 8 };

struct text attached_columns(struct environment *e, const struct table *t)
{
	struct buffer b = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < t->n_columns; i++)
		if (!t->columns[i].derived && n++ < NAMES_MAX)
			buffer_printf(&b, "%s%.*s", b.n ? ", " : "", TEXT_ARGS(t->columns[i].snake));
	if (n > NAMES_MAX)
		buffer_printf(&b, " and %zu more", n - NAMES_MAX);
	return buffer_take(&b, e->arena);
}
