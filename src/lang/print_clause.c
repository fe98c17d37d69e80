#include "lang/print.h"

static bool print_dimension(const struct node *n, struct buffer *out)
{
	switch (n->kind) {
	case NODE_UNIT:
		buffer_add_c(out, unit_name(n->unit));
		return true;
	case NODE_UNIT_OF:
		buffer_printf(out, "%s of ", unit_name(n->unit));
		print_node(n->first, out);
		return true;
	case NODE_COHORT:
		buffer_printf(out, "cohort %s", unit_name(n->unit));
		return true;
	case NODE_QUANTILE:
		buffer_printf(out, "%s of ", n->number > 5 ? "decile" : n->number > 4 ? "quintile" : "quartile");
		print_node(n->first, out);
		return true;
	case NODE_BANDS:
		buffer_add_c(out, "bands of ");
		print_node(n->first, out);
		buffer_add_c(out, " (");
		print_children(n->first->next, ", ", out);
		buffer_add_char(out, ')');
		return true;
	case NODE_EACH_PART:
		buffer_add_c(out, "each ");
		buffer_add(out, n->text); /* a bare word, even one that is a keyword elsewhere */
		buffer_add_c(out, " in ");
		print_children(n->first, " split ", out);
		return true;
	case NODE_FRAGMENTS:
		buffer_add_c(out, "words of ");
		print_node(n->first, out);
		buffer_add_c(out, " (");
		print_children(n->first->next, ", ", out);
		buffer_add_char(out, ')');
		return true;
	case NODE_FRAGMENT:
	case NODE_BAND:
		print_node(n->first, out);
		buffer_add_c(out, " as ");
		print_word(n->text, out);
		return true;
	default:
		return false;
	}
}

static void print_timerange(const struct node *n, struct buffer *out)
{
	buffer_printf(out, "%s ", op_name(n->op));
	if (n->unit && n->number > 0)
		print_length(n, out);
	else if (n->unit)
		buffer_add_c(out, unit_name(n->unit));
	else
		print_children(n->first, " to ", out);
}

static void print_option(const struct node *n, struct buffer *out)
{
	buffer_add(out, n->text);
	if (n->flags & FLAG_NUMBER)
		buffer_add_char(out, ' ');
	if (n->flags & FLAG_PERCENT)
		print_percent(n->number, out);
	else if (n->flags & FLAG_NUMBER)
		print_number(n->number, out);
	if (n->first) {
		buffer_add_c(out, text_equal_folded(n->text, TEXT("share")) ? " of " : " ");
		print_node(n->first, out);
	}
}

static void print_key(const struct node *n, struct buffer *out)
{
	print_node(n->first, out);
	if (n->flags & FLAG_ASCENDING)
		buffer_add_c(out, " asc");
	if (n->flags & FLAG_DESCENDING)
		buffer_add_c(out, " desc");
}

static void print_counted(const char *word, const struct node *n, struct buffer *out)
{
	buffer_printf(out, "%s ", word);
	print_number(n->number, out);
	print_rest(n->first, out);
}

static void print_led(const char *words, const struct node *n, struct buffer *out)
{
	buffer_printf(out, "%s ", words);
	print_children(n->first, ", ", out);
}

/* Words and what follows: children with commas, or a number and perhaps a name. */
static bool print_with_words(const struct node *n, struct buffer *out)
{
	static const struct {
		enum node_kind kind;
		const char *words;
		bool counted;
	} clauses[] = {
		{ NODE_WHERE, "where", false },
		{ NODE_BY, "by", false },
		{ NODE_PER, "per", false },
		{ NODE_WITH, "with", false },
		{ NODE_HAVING, "having", false },
		{ NODE_SORT, "sort by", false },
		{ NODE_VS_WHEN, "vs", false },
		{ NODE_TOP, "top", true },
		{ NODE_BOTTOM, "bottom", true },
		{ NODE_BEST, "best", true },
		{ NODE_WORST, "worst", true },
		{ NODE_LIMIT, "limit", true },
		{ NODE_VS_TARGET, "vs target", true },
	};

	for (size_t i = 0; i < sizeof(clauses) / sizeof(*clauses); i++) {
		if (clauses[i].kind != n->kind)
			continue;
		if (clauses[i].counted && !(n->kind == NODE_VS_TARGET && n->first))
			print_counted(clauses[i].words, n, out);
		else
			print_led(clauses[i].words, n, out);
		return true;
	}
	return false;
}

static bool print_part(const struct node *n, struct buffer *out)
{
	switch (n->kind) {
	case NODE_KEY:
		print_key(n, out);
		return true;
	case NODE_OPTION:
		print_option(n, out);
		return true;
	case NODE_TIMERANGE:
		print_timerange(n, out);
		return true;
	case NODE_VS_PREVIOUS:
		buffer_add_c(out, n->unit ? "vs previous " : "vs previous");
		buffer_add_c(out, unit_name(n->unit));
		return true;
	case NODE_ROLLING:
		buffer_add_c(out, "rolling ");
		print_length(n, out);
		return true;
	case NODE_CUMULATIVE:
		buffer_add_c(out, "cumulative");
		return true;
	default:
		return print_with_words(n, out) || print_dimension(n, out);
	}
}

bool print_clause(const struct node *n, struct buffer *out)
{
	switch (n->kind) {
	case NODE_LISTING:
		print_led("list", n->first, out);
		print_rest(n->first->next, out);
		return true;
	case NODE_ITEMS:
	case NODE_DIMENSIONS:
		print_children(n->first, ", ", out);
		return true;
	case NODE_QUERY:
	case NODE_ITEM:
		print_children(n->first, " ", out);
		return true;
	case NODE_LABEL:
		buffer_add_c(out, "as ");
		print_word(n->text, out);
		return true;
	case NODE_FORMAT:
		buffer_add_c(out, "format ");
		print_word(n->text, out);
		return true;
	default:
		return print_part(n, out);
	}
}
