/* item_int.h - shared by the item_*.c files. */
#ifndef PLAN_ITEM_INT_H
#define PLAN_ITEM_INT_H

#include "plan/item.h"

/* An aggregate as it is written. */
struct item_function {
	const char *name;
	enum aggregate_kind kind;
	size_t least, most; /* arguments */
	const char *usage;
};

/* The function of that name, or NULL. */
const struct item_function *item_function_find(struct text name);
struct item *item_aggregate(struct scope *s, const struct node *call, const struct item_function *f, struct row *filter,
			    struct aggregate_list *list);
/* Arguments of a CALL, its `where` not counted. */
size_t item_count_arguments(const struct node *call);
struct item *item_new(struct scope *s, enum item_kind kind, const struct node *node);

#endif
