/* The columns and rows of an answer about words. */
#include "report/parts.h"
#include "report/words.h"

static void add_side_columns(struct result *r)
{
	report_part_column(r, "a", TEXT("a"), LOOK_PLAIN, PART_DIMENSION);
	report_part_column(r, "b", TEXT("b"), LOOK_PLAIN, PART_DIMENSION);
	report_part_column(r, "texts_a", TEXT("texts a"), LOOK_INTEGER, PART_BASE);
	report_part_column(r, "texts_b", TEXT("texts b"), LOOK_INTEGER, PART_BASE);
	report_part_column(r, "share_a", TEXT("share a"), LOOK_PERCENT, PART_SHARE);
	report_part_column(r, "share_b", TEXT("share b"), LOOK_PERCENT, PART_SHARE);
	report_part_column(r, "diff", TEXT("diff"), LOOK_PERCENT, PART_CHANGE);
	report_part_column(r, "log_odds", TEXT("log odds"), LOOK_MEAN, PART_CHANGE);
	report_part_column(r, "low", TEXT("low"), LOOK_MEAN, PART_CHANGE);
	report_part_column(r, "high", TEXT("high"), LOOK_MEAN, PART_CHANGE);
	report_part_column(r, "z", TEXT("z"), LOOK_MEAN, PART_OTHER);
	report_part_column(r, "p_adjusted", TEXT("p adjusted"), LOOK_PLAIN, PART_OTHER);
}

static void add_columns(const struct words_report *w, struct result *r)
{
	report_part_column(r, "word", TEXT_NONE, LOOK_RAW, PART_DIMENSION);
	if (w->plan.compares) {
		add_side_columns(r);
		return;
	}
	report_part_column(r, "texts", TEXT_NONE, LOOK_INTEGER, PART_VALUE);
	report_part_column(r, "share", TEXT_NONE, LOOK_PERCENT, PART_SHARE);
	report_part_column(r, "low", TEXT_NONE, LOOK_PERCENT, PART_LOW);
	report_part_column(r, "high", TEXT_NONE, LOOK_PERCENT, PART_HIGH);
}

static double share_of(const struct words_report *w, const struct word_count *c, int side)
{
	return c->texts[side] / w->words.texts[side];
}

static void add_compared(const struct words_report *w, struct result *r, const struct told_word *t)
{
	const struct word_count *c = t->count;
	struct cell *at = result_add_row(r, 0);

	*at++ = cell_text(r, words_word(w, t));
	*at++ = cell_text(r, words_side(w, 0));
	*at++ = cell_text(r, words_side(w, 1));
	*at++ = cell_integer((int64_t)c->texts[0]);
	*at++ = cell_integer((int64_t)c->texts[1]);
	*at++ = cell_number(share_of(w, c, 0));
	*at++ = cell_number(share_of(w, c, 1));
	*at++ = cell_number(share_of(w, c, 0) - share_of(w, c, 1));
	*at++ = cell_number(t->odds.log_odds);
	*at++ = cell_number(t->odds.interval.low);
	*at++ = cell_number(t->odds.interval.high);
	*at++ = cell_number(t->odds.z);
	*at++ = cell_number(t->p_adjusted);
}

static void add_frequency(const struct words_report *w, struct result *r, const struct told_word *t)
{
	const struct word_count *c = t->count;
	struct interval i =
		stats_share_wilson(c->texts[0] / c->effect[0], w->words.texts[0] / c->effect[0], w->plan.rows->level);
	struct cell *at = result_add_row(r, 0);

	*at++ = cell_text(r, words_word(w, t));
	*at++ = cell_integer((int64_t)c->texts[0]);
	*at++ = cell_number(share_of(w, c, 0));
	*at++ = cell_number(i.low);
	*at++ = cell_number(i.high);
}

/* The sides are named in the notes: people need not read them in every row. */
static void add_screen(struct result *r)
{
	enum { COLUMN_A = 1, COLUMN_B = 2, COLUMN_Z = 11 };
	struct result *screen = result_screen(r);

	for (size_t i = 0; i < r->n_columns; i++)
		if (i != COLUMN_A && i != COLUMN_B && i != COLUMN_Z)
			result_add_column(screen, r->columns[i]);
	for (size_t row = 0; row < r->n_rows; row++) {
		struct cell *at = result_add_row(screen, r->flags[row]);

		for (size_t i = 0; i < r->n_columns; i++)
			if (i != COLUMN_A && i != COLUMN_B && i != COLUMN_Z)
				*at++ = *result_cell(r, row, i); /* its text lives as long: in R */
	}
}

void words_show(struct words_report *w, struct result *r)
{
	size_t second = w->n_sides[0];

	add_columns(w, r);
	for (size_t i = 0; i < w->n_shown[0]; i++)
		(w->plan.compares ? add_compared : add_frequency)(w, r, &w->told[i]);
	for (size_t i = 0; i < w->n_shown[1]; i++)
		add_compared(w, r, &w->told[second + i]);
	if (w->plan.compares)
		add_screen(r);
	words_notes(w, r);
}
