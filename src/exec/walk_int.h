/* walk_int.h - shared by walk.c and walk_order.c. */
#ifndef EXEC_WALK_INT_H
#define EXEC_WALK_INT_H

#include "exec/walk.h"

/* Facts of the rows of one block (or, when another order is needed, of all rows). */
struct facts {
	uint8_t *passes;
	double *seconds;
	uint32_t *bits, *codes;
};

struct walker {
	const struct walk_request *request;
	struct walk *walk;
	struct arena *arena;
	const struct table *table;
	struct kernel *where, *time;
	struct kernel *wall; /* the time by the clock of the zone that was set; NULL: it is TIME */
	double *wall_seconds;
	struct kernel **conditions, **kept;
	struct facts facts;   /* of one block */
	struct event *events; /* of the journey so far */
	size_t n, capacity;
	double last;  /* time of the unit's last row; NaN: none yet */
	bool any;     /* the journey has a row, wanted or not */
	bool skip;    /* rows of nobody */
	bool counted; /* the unit has a row */
};

struct facts walk_facts_new(struct arena *a, size_t n);
void walk_read_block(struct walker *w, const struct block *b, struct facts *f);
/* A new unit begins; NOBODY: its rows have no name. */
void walk_begin_unit(struct walker *w, bool nobody);
void walk_add_row(struct walker *w, uint32_t row, double seconds, uint32_t bits, uint32_t code);
bool walk_stopped(struct walker *w);
/* By the unit's column, in an order made for it. */
void walk_ordered(struct walker *w);

#endif
