/* repl.c - read, run, print, again. */
#include "shell/repl.h"

#include <stdlib.h>
#include <string.h>

#include "shell/history.h"
#include "shell/interrupt.h"
#include "shell/line.h"

/* Where the prompt is: answers may go elsewhere. */
static FILE *screen_of(const struct shell *sh)
{
	return sh->terminal.out ? stdout : stderr;
}

void repl_greet(const struct shell *sh)
{
	FILE *screen = screen_of(sh);

	if (sh->options.quiet)
		return;
	fputs("cxq " CXQ_VERSION ": help tells what can be asked, Tab completes, Ctrl-D leaves.\n", screen);
	if (!sh->options.n_files)
		fputs("No data yet: load sample, or load \"FILE.csv\"\n", screen);
}

/* The words that other shells end with; `quit` is a statement of the language. */
static bool is_exit(const char *text)
{
	static const char *const words[] = { "exit", "\\q", ".quit", ".exit" };
	size_t length;

	text += strspn(text, " \t\n");
	length = strcspn(text, " \t\n;");
	if (text[length + strspn(text + length, " \t\n;")])
		return false;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strlen(words[i]) == length && strncmp(words[i], text, length) == 0)
			return true;
	return false;
}

static enum cxq_status run(struct shell *sh, const char *text, FILE *screen)
{
	enum cxq_status status;

	interrupt_watch(sh->session);
	progress_begin(&sh->progress);
	output_begin(&sh->output);
	status = cxq_run(sh->session, NULL, text, strlen(text), CXQ_PROMPT, output_answer, &sh->output);
	/* The terminal has shown ^C: leave its row, or the prompt would be drawn behind it.  A row of progress goes
	 * anyway. */
	if (status == CXQ_INTERRUPTED && !sh->progress.visible) {
		putc('\n', screen);
		fflush(screen);
	}
	shell_report(sh, status);
	if (status == CXQ_INTERRUPTED && !cxq_error_count(sh->session))
		fputs("interrupted\n", screen);
	interrupt_watch(NULL);
	return status;
}

enum cxq_status repl_run(struct shell *sh)
{
	FILE *screen = screen_of(sh);
	char *history = history_file(), *text = NULL;
	enum cxq_status status = CXQ_OK;

	interrupt_watch(NULL);
	line_open(sh->session, history, screen);
	while (status != CXQ_QUIT && status != CXQ_OUTPUT_FAILED) {
		enum line_end end = line_read("cxq> ", &text);

		if (end == LINE_LEFT || (end == LINE_TYPED && is_exit(text)))
			break;
		if (end == LINE_TYPED)
			status = run(sh, text, screen);
		free(text);
		text = NULL;
	}
	free(text);
	line_close();
	free(history);
	return status == CXQ_OUTPUT_FAILED ? status : CXQ_OK;
}
