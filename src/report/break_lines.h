/* break_lines.h - a canonical statement over several lines. */
#ifndef REPORT_BREAK_LINES_H
#define REPORT_BREAK_LINES_H

#include "lang/node.h"

/* Append LINE, the canonical text of STATEMENT: as it is if it fits into 80 columns, else each clause on an indented
 * line. */
void break_lines(struct text line, const struct node *statement, struct buffer *out);
/* Bytes of the comment or quoted text at the start of T; 1 for anything else. */
size_t source_piece(struct text t, bool *comment);

#endif
