/* echo.h - --echo: a script that shows its statements among its answers, as in a transcript. */
#ifndef SHELL_ECHO_H
#define SHELL_ECHO_H

#include "shell/shell.h"
#include "shell/source.h"

/* Run the script S block by block, each printed before its answer: "> " before its first line, ". " before the
 * others. */
enum cxq_status echo_run(struct shell *sh, const char *name, const struct source *s);

#endif
