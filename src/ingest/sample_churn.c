/* sample_churn.c - the yearly renewal, who does not renew, and why. */
#include <stdlib.h>

#include "ingest/sample.h"

void sample_renewal(struct sample *s, const struct event *event)
{
	static const struct choice channels[] = {
		{ APP, 380 }, { WEB, 220 }, { PHONE, 290 }, { EMAIL, 110 }, { 0, 0 }
	};
	struct random *r = &s->random;
	struct person *p = event->who;
	const struct failure *failure = sample_last_failure(p, event->day - 199, event->day);
	bool unrepaired = failure && !failure->recovered;
	bool leaves = random_chance(r, unrepaired ? 620 : failure ? 125 : 115);
	enum channel channel = (enum channel)random_pick(r, channels);
	struct interaction draft =
		sample_interaction(p, event->day, sample_minute(r, channel), RETENTION, channel, RENEWAL);
	struct interaction *row;

	draft.by_company = true;
	draft.churned = leaves ? YES : NO;
	draft.revenue = leaves ? 0 : p->segment ? 24000 : 12000;
	row = sample_add(s, &draft, (struct occasion){ .feeling = leaves ? -900 : 150, .invited = 700 });
	row->trouble = (unrepaired ? 1000 : 0) + p->waited / 2 + random_below(r, 500);
	if (leaves)
		p->left = event->day + 1;
}

static int trouble_order(const void *left, const void *right)
{
	const struct interaction *a = *(struct interaction *const *)left, *b = *(struct interaction *const *)right;

	return a->trouble != b->trouble ? (a->trouble > b->trouble ? -1 : 1) : sample_order(left, right);
}

/* The leavers in random order; returns how many. */
static int leavers(struct sample *s, struct interaction **rows)
{
	int index[PEOPLE], n = 0;

	for (size_t i = 0; i < s->n_rows; i++)
		if (s->rows[i]->churned == YES)
			index[n++] = (int)i;
	random_shuffle(&s->random, index, n);
	for (int i = 0; i < n; i++)
		rows[i] = s->rows[index[i]];
	return n;
}

/* The reason at PER_CENT of a list that is 100 entries long. */
static const char *reason_at(const struct choice *choices, const char *const *names, int per_cent)
{
	while (per_cent >= choices->weight)
		per_cent -= choices++->weight;
	return names[choices->value];
}

static void blame_service(struct random *r, struct interaction **rows, int n)
{
	static const char *const names[] = { "long waits", "problem not solved", "had to call again",
					     "unfriendly staff" };
	static const struct choice reasons[] = { { 0, 34 }, { 1, 30 }, { 2, 19 }, { 3, 17 }, { 0, 0 } };
	int per_cent[PEOPLE];

	for (int i = 0; i < n; i++)
		per_cent[i] = i * 100 / n;
	random_shuffle(r, per_cent, n);
	for (int i = 0; i < n; i++) {
		rows[i]->churn_category = "service";
		rows[i]->churn_reason = reason_at(reasons, names, per_cent[i]);
	}
}

static void blame_others(struct interaction **rows, int n)
{
	static const char *const names[] = { "found it cheaper", "another product", "moved away", "no longer needed" };
	static const char *const categories[] = { "price", "product", "other", "other" };
	static const struct choice reasons[] = { { 0, 45 }, { 1, 33 }, { 2, 14 }, { 3, 8 }, { 0, 0 } };

	for (int i = 0; i < n; i++) {
		rows[i]->churn_category = reason_at(reasons, categories, i * 100 / n);
		rows[i]->churn_reason = reason_at(reasons, names, i * 100 / n);
	}
}

/* One in five gives no reason.  Of the rest exactly 74.5 % blame the service: those who had most trouble with it. */
void sample_leaving_reasons(struct sample *s)
{
	struct interaction *rows[PEOPLE];
	int n = leavers(s, rows), unknown = n * 20 / 100, known = n - unknown;
	int service = (known * 745 + 500) / 1000;

	qsort(rows + unknown, (size_t)known, sizeof *rows, trouble_order);
	blame_service(&s->random, rows + unknown, service);
	blame_others(rows + unknown + service, known - service);
}
