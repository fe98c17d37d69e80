/* shell.h - what the parts of the shell work on together. */
#ifndef SHELL_SHELL_H
#define SHELL_SHELL_H

#include "cxq.h"
#include "shell/options.h"
#include "shell/output.h"
#include "shell/progress.h"
#include "shell/terminal.h"

struct shell {
	cxq_session *session;
	struct options options;
	struct terminal terminal;
	struct progress progress;
	struct output output;
};

/* Say on stderr what the last call to the library had against it; STATUS is handed back. */
enum cxq_status shell_report(struct shell *sh, enum cxq_status status);

#endif
