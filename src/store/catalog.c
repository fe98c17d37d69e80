#include "store/catalog.h"

static void remove_at(struct catalog *c, size_t i)
{
	table_free(c->tables[i]);
	for (c->n--; i < c->n; i++)
		c->tables[i] = c->tables[i + 1];
}

bool catalog_put(struct catalog *c, struct table *t)
{
	for (size_t i = 0; i < c->n; i++)
		if (text_equal(c->tables[i]->name, t->name)) {
			remove_at(c, i);
			break;
		}
	if (c->n == CATALOG_TABLES_MAX)
		return false;
	c->tables[c->n++] = t;
	c->active = t;
	return true;
}

struct table *catalog_find(const struct catalog *c, struct text name)
{
	for (size_t i = c->n; i-- > 0;)
		if (text_equal_folded(c->tables[i]->name, name))
			return c->tables[i];
	return NULL;
}

void catalog_free(struct catalog *c)
{
	while (c->n)
		remove_at(c, c->n - 1);
	c->active = NULL;
}
