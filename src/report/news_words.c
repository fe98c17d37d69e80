/* News in sentences, each with the query that shows more. */
#include <math.h>

#include "report/news.h"
#include "stats/stats.h"

struct text news_query(const struct news *n, const struct finding *f)
{
	struct environment *e = n->environment;
	const struct metric_list one = { &n->metrics.list[f->c.item], 1 };
	const struct node *periods[] = { n->now.range, n->against[f->against].range };

	return report_print(e, metric_list_compare(e, n->statement, metric_list_items(e, &one, n->statement->span),
						   periods, 2, n->dimensions[f->dimension].node));
}

/* ---- one story ------------------------------------------------------------------------------- */

static struct text number(struct news *n, const struct finding *f, double v)
{
	enum look look = derive_look(n->all.plan->items[f->c.item].look);

	return derive_number(n->environment, look == LOOK_PLAIN ? LOOK_MEAN : look, v);
}

/* "channel phone", "all together". */
static struct text place(struct news *n, const struct finding *f)
{
	if (!f->dimension)
		return TEXT("all together");
	return arena_printf(n->environment->arena, "%.*s %.*s", TEXT_ARGS(n->dimensions[f->dimension].name),
			    TEXT_ARGS(f->value));
}

static const char *judgement(const struct news *n, const struct finding *f)
{
	enum node_op better = n->all.plan->items[f->c.item].better;

	if (better == OP_NONE)
		return "";
	return (better == OP_HIGHER) == (f->c.difference > 0) ? ", for the better" : ", for the worse";
}

static struct text q_text(struct news *n, double q)
{
	return q < 0.0001 ? TEXT("q < 0.0001") : arena_printf(n->environment->arena, "q = %.2g", q);
}

static void tell(struct news *n, const struct finding *f, struct buffer *out)
{
	struct text metric = n->metrics.list[f->c.item].definition->name, then = n->against[f->against].label;
	struct text where = place(n, f);
	struct environment *e = n->environment;

	buffer_printf(out, "%2zu. %.*s, %.*s, %.*s: %.*s (n %.*s), in %.*s %.*s (n %.*s); it ", f->story,
		      TEXT_ARGS(metric), TEXT_ARGS(where), TEXT_ARGS(n->now.label),
		      TEXT_ARGS(number(n, f, f->c.values[0])), TEXT_ARGS(report_thousands(e, (uint64_t)f->c.n[0])),
		      TEXT_ARGS(then), TEXT_ARGS(number(n, f, f->c.values[1])),
		      TEXT_ARGS(report_thousands(e, (uint64_t)f->c.n[1])));
	buffer_add(out, compare_difference(&n->all, &f->c, then));
	buffer_printf(out, ", %.*s%s (%.*s)\n", TEXT_ARGS(compare_interval(&n->all, &f->c)), judgement(n, f),
		      TEXT_ARGS(q_text(n, f->q)));
}

/* ---- what goes with it ----------------------------------------------------------------------- */

enum { ALSO_MAX = 6 };

static bool names_the_same(const struct finding *a, const struct finding *b)
{
	return a->dimension == b->dimension && text_equal(a->value, b->value);
}

/* Is an earlier finding of the story in the same place (another metric, or against another period)? */
static bool is_named(const struct news *n, const struct finding *f, const struct finding *lead)
{
	if (names_the_same(f, lead))
		return true;
	for (const struct finding *g = n->findings; g < f; g++)
		if (g->told && g->story == f->story && names_the_same(g, f))
			return true;
	return false;
}

/* "also: all together, stage service (and 3 more)". */
static void tell_places(struct news *n, const struct finding *lead, struct buffer *out)
{
	size_t named = 0, more = 0;

	for (size_t i = 0; i < n->n; i++) {
		const struct finding *f = &n->findings[i];

		if (!f->told || f->story != lead->story || is_named(n, f, lead))
			continue;
		if (named++ >= ALSO_MAX) {
			more++;
			continue;
		}
		buffer_printf(out, "%s%.*s", named == 1 ? "    also " : ", ", TEXT_ARGS(place(n, f)));
	}
	if (more)
		buffer_printf(out, " and %zu more", more);
	if (named)
		buffer_add_char(out, '\n');
}

/* "most of it in product Aria: -29.9 (n 137), before 54.2 (n 24*)". */
static void tell_part(struct news *n, const struct finding *lead, struct buffer *out)
{
	const struct part *part = &n->parts[lead->c.item * NEWS_AGAINST_MAX + lead->against];
	unsigned min_n = n->all.plan->settings->min_n;
	struct environment *e = n->environment;

	if (lead->dimension || !part->dimension || part->beyond * NEWS_PART_OF_ALL < fabs(lead->c.difference) ||
	    part->c.difference * lead->c.difference < 0)
		return;
	n->has_few_in_part |= part->c.too_few;
	buffer_printf(out, "    above all %.*s %.*s: %.*s (n %.*s%s), in %.*s %.*s (n %.*s%s)\n",
		      TEXT_ARGS(n->dimensions[part->dimension].name), TEXT_ARGS(part->value),
		      TEXT_ARGS(number(n, lead, part->c.values[0])),
		      TEXT_ARGS(report_thousands(e, (uint64_t)part->c.n[0])), part->c.n[0] < min_n ? "*" : "",
		      TEXT_ARGS(n->against[lead->against].label), TEXT_ARGS(number(n, lead, part->c.values[1])),
		      TEXT_ARGS(report_thousands(e, (uint64_t)part->c.n[1])), part->c.n[1] < min_n ? "*" : "");
}

static void tell_story(struct news *n, const struct finding *lead, struct buffer *out)
{
	struct text query = news_query(n, lead);

	tell(n, lead, out);
	tell_part(n, lead, out);
	tell_places(n, lead, out);
	buffer_printf(out, "    > %.*s\n", TEXT_ARGS(query));
}

/* ---- nothing --------------------------------------------------------------------------------- */

/* The change that the least likely of so many tests would have found four times of five. */
static struct text smallest(struct news *n, const struct finding *f)
{
	double error = (f->c.high - f->c.low) / 2 / stats_z(n->all.plan->level);
	double sure = stats_z(1 - NEWS_FALSE_DISCOVERIES / (double)n->n_tests) + 0.8416212335729143;

	return compare_amount(&n->all, &f->c, sure * error);
}

static bool opens_family(const struct news *n, const struct finding *f)
{
	struct text family = n->metrics.list[f->c.item].facts.family;

	for (const struct finding *g = n->findings; g < f; g++)
		if (!g->dimension && !g->against && text_equal_folded(n->metrics.list[g->c.item].facts.family, family))
			return false;
	return !f->dimension && !f->against && !isnan(f->c.low);
}

static bool is_in(struct period p, struct period data)
{
	return p.from < data.to && p.to > data.from;
}

/* Data of one period, or a period outside the data: there is nothing to compare. */
static bool lacks_period(struct news *n, struct buffer *out)
{
	const struct news_period *outside = &n->now;
	struct period data;

	if (!scope_data_period(n->scope, &data))
		return false;
	data.from = day_of_second(data.from) * DAY_SECONDS;
	data.to = (day_of_second(data.to - 1) + 1) * DAY_SECONDS;
	if (is_in(n->now.p, data))
		outside = &n->against[0];
	if (is_in(outside->p, data) || (outside != &n->now && n->n_against > 1))
		return false;
	buffer_printf(out, "there is nothing to compare: the data reach from %.*s, and %.*s is not in them\n",
		      TEXT_ARGS(window_text(n->scope, data)), TEXT_ARGS(outside->label));
	return true;
}

static void tell_nothing(struct news *n, struct buffer *out)
{
	struct environment *e = n->environment;
	uint64_t answers = 0;

	for (size_t i = 0; i < n->n; i++)
		if (!n->findings[i].dimension && !n->findings[i].against)
			answers = answers > n->findings[i].c.n[0] ? answers : (uint64_t)n->findings[i].c.n[0];
	if (!n->n && lacks_period(n, out))
		return;
	if (!n->n) {
		buffer_printf(out, "no metric has %u answers in both periods: too few to tell\n",
			      n->all.plan->settings->min_n);
		return;
	}
	buffer_printf(out, "nothing changed that your %.*s answers could show\n",
		      TEXT_ARGS(report_thousands(e, answers)));
	for (size_t i = 0; i < n->n; i++) {
		const struct finding *f = &n->findings[i];

		if (opens_family(n, f))
			buffer_printf(out,
				      "    %.*s: %.*s (n %.*s), in %.*s %.*s (n %.*s); a change of about %.*s would "
				      "have shown\n",
				      TEXT_ARGS(n->metrics.list[f->c.item].definition->name),
				      TEXT_ARGS(number(n, f, f->c.values[0])),
				      TEXT_ARGS(report_thousands(e, (uint64_t)f->c.n[0])),
				      TEXT_ARGS(n->against[0].label), TEXT_ARGS(number(n, f, f->c.values[1])),
				      TEXT_ARGS(report_thousands(e, (uint64_t)f->c.n[1])), TEXT_ARGS(smallest(n, f)));
	}
}

/* ---- together -------------------------------------------------------------------------------- */

static void add_text(struct news *n, struct result *r)
{
	struct buffer b = { 0 };

	for (size_t i = 0; i < n->n_stories && i < NEWS_SENTENCES; i++)
		tell_story(n, n->leads[i], &b);
	if (!n->n_stories)
		tell_nothing(n, &b);
	r->text = buffer_take(&b, &r->arena);
}

/* A label that says its days needs no explanation. */
static void note_period(struct news *n, struct result *r, const char *word, const struct news_period *p)
{
	struct text days = window_text(n->scope, p->p);

	if (text_equal(days, p->label))
		result_note(r, NOTE_FACT, "%s%.*s", word, TEXT_ARGS(days));
	else
		result_note(r, NOTE_FACT, "%s%.*s: %.*s", word, TEXT_ARGS(p->label), TEXT_ARGS(days));
}

static void note_periods(struct news *n, struct result *r)
{
	note_period(n, r, "", &n->now);
	for (size_t i = 0; i < n->n_against; i++)
		note_period(n, r, "against ", &n->against[i]);
}

static struct text dimensions_of(const struct news *n)
{
	struct text list = TEXT_NONE;

	for (size_t d = 1; d < n->n_dimensions; d++)
		list = arena_printf(n->environment->arena, "%.*s%s%.*s", TEXT_ARGS(list), d > 1 ? ", " : " and by ",
				    TEXT_ARGS(n->dimensions[d].name));
	return list;
}

static void note_tests(struct news *n, struct result *r)
{
	struct environment *e = n->environment;

	if (n->n)
		result_note(r, NOTE_FACT, "%zu metrics, all together%.*s: %.*s tests, false discoveries held at %g %%",
			    n->metrics.n, TEXT_ARGS(dimensions_of(n)), TEXT_ARGS(report_thousands(e, n->n_tests)),
			    100 * NEWS_FALSE_DISCOVERIES);
	if (n->n_few)
		result_note(r, NOTE_FACT,
			    "%.*s with fewer than %u answers on a side (min_n; %d for a jackknife) are not judged",
			    TEXT_ARGS(derive_count(e, (double)n->n_few, "difference", "differences")),
			    n->all.plan->settings->min_n, NEWS_PER_GROUP * JACKKNIFE_FOLDS);
	if (n->n)
		result_note(r, NOTE_FACT,
			    "left out as too small: shares by Cohen's h, nets and means by Hedges' g below %g, others "
			    "below %g %% of the value before",
			    NEWS_EFFECT, 100 * NEWS_RATIO);
}

static void note_names(struct result *r, const char *why, struct text names)
{
	if (names.n)
		result_note(r, NOTE_FACT, "%s: %.*s", why, TEXT_ARGS(names));
}

static void note_left_out(struct news *n, struct result *r)
{
	if (!n->n)
		return;
	note_names(r, "counts, sums and medians are not tested", n->untested);
	note_names(r, "per customer of a period, which depends on its length, and not tested", n->growing);
	note_names(r, "another metric of the same answers speaks for", n->spoken_for);
	note_names(r, "without their roles", n->lacking);
	if (n->unsplit.n)
		result_note(r, NOTE_FACT, "columns of more than %d values, not split by: %.*s", NEWS_VALUES_MAX,
			    TEXT_ARGS(n->unsplit));
	if (n->broken.n)
		result_note(r, NOTE_WARNING,
			    "not worked out here, as they name what this table lacks or have a unit of their own: %.*s",
			    TEXT_ARGS(n->broken));
}

void news_words(struct news *n, struct result *r)
{
	add_text(n, result_screen(r));
	if (n->n_stories > NEWS_SENTENCES)
		result_note(r, NOTE_FACT, "%zu more stand in the machine formats", n->n_stories - NEWS_SENTENCES);
	if (n->has_few_in_part)
		result_note(r, NOTE_FACT, "* fewer than %u answers: a hint where the change lies, no verdict",
			    n->all.plan->settings->min_n);
	note_periods(n, r);
	if (n->sample > 1)
		result_note(r, NOTE_WARNING,
			    "these are %.*s rows: only one customer in %zu was looked at, at random; the queries "
			    "look at all",
			    TEXT_ARGS(report_thousands(n->environment, n->scope->table->n_rows)), n->sample);
	note_tests(n, r);
	note_left_out(n, r);
	if (n->effect > 1.005)
		result_note(r, NOTE_FACT, "%.*s",
			    TEXT_ARGS(derive_effect(n->environment, n->all.plan, n->effect, true)));
	derive_note_weight(n->environment, r, n->all.plan, n->all.contrasts.main.weightless);
	derive_note_plan(r, n->all.plan);
}
