#include <stdlib.h>
#include <string.h>

#include "ingest/reader_moment.h"
#include "store/dictionary.h"

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
	a->strings |= b->strings;
	if (!a->padded)
		a->padded = b->padded;
	if (!a->shortest || (b->shortest && b->shortest < a->shortest))
		a->shortest = b->shortest;
	join_spellings(&a->yes, &b->yes);
	join_spellings(&a->no, &b->no);
	moment_facts_merge(&a->moments, &b->moments);
}

/* Do all readers mean the same word by the same number? */
static bool are_serials(struct reader *const *readers, size_t n, const struct facts *facts)
{
	const struct reader *first = NULL;

	for (size_t i = 0; i < n; i++) {
		const struct reader *r = readers[i];

		if (r->facts.padded && r->facts.padded != facts->padded)
			return false;
		if (!r->facts.padded && !r->facts.shortest)
			continue;
		if (first && (first->serial.n_prefix != r->serial.n_prefix ||
			      memcmp(first->serial.prefix, r->serial.prefix, r->serial.n_prefix) != 0))
			return false;
		first = r;
	}
	return serials_are_regular(facts);
}

enum { SPARSE = 64 };

/* A bit for every possible number takes no more room than the numbers. */
static bool serials_are_dense(struct reader *const *readers, size_t n)
{
	int64_t low = INT64_MAX, high = 0;
	size_t n_rows = 0;

	for (size_t i = 0; i < n; i++) {
		const struct builder *b = &readers[i]->builder;

		n_rows += b->n_rows;
		if (!b->used[0])
			continue;
		low = b->low[0] < low ? b->low[0] : low;
		high = b->high[0] > high ? b->high[0] : high;
	}
	return low > high || (uint64_t)(high - low) / SPARSE <= n_rows;
}

/* Has R read values of its blocks as something else than FAMILY, or dates in another order than ORDER? */
static bool differs(const struct reader *r, enum family family, enum date_order order, const struct facts *facts)
{
	if (family == FAMILY_MOMENT && reader_order(r) != order && r->facts.moments.signs >> SIGN_EITHER & 1)
		return true;
	if (family >= FAMILY_SERIAL && facts->words)
		return true;
	if (family == FAMILY_NUMBER && r->family == FAMILY_DECIMAL && !r->behind)
		return !builder_has_doubles(&r->builder);
	return r->behind || (r->family != family && r->family != FAMILY_NONE);
}

/* A sample may have cut through a row and seen what is no value.  Is there a word that is really none of the family that
 * the first block was of?  Words of serials and others make the same column. */
static bool is_guess_right(struct reader *const *readers, size_t n, struct batch *b)
{
	enum family family = readers[0]->guessed_from;

	if (family == FAMILY_NONE || family == FAMILY_SERIAL)
		return true;
	for (size_t i = 0; i < n; i++)
		for (uint32_t code = 0; readers[i]->words && code < readers[i]->words->n; code++) {
			struct text word = dictionary_word(readers[i]->words, code);
			struct field f = { .at = word.at, .n = (uint32_t)word.n };

			if (!reader_fits(readers[i], family, f, b))
				return true;
		}
	return false;
}

/* Once more, without a guess. */
static void guess_nothing(struct reader *const *readers, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		reader_restart(readers[i], FAMILY_NONE);
		readers[i]->guessed_from = FAMILY_NONE;
	}
}

bool readers_join(struct reader *const *readers, size_t n, struct batch *b)
{
	enum family family = FAMILY_NONE;
	struct moment_facts refused = { 0 };
	struct facts facts = { 0 };
	const bool is_declared = readers[0]->declared != FAMILY_NONE;
	enum date_order order;
	bool again = false;

	if (!is_guess_right(readers, n, b)) {
		guess_nothing(readers, n);
		return true;
	}
	for (size_t i = 0; i < n; i++) {
		family = join_families(family, readers[i]->family);
		join_facts(&facts, &readers[i]->facts);
		moment_facts_merge(&refused, &readers[i]->refused);
	}
	order = moment_order(&facts.moments, ORDER_DMY);
	order = readers[0]->order != ORDER_OPEN ? readers[0]->order : order;
	if (family == FAMILY_NONE && is_declared)
		family = readers[0]->declared;
	/* Nothing but words like NA: nothing says that these are numbers, so it is text and the words are its values. */
	if (family == FAMILY_NONE && facts.words)
		family = FAMILY_TEXT;
	if (facts.strings && !is_declared && family != FAMILY_CLOCK && family != FAMILY_MOMENT)
		family = FAMILY_TEXT;
	if (family == FAMILY_DECIMAL && facts.digits + facts.unit > DIGITS_MAX)
		family = FAMILY_NUMBER;
	if (family == FAMILY_SERIAL && (!are_serials(readers, n, &facts) || !serials_are_dense(readers, n)))
		family = FAMILY_TEXT;
	if (family == FAMILY_MOMENT && reader_moments_are_mixed(readers[0], &facts.moments)) {
		family = FAMILY_TEXT;
		refused = facts.moments;
	}
	for (size_t i = 0; i < n; i++)
		again |= differs(readers[i], family, order, &facts);
	for (size_t i = 0; i < n; i++) {
		if (again)
			reader_restart(readers[i], family);
		readers[i]->family = family;
		readers[i]->order_used = order;
		readers[i]->refused = refused;
		readers[i]->facts = again ? readers[i]->facts : facts;
	}
	return again;
}

enum { WORDS_EXPECTED = 1024 };

/* R begins with the words of FIRST; where memory runs out it begins without. */
static void expect_words(struct reader *r, const struct reader *first)
{
	struct dictionary *words =
		first->words && first->words->n <= WORDS_EXPECTED ? dictionary_copy(first->words) : NULL;
	struct appearance *appearances = words ? malloc(sizeof(*appearances)) : NULL;

	if (!appearances || first->n_appearances != 1) {
		dictionary_free(words);
		free(appearances);
		return;
	}
	*appearances = *first->appearances;
	r->words = words;
	r->appearances = appearances;
	r->n_appearances = r->appearances_room = 1;
}

void reader_expect(struct reader *r, const struct reader *first, size_t n_rows)
{
	r->builder.expected = n_rows;
	r->family = first->family;
	r->order_used = first->order_used;
	r->guessed_from = first->guessed_from;
	r->may_be_serial = false;
	if (r != first)
		expect_words(r, first);
}
