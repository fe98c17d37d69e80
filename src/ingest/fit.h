/* fit.h - whether a column can serve a role, and if not, why not and what to write. */
#ifndef INGEST_FIT_H
#define INGEST_FIT_H

#include "base/arena.h"
#include "store/table.h"

/* COLUMN for ROLE: the caller sets all but the results. */
struct fit {
	struct arena *arena;
	const struct table *table;
	enum role role;
	const struct column *column;
	bool is_clock;	       /* the column was h:mm:ss and is seconds now */
	bool explicit_mapping; /* the user named the column */
	bool has_scale;	       /* the user gave the scale, whatever the values are */
	struct role_map map;   /* scale, unit and missing codes as asked for (seconds 0: look at the name); completed */
	struct text why;       /* result: why not: "its values run from 1 to 10, not 1 to 5" */
	struct text advice;    /* result: "mapping csat = satisfaction scale 1..10", or empty */
};

bool fit_role(struct fit *f);
/* Seconds per unit in which a column so named counts ("wait_min", "time (in hrs)"), or 0. */
double fit_unit_of_name(struct text snake);
/* Bytes of the unit at the end of NAME with its `_`, or 0. */
size_t fit_unit_length(struct text snake);
/* What C holds, for messages: "integers", "text" ... */
const char *fit_type_words(const struct column *c);
/* NAME as the language reads it: as it is or in backquotes. */
struct text fit_name(struct arena *a, const struct column *c);

#endif
