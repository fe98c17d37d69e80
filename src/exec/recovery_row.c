/* One row of a customer: a failure, what it led to, an answer, a decision. */
#include <math.h>

#include "exec/recovery_int.h"

static int64_t day_of_row(double second)
{
	return day_of_second((int64_t)floor(second));
}

static bool has_case(const struct recovery_pass *p, size_t i)
{
	return p->recovery->cases && p->case_code[i] < p->recovery->cases->domain;
}

/* The failure that row I may belong to: of its case, else the customer's newest without one. */
static struct episode *episode_at(struct recovery_pass *p, size_t i)
{
	if (!has_case(p, i))
		return p->newest ? &p->episodes[p->newest - 1] : NULL;
	if (p->case_customer[p->case_code[i]] != p->customer)
		return NULL;
	return &p->episodes[p->case_episode[p->case_code[i]]];
}

static bool in_time(const struct recovery_pass *p, const struct episode *e, size_t i)
{
	return p->seconds[i] <= length_after(e->start, p->recovery->within);
}

static void count_by(struct recovery_pass *p, struct episode *e, size_t i)
{
	e->counted = p->fits[i] && p->in_window[i];
	e->key = p->key[i];
}

static void set_end(const struct recovery_pass *p, struct episode *e, size_t i)
{
	e->end = p->seconds[i];
	e->day = day_of_row(p->wall[i]);
}

/* A case fails once; without cases, a failure that is not made good yet is the same one again. */
static bool is_same_failure(const struct recovery_pass *p, const struct episode *e, size_t i)
{
	return e && (has_case(p, i) || (e->fate == FATE_NO_FAILURE && in_time(p, e, i)));
}

static void open_failure(struct recovery_pass *p, size_t i)
{
	struct episode *e;

	if (is_same_failure(p, episode_at(p, i), i))
		return;
	if (p->n_episodes == p->episodes_capacity) {
		size_t more = p->episodes_capacity ? 2 * p->episodes_capacity : 16;

		p->episodes = arena_grow(p->arena, p->episodes, p->n_episodes, more, sizeof(*p->episodes));
		p->episodes_capacity = more;
	}
	e = &p->episodes[p->n_episodes];
	*e = (struct episode){ .start = p->seconds[i], .fate = FATE_NO_FAILURE };
	set_end(p, e, i);
	count_by(p, e, i);
	if (has_case(p, i)) {
		p->case_customer[p->case_code[i]] = p->customer;
		p->case_episode[p->case_code[i]] = (uint32_t)p->n_episodes;
	} else {
		p->newest = p->n_episodes + 1;
	}
	p->n_episodes++;
}

/* The role says what became of the failure: the newest word counts, and "recovered" is not taken back. */
static void settle(struct recovery_pass *p, size_t i)
{
	struct episode *e = episode_at(p, i);

	if (!e || e->fate == FATE_RECOVERED || !in_time(p, e, i))
		return;
	e->fate = p->repaired[i] ? FATE_RECOVERED : FATE_NOT_RECOVERED;
	set_end(p, e, i);
	count_by(p, e, i);
}

/* The second step, strictly later than the first. */
static bool close_failure(struct recovery_pass *p, size_t i)
{
	struct episode *e = episode_at(p, i);

	if (!e || e->fate != FATE_NO_FAILURE || p->seconds[i] <= e->start || !in_time(p, e, i))
		return false;
	e->fate = FATE_RECOVERED;
	set_end(p, e, i);
	return true;
}

/* Returns whether row I made a step. */
static bool take_facts(struct recovery_pass *p, size_t i)
{
	if (p->no_repair) {
		if (p->failed[i])
			open_failure(p, i);
		if (p->repaired[i] || p->denied[i])
			settle(p, i);
		return false;
	}
	if (p->repaired[i] && close_failure(p, i))
		return true;
	if (p->failed[i])
		open_failure(p, i);
	return p->failed[i];
}

static void keep(struct recovery_pass *p, struct sayings *s, size_t i, double value)
{
	if (s->n == s->capacity) {
		size_t more = s->capacity ? 2 * s->capacity : 16;

		s->list = arena_grow(p->arena, s->list, s->n, more, sizeof(*s->list));
		s->capacity = more;
	}
	s->list[s->n++] = (struct saying){ day_of_row(p->wall[i]), value, p->in_window[i], p->key[i] };
}

static void note_key(struct recovery_pass *p, size_t i)
{
	if (p->has_key && p->customer_key != p->key[i])
		p->out->varies = true;
	p->customer_key = p->key[i];
	p->has_key = true;
}

void recovery_row(struct recovery_pass *p, size_t i)
{
	bool is_step = take_facts(p, i), answered = p->counts[i] && !isnan(p->said[i]);

	p->customer_fits |= p->fits[i];
	note_key(p, i);
	if (answered && is_step && p->recovery->tests_score)
		p->out->n_left_out++;
	else if (answered)
		keep(p, &p->answers, i, p->said[i]);
	if (p->churned && !isnan(p->gone[i]))
		keep(p, &p->decisions, i, p->gone[i] == 1 ? 1 : 0);
}

void recovery_next_customer(struct recovery_pass *p)
{
	recovery_sum_up(p);
	p->customer++;
	p->customer_fits = p->has_key = false;
	p->n_episodes = p->newest = p->answers.n = p->decisions.n = 0;
}
