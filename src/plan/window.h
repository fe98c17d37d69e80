/* window.h - the time range of a query, resolved to seconds, and the range it is compared with. */
#ifndef PLAN_WINDOW_H
#define PLAN_WINDOW_H

#include "plan/row.h"

struct window {
	struct period p;
	bool given; /* a time clause was written; else the whole data */
};

/* The window of a TIMERANGE; NULL: the whole data. */
bool window_bind(struct scope *s, const struct node *range, struct window *out);
/* The window W is compared with by `vs`. */
bool window_before(struct scope *s, const struct node *vs, const struct node *range, struct window w,
		   struct window *out);
/* "2025-06-01 to 2025-06-30". */
struct text window_text(struct scope *s, struct period p);

#endif
