#include "metric/keep.h"

/* Spans of OLD move by START into KEPT; what came from elsewhere (a generated node) has no place. */
static void move_spans(struct node *n, const struct source *old, const struct source *kept, size_t start)
{
	struct span *at = &n->span;

	if (at->source == old && at->from >= start && at->from <= at->to && at->to - start <= kept->text.n)
		*at = (struct span){ kept, at->from - start, at->to - start };
	else
		*at = (struct span){ 0 };
	for (struct node *child = n->first; child; child = child->next)
		move_spans(child, old, kept, start);
}

struct node *node_keep(struct arena *a, const struct node *n, struct text name)
{
	struct node *copy = node_copy(a, n);
	const struct source *old = n->span.source;
	struct source *kept;

	if (!old)
		return copy;
	kept = ARENA_NEW(a, struct source);
	kept->name = arena_text(a, name);
	kept->text = arena_text(a, text_slice(old->text, n->span.from, n->span.to));
	move_spans(copy, old, kept, n->span.from);
	return copy;
}

void node_words_to_text(struct node *value)
{
	if (!value)
		return;
	if (value->kind == NODE_NAME && !(value->flags & FLAG_QUOTED)) {
		value->kind = NODE_TEXT;
		value->flags = 0;
	}
	if (value->kind == NODE_LIST)
		for (struct node *child = value->first; child; child = child->next)
			node_words_to_text(child);
}
