/* chain_int.h - shared by chain.c and chain_any.c. */
#ifndef EXEC_CHAIN_INT_H
#define EXEC_CHAIN_INT_H

#include "exec/chain.h"

/* A row that feeds a step. */
struct link {
	double seconds;
	double barrier;		   /* the first later row that ends a chain; infinite: none */
	uint32_t steps;		   /* bits */
	uint32_t row, code, place; /* PLACE: in the journey */
};

/* The chain from some step on, by the times of its rows. */
struct tail {
	size_t n;	/* 0: there is none */
	uint32_t place; /* of its first row */
	double at[CHAIN_STEPS_MAX];
};

struct chain_finder {
	uint64_t passed_over; /* rows of steps without what is held */
	struct chain_rules rules;
	struct arena *arena;
	struct link *links;
	size_t n, capacity;
	struct tail next[CHAIN_STEPS_MAX]; /* of the rows later than those at hand */
	struct tail here[CHAIN_STEPS_MAX];
	struct nearest *nearest; /* any order */
	size_t nearest_capacity;
};

/* Keeps the chain of N rows AT beginning at L where it is at least as deep as the best (links come latest first). */
void chain_offer(struct chain *best, const struct link *l, const double *at, size_t n);
/* Links FROM .. TO of one held value. */
void chain_any(struct chain_finder *f, size_t from, size_t to, struct chain *best);

#endif
