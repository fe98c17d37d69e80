/* definitions.h - what has a name in a session: metrics, segments, dimensions, orders, saved queries, values and
 * parameters.
 * Each is kept as the tree that defined it; nothing is looked up here.  Knows nothing of rows. */
#ifndef METRIC_DEFINITIONS_H
#define METRIC_DEFINITIONS_H

#include "base/arena.h"
#include "base/map.h"
#include "lang/node.h"

enum definition_kind {
	DEFINED_METRIC,	   /* node: DEFINE_METRIC */
	DEFINED_SEGMENT,   /* DEFINE_SEGMENT */
	DEFINED_DIMENSION, /* DEFINE_DIMENSION */
	DEFINED_ORDER,	   /* DEFINE_ORDER; name: the column or dimension */
	DEFINED_QUERY,	   /* DEFINE_QUERY */
	DEFINED_VALUE,	   /* LET: $name */
	DEFINED_PARAM,	   /* PARAM_STATEMENT: $name */
	DEFINED_KINDS
};

struct definition {
	enum definition_kind kind;
	struct text name; /* lower case */
	const struct node *node;
	bool builtin;
	const struct node *value; /* parameters: the value given with -p, or NULL (then the default of the node) */
};

struct definitions {
	struct arena *arena;	 /* of the session */
	struct definition *list; /* in order of definition; a redefined name keeps its place */
	size_t n, capacity;
	struct map by_name[DEFINED_KINDS];
	const struct definitions *before; /* the state of the last mark that was not rolled back, or NULL */
};

/* Keep a copy of NODE (one of the kinds above) under its name, replacing; returns it. */
struct definition *definitions_put(struct definitions *d, const struct node *node, bool builtin);
const struct definition *definitions_find(const struct definitions *d, enum definition_kind kind, struct text name);
/* The value of $NAME: a let, else a parameter's given or default value; NULL when there is none (known says whether
 * the name exists). */
const struct node *definitions_value(const struct definitions *d, struct text name, bool *known);
/* Remember the state, and go back to it (what was defined since is forgotten): scripts are checked before they run.
 * What is put after the mark lives in SCRATCH, which must last until the rollback. */
struct definitions definitions_mark(struct definitions *d, struct arena *scratch);
void definitions_rollback(struct definitions *d, struct definitions mark);
/* Roll back every mark: after memory ran out somewhere between. */
void definitions_unwind(struct definitions *d);
/* Read the built-in definitions (builtin.cxq); false, with errors, if they do not parse. */
bool definitions_load_builtin(struct definitions *d, struct diagnostics *errors);

/* Parts of a metric's definition; defaults where the clause is absent. */
struct metric_facts {
	const struct node *expression;
	const struct node *where; /* condition, or NULL */
	struct text family;	  /* empty: none given */
	struct text format;	  /* number integer percent points duration money; empty: derived */
	enum node_op better;	  /* OP_HIGHER, OP_LOWER, OP_NONE: unknown */
	struct text describe;
	const struct node *per; /* NAME, or NULL */
};
struct metric_facts metric_facts_of(const struct node *define_metric);

#endif
