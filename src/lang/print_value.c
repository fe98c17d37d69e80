#include "lang/print.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "lang/words.h"

static void add_doubled(struct text text, char quote, struct buffer *out)
{
	for (size_t i = 0; i < text.n; i++) {
		if (text.at[i] == quote)
			buffer_add_char(out, quote);
		buffer_add_char(out, text.at[i]);
	}
}

/* A keyword that was read as a name stands where it will be again; any other needs its backquotes. */
void print_name(struct text word, unsigned flags, struct buffer *out)
{
	if (word_is_plain(word) && (flags & FLAG_KEYWORD || !keyword_find(word))) {
		buffer_add(out, word);
		return;
	}
	buffer_add_char(out, '`');
	add_doubled(word, '`', out);
	buffer_add_char(out, '`');
}

void print_text(struct text text, struct buffer *out)
{
	buffer_add_char(out, '"');
	for (size_t i = 0; i < text.n; i++) {
		char c = text.at[i];

		if (c == '"' || c == '\\')
			buffer_add_char(out, '\\');
		if (c == '\n')
			buffer_add_c(out, "\\n");
		else
			buffer_add_char(out, c);
	}
	buffer_add_char(out, '"');
}

void print_word(struct text word, struct buffer *out)
{
	if (word_is_plain(word) && !keyword_find(word))
		buffer_add(out, word);
	else
		print_text(word, out);
}

/* The shortest digits of NUMBER times SCALE that, divided by SCALE again, read back the same. */
static void print_scaled(double number, double scale, struct buffer *out)
{
	char digits[1100];
	int places = 0;

	do
		snprintf(digits, sizeof(digits), "%.*f", places++, number * scale);
	while (places <= 700 && fabs(strtod(digits, NULL) / scale - number) > 0);
	buffer_add_c(out, digits);
}

void print_number(double number, struct buffer *out)
{
	print_scaled(number, 1, out);
}

void print_percent(double share, struct buffer *out)
{
	print_scaled(share, 100, out);
	buffer_add_char(out, '%');
}

void print_length(const struct node *n, struct buffer *out)
{
	bool one = !(n->number < 1) && !(n->number > 1);

	print_number(n->number, out);
	buffer_printf(out, " %s%s", unit_name(n->unit), one ? "" : "s");
}

static void print_digits(const struct node *n, struct buffer *out)
{
	if (n->text.n) {
		buffer_add(out, n->text);
		return;
	}
	if (n->kind == NODE_PERCENT)
		print_percent(n->number, out);
	else
		print_number(n->number, out);
}

void print_value_side(const struct node *n, struct buffer *out)
{
	if (n->kind == NODE_NAME && n->flags & FLAG_QUOTED) {
		buffer_add_char(out, '`');
		add_doubled(n->text, '`', out);
		buffer_add_char(out, '`');
	} else if (n->kind == NODE_NAME) {
		if (word_is_plain(n->text) && (n->flags & FLAG_KEYWORD || !keyword_find(n->text)))
			buffer_add(out, n->text);
		else
			print_text(n->text, out);
	} else {
		print_node(n, out);
	}
}

static bool print_moment(const struct node *n, struct buffer *out)
{
	switch (n->kind) {
	case NODE_TODAY:
		buffer_add_c(out, "today");
		return true;
	case NODE_YESTERDAY:
		buffer_add_c(out, "yesterday");
		return true;
	case NODE_LAST_UNIT:
		buffer_printf(out, "last %s", unit_name(n->unit));
		return true;
	case NODE_THIS_UNIT:
		buffer_printf(out, "this %s", unit_name(n->unit));
		return true;
	case NODE_DURATION:
		print_length(n, out);
		return true;
	case NODE_AGO:
		print_length(n, out);
		buffer_add_c(out, " ago");
		return true;
	default:
		return false;
	}
}

bool print_value(const struct node *n, struct buffer *out)
{
	switch (n->kind) {
	case NODE_NUMBER:
	case NODE_PERCENT:
		print_digits(n, out);
		return true;
	case NODE_TEXT:
		print_text(n->text, out);
		return true;
	case NODE_DATE:
		buffer_add(out, n->text);
		return true;
	case NODE_PARAM:
		buffer_add_char(out, '$');
		buffer_add(out, n->text);
		return true;
	case NODE_TRUE:
		buffer_add_c(out, "true");
		return true;
	case NODE_FALSE:
		buffer_add_c(out, "false");
		return true;
	case NODE_NAME:
		if (n->flags & FLAG_STRING)
			print_text(n->text, out);
		else
			print_name(n->text, n->flags, out);
		return true;
	default:
		return print_moment(n, out);
	}
}
