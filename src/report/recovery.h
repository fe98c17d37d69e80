/* recovery.h - shared by the recovery*.c files. */
#ifndef REPORT_RECOVERY_H
#define REPORT_RECOVERY_H

#include "exec/recovery.h"
#include "report/grid.h"
#include "report/report.h"

/* Recovered against never failed. */
struct paradox {
	struct stats_mean recovered, never; /* n / design effect */
	struct stats_comparison test;
	double p; /* one-sided: recovered higher */
};

struct paradox recovery_paradox(const struct recovery_group *g, const struct recovery_group *never, double level);
void recovery_notes(struct environment *e, const struct recovery *r, const struct recovery_scan *s, struct result *out);

#endif
