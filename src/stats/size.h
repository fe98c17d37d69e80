/* size.h - how many answers are enough.  Numbers are whole and rounded up; shares and margins are 0..1 (a net's margin
 * of 10 points is 0.1).  With a design effect ask for that many times more.  NaN for a margin or difference of 0. */
#ifndef STATS_SIZE_H
#define STATS_SIZE_H

/* Answers until an interval of LEVEL ends MARGIN away from its centre: z^2 V / margin^2, V the VARIANCE of one answer
 * (1 is a net's worst case, 1/4 that of a share).  Cochran (1977), Sampling Techniques, 4.4. */
double stats_size_for_mean(double margin, double variance, double level);
double stats_size_for_share(double margin, double share, double level);
/* The same; the adjusted Wald interval needs 3 answers less, as it adds 3. */
double stats_size_for_net(double margin, double variance, double level);
double stats_size_for_net_adjusted(double margin, double variance, double level);

/* Answers in each of two groups until a true DIFFERENCE becomes significant with chance POWER (0.8), two-sided at
 * LEVEL: (z_level + z_power)^2 (V_A + V_B) / difference^2.  Fleiss, Levin and Paik (2003), Statistical Methods for
 * Rates and Proportions, 4.2, without pooling. */
double stats_size_for_difference(double difference, double variance_a, double variance_b, double level, double power);
double stats_size_for_shares(double share_a, double share_b, double level, double power);

#endif
