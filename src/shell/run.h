/* run.h - everything that runs without somebody typing it: files, -f, -c, standard input, the settings file. */
#ifndef SHELL_RUN_H
#define SHELL_RUN_H

#include <stdbool.h>

#include "shell/shell.h"

/* Each ends at the first failure, which is said on stderr, or at a quit statement (CXQ_QUIT). */
enum cxq_status run_settings_file(struct shell *sh);
enum cxq_status run_params(struct shell *sh);
enum cxq_status run_files(struct shell *sh);
enum cxq_status run_script(struct shell *sh); /* -f and -c */
enum cxq_status run_standard_input(struct shell *sh);
/* `cxq fmt`, `cxq check`: every FILE, also after one that failed. */
enum cxq_status run_formatter(struct shell *sh, bool check_only);

#endif
