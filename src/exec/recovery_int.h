/* recovery_int.h - shared by the recovery*.c files: the state of a pass. */
#ifndef EXEC_RECOVERY_INT_H
#define EXEC_RECOVERY_INT_H

#include "exec/groups.h"
#include "exec/recovery.h"
#include "exec/scan.h"
#include "exec/score.h"

#define NO_KEY UINT64_MAX /* outside an axis of time */

/* A failure of the customer at hand. */
struct episode {
	double start, end; /* failure and outcome */
	int64_t day;	   /* of the outcome */
	enum fate fate;	   /* NO_FAILURE: not known yet */
	bool counted;	   /* the row it is counted by passes the filter and lies in the time range */
	uint64_t key;	   /* group of that row */
};

/* An answer, or a decision to stay or leave. */
struct saying {
	int64_t day;
	double value;
	bool in_window;
	uint64_t key;
};

struct sayings {
	struct saying *list;
	size_t n, capacity;
};

struct recovery_pass {
	struct arena *arena;
	const struct recovery *recovery;
	struct recovery_scan *out;
	const volatile sig_atomic_t *stop;
	uint64_t strides[DIMENSIONS_MAX];
	struct groups *group_numbers;
	size_t capacity; /* of out->groups */
	struct kernel *where, *time, *clock, *failure, *repair, *no_repair, *asked, *churned;
	struct score_kernel *score;
	const struct column *customers;
	/* of the rows of a block */
	uint8_t fits[BLOCK_ROWS], failed[BLOCK_ROWS], repaired[BLOCK_ROWS], denied[BLOCK_ROWS], counts[BLOCK_ROWS];
	bool in_window[BLOCK_ROWS];
	double seconds[BLOCK_ROWS], wall[BLOCK_ROWS]; /* in UTC, and by the clock of the zone that was set */
	double said[BLOCK_ROWS], gone[BLOCK_ROWS];
	uint32_t customer_code[BLOCK_ROWS], case_code[BLOCK_ROWS];
	uint64_t key[BLOCK_ROWS];
	/* of the customer at hand */
	uint32_t customer;     /* 1, 2 ... */
	bool customer_fits;    /* some row of theirs passes the filter */
	uint64_t customer_key; /* group of their first row */
	bool has_key;
	struct episode *episodes;
	size_t n_episodes, episodes_capacity;
	size_t *known; /* scratch: episodes by the time of their outcome */
	size_t known_capacity;
	size_t newest; /* episode without a case + 1; 0: none */
	struct sayings answers, decisions;
	uint64_t voice; /* number of the last one, where every answer is its own */
	/* by case: customer and episode it was last met with */
	uint32_t *case_customer, *case_episode;
};

void recovery_row(struct recovery_pass *p, size_t i);
/* Add up the customer at hand and begin with another. */
void recovery_next_customer(struct recovery_pass *p);
/* The group of KEY; NULL: the answer has none, or KEY is outside. */
struct recovery_group *recovery_group_of(struct recovery_pass *p, uint64_t key);
/* Add up what is known of the customer at hand. */
void recovery_sum_up(struct recovery_pass *p);

#endif
