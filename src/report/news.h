/* news.h - shared by the news*.c files: what changed from one period to the next, while it is found out. */
#ifndef REPORT_NEWS_H
#define REPORT_NEWS_H

#include "report/compare.h"
#include "report/metric_list.h"

/* An effect below this is left out, however sure it is: what Cohen (1988), Statistical Power Analysis, calls small, in
 * his h of shares and Hedges' g of nets and means. */
#define NEWS_EFFECT 0.2
/* Where there is no such measure (ratios of amounts): that part of the value before. */
#define NEWS_RATIO 0.1
/* Expected part of chance among what is told (Benjamini and Hochberg 1995). */
#define NEWS_FALSE_DISCOVERIES 0.05

/* Of larger tables only so many rows are looked at, those of a random part of the customers: enough for any effect that is
 * told, and soon done. */
enum { NEWS_ROWS = 250000 };

enum { NEWS_SENTENCES = 10, NEWS_VALUES_MAX = 50, NEWS_AGAINST_MAX = 2, NEWS_PART_OF_ALL = 5 };
/* Answers in each group of customers that the jackknife leaves out. */
enum { NEWS_PER_GROUP = 1 };

struct news_period {
	struct period p;
	const struct node *range; /* as a query writes it */
	struct text label;	  /* "2025-03" */
};

struct news_dimension {
	const struct node *node; /* NULL: all together */
	struct text name;
};

/* One test: a metric of one value of a dimension, now against one earlier period. */
struct finding {
	size_t dimension;  /* of the list; 0: all together */
	struct text value; /* of the dimension, as people read it */
	struct contrast c; /* sides: 0 now, 1 then */
	size_t against;	   /* period */
	double q;	   /* p as false-discovery rate over all tests */
	double size;	   /* of the effect, without sign */
	bool told;	   /* sure and large enough */
	size_t story;	   /* 1 ...; 0: none */
	bool leads;	   /* of its story */
	double beyond;	   /* what the change of all would be without that of the others */
};

/* The value in which most of a change of all together lies, tested or not. */
struct part {
	size_t dimension; /* 0: none */
	struct text value;
	struct contrast c;
	double beyond;
};

struct news {
	struct environment *environment;
	struct result *result; /* lends memory to cells */
	struct scope *scope;
	const struct node *statement;
	struct news_period now, against[NEWS_AGAINST_MAX];
	size_t n_against;
	struct metric_list metrics;					     /* with a test */
	struct text lacking, broken, untested, growing, spoken_for, unsplit; /* names of what is left out, and why */
	struct news_dimension *dimensions;
	size_t n_dimensions;
	struct comparison all; /* all together: words, units and formats of the metrics */
	struct finding *findings;
	size_t n, capacity;
	size_t n_few;	  /* differences with too few answers for a verdict */
	size_t n_tests;	  /* over which q was worked out */
	size_t n_stories; /* at most NEWS_SENTENCES are told */
	const struct finding **leads;
	bool has_few_in_part;
	size_t sample;	    /* one customer in so many was looked at; 1: all */
	double effect;	    /* largest design effect */
	struct part *parts; /* item * n_against + against */
};

/* Periods, metrics and dimensions; false with errors. */
bool news_bind(struct news *n);
/* Leaves one metric for each kind of answer. */
void news_keep_subjects(struct news *n);
/* Every test, one comparison per dimension; q, and which are worth telling. */
enum status news_test(struct news *n);
/* The findings of a metric become one story. */
void news_tell(struct news *n);
/* How much smaller the change of all were if the value of ONE had changed as all did; in the direction of its own
 * change, 0 where it cannot be said. */
double news_beyond(const struct news *n, const struct contrast *one);
/* The query that shows more of F. */
struct text news_query(const struct news *n, const struct finding *f);
/* Sentences, for people; then notes. */
void news_words(struct news *n, struct result *r);

#endif
