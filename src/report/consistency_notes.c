/* What an answer about consistency says beside its numbers. */
#include <math.h>

#include "exec/hide.h"
#include "report/consistency.h"
#include "report/derive.h"

enum { NOTED_MAX = 8 }; /* rows that get a line of their own */

static struct text group_text(struct consistency *c, struct result *r, size_t g)
{
	struct environment *e = c->environment;
	const struct estimate *cell = consistency_cell(c, g);
	const uint32_t *codes = &c->groups.codes[g * c->groups.n_dimensions];

	return arena_printf(e->arena, "%.*s %.*s (n %.*s)",
			    TEXT_ARGS(derive_group(e, &c->grid, r, c->n_by, &codes[c->n_by], 1)),
			    TEXT_ARGS(derive_number(e, derive_look(c->plan->items[0].look), cell->value)),
			    TEXT_ARGS(report_thousands(e, (uint64_t)cell->n)));
}

/* "phone: " where there are several rows. */
static struct text row_name(struct consistency *c, struct result *r, const struct spread *s)
{
	if (c->n_by == 0)
		return TEXT("");
	return arena_printf(c->environment->arena,
			    "%.*s: ", TEXT_ARGS(derive_group(c->environment, &c->grid, r, 0, s->codes, c->n_by)));
}

static void note_values(struct consistency *c, struct result *r, const struct spread *s)
{
	struct environment *e = c->environment;
	enum look look = derive_look(c->plan->items[0].look);
	struct text row = row_name(c, r, s);

	if (s->plain.weight == 0)
		result_note(r, NOTE_FACT, "%.*sno group has a value", TEXT_ARGS(row));
	else if (s->plain.weight == 1)
		result_note(r, NOTE_FACT, "%.*sone group only: %.*s", TEXT_ARGS(row),
			    TEXT_ARGS(group_text(c, r, s->lowest)));
	else
		result_note(r, NOTE_FACT, "%.*sfrom %.*s to %.*s; sd %.*s if every group counts alike", TEXT_ARGS(row),
			    TEXT_ARGS(group_text(c, r, s->lowest)), TEXT_ARGS(group_text(c, r, s->highest)),
			    TEXT_ARGS(derive_number(e, look, sqrt(s->plain.squares / s->plain.weight))));
}

static const char *verdict_of(const struct consistency *c, const struct spread *s)
{
	if (s->weighted.weight < c->plan->settings->min_n)
		return "too few answers for a verdict";
	return s->p < 1 - c->plan->level ? "they differ more than chance explains" : "chance may explain it";
}

static void note_test(struct consistency *c, struct result *r, const struct spread *s)
{
	struct environment *e = c->environment;
	struct text row = row_name(c, r, s), test;

	if (isnan(s->p))
		return;
	if (isinf(s->df_within))
		test = arena_printf(e->arena, "chi-square %.1f on %g df", s->statistic, s->df);
	else
		test = arena_printf(e->arena, "Welch's F %.2f on %g and %.1f df", s->statistic, s->df, s->df_within);
	result_note(r, NOTE_FACT, "%.*sgroups without any difference would show an sd of about %.*s; %.*s, %.*s: %s",
		    TEXT_ARGS(row), TEXT_ARGS(derive_number(e, derive_look(c->plan->items[0].look), s->chance)),
		    TEXT_ARGS(test), TEXT_ARGS(derive_p(e, s->p)), verdict_of(c, s));
}

static void note_rows(struct consistency *c, struct result *r)
{
	struct environment *e = c->environment;
	const struct estimates *all = &c->overall;
	double n = 0, nowhere = all->cells[c->n_spreads * all->n_expressions].n;

	for (size_t i = 0; i < c->n_spreads; i++)
		n += c->spreads[i].weighted.weight;
	if (c->plan->per)
		result_note(r, NOTE_FACT, "one value per %.*s, then their mean; n counts those",
			    TEXT_ARGS(c->plan->per_name));
	result_note(r, NOTE_FACT, c->plan->per || c->plan->overlaps ? "n %.*s from %.*s rows" : "n %.*s of %.*s rows",
		    TEXT_ARGS(report_thousands(e, (uint64_t)n)), TEXT_ARGS(report_thousands(e, c->groups.rows_used)));
	if (nowhere > 0)
		result_note(r, NOTE_FACT, "%.*s without %.*s left out",
			    TEXT_ARGS(derive_count(e, nowhere, "answer", "answers")),
			    TEXT_ARGS(c->plan->dimensions[c->n_by].name));
}

static void note_method(struct consistency *c, struct result *r)
{
	const struct plan *p = c->plan;
	double effect = 1;
	const char *voices = p->settings->inference == INFERENCE_CASE ? "; cases count as one voice"
								      : "; customers count as one voice";
	size_t small = 0, groups = 0, hidden = 0;

	for (size_t g = 0; g < c->groups.n_groups; g++)
		hidden += consistency_cell(c, g)->hidden != HIDDEN_NOT;
	for (size_t g = 0; g < c->groups.n_groups; g++)
		effect = fmax(effect, consistency_cell(c, g)->effect);
	for (size_t i = 0; i < c->n_spreads; i++) {
		small += c->spreads[i].small;
		groups += (size_t)c->spreads[i].plain.weight;
	}
	result_note(r, NOTE_FACT,
		    "sd: groups weigh as much as they have answers; clearly apart: the group's %g %% interval "
		    "leaves out the value of all together%s",
		    p->level * 100, effect > 1.005 && p->settings->inference != INFERENCE_ROW ? voices : "");
	derive_note_frequency(c->environment, r, p, c->groups.main.uncounted);
	derive_note_weight(c->environment, r, p, c->groups.main.weightless);
	if (hidden)
		result_note(r, NOTE_FACT, "%zu groups with few answers are hidden and left out (suppress_below %u)",
			    hidden, p->settings->suppress_below);
	if (!c->has_parts)
		result_note(r, NOTE_FACT,
			    "only shares, nets and means of answers have a between-groups part of their variance");
	if (small)
		result_note(r, NOTE_FACT, "%zu of %zu groups have fewer than %u answers", small, groups,
			    p->settings->min_n);
}

void consistency_notes(struct consistency *c, struct result *r, const size_t *order)
{
	derive_note_dates(c->environment, r, c->plan);
	note_rows(c, r);
	derive_note_parts(c->environment, r, c->plan, &c->groups.main);
	for (size_t i = 0; i < c->n_spreads && i < NOTED_MAX; i++) {
		note_values(c, r, &c->spreads[order[i]]);
		note_test(c, r, &c->spreads[order[i]]);
	}
	note_method(c, r);
	derive_note_computed(c->environment, r, c->plan);
	derive_note_plan(r, c->plan);
}
