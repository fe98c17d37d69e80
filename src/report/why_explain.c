/* explain why: the formulas, with the numbers of the column that explains most. */
#include <math.h>

#include "report/explain.h"
#include "report/why.h"

enum { EXPLAINED_MAX = 12 };

static void tell_group(struct why_report *w, struct result *r, const struct why_split *s, const struct why_group *g,
		       struct buffer *out)
{
	double middle = (w->whys.value[STATS_NOW] + w->whys.value[STATS_BEFORE]) / 2;
	struct text value = why_value(w, r, s, g);

	if (g->hidden) {
		buffer_printf(out, "  %.*s: too few answers to be shown\n", TEXT_ARGS(value));
		return;
	}
	if (w->why->adds_up) {
		buffer_printf(out, "  %.*s: %.6g - %.6g = %.6g\n", TEXT_ARGS(value), g->value[STATS_NOW],
			      g->value[STATS_BEFORE], g->total);
		return;
	}
	if (isnan(g->value[STATS_NOW]) || isnan(g->value[STATS_BEFORE])) {
		buffer_printf(out, "  %.*s: in one period only, so all of it is mix: %.6g\n", TEXT_ARGS(value),
			      g->total);
		return;
	}
	buffer_printf(out, "  %.*s: within (%.6f + %.6f) / 2 * (%.6g - %.6g) = %.6g\n", TEXT_ARGS(value),
		      g->share[STATS_NOW], g->share[STATS_BEFORE], g->value[STATS_NOW], g->value[STATS_BEFORE],
		      g->parts.within);
	if (w->why->n == 1)
		buffer_printf(out, "    mix ((%.6g + %.6g) / 2 - %.6g) * (%.6f - %.6f) = %.6g\n", g->value[STATS_NOW],
			      g->value[STATS_BEFORE], middle, g->share[STATS_NOW], g->share[STATS_BEFORE],
			      g->parts.mix);
	else
		buffer_printf(out, "    mix, over the %zu terms of the metric: %.6g\n", w->why->n, g->parts.mix);
}

static void tell_split(struct why_report *w, struct result *r, struct buffer *out)
{
	const struct why_split *s = &w->whys.list[0];
	struct text name = why_name(w, s);

	buffer_printf(out, "%.*s, the first of %.*s\n", TEXT_ARGS(name),
		      TEXT_ARGS(derive_count(w->environment, (double)w->whys.n, "column", "columns")));
	for (size_t g = 0; g < s->n_groups && g < EXPLAINED_MAX; g++)
		tell_group(w, r, s, &s->groups[g], out);
	if (s->n_groups > EXPLAINED_MAX)
		buffer_printf(out, "  and %zu more\n", s->n_groups - EXPLAINED_MAX);
	if (w->why->adds_up)
		buffer_printf(out, "  together %.6g\n", w->whys.change);
	else
		buffer_printf(out, "  within %.9g + mix %.9g = %.9g, the change of all\n", s->within, s->mix,
			      w->whys.change);
	buffer_add_c(out, "  ");
	if (!isnan(s->p_mix))
		buffer_printf(out, "mix: %.*s; ", TEXT_ARGS(derive_p(w->environment, s->p_mix)));
	buffer_printf(out, "excesses: %.*s; together %.*s; ", TEXT_ARGS(derive_p(w->environment, s->p_excess)),
		      TEXT_ARGS(derive_p(w->environment, s->p)));
	if (w->whys.too_few)
		buffer_add_c(out, "too few answers for a verdict\n");
	else
		buffer_printf(out, "Holm: %.*s\n", TEXT_ARGS(derive_p(w->environment, s->p_adjusted)));
}

static void tell_method(struct buffer *out)
{
	buffer_add_c(
		out,
		"split  w: share of a group in the answers, v: its value, V: that of all; 1 now, 0 before\n"
		"       within = (w1 + w0) / 2 * (v1 - v0)   mix = ((v1 + v0) / 2 - (V1 + V0) / 2) * (w1 - w0)\n"
		"       no interaction term is left (Kitagawa 1955; Das Gupta 1993); a group of one period is mix\n"
		"beyond excess = total - w0 * change; p: chi-square of excess^2 / mean w, over the design effects of\n"
		"       customers (Rao and Scott 1981), as F (Thomas and Rao 1987)\n"
		"p      of a column: twice the smaller of the p of its mix and of its excesses; Holm over columns\n"
		"chance one of 50 groups of customers left out after the other (Kott 2001); t on 49 df\n"
		"explained = mix + what the groups that stand out changed by beyond the others; 0 where chance may be "
		"all\n");
}

bool explain_why(struct environment *e, struct scope *scope, const struct node *report, struct buffer *out)
{
	struct why_report w;
	struct result *r;

	if (why_measure(e, scope, report, &w) != STATUS_OK)
		return false;
	plan_print(scope, w.why->plan, out);
	if (!e->checking && w.n_kept && !w.whys.hidden) {
		r = report_answer(e); /* holds the words of values while they are told */
		tell_split(&w, r, out);
		e->making = NULL;
		result_free(r);
	}
	tell_method(out);
	return true;
}
