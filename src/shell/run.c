/* run.c - files, scripts and standard input, in the order of the command line. */
#include "shell/run.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shell/echo.h"
#include "shell/interrupt.h"
#include "shell/paths.h"
#include "shell/source.h"

static const char *name_of(const char *path)
{
	return strcmp(path, "-") == 0 ? "<stdin>" : path;
}

static enum cxq_status read_failed(const char *path)
{
	if (errno == EINTR)
		return CXQ_INTERRUPTED;
	fprintf(stderr, "cxq: cannot read %s: %s\n", name_of(path), strerror(errno));
	return CXQ_FAILED;
}

/* Syntax only: what the formatter makes of the text goes nowhere. */
static enum cxq_status check_syntax(struct shell *sh, const char *name, const struct source *s)
{
	FILE *nowhere = fopen("/dev/null", "w");
	enum cxq_status status;

	if (!nowhere)
		return read_failed("/dev/null");
	status = cxq_format(sh->session, name, s->text, s->length, nowhere);
	fclose(nowhere);
	return shell_report(sh, status);
}

static enum cxq_status run_text(struct shell *sh, const char *name, const struct source *s)
{
	enum cxq_status status;

	progress_begin(&sh->progress);
	if (sh->options.dump)
		status = cxq_dump(sh->session, sh->options.dump, name, s->text, s->length, output_stream(&sh->output));
	else if (sh->options.echo && (status = check_syntax(sh, name, s)) != CXQ_OK)
		return status;
	else if (sh->options.echo)
		status = echo_run(sh, name, s);
	else
		status = cxq_run(sh->session, name, s->text, s->length, CXQ_SCRIPT, output_answer, &sh->output);
	if (status == CXQ_OK && output_flush(&sh->output) != CXQ_OK)
		status = CXQ_OUTPUT_FAILED;
	return shell_report(sh, status);
}

static enum cxq_status run_script_file(struct shell *sh, const char *path)
{
	struct source s = { 0 };
	enum cxq_status status = source_read(&s, path) ? run_text(sh, name_of(path), &s) : read_failed(path);

	source_free(&s);
	return status;
}

/* --safe is about statements: what the command line names may be read. */
static enum cxq_status load(struct shell *sh, const char *path)
{
	enum cxq_status status;

	progress_begin(&sh->progress);
	cxq_set_safe(sh->session, false);
	status = cxq_load(sh->session, path, output_answer, &sh->output);
	cxq_set_safe(sh->session, sh->options.safe);
	return shell_report(sh, status);
}

enum cxq_status run_files(struct shell *sh)
{
	enum cxq_status status = CXQ_OK;

	for (size_t i = 0; i < sh->options.n_files && status == CXQ_OK; i++) {
		const struct input *file = &sh->options.files[i];

		status = file->kind == INPUT_SCRIPT ? run_script_file(sh, file->value) : load(sh, file->value);
		if (status == CXQ_OK && interrupt_seen())
			status = CXQ_INTERRUPTED;
	}
	return status;
}

enum cxq_status run_params(struct shell *sh)
{
	for (size_t i = 0; i < sh->options.n_params; i++) {
		const char *assignment = sh->options.params[i], *equals = strchr(assignment, '=');
		char *name = strndup(assignment, (size_t)(equals - assignment));
		enum cxq_status status = name ? cxq_set_param(sh->session, name, equals + 1) : CXQ_FAILED;

		free(name);
		if (status != CXQ_OK)
			return shell_report(sh, status);
	}
	return CXQ_OK;
}

/* Part I of the script and, when it is text, all texts that follow it: they are checked and run as one.  *I moves
 * on. */
static enum cxq_status read_part(struct shell *sh, size_t *i, struct source *s, const char **name)
{
	const struct input *part = &sh->options.script[*i];
	bool done = true;

	if (part->kind == INPUT_SCRIPT) {
		++*i;
		*name = name_of(part->value);
		return source_read(s, part->value) ? CXQ_OK : read_failed(part->value);
	}
	*name = "-c";
	for (; *i < sh->options.n_script && part->kind == INPUT_TEXT && done; part = &sh->options.script[++*i])
		done = source_add(s, part->value, strlen(part->value)) && source_add(s, "\n", 1);
	return done ? CXQ_OK : read_failed("-c");
}

struct part {
	struct source source;
	const char *name;
};

static enum cxq_status read_parts(struct shell *sh, struct part *parts, size_t *n)
{
	enum cxq_status status = CXQ_OK;

	for (size_t i = 0; i < sh->options.n_script && status == CXQ_OK; ++*n)
		status = read_part(sh, &i, &parts[*n].source, &parts[*n].name);
	/* One wrong part keeps all from running; a single one is checked by its own run. */
	for (size_t i = 0; i<*n && * n> 1 && status == CXQ_OK && !sh->options.dump; i++)
		status = check_syntax(sh, parts[i].name, &parts[i].source);
	return status;
}

enum cxq_status run_script(struct shell *sh)
{
	struct part *parts = calloc(sh->options.n_script + 1, sizeof *parts);
	size_t n = 0;
	enum cxq_status status = parts ? read_parts(sh, parts, &n) : CXQ_FAILED;

	for (size_t i = 0; i < n && status == CXQ_OK; i++) {
		status = run_text(sh, parts[i].name, &parts[i].source);
		if (status == CXQ_OK && interrupt_seen())
			status = CXQ_INTERRUPTED;
	}
	for (size_t i = 0; i < n; i++)
		source_free(&parts[i].source);
	free(parts);
	return status;
}

enum cxq_status run_standard_input(struct shell *sh)
{
	return run_script_file(sh, "-");
}

/* Definitions and settings are made silently; only what was asked for is printed. */
enum cxq_status run_settings_file(struct shell *sh)
{
	char *path = path_of_own_file("XDG_CONFIG_HOME", ".config", "cxqrc");
	bool receipts = sh->output.receipts;
	enum cxq_status status = CXQ_OK;

	if (path && access(path, F_OK) == 0) {
		sh->output.receipts = false;
		status = shell_report(sh, cxq_run_file(sh->session, path, output_answer, &sh->output));
		sh->output.receipts = receipts;
	}
	free(path);
	return status;
}

enum cxq_status run_formatter(struct shell *sh, bool check_only)
{
	enum cxq_status first = CXQ_OK;

	for (size_t i = 0; i < sh->options.n_files; i++) {
		const char *path = sh->options.files[i].value;
		struct source s = { 0 };
		enum cxq_status status;

		if (!source_read(&s, path))
			status = read_failed(path);
		else if (check_only)
			status = shell_report(
				sh, cxq_lint(sh->session, name_of(path), s.text, s.length, output_stream(&sh->output)));
		else
			status = shell_report(sh, cxq_format(sh->session, name_of(path), s.text, s.length,
							     output_stream(&sh->output)));
		source_free(&s);
		if (first == CXQ_OK)
			first = status;
	}
	return first;
}
