/* load_options.h - load ... with (...): the options and what they take. */
#ifndef REPORT_LOAD_OPTIONS_H
#define REPORT_LOAD_OPTIONS_H

#include "report/report.h"

struct load_options;

/* Read WITH (a NODE_LOAD_WITH, or NULL) into OPTIONS, in the arena of the statement; errors point at what is wrong. */
enum status load_options_read(struct environment *e, const struct node *with, struct load_options *options);
/* Option I: its name and what it is for; false past the last. */
bool load_options_describe(size_t i, const char **name, const char **help);

#endif
