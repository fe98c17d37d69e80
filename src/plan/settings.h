/* settings.h - what `set` changes; one line per setting in settings.def. */
#ifndef PLAN_SETTINGS_H
#define PLAN_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diagnostic.h"
#include "base/zone.h"
#include "lang/node.h"

enum unit_of_inference { INFERENCE_CUSTOMER, INFERENCE_ROW, INFERENCE_CASE };

enum { SETTING_NAME_MAX = 255 };

struct settings {
	bool as_of_given;    /* set as_of = DATE or clock; else the last day in the data */
	int64_t as_of_day;   /* days since 1970-01-01 */
	unsigned week_start; /* 0 = Monday ... 6 = Sunday */
	unsigned year_start; /* month 1..12 in which years and quarters begin */
	unsigned min_n;	     /* answers below which a row is marked */
	enum unit_of_inference inference;
	bool unknown_values_error; /* a literal value that no row has is an error, else a note */
	int precision;		   /* decimals for people; -1: by kind */
	bool timing;
	double level;			   /* confidence of intervals, 0.95 */
	char weight[SETTING_NAME_MAX + 1]; /* column (or role) of weights; "": none */
	unsigned suppress_below;	   /* values of fewer answers are hidden; 0: none */
	struct zone zone;		   /* the clock that times with a zone are shown and grouped by */
	bool frequency;			   /* rows count as often as the role frequency says */
};

struct settings settings_default(void);
/* Set NAME to the operand VALUE (NAME spans NAME_SPAN); on failure an error is added and false returned. */
bool settings_set(struct settings *s, struct text name, struct span name_span, const struct node *value,
		  struct diagnostics *errors);
/* Setting INDEX: its name, a line of help, and its present value as text in OUT; false past the last. */
bool settings_describe(const struct settings *s, size_t index, struct text *name, struct text *help,
		       struct buffer *out);
/* The words that setting NAME takes, separated by blanks: for completion. */
const char *settings_words(struct text name);

#endif
