/* Candidates that come from the data: values of a column with their counts; and files. */
#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "api/candidates.h"
#include "base/take.h"
#include "plan/settings.h"
#include "report/spelling.h"
#include "report/tally.h"

enum { VALUES_MAX = 200, NUMBERS_MAX = 64 };

/* The column of T or its base so named, else the one of that role; its values are perhaps not there. */
static const struct column *find_column(const struct table *t, struct text name)
{
	const struct column *own = table_find(t, name), *column = own ? own : table_column(t, name);
	enum role role = role_find(name);

	return column || role == ROLE_NONE ? column : t->roles[role].column;
}

static const struct column *compared_column(const struct candidates *c)
{
	const struct table *t = c->session->catalog.active;

	if (t && text_is(c->expected->verb, "journey") && c->expected->column.n == 0)
		return t->roles[ROLE_customer].column;
	return t ? find_column(t, c->expected->column) : NULL;
}

static bool begins_folded(struct text t, struct text prefix)
{
	return t.n >= prefix.n && text_equal_folded(text_slice(t, 0, prefix.n), prefix);
}

static bool is_wanted(const struct candidates *c, const struct column *column, const struct tally_entry *e)
{
	struct buffer b = { 0 };
	bool wanted;

	if (e->missing)
		return false;
	if (column->type == COLUMN_TEXT)
		return begins_folded(dictionary_word(column->words, (uint32_t)e->code), c->prefix);
	spell_code(column, e->code, &b);
	wanted = begins_folded(buffer_text(&b), c->prefix);
	buffer_free(&b);
	return wanted;
}

static struct text grouped(struct arena *a, uint64_t n)
{
	struct text digits = arena_printf(a, "%llu", (unsigned long long)n), out = TEXT_NONE;

	for (size_t i = 0; i < digits.n; i++)
		out = arena_printf(a, "%.*s%s%c", TEXT_ARGS(out), i && (digits.n - i) % 3 == 0 ? "," : "",
				   digits.at[i]);
	return out;
}

static void add_value(struct candidates *c, const struct column *column, const struct tally_entry *e)
{
	struct buffer b = { 0 };
	struct text value;

	spell_code(column, e->code, &b);
	value = buffer_take(&b, c->arena);
	candidates_add(c, value,
		       arena_printf(c->arena, "%.*s row%s", TEXT_ARGS(grouped(c->arena, e->n)), e->n == 1 ? "" : "s"),
		       column->type == COLUMN_TEXT ? AS_VALUE : AS_WORD);
}

static void add_words(struct candidates *c, struct text words)
{
	while (words.n) {
		size_t end = text_find(words, TEXT(" "));
		struct text word = end == SIZE_MAX ? words : text_slice(words, 0, end);

		candidates_add(c, word, TEXT_NONE, AS_WORD);
		words = end == SIZE_MAX ? TEXT_NONE : text_from(words, end + 1);
	}
}

/* False for a column whose values are too many or no words; what is left in its file is not read to find that out. */
static bool add_column_values(struct candidates *c, const struct column *column)
{
	const struct table *t = c->session->catalog.active;
	struct tally tally;
	struct tally_entry *top;
	size_t kept = 0, n;

	if (!column || column_is_prose(column))
		return false;
	table_ready(t, column);
	if (column->type == COLUMN_NUMBER || (column->type != COLUMN_TEXT && column->domain > NUMBERS_MAX))
		return false;
	tally = tally_column(c->arena, t, column);
	for (size_t i = 0; i < tally.n; i++)
		if (is_wanted(c, column, &tally.entries[i]))
			tally.entries[kept++] = tally.entries[i];
	tally.n = kept;
	n = tally_top(c->arena, &tally, VALUES_MAX, false, &top);
	for (size_t i = 0; i < n; i++)
		add_value(c, column, &top[i]);
	return true;
}

bool candidates_values(struct candidates *c)
{
	if (text_is(c->expected->verb, "set")) {
		add_words(c, text_of(settings_words(c->expected->column)));
		return true;
	}
	return add_column_values(c, compared_column(c));
}

void candidates_steps(struct candidates *c)
{
	const struct table *t = c->session->catalog.active;

	if (t)
		add_column_values(c, t->roles[ROLE_stage].column);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return text_order(text_of((*a)->d_name), text_of((*b)->d_name));
}

/* A folder keeps its quote open: there is more to type. */
static void add_file(struct candidates *c, struct text folder, const char *name, char quote)
{
	struct text path = arena_printf(c->arena, "%.*s%s", TEXT_ARGS(folder), name);
	struct stat facts;
	bool is_folder = stat(path.n ? path.at : ".", &facts) == 0 && S_ISDIR(facts.st_mode);

	if (text_find(path, TEXT("\"")) != SIZE_MAX || text_find(path, TEXT("\\")) != SIZE_MAX)
		return;
	c->candidate(c->user,
		     arena_printf(c->arena, "%c%.*s%s", quote, TEXT_ARGS(path),
				  is_folder	  ? "/"
				  : quote == '\'' ? "'"
						  : "\"")
			     .at,
		     is_folder ? "folder" : "");
}

void candidates_files(struct candidates *c)
{
	struct text folder = c->prefix, start;
	struct dirent **entries = NULL;
	char quote = c->expected->in_quotes && c->expected->quote == '\'' ? '\'' : '"';
	int n;

	if (c->session->e.safe || (c->expected->in_quotes && c->expected->quote == '`'))
		return;
	while (folder.n && folder.at[folder.n - 1] != '/')
		folder.n--;
	start = text_from(c->prefix, folder.n);
	n = scandir(folder.n ? arena_text(c->arena, folder).at : ".", &entries, NULL, by_name);
	for (int i = 0; i < n; i++) {
		const char *name = entries[i]->d_name;

		if ((name[0] != '.' || start.n) && text_starts(text_of(name), start) && !text_is(text_of(name), ".") &&
		    !text_is(text_of(name), ".."))
			add_file(c, folder, name, quote);
	}
	for (int i = 0; i < n; i++)
		free(entries[i]);
	free(entries);
}
