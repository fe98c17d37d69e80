/* selection.h - rows of one block that take part, each with its group. */
#ifndef EXEC_SELECTION_H
#define EXEC_SELECTION_H

#include "exec/kernel.h"

enum { SELECTION_BLOCKS = 16, SELECTION_MAX = SELECTION_BLOCKS * BLOCK_ROWS };

/* Rows that passed a filter, with their groups; a row may stand more than once (rolling windows). */
struct selection {
	const struct block *block;
	size_t n;	    /* at most SELECTION_MAX */
	const uint32_t *at; /* offsets in the block, ascending */
	const uint32_t *group;
	const uint32_t *customer; /* by offset in the block: 0, 1, ... in order of the table; NULL: no customer role */
	const uint32_t *cluster;  /* the unit of inference by offset in the block; NULL: every row is its own */
	const uint64_t *times;	  /* how many answers each row is; NULL: one */
	const uint8_t *alone;	  /* by offset: its answers are clusters of their own; only with TIMES and CLUSTER */
};

/* Where a part of a selection stands; all zero but the arena at first. */
struct selection_room {
	struct arena *arena;
	size_t capacity;
	uint32_t *at, *group;
	uint64_t *times;
};

/* The rows of S whose offset in the block PASSES (0 or 1): in ROOM, which S does not use. */
struct selection selection_part(const struct selection *s, const uint8_t *passes, struct selection_room *room);

/* One filter of any number of aggregates: evaluated once per block for all of them. */
struct picked {
	const struct row *filter; /* NULL: every row */
	struct kernel *kernel;
	struct selection_room room;
	struct selection rows;
};

struct pick_list {
	struct arena *arena;
	struct picked *list;
	size_t n;
};

/* For at most N filters. */
struct pick_list picks_new(struct arena *a, size_t n);
/* The place of FILTER in the list; equal filters have the same. */
size_t picks_add(struct pick_list *p, const struct row *filter);
/* Sets the rows of every filter from those of S. */
void picks_run(struct pick_list *p, const struct selection *s);

#endif
