/* keep.h - trees that outlive the text they were read from: definitions, and the report behind `it`. */
#ifndef METRIC_KEEP_H
#define METRIC_KEEP_H

#include "base/arena.h"
#include "lang/node.h"

/* A deep copy of N in A whose spans point into a copy of N's own text, a source called NAME: an error in it can be
 * shown when the script is long gone. */
struct node *node_keep(struct arena *a, const struct node *n, struct text name);
/* A bare word, alone or in a list, becomes a text: what a parameter holds is a value and never names a column. */
void node_words_to_text(struct node *value);

#endif
