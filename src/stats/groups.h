/* groups.h - are K groups alike?  K of them at once, where compare.h takes two. */
#ifndef STATS_GROUPS_H
#define STATS_GROUPS_H

#include <stddef.h>

#include "stats/compare.h"

struct stats_table_test {
	double chi_square, df, p;
	double cramer_v;       /* 0 no association .. 1 */
	double least_expected; /* below 5 the p value is rough (Cochran 1954) */
};

/* Pearson's test of a table of counts, ROWS times COLUMNS, row after row: the sum of (observed - expected)^2 /
 * expected. Rows and columns that are empty are left out of the degrees of freedom.  K nets: columns +1, 0, -1; K
 * shares: hits and misses.  NaN when fewer than two rows or columns are left.  Counts may be fractional: count / design
 * effect. Cramer's V = sqrt(chi-square / (N min(rows - 1, columns - 1))) (Cramer 1946, 21.9). */
struct stats_table_test stats_table_test(const double *counts, size_t rows, size_t columns);

struct stats_means_test {
	double f, df_between, df_within, p;
	double eta_squared;   /* part of the squared deviations that lies between the groups: 0..1 */
	double omega_squared; /* the same for the population: eta squared less what chance gives, at least 0 */
};

/* One-way analysis of variance (Fisher 1925): equal variances assumed.  Groups without values are left out; at least
 * two must be left.  eta^2 = between / (between + within); omega^2 of Hays (1963).  Where nothing varies within the
 * groups, or each has one value, there is eta^2, which is 1, but no test. */
struct stats_means_test stats_anova(const struct stats_mean *groups, size_t k);
/* Welch (1951), Biometrika 38, 330-336: every group has its own variance.  Groups of one value and groups without
 * spread have no place in it and are left out; eta^2 and omega^2 are those of stats_anova over all groups. */
struct stats_means_test stats_anova_welch(const struct stats_mean *groups, size_t k);

#endif
