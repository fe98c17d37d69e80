/* help.h - what there is help on. */
#ifndef REPORT_HELP_H
#define REPORT_HELP_H

#include "plan/scope.h"

/* Add every topic, described by the first line of its text. */
void help_topics(struct name_list *out);

#endif
