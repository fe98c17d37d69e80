/* voices.h - a mean of answers of which several may come from one voice (a customer): its spread and design effect. */
#ifndef EXEC_VOICES_H
#define EXEC_VOICES_H

#include <stdint.h>

#include "stats/compare.h"
#include "stats/weights.h"

/* All zero is the empty one. */
struct voices {
	struct stats_running answers;
	uint64_t current;	       /* voice + 1; 0: none yet */
	double sum, n;		       /* of the current voice */
	double sums, products, counts; /* over the finished ones: S S, S n, n n */
};

/* The answers of one VOICE come together. */
void voices_add(struct voices *v, uint64_t voice, double answer);
/* Cluster-robust over simple variance, at least 1. */
double voices_effect(const struct voices *v);
/* As compare.h takes it: with n / design effect. */
struct stats_mean voices_mean(const struct voices *v);

#endif
