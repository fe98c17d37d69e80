/* options.c - reads the command line.  One table says what there is; help, reading and suggestions walk it. */
#include "shell/options.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "cxq.h"
#include "shell/nearest.h"

enum option_id {
	COMMAND,
	FILE_OF_SCRIPT,
	OUTPUT,
	FORMAT,
	PARAM,
	ECHO,
	NOTES,
	NO_RC,
	QUIET,
	SAFE,
	THREADS,
	MEMORY,
	COMPLETE,
	DUMP,
	VERSION,
	HELP
};

static const struct option {
	enum option_id id;
	const char *spelled;
	const char *argument; /* what it takes, or NULL */
	const char *help;     /* NULL: another spelling, not shown */
} options[] = {
	{ COMMAND, "-c", "TEXT", "run statements" },
	{ FILE_OF_SCRIPT, "-f", "FILE", "run a script" },
	{ OUTPUT, "-o", "FILE", "write the answers to a file" },
	{ FORMAT, "-F", "FORMAT", "box (when not given), csv, tsv, json, jsonl or markdown" },
	{ PARAM, "-p", "NAME=VALUE", "give a script parameter its value" },
	{ ECHO, "--echo", NULL, "print every statement, and what loading and defining did" },
	{ NOTES, "--notes", NULL, "print notes to stderr where the format has no place for them" },
	{ NO_RC, "--no-rc", NULL, "do not read the settings file cxqrc" },
	{ QUIET, "-q", NULL, "no greeting" },
	{ SAFE, "--safe", NULL, "statements may not touch files" },
	{ THREADS, "--threads", "N", "work on at most N threads (answers never depend on it)" },
	{ MEMORY, "--memory", "SIZE", "use at most so much memory: 500M, 4G" },
	{ COMPLETE, "--complete", "TEXT", "print what could follow TEXT, with descriptions" },
	{ DUMP, "--dump", "STAGE", "print the tokens, ast or plan of the statements instead of running them" },
	{ VERSION, "--version", NULL, "print the version" },
	{ HELP, "--help", NULL, "print this" },
	{ HELP, "-h", NULL, NULL },
};

enum { N_OPTIONS = sizeof options / sizeof options[0] };

void options_help(FILE *out)
{
	fputs("usage: cxq [options] [FILE...]\n"
	      "       cxq fmt FILE...      print scripts in canonical form\n"
	      "       cxq check FILE...    check scripts without running them: errors, and notes on what misleads\n\n"
	      "FILEs are taken from left to right: .cxq is a script to run, - is data on standard input, everything\n"
	      "else (.csv .tsv .txt .jsonl .ndjson) is data to load, a table each.  Then all -f and -c are run in\n"
	      "their order.  Without them and without a script, statements are typed in a terminal or read from\n"
	      "standard input.\n\n",
	      out);
	for (size_t i = 0; i < N_OPTIONS; i++) {
		const char *argument = options[i].argument ? options[i].argument : "";
		char left[40];

		snprintf(left, sizeof left, "%s %s", options[i].spelled, argument);
		if (options[i].help)
			fprintf(out, "  %-18s  %s\n", left, options[i].help);
	}
	fputs("\nexamples:\n"
	      "  cxq survey.csv -c 'nps by stage where channel=phone'\n"
	      "  cxq survey.csv -F csv -o nps.csv -c 'nps by month'\n"
	      "  cxq survey.csv weekly.cxq -p week=2024-W07\n\n"
	      "exit status: 0 done, 1 failed while running, 2 wrong usage, statement or name, 5 an assert was false,\n"
	      "             74 output could not be written, 130 interrupted\n",
	      out);
}

static bool complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Always false, so that a caller may return it. */
static bool complain(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	fputs("cxq: ", stderr);
	vfprintf(stderr, format, arguments);
	fputs("\n", stderr);
	va_end(arguments);
	return false;
}

static const char *option_name(size_t index)
{
	return index < N_OPTIONS ? options[index].spelled : NULL;
}

static const char *stage_name(size_t index)
{
	static const char *const stages[] = { "tokens", "ast", "plan" };

	return index < sizeof stages / sizeof stages[0] ? stages[index] : NULL;
}

/* WORD must be one of the names; else say which there are and which may have been meant. */
static bool choose(const char **choice, const char *option, const char *word, name_function *name)
{
	const char *near = nearest(word, name), *one;

	for (size_t i = 0; (one = name(i)); i++)
		if (strcmp(word, one) == 0) {
			*choice = one;
			return true;
		}
	fprintf(stderr, "cxq: %s takes", option);
	for (size_t i = 0; (one = name(i)); i++)
		fprintf(stderr, "%s %s", !i ? "" : name(i + 1) ? "," : " or", one);
	fprintf(stderr, ", not \"%s\"\n", word);
	if (near)
		fprintf(stderr, "help: did you mean %s?\n", near);
	return false;
}

static bool read_threads(unsigned *threads, const char *text)
{
	char *end;
	long n = strtol(text, &end, 10);

	if (!*text || *end || n < 1 || n > 1024)
		return complain("--threads takes a number from 1 to 1024, not \"%s\"", text);
	*threads = (unsigned)n;
	return true;
}

/* Digits and one of K M G T (1024 each), as in 500M. */
static bool read_memory(uint64_t *bytes, const char *text)
{
	static const char units[] = "KMGT";
	char *end;
	unsigned long long n = strtoull(text, &end, 10);
	const char *unit = *end ? strchr(units, *end & ~0x20) : NULL;
	unsigned shift = unit ? 10 * (unsigned)(unit - units + 1) : 0;

	if (text[0] < '0' || text[0] > '9' || (*end && !unit) || (unit && end[1]) || !n || n > UINT64_MAX >> shift)
		return complain("--memory takes a size such as 500M or 4G, not \"%s\"", text);
	*bytes = (uint64_t)n << shift;
	return true;
}

static bool read_param(struct options *o, const char *text)
{
	const char *equals = strchr(text, '=');

	if (!equals || equals == text)
		return complain("-p takes NAME=VALUE, not \"%s\"", text);
	o->params[o->n_params++] = text;
	return true;
}

static bool add_script(struct options *o, enum input_kind kind, const char *value)
{
	o->script[o->n_script++] = (struct input){ kind, value };
	return true;
}

static bool apply(struct options *o, const struct option *option, const char *value)
{
	switch (option->id) {
	case COMMAND:
		return add_script(o, INPUT_TEXT, value);
	case FILE_OF_SCRIPT:
		return add_script(o, INPUT_SCRIPT, value);
	case OUTPUT:
		o->output = strcmp(value, "-") == 0 ? NULL : value;
		break;
	case FORMAT:
		return choose(&o->format, option->spelled, value, cxq_format_name);
	case PARAM:
		return read_param(o, value);
	case ECHO:
		o->echo = true;
		break;
	case NOTES:
		o->notes = true;
		break;
	case NO_RC:
		o->no_rc = true;
		break;
	case QUIET:
		o->quiet = true;
		break;
	case SAFE:
		o->safe = true;
		break;
	case THREADS:
		return read_threads(&o->threads, value);
	case MEMORY:
		return read_memory(&o->memory, value);
	case COMPLETE:
		o->complete = value;
		break;
	case DUMP:
		return choose(&o->dump, option->spelled, value, stage_name);
	case VERSION:
		o->job = JOB_VERSION;
		break;
	case HELP:
		o->job = JOB_HELP;
		break;
	}
	return true;
}

static const struct option *find(const char *word, size_t length)
{
	for (size_t i = 0; i < N_OPTIONS; i++)
		if (strlen(options[i].spelled) == length && strncmp(options[i].spelled, word, length) == 0)
			return &options[i];
	return NULL;
}

static bool unknown(const char *word, size_t length)
{
	char name[40];
	const char *near;

	snprintf(name, sizeof name, "%.*s", (int)length, word);
	complain("there is no option %s", name);
	for (size_t i = 0; cxq_format_name(i); i++)
		if (strncmp(name, "--", 2) == 0 && strcmp(name + 2, cxq_format_name(i)) == 0) {
			fprintf(stderr, "help: write -F %s\n", cxq_format_name(i));
			return false;
		}
	near = strlen(name) > 2 ? nearest(name, option_name) : NULL;
	if (near)
		fprintf(stderr, "help: did you mean %s?\n", near);
	else
		fprintf(stderr, "help: cxq --help lists the options\n");
	return false;
}

/* What an option takes stands behind it (-Fcsv, --dump=ast) or is the next word. */
static bool take_value(struct options *o, const struct option *option, const char *behind, char ***next)
{
	if (!behind && !**next)
		return complain("%s needs a value: %s %s", option->spelled, option->spelled, option->argument);
	return apply(o, option, behind ? behind : *(*next)++);
}

static bool take_long(struct options *o, const char *word, char ***next)
{
	const char *equals = strchr(word, '=');
	size_t length = equals ? (size_t)(equals - word) : strlen(word);
	const struct option *option = find(word, length);

	if (!option)
		return unknown(word, length);
	if (option->argument)
		return take_value(o, option, equals ? equals + 1 : NULL, next);
	if (equals)
		return complain("%s takes no value", option->spelled);
	return apply(o, option, NULL);
}

/* One or more letters after a dash; the first that takes a value takes what is left. */
static bool take_letters(struct options *o, const char *word, char ***next)
{
	for (const char *letter = word + 1; *letter; letter++) {
		const struct option *option = find((char[]){ '-', *letter, '\0' }, 2);

		if (!option)
			return unknown((char[]){ '-', *letter, '\0' }, 2);
		if (option->argument)
			return take_value(o, option, letter[1] ? letter + 1 : NULL, next);
		if (!apply(o, option, NULL))
			return false;
	}
	return true;
}

static void take_file(struct options *o, const char *path)
{
	size_t length = strlen(path);
	bool script = length > 4 && strcmp(path + length - 4, ".cxq") == 0;

	o->files[o->n_files++] = (struct input){ script ? INPUT_SCRIPT : INPUT_DATA, path };
}

static bool is_stdin(const struct input *i)
{
	return i->kind != INPUT_TEXT && strcmp(i->value, "-") == 0;
}

static bool check(struct options *o)
{
	size_t stdins = 0;

	if (o->job == JOB_HELP || o->job == JOB_VERSION) {
		o->output = NULL;
		return true;
	}

	for (size_t i = 0; i < o->n_files; i++)
		stdins += is_stdin(&o->files[i]);
	if (stdins && !o->n_script && !o->complete && o->job == JOB_RUN)
		return complain("standard input is data (-), so the statements must come with -c or -f");
	for (size_t i = 0; i < o->n_script; i++)
		stdins += is_stdin(&o->script[i]);
	if (stdins > 1)
		return complain("standard input (-) can be read only once");
	if ((o->job == JOB_FORMAT || o->job == JOB_CHECK) && !o->n_files)
		return complain("%s needs files", o->job == JOB_FORMAT ? "fmt" : "check");
	return true;
}

bool options_read(struct options *o, int argc, char **argv)
{
	char **next = argv + (argc > 0);
	bool only_files = false;

	*o = (struct options){ .format = "box" };
	o->files = calloc((size_t)argc + 1, sizeof *o->files);
	o->script = calloc((size_t)argc + 1, sizeof *o->script);
	o->params = calloc((size_t)argc + 1, sizeof *o->params);
	if (!o->files || !o->script || !o->params)
		return complain("out of memory");
	if (*next && (strcmp(*next, "fmt") == 0 || strcmp(*next, "check") == 0))
		o->job = (*next++)[0] == 'f' ? JOB_FORMAT : JOB_CHECK;
	while (*next) {
		const char *word = *next++;

		if (only_files || word[0] != '-' || !word[1])
			take_file(o, word);
		else if (strcmp(word, "--") == 0)
			only_files = true;
		else if (word[1] == '-' ? !take_long(o, word, &next) : !take_letters(o, word, &next))
			return false;
	}
	return check(o);
}

void options_free(struct options *o)
{
	free(o->files);
	free(o->script);
	free(o->params);
}
