#include "ingest/reader.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "ingest/reader_moment.h"
#include "store/dictionary.h"

static const int64_t powers_of_ten[BUILDER_UNITS] = { 1, 10, 100, 1000, 10000, 100000, 1000000 };

static bool is_listed(const struct reader *r, struct text t)
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
	char *spelling = value ? b->facts.yes : b->facts.no;

	if (value < 0)
		return false;
	if (!*spelling)
		memcpy(spelling, t.at, t.n);
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

	if (!scan_decimal(t, &d))
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
	return scan_number(t, b->c_locale, &b->numbers[i]);
}

static bool read_moment(struct batch *b, struct text t, size_t i)
{
	struct moment m;

	if (!reader_scan_moment(b, t, &m))
		return false;
	if (m.signs & ~b->facts.moments.signs)
		moment_facts_note(&b->facts.moments, m.signs, b->reader->row + i, t);
	b->values[i] = m.value;
	b->units[i] = (uint8_t)m.unit;
	if (m.digits > b->facts.digits)
		b->facts.digits = m.digits;
	if (m.unit > b->facts.unit)
		b->facts.unit = m.unit;
	b->facts.zoned |= m.zoned;
	return true;
}

static bool (*const read_value[])(struct batch *, struct text, size_t) = {
	[FAMILY_YESNO] = read_yesno,   [FAMILY_CLOCK] = read_clock,   [FAMILY_DECIMAL] = read_decimal,
	[FAMILY_NUMBER] = read_number, [FAMILY_MOMENT] = read_moment,
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

	if (is_listed(r, whole) || is_listed(r, t) || t.n == 0) {
		set_missing(b, i);
		return true;
	}
	if (is_missing_word(t)) {
		b->facts.words = true;
		set_missing(b, i);
		return true;
	}
	if (!f.doubled && t.n < whole.n && read_value[family](b, t, i))
		return true;
	b->stopped = t;
	b->stopped_at = i;
	if (!reader_may_leave_out(b, family, t))
		return false;
	set_missing(b, i);
	return true;
}

/* Read N fields as values of FAMILY; false at the first that is none. */
static bool read_block(const struct reader *r, enum family family, const struct field *fields, size_t n,
		       struct batch *b)
{
	bool (*const read)(struct batch *, struct text, size_t) = read_value[family];

	b->facts = r->facts;
	b->reader = r;
	b->mixed = false;
	b->stopped = TEXT_NONE;
	for (size_t i = 0; i < n; i++) {
		struct text t = { fields[i].at, fields[i].n };

		if (t.n == 0)
			set_missing(b, i);
		else if (fields[i].doubled || (r->n_missing && is_listed(r, t)) || !read(b, t, i))
			if (!read_odd(r, family, fields[i], b, i))
				return false;
	}
	if (family == FAMILY_MOMENT)
		return reader_moments_agree(r, b);
	/* All values of the column will be scaled to the most places; together they must not pass 18 digits. */
	return family != FAMILY_DECIMAL || b->facts.digits + b->facts.unit <= DIGITS_MAX;
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

static bool store_block(struct reader *r, size_t n, struct batch *b)
{
	bool units = r->family == FAMILY_DECIMAL || r->family == FAMILY_MOMENT;
	bool again = r->family == FAMILY_MOMENT && reader_changes_order(r, b);

	r->facts = b->facts;
	if (again) {
		r->behind = true;
		builder_clear(&r->builder);
		return true;
	}
	if (r->family == FAMILY_NUMBER)
		return builder_add_doubles(&r->builder, b->numbers, n);
	if (units && r->facts.unit > 0)
		level(r->family, n, b);
	return builder_add(&r->builder, b->values, n, units ? r->facts.unit : 0);
}

/* The code of a word, bytes that are not UTF-8 replaced: such a word is never found as it stands. */
static uint32_t word_code(struct reader *r, struct text t, struct batch *b)
{
	uint32_t code = dictionary_find(r->words, t);

	if (code != UINT32_MAX)
		return code;
	if (!utf8_valid(t)) {
		buffer_clear(&b->repaired);
		b->n_repaired += utf8_repair(t, &b->repaired);
		t = buffer_text(&b->repaired);
	}
	return dictionary_add(r->words, t);
}

static bool take_text(struct reader *r, const struct field *fields, size_t n, struct batch *b)
{
	if (!r->words && !(r->words = dictionary_new()))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct text t = csv_text(fields[i], &b->in_between);
		uint32_t code;

		b->values[i] = VALUE_MISSING;
		if (t.n == 0 || (r->n_missing && is_listed(r, t)))
			continue;
		code = word_code(r, t, b);
		if (code == UINT32_MAX || b->in_between.failed || b->repaired.failed)
			return false;
		b->values[i] = code;
	}
	return builder_add(&r->builder, b->values, n, 0);
}

static bool fits(const struct reader *r, enum family family, const struct field *fields, size_t n, struct batch *b)
{
	enum date_order order;

	b->memo = r->memo;
	b->order = reader_order(r);
	if (!read_block(r, family, fields, n, b))
		return false;
	order = family == FAMILY_MOMENT ? reader_order_shown(r, b) : b->order;
	if (order == b->order)
		return true;
	b->order = order;
	return read_block(r, family, fields, n, b);
}

static bool is_blank_block(const struct reader *r, const struct field *fields, size_t n, bool *words)
{
	for (size_t i = 0; i < n; i++) {
		struct text t = { fields[i].at, fields[i].n };

		if (is_listed(r, t) || text_trim(t).n == 0)
			continue;
		if (!is_missing_word(text_trim(t)))
			return false;
		*words = true;
	}
	return true;
}

static enum family choose_family(const struct reader *r, const struct field *fields, size_t n, struct batch *b)
{
	if (r->declared != FAMILY_NONE)
		return r->declared;
	for (enum family f = FAMILY_YESNO; f < FAMILY_TEXT; f++)
		if ((f != FAMILY_CLOCK || r->wants_clock) && fits(r, f, fields, n, b))
			return f;
	return FAMILY_TEXT;
}

static bool add_missing_doubles(struct builder *b, size_t n)
{
	double missing = NAN;
	bool done = true;

	for (size_t i = 0; i < n && done; i++)
		done = builder_add_doubles(b, &missing, 1);
	return done;
}

/* The first block with a value decides; the blocks before it hold none, which every family but two stores alike. */
static bool settle(struct reader *r, const struct field *fields, size_t n, struct batch *b)
{
	size_t before = r->builder.n_rows;

	if (is_blank_block(r, fields, n, &r->facts.words))
		return true;
	r->family = choose_family(r, fields, n, b);
	if (r->family == FAMILY_TEXT)
		reader_keep_refusal(r, b);
	if (r->family == FAMILY_TEXT && r->facts.words && before) {
		r->behind = true;
		builder_clear(&r->builder);
	}
	if (r->family != FAMILY_NUMBER || !before)
		return true;
	builder_clear(&r->builder);
	return add_missing_doubles(&r->builder, before);
}

static bool take_blank(struct reader *r, size_t n, struct batch *b)
{
	for (size_t i = 0; i < n; i++)
		b->values[i] = VALUE_MISSING;
	return builder_add(&r->builder, b->values, n, 0);
}

/* A value that does not fit the family: the column is something wider, from its first row on. */
static void widen(struct reader *r, const struct field *fields, size_t n, struct batch *b)
{
	bool number = r->family == FAMILY_DECIMAL && fits(r, FAMILY_NUMBER, fields, n, b);

	if (r->family == FAMILY_MOMENT)
		reader_keep_refusal(r, b);
	r->family = number ? FAMILY_NUMBER : FAMILY_TEXT;
	r->behind = true;
	builder_clear(&r->builder);
}

static bool take_block(struct reader *r, const struct field *fields, size_t n, struct batch *b)
{
	if (r->family == FAMILY_NONE && !settle(r, fields, n, b))
		return false;
	if (r->behind) {
		if (r->family != FAMILY_TEXT && !fits(r, r->family, fields, n, b)) {
			reader_keep_refusal(r, b);
			r->family = FAMILY_TEXT;
		}
		if (r->family == FAMILY_MOMENT)
			r->facts = b->facts;
		return true;
	}
	if (r->family == FAMILY_NONE)
		return take_blank(r, n, b);
	if (r->family == FAMILY_TEXT)
		return take_text(r, fields, n, b);
	if (fits(r, r->family, fields, n, b)) {
		r->memo = b->memo;
		return store_block(r, n, b);
	}
	widen(r, fields, n, b);
	return true;
}

bool reader_take(struct reader *r, const struct field *fields, size_t n, struct batch *b)
{
	bool done = take_block(r, fields, n, b);

	r->row += n;
	return done;
}

bool reader_restart(struct reader *r)
{
	/* Nothing but words like NA: nothing says that these are numbers, so it is text and the words are its values.
	 */
	if (r->family == FAMILY_NONE && r->facts.words && r->declared == FAMILY_NONE) {
		r->family = FAMILY_TEXT;
		r->behind = true;
		builder_clear(&r->builder);
	}
	if (!r->behind)
		return false;
	r->behind = false;
	r->facts = (struct facts){ 0 };
	r->row = 0;
	return true;
}

void reader_free(struct reader *r)
{
	builder_clear(&r->builder);
	dictionary_free(r->words);
	r->words = NULL;
}
