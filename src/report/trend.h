/* trend.h - shared by the trend*.c files: one report while it is made. */
#ifndef REPORT_TREND_H
#define REPORT_TREND_H

#include "report/query.h"
#include "stats/trend.h"

/* One metric of one line of the chart. */
struct slope {
	bool ranks;	 /* Sen's slope with the Mann-Kendall test; else a regression weighted by n */
	size_t periods;	 /* complete ones with a value */
	double answers;	 /* behind them; NaN: they have no base */
	double value, p; /* NaN: none */
	struct interval interval;
	size_t change; /* period from which the level is another; PERIODS: none */
	double change_p, before, after;
	int64_t change_bucket;
};

struct trend {
	struct environment *environment;
	const struct plan *plan;
	struct query_run *query;
	struct result *result;
	size_t first_column;	/* of the slopes */
	const uint32_t **lines; /* codes of one row of each line */
	uint32_t *line_of;	/* row of the answer -> line; UINT32_MAX: a total */
	size_t n_lines;
	struct slope *slopes; /* line * items + item */
};

/* Slopes of all lines from the rows of the answer. */
void trend_measure(struct trend *t);
void trend_notes(struct trend *t);

#endif
