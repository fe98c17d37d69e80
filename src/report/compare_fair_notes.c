/* What a fair comparison left out, and how it was worked out. */
#include <math.h>

#include "report/compare.h"

static void note_strata(struct comparison *c, struct result *r, const struct contrast *one, struct text where)
{
	struct environment *e = c->environment;
	const struct contrast_adjusted *a = one->adjusted;

	if (a->n_left_out)
		result_note(r, NOTE_FACT, "%.*s%.*s with answers of one side only left out (%.*s and %.*s answers)",
			    TEXT_ARGS(where), TEXT_ARGS(derive_count(e, (double)a->n_left_out, "stratum", "strata")),
			    TEXT_ARGS(report_thousands(e, (uint64_t)a->left_out[0])),
			    TEXT_ARGS(report_thousands(e, (uint64_t)a->left_out[1])));
}

static void note_pairs(struct comparison *c, struct result *r, const struct contrast *one, struct text where)
{
	struct environment *e = c->environment;

	result_note(r, NOTE_FACT, "%.*s%.*s; on one side only and left out: %.*s and %.*s", TEXT_ARGS(where),
		    TEXT_ARGS(derive_count(e, one->n[0], "pair", "pairs")),
		    TEXT_ARGS(report_thousands(e, (uint64_t)one->alone[0])),
		    TEXT_ARGS(report_thousands(e, (uint64_t)one->alone[1])));
}

enum { PLACES_MAX = 6 };

/* "service: " or "phone against chat: ", whatever tells the row from the others. */
static struct text row_name(struct comparison *c, struct result *r, const struct contrast *one)
{
	struct text place = compare_place(c, r, one), a = compare_side(c, r, one, 0);

	if (c->plan->segments == SIZE_MAX)
		return arena_printf(c->environment->arena, "%.*s%.*s: ", TEXT_ARGS(place), TEXT_ARGS(a));
	if (c->contrasts.n_pairs < 2)
		return place;
	return arena_printf(c->environment->arena, "%.*s%.*s against %.*s: ", TEXT_ARGS(place), TEXT_ARGS(a),
			    TEXT_ARGS(compare_side(c, r, one, 1)));
}

/* Of many rows the least and the most. */
static void note_range(const struct comparison *c, struct result *r, size_t all)
{
	size_t n = c->plan->n_items * c->contrasts.n_pairs;
	double least = INFINITY, most = 0;

	for (size_t i = 0; i < all; i++) {
		const struct contrast *one =
			compare_at(c, i / n, i % n / c->contrasts.n_pairs, i % c->contrasts.n_pairs);
		double out = one->adjusted ? (double)one->adjusted->n_left_out : one->alone[0] + one->alone[1];

		least = fmin(least, out);
		most = fmax(most, out);
	}
	result_note(r, NOTE_FACT, "%s on one side only left out: %.0f to %.0f by row (columns %s of csv, json ...)",
		    c->plan->paired ? "units" : "strata with answers", least, most,
		    c->plan->paired ? "only_a, only_b" : "strata_left_out, left_out_a, left_out_b");
}

/* Of every row, as far as that stays readable. */
static void note_left_out(struct comparison *c, struct result *r)
{
	size_t n = c->plan->n_items * c->contrasts.n_pairs, all = c->grid.n_rows * n;

	for (size_t i = 0; i < all && all <= PLACES_MAX; i++) {
		const struct contrast *one =
			compare_at(c, i / n, i % n / c->contrasts.n_pairs, i % c->contrasts.n_pairs);
		struct text where = all > 1 ? row_name(c, r, one) : TEXT("");

		if (one->adjusted)
			note_strata(c, r, one, where);
		else
			note_pairs(c, r, one, where);
	}
	if (all > PLACES_MAX)
		note_range(c, r, all);
}

static bool any_missing(const struct comparison *c)
{
	size_t n = c->contrasts.n_groups * c->plan->n_items * c->contrasts.n_pairs;

	for (size_t i = 0; i < n; i++)
		if (c->contrasts.list[i].adjusted && c->contrasts.list[i].adjusted->has_missing)
			return true;
	return false;
}

static void note_holm(const struct comparison *c, struct result *r)
{
	size_t n = c->contrasts.n_groups * c->plan->n_items * c->contrasts.n_pairs, tests = 0;

	for (size_t i = 0; i < n; i++) {
		const struct contrast_finding *f = compare_finding(&c->contrasts.list[i]);

		tests = f && f->tests > tests ? f->tests : tests;
	}
	if (tests > 1)
		result_note(r, NOTE_FACT,
			    "p Holm: over %zu tests; where nothing differs, %g %% of such tables find nothing", tests,
			    c->plan->level * 100);
}

void compare_fair_notes(struct comparison *c, struct result *r)
{
	const struct plan *p = c->plan;

	if (p->n_strata || p->paired)
		note_left_out(c, r);
	if (p->n_strata) {
		struct text names = compare_strata_names(c);

		if (any_missing(c))
			result_note(r, NOTE_FACT, "answers without %.*s are strata of their own", TEXT_ARGS(names));
		result_note(
			r, NOTE_FACT,
			"adjusted: differences within the strata, weighted with the answers of both sides together; "
			"Mantel-Haenszel weights na nb / (na + nb)");
		result_note(r, NOTE_FACT, "what does not show in %.*s can still differ", TEXT_ARGS(names));
	}
	if (p->interaction)
		result_note(r, NOTE_FACT,
			    "interaction: the difference of a group less that of all other groups together");
	note_holm(c, r);
}
