#include <errno.h>
#include <glob.h>
#include <string.h>
#include <sys/stat.h>

#include "ingest/join.h"

struct expansion {
	struct arena *arena;
	struct text *files;
	size_t n, capacity;
};

static void add(struct expansion *e, struct text file)
{
	if (e->n == e->capacity) {
		e->capacity = e->capacity * 2 + 16;
		e->files = arena_grow(e->arena, e->files, e->n, e->capacity, sizeof(*e->files));
	}
	e->files[e->n++] = arena_text(e->arena, file);
}

static bool is_pattern(struct text name)
{
	struct stat s;

	for (size_t i = 0; i < name.n; i++)
		if (strchr("*?[", name.at[i]))
			return stat(name.at, &s) != 0;
	return false;
}

/* Folders have no rows. */
static size_t add_matches(struct expansion *e, const glob_t *g)
{
	size_t before = e->n;

	for (size_t i = 0; i < g->gl_pathc; i++) {
		struct text file = text_of(g->gl_pathv[i]);

		if (!text_ends(file, TEXT("/")))
			add(e, file);
	}
	return e->n - before;
}

/* The names it finds are outside of any arena, so a jump must not pass by. */
static bool expand(struct expansion *e, struct text name, struct span span, struct diagnostics *errors)
{
	jmp_buf *const place = e->arena->on_failure;
	jmp_buf out_of_memory;
	size_t n = 0;
	glob_t g = { 0 };
	int failed = glob(name.at, GLOB_MARK, NULL, &g);

	if (setjmp(out_of_memory)) {
		globfree(&g);
		e->arena->on_failure = place;
		arena_fail(e->arena);
	}
	e->arena->on_failure = &out_of_memory;
	if (!failed)
		n = add_matches(e, &g);
	e->arena->on_failure = place;
	globfree(&g);
	if (n)
		return true;
	if (failed == GLOB_NOSPACE)
		arena_fail(e->arena);
	if (failed == GLOB_ABORTED)
		diagnose(errors, STATUS_FAILED, span, "cannot look for %.*s: %s", TEXT_ARGS(name), strerror(errno));
	else
		diagnose(errors, STATUS_FAILED, span, "no file matches %.*s", TEXT_ARGS(name));
	return false;
}

struct text *join_files(struct arena *a, const struct text *names, size_t n, size_t *n_files, struct span span,
			struct diagnostics *errors)
{
	struct expansion e = { .arena = a };

	for (size_t i = 0; i < n; i++) {
		struct text name = arena_text(a, names[i]);

		if (!is_pattern(name))
			add(&e, name);
		else if (!expand(&e, name, span, errors))
			return NULL;
	}
	*n_files = e.n;
	return e.files;
}
