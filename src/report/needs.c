#include "report/needs.h"

enum { DEPTH_LIMIT = 32 };

struct walk {
	const struct definitions *definitions;
	struct needs *out;
	unsigned depth;
};

/* Columns that cxq derives, and the roles they come from. */
static const struct derived {
	const char *name;
	enum role roles[2];
} derived[] = {
	{ "since_previous", { ROLE_customer, ROLE_time } },
	{ "until_next", { ROLE_customer, ROLE_time } },
	{ "since_contact", { ROLE_customer, ROLE_time } },
	{ "until_contact", { ROLE_customer, ROLE_time } },
	{ "contact_number", { ROLE_customer, ROLE_time } },
	{ "data_start", { ROLE_time, ROLE_time } },
	{ "case_contact_number", { ROLE_case, ROLE_case } },
	{ "revenue_at_stake", { ROLE_churned, ROLE_revenue } },
	{ "data_end", { ROLE_time, ROLE_time } },
};

static void visit(struct walk *w, const struct node *n, bool inside);

static void visit_definition(struct walk *w, const struct definition *d)
{
	if (!d || w->depth == DEPTH_LIMIT)
		return;
	w->depth++;
	for (const struct node *child = d->node->first; child; child = child->next)
		visit(w, child, d->kind != DEFINED_METRIC);
	w->depth--;
}

/* INSIDE an aggregate a name is a role before it is anything else; outside it is a metric. */
static void visit_name(struct walk *w, struct text name, bool inside)
{
	enum role role = role_find(name);

	if (inside && role != ROLE_NONE) {
		w->out->role[role] = true;
		return;
	}
	for (size_t i = 0; inside && i < sizeof(derived) / sizeof(derived[0]); i++)
		if (text_equal_folded(name, text_of(derived[i].name)))
			w->out->role[derived[i].roles[0]] = w->out->role[derived[i].roles[1]] = true;
	if (!inside) {
		visit_definition(w, definitions_find(w->definitions, DEFINED_METRIC, name));
		return;
	}
	visit_definition(w, definitions_find(w->definitions, DEFINED_SEGMENT, name));
	visit_definition(w, definitions_find(w->definitions, DEFINED_DIMENSION, name));
}

/* The right side of a comparison with a word is a value. */
static bool is_value_side(const struct node *parent, const struct node *child)
{
	bool compares = parent->kind == NODE_COMPARE || parent->kind == NODE_IN || parent->kind == NODE_TEXT_TEST;

	return compares && child != parent->first && child->kind == NODE_NAME && role_find(child->text) == ROLE_NONE;
}

static void visit(struct walk *w, const struct node *n, bool inside)
{
	bool below = inside || n->kind == NODE_WHERE || n->kind == NODE_PER;

	if (n->kind == NODE_NAME)
		visit_name(w, n->text, inside);
	if (n->kind == NODE_CALL) {
		const struct definition *metric = definitions_find(w->definitions, DEFINED_METRIC, n->text);

		if (metric && !n->n_children)
			visit_definition(w, metric);
		below = true;
	}
	for (const struct node *child = n->first; child; child = child->next)
		if (!is_value_side(n, child))
			visit(w, child, below);
}

void needs_of_metric(const struct definitions *d, const struct node *define_metric, struct needs *out)
{
	struct walk w = { .definitions = d, .out = out };

	*out = (struct needs){ 0 };
	for (const struct node *child = define_metric->first; child; child = child->next)
		visit(&w, child, false);
}

bool needs_met(const struct needs *n, const struct table *t)
{
	for (int r = 0; r < ROLES; r++) {
		bool parts = r == ROLE_handle && t->roles[ROLE_talk].column && t->roles[ROLE_hold].column &&
			     t->roles[ROLE_wrap].column;

		if (n->role[r] && !t->roles[r].column && !parts)
			return false;
	}
	return true;
}
