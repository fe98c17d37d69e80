/* What is told together: a metric and the values in which it moved. */
#include <math.h>
#include <stdlib.h>

#include "report/news.h"

double news_beyond(const struct news *n, const struct contrast *one)
{
	const struct contrast *whole = NULL;
	double part;

	for (size_t i = 0; i < n->all.contrasts.n_pairs * n->all.plan->n_items; i++) {
		const struct contrast *c = &n->all.contrasts.list[i];

		if (c->item == one->item && c->a == one->a && c->b == one->b)
			whole = c;
	}
	if (!whole || !(whole->n[0] > 0) || isnan(whole->difference) || isnan(one->difference))
		return 0;
	part = one->n[0] / whole->n[0] * (one->difference - whole->difference);
	return one->difference < 0 ? -part : part;
}

/* A value leads where it alone makes a good part of the change; else all together do. */
static bool leads_all(const struct finding *all, const struct finding *f)
{
	return f->beyond * NEWS_PART_OF_ALL >= fabs(all->c.difference);
}

/* The surest first; of equally sure ones (p is 0 where there are very many answers) the largest. */
static int order(const void *x, const void *y)
{
	const struct finding *a = *(const struct finding *const *)x, *b = *(const struct finding *const *)y;
	double size_a = isnan(a->size) ? 0 : a->size, size_b = isnan(b->size) ? 0 : b->size;

	if (a->c.p < b->c.p || a->c.p > b->c.p)
		return a->c.p < b->c.p ? -1 : 1;
	if (size_a < size_b || size_a > size_b)
		return size_a > size_b ? -1 : 1;
	return a < b ? -1 : a > b;
}

/* The finding that stands for metric ITEM against one period, or NULL. */
static struct finding *best_of(struct news *n, size_t item, size_t against)
{
	struct finding *all = NULL, *best = NULL;

	for (size_t i = 0; i < n->n; i++) {
		struct finding *f = &n->findings[i];

		if (!f->told || f->c.item != item || f->against != against)
			continue;
		if (!f->dimension)
			all = f;
		else if (!best || f->beyond > best->beyond)
			best = f;
	}
	if (all && best && !leads_all(all, best))
		return all;
	return best ? best : all;
}

/* The nearer period first. */
static struct finding *lead_of(struct news *n, size_t item)
{
	struct finding *found = NULL;

	for (size_t against = 0; !found && against < n->n_against; against++)
		found = best_of(n, item, against);
	return found;
}

static void join(struct news *n, size_t item, size_t story)
{
	for (size_t i = 0; i < n->n; i++)
		if (n->findings[i].told && n->findings[i].c.item == item)
			n->findings[i].story = story;
}

void news_tell(struct news *n)
{
	struct finding **leads = ARENA_ARRAY(n->environment->arena, n->metrics.n + 1, struct finding *);

	for (size_t i = 0; i < n->n; i++)
		n->findings[i].beyond = n->findings[i].dimension ? news_beyond(n, &n->findings[i].c) : 0;
	for (size_t item = 0; item < n->metrics.n; item++) {
		struct finding *lead = lead_of(n, item);

		if (lead)
			leads[n->n_stories++] = lead;
	}
	qsort(leads, n->n_stories, sizeof(struct finding *), order);
	for (size_t i = 0; i < n->n_stories; i++) {
		leads[i]->leads = true;
		join(n, leads[i]->c.item, i + 1);
	}
	n->leads = ARENA_ARRAY(n->environment->arena, n->n_stories + 1, const struct finding *);
	for (size_t i = 0; i < n->n_stories; i++)
		n->leads[i] = leads[i];
}
