#include "ingest/names.h"

#include <utf8proc.h>

#include "base/map.h"
#include "base/utf8.h"
#include "base/word.h"

/* Other numbers, too: a superscript two, one half. */
static bool is_word_character(uint32_t code)
{
	return word_has(code) || utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_NO;
}

struct text names_snake(struct arena *a, struct text name)
{
	/* A lower-case letter may take one byte more than its upper-case form, never more than twice as many. */
	char *snake = arena_alloc(a, name.n * 2 + 4);
	size_t n = 0;
	bool gap = false;

	while (name.n) {
		uint32_t code = 0;
		size_t size = utf8_decode(name, &code);

		name = text_from(name, size ? size : 1);
		if (!size || !is_word_character(code)) {
			gap = n > 0;
			continue;
		}
		if (gap)
			snake[n++] = '_';
		gap = false;
		n += (size_t)utf8proc_encode_char(utf8proc_tolower((utf8proc_int32_t)code),
						  (utf8proc_uint8_t *)snake + n);
	}
	return (struct text){ snake, n };
}

/* The names given so far, those the header itself reserves for a column, and the last number tried for a repeat. */
struct naming {
	struct arena *arena;
	struct map used, reserved, repeats;
};

static struct naming naming_in(struct arena *a)
{
	return (struct naming){ a, { .arena = a }, { .arena = a }, { .arena = a } };
}

/* NAME, or the first free of name_2, name_3 ..., for column OWNER. */
static struct text make_unique(struct naming *n, struct text name, size_t owner)
{
	struct text unique = name;
	size_t k = map_get(&n->repeats, name);

	for (k = k == MAP_NONE ? 2 : k;; k++) {
		size_t other = map_get(&n->reserved, unique);

		if (map_get(&n->used, unique) == MAP_NONE && (other == MAP_NONE || other == owner))
			break;
		unique = arena_printf(n->arena, "%.*s_%zu", TEXT_ARGS(name), k);
	}
	if (unique.at != name.at)
		map_put(&n->repeats, name, k);
	map_put(&n->used, unique, owner);
	return unique;
}

/* The first column with a name keeps it, whatever the repeats before or behind it are called. */
static void reserve(struct naming *n, struct text name, size_t owner)
{
	if (map_get(&n->reserved, name) == MAP_NONE)
		map_put(&n->reserved, name, owner);
}

void names_set(struct arena *a, struct column *columns, const struct text *header, size_t n)
{
	struct naming names = naming_in(a), snakes = naming_in(a);

	for (size_t i = 0; i < n; i++) {
		struct text name = text_trim(header[i]);

		columns[i].name = name.n ? arena_text(a, name) : arena_printf(a, "column_%zu", i + 1);
		columns[i].snake = names_snake(a, columns[i].name);
		if (columns[i].snake.n == 0)
			columns[i].snake = arena_printf(a, "column_%zu", i + 1);
		reserve(&names, columns[i].name, i);
		reserve(&snakes, columns[i].snake, i);
	}
	for (size_t i = 0; i < n; i++) {
		columns[i].name = make_unique(&names, columns[i].name, i);
		columns[i].snake = make_unique(&snakes, columns[i].snake, i);
	}
}

static struct text base_name(struct text path)
{
	size_t from, to;

	if (path.n > 4 && (text_ends(path, TEXT(".gz")) || text_ends(path, TEXT(".zst"))))
		path.n -= text_ends(path, TEXT(".gz")) ? 3 : 4;
	from = to = path.n;
	while (from > 0 && path.at[from - 1] != '/')
		from--;
	for (size_t i = path.n; i > from + 1; i--) {
		if (path.at[i - 1] == '.') {
			to = i - 1;
			break;
		}
	}
	return text_slice(path, from, to);
}

struct text names_of_file(struct arena *a, struct text path)
{
	struct text name;

	if (text_is(path, "-"))
		return TEXT("stdin");
	name = names_snake(a, base_name(path));
	return name.n ? name : TEXT("data");
}
