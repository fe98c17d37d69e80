/* teach.h - shared by the teach*.c files: pages on topics, and the answer of a query worked out step by step. */
#ifndef REPORT_TEACH_H
#define REPORT_TEACH_H

#include "report/query.h"

struct topic {
	const char *name, *family;
	const char *metric; /* worked out below the page; "": none */
};

/* The topic at INDEX, NULL past the last. */
const struct topic *teach_topic_at(size_t index);
/* By its name, its metric or another word for it; NULL: none. */
const struct topic *teach_topic(struct text word);
struct text teach_page(const struct topic *t);
/* Its first line. */
struct text teach_heading(const struct topic *t);
/* Is WORD ALIKE to its name, or to another word for it? */
bool teach_is_called(const struct topic *t, struct text word, bool (*alike)(struct text, struct text));
/* Add every topic, described by the first line of its page. */
void teach_topics(struct name_list *out);
/* All topics by family; those whose pages speak of WORDS, nearest first, or an error at SPAN. */
struct result *teach_list(struct environment *e);
enum status teach_search(struct environment *e, struct text words, struct span span, struct result **out);

/* What one item of a query is made of, and so how it is worked out. */
enum shape {
	SHAPE_NET,
	SHAPE_SHARE,
	SHAPE_MEAN,
	SHAPE_PERCENTILE,
	SHAPE_COUNT,   /* rows, sums, distinct values: nothing is estimated */
	SHAPE_OTHER,   /* one aggregate without an interval: min, stdev, corr ... */
	SHAPE_FORMULA, /* several aggregates: ratios, indices */
	SHAPE_UNITS,   /* per UNIT: a mean of values per unit */
};

struct worked {
	const struct plan_item *item;
	size_t index; /* of the item */
	enum shape shape;
	size_t aggregate; /* of a scaled one */
	double factor;
	const char *plus, *zero, *minus; /* names of the buckets */
	struct text *parts;		 /* by aggregate: as it was written; empty: not of this item */
	const struct node *call;	 /* net(...), share(...) as written, or NULL */
	struct text written;		 /* the item, and its definition where it is a metric */
	struct text definition, describe;
	struct text other, only; /* nps(q12 where ...): the column instead of the role; the filter */
};

struct lesson {
	struct environment *environment;
	struct query_run *query;
	const struct node *report; /* the QUERY */
	struct text *pieces;	   /* of the text so far */
	size_t n_pieces, capacity;
	unsigned steps;
	const struct grid_row *row; /* the group worked out in full; NULL: no rows */
	struct text group;	    /* ", for phone (most answers)"; empty: everything */
};

/* Text of a lesson: its title; a numbered heading; a paragraph, wrapped; a point of a list; a line as it is. */
void lesson_title(struct lesson *l, struct text title);
void lesson_step(struct lesson *l, const char *format, ...) __attribute__((format(printf, 2, 3)));
void lesson_say(struct lesson *l, const char *format, ...) __attribute__((format(printf, 2, 3)));
void lesson_point(struct lesson *l, const char *format, ...) __attribute__((format(printf, 2, 3)));
void lesson_line(struct lesson *l, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A table as a box, indented. */
void lesson_table(struct lesson *l, const struct result *r);
/* Free what report_answer made on the way. */
void lesson_forget(struct lesson *l, struct result *r);
/* All that was written, in A. */
struct text lesson_text(const struct lesson *l, struct arena *a);
/* V with DECIMALS places, none when it is whole and DECIMALS is 1; in the statement's arena. */
struct text lesson_number(struct lesson *l, double v, int decimals);
/* V as the item's values are shown. */
struct text lesson_value(struct lesson *l, const struct worked *w, double v);

void teach_understand(struct lesson *l, size_t item, struct worked *w);
/* The scan and group that CELLS were estimated from; false for a gap of the time axis, and for units. */
bool teach_source(const struct query_run *q, const struct estimate *cells, const struct scan **scan, size_t *group);

/* A row of (other) or (total). */
bool teach_is_pooled(const struct query_run *q, const struct grid_row *row);

/* Steps of one item: what counts, the table of counts, the formula, the interval.  In one line: the formula with
 * numbers. */
void teach_counting(struct lesson *l, const struct worked *w);
void teach_table(struct lesson *l, const struct worked *w);
void teach_formula(struct lesson *l, const struct worked *w);
void teach_interval(struct lesson *l, const struct worked *w);
struct text teach_in_one_line(struct lesson *l, const struct worked *w);
/* The last step. */
void teach_care(struct lesson *l, const struct worked *items, size_t n);

/* The whole of it: report QUERY in steps; or in a few lines, none when the table cannot answer. */
enum status teach_steps(struct environment *e, const struct node *query, struct result **out);
struct text teach_shortly(struct environment *e, const struct node *query);

#endif
