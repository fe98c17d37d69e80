#include "report/parts.h"
#include "report/report.h"

static struct text present_value(struct environment *e, struct text setting)
{
	struct text name, help, value = TEXT_NONE;

	for (size_t i = 0;; i++) {
		struct buffer b = { 0 };
		bool more = settings_describe(e->settings, i, &name, &help, &b);

		if (more && text_equal_folded(name, setting))
			value = buffer_take(&b, e->arena);
		buffer_free(&b);
		if (!more)
			return value;
	}
}

enum status report_set(struct environment *e, const struct node *statement, struct result **out)
{
	struct node *set = node_copy(e->arena, statement);
	enum status status = report_resolve(e, set);

	if (status != STATUS_OK)
		return status;
	if (!settings_set(e->settings, set->text, report_name_span(statement), set->first, e->errors))
		return STATUS_BAD_INPUT;
	*out = report_receipt(e, "%.*s = %.*s", TEXT_ARGS(set->text), TEXT_ARGS(present_value(e, set->text)));
	return STATUS_OK;
}
