#include "report/parts.h"
#include "report/report.h"

/* $name on the right is taken as it is now, so that a later let of the same name cannot go round in circles. */
enum status report_let(struct environment *e, const struct node *statement, struct result **out)
{
	struct node *let = node_copy(e->arena, statement);
	const struct definition *made;
	enum status status = report_resolve(e, let);

	if (status != STATUS_OK)
		return status;
	made = definitions_put(e->definitions, let, false);
	*out = report_receipt(e, "$%.*s = %.*s", TEXT_ARGS(made->name), TEXT_ARGS(report_print(e, made->node->first)));
	return STATUS_OK;
}
