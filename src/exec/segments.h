/* segments.h - the sides of a comparison: which of them a row belongs to. */
#ifndef EXEC_SEGMENTS_H
#define EXEC_SEGMENTS_H

#include "exec/kernel.h"
#include "plan/plan.h"

struct pass;
struct segments;

struct segments *segments_new(struct arena *a, const struct dimension *d);
/* Find who belongs to the highest and lowest parts, over the rows that pass. */
void segments_rank(struct segments *s, struct pass *p);
/* Of a side by rank: the value it begins or ends at, how many were ranked (units, or rows), and how many are in it. */
void segments_ranked(const struct segments *s, size_t i, double *cut, bool *includes_cut, size_t *n_ranked,
		     size_t *n_members);
/* The number of the side; past the sides for rows in two of them (segments_overlap), UINT32_MAX for rows in none. */
void segments_codes(struct segments *s, const struct block *b, uint32_t *out);
/* Which two of N sides the rows of CODE are in. */
void segments_overlap(size_t n, uint32_t code, size_t *first, size_t *second);

#endif
