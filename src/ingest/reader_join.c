#include "ingest/reader.h"

/* The narrowest family that has the values of both. */
static enum family join_families(enum family a, enum family b)
{
	if (a == b || b == FAMILY_NONE)
		return a;
	if (a == FAMILY_NONE)
		return b;
	if ((a == FAMILY_DECIMAL && b == FAMILY_NUMBER) || (a == FAMILY_NUMBER && b == FAMILY_DECIMAL))
		return FAMILY_NUMBER;
	return FAMILY_TEXT;
}

static void join_spellings(struct spelling *a, const struct spelling *b)
{
	if (*b->word && (!*a->word || b->row < a->row))
		*a = *b;
}

static void join_facts(struct facts *a, const struct facts *b)
{
	if (b->digits > a->digits)
		a->digits = b->digits;
	if (b->unit > a->unit)
		a->unit = b->unit;
	a->zoned |= b->zoned;
	a->words |= b->words;
	join_spellings(&a->yes, &b->yes);
	join_spellings(&a->no, &b->no);
}

static void restart(struct reader *r, enum family family)
{
	reader_clear(r);
	r->family = family;
	r->behind = false;
	r->facts = (struct facts){ 0 };
	if (r->given_up)
		atomic_store(r->given_up, false);
}

/* Has R read values of its blocks as something else than FAMILY? */
static bool differs(const struct reader *r, enum family family, const struct facts *facts)
{
	if (family == FAMILY_TEXT && facts->words)
		return true;
	return r->behind || (r->family != family && r->family != FAMILY_NONE);
}

bool readers_join(struct reader *const *readers, size_t n)
{
	enum family family = FAMILY_NONE;
	struct facts facts = { 0 };
	bool again = false;

	for (size_t i = 0; i < n; i++) {
		family = join_families(family, readers[i]->family);
		join_facts(&facts, &readers[i]->facts);
	}
	/* Nothing but words like NA: nothing says that these are numbers, so it is text and the words are its values. */
	if (family == FAMILY_NONE && facts.words)
		family = FAMILY_TEXT;
	if (family == FAMILY_DECIMAL && facts.digits + facts.unit > DIGITS_MAX)
		family = FAMILY_NUMBER;
	for (size_t i = 0; i < n; i++)
		again |= differs(readers[i], family, &facts);
	for (size_t i = 0; i < n; i++) {
		if (again)
			restart(readers[i], family);
		readers[i]->family = family;
		readers[i]->facts = again ? readers[i]->facts : facts;
	}
	return again;
}
