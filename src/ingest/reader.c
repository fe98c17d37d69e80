#include "ingest/reader.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/reader_decimal.h"
#include "ingest/reader_moment.h"
#include "store/dictionary.h"

static const int64_t powers_of_ten[BUILDER_UNITS] = { 1, 10, 100, 1000, 10000, 100000, 1000000 };

bool reader_is_listed(const struct reader *r, struct text t)
{
	for (size_t i = 0; i < r->n_missing; i++)
		if (text_equal(r->missing[i], t))
			return true;
	return false;
}

/* The readers of one value: into place I of the batch, or false. */

static bool read_yesno(struct batch *b, struct text t, size_t i)
{
	int value = scan_yesno(t);
	struct spelling *spelling = value ? &b->facts.yes : &b->facts.no;

	if (value < 0)
		return false;
	if (!*spelling->word) {
		memcpy(spelling->word, t.at, t.n);
		spelling->row = b->first_row;
	}
	b->values[i] = value;
	return true;
}

static bool read_clock(struct batch *b, struct text t, size_t i)
{
	return scan_clock(t, b->reader->clock_form, &b->values[i]);
}

static bool read_decimal(struct batch *b, struct text t, size_t i)
{
	struct decimal d;

	if (!scan_decimal(t, b->decimal, &d))
		return false;
	b->values[i] = d.mantissa;
	b->units[i] = (uint8_t)d.places;
	if (d.digits > b->facts.digits)
		b->facts.digits = d.digits;
	if (d.places > b->facts.unit)
		b->facts.unit = d.places;
	return true;
}

static bool read_number(struct batch *b, struct text t, size_t i)
{
	return scan_number(t, b->decimal, b->c_locale, &b->numbers[i]);
}

static bool read_moment(struct batch *b, struct text t, size_t i)
{
	struct moment m;

	if (!reader_scan_moment(b, t, &m))
		return false;
	if (m.signs & ~b->facts.moments.signs)
		moment_facts_note(&b->facts.moments, m.signs, b->first_row + i, t);
	b->values[i] = m.value;
	b->units[i] = (uint8_t)m.unit;
	if (m.digits > b->facts.digits)
		b->facts.digits = m.digits;
	if (m.unit > b->facts.unit)
		b->facts.unit = m.unit;
	b->facts.zoned |= m.zoned;
	return true;
}

typedef bool read_value(struct batch *b, struct text t, size_t i);

static read_value *const readers[] = {
	[FAMILY_YESNO] = read_yesno,   [FAMILY_CLOCK] = read_clock,   [FAMILY_DECIMAL] = read_decimal,
	[FAMILY_NUMBER] = read_number, [FAMILY_MOMENT] = read_moment, [FAMILY_SERIAL] = read_serial,
};

static void set_missing(struct batch *b, size_t i)
{
	b->values[i] = VALUE_MISSING;
	b->numbers[i] = NAN;
	b->units[i] = 0;
}

/* A cell that did not read at once: a word for "no value", a value with blanks around it, or none of what was declared.
 */
static bool read_odd(const struct reader *r, enum family family, struct field f, struct batch *b, size_t i)
{
	struct text whole = { f.at, f.n }, t = text_trim(whole);

	if (family == FAMILY_SERIAL && !reader_is_listed(r, whole))
		return false;
	if (reader_is_listed(r, whole) || reader_is_listed(r, t) || t.n == 0) {
		set_missing(b, i);
		return true;
	}
	if (is_missing_word(t)) {
		b->facts.words = true;
		set_missing(b, i);
		return true;
	}
	if (!f.doubled && t.n < whole.n && readers[family](b, t, i))
		return true;
	b->stopped = t;
	b->stopped_at = i;
	if (!reader_may_leave_out(b, family, t))
		return false;
	set_missing(b, i);
	return true;
}

/* A string of JSON that says more than nothing is a moment or a text; one seen as a word for "no value" while the family
 * was not known counts, too. */
static bool is_only_text(const struct reader *r, enum family family, struct field f)
{
	struct text t = { f.at, f.n };

	if ((!f.is_string && !r->facts.strings) || r->declared != FAMILY_NONE)
		return false;
	return family != FAMILY_CLOCK && family != FAMILY_MOMENT && family != FAMILY_SERIAL && text_trim(t).n > 0 &&
	       !reader_is_listed(r, t);
}

/* One value of FAMILY, by READ, or one of those that are none; false when it does not fit. */
static inline bool read_one(const struct reader *r, enum family family, read_value *read, struct field f,
			    struct batch *b, size_t i)
{
	struct text t = { f.at, f.n };

	if (t.n == 0) {
		set_missing(b, i);
		return true;
	}
	if (is_only_text(r, family, f))
		return false;
	if (!f.doubled && !(r->n_missing && reader_is_listed(r, t)) && read(b, t, i))
		return true;
	return read_odd(r, family, f, b, i);
}

/* Inlined into a loop of its own for each family. */
static inline __attribute__((always_inline)) bool read_each(const struct reader *r, enum family family,
							    read_value *read, const struct field *fields, size_t n,
							    struct batch *b)
{
	for (size_t i = 0; i < n; i++)
		if (!read_one(r, family, read, fields[i], b, i))
			return false;
	return true;
}

/* Most decimals are short and plain. */
static bool read_decimals(const struct reader *r, const struct field *fields, size_t n, struct batch *b)
{
	bool plain = !r->n_missing && !r->facts.strings;
	uint8_t odd[BLOCK_ROWS];

	if (!plain)
		memset(odd, 1, n);
	else if (!read_short_decimals(fields, n, b->decimal, b->values, b->units, odd, &b->facts.digits,
				      &b->facts.unit))
		return b->facts.digits + b->facts.unit <= DIGITS_MAX;
	for (size_t i = 0; i < n; i++)
		if (odd[i] && !read_one(r, FAMILY_DECIMAL, read_decimal, fields[i], b, i))
			return false;
	/* All values of the column will be scaled to the most places; together they must not pass 18 digits. */
	return b->facts.digits + b->facts.unit <= DIGITS_MAX;
}

/* Read N fields as values of FAMILY; false at the first that is none. */
static bool read_block(const struct reader *r, enum family family, const struct field *fields, size_t n,
		       struct batch *b)
{
	b->facts = r->facts;
	b->reader = r;
	b->stopped = TEXT_NONE;
	switch (family) {
	case FAMILY_DECIMAL:
		return read_decimals(r, fields, n, b);
	case FAMILY_MOMENT:
		return read_each(r, family, read_moment, fields, n, b);
	case FAMILY_YESNO:
		return read_each(r, family, read_yesno, fields, n, b);
	default:
		return read_each(r, family, readers[family], fields, n, b);
	}
}

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

	r->facts = b->facts;
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
	if (!read_block(r, family, fields, n, b))
		return false;
	order = family == FAMILY_MOMENT ? reader_order_shown(r, b) : b->order;
	if (order == b->order)
		return true;
	b->order = order;
	return read_block(r, family, fields, n, b);
}

bool reader_accepts(const struct reader *r, struct field f, struct batch *b)
{
	struct reader one = *r;

	one.facts = (struct facts){ 0 };
	return fits(&one, r->declared, &f, 1, b) && b->facts.moments.n_unfit == 0 && !(r->whole && b->facts.unit > 0);
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

/* A value that does not fit the family: the column is something wider, from its first row on. */
static void widen(struct reader *r, const struct field *fields, size_t n, struct batch *b)
{
	bool number = r->family == FAMILY_DECIMAL && fits(r, FAMILY_NUMBER, fields, n, b);

	if (r->family == FAMILY_MOMENT)
		reader_keep_refusal(b, &r->refused);
	r->family = number ? FAMILY_NUMBER : FAMILY_TEXT;
	fall_behind(r);
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
	widen(r, fields, n, b);
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
}
