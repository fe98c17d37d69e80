/* labels.h - the words that the codes of a coder stand for, as machines read them. */
#ifndef REPORT_LABELS_H
#define REPORT_LABELS_H

#include "report/grid.h"

struct labels {
	struct grid grid;	/* of the one coder */
	struct result *scratch; /* where cells are made */
};

/* Append the label of CODE. */
void label_add(const struct labels *l, uint32_t code, struct buffer *out);

#endif
