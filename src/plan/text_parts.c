#include "plan/text_parts.h"

#include "base/map.h"

struct splitting {
	struct arena *arena;
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
	g->words->ends = arena_grow(g->arena, g->words->ends, g->room, n, sizeof(*g->words->ends));
	g->room = n;
}

static void add_bytes(struct splitting *g, struct text part)
{
	struct dictionary *d = g->words;

	while (d->n_bytes + part.n > d->bytes_capacity) {
		size_t n = d->bytes_capacity ? 2 * d->bytes_capacity : 4096;

		d->bytes = arena_grow(g->arena, d->bytes, d->n_bytes, n, 1);
		d->bytes_capacity = n;
	}
	for (size_t i = 0; i < part.n; i++)
		d->bytes[d->n_bytes++] = part.at[i];
}

/* UINT32_MAX: one too many. */
static uint32_t code_of_part(struct splitting *g, struct text part)
{
	size_t code = map_get(&g->known, part);

	if (code != MAP_NONE)
		return (uint32_t)code;
	if (g->words->n == SPLIT_PARTS_MAX)
		return UINT32_MAX;
	make_room(g);
	add_bytes(g, part);
	g->words->ends[g->words->n] = g->words->n_bytes;
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

/* The different parts of text number NUMBER. */
static bool split_text(struct splitting *g, struct text text, struct text separator, size_t number)
{
	while (text.n) {
		size_t at = text_find(text, separator);
		struct text part = text_trim(at == SIZE_MAX ? text : text_slice(text, 0, at));
		uint32_t code;

		text = at == SIZE_MAX ? TEXT_NONE : text_from(text, at + separator.n);
		if (part.n == 0)
			continue;
		code = code_of_part(g, part);
		if (code == UINT32_MAX)
			return false;
		if (g->last[code] != number + 1)
			add_code(g, code);
		g->last[code] = number + 1;
	}
	return true;
}

static const struct text_parts *too_many(struct scope *s, const struct column *c, const struct node *node)
{
	diagnose(s->errors, STATUS_BAD_INPUT, node->span, "%.*s has more than %d different parts", TEXT_ARGS(c->snake),
		 SPLIT_PARTS_MAX)
		->code = 107;
	diagnose_help(s->errors, "is this the text that stands between them?");
	return NULL;
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

const struct text_parts *text_parts_of(struct scope *s, const struct row *column, struct text separator,
				       const struct node *node)
{
	struct splitting g = { .arena = s->arena, .known = { .arena = s->arena } };
	struct text_parts *out = ARENA_NEW(s->arena, struct text_parts);
	size_t domain = (size_t)column->column->domain;
	size_t *starts = ARENA_ARRAY(s->arena, domain + 2, size_t);

	out->source = column->column;
	g.words = ARENA_NEW(s->arena, struct dictionary);
	for (size_t code = 0; code <= domain; code++) {
		starts[code] = g.n_codes;
		if (code < domain &&
		    !split_text(&g, dictionary_word(out->source->words, (uint32_t)code), separator, code))
			return too_many(s, out->source, node);
		if (g.n_codes == starts[code])
			add_code(&g, UINT32_MAX);
	}
	finish(&g, starts, domain, out);
	return out;
}
