#include "store/roles.h"

#include <assert.h>
#include <string.h>

static const struct role_definition definitions[ROLES] = {
#define ROLE(id, kind, low, high, names) { #id, ROLE_##kind, low, high, names },
#include "store/roles.def"
#undef ROLE
};

const struct role_definition *role_definition(enum role r)
{
	assert(r < ROLES);
	return &definitions[r];
}

const char *role_name(enum role r)
{
	return role_definition(r)->name;
}

enum role_kind role_kind_of(enum role r)
{
	return role_definition(r)->kind;
}

enum role role_find(struct text name)
{
	for (unsigned r = 0; r < ROLES; r++)
		if (text_is(name, definitions[r].name))
			return (enum role)r;
	return ROLE_NONE;
}

struct text role_next_name(const char **list)
{
	struct text name = { *list, strcspn(*list, " ") };

	*list += name.n;
	if (**list == ' ')
		++*list;
	return name;
}
