#include "report/break_lines.h"

#include "render/render.h"

enum { LINE_MAX_WIDTH = 80 };

size_t source_piece(struct text t, bool *comment)
{
	char quote = t.at[0];
	size_t n = 1;

	*comment = quote == '#' || text_starts(t, TEXT("--"));
	if (*comment) {
		n = text_find(t, TEXT("\n"));
		return n == SIZE_MAX ? t.n : n;
	}
	if (quote != '"' && quote != '\'' && quote != '`')
		return 1;
	while (n < t.n && t.at[n] != quote && t.at[n] != '\n')
		n += quote != '`' && t.at[n] == '\\' && n + 1 < t.n ? 2 : 1;
	return n < t.n ? n + 1 : t.n;
}

static bool is_clause(enum node_kind kind)
{
	switch (kind) {
	case NODE_WHERE:
	case NODE_BY:
	case NODE_TIMERANGE:
	case NODE_PER:
	case NODE_WITH:
	case NODE_HAVING:
	case NODE_SORT:
	case NODE_TOP:
	case NODE_BOTTOM:
	case NODE_BEST:
	case NODE_WORST:
	case NODE_LIMIT:
	case NODE_ROLLING:
	case NODE_CUMULATIVE:
	case NODE_VS_TARGET:
	case NODE_VS_PREVIOUS:
	case NODE_VS_WHEN:
	case NODE_FAMILY:
	case NODE_BETTER:
	case NODE_FORMAT:
	case NODE_DESCRIBE:
	case NODE_MISSING:
	case NODE_MAPPING:
	case NODE_LOAD_WITH:
	case NODE_SKIPPING:
	case NODE_DEFAULT:
	case NODE_SEGMENTS:
	case NODE_ACROSS:
	case NODE_AMONG:
	case NODE_RETURNING:
	case NODE_EACH:
	case NODE_FOR_PERIODS:
	case NODE_STARTING:
	case NODE_ENDING:
	case NODE_UP_TO:
	case NODE_WITHIN:
	case NODE_STRICT:
	case NODE_ANY_ORDER:
	case NODE_WITHOUT:
	case NODE_HOLDING:
	case NODE_SPLIT:
	case NODE_ADJUSTED:
	case NODE_PAIRED:
		return true;
	default:
		return false;
	}
}

enum { BREAKS_MAX = 64 };

struct breaks {
	size_t at[BREAKS_MAX]; /* offsets of blanks in the line that become line ends, ascending */
	size_t n;
};

static void add_break(struct breaks *b, size_t at)
{
	size_t i = b->n;

	if (b->n == BREAKS_MAX)
		return;
	for (; i > 0 && b->at[i - 1] > at; i--)
		b->at[i] = b->at[i - 1];
	b->at[i] = at;
	b->n++;
}

/* Is the blank at the start of T followed by CLAUSE and the end of a word? */
static bool stands_at(struct text t, struct text clause)
{
	return text_starts(t, clause) && (t.n == clause.n || t.at[clause.n] == ' ');
}

/* Where CLAUSE begins in LINE, outside brackets and quotes; the last such place, for clauses stand at the end. */
static size_t place_of(struct text line, const struct node *clause)
{
	struct buffer b = { 0 };
	size_t at = SIZE_MAX, depth = 0;
	bool comment;

	buffer_add_char(&b, ' ');
	node_print(clause, &b);
	for (size_t i = 0; !b.failed && i < line.n; i += source_piece(text_from(line, i), &comment)) {
		depth += line.at[i] == '(';
		depth -= line.at[i] == ')' && depth;
		if (depth == 0 && stands_at(text_from(line, i), buffer_text(&b)))
			at = i;
	}
	buffer_free(&b);
	return at;
}

static void find_breaks(struct text line, const struct node *statement, struct breaks *b)
{
	for (const struct node *child = statement->first; child; child = child->next) {
		size_t at = is_clause(child->kind) ? place_of(line, child) : SIZE_MAX;

		if (at != SIZE_MAX)
			add_break(b, at);
		if (node_is_report(child))
			find_breaks(line, child, b);
	}
}

void break_lines(struct text line, const struct node *statement, struct buffer *out)
{
	struct breaks b = { .n = 0 };
	size_t from = 0;

	if (render_width(line) > LINE_MAX_WIDTH)
		find_breaks(line, statement, &b);
	for (size_t i = 0; i < b.n; i++) {
		buffer_add(out, text_slice(line, from, b.at[i]));
		buffer_add_c(out, "\n    ");
		from = b.at[i] + 1;
	}
	buffer_add(out, text_from(line, from));
}
