/* computed_int.h - shared by the computed_*.c files. */
#ifndef EXEC_COMPUTED_INT_H
#define EXEC_COMPUTED_INT_H

#include "exec/computed.h"
#include "exec/kernel.h"
#include "exec/scan.h"

/* All rows, unit by unit in the order of time; rows without a unit or a time are left out. */
struct unit_order {
	uint32_t *rows;
	uint32_t *units; /* by place in ROWS: equal for rows of one unit */
	size_t n;
	double *seconds; /* by row */
};

void unit_order(struct arena *a, const struct computed *c, struct unit_order *out);
/* One past the last row of the unit that begins at FROM. */
size_t unit_end(const struct unit_order *o, size_t from);

/* By row: is CONDITION (NULL: always) true? */
void computed_truth(struct arena *a, const struct computed *c, const struct row *condition, uint8_t *out);
/* By row: does the plan see it, in the window it is filled for? */
uint8_t *computed_seen(struct arena *a, const struct computed *c);
void computed_numbers(struct arena *a, const struct computed *c, const struct row *value, double *out);

void computed_fill_sequence(struct computed *c, const struct unit_order *o);
void computed_fill_pick(struct computed *c, const struct unit_order *o);
void computed_fill_chosen(struct computed *c, const struct unit_order *o);
void computed_fill_number(struct computed *c, const struct unit_order *o);
void computed_fill_metric(struct computed *c);

#endif
