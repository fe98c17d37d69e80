#include "ingest/reader.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/left.h"
#include "ingest/reader_moment.h"
#include "store/dictionary.h"

static const int64_t powers_of_ten[BUILDER_UNITS] = { 1, 10, 100, 1000, 10000, 100000, 1000000 };

int64_t reader_unit_factor(enum family family, unsigned coarse, unsigned fine)
{
	static const int64_t moments[] = { 1, 86400, 86400000 };

	if (family == FAMILY_DECIMAL)
		return powers_of_ten[fine - coarse];
	return family == FAMILY_MOMENT ? moments[fine] / moments[coarse] : 1;
}

/* A block is stored in one unit. */
static void level(enum family family, size_t n, struct batch *b)
{
	for (size_t i = 0; i < n; i++)
		if (b->values[i] != VALUE_MISSING && b->units[i] < b->facts.unit)
			b->values[i] *= reader_unit_factor(family, b->units[i], b->facts.unit);
}

static void fall_behind(struct reader *r)
{
	r->behind = true;
	reader_clear(r);
	if (r->given_up)
		atomic_store_explicit(r->given_up, true, memory_order_relaxed);
}

static bool store_block(struct reader *r, size_t n, struct batch *b)
{
	bool units = r->family == FAMILY_DECIMAL || r->family == FAMILY_MOMENT;

	bool again = r->family == FAMILY_MOMENT && reader_changes_order(r, b);

	facts_copy(&r->facts, &b->facts);
	if (again) {
		fall_behind(r);
		return true;
	}
	if (r->family == FAMILY_NUMBER)
		return builder_add_doubles(&r->builder, b->first_row, b->numbers, n);
	if (units && r->facts.unit > 0)
		level(r->family, n, b);
	return builder_add(&r->builder, b->first_row, b->values, n, units ? r->facts.unit : 0);
}

static bool fits(const struct reader *r, enum family family, const struct field *fields, size_t n, struct batch *b)
{
	enum date_order order;

	b->memo = r->memo;
	b->serial = r->serial;
	b->order = reader_order(r);
	if (!reader_read(r, family, fields, n, b))
		return false;
	order = family == FAMILY_MOMENT ? reader_order_shown(r, b) : b->order;
	if (order == b->order)
		return true;
	b->order = order;
	return reader_read(r, family, fields, n, b);
}

bool reader_accepts(const struct reader *r, struct field f, struct batch *b)
{
	struct reader one = *r;

	one.facts = (struct facts){ 0 };
	return fits(&one, r->declared, &f, 1, b) && b->facts.moments.n_unfit == 0 && !(r->whole && b->facts.unit > 0);
}

bool reader_fits(const struct reader *r, enum family family, struct field f, struct batch *b)
{
	return fits(r, family, &f, 1, b) || (family == FAMILY_DECIMAL && fits(r, FAMILY_NUMBER, &f, 1, b));
}

static bool is_blank_block(const struct reader *r, const struct field *fields, size_t n, struct facts *facts)
{
	for (size_t i = 0; i < n; i++) {
		struct text t = { fields[i].at, fields[i].n };

		if (t.n == 0 || reader_is_listed(r, t))
			continue;
		if (!is_missing_word(text_trim(t)))
			return false;
		/* Or blanks, which are a word of a text column, too. */
		facts->words = true;
		facts->strings |= fields[i].is_string;
	}
	return true;
}

static enum family choose_family(const struct reader *r, const struct field *fields, size_t n, struct batch *b)
{
	b->refused.signs = 0;
	if (r->declared != FAMILY_NONE)
		return r->declared;
	for (enum family f = FAMILY_YESNO; f < FAMILY_SERIAL; f++)
		if ((f != FAMILY_CLOCK || r->wants_clock) && fits(r, f, fields, n, b))
			return f;
	reader_keep_refusal(b, &b->refused);
	if (!r->may_be_serial || !fits(r, FAMILY_SERIAL, fields, n, b) || !serials_are_many(b->values, n))
		return FAMILY_TEXT;
	return FAMILY_SERIAL;
}

/* The first block with a value decides; the blocks before it hold none, which every family stores alike, but that words
 * for "no value" are values of a text column. */
static bool settle(struct reader *r, const struct field *fields, size_t n, struct batch *b)
{
	if (is_blank_block(r, fields, n, &r->facts))
		return false;
	r->family = choose_family(r, fields, n, b);
	r->refused = b->refused;
	if (r->family >= FAMILY_SERIAL && r->facts.words)
		fall_behind(r);
	return true;
}

static bool take_blank(struct reader *r, size_t n, struct batch *b)
{
	for (size_t i = 0; i < n; i++)
		b->values[i] = VALUE_MISSING;
	return builder_add(&r->builder, b->first_row, b->values, n, 0);
}

/* A value that does not fit the family: the column is something wider, from its first row on.  Decimals need not be read
 * again to be doubles. */
static bool widen(struct reader *r, const struct field *fields, size_t n, struct batch *b)
{
	bool number = r->family == FAMILY_DECIMAL && fits(r, FAMILY_NUMBER, fields, n, b);

	if (r->family == FAMILY_MOMENT)
		reader_keep_refusal(b, &r->refused);
	r->family = number ? FAMILY_NUMBER : FAMILY_TEXT;
	if (number && builder_has_doubles(&r->builder))
		return r->behind || store_block(r, n, b);
	fall_behind(r);
	return true;
}

enum { ODD_BLOCKS = 16 };

static bool take_placed_values(struct reader *r, const struct block *block, size_t c, struct batch *b)
{
	if (r->n_odd) {
		r->n_odd--;
		return false;
	}
	if (reader_read_placed(r, block, c, b))
		return store_block(r, block->n_rows, b);
	r->n_odd = ODD_BLOCKS;
	return false;
}

bool reader_take_placed(struct reader *r, const struct block *block, size_t c, struct batch *b)
{
	if (r->behind || atomic_load_explicit(r->given_up, memory_order_relaxed))
		return false;
	if (r->family == FAMILY_TEXT)
		return reader_take_placed_text(r, block, c, b);
	return (r->family == FAMILY_DECIMAL || r->family == FAMILY_YESNO) && take_placed_values(r, block, c, b);
}

bool reader_take(struct reader *r, const struct field *fields, size_t n, struct batch *b)
{
	if (!r->behind && r->given_up && atomic_load_explicit(r->given_up, memory_order_relaxed))
		fall_behind(r);
	if (r->family == FAMILY_NONE && !settle(r, fields, n, b))
		return r->behind || take_blank(r, n, b);
	if (r->family == FAMILY_TEXT)
		return r->behind || reader_take_text(r, fields, n, b);
	if (fits(r, r->family, fields, n, b)) {
		r->memo = b->memo;
		r->serial = b->serial;
		if (r->behind)
			r->facts = b->facts;
		return r->behind || store_block(r, n, b);
	}
	return widen(r, fields, n, b);
}

void reader_restart(struct reader *r, enum family family)
{
	reader_clear(r);
	r->family = family;
	r->behind = false;
	r->facts = (struct facts){ 0 };
	if (r->given_up)
		atomic_store(r->given_up, false);
}

/* A column that ends as text keeps what its first dates were, to say why it is none of dates. */
void reader_sample(struct reader *r, const struct field *fields, size_t n, struct batch *b)
{
	if (r->declared != FAMILY_NONE || r->family == FAMILY_NONE || r->family == FAMILY_TEXT || r->behind)
		return;
	if (fits(r, r->family, fields, n, b)) {
		r->order_sampled = r->family == FAMILY_MOMENT ? b->order : r->order_sampled;
		return;
	}
	if (r->family == FAMILY_MOMENT || (r->family == FAMILY_DECIMAL && fits(r, FAMILY_NUMBER, fields, n, b)))
		return;
	r->guessed_from = r->family;
}

bool reader_resume(struct reader *r)
{
	bool other_order =
		r->family == FAMILY_MOMENT && r->order_sampled != ORDER_OPEN && r->order_sampled != reader_order(r);

	if (r->guessed_from == FAMILY_NONE && !other_order)
		return false;
	reader_restart(r, r->guessed_from == FAMILY_NONE ? r->family : FAMILY_TEXT);
	r->order_used = other_order ? r->order_sampled : r->order_used;
	return true;
}

void reader_clear(struct reader *r)
{
	builder_clear(&r->builder);
	dictionary_free(r->words);
	r->words = NULL;
	free(r->appearances);
	r->appearances = NULL;
	r->n_appearances = r->appearances_room = 0;
	free(r->cache);
	r->cache = NULL;
	left_free(r->left);
	r->left = NULL;
}

void batch_free(struct batch *b)
{
	if (!b)
		return;
	buffer_free(&b->in_between);
	buffer_free(&b->repaired);
	if (b->c_locale)
		freelocale(b->c_locale);
	free(b);
}
