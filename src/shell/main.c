/* main.c - the program cxq, a client of cxq.h: reads the command line, runs what it asks for, ends with a status
 * that tells. */
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "shell/complete.h"
#include "shell/interrupt.h"
#include "shell/repl.h"
#include "shell/run.h"
#include "shell/shell.h"

enum cxq_status shell_report(struct shell *sh, enum cxq_status status)
{
	progress_erase(&sh->progress);
	if (status == CXQ_OK || status == CXQ_QUIT)
		return status;
	if (sh->output.file)
		fflush(sh->output.file);
	cxq_print_errors(sh->session, stderr);
	return status;
}

static bool has_script(const struct options *o)
{
	for (size_t i = 0; i < o->n_files; i++)
		if (o->files[i].kind == INPUT_SCRIPT)
			return true;
	return o->n_script > 0;
}

/* Statements are typed when nothing else brings them and there is somebody to type. */
static bool is_interactive(const struct shell *sh)
{
	const struct options *o = &sh->options;

	if (has_script(o) || o->complete || o->dump || o->job != JOB_RUN)
		return false;
	return sh->terminal.in && (sh->terminal.out || sh->terminal.err);
}

static enum cxq_status run_all(struct shell *sh, bool interactive)
{
	enum cxq_status status = CXQ_OK;

	if (interactive)
		repl_greet(sh);
	if (!sh->options.no_rc)
		status = run_settings_file(sh);
	/* A mistake in the settings must not keep anybody from typing. */
	if (status == CXQ_OK || (interactive && status != CXQ_QUIT))
		status = run_params(sh);
	if (status == CXQ_OK)
		status = run_files(sh);
	if (status != CXQ_OK)
		return status;
	if (sh->options.complete)
		return complete_print(sh->session, sh->options.complete, output_stream(&sh->output));
	if (interactive)
		return repl_run(sh);
	status = has_script(&sh->options) ? run_script(sh) : run_standard_input(sh);
	/* A value for a parameter that no script has is a slip of the name. */
	return status == CXQ_OK ? shell_report(sh, cxq_check_params(sh->session)) : status;
}

static enum cxq_status run_job(struct shell *sh)
{
	bool interactive = is_interactive(sh);

	if (!sh->output.file)
		return CXQ_OUTPUT_FAILED;
	if (sh->options.job == JOB_FORMAT || sh->options.job == JOB_CHECK)
		return run_formatter(sh, sh->options.job == JOB_CHECK);
	sh->output.receipts |= interactive;
	return run_all(sh, interactive);
}

static enum cxq_status print_about(const struct shell *sh)
{
	if (sh->options.job == JOB_HELP)
		options_help(stdout);
	else
		puts("cxq " CXQ_VERSION);
	return CXQ_OK;
}

static bool limit_memory(uint64_t bytes)
{
	struct rlimit limit = { .rlim_cur = bytes, .rlim_max = bytes };

	return !bytes || setrlimit(RLIMIT_DATA, &limit) == 0;
}

static enum cxq_status open_and_run(struct shell *sh)
{
	enum cxq_status status;

	if (limit_memory(sh->options.memory))
		sh->session = cxq_open();
	if (!sh->session) {
		fputs("cxq: out of memory\n", stderr);
		return CXQ_FAILED;
	}
	cxq_set_safe(sh->session, sh->options.safe);
	sh->progress.wanted = sh->terminal.err;
	cxq_limit_threads(sh->options.threads);
	cxq_on_progress(sh->session, sh->progress.wanted ? progress_show : NULL, &sh->progress);
	interrupt_watch(sh->session);
	status = run_job(sh);
	interrupt_watch(NULL);
	return status;
}

int main(int argc, char **argv)
{
	struct shell sh = { .terminal = terminal_find() };
	enum cxq_status status = CXQ_BAD_INPUT, closed;

	if (!options_read(&sh.options, argc, argv)) {
		options_free(&sh.options);
		return CXQ_BAD_INPUT;
	}
	output_open(&sh.output, &sh.options, &sh.terminal, &sh.progress);
	if (sh.options.job == JOB_HELP || sh.options.job == JOB_VERSION)
		status = print_about(&sh);
	else
		status = open_and_run(&sh);
	if (status == CXQ_QUIT)
		status = CXQ_OK;
	closed = output_close(&sh.output, status == CXQ_OK);
	cxq_close(sh.session);
	options_free(&sh.options);
	return status == CXQ_OK ? (int)closed : (int)status;
}
