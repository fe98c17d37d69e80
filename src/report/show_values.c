#include "report/show.h"
#include "report/spelling.h"
#include "report/tally.h"

enum { VALUES_SHOWN = 50 };

/* The column of that name, else the one mapped to the role of that name. */
static const struct column *find_column(struct environment *e, const struct table *t, const struct node *name)
{
	const struct column *c = table_column(t, name->text);
	enum role role = role_find(name->text);
	struct scope scope = report_scope(e);
	struct name_list names = { .arena = e->arena };

	if (!c && role != ROLE_NONE)
		c = t->roles[role].column;
	if (c)
		return table_ready(t, c);
	scope_names(&scope, NAME_COLUMN, &names);
	scope_names(&scope, NAME_ROLE, &names);
	report_bad(e, name->span, "no column is named %.*s", TEXT_ARGS(name->text));
	report_did_you_mean(e, name->text, &names, "`show columns` lists the columns");
	return NULL;
}

static struct cell value_cell(struct result *r, const struct column *c, const struct tally_entry *entry)
{
	if (c->type == COLUMN_NUMBER && !entry->missing)
		return cell_number(tally_number(entry));
	return entry->missing ? (struct cell){ .kind = CELL_MISSING } : spell_cell(r, c, entry->code);
}

static struct result *table_of_values(struct environment *e, const struct table *t, const struct column *c)
{
	struct tally tally = tally_column(e->arena, t, c);
	struct tally_entry *top;
	size_t n = tally_top(e->arena, &tally, VALUES_SHOWN, true, &top);
	struct result *r = report_answer(e);

	result_add_column(
		r, (struct result_column){ .name = c->name, .look = LOOK_RAW, .decimals = -1, .part = PART_DIMENSION });
	result_add_column(r, (struct result_column){ .name = TEXT("rows"), .decimals = -1, .part = PART_VALUE });
	result_add_column(r, (struct result_column){
				     .name = TEXT("share"), .look = LOOK_PERCENT, .decimals = -1, .part = PART_SHARE });
	for (size_t i = 0; i < n; i++) {
		struct cell *row = result_add_row(r, 0);

		row[0] = value_cell(r, c, &top[i]);
		row[1] = cell_integer((int64_t)top[i].n);
		row[2] = cell_number((double)top[i].n / (double)t->n_rows);
	}
	if (tally.n > n)
		result_note(r, NOTE_FACT, "the %zu most frequent of %.*s values", n,
			    TEXT_ARGS(report_thousands(e, tally.n_present)));
	return r;
}

enum status show_values_of(struct environment *e, const struct node *statement, struct result **out)
{
	const struct table *t = report_table(e, statement->span);
	const struct column *c = t ? find_column(e, t, node_child(statement, NODE_NAME)) : NULL;

	if (!c)
		return STATUS_BAD_INPUT;
	if (!e->checking)
		*out = table_of_values(e, t, c);
	return STATUS_OK;
}
