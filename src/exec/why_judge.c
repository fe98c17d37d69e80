/* What a split says once its numbers are known: how much of the change lies in groups that stand out, and whether the whole
 * and its parts moved apart. */
#include <math.h>

#include "exec/why_int.h"

double why_middle_share(const struct why_group *g)
{
	return (g->share[STATS_NOW] + g->share[STATS_BEFORE]) / 2;
}

static bool is_in_both(const struct why_group *g)
{
	return !isnan(g->value[STATS_NOW]) && !isnan(g->value[STATS_BEFORE]);
}

/* Simpson (1951): each group by itself moved the other way; those that can be seen to are most of the answers. */
static bool all_against(const struct why_split *s, double change)
{
	double seen = 0;
	size_t n = 0;

	for (size_t g = 0; g < s->n_groups; g++) {
		const struct why_group *group = &s->groups[g];

		if (!is_in_both(group))
			continue;
		if ((group->value[STATS_NOW] - group->value[STATS_BEFORE]) * change >= 0)
			return false;
		seen += why_middle_share(group);
		n++;
	}
	return n > 1 && seen > 0.5;
}

/* What the groups that stand out changed by beyond the others: W less what all would have changed by as the others did. */
static double located_of(const struct why_split *s, double change, double level)
{
	double within = 0, weight = 0, others = 0, of_others = 0;

	for (size_t g = 0; g < s->n_groups; g++) {
		const struct why_group *group = &s->groups[g];
		double w = why_middle_share(group);

		if (!is_in_both(group))
			continue;
		within += group->parts.within;
		weight += w;
		if (group->p < 1 - level && group->excess * change > 0)
			continue;
		others += group->parts.within;
		of_others += w;
	}
	return of_others > 0 ? within - others / of_others * weight : 0;
}

/* The same of counts and sums: beyond having grown as the others did. */
static double outgrown(const struct why_split *s, double change, double level)
{
	double excess = 0, before = 0;

	for (size_t g = 0; g < s->n_groups; g++) {
		if (!(s->groups[g].p < 1 - level) || s->groups[g].excess * change <= 0)
			continue;
		excess += s->groups[g].excess;
		before += s->groups[g].share[STATS_BEFORE];
	}
	return before < 1 ? excess / (1 - before) : 0;
}

void why_judge(struct why_split *s, const struct why *w, double change)
{
	double level = w->plan->level;

	s->located = w->adds_up ? outgrown(s, change, level) : located_of(s, change, level);
	s->is_paradox = !w->adds_up && s->n_dimensions == 1 &&
			(all_against(s, change) || (s->within * change < 0 && s->p_within < 1 - level));
}
