/* walk_notes.h - what every answer about journeys says beside its numbers. */
#ifndef REPORT_WALK_NOTES_H
#define REPORT_WALK_NOTES_H

#include "exec/walk.h"
#include "report/report.h"

/* Dates, customers, rows, what takes no part, and the notes of the plan. */
void walk_notes(struct environment *e, struct scope *s, const struct journeys *j, const struct walk *w,
		struct result *r);
/* Where shares have intervals: which, and that journeys of one customer may be alike. */
void walk_note_intervals(const struct journeys *j, struct result *r);
/* The error of a walk that did not end well: it was stopped. */
enum status walk_failed(struct environment *e, const struct walk *w);

#endif
