#include "report/walk_notes.h"

#include "report/derive.h"

#include <math.h>

#include "report/parts.h"

enum status walk_failed(struct environment *e, const struct walk *w)
{
	diagnose(e->errors, w->status, (struct span){ 0 }, "stopped");
	return w->status;
}

/* Where `where` tests the time, the dates are those of the rows. */
static struct period dates_of(const struct plan *p, const struct walk *w)
{
	struct period dates = p->window.p;
	int64_t from, to;

	if (!p->time_in_where || isnan(w->first_second))
		return dates;
	from = day_of_second((int64_t)floor(w->first_second)) * DAY_SECONDS;
	to = (day_of_second((int64_t)floor(w->last_second)) + 1) * DAY_SECONDS;
	dates.from = dates.from > from ? dates.from : from;
	dates.to = dates.to < to ? dates.to : to;
	return dates;
}

static void note_dates(struct scope *s, const struct plan *p, const struct walk *w, struct result *r)
{
	result_note(r, NOTE_FACT, "%.*s%s%.*s", TEXT_ARGS(window_text(s, dates_of(p, w))),
		    p->has_before ? "; before: " : "",
		    TEXT_ARGS(p->has_before ? window_text(s, p->before.p) : TEXT("")));
}

static void note_rows(struct environment *e, const struct journeys *j, const struct walk *w, struct result *r)
{
	struct text counted =
		j->split.n ? arena_printf(e->arena, "%.*s journeys, ", TEXT_ARGS(report_thousands(e, w->journeys)))
			   : arena_printf(e->arena, "%.*s %.*s, ", TEXT_ARGS(report_thousands(e, w->units)),
					  TEXT_ARGS(j->counted));

	result_note(r, NOTE_FACT, "%.*s%.*s of %.*s rows", TEXT_ARGS(counted),
		    TEXT_ARGS(report_thousands(e, w->rows_used)), TEXT_ARGS(report_thousands(e, w->rows_in_window)));
	if (w->nobodys)
		result_note(r, NOTE_FACT, "%.*s rows without a %.*s take no part",
			    TEXT_ARGS(report_thousands(e, w->nobodys)), TEXT_ARGS(j->unit_name));
	if (w->timeless)
		result_note(r, NOTE_FACT, "%.*s rows without a time take no part",
			    TEXT_ARGS(report_thousands(e, w->timeless)));
}

static void note_kept(struct environment *e, const struct plan *p, const struct walk *w, struct result *r)
{
	for (size_t i = 0; i < p->n_negated; i++)
		if (w->kept_missing[i])
			result_note(r, NOTE_FACT, "%.*s rows with %.*s missing are kept",
				    TEXT_ARGS(report_thousands(e, w->kept_missing[i])),
				    TEXT_ARGS(p->negated[i]->a->column->snake));
}

void walk_notes(struct environment *e, struct scope *s, const struct journeys *j, const struct walk *w,
		struct result *r)
{
	note_dates(s, j->plan, w, r);
	note_rows(e, j, w, r);
	note_kept(e, j->plan, w, r);
	if (j->split.n)
		result_note(r, NOTE_FACT, "a journey ends where nothing happens for more than %.*s",
			    TEXT_ARGS(length_text(s, j->split)));
	derive_note_computed(e, r, j->plan);
	for (const struct plan_note *note = s->notes; note; note = note->next)
		result_note(r, note->warning ? NOTE_WARNING : NOTE_FACT, "%.*s", TEXT_ARGS(note->text));
}

void walk_note_intervals(const struct journeys *j, struct result *r)
{
	if (!j->plan->ci)
		return;
	result_note(r, NOTE_FACT, "%g %% Wilson intervals of the shares", j->plan->level * 100);
	if (j->unit || j->split.n)
		result_note(r, NOTE_WARNING,
			    "%.*s are taken as independent: where several belong to one customer the intervals are too "
			    "narrow",
			    TEXT_ARGS(j->counted));
}
