/* news: every metric in every value of every dimension against the period before; what is sure and large is told. */
#include "report/news.h"

#include <math.h>

#include "report/explain.h"

/* ---- for machines ---------------------------------------------------------------------------- */

static void add_columns(struct result *r)
{
	report_part_column(r, "rank", TEXT_NONE, LOOK_INTEGER, PART_OTHER);
	report_part_column(r, "metric", TEXT_NONE, LOOK_PLAIN, PART_DIMENSION);
	report_part_column(r, "dimension", TEXT_NONE, LOOK_PLAIN, PART_DIMENSION);
	report_part_column(r, "value", TEXT_NONE, LOOK_PLAIN, PART_DIMENSION);
	report_part_column(r, "against", TEXT_NONE, LOOK_PLAIN, PART_DIMENSION);
	report_part_column(r, "value_now", TEXT_NONE, LOOK_PLAIN, PART_VALUE);
	report_part_column(r, "value_before", TEXT_NONE, LOOK_PLAIN, PART_BEFORE);
	report_part_column(r, "n_now", TEXT_NONE, LOOK_INTEGER, PART_BASE);
	report_part_column(r, "n_before", TEXT_NONE, LOOK_INTEGER, PART_BASE);
	report_part_column(r, "diff", TEXT_NONE, LOOK_PLAIN, PART_CHANGE);
	report_part_column(r, "diff_low", TEXT_NONE, LOOK_PLAIN, PART_CHANGE);
	report_part_column(r, "diff_high", TEXT_NONE, LOOK_PLAIN, PART_CHANGE);
	report_part_column(r, "p", TEXT_NONE, LOOK_PLAIN, PART_OTHER);
	report_part_column(r, "q", TEXT_NONE, LOOK_PLAIN, PART_OTHER);
	report_part_column(r, "effect", TEXT_NONE, LOOK_MEAN, PART_OTHER);
	report_part_column(r, "test", TEXT_NONE, LOOK_PLAIN, PART_OTHER);
	report_part_column(r, "query", TEXT_NONE, LOOK_PLAIN, PART_OTHER);
}

static void add_row(struct news *n, struct result *r, const struct finding *f)
{
	struct cell *at = result_add_row(r, 0);

	*at++ = cell_integer((int64_t)f->story);
	*at++ = cell_text(r, n->metrics.list[f->c.item].definition->name);
	if (f->dimension) { /* else all together: no dimension, no value */
		at[0] = cell_text(r, n->dimensions[f->dimension].name);
		at[1] = cell_text(r, f->value);
	}
	at += 2;
	*at++ = cell_text(r, n->against[f->against].label);
	*at++ = cell_number(f->c.values[0]);
	*at++ = cell_number(f->c.values[1]);
	*at++ = cell_integer((int64_t)f->c.n[0]);
	*at++ = cell_integer((int64_t)f->c.n[1]);
	*at++ = cell_number(f->c.difference);
	*at++ = cell_number(f->c.low);
	*at++ = cell_number(f->c.high);
	*at++ = cell_number(f->c.p);
	*at++ = cell_number(f->q);
	*at++ = cell_number(f->size);
	*at++ = cell_text(r, text_of(compare_test_name(false, f->c.test)));
	*at++ = cell_text(r, news_query(n, f));
}

/* By story, the finding that leads it first. */
static void add_rows(struct news *n, struct result *r)
{
	for (size_t story = 1; story <= n->n_stories; story++) {
		add_row(n, r, n->leads[story - 1]);
		for (size_t i = 0; i < n->n; i++)
			if (n->findings[i].told && n->findings[i].story == story && !n->findings[i].leads)
				add_row(n, r, &n->findings[i]);
	}
}

/* ---- the report ------------------------------------------------------------------------------ */

enum status report_news(struct environment *e, const struct node *statement, struct result **out)
{
	struct scope scope = report_scope(e);
	struct news n = { .environment = e, .scope = &scope, .statement = statement };
	enum status status;

	if (!news_bind(&n))
		return diagnostics_status(e->errors);
	if (e->checking)
		return STATUS_OK;
	*out = n.result = report_answer(e);
	status = news_test(&n);
	if (status != STATUS_OK)
		return status;
	news_tell(&n);
	add_columns(*out);
	add_rows(&n, *out);
	(*out)->no_rows_note = true;
	news_words(&n, *out);
	return STATUS_OK;
}

static struct text metrics_of(const struct news *n)
{
	struct text list = TEXT_NONE;

	for (size_t i = 0; i < n->metrics.n; i++)
		list = arena_printf(n->environment->arena, "%.*s%s%.*s", TEXT_ARGS(list), i ? ", " : "",
				    TEXT_ARGS(n->metrics.list[i].definition->name));
	return list;
}

static void describe(const struct news *n, struct buffer *out)
{
	struct scope *s = n->scope;

	buffer_printf(out, "scan   %.*s, %zu rows", TEXT_ARGS(s->table->name), s->table->n_rows);
	if (n->sample > 1)
		buffer_printf(out, ", those of one customer in %zu", n->sample);
	buffer_printf(out, "\nnow    %.*s\n", TEXT_ARGS(window_text(s, n->now.p)));
	for (size_t i = 0; i < n->n_against; i++)
		buffer_printf(out, "before %.*s\n", TEXT_ARGS(window_text(s, n->against[i].p)));
	for (size_t d = 1; d < n->n_dimensions; d++)
		buffer_printf(out, "by     %.*s\n", TEXT_ARGS(n->dimensions[d].name));
	buffer_printf(out, "metrics  %.*s\n", TEXT_ARGS(metrics_of(n)));
	buffer_printf(
		out,
		"tests  as compare: adjusted Wald, pooled z, Welch's t, jackknife t; min_n answers on both sides, for "
		"the jackknife %d\n"
		"q      Benjamini-Hochberg over all tests of all dimensions and periods; told below %g\n"
		"size   Cohen's h, Hedges' g >= %g, else |change| >= %g of the value before\n"
		"leads  the value with the largest n / n of all x (its change - that of all), if at least 1/%d of "
		"that change\n",
		NEWS_PER_GROUP * JACKKNIFE_FOLDS, NEWS_FALSE_DISCOVERIES, NEWS_EFFECT, NEWS_RATIO, NEWS_PART_OF_ALL);
}

bool explain_news(struct environment *e, struct scope *scope, const struct node *report, struct buffer *out)
{
	struct news n = { .environment = e, .scope = scope, .statement = report };

	if (!news_bind(&n))
		return false;
	describe(&n, out);
	return true;
}
