#include <errno.h>
#include <string.h>

#include "base/read_file.h"
#include "report/parts.h"
#include "report/report.h"

/* Beside the script that includes it; at the prompt beside the working directory. */
static struct text path_of(struct environment *e, const struct node *statement)
{
	const struct source *source = statement->span.source;
	struct text name = source ? source->name : TEXT_NONE;

	if (statement->text.n && statement->text.at[0] == '/')
		return statement->text;
	while (name.n && name.at[name.n - 1] != '/')
		name.n--;
	return arena_printf(e->arena, "%.*s%.*s", TEXT_ARGS(name), TEXT_ARGS(statement->text));
}

enum status report_include(struct environment *e, const struct node *statement, struct result **out)
{
	struct text path, text;

	*out = NULL;
	if (!report_may_use_files(e, statement->span, "include"))
		return STATUS_FAILED;
	if (e->checking)
		return STATUS_OK;
	path = path_of(e, statement);
	if (!read_file(e->arena, path, &text)) {
		diagnose(e->errors, STATUS_FAILED, statement->span, "cannot read %.*s: %s", TEXT_ARGS(path),
			 strerror(errno));
		return STATUS_FAILED;
	}
	return e->run_text(e->session, path, text);
}
