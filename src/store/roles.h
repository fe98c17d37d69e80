/* roles.h - what roles.def says of each role, for those who match columns to roles. */
#ifndef STORE_ROLES_H
#define STORE_ROLES_H

#include "store/table.h"

struct role_definition {
	const char *name;
	enum role_kind kind;
	double low, high;  /* the scale of a score, the range of a bounded amount; equal: none */
	const char *names; /* other header names in the order of preference, separated by one blank */
};

const struct role_definition *role_definition(enum role r);
/* The next of the names at *LIST (which moves on); an empty text at the end. */
struct text role_next_name(const char **list);

#endif
