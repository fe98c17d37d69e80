#include "ingest/reader_decimal.h"

#include "base/processor.h"
#include "ingest/load_bytes.h"

#define EACH_BYTE(b) ((uint64_t)(b)*UINT64_C(0x0101010101010101))

enum { AT_ONCE = 128 };

/* Some fields, by characters: the bytes of each as the highest of a number, '0' below them. */
struct short_decimals {
	uint64_t bytes[AT_ONCE];
	uint64_t length[AT_ONCE]; /* at most 8 */
	uint64_t odd[AT_ONCE];
	uint64_t mantissa[AT_ONCE];
	uint64_t places[AT_ONCE], digits[AT_ONCE];
};

static void load_fields(const struct field *fields, size_t n, struct short_decimals *d)
{
	for (size_t i = 0; i < n; i++) {
		struct field f = fields[i];
		uint64_t is_long = f.n > 8;
		size_t length = f.n & (is_long - 1);

		d->odd[i] = is_long | f.doubled | f.is_string;
		d->length[i] = length;
		d->bytes[i] = load_last(f.at, length, EACH_BYTE('0'));
	}
}

/* Nothing but arithmetic, the same for all: the compiler does eight of them at once where the processor can. */
FOR_EACH_PROCESSOR static void compute(struct short_decimals *restrict d, size_t n, uint64_t point)
{
	for (size_t i = 0; i < n; i++) {
		uint64_t v = d->bytes[i], length = d->length[i], x = v ^ EACH_BYTE(point);
		uint64_t first = v >> ((8 - length) & 7) * 8 & 0xff;
		/* The highest bit of the byte that is the point: the lowest of those that are marked. */
		uint64_t marks = (x - EACH_BYTE(1)) & ~x & EACH_BYTE(0x80), mark = marks & (0 - marks);
		uint64_t has = mark ? UINT64_MAX : 0, below = (mark >> 7) - 1, behind = ~(below << 8 | 0xff) & has;
		uint64_t places = ((behind & EACH_BYTE(1)) * EACH_BYTE(1)) >> 56;
		uint64_t whole = length - places - (has & 1), empty = length ? 0 : UINT64_MAX, digits;

		/* Close the gap: what is before the point moves up by one. */
		v = has ? (v & behind) | (v & below) << 8 | '0' : v;
		digits = ((v & EACH_BYTE(0xf0)) | ((v + EACH_BYTE(6)) & EACH_BYTE(0xf0)) >> 4) ^ EACH_BYTE(0x33);
		v = (v & EACH_BYTE(0x0f)) * 2561 >> 8;
		v = (v & UINT64_C(0x00ff00ff00ff00ff)) * 6553601 >> 16;
		v = (v & UINT64_C(0x0000ffff0000ffff)) * UINT64_C(42949672960001) >> 32;
		d->mantissa[i] = (v & ~empty) | ((uint64_t)VALUE_MISSING & empty);
		d->places[i] = places;
		d->digits[i] = whole;
		d->odd[i] |= (digits != 0) | (places > PLACES_MAX) | ((length != 0) & (whole + places == 0)) |
			     ((whole > 1) & (first == '0'));
	}
}

static bool store(const struct short_decimals *d, size_t n, int64_t *values, uint8_t *units, uint8_t *odd,
		  unsigned *digits, unsigned *unit)
{
	uint64_t most_digits = *digits, most_places = *unit, any = 0;

	for (size_t i = 0; i < n; i++) {
		uint64_t fine = d->odd[i] - 1; /* all bits, or none */

		values[i] = (int64_t)d->mantissa[i];
		units[i] = (uint8_t)d->places[i];
		odd[i] = (uint8_t)d->odd[i];
		any |= d->odd[i];
		most_digits = (d->digits[i] & fine) > most_digits ? d->digits[i] : most_digits;
		most_places = (d->places[i] & fine) > most_places ? d->places[i] : most_places;
	}
	*digits = (unsigned)most_digits;
	*unit = (unsigned)most_places;
	return any;
}

bool read_short_decimals(const struct field *fields, size_t n, char point, int64_t *values, uint8_t *units,
			 uint8_t *odd, unsigned *digits, unsigned *unit)
{
	struct short_decimals d;
	bool any = false;

	for (size_t i = 0, k; i < n; i += k) {
		k = n - i < AT_ONCE ? n - i : AT_ONCE;
		load_fields(fields + i, k, &d);
		compute(&d, k, (unsigned char)point);
		any |= store(&d, k, values + i, units + i, odd + i, digits, unit);
	}
	return any;
}
