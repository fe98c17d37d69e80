#include <stdlib.h>
#include <string.h>

#include "ingest/left.h"
#include "store/pending.h"

/* "no" for "yes", "FALSE" for "TRUE", "N" for "Y", and the other way round. */
static struct text opposite(struct arena *a, const char *spelling)
{
	static const char *const pairs[][2] = { { "true", "false" }, { "yes", "no" }, { "y", "n" } };
	struct text known = text_of(spelling), other = TEXT("");
	char *copy;

	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
		for (size_t side = 0; side < 2; side++)
			if (text_equal_folded(known, text_of(pairs[i][side])))
				other = text_of(pairs[i][!side]);
	copy = arena_alloc(a, other.n + 1);
	for (size_t i = 0; i < other.n; i++) {
		char model = spelling[i < known.n ? i : known.n - 1];

		copy[i] = model >= 'A' && model <= 'Z' ? (char)(other.at[i] - 'a' + 'A') : other.at[i];
	}
	return (struct text){ copy, other.n };
}

static void set_spelling(const struct facts *f, struct column *c, struct arena *a)
{
	const char *yes = f->yes.word, *no = f->no.word;

	c->yes = *yes ? arena_text(a, text_of(yes)) : opposite(a, no);
	c->no = *no ? arena_text(a, text_of(no)) : opposite(a, yes);
}

void reader_set_type(const struct reader *r, struct column *c, struct arena *a)
{
	static const enum column_type types[] = {
		[FAMILY_NONE] = COLUMN_TEXT,	   [FAMILY_YESNO] = COLUMN_YESNO,   [FAMILY_CLOCK] = COLUMN_INTEGER,
		[FAMILY_DECIMAL] = COLUMN_INTEGER, [FAMILY_NUMBER] = COLUMN_NUMBER, [FAMILY_MOMENT] = COLUMN_DATE,
		[FAMILY_SERIAL] = COLUMN_TEXT,	   [FAMILY_TEXT] = COLUMN_TEXT,
	};

	c->type = types[r->family];
	c->per_second = 1;
	if (r->family == FAMILY_YESNO)
		set_spelling(&r->facts, c, a);
	if (r->family == FAMILY_DECIMAL && r->facts.unit) {
		c->type = COLUMN_DECIMAL;
		c->scale = (uint8_t)r->facts.unit;
	}
	if (r->family == FAMILY_MOMENT && r->facts.unit != MOMENT_DAYS) {
		c->type = COLUMN_TIME;
		c->per_second = r->facts.unit == MOMENT_MILLISECONDS ? 1000 : 1;
		c->time_digits = (uint8_t)r->facts.digits;
		c->zoned = r->facts.zoned;
	}
}

/* The reader that has seen a value, or any. */
static const struct reader *knowing(struct reader *const *readers, const struct pending *p)
{
	for (size_t i = 0; i < p->n_parts; i++)
		if (readers[i]->serial.n_prefix || p->parts[i].builder.used[0])
			return readers[i];
	return readers[0];
}

static bool finish_serials(struct reader *const *readers, struct pending *p, struct column *c)
{
	const struct reader *r = knowing(readers, p);
	struct serials *s = serials_collect(p);

	if (!s)
		return false;
	s->n_prefix = r->serial.n_prefix;
	memcpy(s->prefix, r->serial.prefix, s->n_prefix);
	s->width = r->facts.padded;
	p->serials = s;
	c->words = serials_words(s);
	if (!c->words)
		serials_free(s);
	return c->words != NULL;
}

static bool finish_words(struct reader *const *readers, struct pending *p, struct column *c)
{
	uint32_t **codes = calloc(p->n_parts, sizeof(*codes));

	if (!codes)
		return false;
	c->words = readers_join_words(readers, p->n_parts, codes);
	for (size_t i = 0; i < p->n_parts; i++)
		p->parts[i].codes = codes[i];
	free(codes);
	return c->words != NULL;
}

static void set_factors(const struct reader *r, struct pending *p)
{
	for (unsigned u = 0; u <= r->facts.unit; u++)
		p->factor[u] = r->family == FAMILY_NUMBER ? reader_unit_factor(FAMILY_DECIMAL, 0, u)
							  : reader_unit_factor(r->family, u, r->facts.unit);
}

bool readers_finish(struct reader *const *readers, size_t n, struct column *c)
{
	struct pending *p;
	bool done;

	if (readers[0]->left)
		return left_finish(readers, n, c);
	p = pending_new(n);
	done = p != NULL;

	for (size_t i = 0; i < n && done; i++) {
		p->parts[i].builder = readers[i]->builder;
		readers[i]->builder = (struct builder){ 0 };
	}
	if (done && readers[0]->family == FAMILY_SERIAL)
		done = finish_serials(readers, p, c);
	else if (done && c->type == COLUMN_TEXT)
		done = finish_words(readers, p, c);
	else if (done)
		set_factors(readers[0], p);
	if (done)
		return pending_hold(p, c);
	pending_free(p);
	return false;
}
