/* What is to be said of tables that were joined, and what their whole is called. */
#include <string.h>

#include "base/map.h"
#include "base/take.h"
#include "ingest/join_int.h"
#include "ingest/names.h"
#include "store/spell.h"

enum { FILES_LISTED = 8, NAMES_LISTED = 12 };

bool join_out_of_memory(struct joining *j)
{
	diagnose(j->errors, STATUS_FAILED, j->request->span, "out of memory");
	return false;
}

/* ---- look-ups that cannot be ----------------------------------------------------------------- */

struct text join_places(struct arena *a, const struct table *t, const size_t rows[2])
{
	bool lines = t->n_parts == 1 && t->parts->first_line;
	size_t place[2];

	for (int i = 0; i < 2; i++)
		place[i] = table_line(t, rows[i]) + (lines ? t->parts->first_line : 1);
	return arena_printf(a, "%s %zu and %zu", lines ? "lines" : "rows", place[place[0] > place[1]],
			    place[place[0] < place[1]]);
}

static void refuse_duplicate(struct joining *j, const struct lookup *l, const size_t rows[2])
{
	struct buffer key = { 0 };
	struct text spelt;

	spell_row(l->key, rows[0], &key);
	spelt = buffer_take(&key, &j->scratch);
	diagnose(j->errors, STATUS_FAILED, j->request->span, "%.*s is twice in the column %.*s of %.*s: %.*s",
		 TEXT_ARGS(spelt), TEXT_ARGS(l->key->snake), TEXT_ARGS(l->file->file),
		 TEXT_ARGS(join_places(&j->scratch, l->file, rows)));
	diagnose_help(j->errors, "a file that is looked up has one row for each value of its key");
}

void join_refuse_lookup(struct joining *j, const struct lookup *l, enum lookup_fault fault, const size_t rows[2])
{
	const struct column *on = table_column(j->table, l->on);

	switch (fault) {
	case LOOKUP_DUPLICATE:
		refuse_duplicate(j, l, rows);
		break;
	case LOOKUP_NO_COLUMN:
		diagnose(j->errors, STATUS_BAD_INPUT, j->request->span, "%.*s is no column of a file",
			 TEXT_ARGS(l->on));
		break;
	case LOOKUP_NOT_COMPARABLE:
		diagnose(j->errors, STATUS_BAD_INPUT, j->request->span,
			 "%.*s is %s in %.*s and %.*s is %s in %.*s: they cannot be compared", TEXT_ARGS(on->snake),
			 spell_type(on->type), TEXT_ARGS(j->table->name), TEXT_ARGS(l->key->snake),
			 spell_type(l->key->type), TEXT_ARGS(l->file->file));
		break;
	default:
		join_out_of_memory(j);
		break;
	}
}

/* The first value of C that is there. */
static struct text example(struct joining *j, const struct column *c, size_t n_rows)
{
	struct buffer b = { 0 };

	for (size_t row = 0; row < n_rows && b.n == 0; row++)
		if (!column_is_missing(c, row))
			spell_row(c, row, &b);
	return buffer_take(&b, &j->scratch);
}

void join_refuse_strangers(struct joining *j, const struct lookup *l)
{
	const struct column *on = table_column(j->old, l->on);

	diagnose(j->errors, STATUS_FAILED, j->request->span, "no value of %.*s is in the column %.*s of %.*s",
		 TEXT_ARGS(on->snake), TEXT_ARGS(l->key->snake), TEXT_ARGS(l->file->file));
	diagnose_help(j->errors, "those of the table look like \"%.*s\", those of the file like \"%.*s\"",
		      TEXT_ARGS(example(j, on, j->old->n_rows)), TEXT_ARGS(example(j, l->key, l->file->n_rows)));
}

/* ---- files and rejects ----------------------------------------------------------------------- */

/* "a.csv", "a.csv, b.csv", "a.csv and 364 more files" */
static struct text file_words(struct table *t)
{
	struct text first = t->parts->file;

	if (t->n_parts == 1)
		return first;
	if (t->n_parts == 2)
		return arena_printf(&t->arena, "%.*s, %.*s", TEXT_ARGS(first), TEXT_ARGS(t->parts[1].file));
	return arena_printf(&t->arena, "%.*s and %zu more files", TEXT_ARGS(first), t->n_parts - 1);
}

static void add_parts(struct table *t, const struct table *from)
{
	for (size_t i = 0; i < from->n_parts; i++) {
		t->parts[t->n_parts] = from->parts[i];
		t->parts[t->n_parts++].file = arena_text(&t->arena, from->parts[i].file);
	}
}

static void add_rejects(struct table *t, const struct table *from)
{
	for (size_t i = 0; i < from->n_rejects && i < REJECTS_LISTED && t->n_rejects + i < REJECTS_LISTED; i++) {
		struct reject *r = &t->rejects[t->n_rejects + i];

		*r = from->rejects[i];
		r->why = arena_text(&t->arena, r->why);
		r->file = arena_text(&t->arena, r->file.n ? r->file : from->file);
	}
	t->n_rejects += from->n_rejects;
	t->n_repaired += from->n_repaired;
}

static void gather(const struct joining *j, struct table *t)
{
	const struct concat *c = &j->concat;
	size_t n_parts = 0, n_rejects = 0;

	for (size_t i = 0; i < c->n_parts; i++) {
		n_parts += c->parts[i].table->n_parts;
		n_rejects += c->parts[i].table->n_rejects;
	}
	t->parts = ARENA_ARRAY(&t->arena, n_parts, struct table_part);
	if (n_rejects)
		t->rejects =
			ARENA_ARRAY(&t->arena, n_rejects < REJECTS_LISTED ? n_rejects : REJECTS_LISTED, struct reject);
	for (size_t i = 0; i < c->n_parts; i++) {
		add_parts(t, c->parts[i].table);
		add_rejects(t, c->parts[i].table);
	}
}

/* ---- notes ----------------------------------------------------------------------------------- */

static void note_files(const struct joining *j, struct buffer *out)
{
	for (size_t i = 0; i < j->n_files && i < FILES_LISTED && j->n_files > 1; i++)
		buffer_printf(out, "%.*s: %.*s\n", TEXT_ARGS(j->raws[i]->file), TEXT_ARGS(j->raws[i]->dialect));
	if (j->n_files > FILES_LISTED)
		buffer_printf(out, "and %zu more files\n", j->n_files - FILES_LISTED);
}

static void note_remarks(const struct joining *j, struct buffer *out)
{
	for (size_t i = 0; i < j->n_files && i < FILES_LISTED; i++)
		for (size_t r = 0; r < j->raws[i]->n_remarks; r++)
			buffer_printf(out, "%.*s: %.*s\n", TEXT_ARGS(j->raws[i]->file),
				      TEXT_ARGS(j->raws[i]->remarks[r]));
}

static void note_repeats(struct joining *j, struct buffer *out)
{
	struct map seen = { .arena = &j->scratch };

	for (size_t i = 0; i < j->table->n_parts; i++) {
		struct text file = j->table->parts[i].file;
		size_t times = map_get(&seen, file);

		map_put(&seen, file, times == MAP_NONE ? 1 : times + 1);
		if (times == 1 && i + j->n_files >= j->table->n_parts)
			buffer_printf(out, "%.*s was loaded more than once: its rows count each time\n",
				      TEXT_ARGS(file));
	}
}

/* Columns of which the same is to be said. */
struct said {
	struct text what, names;
	size_t n;
};

struct saying {
	struct joining *joining;
	struct map by_what;
	struct said *list;
	size_t n, capacity;
};

static void say(struct saying *s, struct text what, struct text name)
{
	struct arena *a = &s->joining->scratch;
	size_t at = map_get(&s->by_what, what);
	struct said *said;

	if (at == MAP_NONE) {
		if (s->n == s->capacity) {
			s->capacity = s->capacity * 2 + 8;
			s->list = arena_grow(a, s->list, s->n, s->capacity, sizeof(*s->list));
		}
		at = s->n++;
		s->list[at] = (struct said){ .what = what };
		map_put(&s->by_what, what, at);
	}
	said = &s->list[at];
	if (said->n++ < NAMES_LISTED)
		said->names =
			arena_printf(a, "%.*s%s%.*s", TEXT_ARGS(said->names), said->n > 1 ? ", " : "", TEXT_ARGS(name));
}

/* "only in b.csv", by the files that have the column or those that have not, whichever are fewer; of a table that grows, those
 * it grows by.  Empty: all have it. */
static struct text absence(struct joining *j, const struct joint *c)
{
	const struct concat *k = &j->concat;
	bool is_new = j->old && !c->of[0], only = is_new || (!j->old && c->n_of * 2 <= k->n_parts);
	size_t n = only ? c->n_of : k->n_parts - c->n_of, listed = 0;
	struct text what;

	if (c->n_of == k->n_parts)
		return TEXT_NONE;
	if (is_new && n == j->n_files)
		return TEXT("new");
	what = text_of(is_new ? "new, only in " : only ? "only in " : "not in ");
	if (n > FILES_LISTED)
		return arena_printf(&j->scratch, "%.*s%zu of %zu files", TEXT_ARGS(what), n, k->n_parts);
	for (size_t i = 0; i < k->n_parts; i++)
		if ((c->of[i] != NULL) == only)
			what = arena_printf(&j->scratch, "%.*s%s%.*s", TEXT_ARGS(what), listed++ ? ", " : "",
					    TEXT_ARGS(k->parts[i].table->file));
	return what;
}

/* The first file whose values have a type of their own: "price: decimal (integer in a.csv)". */
static void note_type(const struct joining *j, const struct joint *c, struct buffer *out)
{
	const struct concat *k = &j->concat;

	for (size_t i = 0; i < k->n_parts; i++) {
		const struct column *from = c->of[i];
		const char *type = from && from->clock ? "duration" : from ? spell_type(from->type) : "";

		if (!from || from->n_missing == k->parts[i].table->n_rows || from->type == c->type)
			continue;
		if (j->old && i == 0)
			buffer_printf(out, "%.*s: %s now (%s before)\n", TEXT_ARGS(c->name), spell_type(c->type), type);
		else
			buffer_printf(out, "%.*s: %s (%s in %.*s)\n", TEXT_ARGS(c->name), spell_type(c->type), type,
				      TEXT_ARGS(k->parts[i].table->file));
		return;
	}
}

void join_note_types(struct joining *j)
{
	struct buffer notes = { 0 };

	for (size_t i = 0; i < j->concat.n_columns; i++)
		note_type(j, &j->concat.columns[i], &notes);
	j->type_notes = buffer_take(&notes, &j->scratch);
}

static void note_columns(struct joining *j, struct buffer *out)
{
	struct saying s = { .joining = j, .by_what.arena = &j->scratch };

	for (size_t i = 0; i < j->concat.n_columns; i++) {
		const struct joint *c = &j->concat.columns[i];
		struct text what = absence(j, c);

		if (what.n)
			say(&s, what, c->name);
	}
	for (size_t i = 0; i < s.n; i++) {
		const struct said *said = &s.list[i];

		buffer_printf(out, "%.*s: %.*s", TEXT_ARGS(said->what), TEXT_ARGS(said->names));
		if (said->n > NAMES_LISTED)
			buffer_printf(out, " and %zu more", said->n - NAMES_LISTED);
		buffer_add_char(out, '\n');
	}
}

/* tickets_?.csv makes tickets; a pattern without a word takes the name of its folder. */
static struct text table_name(const struct joining *j, struct arena *a)
{
	struct text path = j->request->file;
	size_t slash = path.n;

	if (j->old)
		return arena_text(a, j->old->name);
	if (j->request->name.n)
		return arena_text(a, j->request->name);
	while (slash > 0 && path.at[slash - 1] != '/')
		slash--;
	if (slash > 1 && slash < path.n && strchr("*?[", path.at[slash]) && text_is(names_of_file(a, path), "data"))
		path = text_slice(path, 0, slash - 1);
	return names_of_file(a, path);
}

/* What holds for every file; else each is found out again. */
static void set_decided(const struct joining *j, struct table *t)
{
	for (size_t i = 1; i < j->n_files; i++)
		if (!text_equal(j->raws[i]->decided, j->raws[0]->decided))
			return;
	t->decided = arena_text(&t->arena, j->raws[0]->decided);
}

void join_describe(struct joining *j)
{
	struct table *t = j->table;
	struct buffer notes = { 0 };

	gather(j, t);
	t->file = j->old && !j->n_files ? arena_text(&t->arena, j->old->file) : file_words(t);
	t->name = table_name(j, &t->arena);
	t->file_column = arena_text(&t->arena, j->old ? j->old->file_column : j->file_column);
	if (j->n_files == 0)
		return;
	if (j->concat.n_parts == 1)
		t->dialect = arena_text(&t->arena, j->raws[0]->dialect);
	set_decided(j, t);
	note_files(j, &notes);
	note_remarks(j, &notes);
	note_repeats(j, &notes);
	buffer_add(&notes, j->type_notes);
	note_columns(j, &notes);
	t->notes = buffer_take(&notes, &t->arena);
}
