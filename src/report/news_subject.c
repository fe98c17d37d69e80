/* Metrics of the same answers say the same thing in several ways: the first of them, the best known, speaks for all. */
#include <string.h>

#include "report/news.h"

struct subject {
	struct needs needs;
	bool answer, contact; /* the columns that are always there */
};

static bool mentions(const struct node *n, const char *name)
{
	if (n->kind == NODE_NAME && text_equal_folded(n->text, text_of(name)))
		return true;
	for (const struct node *child = n->first; child; child = child->next)
		if (mentions(child, name))
			return true;
	return false;
}

static bool is_measured(enum role r)
{
	enum role_kind kind = role_kind_of(r);

	return kind == ROLE_SCORE || kind == ROLE_SPAN || kind == ROLE_AMOUNT || kind == ROLE_COUNT;
}

/* The roles of KIND that NEEDS has; false: none. */
static bool keep_kind(const struct needs *needs, enum role_kind kind, struct needs *out)
{
	bool any = false;

	for (int r = 0; r < ROLES; r++)
		any |= out->role[r] = needs->role[r] && role_kind_of((enum role)r) == kind;
	return any;
}

/* What a metric is about: who answered; its first measured role (score, time, amount, count); its yes/no roles; who
 * began; else everything that it needs.  So promoters and nps are one subject, and so are waits and service levels. */
static struct subject subject_of(const struct listed_metric *m)
{
	struct subject out = { .answer = mentions(m->definition->node, "answer") };

	if (out.answer)
		return out;
	for (int r = 0; r < ROLES; r++)
		if (m->needs.role[r] && is_measured((enum role)r)) {
			out.needs.role[r] = true;
			return out;
		}
	if (keep_kind(&m->needs, ROLE_YESNO, &out.needs))
		return out;
	if (m->needs.role[ROLE_initiator]) {
		out.needs.role[ROLE_initiator] = true;
		return out;
	}
	return (struct subject){ .needs = m->needs, .contact = mentions(m->definition->node, "contact") };
}

static bool is_spoken_for(const struct metric_list *kept, const struct listed_metric *m)
{
	const struct subject own = subject_of(m);

	for (size_t i = 0; i < kept->n; i++) {
		const struct subject other = subject_of(&kept->list[i]);

		if (own.answer == other.answer && own.contact == other.contact &&
		    memcmp(&own.needs, &other.needs, sizeof(own.needs)) == 0)
			return true;
	}
	return false;
}

void news_keep_subjects(struct news *n)
{
	struct metric_list kept = { n->metrics.list, 0 };

	for (size_t i = 0; i < n->metrics.n; i++) {
		const struct listed_metric m = n->metrics.list[i];

		/* What users define themselves they want to hear of. */
		if (!m.definition->builtin || !is_spoken_for(&kept, &m))
			kept.list[kept.n++] = m;
		else
			n->spoken_for = arena_printf(n->environment->arena, "%.*s%s%.*s", TEXT_ARGS(n->spoken_for),
						     n->spoken_for.n ? ", " : "", TEXT_ARGS(m.definition->name));
	}
	n->metrics = kept;
}
