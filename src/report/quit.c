#include "report/report.h"

enum status report_quit(struct environment *e, const struct node *statement, struct result **out)
{
	(void)statement;
	*out = NULL;
	if (!e->checking)
		e->quit = true;
	return STATUS_OK;
}
