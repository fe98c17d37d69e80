/* duckdb_csv.c - the awkward CSV files of DuckDB: is what we load what DuckDB loads?
 *
 *	duckdb_csv FOLDER LIST		one test: every file is as the oracle of FOLDER has it, or stands in LIST
 *	duckdb_csv FOLDER LIST new	print LIST as it has to be now, without a reason where there is none yet
 *
 * FOLDER holds data/... and oracle_duckdb-1.5.6.jsonl: for each file what DuckDB made of it, or that it refused.  Compared
 * are the columns (their names where there is a header; the family of their types), the number of rows and the first
 * twelve.  A line of LIST is "file<tab>what differs<tab>why": what differs is what this program says, so that a listed file
 * that differs in another way, or no longer, fails too.  Each file is loaded in a process of its own, which may
 * neither crash nor take long. */
#include <jansson.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "ingest/ingest.h"
#include "ingest/value.h"

#define ORACLE "oracle_duckdb-1.5.6.jsonl"

enum { SECONDS_MAX = 30, LINE_MAX_BYTES = 1000, LISTED_MAX = 2000, HEAD_ROWS = 12 };

struct listed {
	char *file, *difference, *why;
	bool used;
};

static struct listed list[LISTED_MAX];
static size_t n_listed;

/* What differs, as a line without tabs; the first thing wins. */
struct verdict {
	char difference[LINE_MAX_BYTES];
};

__attribute__((format(printf, 2, 3))) static bool differs(struct verdict *v, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(v->difference, sizeof(v->difference), format, arguments);
	va_end(arguments);
	for (char *c = v->difference; *c; c++)
		if ((unsigned char)*c < ' ' || *c == 127)
			*c = ' ';
	return false;
}

static const char *string_of(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

/* Families in which DuckDB's types and ours can be compared. */
static const char *family_of_oracle(const char *type)
{
	if (strcmp(type, "BIGINT") == 0 || strcmp(type, "DOUBLE") == 0)
		return "number";
	if (strcmp(type, "DATE") == 0)
		return "date";
	if (strncmp(type, "TIMESTAMP", 9) == 0)
		return "time";
	if (strcmp(type, "TIME") == 0)
		return "clock";
	return strcmp(type, "BOOLEAN") == 0 ? "yes/no" : "text";
}

static const char *family_of_column(const struct column *c)
{
	static const char *const families[] = {
		[COLUMN_TEXT] = "text",	     [COLUMN_YESNO] = "yes/no",	 [COLUMN_INTEGER] = "number",
		[COLUMN_DECIMAL] = "number", [COLUMN_NUMBER] = "number", [COLUMN_DATE] = "date",
		[COLUMN_TIME] = "time",
	};

	return families[c->type];
}

static bool is_blank(const char *text)
{
	return text[strspn(text, " \t\r\n")] == '\0';
}

/* DuckDB keeps what stands around a name; it names what has none, and repeats, in its own way. */
static bool same_name(const json_t *name_there, struct text name)
{
	const char *wanted = json_string_value(name_there);
	struct text trimmed = text_trim((struct text){ wanted, json_string_length(name_there) });
	struct text repeated = trimmed;

	if (text_equal(trimmed, name) || is_blank(wanted) || strncmp(wanted, "column", 6) == 0)
		return true;
	while (repeated.n && repeated.at[repeated.n - 1] >= '0' && repeated.at[repeated.n - 1] <= '9')
		repeated.n--;
	return repeated.n < trimmed.n && repeated.n > 1 && repeated.at[repeated.n - 1] == '_' &&
	       text_starts(name, text_slice(repeated, 0, repeated.n - 1));
}

static size_t own_columns(const struct table *t)
{
	size_t own = 0;

	while (own < t->n_columns && !t->columns[own].derived)
		own++;
	return own;
}

static bool same_columns(const json_t *oracle, const struct table *t, struct verdict *v)
{
	const json_t *sniff = json_object_get(oracle, "sniff"), *columns = json_object_get(sniff, "Columns");
	const json_t *header = json_object_get(sniff, "HasHeader");
	size_t own = own_columns(t);

	if (own != json_array_size(columns))
		return differs(v, "%zu columns, DuckDB %zu", own, json_array_size(columns));
	for (size_t i = 0; json_is_true(header) && i < own; i++) {
		const json_t *wanted = json_object_get(json_array_get(columns, i), "name");

		if (!same_name(wanted, t->columns[i].name))
			return differs(v, "column %zu is %.*s, DuckDB %s", i + 1, TEXT_ARGS(t->columns[i].name),
				       json_string_value(wanted));
	}
	return true;
}

/* A column without a value has no type: then DuckDB says text, and so may we. */
static bool same_types(const json_t *oracle, const struct table *t, struct verdict *v)
{
	const json_t *columns = json_object_get(json_object_get(oracle, "sniff"), "Columns");

	for (size_t i = 0; i < json_array_size(columns); i++) {
		const char *type = string_of(json_array_get(columns, i), "type");
		const char *wanted = family_of_oracle(type), *got = family_of_column(&t->columns[i]);

		if (strcmp(wanted, got) != 0 && t->columns[i].n_missing < t->n_rows)
			return differs(v, "column %zu is %s, DuckDB %s", i + 1, got, type);
	}
	return true;
}

/* TEXT in FORMAT, then a fraction and a zone or nothing, as seconds since 1970. */
static bool read_moment(const char *text, const char *format, double *seconds)
{
	struct tm parts = { .tm_mday = 1 };
	const char *rest = strptime(text + strspn(text, " "), format, &parts);
	char *behind;
	double fraction = 0;

	if (!rest)
		return false;
	if (*rest == '.') {
		fraction = strtod(rest, &behind);
		rest = behind;
	}
	*seconds = (double)timegm(&parts) + floor(fraction * 1000) / 1000;
	if (is_blank(rest))
		return true;
	rest = strptime(rest, "%z", &parts);
	*seconds -= (double)parts.tm_gmtoff;
	return rest && is_blank(rest);
}

static bool same_moment(const json_t *oracle, const char *wanted, const struct column *c, double got)
{
	static const char *const iso[] = { "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M",
					   "%Y-%m-%d %H:%M",	"%Y-%m-%d",	     "%Y/%m/%d" };
	const json_t *sniff = json_object_get(oracle, "sniff");
	const char *own[] = { string_of(sniff, "TimestampFormat"), string_of(sniff, "DateFormat") };
	double unit = c->type == COLUMN_DATE ? 86400 : 1, seconds;

	for (size_t i = 0; i < sizeof(own) / sizeof(*own); i++)
		if (own[i] && read_moment(wanted, own[i], &seconds) && fabs(seconds - got * unit) < 0.0005)
			return true;
	for (size_t i = 0; i < sizeof(iso) / sizeof(*iso); i++)
		if (read_moment(wanted, iso[i], &seconds) && fabs(seconds - got * unit) < 0.0005)
			return true;
	return false;
}

static bool same_number(const char *wanted, double got)
{
	char *end;
	double value = strtod(wanted, &end);

	return end != wanted && is_blank(end) && value == got;
}

static bool same_word(const json_t *cell, const struct column *c, size_t row)
{
	struct text word = dictionary_word(c->words, (uint32_t)column_code(c, row));

	return text_equal(word, (struct text){ json_string_value(cell), json_string_length(cell) });
}

static bool same_cell(const json_t *oracle, const json_t *cell, const struct column *c, size_t row)
{
	const char *wanted = json_string_value(cell);
	double got = column_number(c, row);

	if (column_is_missing(c, row))
		return !wanted || is_blank(wanted) ||
		       (c->type != COLUMN_TEXT && is_missing_word(text_trim(text_of(wanted))));
	if (!wanted)
		return false;
	switch (c->type) {
	case COLUMN_TEXT:
		return same_word(cell, c, row);
	case COLUMN_YESNO:
		return scan_yesno(text_trim(text_of(wanted))) == (int)got;
	case COLUMN_DATE:
	case COLUMN_TIME:
		return same_moment(oracle, wanted, c, got);
	default:
		return same_number(wanted, got);
	}
}

static bool same_head(const json_t *oracle, const struct table *t, struct verdict *v)
{
	const json_t *rows = json_object_get(json_object_get(oracle, "auto_head"), "rows");

	for (size_t i = 0; i < json_array_size(rows) && i < HEAD_ROWS; i++)
		for (size_t j = 0; j < json_array_size(json_array_get(rows, i)); j++) {
			const json_t *cell = json_array_get(json_array_get(rows, i), j);

			if (!same_cell(oracle, cell, &t->columns[j], table_row_at(t, i)))
				return differs(v, "row %zu, column %zu is not %s", i + 1, j + 1,
					       json_is_string(cell) ? json_string_value(cell) : "missing");
		}
	return true;
}

static bool same_rows(const json_t *oracle, const struct table *t, struct verdict *v)
{
	const char *rows = string_of(oracle, "auto_rows");

	if (rows && strtoull(rows, NULL, 10) != t->n_rows)
		return differs(v, "%zu rows, DuckDB %s", t->n_rows, rows);
	return true;
}

/* What the load of FILE said, without its name. */
static const char *refusal(const struct diagnostics *errors, const char *path)
{
	const char *said = errors->first ? errors->first->message.at : "no reason";
	const char *name = strstr(said, path);

	return name ? name + strlen(path) + strspn(name + strlen(path), ", :") : said;
}

static void compare(const json_t *oracle, const char *path, struct verdict *v)
{
	struct arena arena = { 0 };
	struct diagnostics errors = { .arena = &arena };
	struct load_request request = { .file = text_of(path) };
	struct table *t = ingest_load(&request, &errors);
	bool wanted = json_is_string(json_object_get(oracle, "auto_rows"));

	if (!t && wanted)
		differs(v, "refused: %s", refusal(&errors, path));
	else if (t && !wanted)
		differs(v, "%zu columns and %zu rows, DuckDB refuses", own_columns(t), t->n_rows);
	else if (t)
		(void)(same_columns(oracle, t, v) && same_rows(oracle, t, v) && same_types(oracle, t, v) &&
		       same_head(oracle, t, v));
	table_free(t);
	arena_reset(&arena);
}

/* Compare in a process of its own: its last word, or how it died. */
static void compare_apart(const json_t *oracle, const char *path, struct verdict *v)
{
	int ends[2], status;
	ptrdiff_t n;
	pid_t pid;

	if (pipe(ends) != 0 || (fflush(stdout), pid = fork()) < 0) {
		differs(v, "no process could be started");
		return;
	}
	if (pid == 0) {
		alarm(SECONDS_MAX);
		compare(oracle, path, v);
		_exit(write(ends[1], v->difference, strlen(v->difference)) < 0);
	}
	close(ends[1]);
	n = read(ends[0], v->difference, sizeof(v->difference) - 1);
	v->difference[n > 0 ? n : 0] = '\0';
	close(ends[0]);
	if (waitpid(pid, &status, 0) < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
		differs(v, "CRASHED or took too long (status %#x)", (unsigned)status);
}

static struct listed *find(const char *file)
{
	for (size_t i = 0; i < n_listed; i++)
		if (strcmp(list[i].file, file) == 0)
			return &list[i];
	return NULL;
}

static bool read_list(const char *path)
{
	FILE *file = fopen(path, "r");
	char *line = NULL;
	size_t room = 0;

	if (!file)
		return false;
	while (n_listed < LISTED_MAX && getline(&line, &room, file) > 0) {
		char *rest = line, *name = strsep(&rest, "\t\n");

		if (*name == '#' || *name == '\0')
			continue;
		list[n_listed].file = strdup(name);
		list[n_listed].difference = strdup(rest ? strsep(&rest, "\t\n") : "");
		list[n_listed++].why = strdup(rest ? strsep(&rest, "\n") : "");
	}
	free(line);
	fclose(file);
	return true;
}

/* Does the list have the difference?  Says what is wrong if not. */
static bool is_known(const char *file, const char *difference)
{
	struct listed *l = find(file);

	if (!l && !*difference)
		return true;
	if (l)
		l->used = true;
	if (l && *l->why && strcmp(l->difference, difference) == 0)
		return true;
	if (!*difference)
		printf("#   %s is as DuckDB has it, but listed\n", file);
	else
		printf("#   %s: %s (%s)\n", file, difference,
		       !l	 ? "not listed"
		       : *l->why ? l->difference
				 : "no reason");
	return false;
}

static void print_listed(const char *file, const char *difference)
{
	const struct listed *l = find(file);

	if (*difference)
		printf("%s\t%s\t%s\n", file, difference, l && strcmp(l->difference, difference) == 0 ? l->why : "");
}

static bool all_used(void)
{
	bool used = true;

	for (size_t i = 0; i < n_listed; i++)
		if (!list[i].used) {
			printf("#   %s is listed, but there is no such file\n", list[i].file);
			used = false;
		}
	return used;
}

/* The lines of the oracle, read at once: a process that shared the open file could move the place in it. */
static char *read_oracle(const char *folder)
{
	char path[4096], *all = NULL;
	size_t room = 0;
	FILE *file;

	snprintf(path, sizeof(path), "%s/" ORACLE, folder);
	file = fopen(path, "r");
	if (file && getdelim(&all, &room, '\0', file) < 0) {
		free(all);
		all = NULL;
	}
	if (file)
		fclose(file);
	return all;
}

/* What differs in the file of an oracle's line, into V; its name. */
static const char *judge(const char *folder, const json_t *oracle, struct verdict *v)
{
	const char *file = string_of(oracle, "file");
	char path[4096];

	if (!file) {
		fprintf(stderr, "duckdb_csv: a line of the oracle is not what it was\n");
		exit(2);
	}
	snprintf(path, sizeof(path), "%s/%s", folder, file);
	compare_apart(oracle, path, v);
	return file;
}

int main(int argc, char **argv)
{
	char *oracles = argc >= 3 ? read_oracle(argv[1]) : NULL, *rest = oracles, *line;
	size_t n[2] = { 0 };
	bool right = true;

	if (!oracles || (!read_list(argv[2]) && argc == 3)) {
		fprintf(stderr, "usage: duckdb_csv FOLDER LIST [new]\n");
		return 2;
	}
	while ((line = strsep(&rest, "\n")) && *line) {
		json_t *oracle = json_loads(line, JSON_ALLOW_NUL, NULL);
		struct verdict v = { "" };
		const char *file = judge(argv[1], oracle, &v);

		n[*v.difference != '\0']++;
		if (argc > 3)
			print_listed(file, v.difference);
		else
			right = is_known(file, v.difference) && right;
		json_decref(oracle);
	}
	free(oracles);
	if (argc > 3)
		return 0;
	right = all_used() && right;
	printf("%s - DuckDB's CSV files: %zu as DuckDB has them, %zu with a reason\n", right ? "ok" : "not ok", n[0],
	       n[1]);
	return !right;
}
