/* estimate_int.h - shared by the estimate*.c files and the jackknife. */
#ifndef EXEC_ESTIMATE_INT_H
#define EXEC_ESTIMATE_INT_H

#include "exec/estimate.h"
#include "exec/groups.h"
#include "stats/stats.h"
#include "stats/weights.h"

/* K times a single share, net, mean or percentile has an interval of its own. */
bool estimate_has_interval(const struct plan *p, const struct item *i, size_t *aggregate, double *factor);
void estimate_interval(const struct scan *s, size_t aggregate, double factor, size_t g, double level,
		       struct estimate *out);
/* No limit outside what the value can be. */
void estimate_clip(struct estimates *e);

/* Does it rest on counts and sums alone?  Then PARTS (FOLD_PARTS per aggregate of the plan) give its value. */
bool jackknife_is_of_sums(const struct plan *p, const struct item *i);
double jackknife_value(const struct plan *p, const struct item *i, const double *parts);
/* Marks the aggregates that I is made of. */
void jackknife_mark_used(const struct item *i, bool *used);
/* Anything else that is made of sums. */
bool jackknife_wanted(const struct plan *p, const struct item *i);
/* A second pass by groups of customers; fills the intervals of the wanted items. */
void jackknife_run(struct arena *a, const struct estimate_request *request, struct estimates *out);

/* A value per unit of analysis, then their mean. */
void estimate_units(struct arena *a, const struct estimate_request *request, struct estimates *out);

/* Group of the leading N codes, numbered as a pass over those alone would number them. */
struct regroup {
	struct groups *groups;
	uint64_t strides[DIMENSIONS_MAX];
	size_t n;
};

void regroup_init(struct arena *a, struct regroup *r, const struct scan *s, size_t n);
uint32_t regroup_find(struct regroup *r, const struct scan *s, size_t g);
size_t regroup_target(const struct estimate_request *request, uint32_t g);

#endif
