#include "lang/print.h"

#include "lang/words.h"

static void print_stage(const struct node *n, struct buffer *out)
{
	if (n->flags & FLAG_QUOTED) {
		print_node(n->first, out);
	} else if (!n->text.n) {
		buffer_add_char(out, '(');
		print_node(n->first, out);
		buffer_add_char(out, ')');
	} else if (word_is_plain(n->text) && (n->flags & FLAG_KEYWORD || !keyword_find(n->text))) {
		buffer_add(out, n->text);
	} else {
		print_text(n->text, out);
	}
}

static void print_step(const struct node *n, struct buffer *out)
{
	print_stage(n, out);
	if (n->last && n->last->kind == NODE_LABEL)
		print_rest(n->last, out);
}

static void print_share(const char *side, const struct node *n, struct buffer *out)
{
	buffer_add_c(out, side);
	print_percent(n->number, out);
	buffer_add_c(out, " of ");
	print_node(n->first, out);
}

static void print_length_after(const char *words, const struct node *n, struct buffer *out)
{
	buffer_add_c(out, words);
	print_length(n, out);
}

static void print_up_to(const struct node *n, struct buffer *out)
{
	buffer_add_c(out, "up to ");
	print_number(n->number, out);
	buffer_add_c(out, " steps");
}

static bool is_side(const struct node *n)
{
	return n->kind == NODE_FIGURES || n->kind == NODE_PART_OF;
}

static void print_calc(const struct node *n, struct buffer *out)
{
	buffer_printf(out, "calc %s", n->kind == NODE_CALC_SAMPLE ? "sample " : "");
	buffer_add(out, n->text);
	for (const struct node *c = n->first; c; c = c->next) {
		if (c != n->first && is_side(c))
			buffer_add_c(out, " vs");
		buffer_add_char(out, ' ');
		print_node(c, out);
	}
}

/* "(110, 70, 20)", "450 of 1000". */
static void print_figures(const struct node *n, struct buffer *out)
{
	bool listed = n->kind == NODE_FIGURES;

	if (listed)
		buffer_add_char(out, '(');
	for (const struct node *c = n->first; c && c->kind != NODE_LABEL; c = c->next) {
		if (c != n->first)
			buffer_add_c(out, listed ? ", " : " of ");
		print_node(c, out);
	}
	if (listed)
		buffer_add_char(out, ')');
	if (n->last->kind == NODE_LABEL)
		print_rest(n->last, out);
}

/* Words, then the children. */
static bool print_led(const struct node *n, struct buffer *out)
{
	static const struct {
		enum node_kind kind;
		const char *words;
		const char *between;
	} forms[] = {
		{ NODE_COMPARE_REPORT, "compare", " " },
		{ NODE_FUNNEL, "funnel", " " },
		{ NODE_PATHS, "paths", " " },
		{ NODE_JOURNEY, "journey", " " },
		{ NODE_RETENTION, "retention", " " },
		{ NODE_DRIVERS, "drivers of", " " },
		{ NODE_TREND, "trend", " " },
		{ NODE_RECOVERY, "recovery", " " },
		{ NODE_CONSISTENCY, "consistency of", " " },
		{ NODE_NEEDED, "needed", " " },
		{ NODE_MARGIN, "within", " " },
		{ NODE_NEWS, "news", " " },
		{ NODE_SCORECARD, "scorecard", " " },
		{ NODE_WORD_REPORT, "words of", " " },
		{ NODE_WHY, "why", " " },
		{ NODE_SEGMENTS, "for", " vs " },
		{ NODE_OF, "of", " " },
		{ NODE_OF_CONDITION, "of", " " },
		{ NODE_ACROSS, "across", " " },
		{ NODE_AMONG, "among", ", " },
		{ NODE_RETURNING, "returning", " " },
		{ NODE_STARTING, "starting at", " " },
		{ NODE_ENDING, "ending at", " " },
		{ NODE_WITHOUT, "without", " " },
		{ NODE_HOLDING, "holding", " " },
		{ NODE_ADJUSTED, "adjusted for", ", " },
		{ NODE_PAIRED, "paired by", " " },
		{ NODE_STRICT, "strict", " " },
		{ NODE_ANY_ORDER, "any order", " " },
	};

	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		if (forms[i].kind != n->kind)
			continue;
		buffer_add_c(out, forms[i].words);
		if (n->first)
			buffer_add_char(out, ' ');
		print_children(n->first, forms[i].between, out);
		return true;
	}
	return false;
}

static bool print_counted(const struct node *n, struct buffer *out)
{
	switch (n->kind) {
	case NODE_EACH:
		buffer_printf(out, "each %s", unit_name(n->unit));
		return true;
	case NODE_FOR_PERIODS:
		print_length_after("for ", n, out);
		return true;
	case NODE_WITHIN:
		print_length_after("within ", n, out);
		return true;
	case NODE_SPLIT:
		print_length_after("split after ", n, out);
		return true;
	case NODE_UP_TO:
		print_up_to(n, out);
		return true;
	default:
		return false;
	}
}

bool print_report(const struct node *n, struct buffer *out)
{
	switch (n->kind) {
	case NODE_SEGMENT:
		print_children(n->first, " ", out);
		return true;
	case NODE_TOP_SHARE:
		print_share("top ", n, out);
		return true;
	case NODE_BOTTOM_SHARE:
		print_share("bottom ", n, out);
		return true;
	case NODE_STEPS:
		print_children(n->first, " -> ", out);
		return true;
	case NODE_STEP:
		print_step(n, out);
		return true;
	case NODE_CALC:
	case NODE_CALC_SAMPLE:
		print_calc(n, out);
		return true;
	case NODE_FIGURES:
	case NODE_PART_OF:
		print_figures(n, out);
		return true;
	default:
		return print_led(n, out) || print_counted(n, out);
	}
}
