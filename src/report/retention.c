/* retention: of the customers who began in a period, how many came back one, two, three ... periods later. */
#include "report/retention.h"

enum { PERIODS_DEFAULT = 12, CELLS_MAX = 50000000 };

/* ---- binding --------------------------------------------------------------------------------- */

/* Without a condition every row counts. */
static bool bind_condition(struct retention *t, const struct node *clause, struct row *otherwise, struct row **out)
{
	*out = clause ? row_bind_condition(t->scope, node_at(clause, 0)) : otherwise;
	return *out != NULL;
}

static bool same_unit(struct retention *t, const struct node *each, const struct node *periods)
{
	if (!each || !periods || each->unit == periods->unit)
		return true;
	report_bad(t->environment, periods->span, "periods are counted in the unit of `each`, the %s",
		   unit_name(each->unit));
	diagnose_help(t->environment->errors, "write for N %ss", unit_name(each->unit));
	return false;
}

static bool bind_periods(struct retention *t, const struct node *statement)
{
	const struct node *each = node_child(statement, NODE_EACH), *periods = node_child(statement, NODE_FOR_PERIODS);
	struct node unit = { .kind = NODE_UNIT,
			     .unit = each      ? each->unit
				     : periods ? periods->unit
					       : UNIT_MONTH,
			     .span = each      ? each->span
				     : periods ? periods->span
					       : statement->span };

	t->periods_given = periods != NULL;
	t->n_periods = (periods ? (size_t)periods->number : PERIODS_DEFAULT) + 1;
	return same_unit(t, each, periods) && plan_dimension(t->scope, t->journeys->plan, &unit, &t->period);
}

static bool refuse_split(struct retention *t, const struct node *split)
{
	if (!split)
		return true;
	report_bad(t->environment, split->span,
		   "retention follows customers, not parts of their journeys: nothing is split");
	return false;
}

static bool bind(struct retention *t, const struct node *statement)
{
	const struct node *of = node_child(statement, NODE_OF_CONDITION),
			  *returning = node_child(statement, NODE_RETURNING);
	struct row *any = row_constant(t->scope, 1, ROW_YESNO, statement->span);
	bool fine;

	t->journeys = journeys_bind(t->scope, statement);
	if (!t->journeys)
		return false;
	t->unbounded = t->journeys->options & WITH_UNBOUNDED;
	fine = bind_condition(t, of, any, &t->conditions[0]);
	fine &= bind_condition(t, returning, any, &t->conditions[1]);
	fine &= bind_periods(t, statement);
	return refuse_split(t, node_child(statement, NODE_SPLIT)) && fine;
}

/* ---- the periods that could be seen ---------------------------------------------------------- */

static int64_t seen_until(const struct retention *t)
{
	const struct plan *p = t->journeys->plan;
	struct period data = p->window.p;
	int64_t end = (p->as_of_day + 1) * DAY_SECONDS;

	return data.to < end ? data.to : end;
}

static bool init_periods(struct retention *t, struct span span)
{
	struct arena *a = t->environment->arena;
	const struct plan *p = t->journeys->plan;
	int64_t end = seen_until(t), bucket;

	coder_init(a, &t->coder, p, &t->period, &p->window);
	t->n_cohorts = (size_t)t->coder.domain;
	if (t->n_cohorts == 0)
		return true;
	bucket = bucket_of_second(t->period.unit, end - 1, p->calendar);
	t->last_is_partial = bucket_start(t->period.unit, bucket + 1, p->calendar) > end;
	t->last = bucket < t->coder.first_bucket ? 0 : (size_t)(bucket - t->coder.first_bucket);
	if (t->last >= t->n_cohorts)
		t->last = t->n_cohorts - 1;
	if (t->n_periods > t->last + 1)
		t->n_periods = t->last + 1;
	t->seen = ARENA_ARRAY(a, t->n_periods, uint64_t);
	if (t->n_cohorts < CELLS_MAX / t->n_periods)
		return true;
	report_bad(t->environment, span, "%zu cohorts of %zu periods are too many", t->n_cohorts, t->n_periods);
	diagnose_help(t->environment->errors, "use a longer unit after `each`, or fewer periods after `for`");
	return false;
}

/* ---- counting -------------------------------------------------------------------------------- */

static void grow(struct retention *t, size_t group)
{
	struct arena *a = t->environment->arena;

	if (group >= t->n_tallies) {
		t->tallies = arena_grow(a, t->tallies, t->n_tallies, 2 * (group + 1), sizeof(*t->tallies));
		t->n_tallies = 2 * (group + 1);
	}
	if (t->tallies[group].sizes)
		return;
	t->tallies[group].sizes = ARENA_ARRAY(a, t->n_cohorts, uint64_t);
	t->tallies[group].returned = ARENA_ARRAY(a, t->n_cohorts * t->n_periods, uint64_t);
}

static const struct event *first_event(const struct journey *j)
{
	for (size_t i = 0; i < j->n; i++)
		if (j->events[i].bits & 1)
			return &j->events[i];
	return NULL;
}

/* In just that period: once per customer. */
static void count_exactly(struct retention *t, const struct journey *j, size_t cohort, uint64_t *returned)
{
	for (size_t i = 0; i < j->n; i++) {
		const struct event *e = &j->events[i];
		size_t k = e->code - cohort;

		if (!(e->bits & 2) || e->code < cohort || k >= t->n_periods || t->seen[k] == t->n_customers)
			continue;
		t->seen[k] = t->n_customers;
		returned[k]++;
	}
}

/* In that period or a later one. */
static void count_unbounded(struct retention *t, const struct journey *j, size_t cohort, uint64_t *returned)
{
	size_t i = j->n, last;

	while (i > 0 && !(j->events[i - 1].bits & 2))
		i--;
	if (i == 0 || j->events[i - 1].code < cohort)
		return;
	last = j->events[i - 1].code - cohort;
	for (size_t k = 0; k <= last && k < t->n_periods; k++)
		returned[k]++;
}

static void count(void *retention, const struct journey *j)
{
	struct retention *t = retention;
	const struct event *first = first_event(j);
	size_t group;

	if (!first || first->code > t->last)
		return;
	t->n_customers++;
	group = strata_of_row(&t->strata, 0, first->row);
	grow(t, group);
	t->tallies[group].sizes[first->code]++;
	if (t->unbounded)
		count_unbounded(t, j, first->code, &t->tallies[group].returned[first->code * t->n_periods]);
	else
		count_exactly(t, j, first->code, &t->tallies[group].returned[first->code * t->n_periods]);
}

uint64_t retention_size(const struct retention *t, size_t group, size_t cohort)
{
	return group < t->n_tallies && t->tallies[group].sizes ? t->tallies[group].sizes[cohort] : 0;
}

uint64_t retention_returned(const struct retention *t, size_t group, size_t cohort, size_t k)
{
	return t->tallies[group].returned[cohort * t->n_periods + k];
}

enum status report_retention(struct environment *e, const struct node *statement, struct result **out)
{
	struct scope scope = report_scope(e);
	struct retention t = { .environment = e, .scope = &scope };
	struct walk_request request = { .conditions = t.conditions,
					.n_conditions = 2,
					.wanted = 3,
					.coder = &t.coder,
					.stop = e->stop,
					.journey = count,
					.user = &t };

	if (!report_table(e, statement->span) || !bind(&t, statement))
		return diagnostics_status(e->errors);
	if (e->checking)
		return STATUS_OK;
	if (!init_periods(&t, statement->span) || !strata_open(e, t.journeys->plan, statement->span, &t.strata))
		return STATUS_BAD_INPUT;
	request.journeys = t.journeys;
	request.window = &t.journeys->plan->window;
	walk_run(e->arena, &request, &t.walk);
	if (t.walk.status != STATUS_OK)
		return walk_failed(e, &t.walk);
	*out = retention_result(&t);
	return STATUS_OK;
}
