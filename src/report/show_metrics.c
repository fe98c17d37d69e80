#include "report/metric_list.h"
#include "report/show.h"

struct text describe_of(const struct definition *d)
{
	const struct node *describe = node_child(d->node, NODE_DESCRIBE);

	return describe ? describe->text : TEXT_NONE;
}

static size_t name_length(struct text t)
{
	size_t n = 0;

	while (n < t.n && ((t.at[n] >= 'a' && t.at[n] <= 'z') || (t.at[n] >= 'A' && t.at[n] <= 'Z') || t.at[n] == '_' ||
			   (n && t.at[n] >= '0' && t.at[n] <= '9')))
		n++;
	return n;
}

struct text show_described(struct environment *e, struct text describe)
{
	size_t at = text_find(describe, TEXT("$")), n;
	const struct node *value;
	struct text before, rest;

	if (at == SIZE_MAX)
		return describe;
	n = name_length(text_from(describe, at + 1));
	value = definitions_value(e->definitions, text_slice(describe, at + 1, at + 1 + n), NULL);
	rest = show_described(e, text_from(describe, at + 1 + n));
	before = text_slice(describe, 0, value ? at : at + 1 + n);
	if (!value)
		return arena_printf(e->arena, "%.*s%.*s", TEXT_ARGS(before), TEXT_ARGS(rest));
	describe = report_print(e, value);
	return arena_printf(e->arena, "%.*s%.*s%.*s", TEXT_ARGS(before), TEXT_ARGS(describe), TEXT_ARGS(rest));
}

struct text show_needs(struct arena *a, const struct definitions *d, const struct node *define_metric)
{
	struct text list = TEXT_NONE;
	struct needs needs;

	needs_of_metric(d, define_metric, &needs);
	for (int r = 0; r < ROLES; r++)
		if (needs.role[r])
			list = arena_printf(a, "%.*s%s%s", TEXT_ARGS(list), list.n ? ", " : "",
					    role_name((enum role)r));
	return list;
}

static const char *better_word(enum node_op better)
{
	return better == OP_HIGHER ? "higher" : better == OP_LOWER ? "lower" : "";
}

static void add_metric(struct environment *e, const struct listed_metric *m, struct result *r)
{
	struct cell *row = result_add_row(r, 0);

	row[0] = show_text(r, m->facts.family);
	row[1] = show_text(r, m->definition->name);
	row[2] = show_text(r, text_of(better_word(m->facts.better)));
	row[3] = show_text(r, show_needs(e->arena, e->definitions, m->definition->node));
	row[4] = show_text(r, show_described(e, m->facts.describe));
}

static void note_usable(struct environment *e, const struct metric_list *all, struct result *r)
{
	const struct table *t = e->catalog->active;
	size_t usable = 0;

	for (size_t i = 0; t && i < all->n; i++)
		usable += needs_met(&all->list[i].needs, t);
	if (t)
		result_note(r, NOTE_FACT, "%zu of %zu metrics have the roles they need in %.*s", usable, all->n,
			    TEXT_ARGS(t->name));
}

enum status show_metrics(struct environment *e, const struct node *statement, struct result **out)
{
	struct metric_list all = metric_list_all(e);
	struct result *r = report_answer(e);

	(void)statement;
	report_column(r, "family");
	report_column(r, "metric");
	report_column(r, "better");
	report_column(r, "needs");
	report_column(r, "describe");
	for (size_t i = 0; i < all.n; i++)
		add_metric(e, &all.list[i], r);
	note_usable(e, &all, r);
	*out = r;
	return STATUS_OK;
}
