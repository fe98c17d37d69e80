/* The sentences under an answer to `why`: the change, its parts by column, and what is left. */
#include <math.h>

#include "report/why.h"

enum {
	NAMED_MAX = 3,	   /* groups in a sentence */
	SENTENCES_MAX = 3, /* columns that get one */
	VALUES_MAX = 8,	   /* groups told in a paradox */
};
#define NAMED_PART 0.15 /* of a part of the change, for a group to be named */

/* ---- words ----------------------------------------------------------------------------------- */

static enum look look_of(const struct why_report *w)
{
	return derive_look(w->why->plan->items[0].look);
}

static struct text number(const struct why_report *w, double v)
{
	return derive_number(w->environment, look_of(w), v);
}

/* "+7.3", "-58.0". */
static struct text signed_number(const struct why_report *w, double v)
{
	struct text t = number(w, v);

	return v > 0 ? arena_printf(w->environment->arena, "+%.*s", TEXT_ARGS(t)) : t;
}

static const char *points(const struct why_report *w)
{
	return look_of(w) == LOOK_POINTS ? " points" : "";
}

static const char *joint(size_t i, size_t n)
{
	return i == 0 ? "" : i + 1 == n ? " and " : ", ";
}

/* ---- sentences ------------------------------------------------------------------------------- */

static struct text group_words(struct why_report *w, struct result *r, const struct why_split *s,
			       const struct why_group *g)
{
	if (s->n_dimensions == 1 && g->codes[0] >= w->whys.coders[s->dimensions[0]].domain)
		return arena_printf(w->environment->arena, "rows without %.*s", TEXT_ARGS(why_name(w, s)));
	return why_value(w, r, s, g);
}

static double part_of(const struct why_group *g, bool mix)
{
	return mix ? g->parts.mix : g->parts.within;
}

/* The groups that make most of a part of the change, largest first. */
static size_t largest(const struct why_split *s, bool mix, const struct why_group *out[NAMED_MAX])
{
	double all = mix ? s->mix : s->within;
	size_t n = 0;

	for (size_t i = 0; i < s->n_groups; i++) {
		const struct why_group *g = &s->groups[i];
		size_t at;

		if (g->hidden || part_of(g, mix) * all <= 0 || fabs(part_of(g, mix)) < NAMED_PART * fabs(all))
			continue;
		for (at = n < NAMED_MAX ? n++ : NAMED_MAX;
		     at > 0 && fabs(part_of(out[at - 1], mix)) < fabs(part_of(g, mix)); at--)
			if (at < NAMED_MAX)
				out[at] = out[at - 1];
		if (at < NAMED_MAX)
			out[at] = g;
	}
	return n;
}

/* "because Aria (-40.0) scored lower". */
static struct text within_words(struct why_report *w, struct result *r, const struct why_split *s)
{
	struct environment *e = w->environment;
	const struct why_group *groups[NAMED_MAX];
	size_t n = largest(s, false, groups);
	const char *verb = look_of(w) == LOOK_POINTS ? "scored" : n > 1 ? "were" : "was";
	struct text t = TEXT("because");

	if (s->within == 0)
		return TEXT("as no group changed by itself");
	if (n == 0)
		return TEXT("within many groups, a little in each");
	for (size_t i = 0; i < n; i++)
		t = arena_printf(e->arena, "%.*s%s%.*s (%.*s)", TEXT_ARGS(t), i ? joint(i, n) : " ",
				 TEXT_ARGS(group_words(w, r, s, groups[i])),
				 TEXT_ARGS(signed_number(w, groups[i]->parts.within)));
	return arena_printf(e->arena, "%.*s %s %s", TEXT_ARGS(t), verb, s->within < 0 ? "lower" : "higher");
}

/* "because more answers came from Aria (-6.6)". */
static struct text mix_words(struct why_report *w, struct result *r, const struct why_split *s)
{
	struct environment *e = w->environment;
	const struct why_group *groups[NAMED_MAX];
	size_t n = largest(s, true, groups);
	struct text t = TEXT("because");

	if (s->mix == 0)
		return TEXT("as the same answered");
	if (n == 0)
		return TEXT("from many small shifts in who answered");
	for (size_t i = 0; i < n; i++)
		t = arena_printf(e->arena, "%.*s%s%s%s from %.*s (%.*s)", TEXT_ARGS(t), i ? joint(i, n) : " ",
				 groups[i]->share[STATS_NOW] > groups[i]->share[STATS_BEFORE] ? "more" : "fewer",
				 i ? "" : " answers came", TEXT_ARGS(group_words(w, r, s, groups[i])),
				 TEXT_ARGS(signed_number(w, groups[i]->parts.mix)));
	return t;
}

static struct text verdict(const struct why_report *w)
{
	const struct whys *all = &w->whys;

	if (all->too_few)
		return TEXT("; too few answers for a verdict");
	return arena_printf(w->environment->arena, ", %.*s: %s", TEXT_ARGS(derive_p(w->environment, all->p)),
			    all->p < 1 - w->why->plan->level ? "more than chance explains" : "chance may explain it");
}

/* "; 95 % interval -77.9 to -38.0, p < .001: more than chance explains". */
static struct text judgement(const struct why_report *w)
{
	const struct whys *all = &w->whys;
	struct text interval = TEXT_NONE;

	if (!isnan(all->low))
		interval =
			arena_printf(w->environment->arena, "; %g %% interval %.*s to %.*s", w->why->plan->level * 100,
				     TEXT_ARGS(number(w, all->low)), TEXT_ARGS(number(w, all->high)));
	return arena_printf(w->environment->arena, "%.*s%.*s", TEXT_ARGS(interval), TEXT_ARGS(verdict(w)));
}

static void note_change(struct why_report *w, struct result *r)
{
	const struct whys *all = &w->whys;
	struct text label = w->why->plan->items[0].label;

	if (all->hidden || isnan(all->change)) {
		result_note(r, NOTE_FACT, "%.*s: %s", TEXT_ARGS(label),
			    all->hidden ? "too few answers in one of the periods to be shown"
					: "one of the periods has no answer; there is no change to split");
		return;
	}
	result_note(r, NOTE_FACT, "%.*s: %.*s%s, from %.*s to %.*s%.*s", TEXT_ARGS(label),
		    TEXT_ARGS(signed_number(w, all->change)), points(w), TEXT_ARGS(number(w, all->value[STATS_BEFORE])),
		    TEXT_ARGS(number(w, all->value[STATS_NOW])), TEXT_ARGS(w->why->adds_up ? TEXT_NONE : judgement(w)));
}

static void note_split(struct why_report *w, struct result *r, const struct why_split *s)
{
	result_note(r, NOTE_FACT, "%.*s: %.*s%s: %.*s %.*s, %.*s %.*s", TEXT_ARGS(why_name(w, s)),
		    TEXT_ARGS(signed_number(w, w->whys.change)), points(w), TEXT_ARGS(signed_number(w, s->within)),
		    TEXT_ARGS(within_words(w, r, s)), TEXT_ARGS(signed_number(w, s->mix)),
		    TEXT_ARGS(mix_words(w, r, s)));
}

/* Counts and sums: who brings more than as much of the change as it had of the whole. */
static void note_sum(struct why_report *w, struct result *r, const struct why_split *s)
{
	struct why_report one = *w;
	struct why_place places[NAMED_MAX];
	size_t n;

	one.whys.list = (struct why_split *)s;
	one.n_kept = 1;
	n = why_places(&one, places, NAMED_MAX);
	for (size_t i = 0; i < n; i++)
		result_note(r, NOTE_FACT,
			    "%.*s: %.*s of the %.*s came with %.*s, which had %.0f %% of the whole before",
			    TEXT_ARGS(why_name(w, s)), TEXT_ARGS(signed_number(w, places[i].group->total)),
			    TEXT_ARGS(signed_number(w, w->whys.change)), TEXT_ARGS(why_value(w, r, s, places[i].group)),
			    100 * places[i].group->share[STATS_BEFORE]);
}

static void note_splits(struct why_report *w, struct result *r)
{
	size_t n = 0;

	for (size_t i = 0; i < w->n_kept && n < SENTENCES_MAX; i++) {
		const struct why_split *s = &w->whys.list[i];

		/* Who names one column asks for its split, whatever chance says. */
		if (!why_is_sure(w, s) && (w->why->chosen || n > 0))
			continue;
		if (w->why->adds_up)
			note_sum(w, r, s);
		else
			note_split(w, r, s);
		n++;
	}
}

/* ---- Simpson's paradox ----------------------------------------------------------------------- */

/* "phone 35.5 to 42.0 (n 31, 88)". */
static struct text moves(struct why_report *w, struct result *r, const struct why_split *s)
{
	struct environment *e = w->environment;
	struct text t = TEXT_NONE;
	size_t n = 0;

	for (size_t g = 0; g < s->n_groups && n < VALUES_MAX; g++) {
		const struct why_group *group = &s->groups[g];

		if (group->hidden || isnan(group->value[STATS_NOW]) || isnan(group->value[STATS_BEFORE]))
			continue;
		t = arena_printf(e->arena, "%.*s%s%.*s %.*s to %.*s (n %.0f, %.0f)", TEXT_ARGS(t), n++ ? ", " : "",
				 TEXT_ARGS(why_value(w, r, s, group)), TEXT_ARGS(number(w, group->value[STATS_BEFORE])),
				 TEXT_ARGS(number(w, group->value[STATS_NOW])), group->n[STATS_BEFORE],
				 group->n[STATS_NOW]);
	}
	return t;
}

static void note_paradox(struct why_report *w, struct result *r)
{
	for (size_t i = 0; i < w->n_kept; i++) {
		const struct why_split *s = &w->whys.list[i];
		bool rose = w->whys.change > 0;

		if (!s->is_paradox)
			continue;
		result_note(r, NOTE_FACT,
			    "Simpson's paradox: %.*s %s although it %s within the values of %.*s; how many of each "
			    "answered is what changed: %.*s (teach simpson)",
			    TEXT_ARGS(w->why->plan->items[0].label), rose ? "rose" : "fell", rose ? "fell" : "rose",
			    TEXT_ARGS(why_name(w, s)), TEXT_ARGS(moves(w, r, s)));
		return;
	}
}

/* ---- what is left -------------------------------------------------------------------------------- */

static void note_left(struct why_report *w, struct result *r)
{
	const struct why_split *s = &w->whys.list[0]; /* the surest */

	if (w->whys.too_few)
		return;
	if (why_is_sure(w, s))
		result_note(r, NOTE_FACT,
			    "explained by %.*s: %.*s of %.*s%s; no column explains the other %.*s, by which its groups "
			    "changed "
			    "alike",
			    TEXT_ARGS(why_name(w, s)), TEXT_ARGS(signed_number(w, s->explained)),
			    TEXT_ARGS(signed_number(w, w->whys.change)), points(w),
			    TEXT_ARGS(signed_number(w, w->whys.change - s->explained)));
	else
		result_note(r, NOTE_FACT,
			    "no column explains more than chance would: the groups of each changed about alike");
}

void why_sentences(struct why_report *w, struct result *r)
{
	note_change(w, r);
	if (!w->n_kept)
		return;
	note_splits(w, r);
	note_paradox(w, r);
	note_left(w, r);
}
