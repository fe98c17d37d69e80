/* At the end of a customer: which failures were made good, and what was said and done afterwards. */
#include <stdlib.h>

#include "exec/recovery_int.h"

/* The unit of inference: the customer, or every answer by itself (a case fails only once). */
static uint64_t voice(struct recovery_pass *p)
{
	return p->recovery->plan->settings->inference == INFERENCE_CUSTOMER ? p->customer : ++p->voice;
}

/* Steps say nothing of what was not made good: that is known when the time for it is over. */
static void give_up(struct recovery_pass *p)
{
	double end = (double)p->recovery->data_end;

	for (size_t i = 0; !p->no_repair && i < p->n_episodes; i++) {
		struct episode *e = &p->episodes[i];

		if (e->fate == FATE_NO_FAILURE && length_after(e->start, p->recovery->within) < end)
			e->fate = FATE_NOT_RECOVERED;
	}
}

static void count_failures(struct recovery_pass *p)
{
	for (size_t i = 0; i < p->n_episodes; i++) {
		const struct episode *e = &p->episodes[i];
		struct recovery_group *g = e->counted ? recovery_group_of(p, e->key) : NULL;
		uint64_t by = voice(p);

		if (!e->counted)
			continue;
		if (e->fate == FATE_NO_FAILURE) {
			p->out->n_unknown++;
			continue;
		}
		voices_add(&p->out->total.failures, by, e->fate == FATE_RECOVERED, 1);
		if (g)
			voices_add(&g->failures, by, e->fate == FATE_RECOVERED, 1);
	}
}

static int by_end(const void *x, const void *y, void *pass)
{
	const struct recovery_pass *p = pass;
	size_t i = *(const size_t *)x, j = *(const size_t *)y;

	if (p->episodes[i].end != p->episodes[j].end)
		return p->episodes[i].end < p->episodes[j].end ? -1 : 1;
	return i < j ? -1 : i > j;
}

/* Episodes with a known outcome by its time; returns how many. */
static size_t order_outcomes(struct recovery_pass *p)
{
	size_t n = 0;

	if (p->known_capacity < p->n_episodes) {
		p->known_capacity = p->episodes_capacity;
		p->known = ARENA_ARRAY(p->arena, p->known_capacity, size_t);
	}
	for (size_t i = 0; i < p->n_episodes; i++)
		if (p->episodes[i].fate != FATE_NO_FAILURE)
			p->known[n++] = i;
	if (n > 1)
		qsort_r(p->known, n, sizeof(*p->known), by_end, p);
	return n;
}

static void add(struct recovery_pass *p, enum fate fate, bool decision, uint64_t key, double value)
{
	struct recovery_group *g = recovery_group_of(p, key);
	uint64_t by = voice(p);

	voices_add(decision ? &p->out->total.left[fate] : &p->out->total.answers[fate], by, value, 1);
	if (g)
		voices_add(decision ? &g->left[fate] : &g->answers[fate], by, value, 1);
}

/* Each answer is counted to the last outcome in the days before it: earlier than its day, as that day's answer is
 * about the repair itself.  Without any failure, ever, it is one of the customers who never had one. */
static void place_answers(struct recovery_pass *p, size_t n_known)
{
	size_t next = 0;

	for (size_t a = 0; a < p->answers.n; a++) {
		const struct saying *s = &p->answers.list[a];
		const struct episode *last;

		while (next < n_known && p->episodes[p->known[next]].day < s->day)
			next++;
		last = next ? &p->episodes[p->known[next - 1]] : NULL;
		if (last && last->counted && last->day >= s->day - RECOVERY_ANSWER_DAYS)
			add(p, last->fate, false, last->key, s->value);
		else if (p->n_episodes == 0 && p->customer_fits && s->in_window)
			add(p, FATE_NO_FAILURE, false, s->key, s->value);
	}
}

/* Decisions to leave: leaving on the very day of the outcome counts.  Those without a failure in the days before stand
 * against them, and not those who never had one: whoever leaves early has had little time to meet one. */
static void place_decisions(struct recovery_pass *p, size_t n_known)
{
	size_t next = 0;

	for (size_t d = 0; d < p->decisions.n; d++) {
		const struct saying *s = &p->decisions.list[d];
		const struct episode *last;

		while (next < n_known && p->episodes[p->known[next]].day <= s->day)
			next++;
		last = next ? &p->episodes[p->known[next - 1]] : NULL;
		if (last && last->day <= s->day - RECOVERY_CHURN_DAYS)
			last = NULL;
		if (last && last->counted)
			add(p, last->fate, true, last->key, s->value);
		else if (!last && p->customer_fits && s->in_window)
			add(p, FATE_NO_FAILURE, true, s->key, s->value);
	}
}

void recovery_sum_up(struct recovery_pass *p)
{
	size_t n_known;

	if (p->customer == 0 || (p->n_episodes == 0 && p->answers.n == 0 && p->decisions.n == 0))
		return;
	give_up(p);
	count_failures(p);
	n_known = order_outcomes(p);
	place_answers(p, n_known);
	place_decisions(p, n_known);
}
