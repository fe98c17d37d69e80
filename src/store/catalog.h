/* catalog.h - the tables of a session by name; the one loaded last is active. */
#ifndef STORE_CATALOG_H
#define STORE_CATALOG_H

#include "store/table.h"

enum { CATALOG_TABLES_MAX = 1000 };

struct catalog {
	struct table *tables[CATALOG_TABLES_MAX]; /* in order of loading */
	size_t n;
	struct table *active; /* NULL: nothing is loaded */
};

/* Takes T and makes it active; a table of the same name is freed.  False (T is not taken) when the catalog is full. */
bool catalog_put(struct catalog *c, struct table *t);
/* The table of that name (any case), or NULL. */
struct table *catalog_find(const struct catalog *c, struct text name);
void catalog_free(struct catalog *c);

#endif
