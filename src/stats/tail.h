/* tail.h - how likely a statistic so far from what chance gives is: p values.  NaN for what is no statistic. */
#ifndef STATS_TAIL_H
#define STATS_TAIL_H

/* Two-sided: the chance of a standard normal value as far from 0 as Z. */
double stats_p_of_z(double z);
/* Two-sided: Student's t with DF degrees of freedom, which need not be whole; infinite DF is the normal distribution.
 */
double stats_p_of_t(double t, double df);
/* Upper tails of the F and of the chi-square distribution. */
double stats_p_of_f(double f, double df_between, double df_within);
double stats_p_of_chi_square(double chi_square, double df);

#endif
