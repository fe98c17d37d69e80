/* text_parts.h - a text column whose cells hold several values: which parts, or words, each of its texts has. */
#ifndef PLAN_TEXT_PARTS_H
#define PLAN_TEXT_PARTS_H

#include <signal.h>

#include "plan/row.h"

/* Past that many different parts a column is no list of tags. */
enum { SPLIT_PARTS_MAX = 65536 };

struct text_parts {
	const struct column *source; /* of the texts that are cut */
	/* The parts as the words of a column that has no rows: only its words and its domain may be used. */
	struct column parts;
	/* By code of SOURCE, missing last: its different parts as codes of PARTS, from starts[code] to starts[code + 1]
	 * in order of appearance; of a text without any the one missing code. */
	const uint32_t *codes;
	const size_t *starts;
};

/* The texts of COLUMN (a ROW_COLUMN of words) cut at SEPARATOR, blanks around parts trimmed, empty parts dropped; NULL
 * with an error at NODE when there are more than SPLIT_PARTS_MAX different ones. */
const struct text_parts *text_parts_of(struct scope *s, const struct row *column, struct text separator,
				       const struct node *node);

/* The words of the texts of COLUMN (see base/word.h), without those of stop_words.def unless KEEP_STOP_WORDS; NULL
 * when *STOP (STOP may be NULL) was set meanwhile. */
const struct text_parts *text_words_of(struct arena *a, const struct column *column, bool keep_stop_words,
				       const volatile sig_atomic_t *stop);

#endif
