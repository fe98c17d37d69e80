/* voices.h - a mean of answers of which several may come from one voice (a customer): its spread and design effect. */
#ifndef EXEC_VOICES_H
#define EXEC_VOICES_H

#include <stdint.h>

#include "exec/groups.h"
#include "stats/compare.h"
#include "stats/weights.h"

struct voice {
	double sum, n; /* of its answers, weighted */
};

/* All zero is the empty one, to which the answers of a voice come together. */
struct voices {
	struct stats_running answers; /* by weight */
	struct stats_running square;  /* by its square */
	uint64_t current;	      /* voice + 1; 0: none yet */
	struct voice open;
	double sums, products, counts; /* over the finished ones: S S, S n, n n */
	struct arena *arena;	       /* NULL unless the answers of a voice are scattered */
	struct groups *numbers;
	struct voice *scattered; /* by number */
	size_t capacity;
};

/* An empty one, to which the answers of a voice may come in any order. */
struct voices voices_scattered(struct arena *a);
/* WEIGHT > 0, 1 where there are none. */
void voices_add(struct voices *v, uint64_t voice, double answer, double weight);
/* Cluster-robust over simple variance, at least 1; what unequal weights cost comes on top (stats_kish_effect). */
double voices_effect(const struct voices *v);
/* As compare.h takes it: with n / design effect. */
struct stats_mean voices_mean(const struct voices *v);

#endif
