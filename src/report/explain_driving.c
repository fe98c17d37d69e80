/* Plan and method of drivers, trend, recovery and consistency. */
#include "plan/drivers.h"
#include "plan/recovery.h"
#include "report/derive.h"
#include "report/explain.h"

static void print_score(const struct score *s, struct buffer *out)
{
	static const char *const codings[AGGREGATE_KINDS] = {
		[AGGREGATE_SHARE] = "yes and no as 1 and 0: ",
		[AGGREGATE_NET] = "+1, 0 and -1: ",
		[AGGREGATE_AVG] = "",
	};

	buffer_printf(out, "%.*s, row by row %s", TEXT_ARGS(s->name), codings[s->kind]);
	row_print(s->a, out);
	if (s->b) {
		buffer_add_c(out, " less ");
		row_print(s->b, out);
	}
	if (s->factor < 1 || s->factor > 1)
		buffer_printf(out, ", times %g", s->factor);
	buffer_add_char(out, '\n');
}

static void print_rows(struct scope *s, const struct plan *p, struct buffer *out)
{
	buffer_printf(out, "scan   %.*s, %zu rows\n", TEXT_ARGS(p->table->name), p->table->n_rows);
	if (p->window.given)
		buffer_printf(out, "time   %.*s\n", TEXT_ARGS(window_text(s, p->window.p)));
	plan_print_condition("where ", p->where, out);
	for (size_t d = 0; d < p->n_dimensions; d++)
		buffer_printf(out, "by     %.*s\n", TEXT_ARGS(p->dimensions[d].name));
}

bool explain_drivers(struct environment *e, struct scope *scope, const struct node *report, struct buffer *out)
{
	const struct drivers *d = drivers_bind(scope, report, derive_query(e, report, node_at(report, 0), NULL));

	if (!d)
		return false;
	print_rows(scope, d->plan, out);
	buffer_add_c(out, "y      ");
	print_score(&d->outcome, out);
	for (size_t i = 0; i < d->n; i++) {
		buffer_add_c(out, "x      ");
		if (d->list[i].is_category)
			buffer_printf(out, "%.*s, one column per value but the most frequent\n",
				      TEXT_ARGS(d->list[i].name));
		else
			print_score(&d->list[i].score, out);
	}
	buffer_add_c(
		out,
		"r      sum (x - mean x)(y - mean y) / sqrt(sum (x - mean x)^2 sum (y - mean y)^2), rows with both\n"
		"eta2   sum n (group mean - mean)^2 / sum (y - mean)^2, rows with both\n"
		"fit    least squares over the rows with all drivers; beta = b sd(x) / sd(y), vif = 1 / (1 - R2 of x "
		"on the others)\n"
		"p      t test of b, F test of all columns of a category; n less the design effect of customers\n"
		"johnson  (L_ij)^2 (L^-1 r_y)_j^2 over j, L = R_xx^(1/2), as part of R2 (Johnson 2000)\n"
		"shapley  R2 that a driver adds, averaged over all orders, as part of R2 (Lindeman, Merenda and Gold "
		"1980)\n");
	return true;
}

bool explain_trend(struct environment *e, struct scope *scope, const struct node *report, struct buffer *out)
{
	(void)e;
	if (!plan_describe(scope, report, out))
		return false;
	buffer_add_c(out, "slope  shares, nets and means: sum n (x - mean x)(y - mean y) / sum n (x - mean x)^2, x the "
			  "number of the period;"
			  " t test on periods - 2 df\n"
			  "       all others: the median slope of all pairs of periods (Sen 1968), Mann-Kendall test\n"
			  "       periods that are not complete and those without a value are left out\n"
			  "change Pettitt's test (1979), noted when its p is below the level\n");
	return true;
}

bool explain_recovery(struct environment *e, struct scope *scope, const struct node *report, struct buffer *out)
{
	const struct recovery *r = recovery_bind(scope, report, derive_query(e, report, NULL, NULL));

	if (!r)
		return false;
	print_rows(scope, r->plan, out);
	plan_print_condition("failed", r->failure, out);
	plan_print_condition("mended", r->repair, out);
	plan_print_condition("denied", r->no_repair, out);
	buffer_printf(out, "within %.*s, of the same %s\n", TEXT_ARGS(length_text(scope, r->within)),
		      r->cases ? "case, or customer where there is none" : "customer");
	buffer_add_c(out, "score  ");
	print_score(&r->score, out);
	plan_print_condition("of    ", r->asked, out);
	plan_print_condition("left  ", r->churned, out);
	buffer_printf(
		out,
		"rate   recovered / failures whose outcome is known; Wilson interval, n less the design effect of "
		"customers\n"
		"after  every answer is counted to the customer's last outcome on one of the %d days before its own;\n"
		"       never failed: all answers of customers without any failure in the data\n"
		"p      Welch's t = (mean recovered - mean never failed) / sqrt(s1^2 / n1 + s2^2 / n2), one-sided\n"
		"left   decisions by the last outcome on their day or the %d days before\n",
		RECOVERY_ANSWER_DAYS, RECOVERY_CHURN_DAYS - 1);
	return true;
}

bool explain_consistency(struct environment *e, struct scope *scope, const struct node *report, struct buffer *out)
{
	const struct node *across = node_child(report, NODE_ACROSS);
	struct node *query = derive_query(e, report, node_at(report, 0), node_at(across, 0));

	if (!plan_describe(scope, query, out))
		return false;
	buffer_add_c(out,
		     "sd     sqrt(sum n (value - mean)^2 / sum n) over the groups of the last dimension\n"
		     "between  sum n (value - mean)^2 / squared deviations of all answers (eta squared)\n"
		     "apart  groups whose interval leaves out the value of all together / groups with an interval\n"
		     "test   shares and nets: chi-square of the counts; means: Welch's analysis of variance; n less "
		     "design effects\n");
	return true;
}
