/* log_odds.h - which of two sides has more of something, with a prior that keeps rare things from looking large. */
#ifndef STATS_LOG_ODDS_H
#define STATS_LOG_ODDS_H

#include "stats/stats.h"

struct stats_log_odds {
	double log_odds; /* natural logarithm of the odds of A over those of B */
	double standard_error;
	double z, p; /* two-sided */
	struct interval interval;
};

/* HITS of N trials on each side; N may be fractional (n / design effect).  The prior, the same for both sides, is worth
 * PRIOR_N trials with PRIOR_HITS hits (0 < PRIOR_HITS < PRIOR_N).  Monroe, Colaresi and Quinn (2008), Fightin' Words,
 * Political Analysis 16(4), 372-403: the difference of the log-odds under a Dirichlet prior, here
 * over two outcomes (a text holds the word or not), and its variance from all four counts, which also holds for what is
 * frequent.
 * All NaN without trials on a side, or with a prior that leaves an odds of 0 or infinity. */
struct stats_log_odds stats_log_odds_dirichlet(double hits_a, double n_a, double hits_b, double n_b, double prior_hits,
					       double prior_n, double level);

#endif
