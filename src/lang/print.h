/* print.h - the pieces of node_print, which live in one file per family of nodes. */
#ifndef LANG_PRINT_H
#define LANG_PRINT_H

#include "lang/node.h"

/* Any node. */
void print_node(const struct node *n, struct buffer *out);
/* Each prints N and says so, or leaves it to the others. */
bool print_value(const struct node *n, struct buffer *out);
bool print_expression(const struct node *n, struct buffer *out);
bool print_clause(const struct node *n, struct buffer *out);
bool print_report(const struct node *n, struct buffer *out);
bool print_definition(const struct node *n, struct buffer *out);
bool print_utility(const struct node *n, struct buffer *out);

/* The children from C on, with BETWEEN between them. */
void print_children(const struct node *c, const char *between, struct buffer *out);
/* " NODE" for each node from C on. */
void print_rest(const struct node *c, struct buffer *out);
/* WORD as it is when the scanner would read it back as a plain name, else in backquotes. */
void print_name(struct text word, unsigned flags, struct buffer *out);
/* WORD as it is when the scanner would read it back as a plain word, else in double quotes. */
void print_word(struct text word, struct buffer *out);
void print_text(struct text text, struct buffer *out);
/* Without an exponent, as short as reads back the same. */
void print_number(double number, struct buffer *out);
/* Would the scanner read WORD back as one word? */
bool word_is_plain(struct text word);
/* "95%": as short as reads back the same. */
void print_percent(double share, struct buffer *out);
/* "3 months", "1 day" */
void print_length(const struct node *n, struct buffer *out);
/* Right of = != in and the text operators a bare word is a value and a name in backquotes is a column. */
void print_value_side(const struct node *n, struct buffer *out);

#endif
