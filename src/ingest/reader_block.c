/* A block of fields as values of one family. */
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "ingest/reader.h"
#include "ingest/reader_decimal.h"
#include "ingest/reader_fixed.h"
#include "ingest/reader_moment.h"
#include "ingest/reader_yesno.h"

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
	struct decimal d;

	if (!scan_number(t, b->decimal, b->c_locale, &b->numbers[i]))
		return false;
	/* -0 is 0 among decimals, which a column may have begun with. */
	if (b->numbers[i] == 0 && scan_decimal(t, b->decimal, &d))
		b->numbers[i] = 0;
	return true;
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

/* Only those that are ODD. */
static inline __attribute__((always_inline)) bool read_odd_ones(const struct reader *r, enum family family,
								read_value *read, const struct field *fields, size_t n,
								const uint8_t *odd, struct batch *b)
{
	for (size_t i = 0; i < n; i++)
		if (odd[i] && !read_one(r, family, read, fields[i], b, i))
			return false;
	return true;
}

static bool is_plain(const struct reader *r)
{
	return !r->n_missing && !r->facts.strings;
}

/* Most columns spell yes and no in one way. */
static bool read_yesnos(const struct reader *r, const struct field *fields, size_t n, struct batch *b)
{
	uint8_t odd[BLOCK_ROWS];

	if (!is_plain(r))
		memset(odd, 1, n);
	else if (!read_known_yesno(fields, n, &b->facts, b->values, odd))
		return true;
	return read_odd_ones(r, FAMILY_YESNO, read_yesno, fields, n, odd, b);
}

/* Most dates and times are of one form. */
static bool read_moments(const struct reader *r, const struct field *fields, size_t n, struct batch *b)
{
	uint8_t odd[BLOCK_ROWS];
	unsigned unit = b->facts.unit;

	if (!is_plain(r) || r->epoch || !fixed_moments_are_likely(&b->facts))
		return read_each(r, FAMILY_MOMENT, read_moment, fields, n, b);
	memset(b->units, (int)unit, n);
	return !read_fixed_moments(fields, n, unit == MOMENT_SECONDS, b->values, odd) ||
	       read_odd_ones(r, FAMILY_MOMENT, read_moment, fields, n, odd, b);
}

/* Most decimals are short and plain. */
static bool read_decimals(const struct reader *r, const struct field *fields, size_t n, struct batch *b)
{
	uint8_t odd[BLOCK_ROWS];

	if (!is_plain(r))
		memset(odd, 1, n);
	else if (!read_short_decimals(fields, n, b->decimal, b->values, b->units, odd, &b->facts.digits,
				      &b->facts.unit))
		return b->facts.digits + b->facts.unit <= DIGITS_MAX;
	if (!read_odd_ones(r, FAMILY_DECIMAL, read_decimal, fields, n, odd, b))
		return false;
	/* All values of the column will be scaled to the most places; together they must not pass 18 digits. */
	return b->facts.digits + b->facts.unit <= DIGITS_MAX;
}

/* Most columns have no dates. */
void facts_copy(struct facts *to, const struct facts *from)
{
	if (to->moments.signs | from->moments.signs)
		*to = *from;
	else
		memcpy(to, from, offsetof(struct facts, moments));
}

bool reader_read(const struct reader *r, enum family family, const struct field *fields, size_t n, struct batch *b)
{
	facts_copy(&b->facts, &r->facts);
	b->reader = r;
	b->stopped = TEXT_NONE;
	switch (family) {
	case FAMILY_DECIMAL:
		return read_decimals(r, fields, n, b);
	case FAMILY_MOMENT:
		return read_moments(r, fields, n, b);
	case FAMILY_YESNO:
		return read_yesnos(r, fields, n, b);
	default:
		return read_each(r, family, readers[family], fields, n, b);
	}
}

bool reader_read_placed(const struct reader *r, const struct block *block, size_t c, struct batch *b)
{
	struct placed p;

	if (!is_plain(r) || !block_place(block, c, &p))
		return false;
	facts_copy(&b->facts, &r->facts);
	b->reader = r;
	if (r->family == FAMILY_YESNO)
		return read_placed_yesno(&p, &b->facts, b->values);
	return read_placed_decimals(&p, b->decimal, b->values, b->units, &b->facts.digits, &b->facts.unit) &&
	       b->facts.digits + b->facts.unit <= DIGITS_MAX;
}
