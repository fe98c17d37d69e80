/* candidates.h - collecting what may complete a word. */
#ifndef API_CANDIDATES_H
#define API_CANDIDATES_H

#include "api/session.h"

/* How a candidate is written. */
enum writing {
	AS_WORD,  /* keywords, units, names that need no quotes */
	AS_NAME,  /* a column: in backquotes where its characters need them */
	AS_VALUE, /* in quotes where its characters need them */
};

struct candidates {
	struct cxq_session *session;
	struct arena *arena;
	const struct expectation *expected;
	struct text prefix; /* what was typed of the word, without its opening quote */
	struct map seen;
	size_t n;
	cxq_candidate_function *candidate;
	void *user;
};

/* Propose TEXT if it begins with the prefix (in any case) and was not proposed before. */
void candidates_add(struct candidates *c, struct text text, struct text description, enum writing writing);

/* One kind of word each. */
void candidates_metrics(struct candidates *c);
void candidates_columns(struct candidates *c);
void candidates_dimensions(struct candidates *c);
void candidates_roles(struct candidates *c);
void candidates_defined(struct candidates *c, enum definition_kind kind);
void candidates_options(struct candidates *c);
void candidates_load_options(struct candidates *c);
void candidates_formats(struct candidates *c);
void candidates_settings(struct candidates *c);
void candidates_topics(struct candidates *c);
void candidates_tables(struct candidates *c);
void candidates_parameters(struct candidates *c);
void candidates_units(struct candidates *c, bool plural);
/* Values of the column left of the comparison; false when it is no column, or one of numbers. */
bool candidates_values(struct candidates *c);
/* Stages, for the steps of a funnel or a path. */
void candidates_steps(struct candidates *c);
void candidates_files(struct candidates *c);
/* What calc works out. */
void candidates_figures(struct candidates *c);

#endif
