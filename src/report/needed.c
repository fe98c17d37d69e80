/* needed: how many answers a metric of the data needs, by how its answers spread. */
#include <math.h>

#include "report/calc.h"
#include "report/derive.h"
#include "report/explain.h"
#include "report/report.h"

struct needed {
	struct calc_figure figure;
	const struct plan *plan;
	size_t aggregate;
	double margin, typed;	   /* before the factor; as typed */
	struct estimates now;	   /* one group */
	struct fold_side numbers;  /* of the answers there are */
	struct calc_size sizes[6]; /* of the data, of the data with its design effect, of the worst case */
	size_t n;
};

/* ---- the plan -------------------------------------------------------------------------------- */

static enum contrast_test test_of(enum aggregate_kind kind)
{
	return kind == AGGREGATE_NET	 ? CONTRAST_NET
	       : kind == AGGREGATE_SHARE ? CONTRAST_SHARE
	       : kind == AGGREGATE_AVG	 ? CONTRAST_MEAN
					 : CONTRAST_NONE;
}

/* Only shares, nets and means have a variance that does not change with the number of answers. */
static bool set_figure(struct environment *e, struct needed *n, const struct node *expression)
{
	const struct plan_item *item = &n->plan->items[0];
	double factor;
	bool scaled = item_is_scaled_aggregate(item->expression, &n->aggregate, &factor);
	enum contrast_test test = scaled ? test_of(n->plan->aggregates.list[n->aggregate].kind) : CONTRAST_NONE;

	if (test == CONTRAST_NONE) {
		report_bad(e, expression->span, "%.*s is no share, score or mean of answers", TEXT_ARGS(item->label));
		diagnose_help(e->errors, "ask for one: needed nps within 5, needed avg(csat) within 0.1");
		return false;
	}
	n->figure = (struct calc_figure){ .test = test, .factor = factor, .look = item->look, .unit = "" };
	n->figure.worst_variance = test == CONTRAST_NET ? 1 : test == CONTRAST_SHARE ? 0.25 : NAN;
	n->figure.margin_unit = item->look == SHOW_PERCENT ? 0.01 : 1 / fabs(factor);
	n->figure.unit = item->look == SHOW_POINTS     ? " points"
			 : item->look == SHOW_PERCENT  ? " percentage points"
			 : item->look == SHOW_DURATION ? " seconds"
						       : "";
	return true;
}

static bool bind(struct environment *e, struct scope *scope, const struct node *statement, struct needed *n)
{
	static const enum node_kind allowed[] = { NODE_WHERE, NODE_TIMERANGE, NODE_WITH };
	const struct node *expression = node_at(statement, 0);
	const struct node *margin = node_child(statement, NODE_MARGIN);

	*n = (struct needed){ .n = 0 };
	if (!derive_takes(e, statement, "needed", allowed, sizeof(allowed) / sizeof(*allowed)))
		return false;
	n->plan = plan_query(scope, derive_query(e, statement, expression, NULL));
	if (!n->plan || !set_figure(e, n, expression))
		return false;
	if (e->checking && calc_has_parameters(margin))
		return true;
	margin = calc_resolved(e, margin);
	return margin && calc_read_margin(e, &n->figure, margin, &n->margin, &n->typed);
}

/* ---- the numbers ----------------------------------------------------------------------------- */

/* Of one answer: what the formulas speak of, not an estimate of it. */
static double variance_now(const struct needed *n)
{
	const struct fold_side *s = &n->numbers;
	double share = s->plus / s->n;

	if (n->now.cells[0].hidden || !(s->n >= 2))
		return NAN;
	return n->figure.test == CONTRAST_MEAN	? s->variance
	       : n->figure.test == CONTRAST_NET ? stats_net_variance(s->plus, s->minus, s->n)
						: share * (1 - share);
}

static void add_sizes(struct needed *n, const char *spread, double variance)
{
	n->n += calc_sizes(spread, n->margin, n->typed, variance, n->plan->level, &n->sizes[n->n]);
}

static enum status measure(struct environment *e, struct needed *n)
{
	struct estimate_request request = {
		.plan = n->plan, .window = &n->plan->window, .intervals = true, .whole = true, .stop = e->stop
	};
	double variance;

	estimate_run(e->arena, &request, &n->now);
	if (n->now.status != STATUS_OK)
		return n->now.status;
	fold_side(n->now.main.folds[n->aggregate], 0, &n->numbers);
	variance = variance_now(n);
	if (variance > 0) {
		add_sizes(n, "data", variance);
		if (n->numbers.effect > 1.005)
			add_sizes(n, "data, design effect", variance * n->numbers.effect);
	}
	if (!isnan(n->figure.worst_variance))
		add_sizes(n, "worst case", n->figure.worst_variance);
	return STATUS_OK;
}

/* ---- the answer ------------------------------------------------------------------------------ */

static void note_now(struct environment *e, const struct needed *n, struct result *r)
{
	const struct estimate *now = &n->now.cells[0];
	enum look look = derive_look(n->plan->items[0].look);
	struct text answers = derive_count(e, n->numbers.n, "answer", "answers");

	if (now->hidden)
		result_note(r, NOTE_WARNING, "%.*s: too few to show how they spread (suppress_below)",
			    TEXT_ARGS(answers));
	else if (!(variance_now(n) > 0))
		result_note(r, NOTE_WARNING, "%.*s without spread say nothing about how many are needed",
			    TEXT_ARGS(answers));
	else
		result_note(r, NOTE_FACT, "now: %.*s from %.*s, %g %% interval %.*s to %.*s",
			    TEXT_ARGS(derive_number(e, look, now->value)), TEXT_ARGS(answers), n->plan->level * 100,
			    TEXT_ARGS(derive_number(e, look, now->low)), TEXT_ARGS(derive_number(e, look, now->high)));
	result_note(r, NOTE_FACT, "n %.*s of %.*s rows; %.*s without a value",
		    TEXT_ARGS(report_thousands(e, (uint64_t)n->numbers.n)),
		    TEXT_ARGS(report_thousands(e, n->now.rows_used)),
		    TEXT_ARGS(report_thousands(e, n->now.rows_used - (uint64_t)n->numbers.n)));
	if (n->numbers.n < n->plan->settings->min_n)
		result_note(r, NOTE_WARNING, "fewer than %u answers: their spread is a rough guess",
			    n->plan->settings->min_n);
	if (n->numbers.effect > 1.005 && variance_now(n) > 0)
		result_note(r, NOTE_FACT, "%.*s", TEXT_ARGS(derive_effect(e, n->plan, n->numbers.effect, false)));
}

enum status report_needed(struct environment *e, const struct node *statement, struct result **out)
{
	struct scope scope = report_scope(e);
	struct needed n;
	enum status status;

	if (!bind(e, &scope, statement, &n))
		return diagnostics_status(e->errors);
	if (e->checking)
		return STATUS_OK;
	status = measure(e, &n);
	if (status != STATUS_OK)
		return derive_failed(e, status, statement->span);
	*out = report_answer(e);
	calc_add_sizes(e, *out, &n.figure, n.plan, n.sizes, n.n);
	note_now(e, &n, *out);
	calc_note_spread(*out, &n.figure, !isnan(n.figure.worst_variance));
	derive_note_dates(e, *out, n.plan);
	derive_note_frequency(e, *out, n.plan, n.now.main.uncounted);
	derive_note_weight(e, *out, n.plan, n.now.main.weightless);
	derive_note_plan(*out, n.plan);
	return STATUS_OK;
}

bool explain_needed(struct environment *e, struct scope *scope, const struct node *report, struct buffer *out)
{
	struct needed n;

	if (!bind(e, scope, report, &n))
		return false;
	plan_print(scope, n.plan, out);
	if (e->checking)
		return true;
	if (measure(e, &n) != STATUS_OK)
		return false;
	calc_tell_sizes(&n.figure, n.plan, n.sizes, n.n, out);
	return true;
}
