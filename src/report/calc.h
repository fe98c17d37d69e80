/* calc.h - shared by the calc*.c files: numbers that were typed instead of rows. */
#ifndef REPORT_CALC_H
#define REPORT_CALC_H

#include "exec/contrast.h"
#include "report/derive.h"
#include "stats/stats.h"

/* What calc works out: a net of answers (nps), a share, a mean. */
struct calc_figure {
	const char *name, *takes, *help;
	enum contrast_test test; /* of a difference */
	double factor;		 /* of a value as it is shown */
	enum look_kind look;
	double worst_variance; /* of one answer, before FACTOR; NaN: there is no largest */
	double margin_unit;    /* one unit of a margin as it is typed, before FACTOR */
	const char *unit;      /* of a margin, behind the number */
	const char *interval;
};

struct calc_side {
	struct text label;
	struct fold_side numbers; /* VALUE before the factor */
	struct text parts;	  /* of a net: the shares of its three counts, else empty */
};

/* The figures by name, for completion. */
void calc_figures(struct name_list *out);
/* The figure that STATEMENT names, or NULL with an error. */
const struct calc_figure *calc_figure_of(struct environment *e, const struct node *statement);
/* The numbers of a FIGURES or PART_OF; false with an error that says what is wrong with which. */
bool calc_read_side(struct environment *e, const struct calc_figure *f, const struct node *node, struct calc_side *out);
/* The variance of one answer that the sample size starts from: of such numbers, or of "(SD)"; false with an error. */
bool calc_read_spread(struct environment *e, const struct calc_figure *f, const struct node *node, double *variance);
/* A number above 0 of a MARGIN, before the factor; *TYPED as it was typed. */
bool calc_read_margin(struct environment *e, const struct calc_figure *f, const struct node *margin, double *value,
		      double *typed);
/* A copy of N with the values of the $parameters in it; NULL with an error. */
struct node *calc_resolved(struct environment *e, const struct node *n);
/* Then its numbers are known only when it runs. */
bool calc_has_parameters(const struct node *n);
/* A plan of nothing but settings and level, for what is told of a difference; NULL with an error in `with`. */
struct plan *calc_plan(struct environment *e, const struct calc_figure *f, const struct node *statement);

/* One or two sides with all that is said of them. */
struct calculation {
	const struct calc_figure *figure;
	struct plan *plan;
	struct calc_side sides[2];
	struct interval intervals[2]; /* with the factor */
	size_t n_sides;
	struct contrast difference;
};

/* False with errors. */
bool calc_run(struct environment *e, const struct node *statement, struct calculation *out);
/* How many answers of VARIANCE (before the factor) are enough, as one line of an answer. */
struct calc_size {
	const char *goal, *spread; /* goal "interval", "difference" */
	double margin, variance;   /* as typed; before the factor */
	double power;		   /* of a difference, else NaN */
	double n;		   /* in each group */
};
struct calc_sample {
	const struct calc_figure *figure;
	struct plan *plan;
	struct calc_size sizes[4];
	size_t n;
	bool worst; /* a worst case is among them */
};

/* False with errors. */
bool calc_sample_run(struct environment *e, const struct node *statement, struct calc_sample *out);
/* Rows of GOAL "interval" and "difference" for VARIANCE; returns how many were put in OUT (2). */
size_t calc_sizes(const char *spread, double margin, double typed, double variance, double level,
		  struct calc_size out[2]);
/* Their formulas with the numbers in them. */
void calc_tell_sizes(const struct calc_figure *f, const struct plan *p, const struct calc_size *sizes, size_t n,
		     struct buffer *out);
/* The answer of N such rows. */
void calc_add_sizes(struct environment *e, struct result *r, const struct calc_figure *f, const struct plan *p,
		    const struct calc_size *sizes, size_t n);

/* What the worst case is, and how the interval of a net differs. */
void calc_note_spread(struct result *r, const struct calc_figure *f, bool worst);

#endif
