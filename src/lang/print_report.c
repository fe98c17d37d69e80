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
	default:
		return print_led(n, out) || print_counted(n, out);
	}
}
