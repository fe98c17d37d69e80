/* words.h - shared by the words*.c files: one report about words while it is made. */
#ifndef REPORT_WORDS_H
#define REPORT_WORDS_H

#include "exec/words.h"
#include "report/report.h"
#include "stats/log_odds.h"

/* Share of all texts compared that the prior of each side is worth. */
#define WORDS_PRIOR 0.1

/* A word that is frequent enough to be told. */
struct told_word {
	const struct word_count *count;
	struct stats_log_odds odds;
	double p_adjusted; /* NaN: no verdict */
};

struct words_report {
	struct environment *environment;
	struct scope *scope;
	struct words_plan plan;
	struct words words;
	struct told_word *told;
	size_t n_told;
	size_t n_rare;		       /* words in fewer texts than asked for */
	size_t n_useless;	       /* words in every text, or without a text on the other side */
	size_t n_hidden;	       /* words that so few texts of a side hold that they must not be told */
	size_t n_sides[2], n_shown[2]; /* words that a side has more of; of these, in the answer */
	double effect;		       /* the largest design effect */
	bool too_few;		       /* fewer than settings->min_n texts on a side: no verdict */
};

struct text words_word(const struct words_report *w, const struct told_word *told);
struct text words_side(const struct words_report *w, int side);
/* Columns, rows and notes. */
void words_show(struct words_report *w, struct result *r);
void words_notes(struct words_report *w, struct result *r);

#endif
