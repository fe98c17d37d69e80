#include "plan/text_parts.h"

#include "base/map.h"
#include "base/word.h"
#include "plan/stop_words.h"

struct splitting {
	struct arena *arena;
	struct text separator; /* empty: words are cut out */
	uint32_t most;	       /* different parts at most */
	struct map stop_words;
	const volatile sig_atomic_t *stop;
	struct buffer word;
	struct map known; /* part to code */
	struct dictionary *words;
	size_t *last; /* by part: code of the last text that has it, + 1 */
	size_t room;  /* of LAST and of the words */
	uint32_t *codes;
	size_t n_codes, codes_room;
};

static void make_room(struct splitting *g)
{
	size_t n = g->room ? 2 * g->room : 64;

	if (g->words->n < g->room)
		return;
	g->last = arena_grow(g->arena, g->last, g->room, n, sizeof(*g->last));
	g->words->words = arena_grow(g->arena, g->words->words, g->room, n, sizeof(*g->words->words));
	g->room = n;
}

/* UINT32_MAX: one too many. */
static uint32_t code_of_part(struct splitting *g, struct text part)
{
	size_t code = map_get(&g->known, part);

	if (code != MAP_NONE)
		return (uint32_t)code;
	if (g->words->n == g->most)
		return UINT32_MAX;
	make_room(g);
	part = arena_text(g->arena, part);
	g->words->words[g->words->n] = (struct word_place){ part.at, (uint32_t)part.n };
	map_put(&g->known, part, g->words->n);
	return g->words->n++;
}

static void add_code(struct splitting *g, uint32_t code)
{
	if (g->n_codes == g->codes_room) {
		size_t n = g->codes_room ? 2 * g->codes_room : 1024;

		g->codes = arena_grow(g->arena, g->codes, g->n_codes, n, sizeof(*g->codes));
		g->codes_room = n;
	}
	g->codes[g->n_codes++] = code;
}

/* Counts PART for text number NUMBER, once. */
static bool add_part(struct splitting *g, struct text part, size_t number)
{
	uint32_t code = code_of_part(g, part);

	if (code == UINT32_MAX)
		return false;
	if (g->last[code] != number + 1)
		add_code(g, code);
	g->last[code] = number + 1;
	return true;
}

/* The different parts of text number NUMBER. */
static bool split_text(struct splitting *g, struct text text, size_t number)
{
	while (text.n) {
		size_t at = text_find(text, g->separator);
		struct text part = text_trim(at == SIZE_MAX ? text : text_slice(text, 0, at));

		text = at == SIZE_MAX ? TEXT_NONE : text_from(text, at + g->separator.n);
		if (part.n && !add_part(g, part, number))
			return false;
	}
	return true;
}

static bool split_words(struct splitting *g, struct text text, size_t number)
{
	while (word_next(&text, &g->word)) {
		struct text word = buffer_text(&g->word);

		if (map_get(&g->stop_words, word) == MAP_NONE && !add_part(g, word, number))
			return false;
	}
	return true;
}

/* Texts without a part are only known to be missing once all parts are. */
static void finish(struct splitting *g, size_t *starts, size_t domain, struct text_parts *out)
{
	for (size_t i = 0; i < g->n_codes; i++)
		if (g->codes[i] == UINT32_MAX)
			g->codes[i] = g->words->n;
	starts[domain + 1] = g->n_codes;
	out->starts = starts;
	out->codes = g->codes;
	out->parts = *out->source;
	out->parts.words = g->words;
	out->parts.domain = g->words->n;
	out->parts.codes = NULL;
}

/* NULL: too many parts, or stopped. */
static const struct text_parts *split_all(struct splitting *g, const struct column *source)
{
	struct text_parts *out = ARENA_NEW(g->arena, struct text_parts);
	size_t domain = (size_t)source->domain;
	size_t *starts = ARENA_ARRAY(g->arena, domain + 2, size_t);
	bool fits = true;

	out->source = source;
	g->words = ARENA_NEW(g->arena, struct dictionary);
	g->known.arena = g->arena;
	for (size_t code = 0; fits && code <= domain; code++) {
		struct text text = code < domain ? dictionary_word(source->words, (uint32_t)code) : TEXT_NONE;

		starts[code] = g->n_codes;
		fits = !(g->stop && *g->stop) &&
		       (g->separator.n ? split_text(g, text, code) : split_words(g, text, code));
		if (g->n_codes == starts[code])
			add_code(g, UINT32_MAX);
	}
	if (!fits)
		return NULL;
	finish(g, starts, domain, out);
	return out;
}

const struct text_parts *text_parts_of(struct scope *s, const struct row *column, struct text separator,
				       const struct node *node)
{
	struct splitting g = { .arena = s->arena, .separator = separator, .most = SPLIT_PARTS_MAX };
	const struct text_parts *parts = split_all(&g, column->column);
	struct text name = column->column->snake;

	if (parts)
		return parts;
	diagnose(s->errors, STATUS_BAD_INPUT, node->span, "%.*s has more than %d different parts", TEXT_ARGS(name),
		 SPLIT_PARTS_MAX)
		->code = 107;
	diagnose_help(s->errors, "is this the text between them? `words of %.*s` counts the words of comments",
		      TEXT_ARGS(name));
	return NULL;
}

/* ---- words ----------------------------------------------------------------------------------- */

const struct text_parts *text_words_of(struct arena *a, const struct column *column, bool keep_stop_words,
				       const volatile sig_atomic_t *stop)
{
	struct splitting g = { .arena = a, .most = UINT32_MAX - 1, .stop = stop };
	const struct text_parts *words;
	bool failed;

	g.stop_words.arena = a;
	if (!keep_stop_words)
		stop_words_add(&g.stop_words);
	words = split_all(&g, column);
	failed = g.word.failed;
	buffer_free(&g.word);
	if (failed)
		arena_fail(a);
	return words;
}
